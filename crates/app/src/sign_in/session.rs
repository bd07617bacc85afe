//! Sessions: opened by a proof, found by their secret, ended by time, by their owner or by an administrator.

use std::sync::{Arc, PoisonError};

use assay_domain::kinds::signature::ProvedBy;
use assay_domain::{AccountId, Timestamp, Via};
use assay_store::control::{Account, Session};

use super::attempts::buckets;
use super::{Entered, IDLE_HOURS, MOST_HOURS, SecondStep, SignIn, SignedIn, second_factor, secret, ticket};
use crate::access::{Principal, Proved};
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Days for which it is known whose session it was that ended by itself.
const KNOWN_DAYS: i64 = 7;
/// Being seen is written down once a minute at most.
const SEEN_EVERY_MINUTES: i64 = 1;

fn refused() -> AppError {
    let text = "this login and this password do not fit together";
    AppError::new(ErrorClass::Unauthenticated, "sign-in.refused", text)
}

pub(super) fn over() -> AppError {
    AppError::new(ErrorClass::Unauthenticated, "session.over", "you are not signed in, or no longer; sign in")
}

/// The last proof that a session saw: that which opened it, or one that was asked for since.
fn proved(session: &Session) -> Proved {
    let by = match session.proved_by.as_deref().unwrap_or(&session.means) {
        "password+one-time-code" => Some(ProvedBy::PasswordAndTotp),
        "password+recovery-code" => Some(ProvedBy::PasswordAndRecoveryCode),
        known => serde_json::from_value(known.into()).ok(),
    };
    Proved { at: session.proved, by }
}

fn is_over(session: &Session, now: Timestamp) -> bool {
    session.ends <= now || session.seen.plus_hours(IDLE_HOURS) <= now
}

/// A login as it is compared: without spaces around it, in lower case.
pub(super) fn login(text: &str) -> String {
    text.trim().to_lowercase()
}

impl Installation {
    /// Signs somebody in with a password; who has a second factor is halfway in then.
    ///
    /// # Errors
    /// `sign-in.refused`, never saying whether there is such an account; `sign-in.locked` after too many failures.
    pub fn sign_in(&self, request: &SignIn) -> Answer<Entered> {
        let now = self.clock.now();
        let login = login(&request.login);
        let account = self.control.account_of_login(&login)?.filter(|a| a.disabled.is_none());
        let known = self.known_device(account.as_ref(), request.device.as_deref())?;
        let buckets = buckets(&login, request.address.as_deref(), known.as_ref());
        self.may_try(&buckets, now)?;
        // A password that opens nothing takes as long to be refused, and is refused in the same words.
        let opens = account.as_ref().map_or(Ok(true), |a| self.opens_here(a))?;
        let digest = account.as_ref().and_then(|a| a.password.as_deref()).filter(|_| opens);
        if !self.desk.hashing.fits(&request.password, digest)? {
            if let Some(account) =
                self.with_recovery_code(account.as_ref().filter(|_| opens), &request.password, now)?
            {
                self.note_broken_glass(account)?;
                self.came_in(&buckets)?;
                let device = request.device.as_deref().filter(|_| known.is_some());
                return self.open_session(account, "recovery-code", device).map(Entered::In);
            }
            self.failed(&buckets, now)?;
            tracing::warn!(code = "sign-in.refused", "an attempt to sign in was refused");
            return Err(refused());
        }
        let account = account.ok_or_else(refused)?;
        self.note_broken_glass(&account)?;
        if self.second_factor(account.id)?.is_some() {
            // What failed is not forgotten yet: whoever has the password could try codes without end.
            return Ok(Entered::Halfway(self.desk.tickets.hand_out(&*self.random, &account, now)));
        }
        self.came_in(&buckets)?;
        let device = request.device.as_deref().filter(|_| known.is_some());
        self.open_session(&account, "password", device).map(Entered::In)
    }

    /// The account, if it has no password, and what was typed in the place of one is a recovery code of it: its owner lost
    /// their passkeys. For a login that nobody has, the same is looked for in vain.
    fn with_recovery_code<'a>(
        &self,
        account: Option<&'a Account>,
        typed: &str,
        now: Timestamp,
    ) -> Answer<Option<&'a Account>> {
        let without = account.filter(|a| a.password.is_none());
        let id = without.map_or_else(|| AccountId::from_random([0; 16]), |a| a.id);
        let fits = self.use_recovery_code(id, typed, now)?;
        Ok(without.filter(|_| fits))
    }

    /// Signs somebody in who gave the right password, with a code of their app or a recovery code.
    ///
    /// # Errors
    /// `second-factor.refused`, which counts as a wrong password does; `sign-in.locked` after too many;
    /// `second-factor.over` when the password lies too far back.
    pub fn sign_in_with_code(&self, request: &SecondStep) -> Answer<SignedIn> {
        let now = self.clock.now();
        let account = self.halfway(&request.ticket, now)?;
        let known = self.known_device(Some(&account), request.device.as_deref())?;
        let buckets = buckets(&account.login, request.address.as_deref(), known.as_ref());
        self.may_try(&buckets, now)?;
        let Some(factor) = self.use_code(account.id, &request.code, now)? else {
            self.failed(&buckets, now)?;
            tracing::warn!(code = "second-factor.refused", "an attempt to sign in was refused");
            return Err(second_factor::refused(ErrorClass::Unauthenticated));
        };
        // Of two who come with one ticket, the second comes too late.
        if !self.desk.tickets.take(&request.ticket) {
            return Err(ticket::over());
        }
        self.came_in(&buckets)?;
        let device = request.device.as_deref().filter(|_| known.is_some());
        self.open_session(&account, &format!("password+{factor}"), device)
    }

    /// The device that somebody comes from, if that account was signed in to from it before.
    pub(super) fn known_device(&self, account: Option<&Account>, device: Option<&str>) -> Answer<Option<[u8; 32]>> {
        let (Some(account), Some(device)) = (account, device.and_then(secret::digest)) else { return Ok(None) };
        Ok(self.control.is_known_device(&device, account.id)?.then_some(device))
    }

    /// Whose ticket that is, if nothing about them changed since.
    fn halfway(&self, ticket: &str, now: Timestamp) -> Answer<Account> {
        let (id, password) = self.desk.tickets.find(ticket, now).ok_or_else(ticket::over)?;
        let account = self.control.account(id)?.filter(|a| a.disabled.is_none() && a.password == password);
        let account = account.ok_or_else(ticket::over)?;
        self.second_factor(id)?.map(|_| account).ok_or_else(ticket::over)
    }

    /// Opens a session for somebody who proved who they are. Its secret is always new: one that was set before signing
    /// in is worth nothing.
    pub(super) fn open_session(&self, account: &Account, means: &str, device: Option<&str>) -> Answer<SignedIn> {
        let now = self.clock.now();
        let (secret, hash) = secret::new(&*self.random);
        let device = device.map_or_else(|| secret::new(&*self.random).0, str::to_owned);
        let ends = now.plus_hours(MOST_HOURS);
        self.sweep_sessions(now)?;
        let (id, means) = (account.id, means.to_owned());
        self.control.open_session(&Session {
            hash,
            account: id,
            means,
            made: now,
            seen: now,
            ends,
            proved: now,
            proved_by: None,
        })?;
        if let Some(digest) = secret::digest(&device) {
            self.control.know_device(&digest, account.id, now)?;
        }
        Ok(SignedIn { session: secret, device, ends })
    }

    /// The session of a secret, and its account, if neither has ended.
    pub(super) fn session(&self, secret: &str) -> Answer<(Session, Account)> {
        let now = self.clock.now();
        let hash = secret::digest(secret).ok_or_else(over)?;
        let session = self.control.session(&hash)?.ok_or_else(over)?;
        if is_over(&session, now) {
            return Err(over());
        }
        let account = self.control.account(session.account)?.filter(|a| a.disabled.is_none()).ok_or_else(over)?;
        if session.seen.plus_minutes(SEEN_EVERY_MINUTES) <= now {
            self.control.session_seen(&hash, now)?;
        }
        Ok((session, account))
    }

    /// The sessions of an account that have not ended.
    pub(super) fn open_sessions(&self, account: AccountId) -> Answer<Vec<Session>> {
        let now = self.clock.now();
        let mut sessions = self.control.sessions_of(account)?;
        sessions.retain(|session| !is_over(session, now));
        Ok(sessions)
    }

    /// Whose session that is or was, unless somebody ended it. It opens nothing by this.
    pub(crate) fn whose(&self, secret: &str) -> Answer<Option<AccountId>> {
        let Some(hash) = secret::digest(secret) else { return Ok(None) };
        let Some(session) = self.control.session(&hash)? else { return Ok(None) };
        Ok(self.control.account(session.account)?.filter(|a| a.disabled.is_none()).map(|a| a.id))
    }

    /// Who a session stands for, in the workspace named or else the first they belong to.
    ///
    /// # Errors
    /// `session.over` when it ended; nothing tells a workspace of others from one that does not exist.
    pub fn by_session(&self, secret: &str, slug: Option<&str>) -> Answer<(Principal, Arc<Workspace>)> {
        let (session, account) = self.session(secret)?;
        let members = self.control.members_of(account.id)?;
        let (mut found, mut closed) = (None, None);
        for workspace in self.open_workspaces() {
            let member = members.iter().find(|(space, _)| *space == workspace.id);
            let Some((_, member)) = member.filter(|_| slug.is_none_or(|slug| slug == workspace.slug)) else { continue };
            match workspace.member_principal(*member, Via::Web) {
                Ok(Some(principal)) if workspace.holds(&principal) => {
                    found = Some((Principal { proved: Some(proved(&session)), ..principal }, workspace));
                    break;
                }
                // Their time here, or the room they sat in, may be over while it goes on elsewhere.
                Err(error) if matches!(error.code.as_str(), "access.ended" | "room.none") => closed = Some(error),
                Err(error) => return Err(error),
                Ok(_) => {}
            }
        }
        if let (None, Some(closed)) = (&found, closed) {
            return Err(closed);
        }
        found.ok_or_else(|| match slug {
            Some(slug) => AppError::not_found(format!("workspace `{slug}`")),
            None => {
                let text = "your account belongs to no workspace any more; ask an administrator";
                AppError::new(ErrorClass::Forbidden, "account.no-workspace", text)
            }
        })
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the disk refuses; a session that is over is no error.
    pub fn sign_out(&self, secret: &str) -> Answer<()> {
        if let Ok((session, _)) = self.session(secret) {
            self.control.end_session(&session)?;
        }
        Ok(())
    }

    /// Takes away what ended by itself some days ago, once an hour: until then it is known whose it was, for what they
    /// typed last to be kept for them.
    fn sweep_sessions(&self, now: Timestamp) -> Answer<()> {
        let mut swept = self.desk.swept.lock().unwrap_or_else(PoisonError::into_inner);
        if swept.plus_hours(1) <= now {
            let before = now.plus_days(-KNOWN_DAYS);
            self.control.sweep_sessions(now, before, before.plus_hours(-IDLE_HOURS))?;
            *swept = now;
        }
        Ok(())
    }
}
