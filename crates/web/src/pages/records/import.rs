//! Records from a file: choosing it, what would become of each row, and what did.

use assay_app::dto::{ImportReport, ImportRow, RowFate};
use maud::{Markup, html};

use crate::pages::records::form::signature;
use crate::pages::records::head::above;
use crate::pages::records::record::notice;
use crate::pages::records::views::{KindName, Signer};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::links;
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::words::{BulkWord, Lang, Word, fill, number, t};

/// Most rows that a page shows; the refused come first.
const SHOWN: usize = 500;

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct ImportView {
    /// Short name of the workspace.
    pub workspace: String,
    /// The kind.
    pub kind: KindName,
    /// How many entries the log had when the page was made: sent twice, a confirmation is recognised.
    pub seen: String,
    /// The largest file, as people read it.
    pub most: String,
    /// The file that was looked at.
    pub looked: Option<Looked>,
    /// Why it was not.
    pub refused: Option<String>,
}

/// A file that was looked at.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// What becomes of its rows.
    pub report: ImportReport,
    /// The file itself, in Base64.
    pub sheet: String,
    /// Whether every row makes a new record.
    pub as_new: bool,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ImportView, signer: &Signer) -> Markup {
    let lang = shell.lang;
    let heading = fill(lang, BulkWord::ImportHeading, &[("kind", &view.kind.title)]);
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (t(lang, BulkWord::ImportLead)) } }
        @if let Some(refused) = &view.refused { (notice(refused)) }
        @match &view.looked {
            Some(looked) => (report(lang, view, looked, signer)),
            None => (upload(lang, view, signer)),
        }
    };
    let path = above(lang, &view.workspace, &view.kind, &[], &heading);
    frame::page(shell, &Frame { title: &heading, path, aside: html! {}, main })
}

fn upload(lang: Lang, view: &ImportView, signer: &Signer) -> Markup {
    let back = links::records_of(&view.workspace, &view.kind.name);
    let content = html! {
        form.form method="post" action=(links::import(&view.workspace, &view.kind.name)) enctype="multipart/form-data" {
            div.field {
                label for="file" { (t(lang, BulkWord::File)) }
                input id="file" name="file" type="file" accept=".csv,.xlsx,text/csv" required aria-describedby="file-help";
                p.help id="file-help" { (fill(lang, BulkWord::FileHelp, &[("most", &view.most)])) }
            }
            div.boxes { label { input type="checkbox" name="as_new" value="yes"; " " (t(lang, BulkWord::AsNew)) } }
            (signature(lang, t(lang, BulkWord::LookAt), &back, signer))
        }
    };
    panel("upload", t(lang, BulkWord::File), None, &content)
}

fn report(lang: Lang, view: &ImportView, looked: &Looked, signer: &Signer) -> Markup {
    let report = &looked.report;
    let heading = if report.applied { BulkWord::WhatDid } else { BulkWord::WhatWould };
    let again = links::import(&view.workspace, &view.kind.name);
    html! {
        div.note.s-effective[report.applied].s-partly[!report.applied] role="status" {
            p { b { (t(lang, if report.applied { BulkWord::Written } else { BulkWord::NothingWritten })) } }
        }
        section.panel aria-labelledby="totals" {
            div.ph { h2 id="totals" { (t(lang, heading)) } }
            (totals(lang, report))
            @if !report.applied && report.created + report.updated > 0 { (confirm(lang, view, looked, signer, &again)) }
        }
        (panel("rows", t(lang, heading), None, &rows(lang, view, report)))
        p { a.lnk href=(again) { (t(lang, BulkWord::AnotherFile)) } " · " a.lnk href=(links::records_of(&view.workspace, &view.kind.name)) { (t(lang, BulkWord::BackToTable)) } }
    }
}

fn totals(lang: Lang, report: &ImportReport) -> Markup {
    let all = [
        (RowFate::Create, report.created),
        (RowFate::Update, report.updated),
        (RowFate::Unchanged, report.unchanged),
        (RowFate::Refused, report.refused),
    ];
    html! { dl.totals { @for (fate, n) in all { div { dt { (said(lang, fate)) } dd.num { (number(lang, n)) } } } } }
}

fn confirm(lang: Lang, view: &ImportView, looked: &Looked, signer: &Signer, again: &str) -> Markup {
    let (mode, word) =
        if looked.report.refused == 0 { ("all", BulkWord::WriteAll) } else { ("each", BulkWord::WriteOthers) };
    html! {
        form.form method="post" action=(again) {
            input type="hidden" name="sheet" value=(looked.sheet);
            input type="hidden" name="seen" value=(view.seen);
            input type="hidden" name="apply" value=(mode);
            @if looked.as_new { input type="hidden" name="as_new" value="yes"; }
            (signature(lang, t(lang, word), again, signer))
        }
    }
}

/// A fate by its shape and its word.
fn said(lang: Lang, fate: RowFate) -> Markup {
    let (tone, icon, word) = match fate {
        RowFate::Create => ("s-effective", Icon::Plus, BulkWord::Creates),
        RowFate::Update => ("s-partly", Icon::Pen, BulkWord::Updates),
        RowFate::Unchanged => ("s-na", Icon::Dashed, BulkWord::Unchanged),
        RowFate::Refused => ("s-failing", Icon::Octagon, BulkWord::Refused),
    };
    html! { span.said class=(tone) { (icon.svg(14)) " " (t(lang, word)) } }
}

fn rows(lang: Lang, view: &ImportView, report: &ImportReport) -> Markup {
    let refused = report.rows.iter().filter(|row| row.fate == RowFate::Refused);
    let others = report.rows.iter().filter(|row| row.fate != RowFate::Refused);
    html! {
        table.rows {
            caption.vh { (t(lang, BulkWord::Row)) }
            thead { tr {
                @for word in [BulkWord::Row, BulkWord::Fate] { th scope="col" { (t(lang, word)) } }
                th scope="col" { (t(lang, Word::RecordTitle)) }
                th scope="col" { (t(lang, BulkWord::Wrong)) }
            } }
            tbody { @for row in refused.chain(others).take(SHOWN) { (one(lang, view, row)) } }
        }
    }
}

fn one(lang: Lang, view: &ImportView, row: &ImportRow) -> Markup {
    html! {
        tr {
            th.num scope="row" { @if row.row > 0 { (row.row) } }
            td data-label=(t(lang, BulkWord::Fate)) { (said(lang, row.fate)) }
            td data-label=(t(lang, Word::RecordTitle)) {
                @if let Some(key) = &row.key { a.lnk href=(links::record(&view.workspace, key)) { (key) } " " }
                (row.title)
            }
            td data-label=(t(lang, BulkWord::Wrong)) {
                @if !row.problems.is_empty() { ul { @for p in &row.problems { li { @if let Some(column) = &p.column { b { (column) } ": " } (p.text) } } } }
            }
        }
    }
}
