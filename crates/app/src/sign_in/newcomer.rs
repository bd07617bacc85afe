//! Accounts that begin with a passkey in the place of a password: the first administrator's, and those of members who are
//! invited. Recovery codes come with it, for the day when the device is lost.

use assay_domain::AccountId;
use assay_store::control::FirstPasskey;

use super::ceremony::Purpose;
use super::challenge::{Answered, Challenge};
use super::passkey;
use super::secret::digest_of;
use super::{NewAccount, NewAdministrator, SignedIn};
use crate::Answer;
use crate::installation::Installation;

/// What the first passkey of an account is called, until there are others to tell it from.
const FIRST: &str = "Passkey";

/// Somebody who is in, and the recovery codes that are shown now and never again.
#[derive(Debug, Clone)]
pub struct Begun {
    /// What their browser is given.
    pub signed_in: SignedIn,
    /// The codes; none where a password was chosen.
    pub codes: Vec<String>,
}

/// With what an account begins.
pub(super) enum Means {
    /// The digest of a password.
    Password(String),
    /// A passkey, recovery codes for it, and the account that its device was told.
    Passkey(AccountId, Box<FirstPasskey>, Vec<String>),
}

impl Installation {
    /// The passkey that answers the challenge for a new account.
    pub(super) fn first_passkey(&self, purpose: Purpose, answered: &Answered) -> Answer<Means> {
        let (key, account) = self.made_passkey(purpose, answered)?;
        let passkey = passkey::kept(&key, account, FIRST.to_owned(), self.clock.now())?;
        let (codes, digests) = self.recovery_codes(account);
        Ok(Means::Passkey(account, Box::new(FirstPasskey { passkey, codes: digests }), codes))
    }

    /// Begins the passkey of the first administrator.
    ///
    /// # Errors
    /// As [`Installation::set_up`].
    pub fn begin_set_up(&self, new: &NewAdministrator) -> Answer<Challenge> {
        let login = self.may_set_up(new)?;
        let account = AccountId::from_random(self.random.bytes());
        self.offer_passkey(set_up_purpose(), (account, &login, new.name.trim()))
    }

    /// Makes the first administrator with a passkey. What was typed as a password is not looked at.
    ///
    /// # Errors
    /// As [`Installation::set_up`]; `passkey.over`, `passkey.refused`.
    pub fn set_up_with_passkey(&self, new: &NewAdministrator, answered: &Answered) -> Answer<Begun> {
        self.set_up_by(new, |i| i.first_passkey(set_up_purpose(), answered))
    }

    /// Begins the passkey of somebody who is invited.
    ///
    /// # Errors
    /// As [`Installation::take_up`].
    pub fn begin_take_up(&self, secret: &str, new: &NewAccount) -> Answer<Challenge> {
        let (login, name) = self.may_take_up(secret, new)?;
        let (invitation, _) = self.open_invitation(secret)?;
        let given = self.given_account(&invitation)?.map(|account| account.id);
        if given.is_none() {
            // Before a device keeps a passkey for nothing.
            self.hold_free(&login)?;
        }
        let account = given.unwrap_or_else(|| AccountId::from_random(self.random.bytes()));
        self.offer_passkey(invitation_purpose(secret), (account, &login, &name))
    }

    /// Takes an invitation up with a passkey. What was typed as a password is not looked at.
    ///
    /// # Errors
    /// As [`Installation::take_up`]; `passkey.over`, `passkey.refused`.
    pub fn take_up_with_passkey(&self, secret: &str, new: &NewAccount, answered: &Answered) -> Answer<Begun> {
        self.take_up_by(secret, new, |i| i.first_passkey(invitation_purpose(secret), answered))
    }
}

impl Means {
    /// The account's id, its password, the passkey it begins with, the codes to show, and what its first session is said to
    /// be opened with.
    pub(super) fn parts(
        self,
        fresh: AccountId,
    ) -> (AccountId, Option<String>, Option<Box<FirstPasskey>>, Vec<String>, &'static str) {
        match self {
            Self::Password(digest) => (fresh, Some(digest), None, Vec::new(), "password"),
            Self::Passkey(told, first, codes) => (told, None, Some(first), codes, "passkey"),
        }
    }
}

fn set_up_purpose() -> Purpose {
    Purpose::Begin(digest_of(&["set-up"]))
}

fn invitation_purpose(secret: &str) -> Purpose {
    Purpose::Begin(digest_of(&["invitation", secret]))
}
