//! Today: how the management system stands, what needs attention and why, who has to do what, what came in.

use assay_domain::State;
use maud::{Markup, html};

use crate::pages::today::views::{AreaCells, AttentionLine, ClauseLine, ControlCell, TaskLine, TodayView};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, subject};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, TodayWord, Word, count, fill, number, t};
use crate::parts::{evidence, links, state};

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
        (quarantine(lang, view.quarantine))
        div.two {
            @if known { (attention(lang, &view.attention)) }
            (tasks(lang, &view.tasks))
        }
        (newest(lang, view))
    };
    let path = html! { b { (t(lang, Word::Today)) } span.soft.num { (view.date) } };
    frame::page(shell, &Frame { title: t(lang, Word::Today), path, aside: html! {}, main })
}

/// The standing of the whole: figures, clauses, controls.
fn standing(lang: Lang, view: &TodayView) -> Markup {
    html! {
        section.panel.standing aria-labelledby="standing" {
            div { (figures(lang, &view.counts)) }
            div { h3 { (t(lang, TodayWord::Clauses)) } (clauses(lang, &view.clauses)) }
            div { h3 { (t(lang, TodayWord::AnnexA)) } (areas(lang, &view.areas)) }
        }
    }
}

/// How many controls are effective of those that apply, and the number in each state.
fn figures(lang: Lang, counts: &[(State, usize)]) -> Markup {
    let sum = |wanted: &dyn Fn(State) -> bool| -> usize {
        counts.iter().filter(|(state, _)| wanted(*state)).map(|(_, n)| n).sum()
    };
    let effective = sum(&|state| state == State::Effective);
    let applicable = sum(&|state| state != State::NotApplicable);
    html! {
        h2 id="standing" { (t(lang, Word::ControlsByState)) }
        p.figure {
            span.num { (number(lang, effective)) span.of { " / " (number(lang, applicable)) } }
            small { (t(lang, TodayWord::EffectiveOfApplicable)) }
        }
        (frame::totals(lang, counts))
    }
}

/// One line per clause with a mark for each requirement.
fn clauses(lang: Lang, clauses: &[ClauseLine]) -> Markup {
    html! {
        ul.clauses {
            @for clause in clauses {
                @let good = clause.cells.iter().filter(|(_, state, _)| *state == State::Effective).count();
                li {
                    b.num { (clause.id) }
                    span { (clause.title) }
                    ul.marks {
                        @for (id, cell, reason) in &clause.cells {
                            li title={ (id) " · " (state::word(lang, *cell)) " · " (reason) } {
                                span.vh { (id) " " } (state::mark(lang, *cell))
                            }
                        }
                    }
                    span.num.soft { (number(lang, good)) " / " (number(lang, clause.cells.len())) }
                }
            }
        }
    }
}

/// The areas of Annex A, each with a cell per control.
fn areas(lang: Lang, areas: &[AreaCells]) -> Markup {
    html! {
        ul.areas {
            @for area in areas {
                li {
                    p { b { (area.id) } " " (area.title) }
                    ul.cells { @for one in &area.cells { li { (cell(lang, one)) } } }
                }
            }
        }
    }
}

/// One control: shape and short id; the rest is spoken, and shown on hover.
fn cell(lang: Lang, cell: &ControlCell) -> Markup {
    let short = cell.id.strip_prefix("A.").unwrap_or(&cell.id);
    let word = state::word(lang, cell.state);
    html! {
        a class={ "cell " (state::class(cell.state)) } href=(links::control(&cell.id))
            title={ (cell.title) " · " (word) " · " (cell.reason) } {
            (state::icon(cell.state).svg(11))
            span.num { (short) }
            span.vh { " " (cell.title) ", " (word) }
        }
    }
}

/// Says that files lie in quarantine.
fn quarantine(lang: Lang, n: usize) -> Markup {
    html! {
        @if n > 0 {
            div.note.s-expiring role="note" {
                (Icon::Held.svg(16))
                p { (count(lang, n, TodayWord::QuarantineOne, TodayWord::QuarantineOther)) }
            }
        }
    }
}

/// What is not effective and the sentence that says why.
fn attention(lang: Lang, lines: &[AttentionLine]) -> Markup {
    let heading = t(lang, TodayWord::NeedsAttention);
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, TodayWord::NothingNeedsAttention))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr {
                    @for word in [Word::Requirement, Word::State, Word::Subject] { th scope="col" { (t(lang, word)) } }
                } }
                tbody { @for line in lines { tr {
                    th.what scope="row" {
                        span.title { span.id { (line.requirement) } " " (links::link(&line.href, &line.title)) }
                        span.why { (line.reason) }
                    }
                    td.first { (state::chip(lang, line.state)) }
                    td data-label=(t(lang, Word::Subject)) { (subject(lang, &line.subject)) }
                } } }
            }
        }
    };
    panel("attention", heading, Some(&number(lang, lines.len())), &content)
}

/// Who has to do what, by when.
fn tasks(lang: Lang, lines: &[TaskLine]) -> Markup {
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, TodayWord::NoTasks))) } @else {
            ul.list {
                @for task in lines {
                    li {
                        p.title { (task.title) }
                        p.meta {
                            span.id { (task.key) }
                            span { @if task.owner.is_empty() { (t(lang, Word::NoOwner)) } @else { (task.owner) } }
                            @if !task.due.is_empty() { (due(lang, task)) }
                        }
                    }
                }
            }
        }
    };
    panel("tasks", t(lang, TodayWord::OpenTasks), Some(&number(lang, lines.len())), &content)
}

/// The date of a task; an overdue one has a shape besides its colour.
fn due(lang: Lang, task: &TaskLine) -> Markup {
    let date = [("date", task.due.as_str())];
    html! {
        @if task.overdue {
            span.st.s-stale { (Icon::Clock.svg(12)) span.num { (fill(lang, Word::OverdueSince, &date)) } }
        } @else {
            span.num { (fill(lang, Word::DueOn, &date)) }
        }
    }
}

/// The newest evidence.
fn newest(lang: Lang, view: &TodayView) -> Markup {
    let heading = t(lang, Word::NewestEvidence);
    let content = html! {
        @if view.evidence.is_empty() { (empty(t(lang, Word::NoEvidence))) }
        @else { (evidence::table(lang, heading, &view.evidence)) }
    };
    panel("evidence", heading, None, &content)
}
