//! One record of any kind: what is recorded, where it can go from here, what it is linked with, what proves it.

use maud::{Markup, html};

use crate::pages::records::around::{RecordTab, RevisionLine};
use crate::pages::records::views::{MoveLine, RecordPage};
use crate::pages::records::{connections, head, history, signatures};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::timeline::{Happened, timeline};
use crate::parts::words::{EvidenceWord, Lang, RecordWord, Word, fill, t};
use crate::parts::{dates, files, links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RecordPage) -> Markup {
    let lang = shell.lang;
    let title = if view.head.title.is_empty() { t(lang, Word::ErasedTitle) } else { &view.head.title };
    let main = html! {
        (head::head(lang, &view.head, RecordTab::Record))
        @if let Some(refused) = &view.refused { (notice(refused)) }
        div.split {
            div.stack {
                (panel("fields", t(lang, Word::WhatIsRecorded), None, &fields(lang, view)))
                @if !view.signatures.is_empty() {
                    (panel("signatures", t(lang, RecordWord::Signatures), None, &signatures::list(lang, view)))
                }
                @if !view.files.is_empty() {
                    (panel("files", t(lang, EvidenceWord::Files), None, &files::list(lang, &view.head.workspace, &view.head.key, &view.files)))
                }
                (connections::referred(lang, &view.links))
            }
            div.rail.stack {
                (panel("properties", t(lang, RecordWord::Properties), None, &properties(lang, view)))
                @if shell.past.is_none() { (panel("moves", t(lang, RecordWord::Moves), None, &moves(lang, view))) }
                (panel("history", t(lang, RecordWord::History), None, &newest(lang, view)))
                @if !view.head.key.is_empty() { (history::proof(lang, &view.head.workspace, &view.proof)) }
            }
        }
    };
    let path = head::above(lang, &view.head.workspace, &view.head.kind, &[], &view.head.key);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.head.key), path, aside: html! {}, main })
}

/// Something that was refused.
pub(in crate::pages) fn notice(text: &str) -> Markup {
    html! { div.note.s-failing role="alert" { (Icon::Octagon.svg(16)) p { (text) } } }
}

fn fields(lang: Lang, view: &RecordPage) -> Markup {
    html! {
        @if view.erased { (empty(t(lang, RecordWord::ErasedBody))) }
        @else if view.fields.is_empty() { (empty(t(lang, RecordWord::NothingRecorded))) }
        @else {
            dl.props.wide {
                @for field in &view.fields {
                    div { dt { (field.label) } dd { (value::shown(lang, &field.value)) } }
                }
            }
        }
    }
}

fn properties(lang: Lang, view: &RecordPage) -> Markup {
    let changed = view.history.first();
    html! {
        dl.props {
            div { dt { (t(lang, Word::State)) } dd { (value::state(&view.head.state)) } }
            @for line in &view.properties { div { dt { (line.label) } dd { (value::shown(lang, &line.value)) } } }
            div { dt { (t(lang, Word::Revision)) } dd.num { (view.revision) } }
            @if let Some(line) = changed {
                div { dt { (t(lang, Word::LastChanged)) } dd.num { (dates::time(lang, line.at)) } }
                div { dt { (t(lang, Word::By)) } dd { (line.actor) } }
            }
            @if !view.head.kind.refs.is_empty() {
                div { dt { (t(lang, RecordWord::Serves)) } dd.num { (view.head.kind.refs) } }
            }
        }
        @if let Some(refused) = &view.edit_refused {
            p.sidenote { b { (t(lang, RecordWord::YouMayNotEdit)) } " " (refused) }
        }
    }
}

fn moves(lang: Lang, view: &RecordPage) -> Markup {
    html! {
        @if view.moves.is_empty() { (empty(t(lang, RecordWord::NoMoves))) }
        @else { ul.list { @for one in &view.moves { li.move { (one_move(lang, view, one)) } } } }
    }
}

fn one_move(lang: Lang, view: &RecordPage, one: &MoveLine) -> Markup {
    let href = links::move_record(&view.head.workspace, &view.head.key, &one.name);
    let free = one.refused.is_none() && one.lacks.is_empty();
    html! {
        p.to {
            @if free { a.btn href=(href) { (one.verb) } } @else { a.lnk href=(href) { (one.verb) } }
            "→" (value::state(&one.to))
        }
        @if let Some(refused) = &one.refused {
            p.open { (Icon::Lock.svg(12)) " " b { (t(lang, RecordWord::YouMayNot)) } " " (refused) }
        }
        (lacks(lang, &view.head.workspace, &view.head.key, one))
        @if let Some(signs) = &one.signs { p.soft { (fill(lang, RecordWord::SignsAs, &[("meaning", signs)])) } }
        @if !one.roles.is_empty() { p.meta { (fill(lang, RecordWord::MoveRoles, &[("roles", &one.roles.join(", "))])) } }
    }
}

/// What has to be stated before a move, each with the way to its field.
pub(in crate::pages) fn lacks(lang: Lang, workspace: &str, key: &str, one: &MoveLine) -> Markup {
    html! {
        @if !one.lacks.is_empty() {
            p.open {
                (t(lang, RecordWord::MoveLacks)) " "
                @for (n, (field, label)) in one.lacks.iter().enumerate() {
                    @if n > 0 { ", " }
                    a.lnk href=(links::edit_at(workspace, key, field)) { (label) }
                }
            }
        }
    }
}

/// The newest revisions, with the way to all of them.
fn newest(lang: Lang, view: &RecordPage) -> Markup {
    let all: Vec<Happened> = view.history.iter().map(|line| brief(lang, view, line)).collect();
    html! {
        (timeline(&all))
        p.sidenote { a.lnk href=(links::history(&view.head.workspace, &view.head.key)) { (t(lang, RecordWord::WholeHistory)) } }
    }
}

fn brief(lang: Lang, view: &RecordPage, line: &RevisionLine) -> Happened {
    let n = line.revision.to_string();
    Happened {
        icon: if line.moved { Icon::Tick } else { Icon::Half },
        tone: if line.moved { "s-effective" } else { "s-partly" },
        what: html! { b { (line.actor) } " " (line.op) " " @if line.moved { "→ " (value::state(&line.state)) } },
        at: html! {},
        more: html! {
            p.meta {
                span.num { (dates::time(lang, line.at)) }
                span.id { (t(lang, Word::Revision)) " " (n) }
                @if line.revision > 1 && !line.erased {
                    a.lnk href=(links::difference(&view.head.workspace, &view.head.key, line.revision - 1, line.revision)) {
                        (t(lang, RecordWord::WhatChanged)) span.vh { " " (fill(lang, RecordWord::InRevision, &[("n", &n)])) }
                    }
                }
            }
        },
    }
}
