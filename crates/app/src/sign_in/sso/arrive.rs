//! Coming back from the provider.

use assay_domain::{AccountId, Timestamp};
use assay_store::control::{Account, Identity, Provider, Session};

use super::begin::not_linked;
use super::code::redeem;
use super::journey::{Journey, Purpose};
use super::token::{Expected, Subject, check, key_unknown, signed};
use super::{none, refused};
use crate::installation::Installation;
use crate::sign_in::attempts::bucket_of_address;
use crate::sign_in::setup::well_formed;
use crate::sign_in::{Browser, SignedIn, secret, session};
use crate::{Answer, AppError, ErrorClass};

/// What a browser comes back with.
#[derive(Debug, Clone, Default)]
pub struct Arrival {
    /// State of the journey.
    pub state: String,
    /// The code, where the provider gave one.
    pub code: Option<String>,
    /// What the provider says went wrong.
    pub error: Option<String>,
    /// Who the provider says it is (RFC 9207).
    pub issuer: Option<String>,
    /// What the browser keeps since it left.
    pub browser: Option<String>,
    /// Secret of the session that the browser has.
    pub session: Option<String>,
    /// The secret that the browser was given when somebody signed in with it before.
    pub device: Option<String>,
    /// Where they come from, as far as that is known.
    pub address: Option<String>,
}

/// What coming back led to.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// The new session, where somebody signed in.
    pub signed_in: Option<SignedIn>,
    /// The local path to go to.
    pub next: String,
}

/// What somebody may still want after a refusal, under `details`.
const NEXT: &str = "next";

impl Installation {
    /// Takes in whoever comes back from the provider. What is refused is an entry of the control store's log.
    ///
    /// # Errors
    /// `oidc.…` when what came back is not what it has to be, `sso.…` when it is, and leads nowhere;
    /// `sign-in.locked` after too many from one address.
    pub fn sso_arrive(&self, arrival: &Arrival) -> Answer<Arrived> {
        let now = self.clock.now();
        // Who guesses fills the bucket of their address, and no more entries.
        let of_address: Vec<_> = bucket_of_address(arrival.address.as_deref()).into_iter().collect();
        self.may_try(&of_address, now)?;
        let done = self.arrive(arrival, now);
        if let Err(error) = &done
            && !matches!(error.class, ErrorClass::Unavailable | ErrorClass::Internal)
        {
            tracing::warn!(code = error.code, "somebody who came back from the provider was refused");
            self.failed(&of_address, now)?;
            self.control.sso_refused(&error.code)?;
        }
        done
    }

    fn arrive(&self, arrival: &Arrival, now: Timestamp) -> Answer<Arrived> {
        let provider = self.control.provider()?.ok_or_else(none)?;
        let found = self.desk.sso.journeys.end(&arrival.state, arrival.browser.as_deref(), now);
        let journey = found.filter(|j| j.issuer == provider.issuer).ok_or_else(|| {
            let text = "this is no way back from where you went: it was used, is too old, or began in another browser; \
                        sign in again";
            refused("oidc.state", text)
        })?;
        let who = self.subject(&provider, &journey, arrival, now);
        let done = who.and_then(|who| self.for_purpose(&provider, &journey, &who, arrival, now));
        done.map_err(|error| error.with(NEXT, journey.next.as_str()))
    }

    /// Whom the provider says that is.
    fn subject(&self, provider: &Provider, journey: &Journey, arrival: &Arrival, now: Timestamp) -> Answer<Subject> {
        let mut known = self.known(provider)?;
        let names_itself = known.discovery.authorization_response_iss_parameter_supported;
        if arrival.issuer.as_deref().map_or(names_itself, |issuer| issuer != provider.issuer) {
            return Err(refused("oidc.issuer", "another provider sent you back than the one you went to"));
        }
        let code = arrival.code.as_deref().filter(|c| !c.is_empty() && arrival.error.is_none());
        let Some(code) = code else {
            let text = "the provider did not let you in, or you turned back there";
            return Err(refused("oidc.declined", text));
        };
        let token = self.desk.sso.ask(|| redeem(&*self.outbound, provider, &known.discovery, journey, code))?;
        let mut read = signed(&token, &known.keys, &known.discovery.algorithms());
        if read.as_ref().is_err_and(key_unknown) {
            // The provider may have changed its keys since; it is asked once.
            known = self.hold(known.discovery.clone(), now)?;
            read = signed(&token, &known.keys, &known.discovery.algorithms());
        }
        let expected = Expected {
            issuer: &provider.issuer,
            client_id: &provider.client_id,
            nonce: &journey.nonce,
            now,
            proved_since: matches!(journey.purpose, Purpose::Prove(_)).then_some(journey.begun),
        };
        check(read?, &expected)
    }

    fn for_purpose(
        &self,
        provider: &Provider,
        journey: &Journey,
        who: &Subject,
        arrival: &Arrival,
        now: Timestamp,
    ) -> Answer<Arrived> {
        let identity = Identity { issuer: provider.issuer.clone(), subject: who.id.clone() };
        let bound = self.control.account_of_identity(&identity)?;
        let signed_in = match &journey.purpose {
            Purpose::SignIn => {
                let account = self.usable(bound)?.ok_or_else(not_linked)?;
                Some(self.open_as(&account, arrival)?)
            }
            Purpose::TakeUp(secret) => {
                let browser = Browser { session: arrival.session.clone(), device: arrival.device.clone() };
                self.hold_invitation(secret, &browser)?;
                let account = match bound {
                    Some(_) => {
                        let account = self.usable(bound)?.ok_or_else(not_linked)?;
                        self.take_up_with(secret, &account)?;
                        account
                    }
                    None => self.take_up_anew(secret, &identity, who)?,
                };
                Some(self.open_as(&account, arrival)?)
            }
            Purpose::Link(hash) => {
                let (_, account) = self.same_session(hash, arrival)?;
                if !self.control.link_identity(account.id, &identity, now)? {
                    let text = "whoever you are at the provider has another account here, or your account is somebody \
                                else there";
                    return Err(AppError::new(ErrorClass::Conflict, "sso.taken", text));
                }
                None
            }
            Purpose::Prove(hash) => {
                let (session, account) = self.same_session(hash, arrival)?;
                if bound != Some(account.id) {
                    let text = "you proved to be somebody else at the provider than whose account this is";
                    return Err(AppError::new(ErrorClass::Forbidden, "sso.other", text));
                }
                self.control.session_proved(&session, "oidc", now)?;
                None
            }
        };
        // Where an invitation was, there is nothing any more.
        let taken = matches!(journey.purpose, Purpose::TakeUp(_));
        let next = if taken { "/".to_owned() } else { journey.next.clone() };
        Ok(Arrived { signed_in, next })
    }

    /// An account that may be used.
    fn usable(&self, id: Option<AccountId>) -> Answer<Option<Account>> {
        let Some(id) = id else { return Ok(None) };
        Ok(self.control.account(id)?.filter(|a| a.disabled.is_none()))
    }

    fn open_as(&self, account: &Account, arrival: &Arrival) -> Answer<SignedIn> {
        let known = self.known_device(Some(account), arrival.device.as_deref())?;
        self.open_session(account, "oidc", arrival.device.as_deref().filter(|_| known.is_some()))
    }

    /// The session that the journey began with, which has to be the one that the browser still has.
    fn same_session(&self, hash: &[u8; 32], arrival: &Arrival) -> Answer<(Session, Account)> {
        let secret = arrival.session.as_deref().filter(|s| secret::digest(s).as_ref() == Some(hash));
        self.session(secret.ok_or_else(session::over)?)
    }

    /// Takes an invitation up with a new account, which has no password, or the one that another system gave the member.
    fn take_up_anew(&self, invitation: &str, identity: &Identity, who: &Subject) -> Answer<Account> {
        let (invitation, name) = self.open_invitation(invitation)?;
        let now = self.clock.now();
        if let Some(given) = self.given_account(&invitation)? {
            let taken = self.control.take_over_as(&invitation, given.id, identity, now)?;
            return if taken { Ok(given) } else { Err(crate::sign_in::invite::gone()) };
        }
        let login = who.email.as_deref().map(session::login).filter(|login| well_formed(login).is_ok());
        // Where the provider names no address, one that nobody types: who comes from there does not need it.
        let login = login.unwrap_or_else(|| {
            let digest = secret::digest_of(&["login", &identity.issuer, &identity.subject]);
            let text = assay_ports::blobs::hex(&digest);
            format!("{}@sso.invalid", &text[..16])
        });
        if self.control.account_of_login(&login)?.is_some() {
            let text = "there is an account of this address; sign in with it, link it on the page of your account, then \
                        open the invitation again";
            return Err(AppError::new(ErrorClass::Conflict, "login.taken", text));
        }
        let account = Account {
            id: AccountId::from_random(self.random.bytes()),
            login,
            name,
            made: now,
            disabled: None,
            password: None,
        };
        let taken = self.control.take_up_as(&invitation, &account, identity)?;
        if taken { Ok(account) } else { Err(crate::sign_in::invite::gone()) }
    }
}
