//! The first administrator of an installation: whoever can read the server's terminal, once.

use std::sync::{Arc, PoisonError};

use assay_domain::{AccountId, RecordId, Via, WorkspaceId};
use assay_store::control::Account;

use super::newcomer::{Begun, Means};
use super::secret::{self, digest_of, plain};
use super::session::login;
use super::{NewAccount, SignedIn, password};
use crate::installation::{Beginning, Installation, NewWorkspace};
use crate::{Answer, AppError, ErrorClass, Workspace};

/// Wrong codes after which the code is worth nothing: a new one takes a restart, at the terminal.
const MOST_WRONG: u32 = 20;

/// The code that is shown on the terminal, and how often it was mistyped.
pub(crate) struct SetupCode {
    digest: [u8; 32],
    wrong: u32,
}

/// The first administrator, with the organisation if there is no workspace yet.
#[derive(Debug, Clone)]
pub struct NewAdministrator {
    /// The code on the server's terminal.
    pub code: String,
    /// Who they are.
    pub account: NewAccount,
    /// What they are called.
    pub name: String,
    /// The organisation; needed where there is no workspace yet.
    pub organisation: Option<String>,
    /// What is known of it.
    pub beginning: Beginning,
}

impl Installation {
    /// Whether nobody has an account yet.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn needs_setup(&self) -> Answer<bool> {
        Ok(!self.control.has_accounts()?)
    }

    /// A new one-time code for whoever reads the server's terminal; nothing when there is an account already. An earlier
    /// code is worth nothing then.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn setup_code(&self) -> Answer<Option<String>> {
        if !self.needs_setup()? {
            return Ok(None);
        }
        let code = secret::code::<20>(&*self.random);
        let mut kept = self.desk.setup.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some(SetupCode { digest: digest_of(&["set-up", &plain(&code)]), wrong: 0 });
        Ok(Some(code))
    }

    /// Makes the first administrator, and the first workspace where there is none, and signs them in.
    ///
    /// # Errors
    /// `setup.done` when somebody has an account; `setup.code` when the code is wrong; a weak password or a login that
    /// is none.
    pub fn set_up(&self, new: &NewAdministrator) -> Answer<SignedIn> {
        let organisation = new.organisation.as_deref().unwrap_or_default().trim();
        let by_password = |i: &Self| i.by_password(&new.account, &new.name, organisation);
        self.set_up_by(new, by_password).map(|begun| begun.signed_in)
    }

    /// The login of whoever would be the first administrator, if they may. A wrong code counts.
    pub(super) fn may_set_up(&self, new: &NewAdministrator) -> Answer<String> {
        let mut kept = self.desk.setup.lock().unwrap_or_else(PoisonError::into_inner);
        self.hold_setup(&mut kept, new)
    }

    fn hold_setup(&self, kept: &mut Option<SetupCode>, new: &NewAdministrator) -> Answer<String> {
        if !self.needs_setup()? {
            return Err(done());
        }
        check_code(kept, &new.code)?;
        named(&new.account, &new.name)
    }

    /// Makes the first administrator, whose account begins with those means.
    pub(super) fn set_up_by(
        &self,
        new: &NewAdministrator,
        means: impl FnOnce(&Self) -> Answer<Means>,
    ) -> Answer<Begun> {
        // One at a time: of two with the right code the second comes too late.
        let mut kept = self.desk.setup.lock().unwrap_or_else(PoisonError::into_inner);
        let login = self.hold_setup(&mut kept, new)?;
        let organisation = new.organisation.as_deref().unwrap_or_default().trim();
        let (id, password, first, codes, opened) = means(self)?.parts(AccountId::from_random(self.random.bytes()));
        let name = new.name.trim().to_owned();
        if self.open_workspaces().is_empty() {
            let owner = Some(name.clone());
            let workspace = NewWorkspace { organisation: organisation.to_owned(), slug: None, owner };
            self.create_workspace_with(&workspace, &new.beginning)?;
        }
        let account = Account { id, login, name, made: self.clock.now(), disabled: None, password };
        self.control.add_account(&account, &self.owners()?, first.as_deref())?;
        *kept = None;
        drop(kept);
        Ok(Begun { signed_in: self.open_session(&account, opened, None)?, codes })
    }

    /// Whether a code is the one on the terminal; a wrong one counts.
    ///
    /// # Errors
    /// `setup.code`, `setup.no-code`; `setup.done` when somebody has an account.
    pub fn is_setup_code(&self, code: &str) -> Answer<()> {
        let mut kept = self.desk.setup.lock().unwrap_or_else(PoisonError::into_inner);
        if self.needs_setup()? { check_code(&mut kept, code) } else { Err(done()) }
    }

    /// Makes the first workspace with its first administrator, for the person at this machine, who needs no code.
    ///
    /// # Errors
    /// As [`Installation::set_up`].
    pub fn found_with_administrator(
        &self,
        new: &NewWorkspace,
        beginning: &Beginning,
        account: &NewAccount,
    ) -> Answer<Arc<Workspace>> {
        if !self.needs_setup()? {
            return Err(done());
        }
        let name = new.owner.as_deref().unwrap_or_default();
        let login = named(account, name)?;
        let means = self.by_password(account, name, &new.organisation)?;
        let (id, password, ..) = means.parts(AccountId::from_random(self.random.bytes()));
        let workspace = self.create_workspace_with(new, beginning)?;
        let name = name.trim().to_owned();
        let account = Account { id, login, name, made: self.clock.now(), disabled: None, password };
        self.control.add_account(&account, &self.owners()?, None)?;
        Ok(workspace)
    }

    /// The password that an account begins with, if it is not easily guessed.
    fn by_password(&self, new: &NewAccount, name: &str, organisation: &str) -> Answer<Means> {
        password::accept(&new.password, &[&login(&new.login), name, organisation])?;
        Ok(Means::Password(self.desk.hashing.digest(&*self.random, &new.password)?))
    }

    /// The owner of each workspace: what the person at this machine is.
    fn owners(&self) -> Answer<Vec<(WorkspaceId, RecordId)>> {
        let owner = |w: &Arc<Workspace>| Ok((w.id, w.local_principal(Via::System)?.member));
        self.open_workspaces().iter().map(owner).collect()
    }
}

/// The login of an account that may be one, and has a name.
fn named(new: &NewAccount, name: &str) -> Answer<String> {
    let login = login(&new.login);
    well_formed(&login)?;
    if name.trim().is_empty() {
        return Err(AppError::input("name.empty", "say what you are called"));
    }
    Ok(login)
}

fn done() -> AppError {
    let text = "this installation has an administrator; sign in, or ask to be invited";
    AppError::new(ErrorClass::Conflict, "setup.done", text)
}

fn check_code(kept: &mut Option<SetupCode>, typed: &str) -> Answer<()> {
    let Some(code) = kept.as_mut().filter(|c| c.wrong < MOST_WRONG) else {
        let text = "no code is in force; restart the server, which shows a new one on its terminal";
        return Err(AppError::new(ErrorClass::Forbidden, "setup.no-code", text));
    };
    // Digests are compared, so that how far it was right does not show in the time it takes.
    if digest_of(&["set-up", &plain(typed)]) == code.digest {
        return Ok(());
    }
    code.wrong += 1;
    let text = "this is not the code that the server shows on its terminal";
    Err(AppError::new(ErrorClass::Forbidden, "setup.code", text))
}

/// A login has an `@` inside, no space, and is no longer than an address may be (RFC 5321, 4.5.3.1).
pub(super) fn well_formed(login: &str) -> Answer<()> {
    let parts = login.split_once('@');
    let fits = parts.is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    let plain = !login.chars().any(|c| c.is_whitespace() || c.is_control());
    if fits && plain && login.len() <= 254 {
        return Ok(());
    }
    Err(AppError::input("login.malformed", "sign in with an e-mail address, for example ana@example.org"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_addresses() {
        for good in ["ana@example.org", "a@b"] {
            well_formed(good).unwrap();
        }
        for wrong in ["", "ana", "@example.org", "ana@", "a b@c", "a@b@c", "a\u{0}@b"] {
            assert_eq!(well_formed(wrong).unwrap_err().code, "login.malformed", "{wrong}");
        }
    }

    #[test]
    fn a_code_is_read_as_it_is_typed_and_wears_out() {
        let digest = digest_of(&["set-up", "ABCDE23456"]);
        let mut kept = Some(SetupCode { digest, wrong: 0 });
        check_code(&mut kept, " abcde 23456").unwrap();
        for _ in 0..MOST_WRONG {
            assert_eq!(check_code(&mut kept, "ABCDE-23457").unwrap_err().code, "setup.code");
        }
        assert_eq!(check_code(&mut kept, "ABCDE-23456").unwrap_err().code, "setup.no-code");
    }
}
