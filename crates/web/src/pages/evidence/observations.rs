//! The observations of one piece of evidence: a page of them, in an order, with the interval and the samples of each.

use assay_domain::{Direction, Observation, Uncertainty};
use maud::{Markup, html};

use super::views::OneView;
use crate::parts::panel::{empty, panel};
use crate::parts::words::{EvidenceWord, Lang, fill, number, t};
use crate::parts::{chart, links};

/// The orders, by the words that addresses use.
pub const ORDERS: [(&str, EvidenceWord); 4] = [
    ("place", EvidenceWord::OrderPlace),
    ("metric", EvidenceWord::OrderMetric),
    ("lowest", EvidenceWord::OrderLowest),
    ("highest", EvidenceWord::OrderHighest),
];

/// The panel.
pub(super) fn shown(lang: Lang, view: &OneView) -> Markup {
    let page = &view.observations;
    let total = number(lang, usize::try_from(page.total).unwrap_or(usize::MAX));
    let remark = fill(lang, EvidenceWord::ObservationsOf, &[("n", &total)]);
    let none = page.total == 0 && page.holding.is_empty();
    panel(
        "observations",
        t(lang, EvidenceWord::Observations),
        Some(&remark).filter(|_| !none).map(String::as_str),
        &html! {
            @if none { (empty(t(lang, EvidenceWord::NoObservations))) } @else {
                (chooser(lang, view))
                (table(lang, &page.rows))
                (pager(lang, view))
            }
        },
    )
}

fn chooser(lang: Lang, view: &OneView) -> Markup {
    let page = &view.observations;
    let metric = view.over_time.as_ref().map_or("", |o| o.metric.as_str());
    html! {
        form.filters.chooser method="get" action={ (links::evidence(&view.evidence.row.key)) "#observations" } {
            @if !metric.is_empty() { input type="hidden" name="metric" value=(metric); }
            label { (t(lang, EvidenceWord::Holding)) input name="q" value=(page.holding) type="search" autocomplete="off"; }
            label { (t(lang, EvidenceWord::Order)) select name="order" {
                @for (value, word) in ORDERS { option value=(value) selected[value == page.order] { (t(lang, word)) } }
            } }
            button.btn type="submit" { (t(lang, EvidenceWord::Show)) }
        }
    }
}

fn pager(lang: Lang, view: &OneView) -> Markup {
    let (page, key) = (&view.observations, &view.evidence.row.key);
    let metric = view.over_time.as_ref().map_or("", |o| o.metric.as_str());
    let to = |after: &str| links::observations(key, &page.order, &page.holding, after, metric);
    html! {
        @if page.next.is_some() || !page.after.is_empty() {
            nav.pager aria-label=(t(lang, EvidenceWord::Observations)) {
                @if !page.after.is_empty() { a.btn href=(to("")) { (t(lang, EvidenceWord::FromStart)) } }
                @if let Some(next) = &page.next { a.btn href=(to(next)) rel="next" { (t(lang, EvidenceWord::More)) } }
            }
        }
    }
}

fn table(lang: Lang, rows: &[Observation]) -> Markup {
    let head = [
        EvidenceWord::Metric,
        EvidenceWord::Value,
        EvidenceWord::Interval,
        EvidenceWord::Samples,
        EvidenceWord::Slice,
        EvidenceWord::Better,
    ];
    html! {
        table.rows.observed {
            caption.vh { (t(lang, EvidenceWord::Observations)) }
            thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
            tbody { @for row in rows { (line(lang, row)) } }
        }
    }
}

fn line(lang: Lang, o: &Observation) -> Markup {
    let interval = o.uncertainty.as_ref().map(|u| interval(lang, u)).unwrap_or_default();
    let slice: Vec<String> = o.slice.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let better = match o.direction {
        Direction::Higher => EvidenceWord::Higher,
        Direction::Lower => EvidenceWord::Lower,
        Direction::Unknown => EvidenceWord::DirectionUnknown,
    };
    html! {
        tr {
            th.what scope="row" { span.title { (o.key) } }
            td.num data-label=(t(lang, EvidenceWord::Value)) {
                @match o.value.as_f64() {
                    Some(value) => span title=(chart::said(lang).exact(value)) { (chart::said(lang).short(value)) },
                    None => span.open { (t(lang, EvidenceWord::NoNumber)) },
                }
            }
            td.num.none[interval.is_empty()] data-label=(t(lang, EvidenceWord::Interval)) { (interval) }
            td.num.none[o.n.is_none()] data-label=(t(lang, EvidenceWord::Samples)) { (samples(lang, o)) }
            td.none[slice.is_empty()] data-label=(t(lang, EvidenceWord::Slice)) { (slice.join(", ")) }
            td data-label=(t(lang, EvidenceWord::Better)) { (t(lang, better)) }
        }
    }
}

fn interval(lang: Lang, u: &Uncertainty) -> String {
    let said = chart::said(lang);
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<f64>().ok()).map(|v| said.short(v));
    match (number(&u.low), number(&u.high), number(&u.stderr)) {
        (Some(low), Some(high), _) => format!("{low} – {high}"),
        (_, _, Some(error)) => format!("± {error}"),
        _ => String::new(),
    }
}

fn samples(lang: Lang, o: &Observation) -> String {
    let whole = |n: u64| chart::said(lang).whole(n);
    match (o.n, o.n_failed) {
        (Some(n), Some(failed)) => fill(lang, EvidenceWord::FailedOf, &[("failed", &whole(failed)), ("n", &whole(n))]),
        (Some(n), None) => whole(n),
        (None, _) => String::new(),
    }
}
