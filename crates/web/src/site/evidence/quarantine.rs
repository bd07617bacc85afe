//! What could not be read, and another try.

use assay_app::{Answer, AppError, ErrorClass, Installation, Principal, Workspace};
use assay_domain::Action;
use axum::body::Bytes;
use axum::extract::{self};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::Markup;

use super::{Asked, some};
use crate::asker::Reader;
use crate::pages::evidence::views::{DeliveredView, QuarantineView};
use crate::pages::evidence::{deliver, quarantine as pages};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{Lang, Word, t};
use crate::problem::{self, Problem};
use crate::site::answer::{PageError, Params, filled, language, shown};
use crate::site::records::hand::Hand;
use crate::site::refusal::told;
use crate::site::shell::shell;
use crate::site::typed::read;
use crate::state::Served;
use crate::{cookies, security};

/// Files of a page.
const ROWS: usize = 25;

type Asking = Result<Reader, Problem>;
type Shown = Result<Response, PageError>;

/// Where the page is filled.
struct Desk<'a> {
    installation: &'a Installation,
    w: &'a Workspace,
    p: &'a Principal,
    lang: Lang,
    session: Option<&'a str>,
}

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(asked): Params<Asked>,
    reader: Asking,
) -> Shown {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (installation, session) = (s.installation.clone(), cookies::session(&headers));
    let page = filled(&s, r, lang, move |w, p| {
        Desk { installation: &installation, w, p, lang, session: session.as_deref() }.page(&asked.after, None)
    });
    Ok(shown(StatusCode::OK, page.await?))
}

/// Has everything read once more.
pub(super) async fn retry(s: extract::State<Served>, headers: HeaderMap, reader: Asking, bytes: Bytes) -> Shown {
    let (lang, typed) = (language(&headers), read(&bytes));
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let ours = security::is_same_origin(&headers);
    let (installation, session) = (s.installation.clone(), cookies::session(&headers));
    let page = filled(&s, r, lang, move |w, p| {
        if !ours {
            return Err(AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)));
        }
        let desk = Desk { installation: &installation, w, p, lang, session: session.as_deref() };
        match desk.hand().signer(&typed).and_then(|signer| w.retry_quarantine(&signer)) {
            Ok(report) => {
                let view = DeliveredView { workspace: w.slug.clone(), subject: None, report };
                Ok((StatusCode::OK, deliver::delivered(&shell(w, p, Place::Evidence, lang)?, &view)))
            }
            Err(error) => Ok((problem::status(&error), desk.page("", Some(&error))?)),
        }
    });
    let (status, page) = page.await?;
    Ok(shown(status, page))
}

impl Desk<'_> {
    fn hand(&self) -> Hand<'_> {
        Hand {
            installation: self.installation,
            w: self.w,
            p: self.p,
            lang: self.lang,
            session: self.session,
            address: links::QUARANTINE.to_owned(),
        }
    }

    fn page(&self, after: &str, error: Option<&AppError>) -> Answer<Markup> {
        let found = self.w.quarantine_page(self.p, some(after).as_deref(), ROWS)?;
        // Who is not signed in acts by a token, whose rights are not known yet; whoever looks back changes nothing.
        let now = self.p.may_change().is_ok();
        let signed_in = self.hand().signed_in().is_some();
        let barred = if now && signed_in { self.w.enter(self.p, Action::Collect).err() } else { None };
        let view = QuarantineView {
            workspace: self.w.slug.clone(),
            artifacts: found.artifacts,
            after: after.to_owned(),
            next: found.next,
            signer: if now { Some(self.hand().signing(false)?) } else { None },
            refused: error.map(|error| told(self.lang, error)),
            barred: barred.map(|error| told(self.lang, &error)),
        };
        Ok(pages::page(&shell(self.w, self.p, Place::Evidence, self.lang)?, &view))
    }
}
