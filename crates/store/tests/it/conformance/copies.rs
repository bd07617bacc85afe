//! Moving house: another home holds the same, to the byte, and goes on the same.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use assay_domain::{Axis, Message, Outcome, Subject, Verdict};
use assay_ports::Clock as _;
use assay_store::memory::MemoryStore;
use assay_store::sqlite::SqliteStore;
use assay_store::{Filter, ListQuery, Store, VerdictChange, WorkspaceScope};

use super::{Fresh, Home};
use crate::made;

/// Something of everything: several tiles, links and names that ended, an erasure, observations, answers, verdicts.
pub(crate) fn lived_in(home: &Home) {
    for round in 0..3 {
        home.commit(made::change((0..100).map(|n| made::task(&format!("task {round}.{n}"))))).unwrap();
        home.clock.advance(1_000_000);
    }
    let ana = home.write(made::new("person", "PER", "Ana Martins").named("mail:ana"));
    let rui = home.write(made::new("person", "PER", "Rui").named("mail:rui"));
    let doc = home.write(made::new("document", "DOC", "política").linked("owner", &ana.key).named("doc\0x"));
    let doc = home.write(made::after(&doc, "document", "política, second").linked("owner", &rui.key));
    home.write(made::after(&doc, "document", "política, third").linked("owner", &ana.key).named("doc"));
    home.write(made::new("evidence", "EV", "run").observing("SYS-1", &[(0, "0.5"), (1, "nan")]));
    home.commit(made::repeatable("k", 3, made::task("once"))).unwrap();
    home.write(made::erasure(&rui, "person"));
    let set = |at, check: &str, outcome| VerdictChange::Set(at, Box::new(verdict(check, outcome)));
    let first = vec![set(2, "a", Outcome::Missing), set(3, "b", Outcome::Pass)];
    home.store.project(&home.scope, 5, first).unwrap();
    let second = vec![set(6, "a", Outcome::Pass), VerdictChange::End(7, "b".to_owned(), "workspace".to_owned())];
    home.store.project(&home.scope, 9, second).unwrap();
}

fn verdict(check: &str, outcome: Outcome) -> Verdict {
    Verdict {
        check: check.to_owned(),
        requirements: vec!["iso42001:A.6.2.4".to_owned()],
        axis: Axis::Operating,
        subject: Subject::Workspace,
        in_service: true,
        outcome,
        message: Message::new("test.reason", "because", &[]),
        value: None,
        threshold: None,
        observed_at: None,
        valid_until: None,
        evidence: vec!["EV-1".to_owned()],
    }
}

/// Every row of a home, in an order of its own.
pub(crate) fn texts(store: &dyn Store, scope: &WorkspaceScope) -> Vec<String> {
    let mut all = Vec::new();
    store
        .pour(scope, &mut |part| {
            all.extend(part.texts());
            Ok(())
        })
        .unwrap();
    all.sort_unstable();
    all
}

/// Two homes hold the same and answer the same.
pub(crate) fn same(a: &Home, b: &Home) {
    let (left, right) = (texts(&*a.store, &a.scope), texts(&*b.store, &b.scope));
    let differing = left.iter().zip(&right).find(|(l, r)| l != r);
    assert!(differing.is_none() && left.len() == right.len(), "{} and {} rows: {differing:?}", left.len(), right.len());
    let last = |home: &Home| home.store.checkpoint(&home.scope, None).unwrap();
    assert_eq!(last(a), last(b));
    for words in ["politica thi", "Martins", "TSK-7", "rui", "once"] {
        let query = ListQuery { filters: vec![Filter::Words(words.to_owned())], limit: 500, ..ListQuery::default() };
        let keys = |home: &Home| home.all(&query).into_iter().map(|r| r.key).collect::<Vec<_>>();
        assert_eq!(keys(a), keys(b), "{words}");
    }
    b.sound();
}

/// What goes on the same: a record of each prefix, a revision, a repeated delivery, a name that is taken; and the key of
/// the delivery, once it is forgotten.
pub(crate) fn goes_on(homes: &[&Home]) {
    let drafts = [made::task("goes on"), made::new("document", "DOC", "goes on")];
    let repeated = made::repeatable("k", 3, made::task("once"));
    let taken = made::change([made::task("x").named("mail:ana")]);
    let told: Vec<String> = homes
        .iter()
        .map(|home| {
            let answers = [made::change(drafts.clone()), repeated.clone(), taken.clone()].map(|c| home.commit(c));
            let now = home.clock.now().plus_micros(1);
            assert_eq!(home.store.forget_answers(&home.scope, now, 10).unwrap(), 1);
            let anew = home.commit(repeated.clone());
            assert!(anew.as_ref().is_ok_and(|c| !c.repeated), "{anew:?}");
            format!("{answers:?} {anew:?} {:?}", home.store.checkpoint(&home.scope, None).unwrap())
        })
        .collect();
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{told:#?}");
    homes.iter().for_each(|home| home.sound());
}

pub(crate) fn a_copy_is_the_same_workspace_and_goes_on_the_same(fresh: Fresh) {
    let home = fresh();
    lived_in(&home);
    let named = home.named();
    let folder = tempfile::tempdir().unwrap();
    let memory = MemoryStore::copy_of(&*home.store, &home.scope, named.opening()).unwrap();
    let memory = named.home(std::sync::Arc::new(memory), Box::new(()));
    same(&home, &memory);
    let path = folder.path().join("copy.sqlite");
    let file = SqliteStore::copy_of(&*memory.store, &home.scope, &path, named.opening()).unwrap();
    let file = named.home(std::sync::Arc::new(file), Box::new(()));
    same(&home, &file);
    goes_on(&[&home, &memory, &file]);
    same(&home, &memory);
    same(&home, &file);
    let again = SqliteStore::copy_of(&*memory.store, &home.scope, &path, named.opening());
    assert!(again.is_err(), "a file that is there is not written over");
}

pub(crate) fn a_backup_taken_while_writing_is_a_whole_store(fresh: Fresh) {
    let home = fresh();
    let done = AtomicBool::new(false);
    let folder = tempfile::tempdir().unwrap();
    thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    home.commit(made::change([made::task("a"), made::task("b")])).unwrap();
                }
            });
        }
        for number in 0..3 {
            let size = home.size();
            let path = folder.path().join(format!("copy-{number}.sqlite"));
            home.store.backup(&home.scope, &path).unwrap();
            let named = home.named();
            let copied =
                named.home(std::sync::Arc::new(SqliteStore::open(&path, named.opening()).unwrap()), Box::new(()));
            copied.sound();
            assert!(copied.size() >= size && copied.size().is_multiple_of(2), "a commit boundary, no earlier");
            copied.write(made::task("goes on"));
            copied.sound();
        }
        done.store(true, Ordering::Relaxed);
    });
    home.sound();
}
