//! What is recorded stays, even against plain SQL of the owner: the database refuses. And what is edited around it is
//! found.

use assay_store::StoreError;
use assay_store::postgres::PostgresStore;

use super::Place;
use super::cluster::OWNER;
use crate::made;
use crate::place::Named;

#[test]
fn plain_sql_cannot_change_what_is_recorded() {
    let Some(place) = Place::here() else { return };
    let named = Named::new();
    let home = place.open(&named);
    home.commit(made::change((0..257).map(|_| made::task("t")))).unwrap();
    let guarded = ["entry", "tile", "checkpoint", "revision", "log_head"];
    let mut attempts: Vec<String> = guarded.iter().map(|table| format!("DELETE FROM {table}")).collect();
    attempts.extend(guarded.iter().map(|table| format!("TRUNCATE {table} CASCADE")));
    for (table, columns) in [
        ("entry", "workspace seq at bytes leaf"),
        ("tile", "workspace level idx data"),
        ("checkpoint", "workspace size note"),
        ("revision", "workspace seq record key number kind revision op state actor via at effective"),
    ] {
        attempts.extend(columns.split(' ').map(|c| format!("UPDATE {table} SET {c} = {c}")));
    }
    attempts.push("UPDATE revision SET body = '\\x7b7d'".to_owned());
    attempts.push("UPDATE revision SET salt = decode(repeat('00', 32), 'hex')".to_owned());
    attempts.push("UPDATE revision SET title = 'another'".to_owned());
    attempts.push("UPDATE revision SET body = NULL, salt = NULL, title = 'another'".to_owned());
    attempts.push("UPDATE log_head SET size = size - 1".to_owned());
    attempts.push("UPDATE log_head SET epoch = epoch - 1".to_owned());
    for attempt in attempts {
        let sql = format!("SET search_path = assay; SET assay.workspace = '{}'; {attempt}", named.workspace);
        let refused = place.sql(OWNER, &sql).expect_err(&attempt);
        assert!(refused.contains("never changed") || refused.contains("never deleted"), "{attempt}: {refused}");
    }
    home.sound();
}

/// As a superuser, with the triggers off; gives what `check()` then names, and whether the store still opens.
fn after(edit: &str) -> Option<(Vec<String>, bool)> {
    let place = Place::here()?;
    let named = Named::new();
    let home = place.open(&named);
    home.commit(made::change((0..290).map(|n| made::task(&format!("task {n}"))))).unwrap();
    home.write(made::new("member", "MBR", "Ana").with_id([9; 16]));
    let owned = home.write(made::new("document", "DOC", "policy"));
    home.write(made::after(&owned, "document", "policy, second"));
    home.sound();
    let edit = edit.replace("$w", &format!("workspace = '{}'", named.workspace));
    let sql = format!("SET session_replication_role = replica; SET search_path = assay; {edit}");
    place.sql("postgres", &sql).unwrap();
    let report = home.store.check(&home.scope).unwrap();
    let opened = PostgresStore::open(&place.database, named.opening());
    assert!(matches!(opened, Ok(_) | Err(StoreError::Damaged(_))), "{opened:?}");
    let faults = report.faults.into_iter().map(|f| format!("{}: {}", f.item, f.reason)).collect();
    Some((faults, opened.is_ok()))
}

#[test]
fn what_was_edited_around_the_program_is_found() {
    for (edit, item, opens) in [
        ("SELECT 1", "", true),
        ("UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE seq = 12 AND $w", "entry 12", true),
        ("UPDATE entry SET leaf = decode(repeat('00', 32), 'hex') WHERE seq = 280 AND $w", "entry 280", false),
        ("UPDATE entry SET at = at + 1 WHERE seq = 12 AND $w", "entry 12", true),
        ("DELETE FROM entry WHERE seq = 12 AND $w", "entry 12", true),
        ("DELETE FROM entry WHERE seq = 292 AND $w", "checkpoint", false),
        ("DELETE FROM tile WHERE $w", "tile 0/0", false),
        ("DELETE FROM checkpoint WHERE size = 293 AND $w", "checkpoint", false),
        ("UPDATE revision SET body = '\\x7b7d' WHERE seq = 12 AND $w", "TSK-13 revision 1", true),
        ("UPDATE revision SET salt = NULL WHERE seq = 12 AND $w", "TSK-13 revision 1", true),
        ("UPDATE revision SET body = NULL, salt = NULL WHERE seq = 12 AND $w", "TSK-13 revision 1", true),
        ("UPDATE revision SET state = 'approved' WHERE seq = 12 AND $w", "TSK-13 revision 1", true),
        ("UPDATE revision SET to_seq = 40 WHERE seq = 12 AND $w", "TSK-13", true),
        ("UPDATE log_head SET size = 294 WHERE $w", "head", false),
        ("UPDATE log_head SET root = decode(repeat('00', 32), 'hex') WHERE $w", "", false),
    ] {
        let Some((faults, opened)) = after(edit) else { return };
        let found = if item.is_empty() { faults.is_empty() } else { faults.iter().any(|f| f.starts_with(item)) };
        assert!(found, "`{edit}` should be found at `{item}`; found {faults:?}");
        assert_eq!(opened, opens, "`{edit}`: whether it opens; found {faults:?}");
    }
}
