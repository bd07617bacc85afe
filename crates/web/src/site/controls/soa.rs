//! The Statement of Applicability of a framework: rows, versions, what differs between two, and the form that drafts one.

use assay_app::dto::{RowBecame, SoaDifferenceView, SoaRowView, SoaView};
use assay_app::{
    Answer, AppError, DraftSoaRequest, ErrorClass, Installation, Principal, SoaDifferenceRequest, Workspace,
};
use assay_domain::{AIMS, Kind, Via};
use assay_frameworks::Framework;
use axum::body::Bytes;
use axum::extract::{self, RawQuery};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::soa_rows;
use crate::asker::Reader;
use crate::pages::controls::list::implementation as implementation_word;
use crate::pages::controls::soa;
use crate::pages::controls::soa_views::{DifferenceRow, SoaPage, SoaRow, SoaTab, VersionLine};
use crate::pages::controls::views::FrameworkTab;
use crate::pages::records::views::Signer;
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, RecordWord, SoaWord, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, Params, filled, language, shown};
use crate::site::controls::list::{given, implementation};
use crate::site::drafts::{self, Form};
use crate::site::records::list::state_word;
use crate::site::shell::{moment, shell};
use crate::site::table::Told;
use crate::site::today::page::title;
use crate::site::typed::{one, read};
use crate::state::Served;
use crate::{cookies, security};

type Asker = Result<Reader, Problem>;

/// Of which framework, and what of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Asked {
    framework: String,
    view: String,
    from: String,
    to: String,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(q): Params<Asked>,
    RawQuery(query): RawQuery,
    reader: Asker,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (installation, session) = (s.installation.clone(), cookies::session(&headers));
    let told = filled(&s, r, lang, move |w, p| {
        let (shell, view) = fill(&installation, w, p, &q, session.as_deref(), lang)?;
        if view.tab == SoaTab::Rows {
            return soa_rows::tell(w, p, &query.unwrap_or_default(), &shell, view, lang);
        }
        Ok(Told::Page(soa::page(&shell, &view)))
    });
    Ok(told.await?.into_response())
}

/// Drafts a version for whoever is signed in, or whoever the token stands for.
pub(in crate::site) async fn draft(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Asker,
    bytes: Bytes,
) -> Result<Response, PageError> {
    let (lang, typed) = (language(&headers), read(&bytes));
    let request = DraftSoaRequest {
        framework: given(one(&typed, "framework")).unwrap_or_else(|| AIMS.to_owned()),
        title: one(&typed, "title").trim().to_owned(),
        owner: one(&typed, "owner").trim().to_owned(),
        scope: one(&typed, "scope").trim().to_owned(),
    };
    let of = Form::Statement(request.framework.clone());
    let r = match reader {
        Ok(reader) => reader,
        Err(problem) => return drafts::to_sign_in(&s, &headers, "-", &of, &typed, problem).await,
    };
    let session = cookies::session(&headers);
    let same_origin = security::is_same_origin(&headers);
    let (form, token) = (one(&typed, "form").to_owned(), one(&typed, "token").trim().to_owned());
    let installation = s.installation.clone();
    let done = filled(&s, r, lang, move |w, p| {
        let secret = session.as_deref().filter(|_| p.proved.is_some());
        let ours = same_origin && secret.is_none_or(|secret| security::is_made_for(secret, &form));
        if !ours {
            return Err(AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)));
        }
        let drafted = acting(&installation, w, p, secret, &token).and_then(|who| w.draft_soa(&who, &request));
        match drafted {
            Ok(record) => {
                drafts::forget(&installation, w, p, &of);
                Ok(Ok(links::record(&w.slug, &record.key)))
            }
            Err(error) => {
                drafts::keep(&installation, w, p, &of, &typed);
                let asked =
                    Asked { framework: request.framework.clone(), view: "versions".to_owned(), ..Asked::default() };
                let (shell, mut view) = fill(&installation, w, p, &asked, session.as_deref(), lang)?;
                let status = problem::status(&error);
                view.error = Some(error.text);
                view.draft = (request.title, request.owner, request.scope);
                Ok(Err((status, soa::page(&shell, &view))))
            }
        }
    });
    Ok(match done.await? {
        Ok(address) => Redirect::to(&address).into_response(),
        Err((status, page)) => shown(status, page),
    })
}

fn acting(
    installation: &Installation,
    w: &Workspace,
    p: &Principal,
    secret: Option<&str>,
    token: &str,
) -> Answer<Principal> {
    if secret.is_some() {
        return Ok(p.clone());
    }
    let (mut principal, workspace) = installation.by_token(token)?;
    if workspace.id != w.id {
        return Err(AppError::new(ErrorClass::Unauthenticated, "token.refused", "this token is not accepted"));
    }
    principal.via = Via::Web;
    Ok(principal)
}

fn fill(
    i: &Installation,
    w: &Workspace,
    p: &Principal,
    asked: &Asked,
    session: Option<&str>,
    lang: Lang,
) -> Answer<(Shell, SoaPage)> {
    let slug = given(&asked.framework).unwrap_or_else(|| AIMS.to_owned());
    let framework = w.framework(p, &slug)?;
    let now = w.soa(p, &slug, None)?;
    let versions = w.soa_versions(p, &slug)?.versions;
    let tab = match asked.view.as_str() {
        "versions" => SoaTab::Versions,
        "difference" => SoaTab::Difference,
        _ => SoaTab::Rows,
    };
    let all = w.frameworks_in_force(p, None)?;
    let with = all.iter().filter(|f| f.has_statement_of_applicability());
    let kind = Kind::named("soa-version");
    let mut lines = Vec::with_capacity(versions.len());
    for one in versions {
        let approve = if one.state == "draft" { Some(approval(w, p, &one.key)?) } else { None };
        lines.push(VersionLine {
            state: kind.map_or_else(|| one.state.clone(), |k| state_word(k, &one.state, lang)),
            approve,
            key: one.key,
            title: one.title,
            applicable: one.applicable,
            excluded: one.excluded,
            by: one.by,
            at: moment(lang, one.at),
        });
    }
    let refused = match kind.filter(|_| p.proved.is_some() && tab == SoaTab::Versions) {
        Some(kind) => w.refusal_to_create(p, kind)?.map(|error| error.text),
        None => None,
    };
    let secret = session.filter(|_| p.proved.is_some());
    let mut view = SoaPage {
        edition: now.edition.clone(),
        frameworks: with
            .map(|f| FrameworkTab { slug: f.slug.clone(), name: f.name.clone(), current: f.slug == slug })
            .collect(),
        tab,
        approved: approved(&now, lang),
        rows: now.rows.iter().map(|row| row_line(&framework, &now, row, lang)).collect(),
        refusal: refused,
        signer: secret
            .map_or(Signer::Token, |s| Signer::Session { form: security::form_token(w.random(), s), prove: None }),
        versions: lines,
        framework: slug.clone(),
        ..SoaPage::default()
    };
    if tab == SoaTab::Versions {
        let form = Form::Statement(slug.clone());
        let draft = drafts::find(i, w, p, &form);
        view.kept = drafts::shown(w, secret, lang, &form, draft.as_ref().map(|draft| draft.at));
        if let Some(typed) = draft.map(|draft| draft.typed) {
            let text = |name: &str| one(&typed, name).to_owned();
            view.draft = (text("title"), text("owner"), text("scope"));
        }
    }
    if tab == SoaTab::Difference && !view.versions.is_empty() {
        let request = SoaDifferenceRequest { framework: Some(slug), from: given(&asked.from), to: given(&asked.to) };
        compare(&mut view, w.soa_difference(p, &request)?, &framework, lang);
    }
    Ok((shell(w, p, Place::Controls, lang)?, view))
}

/// Where a draft is approved, or why whoever is signed in may not, and who may.
fn approval(w: &Workspace, p: &Principal, key: &str) -> Answer<Result<String, String>> {
    let refused = if p.proved.is_some() { w.refusal_to_move(p, key, "approve")? } else { None };
    Ok(refused.map_or_else(|| Ok(links::move_record("-", key, "approve")), |error| Err(error.text)))
}

fn approved(now: &SoaView, lang: Lang) -> Option<(String, String, String)> {
    let at = now.approved_at.map(|at| moment(lang, at)).unwrap_or_default();
    now.version.clone().map(|key| (key, at, now.approved_by.clone().unwrap_or_default()))
}

/// A control's title in the reader's language; our own has but one.
fn titled(framework: &Framework, id: &str, own: &str, lang: Lang) -> String {
    framework.controls().find(|c| c.id == id).map_or_else(|| own.to_owned(), |c| title(c, lang))
}

fn row_line(framework: &Framework, now: &SoaView, row: &SoaRowView, lang: Lang) -> SoaRow {
    let kind = Kind::named("control");
    let state = row.decision.as_deref().unwrap_or_default();
    SoaRow {
        id: row.id.clone(),
        title: titled(framework, &row.id, &row.title, lang),
        applicable: row.applicable,
        reason: row.reason.clone(),
        statement: row.statement.clone(),
        stage: row.implementation.clone().unwrap_or_default(),
        implementation: implementation_word(lang, implementation(row.implementation.as_deref())).to_owned(),
        owner: row.owner.clone(),
        state: row.state,
        record: row.record.clone(),
        decision: kind.map_or_else(|| state.to_owned(), |k| state_word(k, state, lang)),
        approved: state == "approved",
        diverged: now.diverged.contains(&row.id),
        contradicted: row.is_contradicted(),
        own: row.source == links::OWN,
    }
}

fn compare(view: &mut SoaPage, found: SoaDifferenceView, framework: &Framework, lang: Lang) {
    let label = |field: &str| {
        let said = Kind::named("control").and_then(|k| k.labels.iter().find(|label| label.field == field));
        said.map_or_else(|| field.to_owned(), |label| lang.of(&label.text).to_owned())
    };
    // What is stored as a word of a closed list, as the reader knows it.
    let said = |field: &str, text: Option<String>| match field {
        "applicable" => {
            text.map(|word| t(lang, if word == "true" { RecordWord::Yes } else { RecordWord::No }).to_owned())
        }
        "implementation" => text.map(|word| implementation_word(lang, implementation(Some(&word))).to_owned()),
        _ => text,
    };
    let became = |became: RowBecame| match became {
        RowBecame::Added => SoaWord::Added,
        RowBecame::Removed => SoaWord::Removed,
        RowBecame::Changed => SoaWord::Changed,
        RowBecame::Touched => SoaWord::Touched,
        RowBecame::Contradicted => SoaWord::Contradicted,
    };
    let rows = found.rows.into_iter().map(|row| DifferenceRow {
        own: !framework.controls().any(|c| c.id == row.id),
        title: titled(framework, &row.id, &row.title, lang),
        became: became(row.became),
        fields: row
            .fields
            .into_iter()
            .map(|f| (label(&f.field), said(&f.field, f.before), said(&f.field, f.after)))
            .collect(),
        id: row.id,
        record: row.record,
        state: row.state,
    });
    view.difference = rows.collect();
    view.same = found.same;
    view.from = found.from;
    view.to = found.to;
}
