//! Jobs and notices, in the control file and in memory: the same laws.

use std::sync::{Arc, Barrier};

use assay_domain::{Timestamp, WorkspaceId};
use assay_log::SigningKey;
use assay_ports::{SystemClock, SystemRandom};
use assay_store::control::{ControlStore, MasterKey, Unlocking};
use assay_store::jobs::{JobRow, JobStore, MemoryJobs, NoticeRow};
use assay_store::{Signer, StoreError};
use tempfile::TempDir;

const ORIGIN: &str = "assay-control/test";

pub(crate) fn control(folder: &TempDir) -> ControlStore {
    unlocked(folder, &Unlocking { master: MasterKey::parse(&"5e".repeat(32)).unwrap(), restoring: false }).unwrap()
}

pub(crate) fn unlocked(folder: &TempDir, with: &Unlocking) -> Result<ControlStore, StoreError> {
    let key = SigningKey::from_seed(ORIGIN, &[7; 32]).unwrap();
    let signer = Signer { key, origin: ORIGIN.to_owned(), version: "0".to_owned(), ruleset: "control".to_owned() };
    let path = folder.path().join("control.sqlite");
    ControlStore::open(&path, "test", signer, Arc::new(SystemClock), Arc::new(SystemRandom), with)
}

fn at(micros: i64) -> Timestamp {
    Timestamp::from_micros(micros)
}

fn here() -> WorkspaceId {
    WorkspaceId::from_random([1; 16])
}

/// Runs a law over both homes.
fn each(law: impl Fn(&dyn JobStore)) {
    law(&MemoryJobs::default());
    let folder = TempDir::new().unwrap();
    law(&control(&folder));
}

fn take(store: &dyn JobStore, now: i64) -> Option<JobRow> {
    store.claim("a", here(), at(now), at(now + 100), false).unwrap()
}

#[test]
fn a_job_is_in_one_hand_at_a_time() {
    each(|store| {
        store.plan("a", here(), at(10)).unwrap();
        assert!(take(store, 9).is_none(), "not before its time");
        let mut first = take(store, 10).unwrap();
        assert!(take(store, 50).is_none() && store.claim("a", here(), at(50), at(60), true).unwrap().is_none());
        first.state.runs = 1;
        first.next_try = at(500);
        assert!(store.settle(&first).unwrap());
        assert!(!store.settle(&first).unwrap(), "an end is written once");
        assert!(take(store, 499).is_none());
        assert_eq!(take(store, 500).unwrap().state.runs, 1);
        store.plan("a", here(), at(0)).unwrap();
        assert_eq!(store.jobs().unwrap().len(), 1, "what is planned stays as it is");
    });
}

#[test]
fn whoever_lost_the_lease_writes_nothing() {
    each(|store| {
        store.plan("a", here(), at(0)).unwrap();
        let slow = take(store, 0).unwrap();
        assert!(take(store, 99).is_none());
        let other = take(store, 100).unwrap();
        assert!(other.claim > slow.claim);
        assert!(!store.settle(&slow).unwrap());
        assert!(store.settle(&other).unwrap());
    });
}

#[test]
fn of_many_hands_one_gets_it() {
    each(|store| {
        store.plan("a", here(), at(0)).unwrap();
        let gate = Barrier::new(8);
        let taken: usize = std::thread::scope(|s| {
            let hands: Vec<_> = (0..8)
                .map(|_| {
                    s.spawn(|| {
                        gate.wait();
                        usize::from(take(store, 0).is_some())
                    })
                })
                .collect();
            hands.into_iter().map(|h| h.join().unwrap()).sum()
        });
        assert_eq!(taken, 1);
    });
}

fn notice(days: u32) -> NoticeRow {
    NoticeRow {
        id: 0,
        workspace: here(),
        item: "TSK-1".to_owned(),
        field: "due".to_owned(),
        revision: 2,
        ends: at(1000),
        days,
        at: at(1),
        acknowledged: None,
    }
}

#[test]
fn notice_is_given_and_taken_once() {
    each(|store| {
        assert!(store.give_notice(&notice(30)).unwrap());
        assert!(!store.give_notice(&NoticeRow { at: at(2), ..notice(30) }).unwrap());
        assert!(store.give_notice(&notice(7)).unwrap());
        assert!(store.give_notice(&NoticeRow { revision: 3, ..notice(30) }).unwrap());
        let all = store.notices(here()).unwrap();
        assert_eq!(all.len(), 3);
        let elsewhere = WorkspaceId::from_random([2; 16]);
        assert!(!store.acknowledge(elsewhere, all[0].id, "MBR-1", at(5)).unwrap());
        assert!(store.acknowledge(here(), all[0].id, "MBR-1", at(5)).unwrap());
        assert!(!store.acknowledge(here(), all[0].id, "MBR-2", at(6)).unwrap());
        assert_eq!(store.notices(here()).unwrap()[0].acknowledged, Some(("MBR-1".to_owned(), at(5))));
        store.forget_notice(here(), all[1].id).unwrap();
        assert_eq!(store.notices(here()).unwrap().len(), 2);
    });
}

#[test]
fn what_is_planned_survives_a_restart() {
    let folder = TempDir::new().unwrap();
    let first = control(&folder);
    first.plan("a", here(), at(3)).unwrap();
    let mut row = take(&first, 3).unwrap();
    row.state.error = Some("no luck".to_owned());
    row.next_try = at(900);
    assert!(first.settle(&row).unwrap());
    first.give_notice(&notice(7)).unwrap();
    drop(first);
    let again = control(&folder);
    assert_eq!(again.jobs().unwrap(), [JobRow { lease_until: None, ..row }]);
    assert_eq!(again.notices(here()).unwrap().len(), 1);
}
