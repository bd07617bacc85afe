//! Issues: what went wrong, and what is done about it, a kind at a time in the table of all records.

mod kinds;

use std::collections::BTreeMap;

use assay_app::dto::RecordView;
use assay_app::overview::{ClockLine, OpenIssues};
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::{Kind, Timestamp, is_author_only};
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use maud::html;

use super::answer::{PageError, filled, language};
use super::place::standing;
use super::shell::{moment, shell};
use super::table::{self, Extra, Spec, Told};
use super::today::due;
use crate::asker::Reader;
use crate::pages::issues::{self as pages, IssueTab, IssuesView};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::table::Asked;
use crate::parts::words::{IssueWord, Lang, t};
use crate::problem::Problem;
use crate::state::Served;

/// Clauses of the standard it is about.
const CLAUSES: &[&str] = &["10"];

pub(in crate::site) fn router() -> Router<Served> {
    Router::new().route(links::ISSUES, get(page))
}

async fn page(
    s: State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let query = query.unwrap_or_default();
    let told = filled(&s, r, lang, move |w, p| {
        let all = w.open_by_kind(p)?;
        let (asked, kind) = shown(&all, &query)?;
        tell(w, p, &all, asked, kind, lang)
    });
    Ok(told.await?.into_response())
}

/// What the address asks for, and the kind that it shows. One that names no kind shows the first of which something is
/// open.
fn shown(all: &[OpenIssues], query: &str) -> Answer<(Asked, &'static Kind)> {
    let mut asked = Asked::read(links::ISSUES, &["kind"], query);
    let named = asked.kept.first().map(|(_, kind)| kind.clone());
    let found = match &named {
        Some(name) => all.iter().find(|one| one.kind == name),
        None => all.iter().find(|one| one.open.n > 0).or(all.first()),
    };
    let none = || AppError::not_found(format!("kind `{}` among the issues", named.as_deref().unwrap_or_default()));
    let kind = found.and_then(|one| Kind::named(one.kind)).ok_or_else(none)?;
    if named.is_none() {
        if query.is_empty() {
            return Ok((kinds::open(kind), kind));
        }
        asked.kept.push(("kind".to_owned(), kind.name.to_owned()));
        asked.crooked = true;
    }
    Ok((asked, kind))
}

fn tell(
    w: &Workspace,
    p: &Principal,
    all: &[OpenIssues],
    asked: Asked,
    kind: &'static Kind,
    lang: Lang,
) -> Answer<Told> {
    let tab = |one: &OpenIssues| {
        Some(IssueTab {
            href: kinds::open(Kind::named(one.kind)?).address(),
            text: kinds::name(lang, one.kind).to_owned(),
            open: (one.open.n, one.open.more),
            late: (one.late.n, one.late.more),
            current: one.kind == kind.name,
        })
    };
    let only_open = asked.q.is_empty() && asked.filters == kinds::open(kind).filters;
    // When a notice has to be out follows from its incident, so it is in no index.
    let ends: BTreeMap<String, Timestamp> = match kind.name {
        "incident-communication" => ends(w.clock_lines(p)?),
        _ => BTreeMap::new(),
    };
    let due = |record: &RecordView| Some(html! { span.num.nw { (moment(lang, *ends.get(&record.key)?)) } });
    let due_text = |record: &RecordView| ends.get(&record.key).map(Timestamp::to_string);
    let mut spec = Spec::of("issues", kinds::name(lang, kind.name).to_owned(), Some(kind), asked);
    spec.columns = kinds::columns(kind.name).to_vec();
    if kind.name == "incident-communication" {
        spec.extra = vec![Extra::new(kinds::ENDS, t(lang, IssueWord::Due), &due, &due_text)];
    }
    let (gaps, standing) = standing(CLAUSES, w, p, lang)?;
    let made = p.may_change().is_ok() && kind.workflow.create.is_some() && !is_author_only(kind.name);
    let clocks = due::clocks(w, p, lang)?;
    let shell = shell(w, p, Place::Issues, lang)?;
    table::tell(w, p, lang, &spec, |mut table| {
        if only_open {
            t(lang, IssueWord::NoneOpen).clone_into(&mut table.empty);
        }
        let view = IssuesView {
            workspace: w.slug.clone(),
            clocks,
            tabs: all.iter().filter_map(tab).collect(),
            table,
            made: made.then(|| (kind.name.to_owned(), lang.of(&kind.title).to_owned())),
            gaps,
            standing,
        };
        Ok(pages::page(&shell, &view))
    })
}

/// When each notice has to be out, by its key.
fn ends(lines: Vec<ClockLine>) -> BTreeMap<String, Timestamp> {
    lines.into_iter().filter_map(|line| Some((line.notice?.0, line.limit?.ends))).collect()
}
