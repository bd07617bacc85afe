//! Invitations: how a member comes by an account, or an account by another workspace.

use assay_domain::{AccountId, Action, RecordId, Timestamp, Via, self_grant};
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

/// What a browser shows of who uses it.
#[derive(Debug, Clone, Default)]
pub struct Browser {
    /// Secret of its session.
    pub session: Option<String>,
    /// Secret that it was given when somebody signed in with it.
    pub device: Option<String>,
}

pub(super) fn gone() -> AppError {
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
        let account = self.control.account_of_member(workspace.id, head.record)?;
        if account.is_some() && self.without_password(workspace, head.record)?.is_none() {
            let text = format!("{member} has an account already");
            return Err(AppError::new(ErrorClass::Conflict, "invitation.has-account", text));
        }
        let now = self.clock.now();
        let (secret, hash) = secret::new(&*self.random);
        let ends = now.plus_days(DAYS);
        let at_the_machine = matches!(principal.via, Via::LocalCli | Via::Socket);
        let (workspace, inviter) = (workspace.id, Some(principal.member).filter(|_| !at_the_machine));
        let invitation = Invitation { hash, workspace, member: head.record, inviter, made: now, ends };
        self.control.invite(&invitation, principal.member)?;
        Ok(Invited { member: head.key.to_string(), path: format!("/invitation/{secret}"), ends })
    }

    /// The account that another system gave a member, as long as nobody ever came in with it: it has no password, knows
    /// no device, and stands for nobody elsewhere. Who administers may hand it over with an invitation.
    fn without_password(&self, workspace: &Workspace, member: RecordId) -> Answer<Option<Account>> {
        let found = self.control.member_account(workspace.id, member)?.filter(|found| found.workspaces == 1);
        let account = found.map(|found| self.control.account(found.id)).transpose()?.flatten();
        let account = account.filter(|a| a.password.is_none() && a.disabled.is_none());
        match account {
            Some(account) if self.control.was_used(account.id)? => Ok(None),
            account => Ok(account),
        }
    }

    /// The account that another system gave whoever is invited, if they may take it over.
    pub(super) fn given_account(&self, invitation: &Invitation) -> Answer<Option<Account>> {
        let Some(workspace) = self.by_id(invitation.workspace) else { return Ok(None) };
        self.without_password(&workspace, invitation.member)
    }

    /// Who an invitation is for, by name, and into which organisation.
    ///
    /// # Errors
    /// `invitation.over`, whatever the reason.
    pub fn invited(&self, secret: &str) -> Answer<(String, String)> {
        let (invitation, workspace) = self.invitation(secret)?;
        let member = workspace.member(invitation.member, Via::System)?.ok_or_else(gone)?;
        Ok((member.name, workspace.view()?.organisation))
    }

    fn invitation(&self, secret: &str) -> Answer<(Invitation, std::sync::Arc<Workspace>)> {
        let hash = secret::digest(secret).ok_or_else(gone)?;
        let found = self.control.invitation(&hash)?.filter(|i| i.ends > self.clock.now()).ok_or_else(gone)?;
        let workspace = self.by_id(found.workspace).ok_or_else(gone)?;
        Ok((found, workspace))
    }

    /// Refuses an invitation to the browser of whoever sent it: one in which they are signed in, or that they signed in
    /// with before. Nobody makes themselves a second person so.
    ///
    /// # Errors
    /// `sod.own_invitation`; `invitation.over`.
    pub fn hold_invitation(&self, secret: &str, browser: &Browser) -> Answer<()> {
        let (invitation, _) = self.invitation(secret)?;
        let inviter = invitation.inviter.map(|member| self.control.account_of_member(invitation.workspace, member));
        let Some(inviter) = inviter.transpose()?.flatten() else { return Ok(()) };
        let session = browser.session.as_deref().and_then(|secret| self.session(secret).ok());
        let signed_in = session.is_some_and(|(_, account)| account.id == inviter);
        let device = browser.device.as_deref().and_then(secret::digest);
        let known = device.map(|device| self.control.is_known_device(&device, inviter)).transpose()?;
        if !signed_in && known != Some(true) {
            return Ok(());
        }
        let rule = &self_grant().own_invitation;
        let text = format!("{} Hand it to the person it is for, who opens it in a browser of their own", rule.text);
        Err(AppError::new(ErrorClass::Forbidden, &rule.id, text).with("rule", rule.id.clone()))
    }

    /// An invitation that can be taken up, and the name of the member.
    pub(super) fn open_invitation(&self, secret: &str) -> Answer<(Invitation, String)> {
        let (invitation, workspace) = self.invitation(secret)?;
        let member = workspace.member(invitation.member, Via::System)?.ok_or_else(gone)?;
        Ok((invitation, member.name))
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
        let (_, name) = self.open_invitation(secret)?;
        if self.sso_offer()?.is_some_and(|(_, required)| required) {
            let text =
                "people sign in with single sign-on here, and with nothing else; take the invitation up that way";
            return Err(AppError::new(ErrorClass::Forbidden, "sso.required", text));
        }
        let login = login(&new.login);
        well_formed(&login)?;
        Ok((login, name))
    }

    /// Takes an invitation up with a new account, or the one that another system gave the member, that begins with those
    /// means.
    pub(super) fn take_up_by(
        &self,
        secret: &str,
        new: &NewAccount,
        means: impl FnOnce(&Self) -> Answer<Means>,
    ) -> Answer<Begun> {
        let (invitation, _) = self.invitation(secret)?;
        let (login, name) = self.may_take_up(secret, new)?;
        let given = self.given_account(&invitation)?;
        let fresh = given.as_ref().map_or_else(|| AccountId::from_random(self.random.bytes()), |account| account.id);
        let (id, password, first, codes, opened) = means(self)?.parts(fresh);
        let now = self.clock.now();
        let (account, taken) = if let Some(given) = given {
            if given.login != login {
                let text = format!("your account is there already: its address is {}", given.login);
                return Err(AppError::new(ErrorClass::Conflict, "login.other", text));
            }
            let taken = self.control.take_over(&invitation, id, password.as_deref(), first.as_deref(), now)?;
            (given, taken)
        } else {
            self.hold_free(&login)?;
            let account = Account { id, login, name, made: now, disabled: None, password };
            let taken = self.control.take_up(&invitation, Some((&account, first.as_deref())), id)?;
            (account, taken)
        };
        if !taken {
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
        self.hold_invitation(secret, &Browser { session: Some(session.to_owned()), device: None })?;
        self.take_up_with(secret, &account)
    }

    /// Takes an invitation up with an account that there is.
    pub(super) fn take_up_with(&self, secret: &str, account: &Account) -> Answer<()> {
        let (invitation, workspace) = self.invitation(secret)?;
        if self.control.members_of(account.id)?.iter().any(|(space, _)| *space == workspace.id) {
            let text = "your account is a member of this workspace already";
            return Err(AppError::new(ErrorClass::Conflict, "account.is-member", text));
        }
        if self.control.account_of_member(workspace.id, invitation.member)?.is_some() {
            let text = "an account is there for you already: sign out, and take the invitation up with its address";
            return Err(AppError::new(ErrorClass::Conflict, "invitation.has-account", text));
        }
        if self.control.take_up(&invitation, None, account.id)? { Ok(()) } else { Err(gone()) }
    }
}
