//! Many at once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use assay_store::{CommitError, Written};

use super::Fresh;
use crate::made;

pub(crate) fn sixty_four_writers_leave_no_gap(fresh: Fresh) {
    let home = fresh();
    let acknowledged: Vec<(Written, String)> = thread::scope(|threads| {
        let writers: Vec<_> = (0..64)
            .map(|writer| {
                let home = &home;
                threads.spawn(move || {
                    let mut done: Vec<(Written, String)> = Vec::new();
                    for turn in 0..12 {
                        let title = format!("writer {writer}, turn {turn}");
                        let draft = match done.last() {
                            Some((last, _)) if turn % 3 != 0 => made::after(last, "task", &title),
                            _ => made::task(&title),
                        };
                        done.push((home.write(draft), title));
                    }
                    done
                })
            })
            .collect();
        writers.into_iter().flat_map(|w| w.join().unwrap()).collect()
    });
    assert_eq!(home.size(), 64 * 12);
    let by_seq: BTreeMap<u64, _> =
        home.store.changes(&home.scope, 0, 1_000).unwrap().into_iter().map(|r| (r.seq, r)).collect();
    for (written, title) in &acknowledged {
        let there = &by_seq[&written.seq];
        assert_eq!((&there.key, there.revision, &there.title), (&written.key, written.revision, title));
    }
    assert_eq!(by_seq.len(), acknowledged.len(), "nothing is there that nobody wrote");
    home.sound();
}

pub(crate) fn a_refused_change_leaves_its_neighbours_alone(fresh: Fresh) {
    let home = fresh();
    let contested = home.write(made::task("contested"));
    let (made_new, won): (usize, usize) = thread::scope(|threads| {
        let writers: Vec<_> = (0..32)
            .map(|n| {
                let (home, contested) = (&home, &contested);
                threads.spawn(move || {
                    if n % 2 == 0 {
                        home.write(made::task("alone"));
                        return (1, 0);
                    }
                    // A record of its own first: it must go with the change that is refused.
                    let parts = [made::task("undone"), made::after(contested, "task", "mine")];
                    match home.commit(made::change(parts)) {
                        Ok(_) => (0, 1),
                        Err(CommitError::Conflict { .. }) => (0, 0),
                        Err(other) => panic!("{other}"),
                    }
                })
            })
            .collect();
        writers.into_iter().map(|w| w.join().unwrap()).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    });
    assert_eq!((made_new, won), (16, 1));
    assert_eq!(home.size(), 1 + 16 + 2);
    home.sound();
}

pub(crate) fn a_check_while_others_write_finds_nothing(fresh: Fresh) {
    let home = fresh();
    let writing = AtomicUsize::new(4);
    thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                (0..500).for_each(|_| {
                    home.write(made::task("t"));
                });
                writing.fetch_sub(1, Ordering::Relaxed);
            });
        }
        let mut sizes = BTreeSet::new();
        while writing.load(Ordering::Relaxed) > 0 {
            let report = home.store.check(&home.scope).unwrap();
            assert_eq!(report.faults, []);
            assert_eq!(report.entries, report.revisions);
            sizes.insert(report.entries);
        }
        assert!(sizes.len() > 2, "it was looked at while it grew");
    });
    home.sound();
}
