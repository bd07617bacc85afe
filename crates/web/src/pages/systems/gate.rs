//! The gate of a version: what it has to pass, what is tolerated for a time, who decided, and what exactly was decided on.

use maud::{Markup, html};

use super::views::{GatePage, SystemTab, WaiverRow};
use super::{head, marks};
use crate::pages::records::connections::linked;
use crate::pages::records::record::lacks;
use crate::pages::records::signatures;
use crate::parts::evidence as evidence_table;
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, SystemWord, Word, fill, t};
use crate::parts::{links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &GatePage) -> Markup {
    let lang = shell.lang;
    let checks = html! {
        @if view.checks.is_empty() { (empty(t(lang, SystemWord::NothingRequired))) }
        @else { (marks::checks(lang, t(lang, SystemWord::RequiredChecks), &view.checks)) }
    };
    let content = html! {
        (banner(lang, view))
        div.split {
            div.stack {
                (panel("checks", t(lang, SystemWord::RequiredChecks), None, &checks))
                @if !view.evidence.is_empty() {
                    (panel("evidence", t(lang, Word::Evidence), None, &evidence_table::table(lang, t(lang, Word::Evidence), &view.evidence)))
                }
                (panel("waivers", t(lang, SystemWord::Waivers), None, &waivers(lang, &view.waivers)))
                (panel("parts", t(lang, SystemWord::ReleasedParts), None, &marks::released(lang, &view.parts)))
            }
            div.rail.stack { (panel("decision", t(lang, SystemWord::Decision), None, &decision(lang, view))) (moves(lang, view)) }
        }
    };
    let versions = links::system_tab(&view.head.key, "versions");
    let above = [(versions.as_str(), t(lang, SystemWord::Versions))];
    head::below(shell, &view.head, SystemTab::Versions, &above, &view.mark.label, &content)
}

fn banner(lang: Lang, view: &GatePage) -> Markup {
    html! {
        div.panel {
            div.choose {
                h2 { (view.subject) } (value::state(&view.mark.state)) (marks::gate(lang, &view.mark))
                span.mute { (t(lang, SystemWord::GateCommand)) " " code { "assay check --subject " (view.subject) } }
            }
            @if view.mark.released { p.sidenote { (Icon::Lock.svg(12)) " " (t(lang, SystemWord::Frozen)) } }
        }
    }
}

fn waivers(lang: Lang, all: &[WaiverRow]) -> Markup {
    html! {
        @if all.is_empty() { (empty(t(lang, SystemWord::NoWaivers))) } @else {
            ul.list { @for waiver in all { li { (one(lang, waiver)) } } }
        }
    }
}

fn one(lang: Lang, waiver: &WaiverRow) -> Markup {
    html! {
        p { (linked(lang, &waiver.record)) }
        p.meta {
            span.id { (waiver.check) }
            @if let Some(day) = &waiver.until {
                @let word = if waiver.over { SystemWord::WaiverOver } else { SystemWord::WaiverUntil };
                span.open[waiver.over] { (fill(lang, word, &[("day", day)])) }
            }
            @if let Some(who) = &waiver.granted_by { span { (fill(lang, SystemWord::GrantedBy, &[("who", who)])) } }
        }
    }
}

fn decision(lang: Lang, view: &GatePage) -> Markup {
    html! {
        @if view.signatures.is_empty() { (empty(t(lang, SystemWord::NobodyDecided))) } @else {
            ul.list { @for signature in &view.signatures { li { (signatures::line(lang, &view.head.workspace, signature)) } } }
        }
        p.sidenote { (fill(lang, SystemWord::SecondPerson, &[("who", &view.written_by)])) }
        p.sidenote { a.lnk href=(links::record(&view.head.workspace, &view.mark.key)) { (t(lang, SystemWord::VersionRecord)) } }
    }
}

/// What can be done with it, and why not.
fn moves(lang: Lang, view: &GatePage) -> Markup {
    let content = html! {
        @if view.moves.is_empty() { (empty(t(lang, RecordWord::NoMoves))) } @else {
            ul.list {
                @for one in &view.moves {
                    li.move {
                        @let href = links::move_record(&view.head.workspace, &view.mark.key, &one.name);
                        p.to { @if one.refused.is_none() && one.lacks.is_empty() { a.btn href=(href) { (one.verb) } } @else { a.lnk href=(href) { (one.verb) } } "→" (value::state(&one.to)) }
                        @if let Some(refused) = &one.refused { p.open { (Icon::Lock.svg(12)) " " b { (t(lang, RecordWord::YouMayNot)) } " " (refused) } }
                        (lacks(lang, &view.head.workspace, &view.mark.key, one))
                        @if !one.roles.is_empty() { p.meta { (fill(lang, RecordWord::MoveRoles, &[("roles", &one.roles.join(", "))])) } }
                    }
                }
            }
        }
    };
    panel("moves", t(lang, RecordWord::Moves), None, &content)
}
