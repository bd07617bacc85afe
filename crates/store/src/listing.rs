//! Lists in SQL, for both databases: filters, order and cursor become one statement, every value of it bound.

use assay_domain::Key;

use crate::number::{count, int};
use crate::query::{COUNTED, Leg, Stretch};
use crate::{Filter, ListQuery, Position, SortBy, StoreError, Wanted, WorkspaceScope};

/// So many records are found by their keys, one by one, and not by walking all of their kind.
pub(crate) const FEW: usize = 500;

/// What the databases say differently.
pub(crate) trait Dialect {
    /// Binds a text; gives its place in the statement.
    fn text(&mut self, value: &str) -> String;
    /// Binds a number.
    fn number(&mut self, value: i64) -> String;
    /// Binds many texts as one value; gives a list of them for `IN`.
    fn texts(&mut self, values: Vec<String>) -> String;
    /// A condition on `r`: its words are these.
    fn words(&mut self, words: &str) -> String;
    /// The kind of a row, where a few are looked for by their keys: a planner that began with the kind would walk all of it.
    fn kind_of_few(&self) -> &'static str {
        "r.kind"
    }
    /// The value of an indexed field, where that of one record is looked at and not every record that has it.
    fn value_of_one(&self) -> &'static str {
        "f.value"
    }
    /// A condition that rows of that alias are of the workspace; nothing where a database holds one only.
    fn own(&self, alias: &str) -> Option<String>;
}

/// One leg of a list as a statement: the columns of a revision, then what it is sorted by.
pub(crate) fn statement(
    sql: &mut impl Dialect,
    scope: &WorkspaceScope,
    query: &ListQuery,
    leg: &Leg,
    columns: &str,
    most: usize,
) -> String {
    let columns: Vec<String> = columns.split(", ").map(|column| format!("r.{column}")).collect();
    let mut clauses = Clauses::of(sql, scope, query, leg.field().is_some());
    let (mut from, mut value) = ("revision r", "''".to_owned());
    if let Some(field) = leg.field() {
        // The index is walked in its order; a planner that begins with the records would sort all of them.
        (from, value) = ("indexed i CROSS JOIN revision r", "i.value".to_owned());
        clauses.walk(field, leg);
    }
    let (by_value, number) = leg.order(query);
    let direction = if leg.descending { "DESC" } else { "ASC" };
    if let Some((value, place)) = &leg.from {
        let than = if leg.descending { "<" } else { ">" };
        let place = clauses.sql.number(*place);
        clauses.all.push(match by_value {
            Some(column) => format!("({column}, {number}) {than} ({}, {place})", clauses.sql.text(value)),
            None => format!("{number} {than} {place}"),
        });
    }
    match &leg.stretch {
        Stretch::State(state) => {
            let state = clauses.sql.text(state);
            clauses.all.push(format!("r.state = {state}"));
        }
        Stretch::OtherStates(states) if !states.is_empty() => {
            let states = clauses.sql.texts(states.clone());
            clauses.all.push(format!("r.state NOT IN {states}"));
        }
        Stretch::Group(name, keys) => {
            value = clauses.sql.text(name);
            let clause = clauses.filter(&Filter::Among(keys.clone()), "r");
            clauses.all.push(clause);
        }
        Stretch::OfNoGroup(keys) => {
            let clause = clauses.filter(&Filter::Outside(keys.clone()), "r");
            clauses.all.push(clause);
        }
        _ => {}
    }
    let most = clauses.sql.number(count(most));
    let by_value = by_value.map(|column| format!("{column} {direction}, ")).unwrap_or_default();
    format!(
        "SELECT {}, {value} FROM {from} WHERE {} ORDER BY {by_value}{number} {direction} LIMIT {most}",
        columns.join(", "),
        clauses.joined()
    )
}

/// How many records a list has, looking for one more than are counted.
pub(crate) fn counting(sql: &mut impl Dialect, scope: &WorkspaceScope, query: &ListQuery) -> String {
    let clauses = Clauses::of(sql, scope, query, false);
    let most = clauses.sql.number(count(COUNTED + 1));
    format!("SELECT count(*) FROM (SELECT 1 FROM revision r WHERE {} LIMIT {most}) AS found", clauses.joined())
}

impl Leg {
    fn field(&self) -> Option<&str> {
        match &self.stretch {
            Stretch::Valued(field) | Stretch::Unvalued(field) => Some(field),
            _ => None,
        }
    }

    /// The columns it is ordered by: what it is sorted by, where that differs within it, and a number.
    fn order(&self, query: &ListQuery) -> (Option<&'static str>, &'static str) {
        match &self.stretch {
            Stretch::Valued(_) => (Some("i.value"), "i.number"),
            Stretch::Unvalued(_) => (None, "i.number"),
            Stretch::OtherStates(_) => (Some("r.state"), "r.number"),
            Stretch::Key if query.kind.is_none() => (None, "r.seq"),
            Stretch::Changed => (None, "r.seq"),
            Stretch::Key | Stretch::State(_) | Stretch::Group(..) | Stretch::OfNoGroup(_) => (None, "r.number"),
        }
    }
}

/// The conditions of a list.
struct Clauses<'a, D> {
    sql: &'a mut D,
    all: Vec<String>,
    kind: Option<String>,
    /// The moment, where it is not now.
    moment: Option<String>,
    /// Whether many records fit.
    dense: bool,
}

impl<'a, D: Dialect> Clauses<'a, D> {
    /// Everything but order and cursor. `walked` says that the index is asked first.
    fn of(sql: &'a mut D, scope: &WorkspaceScope, query: &ListQuery, walked: bool) -> Self {
        let kind = query.kind.as_ref().map(|kind| sql.text(kind));
        let moment = query.as_of.map(|position: Position| sql.number(int(position)));
        let mut clauses = Self { sql, all: Vec::new(), kind, moment, dense: query.dense };
        let standing = clauses.standing("r", "seq");
        clauses.all.extend(clauses.sql.own("r"));
        clauses.all.push(standing);
        if let Some(kind) = &clauses.kind {
            let few = |filter: &Filter| matches!(filter, Filter::Among(keys) if keys.len() <= FEW);
            let by_key = query.as_of.is_none() && query.filters.iter().any(few);
            let column = if by_key { clauses.sql.kind_of_few() } else { "r.kind" };
            clauses.all.push(format!("{column} = {kind}"));
        }
        clauses.leave_out(scope, query);
        for filter in &query.filters {
            let clause = clauses.filter(filter, if walked { "i" } else { "r" });
            clauses.all.push(clause);
        }
        clauses
    }

    fn standing(&self, alias: &str, from: &str) -> String {
        match &self.moment {
            None => format!("{alias}.to_seq IS NULL"),
            Some(p) => format!("{alias}.{from} < {p} AND ({alias}.to_seq IS NULL OR {alias}.to_seq >= {p})"),
        }
    }

    /// Leaves out what the scope hides.
    fn leave_out(&mut self, scope: &WorkspaceScope, query: &ListQuery) {
        let (kinds, keys) = scope.leave_out(query.kind.as_deref());
        if !kinds.is_empty() {
            let kinds = self.sql.texts(kinds.iter().map(ToString::to_string).collect());
            self.all.push(format!("r.kind NOT IN {kinds}"));
        }
        if !keys.is_empty() {
            let keys = self.sql.texts(keys);
            self.all.push(format!("r.key NOT IN {keys}"));
        }
    }

    fn one_of(&mut self, column: &str, values: &[String]) -> String {
        let places: Vec<String> = values.iter().map(|value| self.sql.text(value)).collect();
        if places.is_empty() { "1 = 0".to_owned() } else { format!("{column} IN ({})", places.join(", ")) }
    }

    fn filter(&mut self, filter: &Filter, numbered: &str) -> String {
        match filter {
            Filter::State(states) => self.one_of("r.state", states),
            Filter::Words(words) => self.sql.words(words),
            Filter::Among(keys) => format!("r.key IN {}", self.keys(keys)),
            Filter::Outside(keys) => format!("r.key NOT IN {}", self.keys(keys)),
            Filter::Links(field, to) => {
                let (field, to) = (self.sql.text(field), self.sql.text(&to.to_string()));
                let own = self.sql.own("l").map(|own| format!("{own} AND ")).unwrap_or_default();
                let meant =
                    format!("{own}l.field = {field} AND l.to_key = {to} AND {}", self.standing("l", "from_seq"));
                // Links of the past are found from where they start only.
                match self.moment {
                    None => format!("r.key IN (SELECT l.from_key FROM link l WHERE {meant})"),
                    Some(_) => format!("EXISTS (SELECT 1 FROM link l WHERE l.from_key = r.key AND {meant})"),
                }
            }
            Filter::Field(field, wanted) => {
                let Some(kind) = self.kind.clone() else { return "1 = 0".to_owned() };
                let field = self.sql.text(field);
                let own = self.sql.own("f").map(|own| format!("{own} AND ")).unwrap_or_default();
                let standing = self.standing("f", "from_seq");
                if self.dense {
                    let value = self.sql.value_of_one();
                    let wanted = self.wanted(value, wanted);
                    return format!(
                        "EXISTS (SELECT 1 FROM indexed f WHERE {own}f.kind = {kind} AND f.number = {numbered}.number
                         AND f.field = {field} AND {wanted} AND {standing})"
                    );
                }
                let wanted = self.wanted("f.value", wanted);
                format!(
                    "{numbered}.number IN (SELECT f.number FROM indexed f
                     WHERE {own}f.kind = {kind} AND f.field = {field} AND {wanted} AND {standing})"
                )
            }
        }
    }

    fn keys(&mut self, keys: &[Key]) -> String {
        self.sql.texts(keys.iter().map(ToString::to_string).collect())
    }

    fn wanted(&mut self, value: &str, wanted: &Wanted) -> String {
        match wanted {
            Wanted::OneOf(values) => self.one_of(value, values),
            Wanted::Empty => format!("{value} = ''"),
            Wanted::Present => format!("{value} > ''"),
            Wanted::Between(from, to) => {
                let mut parts = vec![format!("{value} > ''")];
                parts.extend(from.iter().map(|from| format!("{value} >= {}", self.sql.text(from))));
                parts.extend(to.iter().map(|to| format!("{value} <= {}", self.sql.text(to))));
                parts.join(" AND ")
            }
        }
    }

    /// Goes through the index of a field: those with a value, or those without.
    fn walk(&mut self, field: &str, leg: &Leg) {
        let field = self.sql.text(field);
        let kind = self.kind.clone().unwrap_or_else(|| "''".to_owned());
        self.all.extend(self.sql.own("i"));
        self.all.push(format!("i.kind = {kind} AND i.field = {field} AND i.place = 0"));
        match leg.stretch {
            // A cursor that goes up says so more narrowly; of two lower bounds a database might take the wider.
            Stretch::Valued(_) if leg.from.is_some() && !leg.descending => {}
            Stretch::Valued(_) => self.all.push("i.value > ''".to_owned()),
            _ => self.all.push("i.value = ''".to_owned()),
        }
        self.all.push(self.standing("i", "from_seq"));
        self.all.push("r.kind = i.kind AND r.number = i.number".to_owned());
    }

    fn joined(&self) -> String {
        self.all.join(" AND ")
    }
}

/// A list that is sorted by a field is one of a kind.
pub(crate) fn fits(query: &ListQuery) -> Result<(), StoreError> {
    let by_field = matches!(query.sort.by, SortBy::Field(_) | SortBy::State(_) | SortBy::Groups(_));
    if by_field && query.kind.is_none() { Err(StoreError::NoSuchOrder) } else { Ok(()) }
}
