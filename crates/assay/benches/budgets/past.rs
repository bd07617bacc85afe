//! The posture as of a past moment, out of a log with very many revisions.

use std::time::Instant;

use assay_domain::{Key, Via};
use serde_json::{Value, json};

use crate::folder::{Draft, Folder, data_set};
use crate::homes::Home;
use crate::table::{Amount, Row, median, note};
use crate::{Fault, Rows, Setup};

/// The budget speaks of a million; writing those and working them out takes longer than a benchmark should, so it is a
/// fifth of that unless `BENCH_SCALE=5`.
const REVISIONS: u64 = 200_000;
/// Data sets, each changed again and again.
const DATA_SETS: u64 = 5_000;
/// AI systems in scope that rest on one data set each: with every change of it a verdict changes.
const SYSTEMS: u64 = 100;
/// Questions of which the median is taken.
const ASKED: usize = 9;

pub(crate) fn run(setup: &Setup) -> Rows {
    let revisions = setup.options.size(REVISIONS);
    let data_sets = DATA_SETS.min(revisions.div_ceil(4));
    let written = Folder::create(Home::File)?;
    note(&format!("  writing {revisions} revisions …"));
    let started = Instant::now();
    written.fill(revisions, |n| draft(n, data_sets))?;
    note(&format!("  written in {:.0} s; working the verdicts out …", started.elapsed().as_secs_f64()));
    let started = Instant::now();
    written.project()?;
    let worked_out = started.elapsed().as_secs_f64();
    let mut rows = vec![
        Row::new(
            format!("working out the verdicts of {revisions} revisions, {SYSTEMS} systems"),
            Amount::PerSecond(revisions as f64 / worked_out, "revisions"),
        )
        .on(Home::File),
    ];
    for home in setup.homes.iter().copied() {
        rows.push(match home {
            Home::File => asked(&written, revisions)?.on(home),
            Home::Database(_) => asked(&written.copied_to(home)?, revisions)?.on(home),
        });
    }
    Ok(rows)
}

fn asked(folder: &Folder, revisions: u64) -> Result<Row, Fault> {
    let moment = middle(folder)?;
    let (_installation, workspace) = folder.open()?;
    let owner = workspace.local_principal(Via::LocalCli)?;
    let (mut then, mut now) = (Vec::new(), Vec::new());
    workspace.posture(&owner, "iso42001", None)?;
    for _ in 0..ASKED {
        let started = Instant::now();
        workspace.posture(&owner, "iso42001", Some(&moment))?;
        then.push(started.elapsed());
        let started = Instant::now();
        workspace.posture(&owner, "iso42001", None)?;
        now.push(started.elapsed());
    }
    let what = format!("posture as of a past date, {revisions} revisions (budget: 1,000,000)");
    Ok(Row::new(what, Amount::time(median(then)))
        .at_most(Amount::Seconds(0.5))
        .beside(Amount::time(median(now)), "the posture now"))
}

/// First the data sets, then the systems, then change after change.
fn draft(n: u64, data_sets: u64) -> Draft {
    let systems = SYSTEMS.min(data_sets);
    if n < data_sets {
        return Draft { kind: "dataset", body: body(n, 0), state: "active", record: n, of: None };
    }
    if n < data_sets + systems {
        let number = n - data_sets;
        let body = json!({
            "title": format!("System {number}"), "owner": "PER-1", "roles": ["developer"],
            "intended_use": "reads forms", "datasets": [format!("DAT-{}", number + 1)],
        });
        return Draft { kind: "ai-system", body, state: "in-scope", record: n, of: None };
    }
    let change = n - data_sets - systems;
    let (number, round) = (change % data_sets, change / data_sets + 1);
    let revision = u32::try_from(round).unwrap_or(u32::MAX);
    let of = Some((Key::new("DAT", number + 1), revision));
    Draft { kind: "dataset", body: body(number, round), state: "active", record: number, of }
}

/// Every other time its bias is not known.
fn body(number: u64, round: u64) -> Value {
    let mut body = data_set(number);
    if !round.is_multiple_of(2) {
        let because = format!("being looked into, round {round}");
        body["known_bias"] = json!({"gap": "unknown", "because": because, "owner": "PER-1", "due": "2027-03-31"});
    }
    body
}

/// The moment at which half of the log was there.
pub(crate) fn middle(folder: &Folder) -> Result<String, Fault> {
    let (store, scope) = (folder.store()?, folder.scope());
    let half = store.size(&scope)? / 2;
    Ok(store.time_of(&scope, half)?.ok_or("the log is empty")?.to_string())
}
