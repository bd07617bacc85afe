//! Repeated deliveries.

use std::collections::BTreeSet;
use std::thread;

use assay_domain::Timestamp;
use assay_ports::Clock as _;
use assay_store::CommitError;

use super::{Fresh, Home};
use crate::made;

pub(crate) fn a_repeated_delivery_gets_the_first_answer(fresh: Fresh) {
    let home = fresh();
    let asked = |request| assay_domain::Idempotency { key: "k".to_owned(), request: [request; 32] };
    assert_eq!(home.store.answered(&home.scope, &asked(1)).unwrap(), None);
    let first = home.commit(made::repeatable("k", 1, made::task("once"))).unwrap();
    assert_eq!(home.store.answered(&home.scope, &asked(1)).unwrap().as_ref(), Some(&first.written));
    let other = home.store.answered(&home.scope, &asked(2));
    assert!(matches!(other, Err(CommitError::IdempotencyReused(_))), "{other:?}");
    home.write(made::after(&first.written[0], "task", "changed meanwhile"));
    let again = home.commit(made::repeatable("k", 1, made::task("once"))).unwrap();
    assert!(!first.repeated && again.repeated);
    assert_eq!(first.written, again.written, "the first answer, whatever happened since");
    assert_eq!(home.size(), 2);
    let other = home.commit(made::repeatable("k2", 1, made::task("once"))).unwrap();
    assert_ne!(other.written[0].key, first.written[0].key);
    home.sound();
}

pub(crate) fn a_key_is_not_for_another_request(fresh: Fresh) {
    let home = fresh();
    home.commit(made::repeatable("k", 1, made::task("once"))).unwrap();
    let other = home.commit(made::repeatable("k", 2, made::task("something else")));
    assert!(matches!(&other, Err(CommitError::IdempotencyReused(key)) if key == "k"), "{other:?}");
    assert_eq!(home.size(), 1);
}

pub(crate) fn a_refused_change_does_not_use_its_key_up(fresh: Fresh) {
    let home = fresh();
    let holder = home.write(made::task("holder").named("n"));
    assert!(home.commit(made::repeatable("k", 1, made::task("wants it").named("n"))).is_err());
    home.write(made::after(&holder, "task", "lets go"));
    let now = home.commit(made::repeatable("k", 1, made::task("wants it").named("n"))).unwrap();
    assert!(!now.repeated);
    home.sound();
}

pub(crate) fn deliveries_at_once_write_once(fresh: Fresh) {
    let home = fresh();
    let answers: Vec<_> = thread::scope(|threads| {
        let sent: Vec<_> = (0..16)
            .map(|_| threads.spawn(|| home.commit(made::repeatable("k", 1, made::task("once"))).unwrap()))
            .collect();
        sent.into_iter().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|a| !a.repeated).count(), 1);
    assert_eq!(answers.iter().map(|a| a.written[0].key.to_string()).collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(home.size(), 1);
    home.sound();
}

/// A home in which keys `a` to `d` were used, one a minute; gives the time of each.
fn used(fresh: Fresh) -> (Home, Vec<Timestamp>) {
    let home = fresh();
    let used = |key: &str| {
        home.clock.advance(MINUTE);
        home.commit(made::repeatable(key, 1, made::task(key))).unwrap();
        home.clock.now()
    };
    let times = ["a", "b", "c", "d"].map(used).to_vec();
    (home, times)
}

const MINUTE: i64 = 60_000_000;

fn repeated(home: &Home, key: &str) -> bool {
    home.commit(made::repeatable(key, 1, made::task(key))).unwrap().repeated
}

pub(crate) fn an_old_key_is_forgotten_and_a_live_one_is_not(fresh: Fresh) {
    let (home, times) = used(fresh);
    assert!(repeated(&home, "a"), "not before it is swept");
    let (size, entries) = (home.size(), home.entries());
    assert_eq!(home.store.forget_answers(&home.scope, times[2], 100).unwrap(), 2);
    assert_eq!(home.store.forget_answers(&home.scope, times[2], 100).unwrap(), 0);
    assert_eq!((home.size(), home.entries()), (size, entries), "the log does not know of keys");
    let asked = |key: &str| {
        let idempotency = assay_domain::Idempotency { key: key.to_owned(), request: [1; 32] };
        home.store.answered(&home.scope, &idempotency).unwrap()
    };
    assert_eq!(["a", "b", "c", "d"].map(|key| asked(key).is_some()), [false, false, true, true]);
    assert!(repeated(&home, "c") && repeated(&home, "d"), "the answers that were kept are given again");
    assert_eq!(home.size(), size);
    assert!(!repeated(&home, "a"), "after that it is a new request");
    assert_eq!(home.size(), size + 1);
    assert!(repeated(&home, "a"), "whose answer is kept anew");
    home.commit(made::repeatable("b", 2, made::task("something else"))).unwrap();
    home.sound();
}

pub(crate) fn keys_are_forgotten_oldest_first_and_a_few_at_a_time(fresh: Fresh) {
    let (home, times) = used(fresh);
    let forget = |before, most| home.store.forget_answers(&home.scope, before, most).unwrap();
    let after = times[3].plus_micros(1);
    assert_eq!(forget(times[0], 100), 0, "a moment is not before itself");
    assert_eq!((forget(after, 0), forget(after, 1), forget(after, 2)), (0, 1, 2));
    assert!(repeated(&home, "d"), "the youngest is left");
    assert_eq!((forget(after, 2), forget(after, 2)), (1, 0));
}

pub(crate) fn keys_are_forgotten_while_others_write(fresh: Fresh) {
    let (home, times) = used(fresh);
    let before = times[3];
    thread::scope(|threads| {
        for n in 0..4 {
            let home = &home;
            threads.spawn(move || {
                for i in 0..8 {
                    let key = format!("{n}/{i}");
                    assert!(!repeated(home, &key) && repeated(home, &key));
                }
            });
        }
        let gone: Vec<_> =
            (0..4).map(|_| threads.spawn(|| home.store.forget_answers(&home.scope, before, 2).unwrap())).collect();
        assert_eq!(gone.into_iter().map(|g| g.join().unwrap()).sum::<u64>(), 3, "each key goes once");
    });
    assert_eq!(home.size(), 4 + 32);
    assert!(repeated(&home, "d") && repeated(&home, "3/7"));
    home.sound();
}
