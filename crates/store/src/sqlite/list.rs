//! Lists and changes: filters, order and cursor in SQL.

use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;

use super::read::{self, COLUMNS};
use crate::error::sql;
use crate::listing::{self, Dialect};
use crate::number::{self, int, uint};
use crate::query::Listed;
use crate::{Count, ListQuery, Position, Revision, StoreError, WorkspaceScope};

/// Leaves out what the scope hides, of one kind or of all.
pub(super) fn leave_out(
    scope: &WorkspaceScope,
    kind: Option<&str>,
    clauses: &mut Vec<String>,
    bind: &mut impl FnMut(Value) -> String,
) {
    let (kinds, keys) = scope.leave_out(kind);
    if !kinds.is_empty() {
        clauses.push(format!("kind NOT IN (SELECT value FROM json_each({}))", bind(json!(kinds).to_string().into())));
    }
    if !keys.is_empty() {
        clauses.push(format!("key NOT IN (SELECT value FROM json_each({}))", bind(json!(keys).to_string().into())));
    }
}

/// Revisions in the order of the log, from an index on.
pub(super) fn changes(
    conn: &Connection,
    scope: &WorkspaceScope,
    from: Position,
    limit: usize,
) -> Result<Vec<Revision>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut clauses = vec![format!("seq >= {}", bind(int(from).into()))];
    if let Some(position) = scope.position() {
        clauses.push(format!("seq < {}", bind(int(position).into())));
    }
    leave_out(scope, None, &mut clauses, &mut bind);
    let limit = bind(number::count(limit).into());
    let tail = format!("WHERE {} ORDER BY seq LIMIT {limit}", clauses.join(" AND "));
    read::many(conn, &tail, rusqlite::params_from_iter(values))
}

/// The values of a statement that is being made.
#[derive(Default)]
struct Bound(Vec<Value>);

impl Dialect for Bound {
    fn text(&mut self, value: &str) -> String {
        self.0.push(value.to_owned().into());
        format!("?{}", self.0.len())
    }

    fn number(&mut self, value: i64) -> String {
        self.0.push(value.into());
        format!("?{}", self.0.len())
    }

    fn texts(&mut self, values: Vec<String>) -> String {
        let list = self.text(&json!(values).to_string());
        format!("(SELECT value FROM json_each({list}))")
    }

    fn words(&mut self, words: &str) -> String {
        let words = self.text(&phrase(words));
        format!("r.key IN (SELECT a.key FROM search s JOIN record a ON a.id = s.rowid WHERE search MATCH {words})")
    }

    fn own(&self, _: &str) -> Option<String> {
        None
    }
}

/// The rows of a page and one more, in the order they are read.
pub(super) fn list(conn: &Connection, scope: &WorkspaceScope, query: &ListQuery) -> Result<Vec<Listed>, StoreError> {
    listing::fits(query)?;
    let enough = query.most() + 1;
    let mut rows = Vec::new();
    for leg in query.legs()? {
        let mut bound = Bound::default();
        let statement = listing::statement(&mut bound, scope, query, &leg, COLUMNS, enough - rows.len());
        rows.extend(read::listed(conn, &statement, rusqlite::params_from_iter(bound.0))?);
        if rows.len() == enough {
            break;
        }
    }
    Ok(rows)
}

/// How many records a list has.
pub(super) fn count(conn: &Connection, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError> {
    let mut bound = Bound::default();
    let statement = listing::counting(&mut bound, scope, query);
    let found: i64 = conn
        .prepare_cached(&statement)
        .and_then(|mut s| s.query_row(rusqlite::params_from_iter(bound.0), |r| r.get(0)))
        .map_err(sql("count records"))?;
    Ok(Count::of(uint(found)))
}

/// Every word as a quoted prefix, so that no input is read as query syntax. A NUL would end the query for SQLite.
pub(super) fn phrase(words: &str) -> String {
    let words = words.split(|c: char| c.is_whitespace() || c == '\0').filter(|w| !w.is_empty());
    let quoted: Vec<String> = words.map(|w| format!("\"{}\"*", w.replace('"', "\"\""))).collect();
    if quoted.is_empty() { "\"\"".to_owned() } else { quoted.join(" ") }
}
