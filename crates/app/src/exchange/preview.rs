//! What would become of each row of a sheet. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use assay_documents::sheet::{Row, Sheet};
use assay_domain::{Key, Kind, Problem};
use assay_store::{Revision, WorkspaceScope};
use serde_json::{Map, Value};

use super::columns::{Column, Holds, columns, find, inner};
use crate::access::Principal;
use crate::dto::{CellProblem, ImportRow, RowFate};
use crate::records::{CreateRequest, Decided, UpdateRequest};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// A row with what it comes to.
pub(super) struct Planned {
    pub(super) row: ImportRow,
    /// The write, for a row that makes or changes a record.
    pub(super) decided: Option<Decided>,
}

/// Everything that is the same for all rows.
pub(super) struct Preview<'a> {
    ws: &'a Workspace,
    scope: &'a WorkspaceScope,
    principal: &'a Principal,
    kind: &'static Kind,
    /// The columns of the file, in its order.
    columns: Vec<Column>,
    as_new: bool,
    /// Records that rows of the file name.
    beside: Vec<Key>,
    /// Names that rows before take.
    names: BTreeMap<String, usize>,
    seen: BTreeSet<Key>,
}

/// Why a row is refused.
type Refusal = Vec<CellProblem>;

fn problem(column: Option<&str>, code: &str, text: impl Into<String>) -> CellProblem {
    CellProblem { column: column.map(str::to_owned), code: code.to_owned(), text: text.into() }
}

impl<'a> Preview<'a> {
    /// Reads the head of a sheet.
    pub(super) fn of(
        ws: &'a Workspace,
        scope: &'a WorkspaceScope,
        principal: &'a Principal,
        kind: &'static Kind,
        sheet: &Sheet,
        as_new: bool,
    ) -> Answer<Self> {
        let known = columns(kind);
        let find = |name: &String| find(kind, name);
        let unknown: Vec<&str> = sheet.columns.iter().filter(|name| find(name).is_none()).map(String::as_str).collect();
        if !unknown.is_empty() {
            let names: Vec<&str> = known.iter().map(|c| c.name.as_str()).collect();
            let text = format!(
                "a {} has no column {}; it has {}",
                kind.name,
                unknown.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
                names.join(", ")
            );
            return Err(AppError::input("sheet.column-unknown", text).with("unknown", unknown));
        }
        let columns: Vec<Column> = sheet.columns.iter().filter_map(find).collect();
        let at_key = columns.iter().position(|c| c.holds == Holds::Key).filter(|_| !as_new);
        let key = |row: &Row| row.cells.get(at_key?)?.trim().parse().ok();
        let beside = sheet.rows.iter().filter_map(key).collect();
        let (names, seen) = (BTreeMap::new(), BTreeSet::new());
        Ok(Self { ws, scope, principal, kind, columns, as_new, beside, names, seen })
    }

    /// What becomes of a row.
    ///
    /// # Errors
    /// When the store refuses; what is wrong with the row is in the row.
    pub(super) fn row(&mut self, row: &Row) -> Answer<Planned> {
        let cell = |holds: Holds| {
            let at = self.columns.iter().position(|c| c.holds == holds).filter(|_| !self.as_new);
            at.and_then(|at| row.cells.get(at)).map_or("", |cell| cell.trim())
        };
        let (key, state, revision) = (cell(Holds::Key), cell(Holds::State), cell(Holds::Revision));
        let mut planned =
            if key.is_empty() { self.create(row, revision)? } else { self.update(row, key, state, revision)? };
        if let Some(decided) = &planned.decided {
            let problems = self.unmet(decided, row.number)?;
            if !problems.is_empty() {
                planned = self.refused(row, planned.row.key.clone(), problems);
            }
        }
        Ok(planned)
    }

    fn create(&self, row: &Row, revision: &str) -> Answer<Planned> {
        if !revision.is_empty() {
            let text = "a revision without a key: name the record in `key`, or leave both empty to make a new one";
            return Ok(self.refused(row, None, vec![problem(Some("key"), "key.missing", text)]));
        }
        let mut body = Map::new();
        let filled = self.fill(&mut body, row);
        let body = Value::Object(body);
        if let Err(problems) = filled.and_then(|()| self.only_read(row, &body)) {
            return Ok(self.refused(row, None, problems));
        }
        let request = CreateRequest { kind: self.kind.name.to_owned(), body, effective: None };
        self.outcome(row, None, RowFate::Create, self.ws.decide_create(self.principal, &request))
    }

    fn update(&mut self, row: &Row, key: &str, state: &str, revision: &str) -> Answer<Planned> {
        let head = match self.named(key)? {
            Ok(head) => head,
            Err(refusal) => return Ok(self.refused(row, Some(key.to_owned()), vec![refusal])),
        };
        let named = Some(key.to_owned());
        if !self.seen.insert(head.key.clone()) {
            let text = format!("{key} stands in a row before; one row a record");
            return Ok(self.refused(row, named, vec![problem(Some("key"), "key.twice", text)]));
        }
        if head.body.is_none() && self.says_nothing(row) {
            return Ok(self.unchanged(row, &head));
        }
        let over = self.over(&head, row).and_then(|body| self.only_read(row, &body).map(|()| body));
        let body = match over {
            Ok(body) => body,
            Err(problems) => return Ok(self.refused(row, named, problems)),
        };
        if self.says_the_same(&body, &head) {
            return Ok(self.unchanged(row, &head));
        }
        if let Some(refusal) = self.stale(row, &head, state, revision)? {
            return Ok(match refusal {
                None => self.unchanged(row, &head),
                Some(refusal) => self.refused(row, named, vec![refusal]),
            });
        }
        let request = UpdateRequest { body, revision: head.revision };
        let decided = self.ws.decide_update(self.principal, &head.key, &request, &self.beside);
        self.outcome(row, named, RowFate::Update, decided)
    }

    /// The record of a key, when it is there, of this kind, and the asker's to see.
    fn named(&self, text: &str) -> Answer<Result<Revision, CellProblem>> {
        let refuse = |code: &str, text: String| Ok(Err(problem(Some("key"), code, text)));
        let key = match text.parse::<Key>() {
            Ok(key) => key,
            Err(e) => return refuse("key.malformed", e.to_string()),
        };
        let head = self.ws.store.head(self.scope, &key)?;
        match head {
            None => refuse(
                "key.unknown",
                format!("there is no {text} here; leave `key` and `revision` empty to make a new record"),
            ),
            Some(head) if head.kind != self.kind.name => {
                refuse("key.other-kind", format!("{text} is a {}, not a {}", head.kind, self.kind.name))
            }
            Some(head) => Ok(Ok(head)),
        }
    }

    /// Puts the cells of a row into a body: an empty one removes its field, a column that is not there leaves it.
    fn fill(&self, body: &mut Map<String, Value>, row: &Row) -> Result<(), Refusal> {
        let mut problems = Vec::new();
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let Holds::Field(name, takes) = column.holds else { continue };
            if cell.is_empty() {
                body.remove(name);
                continue;
            }
            match takes.value(cell) {
                Ok(value) => {
                    body.insert(name.to_owned(), value);
                }
                Err(text) => problems.push(problem(Some(&column.name), "cell.wrong", text)),
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn over(&self, revision: &Revision, row: &Row) -> Result<Value, Refusal> {
        let mut body = Workspace::body(revision);
        if let Value::Object(map) = &mut body {
            self.fill(map, row)?;
        }
        Ok(body)
    }

    /// Holds cells that a file cannot change against the body. Of the time of the last change nothing follows: whether a
    /// row was made from an older revision is told by its number.
    fn only_read(&self, row: &Row, body: &Value) -> Result<(), Refusal> {
        let cells = self.columns.iter().zip(&row.cells);
        let other = cells.filter(|(column, cell)| match column.holds {
            Holds::Inner(path) => !cell.is_empty() && **cell != inner(body, path),
            _ => false,
        });
        let problems: Vec<CellProblem> = other
            .map(|(column, _)| {
                let field = column.name.split('.').next().unwrap_or_default();
                let text = format!(
                    "a file does not change `{}`; change `{field}` as a whole, or leave it as it is",
                    column.name
                );
                problem(Some(&column.name), "cell.only-read", text)
            })
            .collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn says_nothing(&self, row: &Row) -> bool {
        let fields = self.columns.iter().zip(&row.cells).filter(|(c, _)| matches!(c.holds, Holds::Field(..)));
        fields.into_iter().all(|(_, cell)| cell.is_empty())
    }

    fn says_the_same(&self, body: &Value, as_recorded: &Revision) -> bool {
        let recorded = Workspace::body(as_recorded);
        *body == recorded || self.kind.normalise(body.clone()).is_ok_and(|normal| normal.value == recorded)
    }

    /// Whether the row was made from another revision than the present one: a conflict, unless nobody touched the row
    /// since it was exported.
    fn stale(&self, row: &Row, head: &Revision, state: &str, revision: &str) -> Answer<Option<Option<CellProblem>>> {
        let key = &head.key;
        let refuse = |column: &str, code: &str, text: String| Ok(Some(Some(problem(Some(column), code, text))));
        let Ok(seen) = revision.parse::<u32>() else {
            let text =
                format!("say which revision of {key} this row was made from; the present one is {}", head.revision);
            return refuse("revision", "revision.missing", text);
        };
        if seen != head.revision {
            let history = self.ws.store.history(self.scope, key)?;
            let then = history.iter().find(|r| r.revision == seen && r.body.is_some());
            if then.is_some_and(|then| self.over(then, row).is_ok_and(|body| self.says_the_same(&body, then))) {
                return Ok(Some(None));
            }
            let text = format!(
                "{key} is at revision {}, not {seen}: somebody changed it meanwhile; export it again and repeat your change",
                head.revision
            );
            return refuse("revision", "record.conflict", text);
        }
        if !state.is_empty() && state != head.state {
            let text = format!("{key} is {}; a file does not move records, a transition does", head.state);
            return refuse("state", "state.not-imported", text);
        }
        Ok(None)
    }

    /// What the writer would refuse: references that lead nowhere, and names that are taken.
    fn unmet(&mut self, decided: &Decided, number: usize) -> Answer<Vec<CellProblem>> {
        let mut problems = Vec::new();
        let own = match &decided.write.key {
            assay_domain::KeyPlan::Existing(key) => Some(key),
            assay_domain::KeyPlan::Next(_) => None,
        };
        for link in &decided.write.links {
            // What the asker does not see was there before, or was refused when the row was decided.
            if Some(&link.to) != own
                && !self.scope.hides(&link.to)
                && self.ws.store.head(self.scope, &link.to)?.is_none()
            {
                let field = link.field.split('.').next().unwrap_or_default();
                let text = format!("there is no {}; a row can only refer to records that are there already", link.to);
                problems.push(problem(self.column(field), "reference.unknown", text));
            }
        }
        for name in &decided.write.unique {
            let holder = self.ws.store.holder(self.scope, name)?.filter(|holder| Some(holder) != own);
            let before = self.names.insert(name.clone(), number);
            let by = holder.map(|key| key.to_string()).or_else(|| before.map(|row| format!("row {row}")));
            if let Some(by) = by {
                problems.push(problem(None, "name.taken", format!("`{name}` is taken by {by}")));
            }
        }
        Ok(problems)
    }

    /// The column of a field.
    fn column(&self, field: &str) -> Option<&str> {
        let of = |c: &&Column| matches!(c.holds, Holds::Field(name, _) if name == field);
        self.columns.iter().find(of).map(|c| c.name.as_str())
    }

    /// A row with its decision, or with what an error says about its cells.
    fn outcome(&self, row: &Row, key: Option<String>, fate: RowFate, decided: Answer<Decided>) -> Answer<Planned> {
        let error = match decided {
            Ok(decided) => {
                let title = decided.write.title.clone();
                let row = ImportRow { row: row.number, fate, key, revision: None, title, problems: Vec::new() };
                return Ok(Planned { row, decided: Some(decided) });
            }
            Err(error) if error.class == crate::ErrorClass::Internal => return Err(error),
            Err(error) => error,
        };
        let place = |p: &Problem| {
            let field = p.at.trim_start_matches('/').split('/').next().unwrap_or_default();
            let inner = p.at.trim_start_matches('/').strip_prefix(field).unwrap_or_default();
            let text = if inner.is_empty() { p.text.clone() } else { format!("{inner}: {}", p.text) };
            problem(self.column(field).or(Some(field)).filter(|f| !f.is_empty()), &p.code, text)
        };
        let mut problems: Vec<CellProblem> = error.problems.iter().map(place).collect();
        if problems.is_empty() {
            problems.push(problem(None, &error.code, error.text));
        }
        Ok(self.refused(row, key, problems))
    }

    fn refused(&self, row: &Row, key: Option<String>, problems: Vec<CellProblem>) -> Planned {
        let title = self.title(row);
        let row = ImportRow { row: row.number, fate: RowFate::Refused, key, revision: None, title, problems };
        Planned { row, decided: None }
    }

    fn unchanged(&self, row: &Row, head: &Revision) -> Planned {
        let row = ImportRow {
            row: row.number,
            fate: RowFate::Unchanged,
            key: Some(head.key.to_string()),
            revision: Some(head.revision),
            title: head.title.clone(),
            problems: Vec::new(),
        };
        Planned { row, decided: None }
    }

    fn title(&self, row: &Row) -> String {
        let at = self.columns.iter().position(|c| matches!(c.holds, Holds::Field("title", _)));
        at.and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
    }
}
