//! Quarantine: files that could not be read, each with why, since when, who brought it, and what to do.

use assay_app::dto::QuarantinedArtifact;
use maud::{Markup, html};

use super::library::tabs;
use super::views::QuarantineView;
use crate::pages::records::form::signature;
use crate::pages::records::record::notice;
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, no_value, panel, subject, whole};
use crate::parts::shell::Shell;
use crate::parts::words::{EvidenceWord, Lang, Word, fill, t};
use crate::parts::{dates, links};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &QuarantineView) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, EvidenceWord::Quarantine);
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (t(lang, EvidenceWord::QuarantineLead)) } }
        (tabs(lang, links::QUARANTINE))
        @if let Some(refused) = &view.refused { (notice(refused)) }
        (panel("quarantine", t(lang, EvidenceWord::Quarantined), None, &html! {
            @if view.artifacts.is_empty() { (empty(t(lang, EvidenceWord::QuarantineEmpty))) }
            @else { (table(lang, view, shell.past.is_none())) }
            (pager(lang, view))
        }))
        @if !view.artifacts.is_empty() {
            (panel("what-to-do", t(lang, EvidenceWord::WhatToDo), None, &html! {
                ul.list {
                    @for word in [EvidenceWord::DoWhole, EvidenceWord::DoFormat, EvidenceWord::DoUpdate] { li { (t(lang, word)) } }
                }
            }))
            (again(lang, view))
        }
    };
    let path = frame::path(lang, &[(links::EVIDENCE, t(lang, Word::Evidence))], heading);
    frame::page(shell, &Frame { title: heading, path, aside: html! {}, main })
}

/// The form that has everything read once more, or why there is none.
fn again(lang: Lang, view: &QuarantineView) -> Markup {
    let content = html! {
        @match (&view.barred, &view.signer) {
            (Some(barred), _) => p.empty { b { (t(lang, EvidenceWord::MayNotTry)) } " " (barred) },
            (None, Some(signer)) => form.form method="post" action=(links::QUARANTINE_RETRY) {
                p.soft { (t(lang, EvidenceWord::TryAgainHint)) }
                (signature(lang, t(lang, EvidenceWord::TryAgain), links::EVIDENCE, signer))
            },
            (None, None) => {},
        }
    };
    html! {
        @if view.barred.is_some() || view.signer.is_some() { (panel("again", t(lang, EvidenceWord::TryAgain), None, &content)) }
    }
}

fn table(lang: Lang, view: &QuarantineView, now: bool) -> Markup {
    let head = [
        t(lang, EvidenceWord::FileAndReason),
        t(lang, EvidenceWord::MeantFor),
        t(lang, EvidenceWord::Since),
        t(lang, EvidenceWord::BroughtBy),
    ];
    html! {
        table.rows {
            caption.vh { (t(lang, EvidenceWord::Quarantined)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for one in &view.artifacts { (line(lang, &view.workspace, one, now)) } }
        }
    }
}

fn line(lang: Lang, workspace: &str, one: &QuarantinedArtifact, now: bool) -> Markup {
    let title = if one.file.is_empty() { t(lang, Word::ErasedTitle) } else { &one.file };
    html! {
        tr {
            th.what scope="row" {
                a.title href=(links::record(workspace, &one.key)) { span.id { (one.key) } " " (whole(title)) }
                span.why { (one.reason) }
                span.meta {
                    span.id { (one.code) }
                    @if let Some(n) = one.line { span.num { (fill(lang, EvidenceWord::AtLine, &[("n", &n.to_string())])) } }
                    @if let Some(about) = one.subject.as_ref().filter(|_| now) {
                        a.lnk href=(links::deliver_about(about)) { (t(lang, EvidenceWord::DeliverAgain)) span.vh { ": " (title) } }
                    }
                }
            }
            td data-label=(t(lang, EvidenceWord::MeantFor)) {
                @match &one.subject { Some(about) => (subject(lang, about)), None => (no_value()) }
            }
            td data-label=(t(lang, EvidenceWord::Since)) {
                span {
                    span.num { (dates::time(lang, one.since)) }
                    @if one.tried != one.since {
                        small.num { (fill(lang, EvidenceWord::LastTried, &[("at", &dates::moment(lang, one.tried))])) }
                    }
                }
            }
            td data-label=(t(lang, EvidenceWord::BroughtBy)) { (one.by) }
        }
    }
}

fn pager(lang: Lang, view: &QuarantineView) -> Markup {
    html! {
        @if view.next.is_some() || !view.after.is_empty() {
            nav.pager aria-label=(t(lang, EvidenceWord::Quarantine)) {
                @if !view.after.is_empty() { a.btn href=(links::QUARANTINE) { (t(lang, EvidenceWord::FromStart)) } }
                @if let Some(next) = &view.next {
                    a.btn href=(links::quarantine_after(next)) rel="next" { (t(lang, EvidenceWord::More)) }
                }
            }
        }
    }
}
