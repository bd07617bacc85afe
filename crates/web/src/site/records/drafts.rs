//! What was typed into a form and not sent: kept while somebody types, when their session has run out, and when what they
//! sent was refused; shown again when they come back. Of what a form holds only the fields of its kind are kept: never a
//! token, a password, or the answer of a passkey.

use assay_app::drafts::DraftView;
use assay_app::{AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::{Key, Kind};
use axum::body::Bytes;
use axum::extract::{self, Path, RawQuery};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::form::{About, OfField};
use super::prefill;
use crate::asker::Reader;
use crate::parts::links;
use crate::parts::words::{KeptWord, Lang, fill, t};
use crate::problem::{self, Problem};
use crate::site::answer::{Params, language};
use crate::site::records::list::kind_of;
use crate::site::shell::moment;
use crate::site::typed::{Typed, one, read};
use crate::state::Served;
use crate::{cookies, security};

/// What a form carries besides its fields, without which it cannot be shown again as it was.
const CARRIED: [&str; 2] = ["revision", "seen"];
/// The parts of a stated gap, after the name of its field.
const GAP: [&str; 4] = ["gap", "because", "owner", "due"];

/// Whether an input is that of a field of the kind, or of a part of the gap that may be stated instead.
pub(super) fn of_field(kind: &'static Kind, name: &str) -> bool {
    let field = |name: &str| kind.labels.iter().any(|label| label.field == name);
    match name.split_once('.') {
        Some((outer, part)) => field(outer) && (GAP.contains(&part) || kind.field(name).is_some()),
        None => field(name),
    }
}

/// The fields of a kind out of what was typed.
pub(super) fn of_kind(kind: &'static Kind, typed: &Typed) -> Typed {
    let known = |name: &str| of_field(kind, name) || CARRIED.contains(&name);
    typed.iter().filter(|(name, _)| known(name)).map(|(name, values)| (name.clone(), values.clone())).collect()
}

/// The kind of the form that something is about, where it is known without reading a record.
fn kind_about(about: &About) -> Option<&'static Kind> {
    match about {
        About::New(kind, _) => kind_of(kind).ok(),
        About::Edit(key, _) => Kind::with_prefix(key.parse::<Key>().ok()?.prefix()),
        About::Move(..) => None,
    }
}

/// Where the form is.
pub(super) fn address(slug: &str, about: &About) -> String {
    match about {
        About::New(kind, given) => {
            let given = given.iter().flat_map(|(name, values)| values.iter().map(move |v| (name.as_str(), v.as_str())));
            links::new_record_with(slug, kind, &given.collect::<Vec<_>>())
        }
        About::Edit(key, None) => links::edit_record(slug, key),
        About::Edit(key, Some(field)) => links::edit_field(slug, key, field),
        About::Move(key, verb) => links::move_record(slug, key, verb),
    }
}

/// What whoever is signed in typed into that form before.
pub(super) fn find(i: &Installation, w: &Workspace, p: &Principal, about: &About) -> Option<DraftView> {
    kind_about(about)?;
    // A draft that cannot be read is not worth the form.
    i.draft(w, p, &address(&w.slug, about)).unwrap_or_default()
}

/// Keeps what was typed into a form that was refused: whoever comes back to it finds it as they left it.
pub(super) fn keep(i: &Installation, w: &Workspace, p: &Principal, about: &About, typed: &Typed) {
    if let Some(kind) = kind_about(about).filter(|_| p.proved.is_some()) {
        // It stands on the page that answers, whatever becomes of the draft.
        drop(i.keep_draft(w, p, &address(&w.slug, about), &of_kind(kind, typed)));
    }
}

/// Forgets a draft: its form was sent.
pub(super) fn forget(i: &Installation, w: &Workspace, p: &Principal, about: &About) {
    if let Err(error) = i.forget_draft(w, p, &address(&w.slug, about)) {
        tracing::warn!(%error, "a draft that was sent could not be forgotten");
    }
}

/// Somebody's session ran out while they typed: it is kept for them, and they are led to sign in and back to the form.
/// Nothing where it is not known whose session that was, or no page of ours sent the form.
pub(super) async fn signed_out(
    served: &Served,
    headers: &HeaderMap,
    slug: &str,
    about: &About,
    typed: &Typed,
) -> Option<String> {
    let session = cookies::session(headers)?;
    let ours = security::is_ours(headers, &session, one(typed, "form"));
    let (kind, address) = (kind_about(about).filter(|_| ours)?, address(slug, about));
    let (slug, form, typed) = (slug.to_owned(), address.clone(), of_kind(kind, typed));
    let kept = served.run(move |i| i.keep_draft_of_ended(&session, &slug, &form, &typed)).await;
    kept.ok().filter(|kept| *kept).map(|_| address)
}

pub(super) async fn keep_new(
    s: extract::State<Served>,
    h: HeaderMap,
    Path(slug): Path<String>,
    RawQuery(q): RawQuery,
    r: Result<Reader, Problem>,
    bytes: Bytes,
) -> Response {
    typing(s, &h, &slug, prefill::about(q.as_deref()), r, &bytes).await
}

pub(super) async fn keep_edit(
    s: extract::State<Served>,
    h: HeaderMap,
    Path((slug, key)): Path<(String, String)>,
    Params(q): Params<OfField>,
    r: Result<Reader, Problem>,
    bytes: Bytes,
) -> Response {
    typing(s, &h, &slug, About::Edit(key, q.only), r, &bytes).await
}

/// Keeps what somebody is typing, for the script; or forgets it, for whoever wants it no more.
async fn typing(
    s: extract::State<Served>,
    headers: &HeaderMap,
    slug: &str,
    about: About,
    reader: Result<Reader, Problem>,
    bytes: &[u8],
) -> Response {
    let (lang, typed) = (language(headers), read(bytes));
    let reader = match reader {
        Ok(reader) => reader,
        Err(problem) => {
            let kept = signed_out(&s, headers, slug, &about, &typed).await.is_some();
            let word = if kept { KeptWord::DraftKeptForSignIn } else { KeptWord::DraftNotKept };
            return (problem::status(&problem.0), t(lang, word)).into_response();
        }
    };
    let session = cookies::session(headers).unwrap_or_default();
    if !security::is_ours(headers, &session, one(&typed, "form")) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let discard = !one(&typed, "discard").is_empty();
    let done = s.run(move |i| {
        let Reader { principal: p, workspace: w, .. } = reader;
        let address = address(&w.slug, &about);
        if discard {
            i.forget_draft(&w, &p, &address)?;
            return Ok((address, None));
        }
        let kind = kind_about(&about).ok_or_else(|| AppError::not_found("such form"))?;
        let at = i.keep_draft(&w, &p, &address, &of_kind(kind, &typed))?;
        Ok((address, Some(at)))
    });
    match done.await {
        Ok((address, None)) => Redirect::to(&address).into_response(),
        Ok((_, Some(at))) => told(lang, &moment(lang, at)).into_response(),
        Err(error) if error.class == ErrorClass::NotFound => StatusCode::NOT_FOUND.into_response(),
        Err(error) => (problem::status(&error), t(lang, KeptWord::DraftNotKept)).into_response(),
    }
}

fn told(lang: Lang, at: &str) -> String {
    fill(lang, KeptWord::DraftKept, &[("at", at)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_is_in_a_draft() {
        let typed = read(
            b"title=R&likelihood.gap=unknown&likelihood.because=x&likelihood.token=y&revision=2&seen=5&form=secret&token=assay_x&present=pw&credential=c&ticket=t&other=z",
        );
        let kept = of_kind(Kind::named("risk").unwrap(), &typed);
        let names: Vec<&str> = kept.keys().map(String::as_str).collect();
        assert_eq!(names, ["likelihood.because", "likelihood.gap", "revision", "seen", "title"]);
    }

    #[test]
    fn a_form_is_known_by_its_address() {
        assert_eq!(kind_about(&About::Edit("RISK-1".to_owned(), None)).map(|kind| kind.name), Some("risk"));
        assert!(kind_about(&About::New("nothing".to_owned(), Typed::new())).is_none());
        assert_eq!(address("main", &About::New("risk".to_owned(), Typed::new())), "/w/main/records/new?kind=risk");
        let given = read(b"evidence=EV-4&title=A+%26+B");
        assert_eq!(
            address("main", &About::New("evidence-review".to_owned(), given)),
            "/w/main/records/new?kind=evidence-review&evidence=EV-4&title=A%20%26%20B"
        );
    }
}
