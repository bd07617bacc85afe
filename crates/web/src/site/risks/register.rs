//! The register: a table of risks in the order of gravity, and the same as a file.

use std::collections::BTreeMap;

use assay_app::dto::{RiskRegister, RiskRow};
use assay_app::{Principal, Workspace};
use assay_domain::kinds::risk::KIND as RISK;
use assay_domain::{Kind, RiskSource};
use axum::extract::{self, RawQuery};
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};

use super::conditions;
use super::words::{score, slug, standing, value};
use crate::asker::Reader;
use crate::pages::risks::shapes;
use crate::parts::avatar::avatar;
use crate::parts::icons::Icon;
use crate::parts::table::{Asked, Cell, Column, ColumnChoice, Count, Row, Table};
use crate::parts::value as values;
use crate::parts::words::{Lang, RiskWord, TableWord, Word, fill, t};
use crate::parts::{dates, links};
use crate::problem::Problem;
use crate::site::answer::{PageError, filled, language};
use crate::site::records::list::{Names, state_word};
use crate::site::table::{Editing, as_file, format, pick};
use crate::state::Served;

/// Parameters of the address that stand beside the conditions.
pub(super) const KEPT: &[&str] = &["show", "criteria", "as_of"];
/// The order unless somebody chooses.
const ORDER: &str = "-residual";
/// Columns beside the title, and the order by which they sort.
const COLUMNS: [(&str, Option<&str>); 10] = [
    ("residual", Some("residual")),
    ("inherent", Some("inherent")),
    ("appetite", None),
    ("treatment", None),
    ("owner", Some("owner")),
    ("due", Some("due")),
    ("system", Some("system")),
    ("state", Some("state")),
    ("review", Some("review")),
    ("source", None),
];
/// So many of them are shown unless somebody chooses.
const SHOWN: usize = 7;

/// What the address asks for.
pub(super) fn asked(query: &str) -> Asked {
    let mut asked = Asked::read(links::RISKS, KEPT, query);
    if asked.sort.is_empty() {
        ORDER.clone_into(&mut asked.sort);
    }
    asked
}

fn label(lang: Lang, name: &str) -> String {
    let word = match name {
        "residual" => RiskWord::Residual,
        "inherent" => RiskWord::Inherent,
        "due" => RiskWord::Due,
        "review" => RiskWord::Review,
        "treatment" => RiskWord::Treatment,
        "owner" => return t(lang, Word::Owner).to_owned(),
        name => return conditions::field(lang, name),
    };
    t(lang, word).to_owned()
}

/// The table of a page of the register.
pub(super) fn table(w: &Workspace, p: &Principal, lang: Lang, asked: &Asked, found: &RiskRegister) -> Table {
    let known: Vec<Column> = COLUMNS
        .iter()
        .map(|(name, sort)| Column {
            name: (*name).to_owned(),
            label: label(lang, name),
            sort: sort.map(str::to_owned),
            number: false,
        })
        .collect();
    let shown: Vec<Column> = if asked.columns.is_empty() {
        known.iter().take(SHOWN).cloned().collect()
    } else {
        asked.columns.iter().filter_map(|name| known.iter().find(|c| c.name == *name)).cloned().collect()
    };
    let title = Column {
        name: "title".to_owned(),
        label: t(lang, TableWord::ColumnTitle).to_owned(),
        sort: Some("title".to_owned()),
        number: false,
    };
    let choice = |c: &Column| ColumnChoice {
        name: c.name.clone(),
        label: c.label.clone(),
        shown: shown.iter().any(|one| one.name == c.name),
    };
    // Nothing of the past is changed.
    let now = !asked.kept.iter().any(|(name, _)| name == "as_of");
    let editing = Editing::of(w, p, Some(&RISK).filter(|_| now));
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    Table {
        id: "register".to_owned(),
        heading: t(lang, RiskWord::Register).to_owned(),
        choices: known.iter().map(choice).collect(),
        rows: found.rows.iter().map(|risk| row(lang, risk, &shown, &editing)).collect(),
        columns: std::iter::once(title).chain(shown).collect(),
        chips: conditions::chips(lang, asked, &mut |key| names.of(key)),
        offered: conditions::offered(lang),
        making: asked.by.as_deref().and_then(|by| conditions::making(lang, by, &found.owners)),
        count: Some(Count { n: found.found, exact: true }),
        previous: (found.page > 1).then(|| (found.page - 1).to_string()),
        next: (found.page < found.pages).then(|| (found.page + 1).to_string()),
        exports: exports(lang, asked),
        import: editing.import(),
        bulk: editing.bulk(),
        empty: t(lang, TableWord::Nothing).to_owned(),
        whole: false,
        above: html! {},
        asked: asked.clone(),
    }
}

fn row(lang: Lang, risk: &RiskRow, columns: &[Column], editing: &Editing<'_>) -> Row {
    let (key, state) = (risk.key.as_str(), risk.state.as_str());
    let edits = |name: &str| match name {
        "owner" => Some("owner"),
        "treatment" => Some("treatment"),
        "review" => Some("review_due"),
        _ => None,
    };
    let cell = |column: &Column| Cell {
        shown: shown(lang, risk, &column.name),
        edit: edits(&column.name).and_then(|field| editing.field(key, state, field)),
    };
    Row {
        key: key.to_owned(),
        title: risk.title.clone(),
        href: links::risk(key),
        pick: Some(pick(key, risk.revision)),
        edit: editing.whole(key, state),
        assign: editing.owner(key, state),
        cells: columns.iter().map(cell).collect(),
        ..Row::default()
    }
}

/// What a cell shows; nothing where there is no value.
fn shown(lang: Lang, risk: &RiskRow, column: &str) -> Option<Markup> {
    match column {
        "residual" => risk.residual.as_ref().map(|s| shapes::score(&score(lang, s))),
        "inherent" => risk.inherent.as_ref().map(|s| shapes::score(&score(lang, s))),
        "appetite" => Some(shapes::standing(lang, standing(risk), Some(&links::risk(&risk.key)))),
        "treatment" => risk.treatment.map(|t| html! { (value(lang, "risk", "treatment", &slug(t))) }),
        "owner" => risk.owner.as_ref().map(|o| html! { span.by-name { (avatar(&o.name)) " " span { (o.name) } } }),
        "due" => risk.action_due.as_ref().map(|day| self::day(lang, day, risk.late)),
        "review" => risk.review_due.as_ref().map(|day| self::day(lang, day, risk.review_late)),
        "system" => risk.system.as_ref().map(|s| html! { (s.name) }),
        "state" => Kind::named("risk").map(|kind| values::state(&state_word(kind, &risk.state, lang))),
        "source" => Some(sources(lang, &risk.sources)).filter(|_| !risk.sources.is_empty()),
        _ => None,
    }
}

fn day(lang: Lang, day: &str, late: bool) -> Markup {
    html! {
        @if late {
            span.st.s-stale { (Icon::Clock.svg(12)) span.num.nw { (dates::day(lang, day)) span.vh { " " (t(lang, RiskWord::LateDay)) } } }
        } @else { span.num.nw { (dates::day(lang, day)) } }
    }
}

fn sources(lang: Lang, all: &[RiskSource]) -> Markup {
    html! { ul.values { @for one in all { li { (value(lang, "risk", "sources", &slug(one))) } } } }
}

/// The same as files.
fn exports(lang: Lang, asked: &Asked) -> Vec<(String, String)> {
    let of = |format: &str| {
        let own = Asked { path: links::RISK_SHEET.to_owned(), rows: 0, ..asked.clone() };
        (fill(lang, TableWord::ExportShown, &[("format", &format.to_uppercase())]), own.file(format))
    };
    ["csv", "xlsx"].map(of).to_vec()
}

/// The register as a file.
pub(super) async fn sheet(
    s: extract::State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let asked = Asked::read(links::RISK_SHEET, KEPT, &query.unwrap_or_default());
    let format = format(asked.format.as_deref().unwrap_or_default());
    let request = conditions::request(&asked);
    let file = filled(&s, r, lang, move |w, p| {
        let usual = || COLUMNS.iter().take(SHOWN).map(|(name, _)| *name).collect();
        let chosen: Vec<&str> = asked.columns.iter().map(String::as_str).collect();
        w.export_risks(p, &request, format, &if chosen.is_empty() { usual() } else { chosen })
    });
    let file = file.await?;
    Ok(as_file(file))
}
