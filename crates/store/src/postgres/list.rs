//! Lists and changes: filters, order and cursor in SQL.

use tokio_postgres::types::ToSql;

use super::text::kept;
use super::tx::Tx;
use super::{read, search};
use crate::number::{count, int};

use crate::{Filter, ListQuery, Page, Position, Revision, StoreError, WorkspaceScope};

/// Leaves out what the scope hides, of one kind or of all.
pub(super) fn leave_out(
    scope: &WorkspaceScope,
    kind: Option<&str>,
    clauses: &mut Vec<String>,
    bind: &mut impl FnMut(Box<dyn ToSql + Sync>) -> String,
) {
    let (kinds, keys) = scope.leave_out(kind);
    if !kinds.is_empty() {
        clauses.push(format!("kind <> ALL ({})", bind(Box::new(kinds))));
    }
    if !keys.is_empty() {
        clauses.push(format!("key <> ALL ({})", bind(Box::new(keys))));
    }
}

/// Revisions in the order of the log, from an index on.
pub(super) async fn changes(
    tx: &Tx,
    scope: &WorkspaceScope,
    from: Position,
    limit: usize,
) -> Result<Vec<Revision>, StoreError> {
    let mut values: Vec<Box<dyn ToSql + Sync>> = vec![Box::new(tx.workspace)];
    let mut bind = |value: Box<dyn ToSql + Sync>| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut clauses = vec!["workspace = $1".to_owned(), format!("seq >= {}", bind(Box::new(int(from))))];
    if let Some(position) = scope.position() {
        clauses.push(format!("seq < {}", bind(Box::new(int(position)))));
    }
    leave_out(scope, None, &mut clauses, &mut bind);
    let limit = bind(Box::new(count(limit)));
    let tail = format!("WHERE {} ORDER BY seq LIMIT {limit}", clauses.join(" AND "));
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
    read::many(tx, &tail, &values).await
}

pub(super) async fn list(tx: &Tx, scope: &WorkspaceScope, query: &ListQuery) -> Result<Page<Revision>, StoreError> {
    // Within a kind the order is that of the keys; across kinds that of the log.
    let order = if query.kind.is_some() { "number" } else { "seq" };
    let mut values: Vec<Box<dyn ToSql + Sync>> = vec![Box::new(tx.workspace)];
    let mut bind = |value: Box<dyn ToSql + Sync>| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut clauses: Vec<String> = vec!["workspace = $1".to_owned()];
    match query.as_of {
        None => clauses.push("to_seq IS NULL".to_owned()),
        Some(position) => {
            let p = bind(Box::new(int(position)));
            clauses.push(format!("seq < {p} AND (to_seq IS NULL OR to_seq >= {p})"));
        }
    }
    if let Some(kind) = &query.kind {
        clauses.push(format!("kind = {}", bind(Box::new(kept(kind).into_owned()))));
    }
    leave_out(scope, query.kind.as_deref(), &mut clauses, &mut bind);
    if let Some(last) = query.cursor()? {
        clauses.push(format!("{order} > {}", bind(Box::new(last))));
    }
    for filter in &query.filters {
        clauses.push(match filter {
            Filter::State(states) => {
                let states: Vec<String> = states.iter().map(|s| kept(s).into_owned()).collect();
                format!("state = ANY ({})", bind(Box::new(states)))
            }
            Filter::Links(field, to) => {
                let field = bind(Box::new(kept(field).into_owned()));
                let to = bind(Box::new(to.to_string()));
                let open = match query.as_of {
                    None => "l.to_seq IS NULL".to_owned(),
                    Some(position) => {
                        let p = bind(Box::new(int(position)));
                        format!("l.from_seq < {p} AND (l.to_seq IS NULL OR l.to_seq >= {p})")
                    }
                };
                format!(
                    "EXISTS (SELECT 1 FROM link l WHERE l.workspace = $1 AND l.from_key = revision.key
                             AND l.field = {field} AND l.to_key = {to} AND {open})"
                )
            }
            Filter::Words(words) => match search::query(tx.workspace, words) {
                Some(wanted) => format!("key IN (SELECT found({}::text::tsquery))", bind(Box::new(wanted))),
                None => "false".to_owned(),
            },
        });
    }
    let one_more = bind(Box::new(count(query.most() + 1)));
    let tail = format!("WHERE {} ORDER BY {order} LIMIT {one_more}", clauses.join(" AND "));
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
    Ok(query.page(read::many(tx, &tail, &values).await?))
}
