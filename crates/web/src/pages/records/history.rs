//! How a record came to be: each revision with who, when, what changed and the proof that it is in the log.

use maud::{Markup, html};

use crate::pages::records::around::{HistoryPage, ProofLine, RecordTab, RevisionLine};
use crate::pages::records::{head, signatures};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::timeline::{Happened, timeline};
use crate::parts::words::{Lang, RecordWord, TableWord, Word, fill, number, t};
use crate::parts::{dates, links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &HistoryPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, RecordWord::History);
    let main = html! { (head::head(lang, &view.head, RecordTab::History)) (content(lang, view)) };
    let path = head::below(lang, &view.head, title);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.head.key), path, aside: html! {}, main })
}

/// The history and what proves it.
pub(in crate::pages) fn content(lang: Lang, view: &HistoryPage) -> Markup {
    let all: Vec<Happened> = view.revisions.iter().map(|line| happened(lang, view, line)).collect();
    let shown = html! {
        @if view.newest > 1 { (compare(lang, view)) }
        (timeline(&all))
        @if let Some(before) = view.older {
            nav.pager aria-label=(t(lang, TableWord::Pages)) {
                a.btn rel="next" href=(links::history_before(&view.head.workspace, &view.head.key, before)) { (t(lang, RecordWord::OlderRevisions)) }
            }
        }
    };
    let n = number(lang, view.head.revisions);
    html! {
        div.split {
            div.stack { (panel("history", t(lang, RecordWord::History), Some(&n), &shown)) }
            div.rail.stack { (proof(lang, &view.head.workspace, &view.proof)) }
        }
    }
}

/// The form that sets any two revisions side by side.
fn compare(lang: Lang, view: &HistoryPage) -> Markup {
    let select = |name: &str, word: RecordWord, chosen: u32| {
        html! {
            label {
                span { (t(lang, word)) }
                input.num type="number" name=(name) min="1" max=(view.newest) value=(chosen) required;
            }
        }
    };
    html! {
        form.choose method="get" action=(links::differences(&view.head.workspace, &view.head.key)) {
            (select("from", RecordWord::CompareFrom, view.newest.saturating_sub(1).max(1)))
            (select("to", RecordWord::CompareTo, view.newest))
            button.btn type="submit" { (t(lang, RecordWord::Compare)) }
        }
    }
}

fn happened(lang: Lang, view: &HistoryPage, line: &RevisionLine) -> Happened {
    let (ws, key) = (&view.head.workspace, &view.head.key);
    let n = line.revision.to_string();
    let icon = match line {
        RevisionLine { erased: true, .. } => Icon::Struck,
        RevisionLine { revision: 1, .. } => Icon::Plus,
        RevisionLine { moved: true, .. } => Icon::Tick,
        _ => Icon::Half,
    };
    let what = html! {
        b { (line.actor) } " " span { (line.op) } " "
        @if line.moved { "→ " (value::state(&line.state)) " " }
        span.id { (t(lang, Word::Revision)) " " (n) }
    };
    let more = html! {
        @if !line.fields.is_empty() { p.soft { (fill(lang, RecordWord::ChangedFields, &[("fields", &line.fields.join(", "))])) } }
        @if let Some(reason) = &line.reason { p.soft { (fill(lang, RecordWord::BecauseOf, &[("reason", reason)])) } }
        @for signature in &line.signatures { (signatures::line(lang, ws, signature)) }
        p.meta {
            span { (line.via) }
            @if let Some(day) = &line.effective { span.num { (fill(lang, RecordWord::EffectiveOn, &[("day", day)])) } }
            @if line.revision > 1 && !line.erased {
                a.lnk href=(links::difference(ws, key, line.revision - 1, line.revision)) {
                    (t(lang, RecordWord::WhatChanged)) span.vh { " " (fill(lang, RecordWord::InRevision, &[("n", &n)])) }
                }
            }
            a.lnk href=(links::receipt(ws, line.entry)) {
                (fill(lang, RecordWord::ProofEntry, &[("entry", &line.entry.to_string())]))
            }
        }
    };
    Happened {
        icon,
        tone: if line.moved { "s-effective" } else { "s-partly" },
        what,
        at: dates::time(lang, line.at),
        more,
    }
}

/// The box that says how anybody can verify it, without us.
pub(in crate::pages) fn proof(lang: Lang, workspace: &str, proof: &ProofLine) -> Markup {
    let content = html! {
        div.receipt {
            p { (fill(lang, RecordWord::ProofSays, &[("entry", &proof.entry.to_string()), ("size", &proof.size.to_string())])) }
            p { a.btn href=(links::receipt(workspace, proof.entry)) { (Icon::Link.svg(14)) (t(lang, RecordWord::GetReceipt)) } }
            p.soft { (t(lang, RecordWord::VerifyOffline)) }
            code { "assay verify " (proof.file) " --trust '" (proof.vkey) "'" }
            p.meta { span { (t(lang, RecordWord::Checkpoint)) } code.digest { (proof.root) } }
        }
    };
    panel("proof", t(lang, RecordWord::Proof), None, &content)
}
