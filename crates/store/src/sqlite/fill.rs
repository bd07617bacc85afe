//! A workspace of another home, written to a fresh file.

use std::fs;
use std::path::Path;

use rusqlite::{Connection, params};

use super::{append, connect, keep, log, migrate, verdicts};
use crate::copy::words;
use crate::error::sql;
use crate::number::int;
use crate::row::{RevisionRow, Row};
use crate::{Store, StoreError, WorkspaceScope};

/// Writes the file under another name and gives it its own once it is whole and fits its checkpoint.
pub(crate) fn fill(to: &Path, from: &dyn Store, scope: &WorkspaceScope) -> Result<(), StoreError> {
    let io = |act| move |source| StoreError::Io { act, source };
    if to.exists() {
        let source = std::io::Error::new(std::io::ErrorKind::AlreadyExists, format!("{} exists", to.display()));
        return Err(io("copy the workspace")(source));
    }
    let mut name = to.as_os_str().to_owned();
    name.push(".incoming");
    let incoming = Path::new(&name);
    if incoming.exists() {
        fs::remove_file(incoming).map_err(io("remove what an interrupted copy left"))?;
    }
    let whole = write(incoming, from, scope).and_then(|()| {
        fs::rename(incoming, to).map_err(io("name the copy"))?;
        let folder = to.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::File::open(folder).and_then(|f| f.sync_all()).map_err(io("sync the folder of the copy"))
    });
    if whole.is_err() {
        let _ = fs::remove_file(incoming);
    }
    whole
}

fn write(path: &Path, from: &dyn Store, scope: &WorkspaceScope) -> Result<(), StoreError> {
    let mut conn = connect(path)?;
    migrate(&mut conn, path)?;
    log::claim(&conn, from.workspace())?;
    let tx = conn.transaction().map_err(sql("begin a transaction"))?;
    from.pour(scope, &mut |part| part.0.iter().try_for_each(|row| self::row(&tx, row)))?;
    tx.commit().map_err(sql("commit to disk"))?;
    append::load(&conn)?.fits(log::checkpoint(&conn, None)?.as_deref())?;
    // One file, with nothing beside it that would have to be renamed too.
    conn.pragma_update(None, "journal_mode", "DELETE").map_err(sql("close the copy"))?;
    conn.close().map_err(|(_, e)| sql("close the copy")(e))
}

fn run(conn: &Connection, statement: &str, values: impl rusqlite::Params) -> Result<(), StoreError> {
    conn.prepare_cached(statement).and_then(|mut s| s.execute(values)).map(drop).map_err(sql("copy a row"))
}

fn row(conn: &Connection, row: &Row) -> Result<(), StoreError> {
    match row {
        Row::Entry(entry) => append::entry(conn, entry, &[]),
        Row::Tile(tile) => append::tile(conn, tile),
        Row::Checkpoint(size, note) => append::checkpoint(conn, *size, note),
        Row::Counter(prefix, last) => {
            run(conn, "INSERT INTO counter (prefix, last) VALUES (?1, ?2)", params![prefix, int(*last)])
        }
        Row::Record(id, key, kind) => run(
            conn,
            "INSERT INTO record (record, key, kind) VALUES (?1, ?2, ?3)",
            params![id.to_string(), key.to_string(), kind],
        ),
        Row::Revision(row) => revision(conn, row),
        Row::Link(from, edge, span) => run(
            conn,
            "INSERT INTO link (from_key, field, to_key, from_seq, to_seq) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![from.to_string(), edge.field, edge.to.to_string(), int(span.from), span.to.map(int)],
        ),
        Row::Name(name, key, span) => run(
            conn,
            "INSERT INTO uniq (name, key, from_seq, to_seq) VALUES (?1, ?2, ?3, ?4)",
            params![name, key.to_string(), int(span.from), span.to.map(int)],
        ),
        Row::Observation(evidence, o) => keep::observation(conn, *evidence, o),
        Row::Answer(key, answer) => keep::answer(conn, key, answer),
        Row::Verdict(v) => verdicts::interval(conn, v),
        Row::Through(position) => {
            run(conn, "INSERT INTO meta (name, value) VALUES ('through_seq', ?1)", [position.to_string()])
        }
    }
}

fn revision(conn: &Connection, row: &RevisionRow) -> Result<(), StoreError> {
    let r = &row.revision;
    keep::revision(conn, r, row.salt)?;
    if row.to.is_some() {
        return run(conn, "UPDATE revision SET to_seq = ?2 WHERE seq = ?1", params![int(r.seq), row.to.map(int)]);
    }
    keep::words(conn, &r.key, &r.title, words(row).as_deref())
}
