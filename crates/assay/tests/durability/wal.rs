//! A write-ahead log cut short, or with flipped bits: what opens is a whole earlier state, or nothing opens.

use std::fs::{self, OpenOptions};
use std::io::{Seek as _, SeekFrom, Write as _};

use assay_ports::{Random, SeededRandom};

use crate::folder::{Folder, size};
use crate::load::{Acknowledged, Load};
use crate::server::Server;

/// A folder whose server was killed under load, with a write-ahead log of some length that holds something: a kill may
/// come just after the log was taken over into the database, and then there is nothing in it to lose.
fn killed() -> (Folder, u64) {
    for _ in 0..20 {
        let (folder, length) = killed_once();
        let bare = folder.copy();
        truncate(&bare, 0);
        if !bare.command().args(["doctor"]).output().unwrap().status.success() {
            return (folder, length);
        }
    }
    panic!("twenty kills under load, each just after a checkpoint of the database");
}

fn truncate(folder: &Folder, length: u64) {
    let log = OpenOptions::new().write(true).open(folder.workspace("workspace.sqlite-wal")).unwrap();
    log.set_len(length).unwrap();
}

fn killed_once() -> (Folder, u64) {
    let folder = Folder::new();
    let server = Server::start(&folder);
    let acknowledged = Acknowledged::default();
    let load = Load::start(&folder.socket(), &acknowledged);
    load.until(&acknowledged, 60);
    server.kill();
    load.end();
    let length = fs::metadata(folder.workspace("workspace.sqlite-wal")).unwrap().len();
    assert!(length > 100_000, "there is a log to cut");
    (folder, length)
}

/// Damages a copy of the folder and opens it: an earlier whole state, or a refusal that says how much is missing.
fn opens_whole_or_not(killed: &Folder, whole: &Folder, keep_mark: bool, damage: impl FnOnce(&Folder)) -> bool {
    let folder = killed.copy();
    let known = folder.high_water().filter(|_| keep_mark);
    if !keep_mark {
        let _ = fs::remove_file(folder.workspace("workspace.high-water"));
    }
    damage(&folder);
    let output = folder.command().args(["--output", "json", "doctor"]).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    if output.status.success() {
        assert_eq!(document["ok"], true);
        folder.sound();
        let note = folder.checkpoint(None);
        assert!(known.is_none_or(|known| size(&note) >= known), "opened with {} entries, {known:?} known", size(&note));
        assert_eq!(note, whole.checkpoint(Some(size(&note))), "what is left is what was signed at that size");
        return true;
    }
    let error = &document["error"];
    assert_eq!((output.status.code(), error["code"].as_str()), (Some(2), Some("store.tail-lost")), "{document:#}");
    assert_eq!(error["details"]["known"].as_u64(), known, "it says what was signed before");
    assert!(error["details"]["size"].as_u64() < known);
    // Asking again changes nothing: the mark is still there.
    assert_eq!(folder.refused(&["record", "list"]).1["code"], "store.tail-lost");
    assert_eq!(folder.high_water(), known);
    false
}

#[test]
fn cut_short_it_opens_at_a_commit_or_says_what_is_lost() {
    let (killed, length) = killed();
    let whole = killed.copy();
    whole.sound();
    let random = SeededRandom::new(11);
    let random = |below: u64| u64::from_be_bytes((&random as &dyn Random).bytes()) % below;
    let mut cuts = vec![0, 1, 31, 32, 33, 4_096, length / 2, length - 4_120, length - 1, length];
    cuts.extend((0..14).map(|_| random(length)));
    let mut outcomes = [0, 0];
    for (turn, cut) in cuts.into_iter().enumerate() {
        // Every other time the mark is lost too: then nobody can know, but what opens must still be whole.
        let opened = opens_whole_or_not(&killed, &whole, turn % 2 == 0, |folder| {
            truncate(folder, cut);
            if turn % 3 == 0 {
                let _ = fs::remove_file(folder.workspace("workspace.sqlite-shm"));
            }
        });
        outcomes[usize::from(opened)] += 1;
    }
    assert!(outcomes.iter().all(|n| *n > 0), "both outcomes occur: {outcomes:?}");
}

#[test]
fn with_flipped_bits_it_opens_before_them_or_says_what_is_lost() {
    let (killed, length) = killed();
    let whole = killed.copy();
    whole.sound();
    let random = SeededRandom::new(12);
    let random = |below: u64| u64::from_be_bytes((&random as &dyn Random).bytes()) % below;
    for turn in 0..10 {
        let (place, keep_mark) = (random(length), turn % 2 == 0);
        opens_whole_or_not(&killed, &whole, keep_mark, |folder| {
            let path = folder.workspace("workspace.sqlite-wal");
            let byte = fs::read(&path).unwrap()[usize::try_from(place).unwrap()];
            let mut log = OpenOptions::new().write(true).open(path).unwrap();
            log.seek(SeekFrom::Start(place)).unwrap();
            log.write_all(&[byte ^ 0x10]).unwrap();
        });
    }
}
