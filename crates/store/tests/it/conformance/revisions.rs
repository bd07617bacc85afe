//! Revisions: numbered, kept, conflicting.

use assay_domain::{Key, KeyPlan};
use assay_store::CommitError;

use super::Fresh;
use crate::made;

pub(crate) fn a_record_is_the_sum_of_its_revisions(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("as thought"));
    let second = home.write(made::after(&first, "task", "as thought again"));
    let third = home.write(made::after(&second, "task", "as thought again").in_state("done"));
    assert_eq!((first.revision, second.revision, third.revision), (1, 2, 3));
    assert_eq!((first.seq, second.seq, third.seq), (0, 1, 2));

    let history = home.store.history(&home.scope, &first.key).unwrap();
    let told: Vec<_> = history.iter().map(|r| (r.revision, r.title.as_str(), r.state.as_str())).collect();
    assert_eq!(told, [(1, "as thought", "draft"), (2, "as thought again", "draft"), (3, "as thought again", "done")]);
    assert_eq!(
        history[0].body.as_deref(),
        Some(br#"{"title":"as thought"}"#.as_slice()),
        "bodies are kept to the byte"
    );
    assert_eq!(home.store.head(&home.scope, &first.key).unwrap().as_ref(), history.last());
    assert_eq!(home.store.by_id(&home.scope, first.record).unwrap().as_ref(), history.last());
    assert_eq!(home.store.head(&home.scope, &Key::new("TSK", 2)).unwrap(), None);
    assert!(home.store.history(&home.scope, &Key::new("TSK", 2)).unwrap().is_empty());
    home.sound();
}

pub(crate) fn keys_are_counted_by_prefix(fresh: Fresh) {
    let home = fresh();
    let batch = [made::task("a"), made::new("document", "DOC", "b"), made::task("c")];
    let keys: Vec<String> =
        home.commit(made::change(batch)).unwrap().written.iter().map(|w| w.key.to_string()).collect();
    assert_eq!(keys, ["TSK-1", "DOC-1", "TSK-2"]);
    assert_eq!(home.write(made::task("d")).key.to_string(), "TSK-3");
}

pub(crate) fn a_change_for_an_older_revision_conflicts(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("first"));
    home.write(made::after(&first, "task", "second"));
    let size = home.size();
    let late = home.commit(made::change([made::after(&first, "task", "late")]));
    assert!(
        matches!(&late, Err(CommitError::Conflict { key, expected: 1, actual: 2 }) if *key == first.key),
        "{late:?}"
    );
    // One that claims a revision which is not there yet is no better.
    let mut early = made::after(&first, "task", "early").write();
    early.expected = 7;
    let mut change = made::change([]);
    change.writes.push(early);
    assert!(matches!(home.commit(change), Err(CommitError::Conflict { expected: 7, actual: 2, .. })));
    let mut nobody = made::after(&first, "task", "nobody").write();
    nobody.key = KeyPlan::Existing(Key::new("TSK", 99));
    let mut change = made::change([]);
    change.writes.push(nobody);
    assert!(matches!(home.commit(change), Err(CommitError::NoRecord(key)) if key.number() == 99));
    assert_eq!(home.size(), size);
    home.sound();
}

pub(crate) fn a_change_is_made_whole_or_not_at_all(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("first").named("the name"));
    let second = home.write(made::after(&first, "task", "second").named("the name"));
    let parts = [
        made::task("new"),
        made::after(&second, "task", "changed").named("another name"),
        made::after(&first, "task", "made for revision 1"),
    ];
    assert!(home.commit(made::change(parts)).is_err());
    assert_eq!(home.size(), 2);
    assert_eq!(home.store.head(&home.scope, &first.key).unwrap().unwrap().title, "second");
    assert_eq!(home.store.holder(&home.scope, "the name").unwrap(), Some(first.key));
    assert_eq!(home.store.holder(&home.scope, "another name").unwrap(), None);
    // The number that the refused record would have had is not used up.
    assert_eq!(home.write(made::task("next")).key.number(), 2);
    home.sound();
}

pub(crate) fn a_record_is_new_once(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("first").with_id([5; 16]));
    let refused = home.commit(made::change([made::task("undone"), made::task("again").with_id([5; 16])]));
    assert!(matches!(&refused, Err(CommitError::NotUnique { by, .. }) if *by == first.key), "{refused:?}");
    let both = [made::task("a").with_id([6; 16]), made::task("b").with_id([6; 16])];
    assert!(home.commit(made::change(both)).is_err());
    assert_eq!((home.size(), home.write(made::task("next")).key.number()), (1, 2));
    home.sound();
}
