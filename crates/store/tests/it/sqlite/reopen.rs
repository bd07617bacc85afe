//! What a file holds when it is opened again, copied, or opened as what it is not.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use assay_domain::WorkspaceId;
use assay_store::StoreError;

use super::Place;
use crate::made;

#[test]
fn a_log_goes_on_where_it_ended() {
    let place = Place::new();
    let mut last = None;
    for size in [0_u64, 1, 255, 256, 257, 511, 512, 513, 600] {
        let home = place.open();
        let missing = size - home.size();
        let written = home.commit(made::change((0..missing).map(|n| made::task(&n.to_string())))).unwrap().written;
        home.sound();
        if let Some(last) = written.last() {
            assert_eq!(last.seq + 1, size);
            assert_eq!(last.key.number(), size, "keys go on too");
        }
        last = home.store.checkpoint(&home.scope, None).unwrap();
    }
    assert_eq!(place.open().store.checkpoint(&place.open().scope, None).unwrap(), last);
}

#[test]
fn the_high_water_mark_follows_and_never_runs_back_by_opening() {
    let place = Place::new();
    let home = place.open();
    home.commit(made::change((0..3).map(|_| made::task("t")))).unwrap();
    drop(home);
    let mark = place.path().with_extension("high-water");
    let written = std::fs::read_to_string(&mark).unwrap();
    assert_eq!(assay_log::Checkpoint::read(written.as_bytes()).unwrap().size, 3);
    // A mark that knows more than the file is evidence of a loss: opening the file must not overwrite it.
    std::fs::write(&mark, "knows more").unwrap();
    drop(place.open());
    assert_eq!(std::fs::read_to_string(&mark).unwrap(), "knows more");
}

#[test]
fn a_file_of_another_workspace_is_refused() {
    let place = Place::new();
    place.open().write(made::task("t"));
    let other = place.open_at(&place.path(), WorkspaceId::from_random(made::bytes()));
    assert!(matches!(other, Err(StoreError::WrongWorkspace)));
}

#[test]
fn a_file_whose_log_does_not_fit_its_checkpoint_is_not_opened() {
    for edit in [
        "DROP TRIGGER entry_kept; DELETE FROM entry WHERE seq = 299",
        "DROP TRIGGER entry_fixed; UPDATE entry SET leaf = zeroblob(32) WHERE seq = 299",
        "DROP TRIGGER tile_kept; DELETE FROM tile",
        "DROP TRIGGER tile_fixed; UPDATE tile SET data = zeroblob(8192)",
        "DROP TRIGGER tile_fixed; UPDATE tile SET data = zeroblob(31)",
        "DROP TRIGGER checkpoint_kept; DELETE FROM checkpoint",
        "DROP TRIGGER checkpoint_fixed; UPDATE checkpoint SET note = 'nonsense'",
    ] {
        let place = Place::new();
        place.open().commit(made::change((0..300).map(|_| made::task("t")))).unwrap();
        let raw = place.raw();
        raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        raw.execute_batch(edit).unwrap();
        drop(raw);
        let opened = place.open_at(&place.path(), place.workspace);
        assert!(matches!(opened, Err(StoreError::Damaged(_))), "`{edit}`: {opened:?}");
    }
}

#[test]
fn a_copy_taken_while_writing_is_a_whole_store() {
    let place = Place::new();
    let home = place.open();
    let done = AtomicBool::new(false);
    thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    home.commit(made::change([made::task("a"), made::task("b")])).unwrap();
                }
            });
        }
        for number in 0..5 {
            let size = home.size();
            let copy = place.folder.path().join(format!("copy-{number}.sqlite"));
            home.store.backup(&home.scope, &copy).unwrap();
            let copied = place.home(place.open_at(&copy, place.workspace).unwrap());
            copied.sound();
            assert!(copied.size() >= size && copied.size().is_multiple_of(2), "a commit boundary, no earlier");
            copied.write(made::task("goes on"));
            copied.sound();
        }
        done.store(true, Ordering::Relaxed);
    });
    home.sound();
}
