//! What is missing for stage 1: the records that the clauses ask for, and every row of the Statement of Applicability,
//! each with the field or the move that comes next.

use assay_domain::kinds::control::Control;
use assay_domain::{AIMS, Action, Kind, Named, State, record_named};
use assay_store::{Filter, ListQuery, Revision, WorkspaceScope};
use serde_json::Value;

use crate::Answer;
use crate::access::Principal;
use crate::coverage::CoverageRequest;
use crate::dto::{ReadinessLine, ReadinessView, Standing};
use crate::workspace::Workspace;

/// States of what no longer stands for anything.
const OVER: [&str; 9] =
    ["superseded", "withdrawn", "rejected", "retired", "dropped", "cancelled", "revoked", "replaced", "void"];

/// What a row has to say before it is decided.
const ROW: [&str; 3] = ["applicable", "reason", "owner"];

impl Workspace {
    /// The readiness list for stage 1, now or then.
    ///
    /// # Errors
    /// When the asker may not read, or on a moment ahead of the log.
    pub fn readiness(&self, principal: &Principal, as_of: Option<&str>) -> Answer<ReadinessView> {
        let scope = self.enter(principal, Action::Read)?;
        let at = self.moment(&scope, as_of)?;
        let framework = self.in_force(AIMS, &at)?.framework;
        let mut lines: Vec<ReadinessLine> = Vec::new();
        for row in framework.subclauses() {
            let Some(clause) = row.clause() else { continue };
            let in_writing = !clause.documented_information.is_empty();
            let mut kinds: Vec<&'static Kind> = Vec::new();
            for name in &clause.record_types {
                // What the program works out, and what only a use case makes, is nobody's to write.
                let kind = match record_named(name) {
                    Some(Named::Kind(k) | Named::Field(k, _) | Named::State(k, _)) => Kind::named(k),
                    _ => None,
                };
                kinds.extend(
                    kind.filter(|k| k.workflow.create.is_some() && kinds.iter().all(|known| known.name != k.name)),
                );
            }
            for kind in kinds.into_iter().filter(|kind| !scope.hides_kind(kind.name)) {
                // Asked for by several clauses, it is missing once.
                if let Some(known) = lines.iter_mut().find(|line| line.kind == kind.name) {
                    known.in_writing |= in_writing;
                    continue;
                }
                lines.push(self.line(&scope, kind, &row.id, in_writing, at.position)?);
            }
        }
        self.judge(principal, as_of, &mut lines)?;
        let (mut rows, mut rows_decided) = (0, 0);
        for (record, body) in self.typed::<Control>(&scope, "control", at.position)? {
            let Some(id) = body.requirement.strip_prefix(AIMS).and_then(|id| id.strip_prefix(':')) else { continue };
            rows += 1;
            match row_line(&record, &body, id) {
                None => rows_decided += 1,
                Some(line) => lines.push(line),
            }
        }
        Ok(ReadinessView { as_of: at, lines, rows, rows_decided })
    }

    /// That a record is there says nothing of what it shows: an audit that left out half of the requirements is no audit of
    /// all [9.2]. A clause that fails, or of which some system has nothing, stands open with the reason.
    fn judge(&self, principal: &Principal, as_of: Option<&str>, lines: &mut Vec<ReadinessLine>) -> Answer<()> {
        let request = CoverageRequest { as_of: as_of.map(str::to_owned), limit: Some(1), ..CoverageRequest::default() };
        for clause in self.coverage(principal, &request)?.requirements {
            let asked = || lines.iter().filter(|line| line.requirement == clause.id);
            let held = !matches!(clause.state, State::Failing | State::Missing);
            // What is not written yet is told already.
            if held || clause.id.starts_with("A.") || asked().any(|line| line.standing != Standing::There) {
                continue;
            }
            let (reason, subject) = (Some(clause.reason), clause.subject);
            if let Some(line) = lines.iter_mut().find(|line| line.requirement == clause.id) {
                (line.standing, line.reason, line.subject) = (Standing::Begun, reason, subject);
            } else {
                // Its records are asked for by a clause before it.
                let at = lines.iter().position(|line| after(&line.requirement, &clause.id)).unwrap_or(lines.len());
                let line = ReadinessLine { reason, subject, standing: Standing::Begun, ..bare(&clause.id, "") };
                lines.insert(at, line);
            }
        }
        Ok(())
    }

    fn line(
        &self,
        scope: &WorkspaceScope,
        kind: &'static Kind,
        requirement: &str,
        in_writing: bool,
        position: u64,
    ) -> Answer<ReadinessLine> {
        let open = unsettled(kind);
        let of = |wanted: &dyn Fn(&str) -> bool| kind.workflow.states.iter().copied().filter(|s| wanted(s)).collect();
        let settled: Vec<&str> = of(&|s| !open.contains(&s) && !OVER.contains(&s));
        let found = match self.one_of(scope, kind, &settled, position)? {
            Some(record) => Some((record, Standing::There)),
            None => self.one_of(scope, kind, &open, position)?.map(|record| (record, Standing::Begun)),
        };
        let mut line = ReadinessLine { in_writing, ..bare(requirement, kind.name) };
        if let Some((record, standing)) = found {
            if standing == Standing::Begun {
                (line.field, line.next) = comes_next(kind, &record);
            }
            line.standing = standing;
            line.record = Some(record.key.to_string());
            line.title = Some(record.title);
            line.state = Some(record.state);
        }
        Ok(line)
    }

    /// A record of the kind in one of these states.
    fn one_of(&self, scope: &WorkspaceScope, kind: &Kind, states: &[&str], position: u64) -> Answer<Option<Revision>> {
        if states.is_empty() {
            return Ok(None);
        }
        let now = self.is_now(scope, position)?;
        let query = ListQuery {
            kind: Some(kind.name.to_owned()),
            filters: vec![Filter::State(states.iter().map(|s| (*s).to_owned()).collect())],
            as_of: (!now).then_some(position),
            limit: 1,
            ..Default::default()
        };
        Ok(self.store.list(scope, &query)?.rows.pop())
    }
}

/// A line of which nothing is known yet.
fn bare(requirement: &str, kind: &str) -> ReadinessLine {
    ReadinessLine {
        requirement: requirement.to_owned(),
        kind: kind.to_owned(),
        in_writing: false,
        standing: Standing::Missing,
        record: None,
        title: None,
        state: None,
        field: None,
        next: None,
        reason: None,
        subject: None,
    }
}

/// Whether a clause comes after another: 10.1 after 9.3.
fn after(one: &str, other: &str) -> bool {
    let parts = |id: &str| id.split('.').map(|part| part.parse::<u32>().unwrap_or(u32::MAX)).collect::<Vec<_>>();
    parts(one) > parts(other)
}

/// States in which a record still waits for somebody: before an approval, or where the kind begins.
fn unsettled(kind: &Kind) -> Vec<&'static str> {
    let workflow = kind.workflow;
    let approvals = workflow.transitions.iter().filter(|t| t.name.starts_with("approve"));
    let mut open: Vec<&str> = approvals.flat_map(|t| t.from.iter().copied()).collect();
    let begins = workflow.initial();
    if workflow.states.len() > 2 && !open.contains(&begins) {
        open.push(begins);
    }
    open
}

/// The field that is missing for the next move, or that move.
fn comes_next(kind: &Kind, record: &Revision) -> (Option<String>, Option<String>) {
    let from_here = || kind.workflow.transitions.iter().filter(|t| t.from.contains(&record.state.as_str()));
    let approves = from_here().find(|t| t.name.starts_with("approve"));
    let Some(next) = approves.or_else(|| from_here().find(|t| !OVER.contains(&t.to))) else { return (None, None) };
    let body = Workspace::body(record);
    let absent = next.requires.iter().find(|field| body.get(**field).is_none_or(Value::is_null));
    match absent.filter(|_| kind.workflow.editable.contains(&record.state.as_str())) {
        Some(field) => (Some((*field).to_owned()), None),
        None => (None, Some(next.name.to_owned())),
    }
}

/// What a row of the Statement of Applicability still lacks; nothing where it is decided.
fn row_line(record: &Revision, body: &Control, id: &str) -> Option<ReadinessLine> {
    let stated = |field: &str| match field {
        "applicable" => body.applicable.is_some(),
        "reason" => body.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty()),
        _ => body.owner.is_some(),
    };
    let applies = body.applicable == Some(true);
    let missing = ROW.into_iter().find(|field| !stated(field)).or(match (applies, body) {
        (true, Control { statement: None, .. }) => Some("statement"),
        (true, Control { implementation: None, .. }) => Some("implementation"),
        _ => None,
    });
    let approved = record.state == "approved";
    if approved && missing.is_none() {
        return None;
    }
    Some(ReadinessLine {
        in_writing: true,
        standing: Standing::Begun,
        record: Some(record.key.to_string()),
        title: Some(record.title.clone()),
        state: Some(record.state.clone()),
        // An approved row is opened again before anything of it is written.
        next: if approved { Some("reopen".to_owned()) } else { missing.is_none().then(|| "approve".to_owned()) },
        field: missing.filter(|_| !approved).map(str::to_owned),
        ..bare(id, &record.kind)
    })
}
