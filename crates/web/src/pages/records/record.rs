//! One record of any kind: what is recorded, where it can go from here, how it came to be, and what changed.

use maud::{Markup, html};

use crate::pages::records::signatures;
use crate::pages::records::views::{DifferenceView, HistoryLine, MoveLine, RecordPage};
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, Word, fill, t};
use crate::parts::{links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RecordPage) -> Markup {
    let lang = shell.lang;
    let title = if view.title.is_empty() { t(lang, Word::ErasedTitle) } else { &view.title };
    let main = html! {
        div.head {
            p.eyebrow { span.id { (view.key) } (value::state(&view.state)) span.soft { (view.kind.title) } }
            h1 { (title) }
        }
        div.split {
            div.stack {
                @if let Some(refused) = &view.refused { (notice(refused)) }
                (panel("fields", t(lang, Word::WhatIsRecorded), None, &fields(lang, view)))
                @if !view.signatures.is_empty() {
                    (panel("signatures", t(lang, RecordWord::Signatures), None, &signatures::list(lang, view)))
                }
                (panel("history", t(lang, RecordWord::History), None, &history(lang, view)))
            }
            @if shell.past.is_none() {
                div.rail.stack { (panel("moves", t(lang, RecordWord::Moves), None, &moves(lang, view))) }
            }
        }
    };
    let edit = view.editable && !view.erased && view.edit_refused.is_none();
    let aside = html! {
        @if edit {
            nav.steps aria-label=(t(lang, Word::Actions)) {
                a.btn href=(links::edit_record(&view.workspace, &view.key)) { (t(lang, RecordWord::Edit)) }
            }
        }
    };
    let path = above(lang, &view.workspace, &view.kind, &[], &view.key);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.key), path, aside, main })
}

/// The path to a page of a record.
pub(in crate::pages) fn above(
    lang: Lang,
    workspace: &str,
    kind: &crate::pages::records::views::KindName,
    more: &[(&str, &str)],
    here: &str,
) -> Markup {
    let (all, of_kind) = (links::records(workspace), links::records_of(workspace, &kind.name));
    let mut path = vec![(all.as_str(), t(lang, Word::Records)), (of_kind.as_str(), kind.title.as_str())];
    path.extend_from_slice(more);
    frame::path(lang, &path, here)
}

/// Something that was refused.
pub(in crate::pages) fn notice(text: &str) -> Markup {
    html! { div.note.s-failing role="alert" { p { (text) } } }
}

fn fields(lang: Lang, view: &RecordPage) -> Markup {
    html! {
        @if view.erased { (empty(t(lang, RecordWord::ErasedBody))) }
        @else {
            dl.props.wide {
                @for field in &view.fields {
                    div { dt { (field.label) } dd { (value::shown(lang, &field.value)) } }
                }
            }
        }
    }
}

fn moves(lang: Lang, view: &RecordPage) -> Markup {
    html! {
        @if view.moves.is_empty() { (empty(t(lang, RecordWord::NoMoves))) }
        @else { ul.list { @for one in &view.moves { li { (one_move(lang, view, one)) } } } }
    }
}

fn one_move(lang: Lang, view: &RecordPage, one: &MoveLine) -> Markup {
    html! {
        p { a.lnk href=(links::move_record(&view.workspace, &view.key, &one.name)) { (one.verb) } " → " (value::state(&one.to)) }
        @if let Some(signs) = &one.signs { p.soft { (fill(lang, RecordWord::SignsAs, &[("meaning", signs)])) } }
        @if !one.lacks.is_empty() { p.open { (fill(lang, RecordWord::MoveLacks, &[("fields", &one.lacks.join(", "))])) } }
        @if !one.roles.is_empty() { p.meta { (fill(lang, RecordWord::MoveRoles, &[("roles", &one.roles.join(", "))])) } }
        @if let Some(refused) = &one.refused { p.open { b { (t(lang, RecordWord::YouMayNot)) } " " (refused) } }
    }
}

fn history(lang: Lang, view: &RecordPage) -> Markup {
    let head = [Word::Revision, Word::State, Word::By, Word::LastChanged];
    html! {
        table.rows {
            caption.vh { (t(lang, RecordWord::History)) }
            thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
            tbody {
                @for line in &view.history {
                    tr {
                        th.what scope="row" {
                            span.title { span.num { (line.revision) } " " (line.op) }
                            span.meta { (ways(lang, view, line)) }
                        }
                        td.first { (value::state(&line.state)) }
                        td data-label=(t(lang, Word::By)) { (line.actor) }
                        td data-label=(t(lang, Word::LastChanged)) { span.num.nw { (line.at) } }
                    }
                }
            }
        }
    }
}

/// What leads on from a revision: what it changed, and the proof that it is in the log.
fn ways(lang: Lang, view: &RecordPage, line: &HistoryLine) -> Markup {
    let n = line.revision.to_string();
    html! {
        @if line.revision > 1 {
            a.lnk href=(links::difference(&view.workspace, &view.key, line.revision - 1, line.revision)) {
                (t(lang, RecordWord::WhatChanged)) span.vh { " " (fill(lang, RecordWord::InRevision, &[("n", &n)])) }
            }
        }
        a.lnk href=(links::proof(&view.workspace, line.entry)) {
            (fill(lang, RecordWord::ProofEntry, &[("entry", &line.entry.to_string())]))
        }
    }
}

/// The page that sets two revisions side by side.
#[must_use]
pub fn difference(shell: &Shell, view: &DifferenceView) -> Markup {
    let lang = shell.lang;
    let [from, to] = &view.sides;
    let (a, b) = (from.revision.to_string(), to.revision.to_string());
    let title = fill(lang, RecordWord::Between, &[("from", &a), ("to", &b)]);
    let side = |line: &HistoryLine| {
        html! {
            div { dt.num { (t(lang, Word::Revision)) " " (line.revision) } dd { (line.op) " " (value::state(&line.state)) span.meta { span { (line.actor) } span.num { (line.at) } } } }
        }
    };
    let content = html! {
        dl.props { (side(from)) (side(to)) }
        @if view.erased { (empty(t(lang, RecordWord::ErasedBody))) }
        @else if view.changes.is_empty() { (empty(t(lang, RecordWord::NothingDiffers))) }
        @else { (value::changes(lang, &view.changes)) }
    };
    let main = html! {
        div.head { p.eyebrow { span.id { (view.key) } } h1 { (title) } }
        (panel("changes", t(lang, RecordWord::WhatChanged), None, &content))
    };
    let record = links::record(&view.workspace, &view.key);
    let path = above(lang, &view.workspace, &view.kind, &[(&record, &view.key)], &title);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.key), path, aside: html! {}, main })
}
