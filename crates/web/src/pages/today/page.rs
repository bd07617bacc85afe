//! Today: how the management system stands, what is due and whose it is, what runs out, what tools report.

use maud::{Markup, html};

use super::side;
use super::standing::standing;
use super::views::{AttentionLine, TodayView, WorkLine, WorkPart, WorkView};
use crate::parts::avatar::avatar;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, panel_with, subject, whole};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, TodayWord, Word, count, number, t};
use crate::parts::{explain, links};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &TodayView) -> Markup {
    let lang = shell.lang;
    // Where nothing is activated, "nothing needs attention" would comfort without reason.
    let known = !view.areas.is_empty() || !view.clauses.is_empty();
    let main = html! {
        h1.vh { (t(lang, Word::Today)) }
        @if known { (standing(lang, view)) }
        @else { (panel("standing", t(lang, Word::ControlsByState), None, &empty(t(lang, Word::NoControls)))) }
        (quarantine(lang, view))
        div.two {
            div.stack {
                @if let Some(work) = &view.work { (my_work(lang, work)) }
                @if known { (attention(lang, view)) }
                (side::sources(lang, &view.sources))
            }
            div.stack {
                (side::clocks(lang, &view.clocks))
                @if let Some(levels) = &view.levels { (side::levels(lang, levels)) }
                (side::record(lang, &view.entries))
            }
        }
    };
    let path = html! { b { (t(lang, Word::Today)) } span.soft.num { (view.date) } };
    let aside = html! {
        @if shell.past.is_none() {
            a.btn href=(links::new_record(&view.workspace, "task")) { (Icon::Plus.svg(14)) span { (t(lang, TodayWord::NewTask)) } }
        }
    };
    frame::page(shell, &Frame { title: t(lang, Word::Today), path, aside, main })
}

/// Says that files lie in quarantine.
fn quarantine(lang: Lang, view: &TodayView) -> Markup {
    let n = view.quarantine;
    html! {
        @if n > 0 {
            div.note.s-expiring role="note" {
                (Icon::Held.svg(16))
                p { (count(lang, n, TodayWord::QuarantineOne, TodayWord::QuarantineOther)) }
                a.btn href=(links::QUARANTINE) { (t(lang, TodayWord::SeeThem)) }
            }
        }
    }
}

/// What is due, in groups.
fn my_work(lang: Lang, work: &WorkView) -> Markup {
    let heading = t(lang, if work.own { TodayWord::MyWork } else { TodayWord::EverybodysWork });
    let content = html! {
        @if work.parts.is_empty() { (empty(t(lang, TodayWord::NoWork))) } @else {
            table.rows.work {
                caption.vh { (heading) }
                thead { tr {
                    @for word in [TodayWord::What, TodayWord::Sort, TodayWord::About, TodayWord::Due] {
                        th scope="col" { (t(lang, word)) }
                    }
                    th scope="col" { (t(lang, Word::Owner)) }
                } }
                @for part in &work.parts { (work_part(lang, part)) }
            }
        }
    };
    panel("work", heading, None, &content)
}

fn work_part(lang: Lang, part: &WorkPart) -> Markup {
    let (n, more) = part.total;
    html! {
        tbody {
            tr.group { th scope="rowgroup" colspan="5" {
                (part.name) " " span.num { (number(lang, n)) @if more { "+" } }
            } }
            @for line in &part.lines { (work_line(lang, line, part.overdue)) }
        }
    }
}

fn work_line(lang: Lang, line: &WorkLine, overdue: bool) -> Markup {
    html! {
        tr {
            th.what scope="row" { a.title href=(line.href) {
                span.id { (line.key) } " "
                @if line.title.is_empty() { (t(lang, Word::ErasedTitle)) } @else { (line.title) }
            } }
            td data-label=(t(lang, TodayWord::Sort)) { span.tag.s-na { (line.kind) } }
            td data-label=(t(lang, TodayWord::About)) {
                @if line.subject.is_empty() { span.mute aria-hidden="true" { "–" } } @else { (whole(&line.subject)) }
            }
            td.nw data-label=(t(lang, TodayWord::Due)) {
                @if overdue { span.st.s-stale { (Icon::Clock.svg(12)) span.num.open { (line.due) } } }
                @else { span.num { (line.due) } }
            }
            td data-label=(t(lang, Word::Owner)) {
                @if line.owner.is_empty() { (t(lang, Word::NoOwner)) }
                @else { span.person { (avatar(&line.owner)) span { (line.owner) } } }
            }
        }
    }
}

/// What is not effective and the sentence that says why.
fn attention(lang: Lang, view: &TodayView) -> Markup {
    let heading = t(lang, TodayWord::NeedsAttention);
    let content = html! {
        @if view.attention.is_empty() { (empty(t(lang, TodayWord::NothingNeedsAttention))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr {
                    @for word in [Word::Requirement, Word::State, Word::Subject] { th scope="col" { (t(lang, word)) } }
                } }
                tbody { @for line in &view.attention { (attention_line(lang, line)) } }
            }
        }
    };
    let all = html! { a.more-of href=(links::CONTROLS) { (t(lang, TodayWord::AllControls)) } };
    panel_with("attention", heading, Some(&number(lang, view.attention_total)), &all, &content)
}

fn attention_line(lang: Lang, line: &AttentionLine) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                span.title { span.id { (line.requirement) } " " (links::link(&line.href, &line.title)) }
                span.why { (line.reason) }
            }
            td.first { (explain::chip(lang, line.state, &links::why_of(&line.href))) }
            td data-label=(t(lang, Word::Subject)) { (subject(lang, &line.subject)) }
        }
    }
}
