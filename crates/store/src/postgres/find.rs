//! Search across kinds.

use tokio_postgres::types::ToSql;

use super::list::leave_out;
use super::tx::Tx;
use super::{read, search};
use crate::number::{count, int};
use crate::{Revision, StoreError, WorkspaceScope};

pub(super) async fn find(
    tx: &Tx,
    scope: &WorkspaceScope,
    words: &str,
    most: usize,
) -> Result<Vec<Revision>, StoreError> {
    let Some(wanted) = search::query(tx.workspace, words) else { return Ok(Vec::new()) };
    let mut values: Vec<Box<dyn ToSql + Sync>> = vec![Box::new(tx.workspace)];
    let mut bind = |value: Box<dyn ToSql + Sync>| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut clauses =
        vec!["workspace = $1".to_owned(), format!("key IN (SELECT found({}::text::tsquery))", bind(Box::new(wanted)))];
    clauses.push(match scope.position() {
        None => "to_seq IS NULL".to_owned(),
        Some(position) => {
            let p = bind(Box::new(int(position)));
            format!("seq < {p} AND (to_seq IS NULL OR to_seq >= {p})")
        }
    });
    leave_out(scope, None, &mut clauses, &mut bind);
    let most = bind(Box::new(count(most)));
    let tail = format!("WHERE {} ORDER BY seq DESC LIMIT {most}", clauses.join(" AND "));
    let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(AsRef::as_ref).collect();
    read::many(tx, &tail, &values).await
}
