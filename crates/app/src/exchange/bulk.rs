//! Many writes in one request: all of them as one change, one transaction, or each on its own. Rights, duties and guards
//! are those of single writes, for the decisions are made by the same functions.

use std::collections::BTreeSet;

use assay_domain::{Action, Idempotency, Key, KeyPlan, Seen, Timestamp};
use assay_store::{WorkspaceScope, Written};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::Principal;
use crate::dto::{BulkItem, BulkReport, RecordView};
use crate::records::{CreateRequest, Decided, TransitionRequest, UpdateRequest};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Most operations of one request.
pub const MOST_OPERATIONS: usize = 1_000;
/// Refused operations that the sentence of a refusal names; the details name all.
const NAMED: usize = 5;

/// One write.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "op", rename_all = "kebab-case", deny_unknown_fields)]
pub enum BulkOperation {
    /// Make a record.
    Create {
        /// Kebab-case kind.
        kind: String,
        /// Its body.
        body: Value,
        /// Business date, when it is another than now.
        #[serde(default)]
        #[schemars(with = "Option<String>")]
        effective: Option<Timestamp>,
    },
    /// Replace the body of a record.
    Update {
        /// Its key.
        key: String,
        /// The whole body.
        body: Value,
        /// The revision it was made from.
        revision: u32,
    },
    /// Move a record to another state.
    Transition {
        /// Its key.
        key: String,
        /// The verb.
        transition: String,
        /// The revision it was decided on; nothing means the present one.
        #[serde(default)]
        revision: Option<u32>,
    },
}

/// What happens when an operation is refused.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BulkMode {
    /// Then nothing is written.
    #[default]
    Atomic,
    /// Then the others are written all the same.
    Each,
}

/// Many writes. Every record is written once at most, and refers only to records that are there already.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkRequest {
    /// What to do, in order.
    #[schemars(length(min = 1, max = MOST_OPERATIONS))]
    pub operations: Vec<BulkOperation>,
    /// All or nothing unless stated.
    #[serde(default)]
    pub mode: BulkMode,
}

impl Workspace {
    /// Does many things at once.
    ///
    /// # Errors
    /// `bulk.refused` with every operation that was, when all or nothing was asked for.
    pub fn bulk(
        &self,
        principal: &Principal,
        request: &BulkRequest,
        idempotency: Option<Idempotency>,
    ) -> Answer<BulkReport> {
        let scope = self.enter(principal, Action::Read)?;
        principal.may_change()?;
        let count = request.operations.len();
        if !(1..=MOST_OPERATIONS).contains(&count) {
            let text = format!("a request holds 1 to {MOST_OPERATIONS} operations, not {count}");
            return Err(AppError::input("bulk.out-of-range", text));
        }
        match request.mode {
            BulkMode::Atomic => self.bulk_atomic(&scope, principal, &request.operations, idempotency),
            BulkMode::Each => Ok(self.bulk_each(principal, &request.operations, idempotency.as_ref())),
        }
    }

    fn bulk_atomic(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        operations: &[BulkOperation],
        idempotency: Option<Idempotency>,
    ) -> Answer<BulkReport> {
        if let Some(written) = self.answered_all(scope, idempotency.as_ref())? {
            return self.bulk_report(&written, true);
        }
        let keys: Vec<Option<Key>> = operations.iter().map(|o| self.key_of(scope, o)).collect();
        let beside: Vec<Key> = keys.iter().flatten().cloned().collect();
        let (mut decided, mut items, mut taken) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (index, (operation, key)) in operations.iter().zip(&keys).enumerate() {
            let again = key.as_ref().filter(|key| !taken.insert((*key).clone()));
            let outcome = match again {
                Some(key) => Err(AppError::input("bulk.twice", format!("{key} is written by an operation before"))),
                None => self.decide(principal, scope, operation, &beside),
            };
            match outcome {
                Ok(one) => decided.push(one),
                Err(error) => items.push(BulkItem { index, record: None, error: Some(error) }),
            }
        }
        if !items.is_empty() {
            return Err(refused(operations.len(), &items));
        }
        let committed = self.commit_all(scope, principal, decided, idempotency)?;
        self.bulk_report(&committed.written, committed.repeated)
    }

    /// Commits decisions as one change.
    pub(super) fn commit_all(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        decided: Vec<Decided>,
        idempotency: Option<Idempotency>,
    ) -> Answer<assay_store::Committed> {
        apart(&decided)?;
        let (mut writes, mut reads) = (Vec::with_capacity(decided.len()), Vec::new());
        for one in decided {
            writes.push(one.write);
            reads.extend(one.reads);
        }
        self.commit(scope, principal, writes, reads, idempotency)
    }

    fn bulk_each(
        &self,
        principal: &Principal,
        operations: &[BulkOperation],
        idempotency: Option<&Idempotency>,
    ) -> BulkReport {
        let mut report = BulkReport { repeated: false, done: 0, refused: 0, items: Vec::new() };
        for (index, operation) in operations.iter().enumerate() {
            let item = match self.one(principal, operation, idempotency.map(|i| of_part(i, index))) {
                Ok(record) => {
                    report.done += 1;
                    BulkItem { index, record: Some(record), error: None }
                }
                Err(error) => {
                    report.refused += 1;
                    BulkItem { index, record: None, error: Some(error) }
                }
            };
            report.items.push(item);
        }
        report
    }

    fn one(&self, by: &Principal, operation: &BulkOperation, idempotency: Option<Idempotency>) -> Answer<RecordView> {
        match operation.clone() {
            BulkOperation::Create { kind, body, effective } => {
                self.create(by, &CreateRequest { kind, body, effective }, idempotency)
            }
            BulkOperation::Update { key, body, revision } => {
                self.update(by, &key, &UpdateRequest { body, revision }, idempotency)
            }
            BulkOperation::Transition { key, transition, revision } => {
                self.transition(by, &key, &TransitionRequest { transition, revision }, idempotency)
            }
        }
    }

    fn decide(
        &self,
        by: &Principal,
        scope: &WorkspaceScope,
        operation: &BulkOperation,
        beside: &[Key],
    ) -> Answer<Decided> {
        match operation.clone() {
            BulkOperation::Create { kind, body, effective } => {
                self.decide_create(by, &CreateRequest { kind, body, effective })
            }
            BulkOperation::Update { key, body, revision } => {
                let key = self.resolve(scope, &key)?;
                self.decide_update(by, &key, &UpdateRequest { body, revision }, beside)
            }
            BulkOperation::Transition { key, transition, revision } => {
                let key = self.resolve(scope, &key)?;
                self.decide_transition(by, &key, &TransitionRequest { transition, revision }, beside)
            }
        }
    }

    fn key_of(&self, scope: &WorkspaceScope, operation: &BulkOperation) -> Option<Key> {
        match operation {
            BulkOperation::Create { .. } => None,
            BulkOperation::Update { key, .. } | BulkOperation::Transition { key, .. } => self.resolve(scope, key).ok(),
        }
    }

    /// What a repeated request wrote when it came first.
    pub(super) fn answered_all(
        &self,
        scope: &WorkspaceScope,
        idempotency: Option<&Idempotency>,
    ) -> Answer<Option<Vec<Written>>> {
        Ok(idempotency.map(|i| self.store.answered(scope, i)).transpose()?.flatten())
    }

    fn bulk_report(&self, written: &[Written], repeated: bool) -> Answer<BulkReport> {
        let item =
            |(index, one): (usize, &Written)| Ok(BulkItem { index, record: Some(self.as_written(one)?), error: None });
        let items = written.iter().enumerate().map(item).collect::<Answer<Vec<_>>>()?;
        Ok(BulkReport { repeated, done: items.len(), refused: 0, items })
    }
}

/// The idempotency key of one part of a request.
pub(super) fn of_part(whole: &Idempotency, index: usize) -> Idempotency {
    Idempotency { key: format!("{}#{index}", whole.key), request: whole.request }
}

/// Each decision was made as things stood before the change. Where one looked at what another changes, the two would
/// have to be decided one after the other.
fn apart(decided: &[Decided]) -> Answer<()> {
    let written: BTreeSet<&Key> = decided.iter().filter_map(|d| existing(&d.write.key)).collect();
    for one in decided {
        let own = existing(&one.write.key);
        let changed = one.leans_on.iter().find(|key| Some(*key) != own && written.contains(key));
        let linked = one.reads.iter().find_map(|seen| match seen {
            Seen::NoneLinked { kind, field, to, states } => decided.iter().map(|d| &d.write).find(|w| {
                w.kind == *kind && states.contains(&w.state) && w.links.iter().any(|l| l.field == *field && l.to == *to)
            }),
            Seen::At(..) => None,
        });
        let other = changed.map(ToString::to_string).or_else(|| linked.map(|w| format!("{} `{}`", w.kind, w.title)));
        if let Some(other) = other {
            let me = own.map_or_else(|| format!("the new {}", one.write.kind), ToString::to_string);
            let text = format!(
                "whether `{}` of {me} may be done depends on {other}, which the same request changes; send two requests",
                one.write.op
            );
            return Err(AppError::new(ErrorClass::Conflict, "bulk.entangled", text));
        }
    }
    Ok(())
}

fn existing(plan: &KeyPlan) -> Option<&Key> {
    match plan {
        KeyPlan::Existing(key) => Some(key),
        KeyPlan::Next(_) => None,
    }
}

/// The refusal of the whole: of the class of its first refused operation, naming each.
fn refused(count: usize, items: &[BulkItem]) -> AppError {
    let errors: Vec<(usize, &AppError)> = items.iter().filter_map(|i| Some((i.index, i.error.as_ref()?))).collect();
    let class = errors.first().map_or(ErrorClass::Input, |(_, e)| e.class);
    // Who may do none of it is told so as if it were one.
    let none_may = errors.len() == count && errors.iter().all(|(_, e)| e.code == "role.lacks-action");
    if let Some((_, first)) = errors.first().filter(|_| none_may) {
        return (*first).clone();
    }
    let said: Vec<String> = errors.iter().take(NAMED).map(|(index, e)| format!("operation {index}: {e}")).collect();
    let more = if errors.len() > NAMED { "; …" } else { "" };
    let text =
        format!("nothing was written: {} of {count} operations are refused; {}{more}", errors.len(), said.join("; "));
    let refused = errors.len();
    let details = serde_json::to_value(items).unwrap_or_default();
    AppError::new(class, "bulk.refused", text).with("refused", refused).with("items", details)
}
