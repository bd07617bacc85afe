//! The inventory of AI systems: the shared table, with three columns that are worked out for the systems of the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

use assay_app::dto::{RecordView, SystemLine};
use assay_app::{Answer, Principal, SystemLines, Workspace};
use assay_domain::State;
use assay_domain::kinds::ai_system::KIND;
use axum::extract::{self, RawQuery};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::filling::{mark, posture, risk_mark};
use crate::asker::Reader;
use crate::pages::systems::views::SystemsPage;
use crate::pages::systems::{list as list_page, marks};
use crate::parts::shell::Place;
use crate::parts::table::Asked;
use crate::parts::words::{Lang, SystemWord, t};
use crate::parts::{links, state};
use crate::problem::Problem;
use crate::site::answer::{PageError, filled, language};
use crate::site::shell::shell;
use crate::site::table::{self, Extra, Spec, Told};
use crate::state::Served;

/// Columns unless somebody chooses.
const COLUMNS: [&str; 7] = ["posture", "owner", "roles", "act_roles", "act_classes", "version", "risks"];

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let query = query.unwrap_or_default();
    let told = filled(&s, r, lang, move |w, p| tell(w, p, Asked::read(links::SYSTEMS, &[], &query), lang));
    Ok(told.await?.into_response())
}

/// What is worked out for each system, once.
struct Lines<'w> {
    lines: RefCell<SystemLines<'w>>,
    lang: Lang,
    known: RefCell<BTreeMap<String, Option<SystemLine>>>,
}

impl Lines<'_> {
    /// A cell of a system; nothing where the system cannot be looked at.
    fn cell<T>(&self, record: &RecordView, draw: impl Fn(Lang, &SystemLine) -> T) -> Option<T> {
        let mut known = self.known.borrow_mut();
        let look = || self.lines.borrow_mut().line(record).ok();
        let line = known.entry(record.key.clone()).or_insert_with(look);
        line.as_ref().map(|line| draw(self.lang, line))
    }
}

fn judged(lang: Lang, line: &SystemLine) -> Markup {
    html! {
        @if line.posture.is_empty() { span.mute { (t(lang, SystemWord::NotJudged)) } }
        @else { a href=(links::system(&line.record.key)) { (marks::posture(lang, &posture(&line.posture))) } }
    }
}

fn newest(lang: Lang, line: &SystemLine) -> Markup {
    let mark = line.newest.as_ref().map(|version| mark(&line.record.key, version, lang));
    marks::newest(lang, mark.as_ref())
}

fn over_appetite(lang: Lang, line: &SystemLine) -> Markup {
    html! { a href=(links::system_tab(&line.record.key, "risks")) { (marks::risks(lang, risk_mark(&line.risks))) } }
}

/// How many of its requirements are in each state, the gravest first.
fn judged_text(_: Lang, line: &SystemLine) -> String {
    let all = line.posture.iter().map(|one| format!("{} {}", one.count, state::slug(one.state)));
    all.collect::<Vec<_>>().join(", ")
}

fn newest_text(_: Lang, line: &SystemLine) -> String {
    line.newest.as_ref().map(|version| version.label.clone()).unwrap_or_default()
}

fn over_text(_: Lang, line: &SystemLine) -> String {
    format!("{} / {}", line.risks.above, line.risks.open)
}

fn tell(w: &Workspace, p: &Principal, asked: Asked, lang: Lang) -> Answer<Told> {
    let lines = Lines { lines: RefCell::new(w.system_lines(p, None)?), lang, known: RefCell::default() };
    let posture = |record: &RecordView| lines.cell(record, judged);
    let newest = |record: &RecordView| lines.cell(record, newest);
    let over = |record: &RecordView| lines.cell(record, over_appetite);
    let posture_text = |record: &RecordView| lines.cell(record, judged_text);
    let newest_text = |record: &RecordView| lines.cell(record, newest_text);
    let over_text = |record: &RecordView| lines.cell(record, over_text);
    let states = state::STATES.into_iter().filter(|one| *one != State::NotApplicable);
    let states = states.map(|one| (state::slug(one).to_owned(), state::word(lang, one).to_owned()));
    let mut spec = Spec::of("systems", t(lang, SystemWord::Systems).to_owned(), Some(&KIND), asked);
    spec.columns = COLUMNS.to_vec();
    spec.extra = vec![
        Extra {
            sort: Some("posture"),
            values: states.collect(),
            ..Extra::new("posture", t(lang, SystemWord::Posture), &posture, &posture_text)
        },
        Extra::new("version", t(lang, SystemWord::NewestVersion), &newest, &newest_text),
        Extra::new("risks", t(lang, SystemWord::RisksOpen), &over, &over_text),
    ];
    spec.href = Some(&links::system);
    let narrowed = !spec.asked.q.is_empty() || !spec.asked.filters.is_empty();
    let shell = shell(w, p, Place::Systems, lang)?;
    table::tell(w, p, lang, &spec, |mut table| {
        table.empty = t(lang, if narrowed { SystemWord::NothingFits } else { SystemWord::NoSystems }).to_owned();
        Ok(list_page::page(&shell, &SystemsPage { workspace: w.slug.clone(), table }))
    })
}
