//! Making, editing and moving records.

use assay_domain::{Action, Idempotency, Key, KeyPlan, Kind, Normal, Problem, Seen, Timestamp, Write, unreadable};
use assay_store::{Revision, WorkspaceScope, Written};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::guards;
use super::read::kind;
use crate::access::{Act, Principal, edits, hold_duties, hold_restriction, needed, own_work};
use crate::dto::RecordView;
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError, ErrorClass};

/// A new record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRequest {
    /// Kebab-case kind.
    pub kind: String,
    /// Its body; title and owner are enough for a draft.
    pub body: Value,
    /// Business date, when it is another than now.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub effective: Option<Timestamp>,
}

/// A new body for a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateRequest {
    /// The whole body.
    pub body: Value,
    /// The revision it was made from.
    pub revision: u32,
}

/// A move.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TransitionRequest {
    /// The verb.
    pub transition: String,
    /// The revision it was decided on; nothing means the present one.
    #[serde(default)]
    pub revision: Option<u32>,
    /// SHA-256 of the body that one means to sign, as the record shows it: another body is refused.
    #[serde(default)]
    pub digest: Option<String>,
}

/// A write that may be made, as things stand: what is written, and what the decision rested on.
pub(crate) struct Decided {
    pub(crate) write: Write,
    /// The signature that the write is, if it is one: written with it.
    pub(crate) signature: Option<Write>,
    /// For the writer to look at again.
    pub(crate) reads: Vec<Seen>,
    /// Records besides its own that the decision looked at: none of them may change in the same breath.
    pub(crate) leans_on: Vec<Key>,
}

impl Decided {
    fn new(write: Write, reads: Vec<Seen>) -> Self {
        let duties = assay_domain::duty(&write.kind, &write.op).next().is_some();
        let mut leans_on: Vec<Key> = write.links.iter().filter(|_| duties).map(|link| link.to.clone()).collect();
        leans_on.extend(reads.iter().filter_map(|seen| match seen {
            Seen::At(key, _) => Some(key.clone()),
            Seen::NoneLinked { .. } => None,
        }));
        Self { write, signature: None, reads, leans_on }
    }

    /// What is written, and what the decision relied on.
    pub(crate) fn into_parts(self) -> (Vec<Write>, Vec<Seen>) {
        ([self.write].into_iter().chain(self.signature).collect(), self.reads)
    }
}

impl Workspace {
    /// Makes a record.
    ///
    /// # Errors
    /// On a wrong body, a missing right, a broken duty, a dangling reference or a name that is taken.
    pub fn create(
        &self,
        principal: &Principal,
        request: &CreateRequest,
        idempotency: Option<Idempotency>,
    ) -> Answer<RecordView> {
        let decided = self.decide_create(principal, request)?;
        let (writes, reads) = decided.into_parts();
        let scope = self.enter(principal, Action::Read)?;
        let committed = self.commit(&scope, principal, writes, reads, idempotency)?;
        self.written(&committed.written)
    }

    pub(crate) fn decide_create(&self, principal: &Principal, request: &CreateRequest) -> Answer<Decided> {
        let kind = kind(&request.kind)?;
        let scope = self.enter_for(principal, needed(kind)?, kind.name)?;
        let normal = sent(kind, &request.body)?;
        // What stands still from the beginning is for the program to state.
        let still = kind.frozen_changes(kind.workflow.initial(), &Value::Null, &normal.value);
        if !still.is_empty() {
            return Err(AppError::body(still));
        }
        self.hold_access(&scope, principal, kind, &normal, None)?;
        hold_duties(self, principal, Act { kind, name: "create", body: &normal.value, record: None })?;
        let draft = Draft { effective: request.effective, ..self.new_record(kind, normal) };
        Ok(Decided::new(self.write(draft)?, Vec::new()))
    }

    /// Replaces the body of a record.
    ///
    /// # Errors
    /// As [`Workspace::create`]; `record.conflict` with both sides when somebody was faster, and
    /// `record.frozen` when the record's state does not allow editing.
    pub fn update(
        &self,
        principal: &Principal,
        key: &str,
        request: &UpdateRequest,
        idempotency: Option<Idempotency>,
    ) -> Answer<RecordView> {
        let read = self.enter(principal, Action::Read)?;
        if let Some(view) = self.answered(&read, idempotency.as_ref())? {
            return Ok(view);
        }
        let key = self.resolve(&read, key)?;
        let decided = self.decide_update(principal, &key, request, &[])?;
        let (writes, reads) = decided.into_parts();
        let committed = self
            .commit(&read, principal, writes, reads, idempotency)
            .map_err(|e| self.both_sides(&read, e, &request.body, &key))?;
        self.written(&committed.written)
    }

    /// Decides an edit; `beside` are the records that the same change also writes.
    pub(crate) fn decide_update(
        &self,
        principal: &Principal,
        key: &Key,
        request: &UpdateRequest,
        beside: &[Key],
    ) -> Answer<Decided> {
        let read = self.enter(principal, Action::Read)?;
        let head = self.head(&read, key)?;
        let kind = kind(&head.kind)?;
        let scope = self.enter_for(principal, edits(kind)?, kind.name)?;
        if head.revision != request.revision {
            return Err(conflict(&head, request.revision, Some(&request.body)));
        }
        if head.body.is_none() {
            return Err(AppError::new(ErrorClass::Conflict, "record.erased", format!("{key} was erased")));
        }
        if !kind.workflow.editable.contains(&head.state.as_str()) {
            let text = format!("{key} is {} and can no longer be edited", head.state);
            return Err(AppError::new(ErrorClass::Conflict, "record.frozen", text));
        }
        let normal = sent(kind, &request.body)?;
        let still = kind.frozen_changes(&head.state, &Self::body(&head), &normal.value);
        if !still.is_empty() {
            let text = format!("{key} is {}, where these fields stand still", head.state);
            return Err(AppError {
                problems: still,
                ..AppError::new(ErrorClass::Conflict, "record.field-frozen", text)
            });
        }
        self.hold_access(&scope, principal, kind, &normal, Some(&head))?;
        hold_duties(self, principal, Act { kind, name: "update", body: &normal.value, record: Some(key) })?;
        self.keep_an_owner(&head, &normal.value, beside)?;
        let draft = Draft {
            record: head.record,
            kind,
            key: KeyPlan::Existing(key.clone()),
            expected: head.revision,
            op: "update".to_owned(),
            state: head.state.clone(),
            normal,
            effective: None,
        };
        Ok(Decided::new(self.write(draft)?, Vec::new()))
    }

    /// Moves a record to another state.
    ///
    /// # Errors
    /// When the move does not start here, a field it requires is not stated, a guard or a duty forbids it.
    pub fn transition(
        &self,
        principal: &Principal,
        key: &str,
        request: &TransitionRequest,
        idempotency: Option<Idempotency>,
    ) -> Answer<RecordView> {
        let read = self.enter(principal, Action::Read)?;
        if let Some(view) = self.answered(&read, idempotency.as_ref())? {
            return Ok(view);
        }
        let key = self.resolve(&read, key)?;
        let decided = self.decide_transition(principal, &key, request, &[])?;
        let (writes, reads) = decided.into_parts();
        let committed = self.commit(&read, principal, writes, reads, idempotency)?;
        self.written(&committed.written)
    }

    /// Decides a move; `beside` are the records that the same change also writes.
    pub(crate) fn decide_transition(
        &self,
        principal: &Principal,
        key: &Key,
        request: &TransitionRequest,
        beside: &[Key],
    ) -> Answer<Decided> {
        let read = self.enter(principal, Action::Read)?;
        let head = self.head(&read, key)?;
        let kind = kind(&head.kind)?;
        needed(kind)?;
        let transition = kind
            .workflow
            .transition(&request.transition)
            .ok_or_else(|| no_transition(kind, &head, &request.transition))?;
        let scope = self.enter_for(principal, transition.needs, kind.name)?;
        if transition.signs.is_some() && principal.must_prove(self.clock.now()) {
            let text = "this is a signature: prove again who you are, with your password";
            return Err(AppError::new(ErrorClass::Forbidden, "signature.prove", text));
        }
        if let Some(seen) = request.revision.filter(|r| *r != head.revision) {
            return Err(conflict(&head, seen, None));
        }
        if !transition.from.contains(&head.state.as_str()) {
            return Err(no_transition(kind, &head, &request.transition));
        }
        if transition.signs.is_some() {
            self.hold_body(&head, request.digest.as_deref())?;
        }
        let (body, opened) = self.as_opened(&scope, kind.name, transition.name, Self::body(&head))?;
        let absent: Vec<&str> = transition.requires.iter().copied().filter(|f| body.get(f).is_none()).collect();
        if !absent.is_empty() {
            let text = format!(
                "`{}` needs: {}; state each, or say why it is unknown or none",
                transition.name,
                absent.join(", ")
            );
            return Err(AppError::input("transition.requires", text).with("fields", absent));
        }
        let lacks = kind.lacks(transition.name, &body);
        if !lacks.is_empty() {
            return Err(AppError::body(lacks));
        }
        if kind.name == "restriction" {
            hold_restriction(self, &scope, principal, &body, Some(key))?;
        }
        self.hold_rules(principal, &head, transition.name, &body)?;
        if transition.to != head.state {
            self.keep_an_owner(&head, &Value::Null, beside)?;
        }
        let mut reads: Vec<Seen> = guards::hold(self, &scope, key, &body, transition)?;
        reads.extend(opened);
        let normal = kind.normalise(body).map_err(AppError::body)?;
        let draft = Draft {
            record: head.record,
            kind,
            key: KeyPlan::Existing(key.clone()),
            expected: head.revision,
            op: transition.name.to_owned(),
            state: transition.to.to_owned(),
            normal,
            effective: None,
        };
        let write = self.write(draft)?;
        let signature = self.signature(principal, &head, &write)?;
        Ok(Decided { signature, ..Decided::new(write, reads) })
    }

    /// What a repeated request was answered before.
    fn answered(&self, scope: &WorkspaceScope, idempotency: Option<&Idempotency>) -> Answer<Option<RecordView>> {
        let Some(idempotency) = idempotency else { return Ok(None) };
        let written = self.store.answered(scope, idempotency)?;
        written.map(|w| self.written(&w)).transpose()
    }

    /// Somebody has to own the installation: the last member who does keeps the role.
    fn keep_an_owner(&self, head: &Revision, after: &Value, beside: &[Key]) -> Answer<()> {
        let owns =
            |body: &Value| body.get("roles").and_then(Value::as_array).is_some_and(|r| r.iter().any(|r| r == "owner"));
        if head.kind != "member" || !owns(&Self::body(head)) || owns(after) {
            return Ok(());
        }
        let scope = own_work(self.id);
        let position = self.store.size(&scope)?;
        let members: Vec<(Revision, Value)> = self.typed(&scope, "member", position)?;
        // Another owner who is changed in the same breath may be about to go.
        let stays = |r: &Revision| r.key != head.key && r.state == "active" && !beside.contains(&r.key);
        if members.iter().any(|(r, b)| stays(r) && owns(b)) {
            return Ok(());
        }
        let text = format!("{} is the last owner of the installation; give somebody else the role first", head.key);
        Err(AppError::new(ErrorClass::Conflict, "owner.last", text))
    }

    fn written(&self, written: &[Written]) -> Answer<RecordView> {
        let first = written.first().ok_or_else(|| AppError::internal("nothing was written"))?;
        let mut view = self.as_written(first)?;
        if written.len() > 1 {
            view.signatures = self.signature_views(&own_work(self.id), &first.key)?;
            view.signatures.retain(|signature| signature.revision == first.revision);
        }
        Ok(view)
    }

    /// A revision as it was written, for whoever wrote it, whatever came after.
    pub(crate) fn as_written(&self, written: &Written) -> Answer<RecordView> {
        let history = self.store.history(&own_work(self.id), &written.key)?;
        let revision = history.iter().find(|r| r.revision == written.revision);
        revision.map(RecordView::from).ok_or_else(|| AppError::internal("what was written is not there"))
    }

    /// A conflict found by the writer is answered with both sides too.
    fn both_sides(&self, scope: &WorkspaceScope, error: AppError, yours: &Value, key: &Key) -> AppError {
        if error.code != "record.conflict" {
            return error;
        }
        match self.store.head(scope, key) {
            Ok(Some(head)) => error.with("yours", yours.clone()).with("theirs", Self::body(&head)),
            _ => error,
        }
    }
}

/// What somebody sent, in normal form, under a title that can be read. What is stored already moves on under the one it has.
fn sent(kind: &'static Kind, body: &Value) -> Answer<Normal> {
    let normal = kind.normalise(body.clone()).map_err(AppError::body)?;
    match unreadable(&normal.title) {
        Some(why) => Err(AppError::body(vec![Problem::new("/title", "field.unreadable", why)])),
        None => Ok(normal),
    }
}

fn conflict(head: &Revision, seen: u32, yours: Option<&Value>) -> AppError {
    let text = format!("{} is at revision {}, not {seen}: somebody changed it meanwhile", head.key, head.revision);
    let mut error = AppError::new(ErrorClass::Conflict, "record.conflict", text)
        .with("expected", seen)
        .with("actual", head.revision)
        .with("theirs", Workspace::body(head));
    if let Some(yours) = yours {
        error = error.with("yours", yours.clone());
    }
    error
}

fn no_transition(kind: &Kind, head: &Revision, asked: &str) -> AppError {
    let open: Vec<&str> =
        kind.workflow.transitions.iter().filter(|t| t.from.contains(&head.state.as_str())).map(|t| t.name).collect();
    let from_here = if open.is_empty() { "nothing".to_owned() } else { open.join(", ") };
    let text =
        format!("`{asked}` does not start from {}, the state of {}; from here: {from_here}", head.state, head.key);
    AppError::new(ErrorClass::Conflict, "transition.not-from-here", text).with("possible", open)
}
