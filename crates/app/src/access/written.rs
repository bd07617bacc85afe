//! What a body that is written has to do with access: what it refers to, for how long it lets somebody in, what it hides.

use assay_domain::kinds::member::Member;
use assay_domain::{Kind, LONGEST_BOX, Normal, Timestamp};
use assay_store::{CommitError, Revision, WorkspaceScope};
use serde_json::Value;

use super::{Principal, hold_restriction};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

impl Workspace {
    /// What has to do with access: references to what the asker does not see, terms of members, who may restrict.
    ///
    /// # Errors
    /// `reference.unknown`, `member.until`, `restriction.not-yours`.
    pub(crate) fn hold_access(
        &self,
        scope: &WorkspaceScope,
        principal: &Principal,
        kind: &'static Kind,
        normal: &Normal,
        before: Option<&Revision>,
    ) -> Answer<()> {
        let known = before.and_then(|head| kind.normalise(Self::body(head)).ok()).map(|old| old.links);
        let known = known.unwrap_or_default();
        // A new reference to a record that is hidden is one to nothing; an old one stays. Where records are hidden, one
        // that never was is found out here too, so that the two cannot be told apart.
        for link in normal.links.iter().filter(|l| !known.contains(l)) {
            let looked_up = !scope.blinds().records.is_empty();
            let gone = if looked_up { self.store.head(scope, &link.to)?.is_none() } else { scope.hides(&link.to) };
            if gone {
                let (field, to) = (link.field.clone(), link.to.clone());
                return Err(CommitError::DanglingLink { field, to }.into());
            }
        }
        match kind.name {
            "member" => hold_term(&normal.value, self.clock.now()),
            "restriction" => hold_restriction(self, scope, principal, &normal.value, before.map(|head| &head.key)),
            _ => Ok(()),
        }
    }
}

/// A role that is given for a time ends some days after it is given, at the latest.
///
/// # Errors
/// `member.until` when it would last longer.
fn hold_term(body: &Value, now: Timestamp) -> Answer<()> {
    let mut body = body.clone();
    if let Some(map) = body.as_object_mut() {
        map.remove("schema");
    }
    let member: Member = serde_json::from_value(body).map_err(AppError::internal)?;
    let latest = now.plus_days(LONGEST_BOX);
    if member.is_time_boxed() && member.until.is_some_and(|until| until > latest) {
        let text = format!("a role among these is given for {LONGEST_BOX} days at most: end it by {latest}");
        return Err(AppError::input("member.until", text));
    }
    Ok(())
}
