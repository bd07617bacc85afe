//! Somebody who asks.

use std::collections::BTreeSet;

use assay_domain::kinds::member::Member;
use assay_domain::kinds::token::Token;
use assay_domain::{Action, Actor, Key, RecordId, Timestamp, Via, WorkspaceId, roles};
use assay_store::Revision;

use crate::workspace::Workspace;

/// A member of one workspace, as they came in, with what they may do. Duties follow the human behind a token.
#[derive(Debug, Clone)]
pub struct Principal {
    /// The workspace they are a member of.
    pub workspace: WorkspaceId,
    /// The member's record id: how the log names them.
    pub member: RecordId,
    /// The member's key.
    pub key: Key,
    /// The member's name.
    pub name: String,
    /// What they may do.
    pub actions: BTreeSet<Action>,
    /// How they came in.
    pub via: Via,
    /// The token they used.
    pub token: Option<Key>,
    /// When they last proved who they are; of a session only.
    pub proved: Option<Timestamp>,
}

/// Minutes for which a proof stands for signatures.
const PROOF_MINUTES: i64 = 5;

/// Whether a proof of then still counts.
pub(crate) fn is_fresh(proved: Timestamp, now: Timestamp) -> bool {
    proved.plus_minutes(PROOF_MINUTES) > now
}

pub(super) fn roles_of(member: &Revision) -> Vec<String> {
    Workspace::read_body::<Member>(member).map(|m| m.roles).unwrap_or_default()
}

pub(super) fn member_of(token: &Revision) -> Option<Key> {
    Some(Workspace::read_body::<Token>(token)?.member?.key().clone())
}

impl Principal {
    pub(crate) fn of_member(workspace: WorkspaceId, member: &Revision, via: Via) -> Self {
        let held = roles_of(member);
        let of_role = |id: &String| roles().iter().find(|r| &r.id == id);
        let actions = held.iter().filter_map(of_role).flat_map(|r| r.actions.iter().copied()).collect();
        let (name, key) = (member.title.clone(), member.key.clone());
        Self { workspace, member: member.record, key, name, actions, via, token: None, proved: None }
    }

    /// A token does what its scopes and its member's roles both allow, until it expires.
    pub(super) fn of_token(
        workspace: WorkspaceId,
        token: &Revision,
        member: &Revision,
        now: Timestamp,
    ) -> Option<Self> {
        let body: Token = Workspace::read_body(token)?;
        if body.expires.is_some_and(|end| end <= now) {
            return None;
        }
        let mut principal = Self::of_member(workspace, member, Via::Api);
        principal.actions.retain(|a| body.scopes.contains(a));
        principal.token = Some(token.key.clone());
        Some(principal)
    }

    /// Whether they have to prove anew who they are before they sign: whoever came by a session, some minutes after they
    /// last did. What is signed is said at that moment, by the person and not by the browser they left open.
    #[must_use]
    pub fn must_prove(&self, now: Timestamp) -> bool {
        self.proved.is_some_and(|at| !is_fresh(at, now))
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor { member: self.member, key: self.key.clone(), via: self.via, token: self.token.clone() }
    }
}
