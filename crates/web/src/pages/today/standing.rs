//! How the whole stands: the audit that comes next, controls by state, clauses, the cells of Annex A.

use assay_domain::{AIMS, State};
use maud::{Markup, html};

use super::views::{AreaCells, ClauseLine, EventLine, TodayView};
use crate::parts::cells::cell;
use crate::parts::words::{Lang, TodayWord, Word, count, fill, number, t};
use crate::parts::{frame, links, state};

/// The panel.
pub(super) fn standing(lang: Lang, view: &TodayView) -> Markup {
    html! {
        section.panel.standing aria-labelledby="standing" {
            div {
                @if let Some(event) = &view.event { (next(lang, event)) }
                (figures(lang, &view.counts, view.event.is_some()))
                // A telephone shows first what is due; this unfolds the rest.
                p.unfold { a.btn href="#clauses" { (t(lang, TodayWord::ClausesAndControls)) } }
            }
            div.fold id="clauses" { h3 { (t(lang, TodayWord::Clauses)) } (clauses(lang, &view.clauses)) }
            div.fold { h3 { (t(lang, Word::Controls)) } (areas(lang, &view.areas)) }
        }
    }
}

/// The audit that comes next, and how long until then.
fn next(lang: Lang, event: &EventLine) -> Markup {
    let days = usize::try_from(event.days).unwrap_or(0);
    html! {
        div.next {
            h2 { (links::link(&event.href, &event.title)) }
            p.figure.num {
                @if days == 0 { (t(lang, TodayWord::Now)) }
                @else { (count(lang, days, TodayWord::DaysOne, TodayWord::DaysOther)) }
                small { (event.when) @if let Some(by) = &event.by { ", " (by) } }
            }
        }
    }
}

/// How many controls are effective of those that apply, and the number in each state.
fn figures(lang: Lang, counts: &[(State, usize)], small: bool) -> Markup {
    let sum = |wanted: &dyn Fn(State) -> bool| -> usize {
        counts.iter().filter(|(state, _)| wanted(*state)).map(|(_, n)| n).sum()
    };
    let effective = number(lang, sum(&|state| state == State::Effective));
    let applicable = number(lang, sum(&|state| state != State::NotApplicable));
    html! {
        h2 id="standing" { (t(lang, Word::ControlsByState)) }
        @if small {
            p.soft { (fill(lang, TodayWord::EffectiveOf, &[("n", &effective), ("of", &applicable)])) }
        } @else {
            p.figure {
                span.num { (effective) span.of { " / " (applicable) } }
                small { (t(lang, TodayWord::EffectiveOfApplicable)) }
            }
        }
        (frame::totals_to(lang, counts, links::controls_in))
    }
}

/// One line per clause with a mark for each requirement, which leads to it.
fn clauses(lang: Lang, clauses: &[ClauseLine]) -> Markup {
    html! {
        ul.clauses {
            @for clause in clauses {
                @let good = clause.cells.iter().filter(|(_, state, _)| *state == State::Effective).count();
                li {
                    b.num { (clause.id) }
                    span { (clause.title) }
                    ul.marks {
                        @for (id, at, reason) in &clause.cells {
                            li { a href=(links::requirement(AIMS, id)) title={ (id) " · " (state::word(lang, *at)) " · " (reason) } {
                                span.vh { (id) " " } (state::mark(lang, *at))
                            } }
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
                    p { @if !area.id.is_empty() { b { (area.id) } " " } (area.title) }
                    ul.cells {
                        @for one in &area.cells {
                            @let short = one.id.strip_prefix("A.").unwrap_or(&one.id);
                            li { (cell(lang, short, &one.title, one.state, &one.reason, &one.href)) }
                        }
                    }
                }
            }
        }
    }
}
