//! Passkeys (WebAuthn): a device proves by a signature that somebody who unlocked it is there. That is both factors, and
//! nothing that is typed into a wrong page helps anybody. What their owner does with them is here.

use assay_domain::{AccountId, Timestamp};
use assay_store::control::{Account, Passkey as Kept, Session};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use webauthn_rs::prelude::Passkey;

use super::ceremony::{Purpose, over};
use super::challenge::{Answered, Challenge, known, refused};
use super::secret::digest_of;
use super::{SignedIn, second_factor};
use crate::installation::Installation;
use crate::{Answer, AppError, ErrorClass};

/// Passkeys of one account.
const MOST: usize = 20;
/// Longest name of a passkey, in characters.
const LONGEST_NAME: usize = 60;

/// What somebody types to prove who they are, before they change what they sign in with.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// The present password; empty when nothing was typed.
    pub present: String,
    /// A code of the second factor; empty when nothing was typed.
    pub code: String,
}

/// With what somebody can prove who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProofMeans {
    /// With a password.
    pub password: bool,
    /// With a passkey.
    pub passkey: bool,
}

/// A passkey, to its owner.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PasskeyView {
    /// What it is called in requests: the beginning of the digest of its id.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was made.
    #[schemars(with = "String")]
    pub made: Timestamp,
    /// When it was last used.
    #[schemars(with = "Option<String>")]
    pub used: Option<Timestamp>,
    /// When it last counted backwards, as a copy would.
    #[schemars(with = "Option<String>")]
    pub doubted: Option<Timestamp>,
}

/// A passkey as the store keeps it.
pub(super) fn kept(key: &Passkey, account: AccountId, name: String, now: Timestamp) -> Answer<Kept> {
    let credential = serde_json::to_string(key).map_err(AppError::internal)?;
    Ok(Kept { id: key.cred_id().clone(), account, name, credential, made: now, used: None, doubted: None })
}

/// What a passkey is called in requests.
fn handle(id: &[u8]) -> String {
    assay_ports::blobs::hex(&digest_of(&["passkey", &format!("{id:?}")]))[..16].to_owned()
}

/// A name as it is kept: something to see, and not too much of it.
pub(super) fn name(typed: &str) -> Answer<String> {
    let name: String = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        let text = format!("give the passkey a name of at most {LONGEST_NAME} characters, for example `phone`");
        return Err(AppError::input("passkey.name", text));
    }
    Ok(name)
}

impl Installation {
    /// The passkeys of an account as their owner sees them.
    pub(super) fn passkey_views(&self, account: AccountId) -> Answer<Vec<PasskeyView>> {
        let view =
            |k: Kept| PasskeyView { id: handle(&k.id), name: k.name, made: k.made, used: k.used, doubted: k.doubted };
        Ok(self.control.passkeys_of(account)?.into_iter().map(view).collect())
    }

    /// Proves who is signed in, as changing what they sign in with asks: within minutes of the last proof, or with the
    /// password. Who has a second factor gives the password and a code of it each time.
    pub(super) fn prove_for_keys(&self, session: &str, typed: &Typed) -> Answer<(Session, Account)> {
        let (here, account) = self.session(session)?;
        if self.second_factor(account.id)?.is_some() {
            return self.prove_factor(session, &typed.present, &typed.code);
        }
        if !typed.present.is_empty() {
            return self.prove_with(session, &typed.present, None);
        }
        if crate::access::is_stale(here.proved, self.clock.now()) {
            let text = "say again who you are: with your password, or with a passkey";
            return Err(AppError::new(ErrorClass::Forbidden, "proof.needed", text));
        }
        Ok((here, account))
    }

    /// Begins a passkey of whoever is signed in.
    ///
    /// # Errors
    /// `proof.needed`, or the password or code is wrong; `passkey.name`; `passkey.many`; `passkey.off`.
    pub fn begin_passkey(&self, session: &str, typed: &Typed, called: &str) -> Answer<Challenge> {
        name(called)?;
        self.site()?;
        let (here, account) = self.prove_for_keys(session, typed)?;
        if self.control.passkeys_of(account.id)?.len() >= MOST {
            let text = format!("an account has at most {MOST} passkeys; remove one first");
            return Err(AppError::new(ErrorClass::Conflict, "passkey.many", text));
        }
        self.offer_passkey(Purpose::Add(here.hash), (account.id, &account.login, &account.name))
    }

    /// Adds the passkey that was begun.
    ///
    /// # Errors
    /// `passkey.over`; `passkey.refused` when it does not answer the challenge; `passkey.known`.
    pub fn add_passkey(&self, session: &str, answered: &Answered, called: &str) -> Answer<()> {
        let (here, account) = self.session(session)?;
        let (key, told) = self.made_passkey(Purpose::Add(here.hash), answered)?;
        if told != account.id {
            return Err(over());
        }
        let new = kept(&key, account.id, name(called)?, self.clock.now())?;
        if self.control.add_passkey(&new)? { Ok(()) } else { Err(known()) }
    }

    /// Removes a passkey of whoever is signed in. Every other session ends.
    ///
    /// # Errors
    /// `proof.needed`; `passkey.last` when nothing else is left to sign in with.
    pub fn remove_passkey(&self, session: &str, typed: &Typed, id: &str) -> Answer<()> {
        let (here, account) = self.prove_for_keys(session, typed)?;
        let found = self.control.passkeys_of(account.id)?.into_iter().find(|k| handle(&k.id) == id);
        let found = found.ok_or_else(|| AppError::not_found("passkey of that name; it may be gone already"))?;
        if self.control.remove_passkey(&found, &here.hash)? {
            return Ok(());
        }
        let text = "this is the last thing you can sign in with; add another passkey, or choose a password, first";
        Err(AppError::new(ErrorClass::Conflict, "passkey.last", text))
    }

    /// With what whoever is signed in can prove who they are.
    ///
    /// # Errors
    /// `session.over`.
    pub fn proof_means(&self, session: &str) -> Answer<ProofMeans> {
        let (_, account) = self.session(session)?;
        let passkey = !self.control.passkeys_of(account.id)?.is_empty();
        Ok(ProofMeans { password: account.password.is_some(), passkey })
    }

    /// Gives whoever is signed in a challenge, to prove anew who they are.
    ///
    /// # Errors
    /// `passkey.none`; `passkey.off`.
    pub fn begin_proof(&self, session: &str) -> Answer<Challenge> {
        let (here, account) = self.session(session)?;
        if self.control.passkeys_of(account.id)?.is_empty() {
            return Err(AppError::new(ErrorClass::Conflict, "passkey.none", "your account has no passkey"));
        }
        self.ask_passkey(Purpose::Prove(here.hash))
    }

    /// Proves with a passkey that whoever is signed in is who they are, as a signature asks.
    ///
    /// # Errors
    /// `passkey.over`, `passkey.refused`, `passkey.copied`.
    pub fn prove_with_passkey(&self, session: &str, answered: &Answered) -> Answer<()> {
        let (here, account) = self.session(session)?;
        let by = self.answering(|p| p == Purpose::Prove(here.hash), answered, ErrorClass::Forbidden)?;
        if by.id != account.id {
            return Err(refused(ErrorClass::Forbidden));
        }
        self.control.session_proved(&here, "passkey", self.clock.now())?;
        Ok(())
    }

    /// A challenge for whoever signs in.
    ///
    /// # Errors
    /// `passkey.off`.
    pub fn begin_sign_in(&self, address: Option<&str>) -> Answer<Challenge> {
        self.ask_passkey(Purpose::SignIn(digest_of(&["address", address.unwrap_or_default()])))
    }

    /// Signs somebody in with a passkey, which stands for both factors.
    ///
    /// # Errors
    /// `passkey.over`; `passkey.refused`, never saying whether there is such an account; `passkey.copied`.
    pub fn sign_in_with_passkey(&self, answered: &Answered, device: Option<&str>) -> Answer<SignedIn> {
        let for_signing_in = |p| matches!(p, Purpose::SignIn(_));
        let account = self.answering(for_signing_in, answered, ErrorClass::Unauthenticated)?;
        if !self.opens_here(&account)? {
            return Err(refused(ErrorClass::Unauthenticated));
        }
        self.note_broken_glass(&account)?;
        let known = self.known_device(Some(&account), device)?;
        self.open_session(&account, "passkey", device.filter(|_| known.is_some()))
    }

    /// Removes the password of whoever is signed in, who has passkeys and recovery codes. Every other session ends.
    ///
    /// # Errors
    /// `proof.needed`; `password.needed` when nothing would be left, or there are no recovery codes.
    pub fn remove_password(&self, session: &str, typed: &Typed) -> Answer<()> {
        let (here, account) = self.prove_for_keys(session, typed)?;
        if self.control.remove_password(account.id, &here.hash)? {
            return Ok(());
        }
        let text =
            "without a password you need a passkey to sign in with, and recovery codes for when its device is lost";
        Err(AppError::new(ErrorClass::Conflict, "password.needed", text))
    }

    /// Makes recovery codes for whoever is signed in and has passkeys. Those of before no longer work, and every other
    /// session ends.
    ///
    /// # Errors
    /// `proof.needed`; `passkey.none`.
    pub fn make_recovery_codes(&self, session: &str, typed: &Typed) -> Answer<Vec<String>> {
        let (here, account) = self.prove_for_keys(session, typed)?;
        if self.control.passkeys_of(account.id)?.is_empty() && self.second_factor(account.id)?.is_none() {
            return Err(second_factor::none());
        }
        let (codes, digests) = self.recovery_codes(account.id);
        self.control.set_recovery_codes(account.id, &digests, &here.hash)?;
        Ok(codes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_seen_and_short() {
        assert_eq!(name("  my \t phone ").unwrap(), "my phone");
        for wrong in ["", " \n ", "a\u{0}b", &"x".repeat(LONGEST_NAME + 1)] {
            assert_eq!(name(wrong).unwrap_err().code, "passkey.name", "{wrong}");
        }
    }
}
