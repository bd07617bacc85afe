//! What happened to an account, told to its owner: who lost a second factor, or whose passkey is not theirs, has to see it,
//! and there is no mail yet.

use assay_domain::{AccountId, RecordId, Timestamp, Via, WorkspaceId};
use assay_store::control::Event;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Answer;
use crate::installation::Installation;

/// Events that are shown.
const SHOWN: usize = 20;
/// The operations of the control store's log that are told. Signing in is not: it would hide the rest.
const TOLD: [&str; 14] = [
    "account-added",
    "account-disabled",
    "account-enabled",
    "member-invited",
    "invitation-taken",
    "password-changed",
    "password-removed",
    "second-factor-on",
    "second-factor-off",
    "second-factor-reset",
    "recovery-codes-made",
    "recovery-code-used",
    "passkey-added",
    "passkey-removed",
];
/// And the one that should never be.
const DOUBTED: &str = "passkey-doubted";

/// Something that happened to an account.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AccountEvent {
    /// What, as the log calls it, for example `second-factor-reset`.
    pub what: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Who did it, where somebody else did, by name.
    pub by: Option<String>,
    /// The passkey that it was about.
    pub passkey: Option<String>,
}

impl Installation {
    pub(super) fn events_of(
        &self,
        account: AccountId,
        members: &[(WorkspaceId, RecordId)],
    ) -> Answer<Vec<AccountEvent>> {
        let ops: Vec<&str> = TOLD.into_iter().chain([DOUBTED]).collect();
        let events = self.control.events_of(account, members, &ops, SHOWN)?;
        events.into_iter().map(|event| self.told(event, members)).collect()
    }

    fn told(&self, event: Event, members: &[(WorkspaceId, RecordId)]) -> Answer<AccountEvent> {
        let Event { op, at, rest } = event;
        let mut words = rest.split(' ');
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let by = match op.as_str() {
            // The workspace, and who did it in it.
            "second-factor-reset" => self.name_of(first.parse().ok(), second)?,
            // The entry begins with the member; only their own workspaces were asked for.
            "member-invited" => {
                let mut found = None;
                for (space, _) in members {
                    found = found.or(self.name_of(Some(*space), first)?);
                }
                found
            }
            _ => None,
        };
        let passkey = op.starts_with("passkey-").then_some(rest).filter(|name| !name.is_empty());
        Ok(AccountEvent { what: op, at, by, passkey })
    }

    /// What a member is called.
    fn name_of(&self, space: Option<WorkspaceId>, member: &str) -> Answer<Option<String>> {
        let found = space.and_then(|space| self.by_id(space)).zip(member.parse().ok());
        let Some((workspace, member)) = found else { return Ok(None) };
        Ok(workspace.member_principal(member, Via::System)?.map(|p| p.name))
    }
}
