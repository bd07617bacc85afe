//! Each metric in use is measured when its interval says, and what is measured is judged [9.1, 6.2].

use assay_domain::kinds::measurement::Measurement;
use assay_domain::kinds::metric::{Level, Metric};
use assay_domain::{Outcome, Stated};

use super::{Finding, gravest};
use crate::world::{Record, World};

pub(super) fn in_time(world: &World) -> Finding {
    let metrics: Vec<&Record> = world.of_kind("metric").filter(|r| r.state == "in-use").collect();
    let n = metrics.len();
    let findings: Vec<Finding> = metrics.iter().map(|m| one(world, m)).collect();
    let all: Vec<String> = findings.iter().flat_map(|f| f.evidence.clone()).collect();
    match gravest(findings) {
        None => Finding::new(Outcome::Missing, "measured.no-metric", "no metric is in use", &[]),
        Some(f) if f.outcome == Outcome::Pass && n > 1 => {
            let text = "{n} metrics are measured and judged";
            let mut whole =
                Finding::new(Outcome::Pass, "measured.all", text, &[("n", &n)]).resting_on(all).until(f.valid_until);
            whole.observed_at = f.observed_at;
            whole
        }
        Some(f) => f,
    }
}

fn one(world: &World, record: &Record) -> Finding {
    let key = &record.key;
    let args: [(&str, &dyn std::fmt::Display); 1] = [("metric", key)];
    let Some(metric) = record.body::<Metric>() else {
        return Finding::new(Outcome::Error, "measured.unreadable", "{metric} does not read", &args).resting_on([key]);
    };
    let newest = world
        .bound_to(&key.to_string())
        .filter(|r| r.kind == "measurement" && (r.state == "recorded" || r.state == "evaluated"))
        .filter_map(|r| Some((r, r.body::<Measurement>()?)))
        .filter(|(_, b)| b.metric.as_ref().and_then(Stated::known).is_some_and(|m| m.key() == key))
        .filter_map(|(r, b)| Some((b.measured_on.as_ref()?.known()?.clone(), r, b)))
        .max_by(|a, b| (&a.0, a.1.created_seq).cmp(&(&b.0, b.1.created_seq)));
    let Some((day, measurement, body)) = newest else {
        let text = "{metric} is in use and was never measured";
        return Finding::new(Outcome::Fail, "measured.never", text, &args).resting_on([key]).observed(record.state_at);
    };
    let args: [(&str, &dyn std::fmt::Display); 3] = [("metric", key), ("measurement", &measurement.key), ("day", &day)];
    let on = |f: Finding| f.resting_on([key, &measurement.key]).observed(day.start().unwrap_or(measurement.state_at));
    let value = body.value.as_ref().and_then(Stated::known).and_then(|v| v.as_str().parse::<f64>().ok());
    if value.and_then(|v| metric.level_of(v)) == Some(Level::Alarm) && body.decision.is_none() {
        let text = "{metric} is at its alarm level in {measurement}, and nothing was decided";
        return on(Finding::new(Outcome::Fail, "measured.alarm", text, &args));
    }
    if measurement.state == "recorded" {
        let text = "{measurement} of {metric} waits for somebody to judge it";
        return on(Finding::new(Outcome::Undecided, "measured.unjudged", text, &args));
    }
    let Some(until) = metric.next_due(&day).and_then(|d| d.start()).map(|d| d.plus_days(1)) else {
        let text = "{metric} does not say how often it is measured";
        return on(Finding::new(Outcome::Undecided, "measured.no-interval", text, &args));
    };
    on(Finding::new(Outcome::Pass, "measured.judged", "{metric} was measured on {day}", &args)).until(Some(until))
}
