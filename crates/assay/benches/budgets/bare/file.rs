//! The bare group commit into a SQLite file.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use super::{Keep, checkpoint};
use crate::Fault;

/// The rows that one change leaves behind.
pub(crate) struct Written {
    entry: Vec<Value>,
    record: Vec<Value>,
    revision: Vec<Value>,
    search: [Value; 2],
}

/// An open file with tables of the product's shape.
pub(crate) struct File(Connection);

/// What the product wrote, and an empty file to write it into.
pub(crate) fn open(product: &Path, file: &Path) -> Result<(File, Vec<Written>), Fault> {
    let conn = Connection::open(file)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    conn.set_prepared_statement_cache_capacity(64);
    let source = Connection::open_with_flags(product, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    for statement in shapes(&source)? {
        conn.execute_batch(&statement)?;
    }
    Ok((File(conn), rows(&source)?))
}

impl Keep for File {
    type Written = Written;

    fn keep(&mut self, batch: &[&Written], size: i64) -> Result<(), Fault> {
        let conn = &self.0;
        conn.execute_batch("BEGIN IMMEDIATE")?;
        batch.iter().try_for_each(|row| insert(conn, row))?;
        conn.execute("INSERT INTO checkpoint (size, note) VALUES (?1, ?2)", (size, checkpoint()))?;
        Ok(conn.execute_batch("COMMIT")?)
    }
}

fn insert(conn: &Connection, row: &Written) -> Result<(), Fault> {
    let values = |row: &[Value]| rusqlite::params_from_iter(row.to_vec());
    conn.prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)")?.execute(values(&row.entry))?;
    conn.prepare_cached("INSERT INTO record VALUES (?1, ?2, ?3, ?4)")?.execute(values(&row.record))?;
    let places: Vec<String> = (1..=row.revision.len()).map(|n| format!("?{n}")).collect();
    let revision = format!("INSERT INTO revision VALUES ({})", places.join(", "));
    conn.prepare_cached(&revision)?.execute(values(&row.revision))?;
    let search = "INSERT INTO search (rowid, title, words) VALUES (last_insert_rowid(), ?1, ?2)";
    conn.prepare_cached(search)?.execute(values(&row.search))?;
    Ok(())
}

/// Tables and indexes that a new record touches.
fn shapes(source: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = source.prepare(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
         AND (name = 'search' OR (type IN ('table', 'index') AND tbl_name IN ('entry', 'record', 'revision', 'checkpoint')))
         ORDER BY type = 'index'",
    )?;
    let all = statement.query_map([], |r| r.get(0))?;
    Ok(all.collect::<Result<_, _>>()?)
}

/// What the product wrote for each data set, as it lies in its tables.
fn rows(source: &Connection) -> Result<Vec<Written>, Fault> {
    let width =
        |table: &str| Ok::<_, rusqlite::Error>(source.prepare(&format!("SELECT * FROM {table}"))?.column_count());
    let (entry, record, revision) = (width("entry")?, width("record")?, width("revision")?);
    let mut statement = source.prepare(
        "SELECT e.*, d.*, r.*, r.title, CAST(r.body AS TEXT) FROM revision r JOIN entry e ON e.seq = r.seq
         JOIN record d ON d.key = r.key WHERE r.kind = 'dataset' ORDER BY r.seq",
    )?;
    let all = statement.query_map([], |r| {
        let part =
            |from: usize, count: usize| (from..from + count).map(|i| r.get(i)).collect::<Result<Vec<Value>, _>>();
        let after = entry + record + revision;
        Ok(Written {
            entry: part(0, entry)?,
            record: part(entry, record)?,
            revision: part(entry + record, revision)?,
            search: [r.get(after)?, r.get(after + 1)?],
        })
    })?;
    Ok(all.collect::<Result<_, _>>()?)
}
