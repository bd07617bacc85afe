//! How it developed: what was so at the end of each of the last twelve months, read from the log as of then.

use assay_app::{Answer, CoverageRequest, Principal, RiskSummaryRequest, Workspace};
use assay_documents::chart::{Column, Head, Layer, Stack, Tone};
use assay_domain::{State, Timestamp};
use axum::extract;
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::trend::{self, TrendPage};
use crate::parts::shell::Place;
use crate::parts::words::{Lang, TrendWord, fill, number, t};
use crate::parts::{chart, state};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::shell::shell;
use crate::state::Served;

/// Months that are shown, the present one among them.
const MONTHS: usize = 12;

/// States from the bottom up, those that are told alike together.
const STATES: [(&[State], Tone); 5] = [
    (&[State::Effective], Tone::Ok),
    (&[State::Partly], Tone::Info),
    (&[State::Expiring], Tone::Warn),
    (&[State::Failing, State::Stale], Tone::Bad),
    (&[State::Missing], Tone::None),
];

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let months = ends(p.sight.clock.unwrap_or_else(|| w.now()));
        let view = TrendPage { coverage: coverage(w, p, &months, lang)?, risks: risks(w, p, &months, lang)? };
        Ok((shell(w, p, Place::Controls, lang)?, view))
    })
    .await?;
    Ok(Html(trend::page(&shell, &view).into_string()))
}

/// The last months, the oldest first, each with the moment at which it is looked at: its end, or now.
fn ends(now: Timestamp) -> Vec<(Timestamp, Option<Timestamp>)> {
    let first = |year: i64, month: i64| Timestamp::parse(&format!("{year:04}-{month:02}-01")).ok();
    let text = now.month();
    let Some((year, month)) = text.split_once('-') else { return Vec::new() };
    let (Ok(year), Ok(month)) = (year.parse::<i64>(), month.parse::<i64>()) else { return Vec::new() };
    let count = year * 12 + month - 1;
    let month = |back: usize| {
        let n = count - i64::try_from(back).unwrap_or_default();
        let begins = first(n.div_euclid(12), n.rem_euclid(12) + 1)?;
        let end = first((n + 1).div_euclid(12), (n + 1).rem_euclid(12) + 1);
        Some((begins, end.filter(|_| back > 0)))
    };
    (0..MONTHS).rev().filter_map(month).collect()
}

fn columns(
    months: &[(Timestamp, Option<Timestamp>)],
    lang: Lang,
    count: impl Fn(Option<String>) -> Answer<Option<Vec<u64>>>,
) -> Answer<Vec<Column>> {
    let column = |(begins, at): &(Timestamp, Option<Timestamp>)| {
        Ok(Column { name: chart::said(lang).month(*begins), counts: count(at.map(|at| at.to_string()))? })
    };
    months.iter().map(column).collect()
}

fn coverage(w: &Workspace, p: &Principal, months: &[(Timestamp, Option<Timestamp>)], lang: Lang) -> Answer<Stack> {
    let columns = columns(months, lang, |as_of| {
        let request = CoverageRequest { as_of, limit: Some(1), ..CoverageRequest::default() };
        let found = match w.coverage(p, &request) {
            // Before the first entry nothing was in force.
            Err(error) if error.code == "framework.not-in-force" => return Ok(None),
            found => found?,
        };
        let of = |states: &[State]| found.requirements.iter().filter(|r| states.contains(&r.state)).count() as u64;
        Ok((found.as_of.position > 0).then(|| STATES.iter().map(|(states, _)| of(states)).collect()))
    })?;
    let words = |states: &[State]| states.iter().map(|s| state::word(lang, *s)).collect::<Vec<_>>().join(", ");
    let layers = STATES.iter().map(|(states, tone)| Layer { name: words(states), tone: *tone }).collect();
    let effective = columns.last().and_then(|c| c.counts.as_ref()?.first().copied());
    let n = number(lang, usize::try_from(effective.unwrap_or_default()).unwrap_or(usize::MAX));
    let head = Head {
        id: "coverage-chart".to_owned(),
        title: t(lang, TrendWord::Coverage).to_owned(),
        text: fill(lang, TrendWord::CoverageText, &[("n", &n)]),
    };
    Ok(Stack { head, layers, columns })
}

fn risks(w: &Workspace, p: &Principal, months: &[(Timestamp, Option<Timestamp>)], lang: Lang) -> Answer<Stack> {
    let columns = columns(months, lang, |as_of| {
        let found = w.risk_summary(p, &RiskSummaryRequest { as_of, ..RiskSummaryRequest::default() })?;
        let within = found.open.saturating_sub(found.above + found.unknown);
        let accepted = found.above.saturating_sub(found.above_not_accepted);
        let counts = [within, accepted, found.above_not_accepted, found.unknown];
        Ok((found.as_of.position > 0).then(|| counts.iter().map(|n| *n as u64).collect()))
    })?;
    let layer = |word, tone| Layer { name: t(lang, word).to_owned(), tone };
    let above = columns.last().and_then(|c| c.counts.as_ref()?.get(2).copied());
    let n = number(lang, usize::try_from(above.unwrap_or_default()).unwrap_or(usize::MAX));
    let head = Head {
        id: "risk-chart".to_owned(),
        title: t(lang, TrendWord::Risks).to_owned(),
        text: fill(lang, TrendWord::RisksText, &[("n", &n)]),
    };
    let layers = vec![
        layer(TrendWord::Within, Tone::Ok),
        layer(TrendWord::Accepted, Tone::Warn),
        layer(TrendWord::Above, Tone::Bad),
        layer(TrendWord::Unknown, Tone::None),
    ];
    Ok(Stack { head, layers, columns })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_end_where_the_next_begins_and_the_last_is_now() {
        let months = ends(Timestamp::parse("2026-02-10T08:00:00Z").unwrap());
        let day = |at: Timestamp| at.date();
        assert_eq!(months.len(), MONTHS);
        assert_eq!((day(months[0].0), months[0].1.map(day)), ("2025-03-01".to_owned(), Some("2025-04-01".to_owned())));
        assert_eq!(
            (day(months[10].0), months[10].1.map(day)),
            ("2026-01-01".to_owned(), Some("2026-02-01".to_owned()))
        );
        assert_eq!((day(months[11].0), months[11].1), ("2026-02-01".to_owned(), None));
    }
}
