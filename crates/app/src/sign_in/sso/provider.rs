//! The provider as the person at the server's machine sets it up.

use assay_domain::AccountId;
use assay_store::control::{Account, Provider};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::code::redirect_uri;
use super::discovery::Discovery;
use super::{IdentityView, none};
use crate::installation::Installation;
use crate::sign_in::session::login;
use crate::{Answer, AppError, ErrorClass};

/// Characters of a name, an address or a secret.
const MOST: usize = 2_000;

/// How single sign-on is to be.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SsoSettings {
    /// What the provider calls itself: an address.
    pub issuer: String,
    /// What people call it: the page says `Sign in with …`.
    pub name: String,
    /// Where people reach this installation, for example `https://assay.example.org`.
    pub address: String,
    /// What the provider calls this installation.
    pub client_id: String,
    /// What shows the provider that it is this installation; left out where it asks for nothing.
    #[serde(default)]
    pub client_secret: Option<String>,
    /// Whether nobody signs in with a password any more, but whoever `break_glass` says.
    #[serde(default)]
    pub required: bool,
    /// The login of whoever gets in with a password when the provider does not answer.
    #[serde(default)]
    pub break_glass: Option<String>,
}

/// Single sign-on as it is set.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SsoView {
    /// What the provider calls itself.
    pub issuer: String,
    /// What people call it.
    pub name: String,
    /// Where people reach this installation.
    pub address: String,
    /// The address that the provider has to be told to send people back to.
    pub redirect_uri: String,
    /// What the provider calls this installation.
    pub client_id: String,
    /// Whether there is a secret that shows the provider that it is this installation.
    pub has_secret: bool,
    /// Whether nobody signs in with a password any more.
    pub required: bool,
    /// The login of whoever still does.
    pub break_glass: Option<String>,
    /// Accounts that may be used.
    pub accounts: u64,
    /// Those of them that sign in at the provider.
    pub linked: u64,
}

impl SsoSettings {
    fn check(&self) -> Answer<()> {
        let refuse = |at: &str, text: &str| Err(AppError::input("sso.setting", format!("{at}: {text}")));
        let all = [&self.issuer, &self.name, &self.address, &self.client_id];
        if all.iter().any(|t| t.trim().is_empty() || t.chars().count() > MOST || t.chars().any(char::is_control)) {
            return refuse("issuer, name, address, client_id", "say each, on one line, with at most 2000 characters");
        }
        if self.issuer.contains(['?', '#']) {
            return refuse("issuer", "an issuer has no query and no fragment");
        }
        // It is where a browser goes with a code in hand (RFC 6749, 3.1.2.1).
        let rest = self.address.strip_prefix("https://").or_else(|| self.address.strip_prefix("http://"));
        let host = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
        if !rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(host)) {
            return refuse(
                "address",
                "write scheme and host of this installation, for example https://assay.example.org",
            );
        }
        if self.client_secret.as_ref().is_some_and(|s| s.is_empty() || s.chars().count() > MOST) {
            return refuse("client_secret", "the secret is empty, or longer than 2000 characters");
        }
        if self.required && self.break_glass.is_none() {
            let text = "say whose password works when the provider does not answer (--break-glass LOGIN)";
            return refuse("break_glass", text);
        }
        Ok(())
    }
}

impl Installation {
    /// Single sign-on as it is set.
    ///
    /// # Errors
    /// `sso.none`.
    pub fn sso(&self) -> Answer<SsoView> {
        self.sso_view(&self.provider()?)
    }

    fn sso_view(&self, provider: &Provider) -> Answer<SsoView> {
        let (accounts, linked) = self.control.linked_accounts(&provider.issuer)?;
        let break_glass = provider.break_glass.map(|id| self.control.account(id)).transpose()?.flatten();
        Ok(SsoView {
            issuer: provider.issuer.clone(),
            name: provider.name.clone(),
            address: provider.address.clone(),
            redirect_uri: redirect_uri(provider),
            client_id: provider.client_id.clone(),
            has_secret: provider.client_secret.is_some(),
            required: provider.required,
            break_glass: break_glass.map(|a| a.login),
            accounts,
            linked,
        })
    }

    /// Sets the provider, after it was asked what it can do.
    ///
    /// # Errors
    /// `sso.setting`; `address_not_public` and others when it cannot be reached; `oidc.…` when it cannot do what is asked
    /// of it.
    pub fn set_sso(&self, new: &SsoSettings) -> Answer<SsoView> {
        new.check()?;
        let break_glass = new.break_glass.as_deref().map(|login| self.with_password(login)).transpose()?;
        let discovery = Discovery::fetch(&*self.outbound, &new.issuer)?;
        self.forget_known();
        let now = self.clock.now();
        self.hold(discovery, now)?;
        let provider = Provider {
            issuer: new.issuer.clone(),
            name: new.name.trim().to_owned(),
            address: new.address.clone(),
            client_id: new.client_id.clone(),
            client_secret: new.client_secret.clone(),
            required: new.required,
            break_glass,
            made: now,
        };
        self.control.set_provider(&provider)?;
        self.sso_view(&provider)
    }

    fn with_password(&self, typed: &str) -> Answer<AccountId> {
        let found = self.control.account_of_login(&login(typed))?;
        let usable = found.filter(|a| a.disabled.is_none() && a.password.is_some());
        usable.map(|a| a.id).ok_or_else(|| {
            AppError::input("sso.break-glass", format!("there is no account `{typed}` that signs in with a password"))
        })
    }

    /// Takes the provider away. Who is who there stays known, in case it comes back.
    ///
    /// # Errors
    /// `sso.none`.
    pub fn remove_sso(&self) -> Answer<SsoView> {
        let view = self.sso()?;
        self.control.remove_provider()?;
        self.forget_known();
        Ok(view)
    }

    /// What people call the provider, and whether it is the only way in; nothing where there is none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn sso_offer(&self) -> Answer<Option<(String, bool)>> {
        Ok(self.control.provider()?.map(|p| (p.name, p.required)))
    }

    /// Who an account is at the provider; nothing where there is no provider.
    ///
    /// # Errors
    /// `session.over`.
    pub fn sso_identity(&self, session: &str) -> Answer<Option<IdentityView>> {
        let (_, account) = self.session(session)?;
        let Some(provider) = self.control.provider()? else { return Ok(None) };
        let since = self.control.identity_of(account.id, &provider.issuer)?.map(|(_, since)| since);
        Ok(Some(IdentityView { provider: provider.name, since, password: account.password.is_some() }))
    }

    /// Whether anything but the provider opens a session of an account: a password, a passkey, a recovery code.
    pub(in crate::sign_in) fn opens_here(&self, account: &Account) -> Answer<bool> {
        Ok(self.control.provider()?.is_none_or(|p| !p.required || p.break_glass == Some(account.id)))
    }

    /// Writes down that somebody came in without the provider, which is for when nobody else gets in.
    pub(in crate::sign_in) fn note_broken_glass(&self, account: &Account) -> Answer<()> {
        if self.control.provider()?.is_some_and(|p| p.required) {
            self.control.glass_broken(account.id)?;
        }
        Ok(())
    }

    /// Ends that whoever is signed in signs in at the provider, with a fresh proof.
    ///
    /// # Errors
    /// `sso.none`, `sso.not-linked`; `sso.only-way` when nothing else would let them in; when the proof is refused.
    pub fn sso_unlink(&self, session: &str, present: &str, code: &str) -> Answer<()> {
        let provider = self.provider()?;
        let (_, account) = self.session(session)?;
        if account.password.is_none() || !self.opens_here(&account)? {
            let text = "nothing else would let you in: the provider is how you sign in";
            return Err(AppError::new(ErrorClass::Conflict, "sso.only-way", text));
        }
        self.prove_for_sso(session, present, code)?;
        if self.control.unlink_identity(account.id, &provider.issuer)? { Ok(()) } else { Err(none()) }
    }
}
