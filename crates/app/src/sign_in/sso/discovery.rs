//! What a provider says of itself (OpenID Connect Discovery 1.0, 3 and 4), read and held for a while.

use std::sync::{Arc, PoisonError};

use assay_domain::Timestamp;
use assay_ports::outbound::{Outbound, Outgoing};
use assay_store::control::Provider;
use jsonwebtoken::Algorithm;
use serde::Deserialize;

use super::keys::{Keys, algorithm};
use super::refused;
use crate::Answer;
use crate::installation::Installation;

/// Bytes of the document that are read.
const MOST_BYTES: usize = 64 * 1024;
/// Minutes that it is held.
const HELD_MINUTES: i64 = 60;

/// The part of the document that is of use.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Discovery {
    pub(super) issuer: String,
    pub(super) authorization_endpoint: String,
    pub(super) token_endpoint: String,
    pub(super) jwks_uri: String,
    #[serde(default)]
    id_token_signing_alg_values_supported: Vec<String>,
    #[serde(default)]
    response_types_supported: Vec<String>,
    code_challenge_methods_supported: Option<Vec<String>>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// Whether the provider names itself when it sends somebody back (RFC 9207).
    #[serde(default)]
    pub(super) authorization_response_iss_parameter_supported: bool,
}

/// A provider with its keys.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) discovery: Discovery,
    pub(super) keys: Keys,
    read: Timestamp,
}

impl Discovery {
    /// Asks an issuer, and sees that what it says is what we can work with.
    pub(super) fn fetch(out: &dyn Outbound, issuer: &str) -> Answer<Self> {
        let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
        let answer = out.send(&Outgoing::get(&address, MOST_BYTES))?;
        let wrong = |what: &str| refused("oidc.discovery", format!("{address} {what}"));
        if answer.status != 200 {
            return Err(wrong(&format!("answers {}, and says nothing of a provider", answer.status)));
        }
        let read = serde_json::from_slice::<Self>(&answer.body);
        let this = read.map_err(|e| wrong(&format!("says nothing of a provider: {e}")))?;
        if this.issuer != issuer {
            // Letter by letter (OpenID Connect Discovery 1.0, 4.3): or else one provider could speak for another.
            let text = format!("the provider calls itself `{}`, not `{issuer}`; name it as it does", this.issuer);
            return Err(refused("oidc.issuer", text));
        }
        for uri in [&this.authorization_endpoint, &this.token_endpoint, &this.jwks_uri] {
            out.may_name(uri)?;
        }
        if !this.authorization_endpoint.chars().all(|c| c.is_ascii_graphic()) {
            return Err(wrong("names an address that is none"));
        }
        if this.algorithms().is_empty() {
            let text = "the provider signs with none of RS256, ES256 and EdDSA; let it use one of them for this client";
            return Err(refused("oidc.algorithm", text));
        }
        if !this.response_types_supported.iter().any(|t| t == "code") {
            return Err(wrong("does not offer the authorization code flow"));
        }
        // Who says nothing of PKCE may well do it, and ignores it otherwise.
        if this.code_challenge_methods_supported.as_ref().is_some_and(|m| !m.iter().any(|m| m == "S256")) {
            return Err(wrong("does not do PKCE with S256"));
        }
        Ok(this)
    }

    /// The algorithms that it says it signs with, and that are taken.
    pub(super) fn algorithms(&self) -> Vec<Algorithm> {
        self.id_token_signing_alg_values_supported.iter().filter_map(|name| algorithm(name)).collect()
    }

    /// Whether the client's secret goes into the header of a request: the way that every provider has to know (OpenID
    /// Connect Core 1.0, 9), unless it says that it knows only another.
    pub(super) fn secret_in_header(&self) -> bool {
        let methods = self.token_endpoint_auth_methods_supported.as_ref();
        methods.is_none_or(|m| {
            m.iter().any(|m| m == "client_secret_basic") || !m.iter().any(|m| m == "client_secret_post")
        })
    }
}

impl Installation {
    /// The provider as it is known, asked anew when that lies too far back.
    pub(super) fn known(&self, provider: &Provider) -> Answer<Arc<Known>> {
        let now = self.clock.now();
        let held = self.desk.sso.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let fresh = |k: &Arc<Known>| k.discovery.issuer == provider.issuer && k.read.plus_minutes(HELD_MINUTES) > now;
        if let Some(known) = held.filter(fresh) {
            return Ok(known);
        }
        let discovery = self.desk.sso.ask(|| Discovery::fetch(&*self.outbound, &provider.issuer))?;
        self.hold(discovery, now)
    }

    /// Asks for the keys of a provider, and holds both.
    pub(super) fn hold(&self, discovery: Discovery, now: Timestamp) -> Answer<Arc<Known>> {
        let keys = self.desk.sso.ask(|| Keys::fetch(&*self.outbound, &discovery.jwks_uri))?;
        let known = Arc::new(Known { discovery, keys, read: now });
        *self.desk.sso.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }

    /// Forgets what is known of a provider.
    pub(super) fn forget_known(&self) {
        *self.desk.sso.known.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
