//! Several records changed together: which, what is done with each, and what became of it.

use maud::{Markup, html};

use crate::pages::records::form::{choices, field, signature};
use crate::pages::records::head::above;
use crate::pages::records::record::notice;
use crate::pages::records::views::{Choices, FormField, KindName, Signer};
use crate::parts::draft::Draft;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::words::{BulkWord, Lang, RecordWord, Word, count, fill, t};
use crate::parts::{assets, draft, links, value};

/// What the page shows.
#[derive(Debug, Clone, Default)]
pub struct BulkView {
    /// Short name of the workspace.
    pub workspace: String,
    /// The kind.
    pub kind: KindName,
    /// The records.
    pub rows: Vec<BulkRow>,
    /// Fields that can be set.
    pub fields: Vec<Way>,
    /// Moves that can be made.
    pub moves: Vec<Way>,
    /// The field that is set, once it is chosen.
    pub field: Option<FormField>,
    /// The move that is made, once it is chosen: as sent, as read.
    pub verb: Option<(String, String)>,
    /// What the move means as a signature.
    pub meaning: Option<String>,
    /// What references can point at.
    pub choices: Vec<Choices>,
    /// Why nothing was done.
    pub refused: Option<String>,
    /// Whether it was done, and the rows say what came of it.
    pub done: bool,
    /// Where what is typed is kept; nothing where nobody is signed in, and before a field is chosen.
    pub draft: Option<Draft>,
}

/// One of the records.
#[derive(Debug, Clone, Default)]
pub struct BulkRow {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its state, as it is read.
    pub state: String,
    /// The revision that was seen.
    pub revision: u32,
    /// Whether it was changed, once it was tried.
    pub done: Option<bool>,
    /// Why it was not.
    pub refused: Option<String>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, Default)]
pub struct Way {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub label: String,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &BulkView, signer: &Signer) -> Markup {
    let lang = shell.lang;
    let heading = count(lang, view.rows.len(), BulkWord::HeadingOne, BulkWord::HeadingOther);
    let back = links::records_of(&view.workspace, &view.kind.name);
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (t(lang, BulkWord::Lead)) } }
        @if let Some(refused) = &view.refused { (notice(refused)) }
        @if view.done { (outcome(lang, view, &back)) }
        @else if view.field.is_some() || view.verb.is_some() { (form(lang, view, signer, &back)) }
        @else { (ways(lang, view, &back)) }
        (panel("rows", t(lang, BulkWord::Rows), None, &rows(lang, view)))
    };
    let path = above(lang, &view.workspace, &view.kind, &[], &heading);
    frame::page(shell, &Frame { title: &heading, path, aside: html! {}, main })
}

fn ways(lang: Lang, view: &BulkView, back: &str) -> Markup {
    let list = |all: &[Way]| html! { ul.ways { @for way in all { li { a.btn href=(way.href) { (way.label) } } } } };
    html! {
        (panel("fields", t(lang, BulkWord::SetField), None, &list(&view.fields)))
        @if !view.moves.is_empty() { (panel("moves", t(lang, RecordWord::Moves), None, &list(&view.moves))) }
        p { a.lnk href=(back) { (t(lang, Word::Cancel)) } }
    }
}

fn form(lang: Lang, view: &BulkView, signer: &Signer, back: &str) -> Markup {
    let (label, act) = match (&view.field, &view.verb) {
        (Some(field), _) => (field.label.clone(), count(lang, view.rows.len(), BulkWord::SaveOne, BulkWord::SaveOther)),
        (None, Some((_, word))) => (word.clone(), word.clone()),
        (None, None) => return html! {},
    };
    let draft = view.draft.as_ref();
    let content = html! {
        form.form method="post" action=(links::bulk(&view.workspace)) novalidate
            data-draft=[draft.map(|d| &d.kept)] data-said="draft-said" data-failed=[draft::failed(lang, draft)] {
            input type="hidden" name="kind" value=(view.kind.name);
            @for row in &view.rows { input type="hidden" name="row" value={ (row.key) "." (row.revision) }; }
            @if let Some(one) = &view.field {
                input type="hidden" name="by" value=(one.name);
                (field(lang, one))
                p.mute { (t(lang, BulkWord::EmptyTakesAway)) }
            } @else if let Some((slug, _)) = &view.verb {
                input type="hidden" name="verb" value=(slug);
                @if let Some(meaning) = &view.meaning { p { (fill(lang, RecordWord::SignsAs, &[("meaning", meaning)])) } }
            }
            (signature(lang, &act, back, signer))
            (draft::said(draft, "draft-said"))
            (choices(&view.choices))
        }
    };
    html! {
        (draft::note(lang, draft))
        (panel("form", &label, None, &content))
        @if draft.is_some() { (assets::script("drafts.js")) }
    }
}

fn outcome(lang: Lang, view: &BulkView, back: &str) -> Markup {
    let done = view.rows.iter().filter(|row| row.done == Some(true)).count();
    let refused = view.rows.len() - done;
    html! {
        div.note.s-failing[refused > 0].s-effective[refused == 0] role="status" {
            p { b { (count(lang, done, BulkWord::DoneOne, BulkWord::DoneOther)) } " "
                @if refused > 0 { (count(lang, refused, BulkWord::RefusedOne, BulkWord::RefusedOther)) } }
        }
        p { a.lnk href=(back) { (t(lang, BulkWord::BackToTable)) } }
    }
}

fn rows(lang: Lang, view: &BulkView) -> Markup {
    html! {
        table.rows {
            caption.vh { (t(lang, BulkWord::Rows)) }
            thead { tr {
                th scope="col" { (t(lang, Word::RecordTitle)) }
                th scope="col" { (t(lang, Word::State)) }
                @if view.done { th scope="col" { (t(lang, BulkWord::Outcome)) } }
            } }
            tbody { @for row in &view.rows { tr {
                th.what scope="row" { a.title href=(links::record(&view.workspace, &row.key)) { span.id { (row.key) } " " (row.title) } }
                td data-label=(t(lang, Word::State)) { (value::state(&row.state)) }
                @if let Some(done) = row.done {
                    td data-label=(t(lang, BulkWord::Outcome)) {
                        @if done { span.said.s-effective { (Icon::Tick.svg(14)) " " (t(lang, BulkWord::Changed)) } }
                        @else { span.said.s-failing { (Icon::Octagon.svg(14)) " " (t(lang, BulkWord::NotChanged)) } " " (row.refused.as_deref().unwrap_or_default()) }
                    }
                }
            } } }
        }
    }
}
