//! Lists and changes: filters, order and cursor in SQL.

use assay_domain::Key;
use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;

use super::read::{self, COLUMNS};
use crate::error::sql;
use crate::listing::{self, Dialect, FEW};
use crate::number::{self, int, uint};
use crate::query::Listed;
use crate::{Count, Filter, ListQuery, Position, Revision, StoreError, WorkspaceScope};

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

    // A sign before a column keeps its indexes out.
    fn kind_of_few(&self) -> &'static str {
        "+r.kind"
    }

    fn value_of_one(&self) -> &'static str {
        "+f.value"
    }

    fn own(&self, _: &str) -> Option<String> {
        None
    }
}

/// The query with keys in place of words that few records have.
fn narrowed(conn: &Connection, query: &ListQuery) -> Result<ListQuery, StoreError> {
    let mut query = query.clone();
    for filter in &mut query.filters {
        let Filter::Words(words) = filter else { continue };
        let keys: Vec<Key> = conn
            .prepare_cached("SELECT a.key FROM search s JOIN record a ON a.id = s.rowid WHERE search MATCH ?1 LIMIT ?2")
            .and_then(|mut s| {
                let found = s.query_map((phrase(words), number::count(FEW + 1)), |r| r.get::<_, String>(0))?;
                found.collect::<Result<Vec<String>, _>>()
            })
            .map_err(sql("search records"))?
            .iter()
            .map(|text| read::key(text))
            .collect::<Result<_, _>>()?;
        if keys.len() <= FEW {
            *filter = Filter::Among(keys);
        }
    }
    Ok(query)
}

/// The rows of a page and one more, in the order they are read.
pub(super) fn list(conn: &Connection, scope: &WorkspaceScope, query: &ListQuery) -> Result<Vec<Listed>, StoreError> {
    listing::fits(query)?;
    let query = &narrowed(conn, query)?;
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
    let statement = listing::counting(&mut bound, scope, &narrowed(conn, query)?);
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use assay_domain::WorkspaceId;

    use super::*;
    use crate::{Sort, SortBy, Wanted};

    /// How SQLite goes about the legs of a list.
    fn plans(query: &ListQuery) -> Vec<String> {
        let mut conn = Connection::open_in_memory().unwrap();
        super::super::migrate(&mut conn, Path::new("x")).unwrap();
        let scope = WorkspaceScope::mint(WorkspaceId::from_random([1; 16]));
        let plan = |leg| {
            let mut bound = Bound::default();
            let statement = listing::statement(&mut bound, &scope, query, leg, COLUMNS, 51);
            let mut explained = conn.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).unwrap();
            let lines = explained.query_map(rusqlite::params_from_iter(bound.0), |r| r.get::<_, String>(3)).unwrap();
            lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
        };
        query.legs().unwrap().iter().map(plan).collect()
    }

    fn risks(by: SortBy, filters: Vec<Filter>) -> ListQuery {
        ListQuery {
            kind: Some("risk".to_owned()),
            sort: Sort { by, descending: true },
            filters,
            limit: 50,
            ..ListQuery::default()
        }
    }

    /// A plan that names the index it is in the order of, and sorts nothing by itself.
    fn walks(query: &ListQuery, index: &str) {
        for plan in plans(query) {
            assert!(plan.contains(index) && !plan.contains("ORDER BY"), "{query:?}: {plan}");
        }
    }

    #[test]
    fn a_few_records_are_found_by_their_keys() {
        let few = |n: u64| vec![Filter::Among((1..=n).map(|n| Key::new("RISK", n)).collect())];
        let plan = |filters| plans(&risks(SortBy::Key, filters)).join("; ");
        assert!(plan(few(500)).contains("USING INDEX revision_head (key=?)"), "{}", plan(few(500)));
        assert!(plan(few(501)).contains("revision_current"), "{}", plan(few(501)));
    }

    #[test]
    fn where_many_fit_each_is_looked_at_until_a_page_is_full() {
        let grave = Filter::Field("impact".to_owned(), Wanted::Between(Some("10014.".to_owned()), None));
        for by in [SortBy::Key, SortBy::Field("review_due".to_owned())] {
            let query = ListQuery { dense: true, ..risks(by, vec![grave.clone()]) };
            let plan = plans(&query).join("; ");
            assert!(plan.contains("f EXISTS USING PRIMARY KEY") || plan.contains("CORRELATED"), "{plan}");
            assert!(plan.contains("PRIMARY KEY (kind=? AND number=? AND field=?"), "{plan}");
        }
    }

    #[test]
    fn common_lists_walk_an_index_in_its_order() {
        let owner = || Filter::Field("owner".to_owned(), Wanted::OneOf(vec!["PER-000000000001".to_owned()]));
        let likelihood = || SortBy::Field("likelihood".to_owned());
        walks(&risks(SortBy::Key, Vec::new()), "USING INDEX revision_current");
        walks(&risks(SortBy::Key, vec![owner()]), "USING INDEX revision_current");
        walks(&risks(SortBy::Changed, Vec::new()), "USING INDEX revision_changed");
        walks(&risks(likelihood(), Vec::new()), "USING COVERING INDEX indexed_value");
        walks(&risks(likelihood(), vec![owner()]), "USING COVERING INDEX indexed_value");
        let deep = ListQuery { after: Some("9~10013.".to_owned()), ..risks(likelihood(), Vec::new()) };
        walks(&deep, "USING COVERING INDEX indexed_value");
        let states = plans(&risks(SortBy::State(vec!["draft".to_owned()]), Vec::new()));
        assert!(states[1].contains("revision_state") && !states[1].contains("ORDER BY"), "{states:?}");
    }
}
