//! Cold start and resident memory of `assay serve`, with little and with much in its data folder.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::folder::Folder;
use crate::process::{PROGRAM, Server, ask_owner};
use crate::records::Records;
use crate::table::{Amount, Row, median};
use crate::{Fault, Rows, Setup};

/// Starts of which the median is taken.
const STARTS: usize = 7;

/// What one folder gave.
pub(crate) struct Measured {
    pub(crate) ready: Duration,
    /// Until the first posture was answered.
    pub(crate) posture: Duration,
    pub(crate) resident: f64,
}

pub(crate) fn run(setup: &Setup) -> Rows {
    let records = Records::many(&setup.options);
    let bare = bare_start()?;
    let how = "`assay --version`";
    let mut rows = Vec::new();
    for home in setup.homes.iter().copied() {
        let empty = measure(&Folder::create(home)?, STARTS)?;
        let full = measure(setup.records.at(&setup.options, home)?, STARTS)?;
        rows.extend([
            Row::new("cold start, empty workspace", Amount::time(empty.ready))
                .at_most(Amount::Seconds(0.2))
                .beside(bare, how)
                .on(home),
            Row::new(format!("cold start, {records} records"), Amount::time(full.ready))
                .at_most(Amount::Seconds(1.0))
                .beside(bare, how)
                .on(home),
            Row::new(format!("cold start to the first posture, {records} records"), Amount::time(full.posture))
                .on(home),
            Row::new("resident memory, idle, empty workspace", Amount::Bytes(empty.resident))
                .at_most(Amount::Bytes(60e6))
                .on(home),
            Row::new(format!("resident memory, {records} records, posture asked"), Amount::Bytes(full.resident))
                .at_most(Amount::Bytes(150e6))
                .on(home),
        ]);
    }
    Ok(rows)
}

/// Starts the program so often, and asks.
pub(crate) fn measure(folder: &Folder, starts: usize) -> Result<Measured, Fault> {
    let (mut ready, mut posture, mut resident) = (Vec::new(), Vec::new(), 0.0);
    for _ in 0..starts {
        let started = Instant::now();
        let server = Server::start(folder)?;
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
