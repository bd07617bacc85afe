//! A control by AI systems: the state of each, and the months in which something showed it at work.

use assay_domain::Timestamp;
use maud::{Markup, html};

use crate::pages::controls::views::{ControlView, CoverageLine, Month};
use crate::parts::icons::Icon;
use crate::parts::panel::{self, empty, subject};
use crate::parts::words::{Lang, MatrixWord, Word, fill, t};
use crate::parts::{chart, explain, links};

/// The panel.
pub(super) fn panel(lang: Lang, view: &ControlView) -> Markup {
    let block = &view.coverage;
    let heading = t(lang, MatrixWord::CoverageBySystem);
    let months = t(lang, MatrixWord::Continuity);
    let content = html! {
        @if block.lines.is_empty() { (empty(t(lang, MatrixWord::NoSystems))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr { @for word in [t(lang, MatrixWord::System), t(lang, Word::State), months] { th scope="col" { (word) } } } }
                tbody { @for one in &block.lines { tr {
                    th scope="row" { (name(lang, one)) }
                    td.first { (explain::chip(lang, one.state, &one.why)) }
                    td data-label=(months) { (strip(lang, &one.months)) }
                } } }
            }
            p.mx-hint { @if block.measured { (t(lang, MatrixWord::ContinuityHint)) } @else { (t(lang, MatrixWord::NoContinuity)) } }
        }
        @if let Some(next) = &block.next { p.pager { a.btn href=(next) rel="next" { (t(lang, MatrixWord::MoreSystems)) } } }
    };
    panel::panel("coverage", heading, Some(t(lang, MatrixWord::WhatAuditorsSample)), &content)
}

fn name(lang: Lang, one: &CoverageLine) -> Markup {
    html! {
        @if one.title.is_empty() { span.title { (subject(lang, &one.subject)) } }
        @else { a.title href=(links::record("-", &one.subject)) { (one.title) } " " span.id { (one.subject) } }
    }
}

/// The months as shapes, oldest first; each says in words what it shows.
fn strip(lang: Lang, months: &[Month]) -> Markup {
    html! {
        @if months.is_empty() { span.mute { "–" } } @else {
            ol.months { @for month in months { (cell(lang, month)) } }
        }
    }
}

fn cell(lang: Lang, month: &Month) -> Markup {
    let (word, icon, class) = match month {
        Month { days: 0, .. } => (MatrixWord::MonthBefore, None, "s-na"),
        Month { days, held, .. } if days == held => (MatrixWord::MonthHeld, Some(Icon::Tick), "s-effective"),
        Month { some: 0, .. } => (MatrixWord::MonthNone, Some(Icon::Dashed), "s-missing"),
        // Something was shown, and never enough: half a disc would say that it held for half of the month.
        Month { held: 0, .. } => (MatrixWord::MonthSome, Some(Icon::Dashed), "s-partly"),
        Month { .. } => (MatrixWord::MonthPart, Some(Icon::Half), "s-partly"),
    };
    let (days, held, some) = (month.days.to_string(), month.held.to_string(), month.some.to_string());
    let first = Timestamp::parse(&format!("{}-01", month.month));
    let named = first.map_or_else(|_| month.month.clone(), |at| chart::said(lang).month(at));
    let told = fill(lang, word, &[("month", &named), ("days", &days), ("held", &held), ("some", &some)]);
    let short = month.month.split_once('-').map_or(month.month.as_str(), |(_, m)| m);
    html! {
        li class=(class) title=(told) {
            @match icon { Some(icon) => (icon.svg(12)), None => span.dash aria-hidden="true" { "–" } }
            span.num aria-hidden="true" { (short) }
            span.vh { (told) }
        }
    }
}
