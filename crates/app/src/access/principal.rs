//! Somebody who asks.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::kinds::member::Member;
use assay_domain::kinds::signature::ProvedBy;
use assay_domain::kinds::token::Token;
use assay_domain::{Action, Actor, Key, Lang, RecordId, Role, Timestamp, Via, WorkspaceId, role};
use assay_store::Revision;

use super::{Glance, Sight};
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

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
    /// The roles they hold.
    pub roles: Vec<String>,
    /// What they may do.
    pub actions: BTreeSet<Action>,
    /// Kinds for which alone they may do something, where none of their roles allows it for all.
    pub only: BTreeMap<Action, BTreeSet<String>>,
    /// How they came in.
    pub via: Via,
    /// The token they used.
    pub token: Option<Key>,
    /// How they proved who they are, and when they last did; of a session only.
    pub proved: Option<Proved>,
    /// What they may see at all.
    pub sight: Sight,
    /// The language in which reasons are told to them: that of the page; programs are told everything in English.
    pub lang: Lang,
    /// Whether they look at one page, and how long the log was when they began.
    pub glance: Glance,
}

/// A proof of who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proved {
    /// When.
    pub at: Timestamp,
    /// How; nothing when it was in a way that this program does not know.
    pub by: Option<ProvedBy>,
}

/// Minutes for which a proof stands for signatures.
const PROOF_MINUTES: i64 = 5;

/// Whether a proof lies too far back for what asks for one.
pub(crate) fn is_stale(proved: Timestamp, now: Timestamp) -> bool {
    proved.plus_minutes(PROOF_MINUTES) <= now
}

pub(super) fn member_of(token: &Revision) -> Option<Key> {
    Some(Workspace::read_body::<Token>(token)?.member?.key().clone())
}

impl Principal {
    pub(crate) fn of_member(workspace: WorkspaceId, member: &Revision, via: Via) -> Self {
        let body: Member = Workspace::read_body(member).unwrap_or_default();
        let held: Vec<&Role> = body.roles.iter().filter_map(|id| role(id)).collect();
        let actions: BTreeSet<Action> = held.iter().flat_map(|r| r.actions.iter().copied()).collect();
        let bound = |action: &Action| {
            let with = held.iter().filter(|r| r.actions.contains(action));
            let kinds: Option<Vec<_>> = with.map(|r| r.only.get(action)).collect();
            kinds.map(|kinds| (*action, kinds.into_iter().flatten().cloned().collect()))
        };
        let mut only: BTreeMap<Action, BTreeSet<String>> = actions.iter().filter_map(bound).collect();
        let sight = Sight { from: body.from, until: body.until, kinds: only.remove(&Action::Read), ..Sight::default() };
        Self {
            workspace,
            member: member.record,
            key: member.key.clone(),
            name: member.title.clone(),
            roles: body.roles,
            actions,
            only,
            via,
            token: None,
            proved: None,
            sight,
            lang: Lang::En,
            glance: Glance::default(),
        }
    }

    /// Whether somebody stands behind them: a session, a token, or the person at the machine. Who only reads the
    /// demonstration is nobody.
    pub(crate) fn is_known(&self) -> bool {
        self.proved.is_some() || self.token.is_some() || self.via != Via::Web
    }

    /// Whether they may do this to records of a kind.
    pub(crate) fn may(&self, action: Action, kind: &str) -> bool {
        let for_all = self.only.get(&action).is_none_or(|kinds| kinds.contains(kind));
        self.actions.contains(&action) && (action == Action::Read || for_all)
    }

    /// Whoever looks at a position of the log changes nothing.
    ///
    /// # Errors
    /// `access.read_only`.
    pub fn may_change(&self) -> Answer<()> {
        match self.sight.position {
            None => Ok(()),
            Some(position) => {
                let text =
                    format!("you see the log as it was after {position} entries: nothing can be changed from here");
                Err(AppError::new(ErrorClass::Forbidden, "access.read_only", text))
            }
        }
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
        self.proved.is_some_and(|proved| is_stale(proved.at, now))
    }

    /// The proof that stands behind what they sign now. Whoever holds a token or sits at the machine proves it by that.
    pub(crate) fn proof(&self, now: Timestamp) -> Proved {
        let by = if self.token.is_some() { ProvedBy::Token } else { ProvedBy::Local };
        self.proved.unwrap_or(Proved { at: now, by: Some(by) })
    }

    pub(crate) fn actor(&self) -> Actor {
        Actor { member: self.member, key: self.key.clone(), via: self.via, token: self.token.clone() }
    }
}
