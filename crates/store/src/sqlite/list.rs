//! Lists and changes: filters, order and cursor in SQL.

use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;

use super::read;
use crate::number::{count, int};
use crate::{Filter, ListQuery, Page, Position, Revision, StoreError, WorkspaceScope};

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
    let limit = bind(count(limit).into());
    let tail = format!("WHERE {} ORDER BY seq LIMIT {limit}", clauses.join(" AND "));
    read::many(conn, &tail, rusqlite::params_from_iter(values))
}

pub(super) fn list(conn: &Connection, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError> {
    // Within a kind the order is that of the keys; across kinds that of the log.
    let order = if query.kind.is_some() { "number" } else { "seq" };
    let mut clauses: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    match query.as_of {
        None => clauses.push("to_seq IS NULL".to_owned()),
        Some(position) => {
            let p = bind(int(position).into());
            clauses.push(format!("seq < {p} AND (to_seq IS NULL OR to_seq >= {p})"));
        }
    }
    if let Some(kind) = &query.kind {
        clauses.push(format!("kind = {}", bind(kind.clone().into())));
    }
    leave_out(scope, query.kind.as_deref(), &mut clauses, &mut bind);
    if let Some(last) = query.cursor()? {
        clauses.push(format!("{order} > {}", bind(last.into())));
    }
    for filter in &query.filters {
        clauses.push(match filter {
            Filter::State(states) => {
                let places: Vec<String> = states.iter().map(|s| bind(s.clone().into())).collect();
                format!("state IN ({})", places.join(", "))
            }
            Filter::Links(field, to) => {
                let (field, to) = (bind(field.clone().into()), bind(to.to_string().into()));
                let open = match query.as_of {
                    None => "l.to_seq IS NULL".to_owned(),
                    Some(position) => {
                        let p = bind(int(position).into());
                        format!("l.from_seq < {p} AND (l.to_seq IS NULL OR l.to_seq >= {p})")
                    }
                };
                format!(
                    "EXISTS (SELECT 1 FROM link l WHERE l.from_key = revision.key AND l.field = {field} AND l.to_key = {to} AND {open})"
                )
            }
            Filter::Words(words) => {
                let words = bind(phrase(words).into());
                format!("key IN (SELECT r.key FROM search s JOIN record r ON r.id = s.rowid WHERE search MATCH {words})")
            }
        });
    }
    let one_more = bind(count(query.most() + 1).into());
    let tail = format!("WHERE {} ORDER BY {order} LIMIT {one_more}", clauses.join(" AND "));
    Ok(query.page(read::many(conn, &tail, rusqlite::params_from_iter(values))?))
}

/// Every word as a quoted prefix, so that no input is read as query syntax. A NUL would end the query for SQLite.
pub(super) fn phrase(words: &str) -> String {
    let words = words.split(|c: char| c.is_whitespace() || c == '\0').filter(|w| !w.is_empty());
    let quoted: Vec<String> = words.map(|w| format!("\"{}\"*", w.replace('"', "\"\""))).collect();
    if quoted.is_empty() { "\"\"".to_owned() } else { quoted.join(" ") }
}
