//! The library: the table of all records, with what is particular to evidence: how far it may be relied on, who collected
//! it, when, from what population, and who reviewed it.

use assay_app::dto::{EvidenceRow, Freshness};
use assay_domain::{EvidenceOrigin, Period, Population};
use maud::{Markup, html};

use super::views::LibraryView;
use crate::parts::dates::{moment, time};
use crate::parts::evidence::{Badge, badge, source, unreviewed};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::shell::Shell;
use crate::parts::table::table;
use crate::parts::words::{EvidenceWord, Lang, Word, fill, number, t};
use crate::parts::{assets, dates, explain, links};

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
        (table(lang, &view.table))
        (assets::script("table.js"))
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

/// What stands below the title: by what, from what, about which days, and what replaced it.
#[must_use]
pub fn remark(lang: Lang, row: &EvidenceRow) -> Markup {
    html! {
        (badge(lang, badge_of(row)))
        span.meta {
            span { (tool(lang, row)) }
            span { (population(lang, &row.population)) }
            @if let Some(period) = &row.period { span.num { (days(lang, period)) } }
        }
        @if let Some(newer) = &row.superseded_by { span.why { (fill(lang, EvidenceWord::Replaced, &[("key", newer)])) } }
    }
}

/// When the run took place, and where that was read.
#[must_use]
pub fn when(lang: Lang, row: &EvidenceRow) -> Markup {
    html! { span { span.num { (time(lang, row.when)) } small { (source(lang, row.when_source)) } } }
}

/// The tool with its version; a person's act has none.
#[must_use]
pub fn tool(lang: Lang, row: &EvidenceRow) -> String {
    if row.origin == EvidenceOrigin::HumanAct {
        return t(lang, EvidenceWord::PersonsAct).to_owned();
    }
    let version = row.tool.version.as_ref().map(|v| format!(" {v}")).unwrap_or_default();
    format!("{}{version}", row.tool.name)
}

/// What was sampled, or that nobody says.
#[must_use]
pub fn population(lang: Lang, of: &Population) -> String {
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
#[must_use]
pub const fn look(freshness: Freshness) -> (EvidenceWord, Icon, &'static str) {
    match freshness {
        Freshness::Stale => (EvidenceWord::FreshStale, Icon::Clock, "s-stale"),
        Freshness::Expiring => (EvidenceWord::FreshExpiring, Icon::Triangle, "s-expiring"),
        Freshness::Current => (EvidenceWord::FreshCurrent, Icon::Clock, "s-na"),
        Freshness::Unused => (EvidenceWord::FreshUnused, Icon::Dashed, "s-na"),
    }
}

/// How far it may be relied on, and until when.
#[must_use]
pub fn freshness(lang: Lang, row: &EvidenceRow, why: Option<&str>) -> Markup {
    let (word, icon, class) = look(row.freshness);
    let date = row.ends.map(|at| moment(lang, at));
    html! {
        span {
            (explain::leading(class, icon, t(lang, word), why))
            @match (row.freshness, &date) {
                (Freshness::Unused, _) => {},
                (Freshness::Stale, Some(date)) => small.num { (fill(lang, EvidenceWord::RanOut, &[("date", date)])) },
                (_, Some(date)) => small.num { (fill(lang, EvidenceWord::RunsOut, &[("date", date)])) },
                (_, None) => small { (t(lang, EvidenceWord::NoEnd)) },
            }
        }
    }
}

/// Who concluded what, or that nobody has.
#[must_use]
pub fn reviewer(lang: Lang, row: &EvidenceRow) -> Markup {
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
