//! The library: each piece of evidence with how far it may be relied on, who collected it, when, from what population, and
//! who reviewed it.

use assay_app::dto::{EvidenceRow, Freshness};
use assay_domain::{EvidenceOrigin, Period, Population};
use maud::{Markup, html};

use super::views::LibraryView;
use crate::parts::dates::{moment, time};
use crate::parts::evidence::{Badge, badge, source, unreviewed};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, subject};
use crate::parts::shell::Shell;
use crate::parts::words::{EvidenceWord, Lang, Word, fill, number, t};
use crate::parts::{dates, links};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &LibraryView) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, Word::Evidence);
    let main = html! {
        div.masthead {
            div.head {
                h1 { (heading) }
                p.soft.lead { (t(lang, EvidenceWord::LibraryLead)) }
            }
            @if shell.past.is_none() {
                p.acts {
                    a.btn href=(links::new_record("-", "evidence")) { (t(lang, EvidenceWord::RecordIt)) }
                    a.btn.main href=(links::DELIVER) { (t(lang, EvidenceWord::Deliver)) }
                }
            }
        }
        (tabs(lang, links::EVIDENCE))
        (panel("library", t(lang, EvidenceWord::Library), None, &html! {
            @if view.rows.is_empty() { (empty(t(lang, EvidenceWord::LibraryEmpty))) } @else { (table(lang, &view.rows)) }
            (pager(lang, view))
        }))
    };
    frame::page(shell, &Frame { title: heading, path: html! { b { (heading) } }, aside: html! {}, main })
}

/// The ways to what lies beside.
pub(super) fn tabs(lang: Lang, here: &str) -> Markup {
    let all = [
        (links::EVIDENCE, EvidenceWord::Library),
        (links::SOURCES, EvidenceWord::Sources),
        (links::QUARANTINE, EvidenceWord::Quarantine),
    ];
    html! {
        nav.tabs aria-label=(t(lang, Word::Evidence)) {
            @for (href, word) in all {
                a href=(href) aria-current=[(href == here).then_some("page")] { (t(lang, word)) }
            }
        }
    }
}

fn pager(lang: Lang, view: &LibraryView) -> Markup {
    html! {
        @if view.next.is_some() || !view.after.is_empty() {
            nav.pager aria-label=(t(lang, EvidenceWord::Library)) {
                @if !view.after.is_empty() {
                    a.btn href=(links::EVIDENCE) { (t(lang, EvidenceWord::FromStart)) }
                }
                @if let Some(next) = &view.next {
                    a.btn href=(links::evidence_after(next)) rel="next" { (t(lang, EvidenceWord::More)) }
                }
            }
        }
    }
}

fn table(lang: Lang, rows: &[EvidenceRow]) -> Markup {
    let head = [
        t(lang, Word::Evidence),
        t(lang, EvidenceWord::Freshness),
        t(lang, Word::Subject),
        t(lang, Word::When),
        t(lang, Word::CollectedBy),
        t(lang, Word::ReviewedBy),
    ];
    html! {
        table.rows {
            caption.vh { (t(lang, EvidenceWord::LibraryTable)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for row in rows { (line(lang, row)) } }
        }
    }
}

fn line(lang: Lang, row: &EvidenceRow) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                span.id { (row.key) } " "
                a.title href=(links::evidence(&row.key)) { (row.title) } " " (badge(lang, badge_of(row)))
                span.meta {
                    span { (tool(lang, row)) }
                    span { (population(lang, &row.population)) }
                    @if let Some(period) = &row.period { span.num { (days(lang, period)) } }
                }
                @if let Some(newer) = &row.superseded_by {
                    span.why { (fill(lang, EvidenceWord::Replaced, &[("key", newer)])) }
                }
            }
            td.first { (freshness(lang, row)) }
            td data-label=(t(lang, Word::Subject)) { (subject(lang, &row.subject)) }
            td data-label=(t(lang, Word::When)) {
                span { span.num { (time(lang, row.when)) } small { (source(lang, row.when_source)) } }
            }
            td data-label=(t(lang, Word::CollectedBy)) { (row.collector) }
            td data-label=(t(lang, Word::ReviewedBy)) { (reviewer(lang, row)) }
        }
    }
}

/// The tool with its version; a person's act has none.
pub(super) fn tool(lang: Lang, row: &EvidenceRow) -> String {
    if row.origin == EvidenceOrigin::HumanAct {
        return t(lang, EvidenceWord::PersonsAct).to_owned();
    }
    let version = row.tool.version.as_ref().map(|v| format!(" {v}")).unwrap_or_default();
    format!("{}{version}", row.tool.name)
}

/// What was sampled, or that nobody says.
pub(super) fn population(lang: Lang, of: &Population) -> String {
    match (of.text.trim(), of.sampled, of.size) {
        ("", None, None) => t(lang, EvidenceWord::PopulationNotStated).to_owned(),
        (text, Some(sampled), Some(size)) => {
            let values = [("text", text), ("sampled", &whole(lang, sampled)), ("size", &whole(lang, size))];
            fill(lang, EvidenceWord::PopulationOf, &values)
        }
        (text, _, _) => text.to_owned(),
    }
}

fn whole(lang: Lang, n: u64) -> String {
    number(lang, usize::try_from(n).unwrap_or(usize::MAX))
}

/// The days that evidence speaks of.
pub(super) fn days(lang: Lang, period: &Period) -> String {
    let day =
        |day: Option<&assay_domain::Day>| day.map_or_else(|| "…".to_owned(), |day| dates::day(lang, &day.to_string()));
    format!("{} – {}", day(period.from.as_ref()), day(period.to.as_ref()))
}

/// What limits the trust in it.
pub(super) fn badge_of(row: &EvidenceRow) -> Badge {
    if row.origin == EvidenceOrigin::HumanAct {
        return Badge::Real;
    }
    crate::parts::evidence::badge_of(row.representativeness, row.subject_match, row.status)
}

/// Shape, word and class of a freshness. That evidence is current says nothing about what it shows: it never has the colour
/// of a pass.
pub(in crate::pages) const fn look(freshness: Freshness) -> (EvidenceWord, Icon, &'static str) {
    match freshness {
        Freshness::Stale => (EvidenceWord::FreshStale, Icon::Clock, "s-stale"),
        Freshness::Expiring => (EvidenceWord::FreshExpiring, Icon::Triangle, "s-expiring"),
        Freshness::Current => (EvidenceWord::FreshCurrent, Icon::Clock, "s-na"),
        Freshness::Unused => (EvidenceWord::FreshUnused, Icon::Dashed, "s-na"),
    }
}

/// How far it may be relied on, and until when.
pub(super) fn freshness(lang: Lang, row: &EvidenceRow) -> Markup {
    let (word, icon, class) = look(row.freshness);
    let date = row.ends.map(|at| moment(lang, at));
    html! {
        span {
            span class={ "chip " (class) } { (icon.svg(13)) (t(lang, word)) }
            @match (row.freshness, &date) {
                (Freshness::Unused, _) => {},
                (Freshness::Stale, Some(date)) => small.num { (fill(lang, EvidenceWord::RanOut, &[("date", date)])) },
                (_, Some(date)) => small.num { (fill(lang, EvidenceWord::RunsOut, &[("date", date)])) },
                (_, None) => small { (t(lang, EvidenceWord::NoEnd)) },
            }
        }
    }
}

fn reviewer(lang: Lang, row: &EvidenceRow) -> Markup {
    html! {
        @match &row.review {
            None => (unreviewed(lang, &row.key)),
            Some(review) => span {
                (review.by)
                @if !review.accepted { " " span.tag.s-failing { (t(lang, EvidenceWord::Rejected)) } }
                small.num { (time(lang, review.at)) }
            },
        }
    }
}
