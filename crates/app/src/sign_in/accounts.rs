//! An account in its owner's hands, and in an administrator's.

use assay_domain::{AccountId, Action, Timestamp};
use assay_store::Revision;
use assay_store::control::{Account, Session};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attempts::{bucket_of_codes, buckets};
use super::events::AccountEvent;
use super::passkey::{PasskeyView, Typed};
use super::second_factor::{self, SecondFactorView};
use super::{SignedIn, password};
use crate::access::{Principal, is_stale};
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// An account, to its owner.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct AccountView {
    /// What they sign in as.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// The workspaces they belong to, by short name.
    pub workspaces: Vec<String>,
    /// Where they are signed in.
    pub sessions: Vec<SessionView>,
    /// Their second factor; nothing when they have none.
    pub second_factor: Option<SecondFactorView>,
    /// Whether they have a password.
    pub password: bool,
    /// Their passkeys, the oldest first.
    pub passkeys: Vec<PasskeyView>,
    /// Recovery codes that were not used yet, whatever they stand in for.
    pub codes_left: u64,
    /// Whether they have to say again who they are before they change what they sign in with.
    pub must_prove: bool,
    /// What happened to the account, the newest first.
    pub events: Vec<AccountEvent>,
}

/// A session, to its owner.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SessionView {
    /// Whether it is the one that asks.
    pub here: bool,
    /// With what it was opened.
    pub means: String,
    /// When it was opened.
    #[schemars(with = "String")]
    pub made: Timestamp,
    /// When it was last used.
    #[schemars(with = "String")]
    pub seen: Timestamp,
    /// When it ends at the latest.
    #[schemars(with = "String")]
    pub ends: Timestamp,
}

/// What ending a member's sessions came to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SignedOut {
    /// The member.
    pub member: String,
    /// Sessions that ended.
    pub ended: usize,
}

impl Installation {
    /// The account behind a session.
    ///
    /// # Errors
    /// `session.over`.
    pub fn own_account(&self, session: &str) -> Answer<AccountView> {
        let (here, account) = self.session(session)?;
        let members = self.control.members_of(account.id)?;
        let names = self.open_workspaces().into_iter().filter(|w| members.iter().any(|(space, _)| *space == w.id));
        let view = |s: Session| SessionView {
            here: s.hash == here.hash,
            means: s.means,
            made: s.made,
            seen: s.seen,
            ends: s.ends,
        };
        Ok(AccountView {
            login: account.login,
            name: account.name,
            workspaces: names.map(|w| w.slug.clone()).collect(),
            sessions: self.open_sessions(account.id)?.into_iter().map(view).collect(),
            second_factor: self.second_factor_view(account.id)?,
            password: account.password.is_some(),
            passkeys: self.passkey_views(account.id)?,
            codes_left: self.control.recovery_codes_left(account.id)?,
            must_prove: is_stale(here.proved, self.clock.now()),
            events: self.events_of(account.id, &members)?,
        })
    }

    /// Changes the password of whoever is signed in, or chooses one where there is none. Every session ends, and a new one
    /// begins here.
    ///
    /// # Errors
    /// When the present password is wrong, the new one weak, or too many attempts failed; `proof.needed` where there is no
    /// password, and the last proof lies too far back.
    pub fn change_password(&self, session: &str, present: &str, new: &str) -> Answer<SignedIn> {
        match self.session(session)?.1.password {
            Some(_) => self.prove(session, present)?,
            None => self.prove_for_keys(session, &Typed::default()).map(drop)?,
        }
        let (before, account) = self.session(session)?;
        password::accept(new, &[&account.login, &account.name])?;
        if self.desk.hashing.fits(new, account.password.as_deref())? {
            return Err(AppError::input("password.same", "the new password is the present one"));
        }
        let digest = self.desk.hashing.digest(&*self.random, new)?;
        self.control.set_password(account.id, &digest, self.clock.now())?;
        self.open_session(&account, &before.means, None)
    }

    /// Proves anew that whoever is signed in is who they are, as a signature asks.
    ///
    /// # Errors
    /// `proof.refused` when the password is wrong; `sign-in.locked` after too many.
    pub fn prove(&self, session: &str, present: &str) -> Answer<()> {
        self.prove_with(session, present, None).map(drop)
    }

    /// Proves it with the password, and with a code of the second factor where one is given; that code is used up.
    ///
    /// # Errors
    /// `proof.refused`, `second-factor.refused`; `sign-in.locked` after too many.
    pub(super) fn prove_with(&self, session: &str, present: &str, code: Option<&str>) -> Answer<(Session, Account)> {
        let now = self.clock.now();
        let (session, account) = self.session(session)?;
        let mut buckets = buckets(&account.login, None, Some(&session.hash));
        buckets.extend(code.map(|_| bucket_of_codes(&session.hash)));
        self.may_try(&buckets, now)?;
        if !self.desk.hashing.fits(present, account.password.as_deref())? {
            self.failed(&buckets, now)?;
            let text = "this is not the password of your account";
            return Err(AppError::new(ErrorClass::Forbidden, "proof.refused", text));
        }
        let mut by = "password".to_owned();
        if let Some(code) = code {
            let Some(factor) = self.use_code(account.id, code, now)? else {
                self.failed(&buckets, now)?;
                return Err(second_factor::refused(ErrorClass::Forbidden));
            };
            by = format!("password+{factor}");
        }
        self.came_in(&buckets)?;
        self.control.session_proved(&session, &by, now)?;
        Ok((session, account))
    }

    /// Ends every session of whoever is signed in, but this one.
    ///
    /// # Errors
    /// `session.over`.
    pub fn sign_out_elsewhere(&self, session: &str) -> Answer<()> {
        let (session, account) = self.session(session)?;
        self.control.end_other_sessions(account.id, Some(&session.hash))?;
        Ok(())
    }

    /// The account behind a member.
    pub(super) fn account_behind(&self, workspace: &Workspace, member: &Revision) -> Answer<AccountId> {
        let account = self.control.account_of_member(workspace.id, member.record)?;
        account.ok_or_else(|| AppError::not_found(format!("account of {}", member.key)))
    }

    /// Ends every session of a member's account, as an administrator does when a device is lost.
    ///
    /// # Errors
    /// When the asker may not administer, or the member has no account.
    pub fn sign_out_member(&self, workspace: &Workspace, principal: &Principal, member: &str) -> Answer<SignedOut> {
        let scope = workspace.enter(principal, Action::Administer)?;
        let head = workspace.head(&scope, &crate::records::key(member)?)?;
        let account = self.account_behind(workspace, &head)?;
        let ended = self.open_sessions(account)?.len();
        self.control.end_other_sessions(account, None)?;
        Ok(SignedOut { member: head.key.to_string(), ended })
    }
}
