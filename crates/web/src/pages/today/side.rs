//! The smaller panels of Today: clocks, risks, sources of evidence, the newest entries.

use maud::{Markup, html};

use super::views::{EntryLine, LevelsView, SourceLine};
use crate::parts::clock::{ClockBar, clock};
use crate::parts::heat::heat;
use crate::parts::links;
use crate::parts::panel::{empty, panel, panel_with};
use crate::parts::strip::strip;
use crate::parts::words::{Lang, TodayWord, Word, count, fill, number, t};

/// Clocks of open incidents.
pub(super) fn clocks(lang: Lang, clocks: &[ClockBar]) -> Markup {
    let heading = t(lang, TodayWord::Clocks);
    let content = html! {
        @if clocks.is_empty() { (empty(t(lang, TodayWord::NoClocks))) }
        @else { div.clocks { @for one in clocks { (clock(one)) } p.mute { (t(lang, TodayWord::ClocksAreForPeople)) } } }
    };
    let all = html! { a.more-of href=(links::ISSUES) { (t(lang, TodayWord::AllIssues)) } };
    panel_with("clocks", heading, Some(&number(lang, clocks.len())), &all, &content)
}

/// Where the open risks lie.
pub(super) fn levels(lang: Lang, view: &LevelsView) -> Markup {
    let heading = t(lang, TodayWord::RiskAsItStands);
    let (late, more) = view.late;
    let content = html! {
        @if view.total == 0 { (empty(t(lang, TodayWord::NoRisks))) } @else {
            div.with-heat {
                @if !view.rows.is_empty() {
                    (heat(heading, t(lang, TodayWord::Likelihood), t(lang, TodayWord::Impact), &view.rows))
                }
                dl.totals {
                    (total(lang, TodayWord::AboveAppetite, view.above, false, "appetite:above"))
                    (total(lang, TodayWord::ReviewLate, late, more, "due:review"))
                    (total(lang, TodayWord::LevelUnknown, view.unrated, false, "appetite:unknown"))
                    @if view.elsewhere > 0 {
                        div { dt { (t(lang, TodayWord::OtherCriteria)) } dd.num { (number(lang, view.elsewhere)) } }
                    }
                }
            }
        }
    };
    let all = html! { a.more-of href=(links::RISKS) { (count(lang, view.total, TodayWord::RisksOne, TodayWord::RisksOther)) } };
    panel_with("levels", heading, None, &all, &content)
}

/// A number of risks, which leads to them where there are some.
fn total(lang: Lang, word: TodayWord, n: usize, more: bool, filter: &str) -> Markup {
    let above = word == TodayWord::AboveAppetite && n > 0;
    html! {
        div {
            dt { (t(lang, word)) }
            dd.num.open[above] {
                @if n == 0 { (number(lang, n)) }
                @else { a.lnk href=(links::risks_by(&[filter])) { (number(lang, n)) @if more { "+" } span.vh { ": " (t(lang, word)) } } }
            }
        }
    }
}

/// The tools that report, with their last days.
pub(super) fn sources(lang: Lang, lines: &[SourceLine]) -> Markup {
    let heading = t(lang, TodayWord::Sources);
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, Word::NoEvidence))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr {
                    th scope="col" { (t(lang, Word::Tool)) }
                    @for word in [TodayWord::ReportsAbout, TodayWord::LastDays, TodayWord::NewestRun] {
                        th scope="col" { (t(lang, word)) }
                    }
                } }
                tbody { @for line in lines { (source(lang, line)) } }
            }
        }
    };
    let all = html! { a.more-of href=(links::EVIDENCE) { (t(lang, TodayWord::AllEvidence)) } };
    panel_with("sources", heading, Some(t(lang, TodayWord::SixtyDays)), &all, &content)
}

fn source(lang: Lang, line: &SourceLine) -> Markup {
    let days = line.days.len().to_string();
    let whole = number(lang, line.whole);
    let says = fill(lang, TodayWord::DaysWithRuns, &[("n", &whole), ("of", &days)]);
    html! {
        tr {
            th.what scope="row" { a.title href=(line.href) { (line.tool) } }
            td data-label=(t(lang, TodayWord::ReportsAbout)) {
                (count(lang, line.subjects, TodayWord::SubjectsOne, TodayWord::SubjectsOther))
            }
            td data-label=(t(lang, TodayWord::LastDays)) { (strip(&says, &line.days)) }
            td.nw data-label=(t(lang, TodayWord::NewestRun)) {
                span.num { (line.newest) }
            }
        }
    }
}

/// The newest entries of the record, each with its proof.
pub(super) fn record(lang: Lang, entries: &[EntryLine]) -> Markup {
    let content = html! {
        ol.entries {
            @for one in entries {
                li {
                    span.num.mute { (one.at) }
                    span { (links::link(&one.href, &one.key)) " " (one.op) }
                    a.id href=(one.proof) title=(t(lang, TodayWord::ProofOfEntry)) { span.vh { (t(lang, TodayWord::ProofOfEntry)) " " } (one.entry) }
                }
            }
        }
    };
    html! { @if !entries.is_empty() { (panel("record", t(lang, Word::Record), None, &content)) } }
}
