//! Lists and changes: filters, order and cursor in SQL.

use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::text::kept;
use super::tx::Tx;
use super::{read, search};
use crate::listing::{self, Dialect};
use crate::number::{self, int, uint};
use crate::query::Listed;
use crate::{Count, ListQuery, Position, Revision, StoreError, WorkspaceScope};

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
    let limit = bind(Box::new(number::count(limit)));
    let tail = format!("WHERE {} ORDER BY seq LIMIT {limit}", clauses.join(" AND "));
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
    read::many(tx, &tail, &values).await
}

/// The values of a statement that is being made; the workspace comes first.
struct Bound {
    workspace: Uuid,
    values: Vec<Box<dyn ToSql + Sync>>,
}

impl Bound {
    fn of(tx: &Tx) -> Self {
        Self { workspace: tx.workspace, values: vec![Box::new(tx.workspace)] }
    }

    fn bind(&mut self, value: Box<dyn ToSql + Sync>) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        self.values.iter().map(AsRef::as_ref).collect()
    }
}

impl Dialect for Bound {
    fn text(&mut self, value: &str) -> String {
        self.bind(Box::new(kept(value).into_owned()))
    }

    fn number(&mut self, value: i64) -> String {
        self.bind(Box::new(value))
    }

    fn texts(&mut self, values: Vec<String>) -> String {
        let values: Vec<String> = values.iter().map(|value| kept(value).into_owned()).collect();
        format!("(SELECT unnest({}::text[]))", self.bind(Box::new(values)))
    }

    fn words(&mut self, words: &str) -> String {
        match search::query(self.workspace, words) {
            Some(wanted) => format!("r.key IN (SELECT found({}::text::tsquery))", self.bind(Box::new(wanted))),
            None => "1 = 0".to_owned(),
        }
    }

    fn own(&self, alias: &str) -> Option<String> {
        Some(format!("{alias}.workspace = $1"))
    }
}

/// The rows of a page and one more, in the order they are read.
pub(super) async fn list(tx: &Tx, scope: &WorkspaceScope, query: &ListQuery) -> Result<Vec<Listed>, StoreError> {
    listing::fits(query)?;
    let enough = query.most() + 1;
    let mut rows = Vec::new();
    for leg in query.legs()? {
        let mut bound = Bound::of(tx);
        let statement = listing::statement(&mut bound, scope, query, &leg, read::COLUMNS, enough - rows.len());
        rows.extend(read::listed(tx, &statement, &bound.values()).await?);
        if rows.len() == enough {
            break;
        }
    }
    Ok(rows)
}

/// How many records a list has.
pub(super) async fn count(tx: &Tx, scope: &WorkspaceScope, query: &ListQuery) -> Result<Count, StoreError> {
    let mut bound = Bound::of(tx);
    let statement = listing::counting(&mut bound, scope, query);
    let row = tx.row("count records", &statement, &bound.values()).await?;
    Ok(Count::of(row.map_or(0, |row| uint(row.get(0)))))
}
