//! Cold start and resident memory of `assay serve`, with little and with much in its data folder.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::folder::{Folder, new_data_set};
use crate::options::Options;
use crate::process::{PROGRAM, Server, ask_owner};
use crate::table::{Amount, Row, median, note};
use crate::{Fault, Rows};

/// Starts of which the median is taken.
const STARTS: usize = 7;

/// What one folder gave.
struct Measured {
    ready: Duration,
    posture: Duration,
    resident: f64,
}

pub(crate) fn run(options: &Options) -> Rows {
    let records = options.size(100_000);
    let bare = bare_start()?;
    let empty = measure(&Folder::create()?)?;
    let full = Folder::create()?;
    note(&format!("  writing {records} records …"));
    full.fill(records, new_data_set)?;
    full.project()?;
    let full = measure(&full)?;
    let how = "`assay --version`";
    Ok(vec![
        Row::new("cold start, empty workspace", Amount::time(empty.ready))
            .at_most(Amount::Seconds(0.2))
            .beside(bare, how),
        Row::new(format!("cold start, {records} records"), Amount::time(full.ready))
            .at_most(Amount::Seconds(1.0))
            .beside(bare, how),
        Row::new(format!("cold start to the first posture, {records} records"), Amount::time(full.posture)),
        Row::new("resident memory, idle, empty workspace", Amount::Bytes(empty.resident)).at_most(Amount::Bytes(60e6)),
        Row::new(format!("resident memory, {records} records, posture asked"), Amount::Bytes(full.resident))
            .at_most(Amount::Bytes(150e6)),
    ])
}

fn measure(folder: &Folder) -> Result<Measured, Fault> {
    let (mut ready, mut posture, mut resident) = (Vec::new(), Vec::new(), 0.0);
    for _ in 0..STARTS {
        let started = Instant::now();
        let server = Server::start(folder.path())?;
        ready.push(server.ready);
        ask_owner(folder.path(), "/api/v1/w/-/posture")?;
        posture.push(started.elapsed());
        sleep(Duration::from_millis(500));
        resident = server.resident()?;
    }
    Ok(Measured { ready: median(ready), posture: median(posture), resident })
}

/// What it takes to load the program at all.
fn bare_start() -> Result<Amount, Fault> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let started = Instant::now();
        Command::new(PROGRAM).arg("--version").stdout(Stdio::null()).status()?;
        times.push(started.elapsed());
    }
    Ok(Amount::time(median(times)))
}
