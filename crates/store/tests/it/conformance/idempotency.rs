//! Repeated deliveries.

use std::collections::BTreeSet;
use std::thread;

use assay_store::CommitError;

use super::Fresh;
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
