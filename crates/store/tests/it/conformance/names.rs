//! Unique names.

use std::sync::Barrier;
use std::thread;

use assay_store::CommitError;

use super::Fresh;
use crate::made;

pub(crate) fn a_name_has_one_holder(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("first").named("version:1.0").named("code:x"));
    assert_eq!(home.store.holder(&home.scope, "version:1.0").unwrap(), Some(first.key.clone()));
    let second = home.commit(made::change([made::task("second").named("version:1.0")]));
    assert!(
        matches!(&second, Err(CommitError::NotUnique { name, by }) if name == "version:1.0" && *by == first.key),
        "{second:?}"
    );
    // Two of one change cannot either.
    let both = [made::task("a").named("n"), made::task("b").named("n")];
    assert!(matches!(home.commit(made::change(both)), Err(CommitError::NotUnique { .. })));
    assert_eq!(home.store.holder(&home.scope, "n").unwrap(), None);
    // Its holder keeps it through revisions, and stating it twice is once.
    let again = home.write(made::after(&first, "task", "again").named("version:1.0").named("version:1.0"));
    assert_eq!(home.store.holder(&home.scope, "version:1.0").unwrap(), Some(again.key));
    home.sound();
}

pub(crate) fn a_name_is_free_once_its_holder_lets_it_go(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("first").named("n"));
    let other = home.write(made::task("other").named("m"));
    let first = home.write(made::after(&first, "task", "renamed").named("n2"));
    assert_eq!(home.store.holder(&home.scope, "n").unwrap(), None);
    let other = home.write(made::after(&other, "task", "takes it").named("n"));
    assert_eq!(home.store.holder(&home.scope, "n").unwrap(), Some(other.key.clone()));
    // It changes hands within one change when it is let go first, and can come back.
    let hand_over = [made::after(&other, "task", "lets go"), made::after(&first, "task", "takes").named("n")];
    home.commit(made::change(hand_over)).unwrap();
    assert_eq!(home.store.holder(&home.scope, "n").unwrap(), Some(first.key));
    home.sound();
}

pub(crate) fn of_many_who_want_a_name_one_gets_it(fresh: Fresh) {
    let home = fresh();
    for round in 0..8 {
        let name = format!("wanted {round}");
        let start = Barrier::new(16);
        let won: usize = thread::scope(|threads| {
            let wanting: Vec<_> = (0..16)
                .map(|n| {
                    let (home, name, start) = (&home, &name, &start);
                    threads.spawn(move || {
                        let change = made::change([made::task(&format!("{round}.{n}")).named(name)]);
                        start.wait();
                        usize::from(home.commit(change).is_ok())
                    })
                })
                .collect();
            wanting.into_iter().map(|t| t.join().unwrap()).sum()
        });
        assert_eq!(won, 1);
    }
    assert_eq!(home.size(), 8);
    home.sound();
}
