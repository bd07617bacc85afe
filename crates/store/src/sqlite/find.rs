//! Search across kinds: the index is read newest record first and no further than it takes. Whole words are read as they
//! stand; of beginnings longer than those the index keeps, all words that begin so have to be gathered first, which is done
//! only where whole words do not find enough.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::list::{leave_out, phrase};
use super::read;
use crate::number::{count, int};
use crate::{Revision, StoreError, WorkspaceScope};

pub(super) fn find(
    conn: &Connection,
    scope: &WorkspaceScope,
    words: &str,
    most: usize,
) -> Result<Vec<Revision>, StoreError> {
    let begin = phrase(words);
    let whole = matching(conn, scope, begin.replace("\"*", "\"").as_str(), most)?;
    if whole.len() >= most { Ok(whole) } else { matching(conn, scope, &begin, most) }
}

fn matching(conn: &Connection, scope: &WorkspaceScope, phrase: &str, most: usize) -> Result<Vec<Revision>, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut clauses = vec![format!("search MATCH {}", bind(phrase.to_owned().into()))];
    leave_out(scope, None, &mut clauses, &mut bind);
    let most = bind(count(most).into());
    let standing = match scope.position() {
        None => "to_seq IS NULL".to_owned(),
        Some(position) => {
            let p = bind(int(position).into());
            format!("seq < {p} AND (to_seq IS NULL OR to_seq >= {p})")
        }
    };
    // A cross join keeps the index outermost, so that it is read in the order of its rows and stops at the limit.
    let tail = format!(
        "WHERE key IN (SELECT key FROM search CROSS JOIN record ON record.id = search.rowid
                       WHERE {} ORDER BY search.rowid DESC LIMIT {most}) AND {standing} ORDER BY seq DESC",
        clauses.join(" AND ")
    );
    read::many(conn, &tail, rusqlite::params_from_iter(values))
}
