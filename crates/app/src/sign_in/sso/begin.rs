//! Going to the provider.

use assay_store::control::Provider;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use super::code::{form, redirect_uri};
use super::journey::Purpose;
use super::none;
use crate::installation::Installation;
use crate::{Answer, AppError, ErrorClass};

/// What somebody goes to the provider for.
#[derive(Debug, Clone)]
pub enum Errand {
    /// To sign in.
    SignIn,
    /// To take an invitation up, by its secret.
    TakeUp(String),
    /// To sign in there from now on: the account of a session, with its password and the code of its second factor.
    Link {
        /// Secret of the session.
        session: String,
        /// The password; empty where they proved who they are a moment ago.
        present: String,
        /// A code of the second factor, where there is one.
        code: String,
    },
    /// To prove anew who they are, as a signature asks: a session, by its secret.
    Prove(String),
}

/// Somebody who is sent to the provider.
#[derive(Debug, Clone)]
pub struct Departure {
    /// What the provider is called.
    pub provider: String,
    /// Where the browser goes.
    pub address: String,
    /// What the browser keeps until it is back.
    pub browser: String,
}

impl Installation {
    /// The provider, if there is one.
    pub(super) fn provider(&self) -> Answer<Provider> {
        self.control.provider()?.ok_or_else(none)
    }

    /// Sends somebody to the provider. `browser` is what theirs keeps from an earlier journey, `from` where they come
    /// from, as far as that is known; `next` is the local path to go to afterwards.
    ///
    /// # Errors
    /// `sso.none`; when the provider cannot be reached; of an errand, what its first step refuses.
    pub fn sso_begin(
        &self,
        errand: &Errand,
        next: &str,
        browser: Option<&str>,
        from: Option<&str>,
    ) -> Answer<Departure> {
        let provider = self.provider()?;
        let purpose = match errand {
            Errand::SignIn => Purpose::SignIn,
            Errand::TakeUp(secret) => {
                self.invited(secret)?;
                Purpose::TakeUp(secret.clone())
            }
            Errand::Link { session, present, code } => self.may_link(&provider, session, present, code)?,
            Errand::Prove(session) => {
                let (session, account) = self.session(session)?;
                if self.control.identity_of(account.id, &provider.issuer)?.is_none() {
                    return Err(not_linked());
                }
                Purpose::Prove(session.hash)
            }
        };
        let known = self.known(&provider)?;
        let anew = matches!(purpose, Purpose::Prove(_));
        let told = self.desk.sso.journeys.begin(
            &*self.random,
            (&provider.issuer, purpose, next),
            (browser, from),
            self.clock.now(),
        );
        let (redirect, challenge) = (redirect_uri(&provider), URL_SAFE_NO_PAD.encode(Sha256::digest(&told.verifier)));
        let mut fields = vec![
            ("response_type", "code"),
            ("client_id", provider.client_id.as_str()),
            ("redirect_uri", redirect.as_str()),
            ("scope", "openid email"),
            ("state", told.state.as_str()),
            ("nonce", told.nonce.as_str()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ];
        if anew {
            fields.extend([("max_age", "0"), ("prompt", "login")]);
        }
        let endpoint = &known.discovery.authorization_endpoint;
        let mark = if endpoint.contains('?') { '&' } else { '?' };
        let address = format!("{endpoint}{mark}{}", form(&fields));
        Ok(Departure { provider: provider.name, address, browser: told.browser })
    }

    /// Whoever says who they are elsewhere proves first who they are here.
    fn may_link(&self, provider: &Provider, secret: &str, present: &str, code: &str) -> Answer<Purpose> {
        let (session, account) = self.session(secret)?;
        if self.control.identity_of(account.id, &provider.issuer)?.is_some() {
            let text = "your account signs in there already; end that first";
            return Err(AppError::new(ErrorClass::Conflict, "sso.linked", text));
        }
        self.prove_for_sso(secret, present, code)?;
        Ok(Purpose::Link(session.hash))
    }

    /// The proof that changing this asks: the password, with a code where there is a second factor; or, of an account
    /// without both, that it was given a moment ago.
    pub(super) fn prove_for_sso(&self, secret: &str, present: &str, code: &str) -> Answer<()> {
        let (session, account) = self.session(secret)?;
        if self.second_factor(account.id)?.is_some() {
            return self.prove_with(secret, present, Some(code)).map(drop);
        }
        if account.password.is_some() {
            return self.prove_with(secret, present, None).map(drop);
        }
        if !crate::access::is_stale(session.proved, self.clock.now()) {
            return Ok(());
        }
        let text = "prove first who you are: sign in again";
        Err(AppError::new(ErrorClass::Forbidden, "proof.needed", text))
    }
}

/// The account is nobody at the provider.
pub(super) fn not_linked() -> AppError {
    let text = "nobody here is known to be you at the provider. If you have an account, sign in with its password and \
                link the two on the page of your account; if you were invited, open the invitation";
    AppError::new(ErrorClass::Forbidden, "sso.not-linked", text)
}
