//! The first run: from step to step, and at the last the workspace with its first administrator, whole or not at all.

use assay_app::sign_in::NewAdministrator;
use assay_app::{Answer, AppError, Beginning, Installation};
use assay_domain::kinds::ai_system::SystemRole;
use assay_domain::kinds::scope_statement::ScopeStatement;
use assay_domain::{AIMS, Body as _, Kind};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;

use crate::pages::account::first_run::{self, Choice, FirstRunView, Step};
use crate::pages::account::sign_in::DoorView;
use crate::site::account::door::{self, blank, if_ours, newcomer, refusal, set_up_by};
use crate::site::account::passkey;
use crate::site::answer::{language, shown};
use crate::site::records::list::said;
use crate::site::typed::{Typed, one};
use crate::state::Served;

/// The first step, with nothing typed.
pub(in crate::site) fn begin(s: &Served, headers: &HeaderMap) -> Response {
    let lang = language(headers);
    shown(StatusCode::OK, first_run::page(lang, &view(s, headers, &Typed::new(), Step::default())))
}

/// One step done: on to the next, back to another, or the end.
pub(in crate::site) async fn go_on(s: &Served, headers: &HeaderMap, typed: &Typed) -> Response {
    let lang = language(headers);
    let step = Step::of(one(typed, "step")).unwrap_or_default();
    if let Some(back) = Step::of(one(typed, "to")).filter(|to| *to < step) {
        return shown(StatusCode::OK, first_run::page(lang, &view(s, headers, typed, back)));
    }
    let again = |error: &AppError, step| {
        let mut view = view(s, headers, typed, step);
        view.door.refused = Some(error.text.clone());
        refusal(error, first_run::page(lang, &view))
    };
    let new = administrator(typed);
    let Some(next) = Step::ALL.into_iter().find(|s| *s > step) else {
        return match set_up_by(s, headers, new, passkey::answered(typed)).await {
            Ok(begun) => door::begin(lang, &begun),
            // The code may have been used up, or replaced by a restart, since the first step.
            Err(error) if error.code.starts_with("setup.") => again(&error, Step::Organisation),
            Err(error) => again(&error, step),
        };
    };
    match if_ours(s, headers, move |installation| check(installation, step, &new)).await {
        Ok(()) => shown(StatusCode::OK, first_run::page(lang, &view(s, headers, typed, next))),
        Err(error) => again(&error, step),
    }
}

/// Whether what a step asks for will do.
fn check(installation: &Installation, step: Step, new: &NewAdministrator) -> Answer<()> {
    match step {
        Step::Organisation => {
            installation.is_setup_code(&new.code)?;
            let named = new.organisation.as_ref().is_some_and(|o| !o.trim().is_empty());
            if named { Ok(()) } else { Err(AppError::input("organisation.empty", "name the organisation")) }
        }
        _ => new.beginning.checked().map(drop),
    }
}

fn all<'a>(typed: &'a Typed, name: &str) -> &'a [String] {
    typed.get(name).map_or(&[], Vec::as_slice)
}

fn role(slug: &str) -> Option<SystemRole> {
    serde_json::from_value(slug.into()).ok()
}

/// Who would be the first administrator, of which organisation.
pub(in crate::site) fn administrator(typed: &Typed) -> NewAdministrator {
    let text = |name: &str| one(typed, name).to_owned();
    NewAdministrator {
        code: text("code"),
        account: newcomer(typed),
        name: text("name"),
        organisation: Some(text("organisation")),
        beginning: Beginning {
            roles: all(typed, "role").iter().filter_map(|slug| role(slug)).collect(),
            frameworks: all(typed, "framework").to_vec(),
            jurisdictions: one(typed, "jurisdictions").split([',', ';']).map(str::to_owned).collect(),
        },
    }
}

fn view(s: &Served, headers: &HeaderMap, typed: &Typed, step: Step) -> FirstRunView {
    let lang = language(headers);
    let text = |name: &str| one(typed, name).to_owned();
    let chosen = |name: &str, value: &str| all(typed, name).iter().any(|v| v == value);
    let field = Kind::named(ScopeStatement::NAME).and_then(|kind| kind.field("roles"));
    let roles = field.map_or(&[][..], |f| f.values).iter().map(|value| Choice {
        value: value.slug.to_owned(),
        word: said(&value.word, lang).to_owned(),
        help: value.help.map(|help| said(&help, lang).to_owned()),
        chosen: chosen("role", value.slug),
    });
    let frameworks = assay_frameworks::slugs().filter(|slug| *slug != AIMS).filter_map(assay_frameworks::get);
    let frameworks = frameworks.map(|f| Choice {
        value: f.slug.clone(),
        word: f.name.clone(),
        help: Some(f.edition.clone()).filter(|edition| *edition != f.name),
        chosen: chosen("framework", &f.slug),
    });
    FirstRunView {
        step,
        door: DoorView {
            login: text("login"),
            name: text("name"),
            organisation: Some(text("organisation")),
            ..blank(s, headers)
        },
        code: text("code"),
        roles: roles.collect(),
        jurisdictions: text("jurisdictions"),
        frameworks: frameworks.collect(),
        always: assay_frameworks::get(AIMS).map(|f| f.name.clone()).unwrap_or_default(),
    }
}
