//! What keeps somebody from an act, told before they try. What a record lacks, and its guards, are another matter.

use assay_domain::{Action, Key, Kind};
use assay_store::Revision;
use serde_json::Value;

use super::read::kind;
use crate::access::{Act, Principal, edits, hold_cool_down, hold_duties, needed};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// The refusal, where it is one of rights and duties.
fn refusal(outcome: Answer<()>) -> Answer<Option<AppError>> {
    match outcome {
        Ok(()) => Ok(None),
        Err(error) if error.class == ErrorClass::Forbidden => Ok(Some(error)),
        Err(error) => Err(error),
    }
}

impl Workspace {
    /// What keeps somebody from making records of a kind.
    ///
    /// # Errors
    /// When the store cannot be read, or the kind is made by its own command only.
    pub fn refusal_to_create(&self, principal: &Principal, kind: &'static Kind) -> Answer<Option<AppError>> {
        refusal(self.enter_for(principal, needed(kind)?, kind.name).map(drop))
    }

    /// What keeps somebody from editing a record.
    ///
    /// # Errors
    /// When there is no such record, or the store cannot be read.
    pub fn refusal_to_edit(&self, principal: &Principal, key: &str) -> Answer<Option<AppError>> {
        let read = self.enter(principal, Action::Read)?;
        let head = self.head(&read, &self.resolve(&read, key)?)?;
        let (kind, body) = (kind(&head.kind)?, Self::body(&head));
        let act = Act { kind, name: "update", body: &body, record: Some(&head.key) };
        let outcome = self.enter_for(principal, edits(kind)?, kind.name);
        refusal(outcome.and_then(|_| hold_duties(self, principal, act)))
    }

    /// What keeps somebody from moving a record.
    ///
    /// # Errors
    /// When there is no such record or move, or the store cannot be read.
    pub fn refusal_to_move(&self, principal: &Principal, key: &str, transition: &str) -> Answer<Option<AppError>> {
        let read = self.enter(principal, Action::Read)?;
        let head = self.head(&read, &self.resolve(&read, key)?)?;
        let kind = kind(&head.kind)?;
        let needs = kind.workflow.transition(transition).map(|t| t.needs);
        let needs = needs.ok_or_else(|| AppError::not_found(format!("move `{transition}` of {}", head.key)))?;
        let body = Self::body(&head);
        let outcome = self.enter_for(principal, needs, kind.name);
        refusal(outcome.and_then(|_| self.hold_rules(principal, &head, transition, &body)))
    }

    /// Holds whoever moves a record against every rule that binds them.
    pub(super) fn hold_rules(
        &self,
        principal: &Principal,
        head: &Revision,
        transition: &str,
        body: &Value,
    ) -> Answer<()> {
        let (kind, key): (_, &Key) = (kind(&head.kind)?, &head.key);
        let act = Act { kind, name: transition, body, record: Some(key) };
        hold_duties(self, principal, act)?;
        let signs = kind.workflow.transition(transition).is_some_and(|t| t.signs.is_some());
        if signs { hold_cool_down(self, principal, act) } else { Ok(()) }
    }
}
