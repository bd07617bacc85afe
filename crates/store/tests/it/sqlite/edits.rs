//! `check()` finds what was edited around the program, triggers and all.

use assay_domain::Key;

use super::Place;
use crate::made;

/// A store of 300 entries, some of them links, names, updates and one erasure; its triggers are dropped and the edit
/// is made. Gives back the items that `check()` then names.
fn faults_after(edit: &str) -> Vec<String> {
    let place = Place::new();
    let home = place.open();
    home.commit(made::change((0..290).map(|n| made::task(&format!("task {n}"))))).unwrap();
    home.write(made::new("person", "PER", "Ana"));
    // The member who acts in all of these, and another.
    home.write(made::new("member", "MBR", "Ana").with_id([9; 16]));
    home.write(made::new("member", "MBR", "Rui").with_id([8; 16]));
    let owned = home.write(made::new("document", "DOC", "policy").linked("owner", &Key::new("PER", 1)));
    home.write(made::after(&owned, "document", "policy, second").linked("owner", &Key::new("PER", 1)));
    let other = home.write(made::new("person", "PER", "Rui"));
    home.write(made::erasure(&other, "person"));
    home.sound();
    let raw = place.raw();
    let mut triggers = raw.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").unwrap();
    let names: Vec<String> = triggers.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    raw.execute_batch(edit).unwrap();
    let report = home.store.check(&home.scope).unwrap();
    report.faults.into_iter().map(|f| format!("{}: {}", f.item, f.reason)).collect()
}

fn found(edit: &str, item: &str) {
    let faults = faults_after(edit);
    assert!(faults.iter().any(|f| f.starts_with(item)), "`{edit}` should be found at {item}; found {faults:?}");
}

#[test]
fn untouched_there_is_nothing_to_find() {
    assert!(faults_after("SELECT 1").is_empty());
}

#[test]
fn an_edited_entry_is_found() {
    found(
        "UPDATE entry SET bytes = CAST(replace(CAST(bytes AS TEXT), '\"create\"', '\"update\"') AS BLOB) WHERE seq = 12",
        "entry 12",
    );
    found("UPDATE entry SET leaf = zeroblob(32) WHERE seq = 12", "entry 12");
    found("UPDATE entry SET at = at + 1 WHERE seq = 12", "entry 12");
    found("DELETE FROM entry WHERE seq = 12", "entry 12");
    found("DELETE FROM entry WHERE seq = 296", "checkpoint");
}

#[test]
fn an_entry_forged_with_its_leaf_is_found_by_tile_and_checkpoint() {
    // Two whole entries, leaves and all, change places: each still hashes to its leaf.
    let swap = "UPDATE entry SET seq = -1 WHERE seq = 3; UPDATE entry SET seq = 3 WHERE seq = 4; \
                UPDATE entry SET seq = 4 WHERE seq = -1";
    let faults = faults_after(swap);
    assert!(faults.iter().any(|f| f.starts_with("tile 0/0")), "{faults:?}");
    assert!(faults.iter().any(|f| f.starts_with("checkpoint")), "{faults:?}");
    assert!(faults.iter().any(|f| f.starts_with("TSK-4 revision 1")), "{faults:?}");
}

#[test]
fn an_edited_tile_or_checkpoint_is_found() {
    found("UPDATE tile SET data = zeroblob(8192) WHERE level = 0 AND idx = 0", "tile 0/0");
    found("DELETE FROM tile", "tile 0/0");
    found("UPDATE checkpoint SET note = replace(note, '297', '296') WHERE size = 297", "checkpoint");
    found("DELETE FROM checkpoint WHERE size = 297", "checkpoint");
}

#[test]
fn an_edited_revision_is_found_whatever_the_column() {
    let item = "TSK-13 revision 1";
    found("UPDATE revision SET body = CAST('{\"title\":\"another\"}' AS BLOB) WHERE seq = 12", item);
    found("UPDATE revision SET salt = zeroblob(32) WHERE seq = 12", item);
    found("UPDATE revision SET salt = NULL WHERE seq = 12", item);
    for column in ["op", "state", "kind", "via"] {
        found(&format!("UPDATE revision SET {column} = 'approved' WHERE seq = 12"), item);
    }
    found("UPDATE revision SET actor = 'MBR-2' WHERE seq = 12", item);
    found("UPDATE revision SET at = at + 1 WHERE seq = 12", item);
    found("UPDATE revision SET effective = 5 WHERE seq = 12", item);
    found("UPDATE revision SET record = '00000000-0000-4000-8000-000000000000' WHERE seq = 12", item);
    found("UPDATE revision SET revision = 2 WHERE seq = 12", "TSK-13");
    found("UPDATE revision SET key = 'TSK-900' WHERE seq = 12", "TSK-13");
    found("DELETE FROM revision WHERE seq = 12", "entry 12");
    found("UPDATE revision SET to_seq = 40 WHERE seq = 12", "TSK-13");
    found("UPDATE revision SET to_seq = NULL WHERE key = 'DOC-1' AND revision = 1", "DOC-1");
}

/// A body that went without an erasure in the log is a deletion, not an erasure.
#[test]
fn a_body_emptied_without_an_erasure_is_found() {
    found("UPDATE revision SET body = NULL, salt = NULL, title = '' WHERE seq = 12", "TSK-13 revision 1");
}

#[test]
fn an_edited_link_is_found() {
    found("UPDATE link SET to_key = 'PER-99'", "DOC-1");
}

#[test]
fn values_that_lists_sort_by_and_no_body_says_are_found() {
    found("UPDATE indexed SET value = 'zzz' WHERE kind = 'document' AND field = 'title' AND to_seq IS NULL", "DOC-1");
    found("DELETE FROM indexed WHERE kind = 'document' AND field = 'title'", "DOC-1");
    found("UPDATE indexed SET to_seq = NULL WHERE kind = 'document'", "DOC-1");
    found("INSERT INTO indexed VALUES ('task', 5000, 'title', 0, 'x', 1, NULL)", "indexed");
}
