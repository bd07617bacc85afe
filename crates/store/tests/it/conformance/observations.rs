//! Observations of a tool run: rows beside its evidence.

use assay_store::CommitError;

use super::{Fresh, Home};
use crate::made;

fn told(home: &Home, of: &assay_domain::Key) -> Vec<(u32, Option<String>)> {
    let rows = home.store.observations(&home.scope, of).unwrap();
    assert!(rows.iter().all(|o| o.slice["language"] == "pt" && o.n == Some(120)), "whole, not only their columns");
    rows.into_iter().map(|o| (o.ordinal, o.value.decimal)).collect()
}

pub(crate) fn what_a_run_said_is_kept_in_order_and_never_changed(fresh: Fresh) {
    let home = fresh();
    let subject = "SYS-1@1.0";
    let values = [(2, "0.5"), (0, "0.91"), (1, "nan"), (3, "-0.00000000000000000001")];
    let run = home.write(made::new("evidence", "EV", "a run").observing(subject, &values));
    let other = home.write(made::new("evidence", "EV", "another").observing(subject, &[(0, "1")]));
    let kept = [
        (0, Some("0.91".to_owned())),
        (1, None),
        (2, Some("0.5".to_owned())),
        (3, Some("-0.00000000000000000001".to_owned())),
    ];
    assert_eq!(told(&home, &run.key), kept);
    assert_eq!(told(&home, &other.key).len(), 1);
    assert!(home.store.observations(&home.scope, &assay_domain::Key::new("EV", 9)).unwrap().is_empty());
    // A later revision leaves them be, and cannot bring others.
    let reviewed = home.write(made::after(&run, "evidence", "reviewed"));
    let refused = home.commit(made::change([
        made::task("undone"),
        made::after(&reviewed, "evidence", "edited").observing(subject, &[(9, "1")]),
    ]));
    assert!(matches!(refused, Err(CommitError::Entry(_))), "{refused:?}");
    let twice = home.commit(made::change([made::new("evidence", "EV", "x").observing(subject, &[(1, "1"), (1, "2")])]));
    assert!(matches!(twice, Err(CommitError::Entry(_))), "{twice:?}");
    assert_eq!(told(&home, &run.key), kept);
    assert_eq!(home.size(), 3);
    home.sound();
}

pub(crate) fn an_erased_run_leaves_no_observation(fresh: Fresh) {
    let home = fresh();
    let run = home.write(made::new("evidence", "EV", "a run").observing("SYS-1", &[(0, "0.5"), (1, "0.6")]));
    let kept = home.write(made::new("evidence", "EV", "kept").observing("SYS-1", &[(0, "0.7")]));
    home.write(made::erasure(&run, "evidence"));
    assert!(told(&home, &run.key).is_empty());
    assert_eq!(told(&home, &kept.key).len(), 1);
    // In one batch too.
    let both = home.commit(made::change([
        made::new("evidence", "EV", "short-lived").observing("SYS-1", &[(0, "0.5")]),
        made::task("between"),
    ]));
    let made_now = &both.unwrap().written[0];
    home.write(made::erasure(made_now, "evidence"));
    assert!(told(&home, &made_now.key).is_empty());
    home.sound();
}
