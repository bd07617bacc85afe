//! The charts of one piece of evidence, from what is recorded.

use assay_app::dto::{EvidenceView, ObservationsRequest, SeriesPoint, SeriesRequest, SeriesView, ThresholdLine};
use assay_app::{Answer, Principal, Workspace};
use assay_documents::chart::{Bar, Bars, Course, Head, Limit, Line, Point, Release, Series, Tone};
use assay_domain::{Direction, Observation};

use super::Asked;
use crate::pages::evidence::views::OverTime;
use crate::parts::chart::said;
use crate::parts::words::{EvidenceWord, Lang, fill, number, t};

/// Observations that charts are made of.
const LOOKED_AT: usize = 500;
/// Points of a version that are drawn.
const POINTS: usize = 60;
/// Series that are told apart.
const SERIES: usize = 6;

fn observations(w: &Workspace, p: &Principal, e: &EvidenceView) -> Answer<Vec<Observation>> {
    let request = ObservationsRequest { limit: Some(LOOKED_AT), ..ObservationsRequest::default() };
    Ok(w.observations(p, &e.row.key, &request)?.observations)
}

/// The metric that was asked for, or the first of the evidence, over time with all versions of the system.
pub(super) fn over_time(
    w: &Workspace,
    p: &Principal,
    e: &EvidenceView,
    asked: &Asked,
    lang: Lang,
) -> Answer<Option<OverTime>> {
    let mut metrics: Vec<String> = Vec::new();
    for o in observations(w, p, e)? {
        if o.value.as_f64().is_some() && !metrics.contains(&o.key) {
            metrics.push(o.key);
        }
    }
    let chosen = metrics.iter().find(|m| **m == asked.metric).or_else(|| metrics.first()).cloned();
    let Some(metric) = chosen.filter(|_| !e.row.subject.is_empty()) else { return Ok(None) };
    let request = SeriesRequest {
        subject: e.row.subject.clone(),
        metric: metric.clone(),
        versions: Some(true),
        limit: Some(POINTS),
        ..SeriesRequest::default()
    };
    let view = w.series(p, &request)?;
    let more = view.series.iter().any(|s| s.more);
    Ok(Some(OverTime { metrics, metric, chart: line(lang, &view), more }))
}

fn line(lang: Lang, view: &SeriesView) -> Line {
    let said = said(lang);
    let point = |p: &SeriesPoint| Point {
        interval: interval(&p.observation),
        n: p.observation.n,
        source: p.evidence.clone(),
        doubt: p.doubt.as_deref().map(|word| doubt(lang, word).to_owned()),
        ..Point::new(p.at, p.observation.value.as_f64())
    };
    let all: Vec<&SeriesPoint> = view.series.iter().flat_map(|s| &s.points).collect();
    let day = |at: Option<assay_ports::Timestamp>| at.map(|at| said.day(at)).unwrap_or_default();
    let subjects: Vec<&str> = view.series.iter().map(|s| s.subject.as_str()).collect();
    let newest = all.iter().max_by_key(|p| p.at).and_then(|p| p.observation.value.as_f64());
    let last = newest.map_or_else(|| t(lang, EvidenceWord::NoNumber).to_owned(), |v| said.exact(v));
    let (n, subjects) = (number(lang, all.len()), subjects.join(", "));
    let (from, to) = (day(all.iter().map(|p| p.at).min()), day(all.iter().map(|p| p.at).max()));
    let values = [("n", n.as_str()), ("subjects", &subjects), ("from", &from), ("to", &to), ("last", &last)];
    let limit = |one: &ThresholdLine| {
        let sign = if one.operator == ">=" { "≥" } else { "≤" };
        let value: f64 = one.value.parse().ok()?;
        let name = format!("{sign} {} ({})", said.exact(value), one.key);
        Some(Limit { value, name, from: Some(one.approved_at), to: None })
    };
    // The newest versions are drawn where there are more than can be told apart.
    let mut series: Vec<Series> = view
        .series
        .iter()
        .map(|s| Series { name: s.subject.clone(), points: s.points.iter().map(point).collect() })
        .collect();
    series.sort_by_key(|s| s.points.last().map(|p| p.at));
    let series = series.split_off(series.len().saturating_sub(SERIES));
    Line {
        head: Head {
            id: "metric".into(),
            title: fill(lang, EvidenceWord::OverTime, &[("metric", &view.metric)]),
            text: fill(lang, EvidenceWord::OverTimeText, &values),
        },
        series,
        limits: view.thresholds.iter().filter_map(limit).collect(),
        releases: view.releases.iter().map(|r| Release { at: r.at, name: r.version.clone() }).collect(),
        course: Course::Joined,
        from: all.iter().map(|p| p.at).min(),
        to: Some(view.as_of.time),
    }
}

fn interval(o: &Observation) -> Option<(f64, f64)> {
    let u = o.uncertainty.as_ref()?;
    let number = |text: &Option<String>| text.as_deref().and_then(|t| t.parse::<f64>().ok());
    number(&u.low).zip(number(&u.high))
}

fn doubt(lang: Lang, word: &str) -> &'static str {
    let word = match word {
        "mock" => EvidenceWord::DoubtMock,
        "mismatch" => EvidenceWord::DoubtMismatch,
        "partial" => EvidenceWord::DoubtPartial,
        "sampled" => EvidenceWord::DoubtSampled,
        "rejected" => EvidenceWord::DoubtRejected,
        _ => EvidenceWord::DoubtSuperseded,
    };
    t(lang, word)
}

/// Rates of probes or tasks: of the samples that were counted, how many did not fail. Of what counts none, nothing.
pub(super) fn rates(w: &Workspace, p: &Principal, e: &EvidenceView, lang: Lang) -> Answer<Option<Bars>> {
    let rates: Vec<(Observation, Rate)> =
        observations(w, p, e)?.into_iter().filter_map(|o| Rate::of(&o).map(|rate| (o, rate))).collect();
    if rates.len() < 2 {
        return Ok(None);
    }
    let criteria = match e.row.subject.as_str() {
        "" => Vec::new(),
        subject => w.criteria_in_force(p, subject, None)?,
    };
    let bar = |(o, rate): (Observation, Rate)| rate.bar(lang, &o, criterion(&criteria, &o));
    let mut bars: Vec<Bar> = rates.into_iter().map(bar).collect();
    bars.sort_by(|a, b| a.share.unwrap_or(2.0).total_cmp(&b.share.unwrap_or(2.0)));
    let low = bars.first().and_then(|b| b.share).map(|v| said(lang).share(v)).unwrap_or_default();
    let name = bars.first().map(|b| b.name.clone()).unwrap_or_default();
    let (n, title) = (number(lang, bars.len()), t(lang, EvidenceWord::PassRates).to_owned());
    let text = fill(lang, EvidenceWord::PassRatesText, &[("n", n.as_str()), ("low", &low), ("name", &name)]);
    Ok(Some(Bars { head: Head { id: "rates".into(), title, text }, bars }))
}

/// The strictest criterion, as a rate of what passes.
fn criterion(criteria: &[ThresholdLine], o: &Observation) -> Option<f64> {
    let marks = criteria.iter().filter(|line| line.matches(&o.key)).filter_map(|line| line.value.parse::<f64>().ok());
    let as_rate = |mark: f64| if o.direction == Direction::Lower { 1.0 - mark } else { mark };
    marks.map(as_rate).max_by(f64::total_cmp)
}

/// What passed, as a share.
struct Rate {
    share: f64,
    interval: Option<(f64, f64)>,
}

impl Rate {
    fn of(o: &Observation) -> Option<Self> {
        let value = o.value.as_f64().filter(|v| (0.0..=1.0).contains(v))?;
        match (o.n, o.n_failed, o.direction) {
            // A rate of what went wrong, over counted samples: what passed is the rest of it.
            (Some(n), Some(_), Direction::Lower) if n > 0 => {
                let interval = interval(o).map(|(low, high)| (1.0 - high, 1.0 - low));
                Some(Self { share: 1.0 - value, interval })
            }
            (Some(n), _, Direction::Higher) if n > 0 => Some(Self { share: value, interval: interval(o) }),
            _ => None,
        }
    }

    fn bar(self, lang: Lang, o: &Observation, limit: Option<f64>) -> Bar {
        let (tone, word) = match limit {
            None => (Tone::Info, EvidenceWord::BarOpen),
            Some(mark) if self.share >= mark => (Tone::Ok, EvidenceWord::BarMeets),
            Some(_) => (Tone::Bad, EvidenceWord::BarMisses),
        };
        let state = t(lang, word).to_owned();
        let slice: Vec<String> = o.slice.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let name = if slice.is_empty() { o.key.clone() } else { format!("{} ({})", o.key, slice.join(", ")) };
        Bar { name, share: Some(self.share), interval: self.interval, n: o.n, limit, tone, state }
    }
}
