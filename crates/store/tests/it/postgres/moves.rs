//! Moving house, from a file to PostgreSQL and back: log, digests and checkpoint stay what they were.

use std::sync::Arc;

use assay_store::Store;
use assay_store::postgres::PostgresStore;
use assay_store::sqlite::SqliteStore;

use super::Place;
use crate::conformance::Home;
use crate::conformance::copies::{goes_on, lived_in, same, texts};
use crate::place::Named;

#[test]
fn a_workspace_moves_from_a_file_to_postgresql_and_back() {
    let Some(place) = Place::here() else { return };
    let (named, folder) = (Named::new(), tempfile::tempdir().unwrap());
    let file = |name: &str| folder.path().join(name);
    let home = |store: Arc<dyn Store>| -> Home { named.home(store, Box::new(())) };
    let first = home(Arc::new(SqliteStore::open(&file("first.sqlite"), named.opening()).unwrap()));
    lived_in(&first);
    let entries = first.entries();

    let moved = PostgresStore::copy_of(&*first.store, &first.scope, &place.database, named.opening()).unwrap();
    let moved = home(Arc::new(moved));
    same(&first, &moved);
    assert_eq!(moved.entries(), entries, "every entry to the byte");
    let back = SqliteStore::copy_of(&*moved.store, &moved.scope, &file("back.sqlite"), named.opening()).unwrap();
    let back = home(Arc::new(back));
    same(&first, &back);
    assert_eq!(back.entries(), entries);
    for size in 0..=first.size() {
        let of = |home: &Home| home.store.checkpoint(&home.scope, Some(size)).unwrap();
        assert_eq!(of(&first), of(&back), "the checkpoint of {size}");
    }

    goes_on(&[&first, &moved, &back]);
    same(&first, &moved);
    same(&first, &back);
    // One that is there is not written over, and nothing of the attempt stays.
    let before = texts(&*moved.store, &moved.scope);
    let again = PostgresStore::copy_of(&*first.store, &first.scope, &place.database, named.opening());
    assert!(again.is_err());
    assert_eq!(texts(&*moved.store, &moved.scope), before);
}

/// A source that fails in the middle leaves an empty workspace, which can be filled again.
#[test]
fn a_copy_that_is_cut_short_leaves_nothing() {
    let Some(place) = Place::here() else { return };
    let (named, folder) = (Named::new(), tempfile::tempdir().unwrap());
    let path = folder.path().join("a.sqlite");
    let file = named.home(Arc::new(SqliteStore::open(&path, named.opening()).unwrap()), Box::new(()));
    lived_in(&file);
    // Its last checkpoint is gone, which shows at the end only.
    let raw = rusqlite::Connection::open(&path).unwrap();
    raw.execute_batch("DROP TRIGGER checkpoint_kept; CREATE TABLE kept AS SELECT * FROM checkpoint").unwrap();
    raw.execute_batch("DELETE FROM checkpoint WHERE size = (SELECT max(size) FROM checkpoint)").unwrap();
    assert!(PostgresStore::copy_of(&*file.store, &file.scope, &place.database, named.opening()).is_err());
    let broken = SqliteStore::copy_of(&*file.store, &file.scope, &folder.path().join("b.sqlite"), named.opening());
    assert!(broken.is_err() && !folder.path().join("b.sqlite").exists(), "nor half a file");
    let empty = place.open(&named);
    assert_eq!((empty.size(), texts(&*empty.store, &empty.scope)), (0, Vec::new()));
    drop(empty);
    raw.execute_batch("INSERT INTO checkpoint SELECT * FROM kept WHERE size NOT IN (SELECT size FROM checkpoint)")
        .unwrap();
    let whole = PostgresStore::copy_of(&*file.store, &file.scope, &place.database, named.opening()).unwrap();
    same(&file, &named.home(Arc::new(whole), Box::new(())));
}
