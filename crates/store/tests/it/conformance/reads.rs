//! Read sets: what a decision relied on is checked again inside the transaction.

use std::sync::Barrier;
use std::thread;

use assay_domain::{Key, Seen};
use assay_store::CommitError;

use super::Fresh;
use crate::made;

fn none_released(system: &Key) -> Seen {
    Seen::NoneLinked {
        kind: "system-version".to_owned(),
        field: "system".to_owned(),
        to: system.clone(),
        states: vec!["released".to_owned()],
    }
}

pub(crate) fn what_a_decision_relied_on_must_still_be_so(fresh: Fresh) {
    let home = fresh();
    let system = home.write(made::new("ai-system", "SYS", "reader"));
    let version = home.write(made::new("system-version", "VER", "1.0").linked("system", &system.key));
    let retired = |of| made::after(of, "ai-system", "reader").in_state("retired");
    let changed = |outcome: Result<_, CommitError>| {
        let outcome: Result<assay_store::Committed, _> = outcome;
        assert!(matches!(outcome, Err(CommitError::ReadSetChanged(_))), "{outcome:?}");
    };

    let seen = Seen::At(version.key.clone(), 1);
    let released =
        home.write(made::after(&version, "system-version", "1.0").linked("system", &system.key).in_state("released"));
    changed(home.commit(made::relying_on(seen, retired(&system))));
    changed(home.commit(made::relying_on(none_released(&system.key), retired(&system))));
    // A record that is not there is at revision 0.
    changed(home.commit(made::relying_on(Seen::At(Key::new("VER", 9), 1), retired(&system))));
    assert_eq!(home.size(), 3);

    // Another field, another kind, another state: none of them is what was looked for.
    home.write(made::new("task", "TSK", "t").linked("system", &system.key).in_state("released"));
    home.write(made::new("system-version", "VER", "u").linked("successor", &system.key).in_state("released"));
    home.write(made::after(&released, "system-version", "1.0").linked("system", &system.key).in_state("withdrawn"));
    home.commit(made::relying_on(none_released(&system.key), retired(&system))).unwrap();
    home.commit(made::relying_on(Seen::At(Key::new("VER", 9), 0), made::task("absence seen"))).unwrap();
    home.sound();
}

/// One retires a system since no version of it is released, the other releases a version since the system is in scope:
/// each alone is right, both together never, however they meet in a batch.
pub(crate) fn two_neighbours_cannot_break_what_each_relied_on(fresh: Fresh) {
    let home = fresh();
    let mut won = [0; 2];
    for round in 0..40 {
        let system = home.write(made::new("ai-system", "SYS", "reader").in_state("in-scope"));
        let version = home.write(made::new("system-version", "VER", &round.to_string()).linked("system", &system.key));
        let retire = made::after(&system, "ai-system", "reader").in_state("retired");
        let release = made::after(&version, "system-version", "r").linked("system", &system.key).in_state("released");
        let changes = [
            made::relying_on(none_released(&system.key), retire),
            made::relying_on(Seen::At(system.key.clone(), system.revision), release),
        ];
        let start = Barrier::new(2);
        let outcomes: Vec<bool> = thread::scope(|threads| {
            let both: Vec<_> = changes
                .into_iter()
                .map(|change| {
                    let (home, start) = (&home, &start);
                    threads.spawn(move || {
                        start.wait();
                        match home.commit(change) {
                            Ok(_) => true,
                            Err(CommitError::ReadSetChanged(_)) => false,
                            Err(other) => panic!("{other}"),
                        }
                    })
                })
                .collect();
            both.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert_eq!(outcomes.iter().filter(|o| **o).count(), 1, "exactly one of two that exclude each other");
        won[usize::from(outcomes[1])] += 1;
    }
    assert_eq!(won[0] + won[1], 40);
    home.sound();
}
