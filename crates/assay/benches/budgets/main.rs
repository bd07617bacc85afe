//! The budgets of Assay, measured: one row for each promise, with a baseline taken in the same run beside it.
//!
//! `cargo bench -p assay --bench budgets` prints the table. `BENCH_ONLY=start,lists` runs some of the areas,
//! `BENCH_SCALE=0.1` shrinks every size (the row says what was measured then), `BENCH_HOME=SQLite` leaves the other home
//! out. What has a store is measured on each: SQLite, and a PostgreSQL of our own that ends with the run; a row names its
//! home. Nothing is left behind.

mod bare;
mod bundle;
mod crowd;
mod direct;
mod folder;
mod homes;
mod ingest;
mod jsonl;
mod large;
mod lists;
mod observations;
mod options;
mod past;
mod places;
mod posture;
mod process;
mod records;
mod sessions;
mod start;
mod table;
mod verify;
mod world;
mod writes;

use std::process::ExitCode;

use homes::Home;
use options::Options;
use records::Records;
use table::Row;

/// Whatever stops a measurement.
type Fault = Box<dyn std::error::Error + Send + Sync>;
/// The rows of an area.
type Rows = Result<Vec<Row>, Fault>;

/// What areas are given.
struct Setup {
    options: Options,
    /// Where workspaces can be.
    homes: Vec<Home>,
    records: Records,
}

/// Measures one area.
type Area = fn(&Setup) -> Rows;

/// Areas by name, in the order of the table.
const AREAS: &[(&str, Area)] = &[
    ("start", start::run),
    ("lists", lists::run),
    ("sessions", sessions::run),
    ("places", places::run),
    ("writes", writes::run),
    ("ingest", ingest::run),
    ("posture", posture::run),
    ("observations", observations::run),
    ("past", past::run),
    ("verify", verify::run),
    ("bundle", bundle::run),
];

fn main() -> ExitCode {
    // Ingest is measured in a process of its own, so that its peak memory is its own.
    let child = ingest::as_child();
    let done = child.unwrap_or_else(|| measure(Options::from_environment()?));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            table::note(&format!("stopped: {e}"));
            ExitCode::FAILURE
        }
    }
}

fn homes(options: &Options) -> Vec<Home> {
    Home::all().into_iter().filter(|home| options.lives_in(home.name())).collect()
}

fn measure(options: Options) -> Result<(), Fault> {
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    let setup = Setup { homes: homes(&options), options, records: Records::default() };
    for (name, run) in AREAS.iter().filter(|(name, _)| setup.options.wants(name)) {
        table::note(&format!("measuring {name} …"));
        match run(&setup) {
            Ok(more) => rows.extend(more),
            // The other areas are worth having all the same.
            Err(e) => failed.push(format!("{name}: {e}")),
        }
    }
    table::print(&rows)?;
    if failed.is_empty() { Ok(()) } else { Err(failed.join("; ").into()) }
}
