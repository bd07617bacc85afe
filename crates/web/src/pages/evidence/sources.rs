//! Where evidence comes from: each tool, and what people did, with what came on each of sixty days.

use assay_app::dto::SourceLine;
use assay_documents::chart::{Cell, Head, Strip, Tone};
use assay_ports::Timestamp;
use maud::{Markup, html};

use super::library::tabs;
use super::views::SourcesView;
use crate::parts::dates::time;
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{EvidenceWord, Lang, Word, fill, number, t};
use crate::parts::{chart, links};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &SourcesView) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, EvidenceWord::Sources);
    let main = html! {
        div.head { h1 { (heading) } p.soft.lead { (t(lang, EvidenceWord::SourcesLead)) } }
        (tabs(lang, links::SOURCES))
        (panel("sources", heading, Some(t(lang, EvidenceWord::SixtyDays)), &html! {
            @if view.list.sources.is_empty() { (empty(t(lang, EvidenceWord::NoSources))) } @else {
                (table(lang, view))
                (key(lang))
            }
        }))
    };
    let path = frame::path(lang, &[(links::EVIDENCE, t(lang, Word::Evidence))], heading);
    frame::page(shell, &Frame { title: heading, path, aside: html! {}, main })
}

fn table(lang: Lang, view: &SourcesView) -> Markup {
    let head = [
        t(lang, EvidenceWord::Source),
        t(lang, EvidenceWord::SixtyDays),
        t(lang, EvidenceWord::Deliveries),
        t(lang, EvidenceWord::LastDelivery),
        t(lang, Word::CollectedBy),
    ];
    html! {
        table.rows {
            caption.vh { (t(lang, EvidenceWord::Sources)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody {
                @for (index, source) in view.list.sources.iter().enumerate() {
                    tr {
                        th.title scope="row" { (name(lang, source)) }
                        td data-label=(t(lang, EvidenceWord::SixtyDays)) {
                            (chart::strip(&strip(lang, index, source, &view.list.first_day)))
                        }
                        td.num data-label=(t(lang, EvidenceWord::Deliveries)) { (number(lang, source.deliveries as usize)) }
                        td.num data-label=(t(lang, EvidenceWord::LastDelivery)) {
                            @if let Some(at) = source.last { (time(lang, at)) }
                        }
                        td data-label=(t(lang, Word::CollectedBy)) { (source.collectors.join(", ")) }
                    }
                }
            }
        }
    }
}

fn name(lang: Lang, source: &SourceLine) -> &str {
    source.tool.as_deref().unwrap_or_else(|| t(lang, EvidenceWord::PersonsAct))
}

fn strip(lang: Lang, index: usize, source: &SourceLine, first_day: &str) -> Strip {
    let said = chart::said(lang);
    let first = Timestamp::parse(first_day).unwrap_or_default();
    let last = source.last.map(|at| said.day(at)).unwrap_or_default();
    let deliveries = number(lang, source.deliveries as usize);
    let values = [("n", deliveries.as_str()), ("day", &said.day(first)), ("last", &last)];
    let head = Head {
        id: format!("source-{index}"),
        title: fill(lang, EvidenceWord::SixtyDaysOf, &[("source", name(lang, source))]),
        text: fill(lang, EvidenceWord::SixtyDaysText, &values),
    };
    let cell = |(offset, (came, doubtful)): (i64, (&u32, &u32))| {
        let n = number(lang, *came as usize);
        let (tone, text) = match (came, doubtful) {
            (0, _) => (Tone::None, t(lang, EvidenceWord::DayNone).to_owned()),
            (_, 0) => (Tone::Ok, fill(lang, EvidenceWord::DayCame, &[("n", &n)])),
            (_, some) => {
                let some = number(lang, *some as usize);
                (Tone::Warn, fill(lang, EvidenceWord::DayDoubtful, &[("n", &n), ("doubtful", &some)]))
            }
        };
        Cell { name: said.day(first.plus_days(offset)), tone, text }
    };
    Strip { head, cells: (0..).zip(source.days.iter().zip(&source.doubtful)).map(cell).collect() }
}

/// What the heights of a strip mean.
fn key(lang: Lang) -> Markup {
    let all = [
        (Tone::Ok, EvidenceWord::KeyCame),
        (Tone::Warn, EvidenceWord::KeyDoubtful),
        (Tone::None, EvidenceWord::KeyNone),
    ];
    html! {
        ul.c-key {
            @for (index, (tone, word)) in all.into_iter().enumerate() {
                @let head = Head { id: format!("key-{index}"), title: t(lang, word).to_owned(), text: String::new() };
                li {
                    span aria-hidden="true" {
                        (chart::strip(&Strip { head, cells: vec![Cell { name: String::new(), tone, text: String::new() }] }))
                    }
                    (t(lang, word))
                }
            }
        }
    }
}
