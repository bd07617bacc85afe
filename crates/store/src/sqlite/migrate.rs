//! Numbered migrations, each in one transaction with its number: an interrupted one starts again, and an older
//! program refuses a newer file.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::StoreError;
use crate::error::sql;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_workspace.sql"),
    include_str!("migrations/0002_old_answers.sql"),
    include_str!("migrations/0003_lists.sql"),
    include_str!("migrations/0004_evidence_use.sql"),
];

const CONTROL: &[&str] = &[
    include_str!("migrations/control_0001.sql"),
    include_str!("migrations/control_0002.sql"),
    include_str!("migrations/control_0003.sql"),
    include_str!("migrations/control_0004.sql"),
    include_str!("migrations/control_0005.sql"),
    include_str!("migrations/control_0006.sql"),
    include_str!("migrations/control_0007.sql"),
    include_str!("migrations/control_0008.sql"),
    include_str!("migrations/control_0009.sql"),
];

/// Brings a control file to the newest schema.
pub(crate) fn migrate_control(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    apply(conn, path, CONTROL)
}

/// Brings the file to the newest schema. A file with content is copied beside itself first.
pub(crate) fn migrate(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    apply(conn, path, MIGRATIONS)
}

pub(crate) fn apply(conn: &mut Connection, path: &Path, migrations: &[&str]) -> Result<(), StoreError> {
    let version = |c: &Connection| c.pragma_query_value(None, "user_version", |r| r.get::<_, i64>(0));
    let found = version(conn).map_err(sql("read the schema version"))?;
    let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    if found > 0 && found < known {
        let copy = path.with_extension(format!("before-{known}.sqlite"));
        if !copy.exists() {
            conn.execute("VACUUM INTO ?1", [copy.to_string_lossy().as_ref()])
                .map_err(sql("copy the database before migrating"))?;
        }
    }
    for (number, script) in (1_i64..).zip(migrations) {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql("begin a migration"))?;
        if version(&tx).map_err(sql("read the schema version"))? < number {
            tx.execute_batch(script).map_err(sql("migrate the database"))?;
            tx.pragma_update(None, "user_version", number).map_err(sql("number a migration"))?;
            tx.commit().map_err(sql("commit a migration"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables(conn: &Connection) -> Vec<String> {
        let mut statement = conn.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").unwrap();
        statement.query_map([], |r| r.get(0)).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn a_failed_migration_leaves_nothing_and_resumes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.sqlite");
        let mut conn = Connection::open(&path).unwrap();
        let broken = ["CREATE TABLE a (x)", "CREATE TABLE b (x); CREATE TABLE b (x)"];
        assert!(apply(&mut conn, &path, &broken).is_err());
        assert_eq!(tables(&conn), ["a"]);
        apply(&mut conn, &path, &["CREATE TABLE a (x)", "CREATE TABLE b (x)"]).unwrap();
        assert_eq!(tables(&conn), ["a", "b"]);
        assert!(folder.path().join("a.before-2.sqlite").exists(), "a copy is taken before content is migrated");
    }

    #[test]
    fn an_older_program_refuses_a_newer_file() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", 99).unwrap();
        let refused = migrate(&mut conn, Path::new("x"));
        assert!(matches!(refused, Err(StoreError::TooNew { found: 99, .. })));
    }
}
