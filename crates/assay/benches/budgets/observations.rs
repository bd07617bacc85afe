//! Very many observations: taken in run by run, asked for over time, and in the way of everything else.

use std::time::{Duration, Instant};

use assay_app::Workspace;
use assay_app::dto::{DeliveredFile, IngestRequest};
use assay_domain::{Key, Via};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Map, Value, json};

use crate::direct::Direct;
use crate::folder::{Draft, Folder};
use crate::homes::Home;
use crate::options::scratch;
use crate::start;
use crate::table::{Amount, Row, median, note, quantile};
use crate::{Fault, Rows, Setup};

/// Runs of one version, a day apart.
const RUNS: u64 = 200;
/// Tasks of a run, and what is measured on each: together the observations of a run.
const TASKS: u64 = 250;
const METRICS: u64 = 20;
/// The version they are all about.
const SUBJECT: &str = "SYS-1@1.0.0";
/// Times each question is asked.
const ASKED: u64 = 400;
/// Starts of the program.
const STARTS: usize = 3;
/// The first run, in seconds since 1970.
const FIRST: u64 = 1_767_225_600;

pub(crate) fn run(setup: &Setup) -> Rows {
    let runs = setup.options.size(RUNS);
    let mut rows = Vec::new();
    for home in setup.homes.iter().copied() {
        rows.extend(on(home, runs)?.into_iter().map(|row| row.on(home)));
    }
    Ok(rows)
}

fn on(home: Home, runs: u64) -> Rows {
    let many = runs * TASKS * METRICS;
    let folder = Folder::create(home)?;
    folder.fill(3, draft)?;
    note(&format!("  taking in {many} observations in {runs} runs …"));
    let taken_in = take_in(&folder, runs)?;
    let bare = copied(&folder, runs)?;
    let (series, latest) = asked(&folder, runs)?;
    let (now, then, one) = through_the_product(&folder, runs)?;
    let started = start::measure(&folder, STARTS)?;
    let rate = |time: Duration| Amount::PerSecond(many as f64 / time.as_secs_f64(), "observations");
    let of = format!("{many} observations");
    Ok(vec![
        Row::new(format!("taking in {of}, {runs} runs of {}", TASKS * METRICS), rate(taken_in))
            .beside(rate(bare), "bare insert of the same rows, a commit a run"),
        Row::new(format!("one metric over {runs} runs out of {of}, the index alone, p50"), Amount::time(series)),
        Row::new(format!("the newest value of one metric out of {of}, the index alone, p50"), Amount::time(latest)),
        Row::new(format!("the observations of one run out of {of}, p50"), Amount::time(one)),
        Row::new(format!("posture, {of}"), Amount::time(now)),
        Row::new(format!("posture as of a past date, {of}"), Amount::time(then)).at_most(Amount::Seconds(0.5)),
        Row::new(format!("cold start, {of}"), Amount::time(started.ready)),
        Row::new(format!("cold start to the first posture, {of}"), Amount::time(started.posture)),
        Row::new(format!("resident memory, {of}, posture asked"), Amount::Bytes(started.resident)),
    ])
}

/// A system, its version in service, and one criterion for one of the metrics.
fn draft(n: u64) -> Draft {
    let (kind, state, body) = match n {
        0 => (
            "ai-system",
            "in-scope",
            json!({"title": "Form reader", "owner": "PER-1", "roles": ["developer"], "intended_use": "reads forms"}),
        ),
        1 => (
            "system-version",
            "released",
            json!({"title": "Form reader 1.0.0", "owner": "PER-1", "system": "SYS-1", "version": "1.0.0"}),
        ),
        _ => (
            "threshold",
            "approved",
            json!({"title": "Accuracy", "owner": "PER-1", "requirement": "iso42001:A.6.2.4", "subject": "workspace",
                "metric": metric(7), "operator": ">=", "value": "0.5", "min_n": 300}),
        ),
    };
    Draft { kind, body, state, record: n, of: None }
}

/// What a metric is called in observations, by its number in the run.
fn metric(n: u64) -> String {
    format!("task{}/m{},none", n / METRICS % TASKS, n % METRICS)
}

/// A results file of lm-evaluation-harness.
fn report(run: u64) -> Vec<u8> {
    let (mut results, mut better, mut samples, mut configs) = (Map::new(), Map::new(), Map::new(), Map::new());
    for task in 0..TASKS {
        let name = format!("task{task}");
        let value = |m: u64| 0.5 + ((run * 31 + task * 7 + m * 13) % 499) as f64 / 1_000.0;
        let metrics = (0..METRICS).map(|m| (format!("m{m},none"), json!(value(m))));
        results.insert(name.clone(), Value::Object(metrics.collect()));
        let ways: Map<String, Value> = (0..METRICS).map(|m| (format!("m{m}"), Value::Bool(true))).collect();
        better.insert(name.clone(), Value::Object(ways));
        samples.insert(name.clone(), json!({"original": 400, "effective": 400}));
        configs.insert(name.clone(), json!({"task": name, "dataset_path": "json"}));
    }
    let whole = json!({
        "results": results, "group_subtasks": {}, "configs": configs, "versions": {}, "n-shot": {},
        "higher_is_better": better, "n-samples": samples,
        "config": {"model": "hf", "model_args": "pretrained=form-reader", "limit": null},
        "date": (FIRST + run * 86_400) as f64, "lm_eval_version": "0.4.13", "model_source": "hf",
    });
    whole.to_string().into_bytes()
}

fn take_in(folder: &Folder, runs: u64) -> Result<Duration, Fault> {
    let (_installation, workspace) = folder.open()?;
    let owner = workspace.local_principal(Via::LocalCli)?;
    let mut time = Duration::ZERO;
    for run in 0..runs {
        let bytes = report(run);
        let started = Instant::now();
        let stored = workspace.put_artifact(&owner, &mut bytes.as_slice())?;
        let files = vec![DeliveredFile { name: format!("results_{run}.json"), sha256: stored.sha256 }];
        let request = IngestRequest { files, subject: SUBJECT.to_owned(), pipeline: None, attempt: None };
        let report = workspace.ingest(&owner, &request)?;
        time += started.elapsed();
        let observed: u64 = report.artifacts.iter().map(|a| u64::from(a.observations)).sum();
        if observed != TASKS * METRICS {
            return Err(format!("run {run} gave {observed} observations: {:?}", report.errors).into());
        }
    }
    Ok(time)
}

/// The same rows into a table of the same shape, each run durable before the next.
fn copied(folder: &Folder, runs: u64) -> Result<Duration, Fault> {
    match folder.place() {
        None => copied_in_file(folder, runs),
        Some(place) => {
            let direct = Direct::connect(&place.direct())?;
            let bare = "CREATE SCHEMA bare; CREATE TABLE bare.observation (LIKE assay.observation INCLUDING ALL)";
            direct.run(bare)?;
            let mut time = Duration::ZERO;
            for run in 1..=runs {
                let lines = direct.lines(&format!("SELECT * FROM assay.observation WHERE evidence = {run}"))?;
                let started = Instant::now();
                direct.copy("bare.observation", lines.iter().map(String::as_str))?;
                time += started.elapsed();
            }
            direct.run("DROP SCHEMA bare CASCADE")?;
            Ok(time)
        }
    }
}

fn copied_in_file(folder: &Folder, runs: u64) -> Result<Duration, Fault> {
    let scratch = scratch()?;
    let mut conn = Connection::open(scratch.path().join("bare.sqlite"))?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    let source = Connection::open_with_flags(folder.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let shape =
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'observation' AND sql IS NOT NULL ORDER BY type = 'index'";
    for sql in source.prepare(shape)?.query_map([], |r| r.get::<_, String>(0))? {
        conn.execute_batch(&sql?)?;
    }
    let mut of_run = source.prepare("SELECT * FROM observation WHERE evidence = ?1 ORDER BY ordinal")?;
    let mut time = Duration::ZERO;
    for run in 1..=i64::try_from(runs)? {
        let row = |r: &rusqlite::Row<'_>| (0..7).map(|i| r.get(i)).collect::<Result<Vec<rusqlite::types::Value>, _>>();
        let rows: Vec<_> = of_run.query_map([run], row)?.collect::<Result<_, _>>()?;
        let started = Instant::now();
        let batch = conn.transaction()?;
        {
            let mut insert = batch.prepare_cached("INSERT INTO observation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
            for row in rows {
                insert.execute(rusqlite::params_from_iter(row))?;
            }
        }
        batch.commit()?;
        time += started.elapsed();
    }
    Ok(time)
}

/// A metric of the version over time, and its newest value: asked of the index that is kept for it, since no use case
/// asks yet.
fn asked(folder: &Folder, runs: u64) -> Result<(Duration, Duration), Fault> {
    let series = "SELECT at, value FROM observation WHERE subject = ? AND metric = ? ORDER BY at";
    let latest = "SELECT at, value FROM observation WHERE subject = ? AND metric = ? ORDER BY at DESC LIMIT 1";
    let mut times = [series, latest].map(|_| Vec::new());
    match folder.place() {
        None => {
            let conn = Connection::open_with_flags(folder.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
            for (sql, times) in [series, latest].iter().zip(&mut times) {
                let mut statement = conn.prepare(sql)?;
                for n in 0..ASKED {
                    let started = Instant::now();
                    let rows = statement.query_map((SUBJECT, metric(n * 37)), |r| {
                        Ok((r.get::<_, i64>(0)?, r.get::<_, Option<f64>>(1)?))
                    })?;
                    let found: Vec<_> = rows.collect::<Result<_, _>>()?;
                    times.push(started.elapsed());
                    enough(found.len(), sql, runs)?;
                }
            }
        }
        Some(place) => {
            let direct = Direct::connect(&place.direct())?;
            // As the program is: one of the workspaces, told first by every key.
            let workspace = format!("FROM assay.observation WHERE workspace = '{}' AND", folder.workspace());
            for (sql, times) in [series, latest].iter().zip(&mut times) {
                let sql = sql.replace("FROM observation WHERE", &workspace);
                let sql = sql.replacen('?', "$1", 1).replacen('?', "$2", 1);
                let statement = direct.prepare(&sql)?;
                for n in 0..ASKED {
                    let started = Instant::now();
                    let found = direct.rows(&statement, &[&SUBJECT, &metric(n * 37)])?;
                    times.push(started.elapsed());
                    enough(found.len(), &sql, runs)?;
                }
            }
        }
    }
    let [mut series, mut latest] = times;
    Ok((quantile(&mut series, 0.5), quantile(&mut latest, 0.5)))
}

fn enough(found: usize, sql: &str, runs: u64) -> Result<(), Fault> {
    let meant = if sql.ends_with("LIMIT 1") { 1 } else { runs };
    if found as u64 == meant { Ok(()) } else { Err(format!("{found} rows instead of {meant}").into()) }
}

/// The posture now, in the middle of the runs, and the observations of one run, as the product answers them.
fn through_the_product(folder: &Folder, runs: u64) -> Result<(Duration, Duration, Duration), Fault> {
    let mut one = Vec::new();
    {
        let (store, scope) = (folder.store()?, folder.scope());
        for n in 0..20 {
            let started = Instant::now();
            let found = store.observations(&scope, &Key::new("EV", n * 7 % runs + 1))?;
            one.push(started.elapsed());
            if found.len() as u64 != TASKS * METRICS {
                return Err("observations of a run are missing".into());
            }
        }
    }
    let middle = crate::past::middle(folder)?;
    let (_installation, workspace) = folder.open()?;
    Ok((posture(&workspace, None)?, posture(&workspace, Some(&middle))?, median(one)))
}

fn posture(workspace: &Workspace, as_of: Option<&str>) -> Result<Duration, Fault> {
    let owner = workspace.local_principal(Via::LocalCli)?;
    workspace.posture(&owner, "iso42001", as_of)?;
    let mut times = Vec::new();
    for _ in 0..9 {
        let started = Instant::now();
        workspace.posture(&owner, "iso42001", as_of)?;
        times.push(started.elapsed());
    }
    Ok(median(times))
}
