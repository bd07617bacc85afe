//! Made-up tables: each page has the shared one.

use maud::{Markup, html};

use super::super::pages::controls::list::{area, in_place, owner};
use super::super::pages::controls::soa::{decided, decided_by, how, stated};
use super::super::pages::controls::soa_views::SoaRow;
use super::super::pages::evidence::library;
use super::super::parts::explain;
use super::super::parts::table::{Asked, Cell, Chip, Column, ColumnChoice, Count, Row, Table};
use super::super::parts::words::{Lang, SoaWord};
use assay_app::dto::EvidenceRow;
use assay_domain::State;
use assay_domain::kinds::control::Implementation;

fn column(name: &str) -> Column {
    Column { name: name.into(), label: name.into(), sort: Some(name.into()), number: false }
}

fn row(key: &str, title: &str, href: String, cells: Vec<Option<Markup>>) -> Row {
    Row {
        key: key.into(),
        title: title.into(),
        href,
        pick: Some(format!("{key}.3")),
        cells: cells.into_iter().map(|shown| Cell { shown, edit: None }).collect(),
        ..Row::default()
    }
}

fn table(id: &str, path: &str, columns: &[&str], rows: Vec<Row>) -> Table {
    let choice = |name: &&str| ColumnChoice { name: (*name).into(), label: (*name).into(), shown: true };
    Table {
        id: id.into(),
        heading: id.into(),
        asked: Asked { path: path.into(), ..Asked::default() },
        columns: columns.iter().map(|name| column(name)).collect(),
        choices: columns.iter().map(choice).collect(),
        chips: vec![Chip { label: "State".into(), value: "Failing".into(), without: path.into() }],
        offered: vec![("state".into(), "State".into())],
        count: Some(Count { n: rows.len(), exact: true }),
        whole: true,
        exports: vec![("What is shown, CSV".into(), format!("{path}?format=csv"))],
        rows,
        ..Table::default()
    }
}

/// A requirement of the list: id, title, area with its title, state, reason.
pub(super) type Requirement = (&'static str, String, (&'static str, &'static str), State, String);

pub(super) fn requirements(all: Vec<Requirement>) -> Table {
    let mut group = "";
    let row = |(id, title, (area_id, area_title), state, reason): Requirement| {
        let begins = group != area_id;
        group = area_id;
        let undecided = id == "A.10.3";
        let applicable = (!undecided).then_some(id != "A.9.4");
        let cells = vec![
            Some(explain::chip(Lang::En, state, "/controls/A.2.2/why")),
            Some(owner(Lang::En, (!undecided).then_some("Beatriz Lemos"))),
            in_place(Lang::En, applicable, Some(Implementation::Partial)),
        ];
        Row {
            group: begins.then(|| area(area_id, area_title)),
            remark: Some(html! { (reason) }),
            ..row(id, &title, format!("/controls/{id}"), cells)
        }
    };
    table(
        "requirements",
        "/controls",
        &["title", "state", "owner", "implementation"],
        all.into_iter().map(row).collect(),
    )
}

pub(super) fn statement(lang: Lang, rows: &[SoaRow]) -> Table {
    let line = |one: &SoaRow| Row {
        id: Some(one.id.clone()),
        remark: Some(decided_by(lang, one)),
        ..row(
            &one.id,
            &one.title,
            format!("/controls/{}", one.id),
            vec![
                Some(decided(lang, one.applicable)),
                Some(stated(lang, one.reason.as_deref(), SoaWord::NoReason)),
                how(lang, one),
                Some(owner(lang, one.owner.as_deref())),
                Some(explain::chip(lang, one.state, "/controls/A.2.2/why")),
            ],
        )
    };
    let columns = ["title", "decision", "reason", "statement", "owner", "state"];
    table("soa", "/soa", &columns, rows.iter().map(line).collect())
}

pub(super) fn evidence(lang: Lang, rows: &[EvidenceRow]) -> Table {
    let line = |one: &EvidenceRow| Row {
        remark: Some(library::remark(lang, one)),
        ..row(
            &one.key,
            &one.title,
            format!("/evidence/{}", one.key),
            vec![
                Some(library::freshness(lang, one, Some("/evidence/EV-7"))),
                Some(library::when(lang, one)),
                Some(html! { (one.collector) }),
                Some(library::reviewer(lang, one)),
            ],
        )
    };
    let columns = ["title", "freshness", "when", "collector", "review"];
    let all = table("library", "/evidence", &columns, rows.iter().map(line).collect());
    Table { next: Some("9".into()), whole: false, ..all }
}
