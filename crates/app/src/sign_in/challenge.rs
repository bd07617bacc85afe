//! Challenges to passkeys, and their answers. They are drawn and checked by the library; what it cannot know is asked here:
//! whose the passkey is, and whether it was used since it was read.

use assay_domain::{AccountId, Timestamp};
use assay_store::control::{Account, Passkey as Kept};
use serde::Serialize;
use serde_json::Value;
use webauthn_rs::prelude::{
    AuthenticationResult, Passkey, PublicKeyCredential, RegisterPublicKeyCredential, Uuid, WebauthnError,
};

use super::ceremony::{Expected, Purpose, over};
use crate::installation::Installation;
use crate::{Answer, AppError, ErrorClass};

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

pub(super) fn refused(class: ErrorClass) -> AppError {
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

pub(super) fn known() -> AppError {
    AppError::new(ErrorClass::Conflict, "passkey.known", "this passkey is known already; use another device or account")
}

/// A device that forgets the passkey's account could not sign in with it.
fn remembers(credential: &Value) -> bool {
    credential.pointer("/clientExtensionResults/credProps/rk").and_then(Value::as_bool) != Some(false)
}

impl Installation {
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
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_device_that_forgets_says_so() {
        let said = |rk: Value| remembers(&json!({"clientExtensionResults": {"credProps": {"rk": rk}}}));
        assert!(said(json!(true)) && said(json!(null)) && remembers(&json!({})));
        assert!(!said(json!(false)));
    }
}
