//! Killed at any moment, the program loses nothing that it acknowledged, and rows, entries and verdicts agree.

use std::thread;
use std::time::Duration;

use assay_ports::{Random, SeededRandom};

use crate::folder::Folder;
use crate::load::{Acknowledged, Load};
use crate::server::{Line, Server};

/// Kills of one folder, one after the other: each starts from what the last one left.
const KILLS: u64 = 20;
/// Folders; with the kills, two hundred moments.
const LINES: u64 = 10;

fn random(seed: u64) -> impl FnMut(u64) -> u64 {
    let random = SeededRandom::new(seed);
    move |below| u64::from_be_bytes((&random as &dyn Random).bytes()) % below
}

/// Starts, checks what the last kill left, writes, and kills.
fn killed_again_and_again(seed: u64) -> usize {
    let mut random = random(seed);
    let folder = Folder::new();
    let acknowledged = Acknowledged::default();
    for _ in 0..KILLS {
        if random(5) == 0 {
            // One in five while it is opening: before, within or after the recovery of what the last kill left.
            let _ = std::fs::remove_file(folder.socket());
            let server = Server::spawn(folder.command());
            thread::sleep(Duration::from_micros(random(120_000)));
            server.kill();
            continue;
        }
        let server = Server::start(&folder);
        let mut line = Line::open(&folder.socket()).unwrap();
        acknowledged.all_there(&mut line);
        let report = line.get("/api/v1/w/-/doctor").unwrap().json();
        assert_eq!(report["ok"], true, "{report:#}");
        let before = acknowledged.count();
        let load = Load::start(&folder.socket(), &acknowledged);
        // After some acknowledgements, at any moment up to about the next ones.
        load.until(&acknowledged, before + usize::try_from(random(12)).unwrap());
        thread::sleep(Duration::from_micros(random(12_000)));
        server.kill();
        load.end();
    }
    let server = Server::start(&folder);
    acknowledged.all_there(&mut Line::open(&folder.socket()).unwrap());
    folder.sound();
    assert!(server.stop().success());
    folder.sound();
    acknowledged.count()
}

#[test]
fn two_hundred_kills_lose_nothing_acknowledged() {
    // A template first, so that both lanes copy it.
    drop(Folder::new());
    let lanes: Vec<_> = (0..2)
        .map(|lane| {
            thread::spawn(move || (0..LINES / 2).map(|n| killed_again_and_again(lane * 100 + n)).sum::<usize>())
        })
        .collect();
    let written: usize = lanes.into_iter().map(|l| l.join().unwrap()).sum();
    assert!(written > 600, "the kills came under load: {written} writes were acknowledged");
}
