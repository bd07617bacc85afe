//! The full posture of many system versions, and what one new piece of evidence costs.

use std::time::{Duration, Instant};

use assay_app::judging::Projection;
use assay_checks::{CheckSet, Fact, World, judge_all, roll_up};
use assay_domain::{Key, Outcome, Timestamp};
use serde_json::json;

use crate::table::{Amount, Row, median, note};
use crate::world::{Entries, Serving, check_set, facts, subject};
use crate::{Fault, Rows, Setup};

/// Full judgements of which the median is taken.
const RUNS: usize = 3;
/// Deliveries of which the median is taken.
const DELIVERIES: u64 = 15;

pub(crate) fn run(setup: &Setup) -> Rows {
    let versions = setup.options.size(1_000);
    let framework = assay_frameworks::get("iso42001").ok_or("ISO/IEC 42001 is not shipped")?;
    let controls: Vec<String> = framework.controls().map(|c| format!("iso42001:{}", c.id)).collect();
    let mut rows = Vec::new();
    for serving in [Serving::All, Serving::Each] {
        let text = check_set(&controls, serving);
        let mut entries = Entries::starting(Timestamp::parse("2026-01-01")?);
        let facts = facts(&mut entries, versions);
        note("  judging everything …");
        let (full, verdicts) = full(&facts, &CheckSet::parse(&text)?, &controls);
        note("  delivering one by one …");
        let one = delivery(&mut entries, facts, &text, versions)?;
        let how = if serving == Serving::All { "8 checks that serve all" } else { "8 checks for each" };
        let what = format!("{versions} versions × {} controls, {how} ({verdicts} verdicts)", controls.len());
        rows.push(Row::new(format!("full posture, {what}"), Amount::time(full)).at_most(Amount::Seconds(0.25)));
        rows.push(Row::new(format!("one new evidence, {what}"), Amount::time(one)).at_most(Amount::Seconds(0.005)));
    }
    Ok(rows)
}

/// Every verdict, and what they add up to for each control.
fn full(facts: &[Fact], set: &CheckSet, controls: &[String]) -> (Duration, usize) {
    let mut world = World::default();
    facts.iter().for_each(|fact| world.apply(fact.clone()));
    let now = facts.last().map(|f| f.at).unwrap_or_default();
    let (mut times, mut verdicts) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let started = Instant::now();
        let judgement = judge_all(&world, set);
        let judged = started.elapsed();
        let states = roll_up(set, controls.iter().map(String::as_str), &judgement.verdicts, now);
        let all = started.elapsed();
        note(&format!(
            "    judged in {:.0} ms, rolled up after {:.0} ms",
            judged.as_secs_f64() * 1e3,
            all.as_secs_f64() * 1e3
        ));
        times.push(all);
        verdicts = judgement.verdicts.len();
        std::hint::black_box(states);
    }
    (median(times), verdicts)
}

/// From the entry of a new run to the verdicts it changes, in memory, as the projector does it.
fn delivery(entries: &mut Entries, facts: Vec<Fact>, set: &str, versions: u64) -> Result<Duration, Fault> {
    let mut projection = Projection::default();
    for fact in facts {
        projection.step(&fact);
    }
    let body = json!({"title": "Checks", "subject_kind": "check-set", "slug": "budgets", "content": set});
    projection.step(&entries.fact(Key::new("ACT", 1), "activation", "in-force", body));
    let mut times = Vec::new();
    for n in 0..DELIVERIES {
        let about = subject(n * versions / DELIVERIES);
        let fact = entries.evidence(versions + n + 1, &about);
        let started = Instant::now();
        let changes = projection.step(&fact);
        times.push(started.elapsed());
        // The new run waits for its review, so something must have changed.
        if changes.is_empty() {
            return Err(format!("a new run of {about} changed no verdict").into());
        }
    }
    let passing = projection.verdicts().iter().filter(|v| v.outcome == Outcome::Pass).count();
    if passing == 0 {
        return Err("no verdict passes: the world is not what the checks expect".into());
    }
    Ok(median(times))
}
