//! The questions of planning, asked in SQL inside the writer's transaction: what was written before is seen.

use std::collections::BTreeSet;

use assay_domain::{Indexed, Key, RecordId, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::keep;
use super::read::key;
use crate::StoreError;
use crate::error::sql;
use crate::number::{int, uint};
use crate::plan::{Answer, Current, Edge, Rows, View};

pub(super) struct SqliteView<'a> {
    pub(super) conn: &'a Connection,
}

impl SqliteView<'_> {
    fn texts(&self, question: &str, of: &Key, act: &'static str) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare_cached(question).map_err(sql(act))?;
        let rows = statement.query_map([of.to_string()], |r| r.get(0)).map_err(sql(act))?;
        rows.collect::<Result<_, _>>().map_err(sql(act))
    }
}

/// What a request with that key was answered before.
pub(super) fn answer(conn: &Connection, key: &str) -> Result<Option<Answer>, StoreError> {
    let read = |r: &rusqlite::Row<'_>| {
        Ok(Answer { request: r.get(0)?, answer: r.get(1)?, at: Timestamp::from_micros(r.get(2)?) })
    };
    conn.prepare_cached("SELECT request, answer, at FROM idempotency WHERE key = ?1")
        .and_then(|mut s| s.query_row([key], read).optional())
        .map_err(sql("look an idempotency key up"))
}

impl View for SqliteView<'_> {
    fn answer(&self, key: &str) -> Result<Option<Answer>, StoreError> {
        answer(self.conn, key)
    }

    fn last_number(&self, prefix: &str) -> Result<u64, StoreError> {
        let last: Option<i64> = self
            .conn
            .prepare_cached("SELECT last FROM counter WHERE prefix = ?1")
            .and_then(|mut s| s.query_row([prefix], |r| r.get(0)).optional())
            .map_err(sql("allocate a key"))?;
        Ok(last.map_or(0, uint))
    }

    fn current(&self, key: &Key) -> Result<Option<Current>, StoreError> {
        let read = |r: &rusqlite::Row<'_>| Ok(Current { seq: uint(r.get(0)?), revision: r.get(1)?, leaf: r.get(2)? });
        self.conn
            .prepare_cached(
                "SELECT r.seq, r.revision, e.leaf FROM revision r JOIN entry e ON e.seq = r.seq
                 WHERE r.key = ?1 AND r.to_seq IS NULL",
            )
            .and_then(|mut s| s.query_row([key.to_string()], read).optional())
            .map_err(sql("read the current revision"))
    }

    fn key_of(&self, id: RecordId) -> Result<Option<Key>, StoreError> {
        let text: Option<String> = self
            .conn
            .prepare_cached("SELECT key FROM record WHERE record = ?1")
            .and_then(|mut s| s.query_row([id.to_string()], |r| r.get(0)).optional())
            .map_err(sql("find a record"))?;
        text.map(|t| key(&t)).transpose()
    }

    fn links_from(&self, from: &Key) -> Result<BTreeSet<Edge>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT field, to_key FROM link WHERE from_key = ?1 AND to_seq IS NULL")
            .map_err(sql("read links"))?;
        let rows = statement
            .query_map([from.to_string()], |r| Ok((r.get(0)?, r.get::<_, String>(1)?)))
            .map_err(sql("read links"))?;
        rows.map(|row| {
            let (field, to) = row.map_err(sql("read links"))?;
            Ok(Edge { field, to: key(&to)? })
        })
        .collect()
    }

    fn linking(&self, kind: &str, field: &str, to: &Key) -> Result<Vec<(Key, String)>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(
                "SELECT r.key, r.state FROM link l JOIN revision r ON r.key = l.from_key AND r.to_seq IS NULL
                 WHERE l.to_key = ?1 AND l.field = ?2 AND l.to_seq IS NULL AND r.kind = ?3",
            )
            .map_err(sql("read links"))?;
        let rows = statement
            .query_map(params![to.to_string(), field, kind], |r| Ok((r.get::<_, String>(0)?, r.get(1)?)))
            .map_err(sql("read links"))?;
        rows.map(|row| {
            let (from, state) = row.map_err(sql("read links"))?;
            Ok((key(&from)?, state))
        })
        .collect()
    }

    fn names_of(&self, key: &Key) -> Result<BTreeSet<String>, StoreError> {
        let question = "SELECT name FROM uniq WHERE key = ?1 AND to_seq IS NULL";
        self.texts(question, key, "read unique names").map(BTreeSet::from_iter)
    }

    fn holder(&self, name: &str) -> Result<Option<Key>, StoreError> {
        super::read::holder(self.conn, name, None)
    }

    fn indexed_of(&self, key: &Key) -> Result<BTreeSet<Indexed>, StoreError> {
        super::index::current(self.conn, key)
    }

    fn bodies_of(&self, key: &Key) -> Result<Vec<u64>, StoreError> {
        let act = "list what is erased";
        let mut statement = self
            .conn
            .prepare_cached("SELECT seq FROM revision WHERE key = ?1 AND body IS NOT NULL ORDER BY seq")
            .map_err(sql(act))?;
        let rows = statement.query_map([key.to_string()], |r| r.get(0).map(uint)).map_err(sql(act))?;
        rows.collect::<Result<_, _>>().map_err(sql(act))
    }

    fn observed(&self, evidence: u64) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached("SELECT 1 FROM observation WHERE evidence = ?1 LIMIT 1")
            .and_then(|mut s| s.exists([int(evidence)]))
            .map_err(sql("look for observations"))
    }

    fn keep(&mut self, rows: Rows) -> Result<(), StoreError> {
        keep::rows(self.conn, &rows)
    }

    fn keep_answer(&mut self, key: &str, answer: Answer) -> Result<(), StoreError> {
        keep::answer(self.conn, key, &answer)
    }
}
