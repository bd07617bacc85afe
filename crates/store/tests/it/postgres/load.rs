//! Writers who keep count of what they were told, and what must be true of a log afterwards.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use assay_domain::{Axis, Message, Outcome, Subject, Verdict};
use assay_store::{CommitError, Store, StoreError, VerdictChange, WorkspaceScope, Written};

use crate::conformance::Home;
use crate::made;

/// What became of the writes that somebody asked for, by title.
#[derive(Default)]
pub(crate) struct Told {
    /// Acknowledged: there, once, as they were told.
    acknowledged: BTreeMap<String, Written>,
    /// Nobody could say: there once, or not at all.
    unknown: BTreeSet<String>,
    /// Refused: not there.
    refused: BTreeSet<String>,
    /// Positions of verdicts that were acknowledged.
    projected: Vec<u64>,
}

impl Told {
    pub(crate) fn acknowledged(&self) -> usize {
        self.acknowledged.len()
    }

    fn add(&mut self, other: Self) {
        self.acknowledged.extend(other.acknowledged);
        self.unknown.extend(other.unknown);
        self.refused.extend(other.refused);
        self.projected.extend(other.projected);
    }
}

/// Changes acknowledged so far.
#[derive(Default)]
pub(crate) struct Progress(AtomicU64);

impl Progress {
    /// Waits until so many more are acknowledged.
    pub(crate) fn await_more(&self, more: u64) {
        let goal = self.0.load(Ordering::Relaxed) + more;
        for _ in 0..6_000 {
            if self.0.load(Ordering::Relaxed) >= goal {
                return;
            }
            thread::sleep(Duration::from_millis(10));
        }
        panic!("writing did not go on");
    }
}

/// Writes through all the stores at once while something is done to their database.
pub(crate) fn under_load(stores: &[Arc<dyn Store>], scope: &WorkspaceScope, disturb: impl FnOnce(&Progress)) -> Told {
    let (stop, progress) = (AtomicBool::new(false), Progress::default());
    let mut told = Told::default();
    thread::scope(|threads| {
        let writers: Vec<_> = (0..8)
            .map(|writer| {
                let (store, stop, progress) = (&*stores[writer % stores.len()], &stop, &progress);
                threads.spawn(move || write(store, scope, writer, stop, progress))
            })
            .collect();
        let (first, stop_too) = (&*stores[0], &stop);
        let projector = threads.spawn(move || project(first, scope, stop_too));
        disturb(&progress);
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            told.add(writer.join().unwrap());
        }
        told.projected = projector.join().unwrap();
    });
    told
}

fn write(store: &dyn Store, scope: &WorkspaceScope, writer: usize, stop: &AtomicBool, progress: &Progress) -> Told {
    let mut told = Told::default();
    let mut last: Option<Written> = None;
    for turn in 0_usize.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        // One to three records, of which the first goes on with an earlier one at times.
        let titles: Vec<String> = (0..=turn % 3).map(|part| format!("{writer}.{turn}.{part}")).collect();
        let drafts = titles.iter().enumerate().map(|(part, title)| match &last {
            Some(written) if part == 0 && turn % 4 == 1 => made::after(written, "task", title),
            _ => made::task(title).named(title),
        });
        match store.commit(scope, made::change(drafts.collect::<Vec<_>>())) {
            Ok(committed) => {
                assert!(!committed.repeated);
                progress.0.fetch_add(1, Ordering::Relaxed);
                last = committed.written.first().cloned();
                told.acknowledged.extend(titles.into_iter().zip(committed.written));
            }
            Err(CommitError::Unknown(_)) => {
                last = None;
                told.unknown.extend(titles);
            }
            Err(CommitError::Unreachable(_) | CommitError::Store(StoreError::Unreachable(_))) => {
                told.refused.extend(titles);
            }
            Err(other) => panic!("{other}"),
        }
    }
    told
}

fn verdict(at: u64) -> Verdict {
    Verdict {
        check: "load".to_owned(),
        requirements: Vec::new(),
        axis: Axis::Operating,
        subject: Subject::Workspace,
        in_service: true,
        outcome: if at.is_multiple_of(2) { Outcome::Pass } else { Outcome::Fail },
        message: Message::new("test.reason", "because", &[]),
        value: None,
        threshold: None,
        observed_at: None,
        valid_until: None,
        evidence: Vec::new(),
    }
}

/// Works verdicts out one position after the other, and goes on from the store when nobody could say.
fn project(store: &dyn Store, scope: &WorkspaceScope, stop: &AtomicBool) -> Vec<u64> {
    let (mut done, mut next) = (Vec::new(), 1);
    while !stop.load(Ordering::Relaxed) {
        match store.project(scope, next, vec![VerdictChange::Set(next, Box::new(verdict(next)))]) {
            Ok(()) => done.push(next),
            Err(CommitError::Unknown(_)) => {
                let Ok(there) = store.projected(scope) else { continue };
                if there == next {
                    done.push(next);
                } else {
                    continue;
                }
            }
            Err(CommitError::Unreachable(_)) => continue,
            Err(other) => panic!("{other}"),
        }
        next += 1;
    }
    done
}

impl Told {
    /// Holds what is there against what was told.
    pub(crate) fn holds(&self, home: &Home) {
        home.sound();
        let size = usize::try_from(home.size()).unwrap();
        let there = home.store.changes(&home.scope, 0, size + 1).unwrap();
        let mut by_title = BTreeMap::new();
        for revision in &there {
            let twice = by_title.insert(revision.title.clone(), revision);
            assert!(twice.is_none(), "{} was applied twice", revision.title);
        }
        for (title, written) in &self.acknowledged {
            let found = by_title.get(title).unwrap_or_else(|| panic!("{title} was acknowledged and is lost"));
            let told = (&written.key, written.revision, written.seq);
            assert_eq!((&found.key, found.revision, found.seq), told, "{title} is where it was told to be");
        }
        let refused = self.refused.iter().find(|title| by_title.contains_key(*title));
        assert_eq!(refused, None, "what was refused is not there");
        let landed = self.unknown.iter().filter(|title| by_title.contains_key(*title)).count();
        assert_eq!(there.len(), self.acknowledged.len() + landed, "nothing is there that nobody wrote");
        for at in &self.projected {
            let held = home.store.verdicts(&home.scope, *at).unwrap();
            assert_eq!(held.iter().map(|v| v.from).collect::<Vec<_>>(), [*at], "one verdict holds at {at}");
        }
        assert_eq!(home.store.projected(&home.scope).unwrap(), self.projected.last().copied().unwrap_or(0));
    }
}
