//! Passkeys (WebAuthn): a device proves by a signature that somebody who unlocked it is there. That is both factors, and
//! nothing that is typed into a wrong page helps anybody. Challenges are drawn by the library, and checked by it.

use assay_domain::{AccountId, Timestamp};
use assay_store::control::{Account, Passkey as Kept, Session};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{
    AuthenticationResult, Passkey, PublicKeyCredential, RegisterPublicKeyCredential, Uuid, WebauthnError,
};

use super::ceremony::{Expected, Purpose, over};
use super::secret::digest_of;
use super::{SignedIn, second_factor};
use crate::installation::Installation;
use crate::{Answer, AppError, ErrorClass};

/// Passkeys of one account.
const MOST: usize = 20;
/// Longest name of a passkey, in characters.
const LONGEST_NAME: usize = 60;

/// A challenge on its way to a browser.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Challenge {
    /// What the answer has to come with.
    pub ticket: String,
    /// Options of `navigator.credentials`, with bytes in base64url.
    pub public_key: Value,
}

/// What a browser answers to a challenge.
#[derive(Debug, Clone)]
pub struct Answered {
    /// What the challenge came with.
    pub ticket: String,
    /// What the device signed, as JSON.
    pub credential: String,
}

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

fn refused(class: ErrorClass) -> AppError {
    let text = "this passkey was not accepted: it is not known here, or was made for another address";
    AppError::new(class, "passkey.refused", text)
}

fn copied(class: ErrorClass) -> AppError {
    let text = "this passkey counts backwards, as a copy of it would, and was refused; if you cannot explain that, sign \
                in another way and remove it";
    AppError::new(class, "passkey.copied", text)
}

fn unreadable() -> AppError {
    AppError::input("passkey.unreadable", "what came is not the answer of a passkey; try again")
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

/// A device that forgets the passkey's account could not sign in with it.
fn remembers(credential: &Value) -> bool {
    credential.pointer("/clientExtensionResults/credProps/rk").and_then(Value::as_bool) != Some(false)
}

impl Installation {
    /// The passkeys of an account as their owner sees them.
    pub(super) fn passkey_views(&self, account: AccountId) -> Answer<Vec<PasskeyView>> {
        let view =
            |k: Kept| PasskeyView { id: handle(&k.id), name: k.name, made: k.made, used: k.used, doubted: k.doubted };
        Ok(self.control.passkeys_of(account)?.into_iter().map(view).collect())
    }

    /// A challenge for a new passkey of an account.
    pub(super) fn offer_passkey(
        &self,
        purpose: Purpose,
        (account, login, name): (AccountId, &str, &str),
    ) -> Answer<Challenge> {
        let taken = self.control.passkeys_of(account)?.into_iter().map(|k| k.id).collect();
        let user = Uuid::parse_str(&account.to_string()).map_err(AppError::internal)?;
        let (options, state) = self
            .site()?
            .webauthn
            .start_passkey_registration(user, login, name, Some(taken))
            .map_err(AppError::internal)?;
        let mut options = serde_json::to_value(options).map_err(AppError::internal)?;
        // It has to be found again without a name having been typed.
        options["publicKey"]["authenticatorSelection"]["residentKey"] = "required".into();
        options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = true.into();
        let expected = Expected::NewKey(Box::new(state), account);
        let ticket = self.desk.ceremonies.hand_out(&*self.random, purpose, expected, self.clock.now());
        Ok(Challenge { ticket, public_key: options["publicKey"].take() })
    }

    /// The new passkey that answers a challenge, and the account that its device was told.
    pub(super) fn made_passkey(&self, purpose: Purpose, answered: &Answered) -> Answer<(Passkey, AccountId)> {
        let now = self.clock.now();
        let expected = self.desk.ceremonies.take(&answered.ticket, |p| p == purpose, now).ok_or_else(over)?;
        let Expected::NewKey(state, account) = expected else { return Err(over()) };
        let credential: Value = serde_json::from_str(&answered.credential).map_err(|_| unreadable())?;
        if !remembers(&credential) {
            let text = "this device does not keep passkeys by itself; use another one";
            return Err(AppError::input("passkey.forgetful", text));
        }
        let made: RegisterPublicKeyCredential = serde_json::from_value(credential).map_err(|_| unreadable())?;
        let key = self.site()?.webauthn.finish_passkey_registration(&made, &state).map_err(|error| {
            tracing::warn!(code = "passkey.refused", %error, "a new passkey was refused");
            refused(ErrorClass::Input)
        })?;
        if self.control.passkey(key.cred_id())?.is_some() {
            return Err(known());
        }
        Ok((key, account))
    }

    /// A challenge for a passkey that there is, of whatever account.
    pub(super) fn ask_passkey(&self, purpose: Purpose) -> Answer<Challenge> {
        let asked = self.site()?.webauthn.start_discoverable_authentication();
        let (options, state) = asked.map_err(AppError::internal)?;
        let mut options = serde_json::to_value(options).map_err(AppError::internal)?;
        let expected = Expected::Assertion(Box::new(state));
        let ticket = self.desk.ceremonies.hand_out(&*self.random, purpose, expected, self.clock.now());
        Ok(Challenge { ticket, public_key: options["publicKey"].take() })
    }

    /// Whose passkey answered a challenge. It is used then: the same answer is worth nothing a second time.
    pub(super) fn answering(
        &self,
        fits: impl Fn(Purpose) -> bool,
        answered: &Answered,
        class: ErrorClass,
    ) -> Answer<Account> {
        let now = self.clock.now();
        let Some(Expected::Assertion(state)) = self.desk.ceremonies.take(&answered.ticket, fits, now) else {
            return Err(over());
        };
        let assertion: PublicKeyCredential = serde_json::from_str(&answered.credential).map_err(|_| unreadable())?;
        let refuse = |why: &dyn std::fmt::Display| {
            tracing::warn!(code = "passkey.refused", %why, "a passkey was refused");
            refused(class)
        };
        let webauthn = &self.site()?.webauthn;
        let (user, id) = webauthn.identify_discoverable_authentication(&assertion).map_err(|e| refuse(&e))?;
        let found = self.control.passkey(id)?.filter(|k| k.account.to_string() == user.to_string());
        let found = found.ok_or_else(|| refuse(&"nobody has it"))?;
        let account = self.control.account(found.account)?.filter(|a| a.disabled.is_none());
        let account = account.ok_or_else(|| refuse(&"its account is not in use"))?;
        let key: Passkey = serde_json::from_str(&found.credential).map_err(AppError::internal)?;
        match webauthn.finish_discoverable_authentication_v2(&assertion, *state, &key) {
            Ok(result) => self.used(&found, key, &result, now)?.then_some(account).ok_or_else(|| copied(class)),
            Err(WebauthnError::CredentialPossibleCompromise) => {
                self.doubt(&found, now)?;
                Err(copied(class))
            }
            Err(error) => Err(refuse(&error)),
        }
    }

    /// Notes that a passkey was used; `false` when a copy of it was faster.
    fn used(&self, found: &Kept, mut key: Passkey, result: &AuthenticationResult, now: Timestamp) -> Answer<bool> {
        key.update_credential(result);
        let credential = serde_json::to_string(&key).map_err(AppError::internal)?;
        if self.control.use_passkey(found, &credential, now)? {
            return Ok(true);
        }
        self.doubt(found, now)?;
        Ok(false)
    }

    fn doubt(&self, found: &Kept, now: Timestamp) -> Answer<()> {
        tracing::warn!(code = "passkey.copied", "a passkey counted backwards");
        self.control.doubt_passkey(found, now)?;
        Ok(())
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
        self.control.session_proved(&here, self.clock.now())?;
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

fn known() -> AppError {
    AppError::new(ErrorClass::Conflict, "passkey.known", "this passkey is known already; use another device or account")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_seen_and_short() {
        assert_eq!(name("  my \t phone ").unwrap(), "my phone");
        for wrong in ["", " \n ", "a\u{0}b", &"x".repeat(LONGEST_NAME + 1)] {
            assert_eq!(name(wrong).unwrap_err().code, "passkey.name", "{wrong}");
        }
    }

    #[test]
    fn a_device_that_forgets_says_so() {
        let said = |rk: Value| remembers(&json!({"clientExtensionResults": {"credProps": {"rk": rk}}}));
        assert!(said(json!(true)) && said(json!(null)) && remembers(&json!({})));
        assert!(!said(json!(false)));
    }
}
