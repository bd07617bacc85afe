//! One system at a glance.

use assay_domain::State;
use maud::{Markup, html};

use super::views::{CellMark, OverviewPage, SystemTab};
use super::{head, marks};
use crate::pages::records::connections::linked;
use crate::parts::evidence as evidence_table;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, SystemWord, Word, fill, number, t};
use crate::parts::{links, state, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &OverviewPage) -> Markup {
    let lang = shell.lang;
    let content = html! {
        @if !view.head.posture.is_empty() { (sentence(lang, view)) }
        div.split {
            div.stack {
                @if !view.areas.is_empty() { (cells(lang, view)) }
                (open(lang, view))
                (panel("purpose", t(lang, SystemWord::Purpose), None, &fields(lang, &view.purpose)))
                (evidence(lang, view))
            }
            div.rail.stack {
                (panel("properties", t(lang, RecordWord::Properties), None, &properties(lang, view)))
                (panel("risks", t(lang, SystemWord::OpenRisks), None, &risks(lang, view)))
                @if !view.gaps.is_empty() { (panel("gaps", t(lang, SystemWord::GapsHead), None, &fields(lang, &view.gaps))) }
                (panel("issues", t(lang, SystemWord::OpenIssues), None, &issues(lang, view)))
            }
        }
    };
    head::page(shell, &view.head, SystemTab::Overview, "", &content)
}

/// The one sentence that says how it stands, and what is gravest.
fn sentence(lang: Lang, view: &OverviewPage) -> Markup {
    let all: usize = view.head.posture.iter().map(|(_, n)| n).sum();
    let good = [State::Effective, State::Expiring, State::NotApplicable];
    let bad: usize = view.head.posture.iter().filter(|(at, _)| !good.contains(at)).map(|(_, n)| n).sum();
    let worst = view.head.posture.first().map_or(State::Missing, |(at, _)| *at);
    let reason = view.open.first().map(|line| line.reason.clone()).unwrap_or_default();
    let (n, of) = (number(lang, bad), number(lang, all));
    let text = if bad == 0 {
        fill(lang, SystemWord::AllHold, &[("of", &of)])
    } else {
        fill(lang, SystemWord::Failing, &[("n", &n), ("of", &of), ("reason", &reason)])
    };
    html! {
        div class={ "note " (state::class(worst)) } {
            (state::icon(worst).svg(16))
            p { b { (state::word(lang, worst)) } " " (text) }
        }
    }
}

fn cells(lang: Lang, view: &OverviewPage) -> Markup {
    let alike = view.areas.iter().any(|area| area.cells.iter().any(|cell| cell.alike));
    let content = html! {
        div.grid-cells {
            @for area in &view.areas {
                div {
                    h3 { span.id { (area.id) } " " (area.title) }
                    div.cells { @for one in &area.cells { (cell(lang, one)) } }
                }
            }
        }
        @if alike { p.sidenote { (t(lang, SystemWord::AlikeNote)) } }
    };
    panel("requirements", t(lang, SystemWord::ByRequirement), None, &content)
}

fn cell(lang: Lang, one: &CellMark) -> Markup {
    let word = state::word(lang, one.state);
    let short = one.id.strip_prefix("A.").unwrap_or(&one.id);
    html! {
        a.cell.alike[one.alike].(state::class(one.state)) href=(one.href) title={ (one.id) " " (one.title) ": " (word) } {
            (state::icon(one.state).svg(11)) (short) span.vh { " " (one.title) ", " (word) }
        }
    }
}

fn open(lang: Lang, view: &OverviewPage) -> Markup {
    let (n, of) = (number(lang, view.open.len()), number(lang, view.open_total));
    let remark = fill(lang, SystemWord::ShownOf, &[("n", &n), ("of", &of)]);
    let heading = t(lang, SystemWord::DoesNotHold);
    let content = html! {
        @if view.open.is_empty() { (empty(t(lang, SystemWord::AllChecksHold))) } @else { (marks::checks(lang, heading, &view.open)) }
    };
    panel("open", heading, (view.open_total > 0).then_some(remark.as_str()), &content)
}

fn fields(lang: Lang, lines: &[crate::pages::records::views::FieldLine]) -> Markup {
    html! { dl.props.wide { @for line in lines { div { dt { (line.label) } dd { (value::shown(lang, &line.value)) } } } } }
}

fn evidence(lang: Lang, view: &OverviewPage) -> Markup {
    let heading = t(lang, Word::NewestEvidence);
    let content = html! {
        @if view.evidence.is_empty() { (empty(t(lang, SystemWord::NoSystemEvidence))) }
        @else {
            (evidence_table::table(lang, heading, &view.evidence))
            p.sidenote { a.lnk href=(links::system_tab(&view.head.key, "evidence")) { (t(lang, SystemWord::AllEvidence)) } }
        }
    };
    panel("evidence", heading, None, &content)
}

fn properties(lang: Lang, view: &OverviewPage) -> Markup {
    html! {
        dl.props {
            @for line in &view.properties { div { dt { (line.label) } dd { (value::shown(lang, &line.value)) } } }
            @if let Some(mark) = &view.newest {
                div {
                    dt { (t(lang, SystemWord::NewestVersion)) }
                    dd { p { (marks::version(mark)) } p { (marks::gate(lang, mark)) } }
                }
            }
        }
    }
}

fn risks(lang: Lang, view: &OverviewPage) -> Markup {
    let figures = [
        (view.risks.above, SystemWord::AboveAppetite),
        (view.risks.open, SystemWord::Open),
        (view.risks.unrated, SystemWord::NotRated),
    ];
    html! {
        dl.figures { @for (n, word) in figures { div { dt { (t(lang, word)) } dd { (number(lang, n)) @if view.risks.more { "+" } } } } }
        p.sidenote { a.lnk href=(links::system_tab(&view.head.key, "risks")) { (t(lang, SystemWord::Risks)) } }
    }
}

fn issues(lang: Lang, view: &OverviewPage) -> Markup {
    html! {
        @if view.issues.is_empty() { (empty(t(lang, SystemWord::NoIssues))) } @else {
            ul.list {
                @for issue in &view.issues {
                    li { p { (linked(lang, &issue.record)) } p.meta { span { (issue.kind) } span.num { (issue.at) } } }
                }
            }
        }
    }
}
