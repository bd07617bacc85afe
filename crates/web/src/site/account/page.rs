//! One's own account: where one is signed in, and the password.

use assay_app::sign_in::{AccountEvent, AccountView, PasskeyView, SignedIn};
use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use axum::body::Bytes;
use axum::extract;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::asker::Reader;
use crate::pages::account::events::EventLine;
use crate::pages::account::passkey::{KeysView, PasskeyLine};
use crate::pages::account::second_factor::FactorLine;
use crate::pages::account::sign_in::{self as pages, AccountPage, SessionLine};
use crate::pages::account::sso::SsoLine;
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{AccountWord, Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, filled, language, shown};
use crate::site::shell::{moment, shell};
use crate::site::typed::{Typed, one, read};
use crate::state::Served;
use crate::{cookies, security};

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (secret, installation) = (cookies::session(&headers).unwrap_or_default(), s.installation.clone());
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(&installation, w, p, &secret, lang)).await?;
    Ok(shown(StatusCode::OK, pages::account(&shell, &view)))
}

pub(in crate::site) fn fill(
    i: &Installation,
    w: &Workspace,
    p: &Principal,
    secret: &str,
    lang: Lang,
) -> Answer<(Shell, AccountPage)> {
    let account: AccountView = i.own_account(secret)?;
    let second_factor = account.second_factor.is_some();
    let sso = i.sso_identity(secret)?.map(|who| SsoLine {
        provider: who.provider,
        since: who.since.map(|at| moment(lang, at)),
        password: who.password,
        second_factor,
    });
    let line = |s: assay_app::sign_in::SessionView| SessionLine {
        here: s.here,
        made: moment(lang, s.made),
        seen: moment(lang, s.seen),
        ends: moment(lang, s.ends),
    };
    let key = |k: PasskeyView| PasskeyLine {
        id: k.id,
        name: k.name,
        made: moment(lang, k.made),
        used: k.used.map(|at| moment(lang, at)).unwrap_or_default(),
        doubted: k.doubted.map(|at| moment(lang, at)).unwrap_or_default(),
    };
    let event = |e: AccountEvent| EventLine { what: e.what, at: moment(lang, e.at), by: e.by, passkey: e.passkey };
    let view = AccountPage {
        keys: KeysView {
            origin: i.passkey_origin().map(str::to_owned),
            password: account.password,
            second_factor: account.second_factor.is_some(),
            must_prove: account.must_prove,
            passkeys: account.passkeys.into_iter().map(key).collect(),
            codes_left: account.codes_left,
        },
        events: account.events.into_iter().map(event).collect(),
        login: account.login,
        form: security::form_token(w.random(), secret),
        sessions: account.sessions.into_iter().map(line).collect(),
        second_factor: account
            .second_factor
            .map(|f| FactorLine { since: moment(lang, f.since), codes_left: f.codes_left }),
        sso,
        ..AccountPage::default()
    };
    Ok((shell(w, p, Place::Elsewhere, lang)?, view))
}

/// The session that a form acts for, if the form was made for it.
pub(in crate::site) fn acting(headers: &HeaderMap, typed: &Typed, lang: Lang) -> Answer<String> {
    let secret = cookies::session(headers).filter(|s| security::is_ours(headers, s, one(typed, "form")));
    secret.ok_or_else(|| AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)))
}

pub(in crate::site) async fn password(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
    bytes: Bytes,
) -> Result<Response, PageError> {
    let (lang, typed) = (language(&headers), read(&bytes));
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let secret = acting(&headers, &typed, lang).map_err(|e| PageError::of(lang, Problem(e)))?;
    let (old, new) = (one(&typed, "present").to_owned(), one(&typed, "new").to_owned());
    let present = secret.clone();
    let done: Answer<SignedIn> = s.run(move |i| i.change_password(&present, &old, &new)).await;
    let installation = s.installation.clone();
    match done {
        Ok(signed_in) => {
            let session = signed_in.session.clone();
            let (shell, view) = filled(&s, r, lang, move |w, p| fill(&installation, w, p, &session, lang)).await?;
            let view = AccountPage { done: Some(t(lang, AccountWord::PasswordChanged).to_owned()), ..view };
            let mut response = shown(StatusCode::OK, pages::account(&shell, &view));
            cookies::give(response.headers_mut(), &signed_in);
            Ok(response)
        }
        Err(error) => {
            let (shell, view) = filled(&s, r, lang, move |w, p| fill(&installation, w, p, &secret, lang)).await?;
            let view = AccountPage { refused: Some(error.text.clone()), ..view };
            Ok(shown(problem::status(&error), pages::account(&shell, &view)))
        }
    }
}

pub(in crate::site) async fn sessions(
    s: extract::State<Served>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, PageError> {
    let (lang, typed) = (language(&headers), read(&bytes));
    let wrong = |e| PageError::of(lang, Problem(e));
    let secret = acting(&headers, &typed, lang).map_err(wrong)?;
    s.run(move |installation| installation.sign_out_elsewhere(&secret)).await.map_err(wrong)?;
    Ok(Redirect::to(links::ACCOUNT).into_response())
}
