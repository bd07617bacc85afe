//! Invitations: how a member comes by an account, or an account by another workspace.

use assay_domain::{AccountId, Action, Timestamp};
use assay_store::control::{Account, Invitation};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::newcomer::{Begun, Means};
use super::session::login;
use super::setup::well_formed;
use super::{SignedIn, password, secret};
use crate::access::Principal;
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Days that an invitation works.
const DAYS: i64 = 7;

/// An invitation as it is given out, once.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct Invited {
    /// The member who is invited.
    pub member: String,
    /// Path of the page that takes it up; it holds the secret.
    pub path: String,
    /// When it ends.
    #[schemars(with = "String")]
    pub ends: Timestamp,
}

/// What somebody who is invited chooses.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What they will sign in as.
    pub login: String,
    /// What only they know; not looked at where a passkey is made instead.
    pub password: String,
}

fn gone() -> AppError {
    let text = "this invitation is over, or was taken up; ask for another";
    AppError::new(ErrorClass::NotFound, "invitation.over", text)
}

impl Installation {
    /// Invites a member to make an account. An earlier invitation of theirs no longer works.
    ///
    /// # Errors
    /// When the asker may not administer, the member is not active, or has an account.
    pub fn invite(&self, workspace: &Workspace, principal: &Principal, member: &str) -> Answer<Invited> {
        let scope = workspace.enter(principal, Action::Administer)?;
        if principal.token.is_some() {
            // What leaked once would come in for ever.
            let text = "a token cannot invite; that takes a person who is signed in, or at the server's machine";
            return Err(AppError::new(ErrorClass::Forbidden, "invitation.by-token", text));
        }
        let head = workspace.head(&scope, &crate::records::key(member)?)?;
        if head.kind != "member" || head.state != "active" {
            return Err(AppError::input("invitation.member", format!("{member} is no active member")));
        }
        if self.control.account_of_member(workspace.id, head.record)?.is_some() {
            let text = format!("{member} has an account already");
            return Err(AppError::new(ErrorClass::Conflict, "invitation.has-account", text));
        }
        let now = self.clock.now();
        let (secret, hash) = secret::new(&*self.random);
        let ends = now.plus_days(DAYS);
        self.control.invite(
            &Invitation { hash, workspace: workspace.id, member: head.record, made: now, ends },
            principal.member,
        )?;
        Ok(Invited { member: head.key.to_string(), path: format!("/invitation/{secret}"), ends })
    }

    /// Who an invitation is for, by name, and into which organisation.
    ///
    /// # Errors
    /// `invitation.over`, whatever the reason.
    pub fn invited(&self, secret: &str) -> Answer<(String, String)> {
        let (invitation, workspace) = self.invitation(secret)?;
        let member = workspace.member_principal(invitation.member, assay_domain::Via::System)?.ok_or_else(gone)?;
        Ok((member.name, workspace.view()?.organisation))
    }

    fn invitation(&self, secret: &str) -> Answer<(Invitation, std::sync::Arc<Workspace>)> {
        let hash = secret::digest(secret).ok_or_else(gone)?;
        let found = self.control.invitation(&hash)?.filter(|i| i.ends > self.clock.now()).ok_or_else(gone)?;
        let workspace = self.by_id(found.workspace).ok_or_else(gone)?;
        Ok((found, workspace))
    }

    /// Takes an invitation up with a new account, and signs its owner in.
    ///
    /// # Errors
    /// `invitation.over`; a weak password; `login.taken` when there is such an account, whose owner signs in first and
    /// then takes the invitation up.
    pub fn take_up(&self, secret: &str, new: &NewAccount) -> Answer<SignedIn> {
        let by_password = |i: &Self| {
            let (login, name) = i.may_take_up(secret, new)?;
            password::accept(&new.password, &[&login, &name])?;
            Ok(Means::Password(i.desk.hashing.digest(&*i.random, &new.password)?))
        };
        self.take_up_by(secret, new, by_password).map(|begun| begun.signed_in)
    }

    /// The login and the name of whoever would take an invitation up, if they may.
    pub(super) fn may_take_up(&self, secret: &str, new: &NewAccount) -> Answer<(String, String)> {
        let (name, _) = self.invited(secret)?;
        let login = login(&new.login);
        well_formed(&login)?;
        Ok((login, name))
    }

    /// Takes an invitation up with a new account that begins with those means.
    pub(super) fn take_up_by(
        &self,
        secret: &str,
        new: &NewAccount,
        means: impl FnOnce(&Self) -> Answer<Means>,
    ) -> Answer<Begun> {
        let (invitation, _) = self.invitation(secret)?;
        let (login, name) = self.may_take_up(secret, new)?;
        let (id, password, first, codes, opened) = means(self)?.parts(AccountId::from_random(self.random.bytes()));
        self.hold_free(&login)?;
        let account = Account { id, login, name, made: self.clock.now(), disabled: None, password };
        if !self.control.take_up(&invitation, Some((&account, first.as_deref())), id)? {
            return Err(gone());
        }
        Ok(Begun { signed_in: self.open_session(&account, opened, None)?, codes })
    }

    pub(super) fn hold_free(&self, login: &str) -> Answer<()> {
        if self.control.account_of_login(login)?.is_none() {
            return Ok(());
        }
        let text = "there is an account of this address; sign in with it, then open the invitation again";
        Err(AppError::new(ErrorClass::Conflict, "login.taken", text))
    }

    /// Takes an invitation up with the account that is signed in.
    ///
    /// # Errors
    /// `invitation.over`; `session.over`; `account.is-member` when the account is a member of that workspace already.
    pub fn take_up_signed_in(&self, secret: &str, session: &str) -> Answer<()> {
        let (_, account) = self.session(session)?;
        let (invitation, workspace) = self.invitation(secret)?;
        if self.control.members_of(account.id)?.iter().any(|(space, _)| *space == workspace.id) {
            let text = "your account is a member of this workspace already";
            return Err(AppError::new(ErrorClass::Conflict, "account.is-member", text));
        }
        if self.control.take_up(&invitation, None, account.id)? { Ok(()) } else { Err(gone()) }
    }
}
