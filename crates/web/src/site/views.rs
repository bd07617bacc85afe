//! Saved views on pages: kept, shown, renamed, removed, by whoever is signed in.

use assay_app::dto::SavedViewView;
use assay_app::views::{RenameView, SaveView};
use assay_app::{Answer, AppError, ErrorClass, Principal, Workspace};
use assay_domain::Action;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;

use super::answer::{PageError, filled, language, shown};
use super::shell::shell;
use super::typed::{Typed, one, read};
use crate::asker::Reader;
use crate::pages::views::{self, ViewLine};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{Lang, Word, t};
use crate::problem::{self, Problem};
use crate::state::Served;
use crate::{cookies, security};

pub(super) fn router() -> Router<Served> {
    Router::new().route(links::VIEWS, get(page).post(save)).route("/views/{view}/{act}", post(change))
}

/// Where a view leads.
pub(in crate::site) fn href(view: &SavedViewView) -> String {
    if view.query.is_empty() { view.path.clone() } else { format!("{}?{}", view.path, view.query) }
}

fn fill(w: &Workspace, p: &Principal, lang: Lang, refused: Option<&str>) -> Answer<Markup> {
    let writes = p.actions.contains(&Action::Write) && p.may_change().is_ok();
    let line = |view: SavedViewView| ViewLine {
        href: href(&view),
        changeable: if view.shared { writes } else { view.mine },
        id: view.id,
        name: view.name,
        shared: view.shared,
    };
    let all: Vec<ViewLine> = w.saved_views(p)?.views.into_iter().map(line).collect();
    Ok(views::page(&shell(w, p, Place::Elsewhere, lang)?, &all, refused))
}

async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let page = filled(&s, r, lang, move |w, p| fill(w, p, lang, None));
    Ok(shown(StatusCode::OK, page.await?))
}

/// Does what a form asks for and leads on; what is refused stands on the page of the views.
async fn act(
    s: &Served,
    headers: &HeaderMap,
    reader: Result<Reader, Problem>,
    typed: Typed,
    work: impl FnOnce(&Workspace, &Principal, &Typed) -> Answer<String> + Send + 'static,
) -> Result<Response, PageError> {
    let lang = language(headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let session = cookies::session(headers).unwrap_or_default();
    let ours = security::is_ours(headers, &session, one(&typed, "form"));
    let done = filled(s, r, lang, move |w, p| {
        if !ours {
            return Err(AppError::new(ErrorClass::Forbidden, "origin", t(lang, Word::FromElsewhere)));
        }
        match work(w, p, &typed) {
            Ok(address) => Ok(Ok(address)),
            Err(error) => Ok(Err((problem::status(&error), fill(w, p, lang, Some(&error.text))?))),
        }
    });
    Ok(match done.await? {
        Ok(address) => Redirect::to(&address).into_response(),
        Err((status, page)) => shown(status, page),
    })
}

async fn save(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
    bytes: Bytes,
) -> Result<Response, PageError> {
    act(&s, &headers, reader, read(&bytes), |w, p, typed| {
        let text = |name: &str| one(typed, name).to_owned();
        let shared = !one(typed, "shared").is_empty();
        let new = SaveView { name: text("name"), path: text("path"), query: text("query"), shared };
        Ok(href(&w.save_view(p, &new)?))
    })
    .await
}

async fn change(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((view, act_name)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
    bytes: Bytes,
) -> Result<Response, PageError> {
    act(&s, &headers, reader, read(&bytes), move |w, p, typed| {
        let none = || AppError::not_found(format!("saved view {view}"));
        let id: u64 = view.parse().map_err(|_| none())?;
        match act_name.as_str() {
            "name" => drop(w.rename_view(p, id, &RenameView { name: one(typed, "name").to_owned() })?),
            "remove" => drop(w.remove_view(p, id)?),
            _ => return Err(none()),
        }
        Ok(links::VIEWS.to_owned())
    })
    .await
}
