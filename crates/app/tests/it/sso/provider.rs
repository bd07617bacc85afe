//! A provider that does as it should until it is told to lie.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use assay_ports::Clock;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::signer::{Signer, encoded};

/// Its id for us, and our secret.
pub(crate) const CLIENT: (&str, &str) = ("assay", "a secret: with / and %");

/// A token before it is signed.
pub(crate) struct Token {
    pub(crate) head: Value,
    pub(crate) claims: Value,
    pub(crate) seal: Seal,
}

/// Who signs it.
pub(crate) enum Seal {
    Provider,
    /// A key that the provider does not have.
    Stranger,
    Nobody,
    /// The client's secret, as HS256 would have it.
    Secret,
}

type Lie = Arc<dyn Fn(&mut Token) + Send + Sync>;

/// What was asked for with a code.
struct Grant {
    nonce: String,
    challenge: String,
    used: bool,
}

struct State {
    key: Signer,
    stranger: Signer,
    grants: BTreeMap<String, Grant>,
    subject: String,
    email: Option<String>,
    lie: Option<Lie>,
    discovery: Value,
    keys_asked: usize,
    refuses_client: bool,
}

/// A provider at an address.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

/// Pairs of a form or a query.
fn pairs(text: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

impl Provider {
    pub(crate) fn new(issuer: &str, clock: Arc<dyn Clock>) -> Self {
        let discovery = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/auth"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/jwks"),
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "EdDSA", "HS256", "none"],
            "response_types_supported": ["code"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        });
        let state = State {
            key: Signer::new("EdDSA", "first"),
            stranger: Signer::new("EdDSA", "first"),
            grants: BTreeMap::new(),
            subject: "ana-at-the-provider".to_owned(),
            email: None,
            lie: None,
            discovery,
            keys_asked: 0,
            refuses_client: false,
        };
        Self { issuer: issuer.to_owned(), clock, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// Signs with another key from now on.
    pub(crate) fn sign_with(&self, key: Signer) {
        self.state().key = key;
    }

    /// Who comes from now on.
    pub(crate) fn is(&self, subject: &str, email: Option<&str>) {
        let mut state = self.state();
        (state.subject, state.email) = (subject.to_owned(), email.map(str::to_owned));
    }

    /// Lies from now on.
    pub(crate) fn lie(&self, lie: impl Fn(&mut Token) + Send + Sync + 'static) {
        self.state().lie = Some(Arc::new(lie));
    }

    pub(crate) fn tell_the_truth(&self) {
        self.state().lie = None;
    }

    /// Says something else of itself.
    pub(crate) fn says(&self, name: &str, value: Value) {
        self.state().discovery[name] = value;
    }

    /// Does not know us any more.
    pub(crate) fn refuse_client(&self) {
        self.state().refuses_client = true;
    }

    /// How often its keys were asked for.
    pub(crate) fn keys_asked(&self) -> usize {
        self.state().keys_asked
    }

    /// What a browser does there that was sent to an address: gives the state, and the code.
    pub(crate) fn visit(&self, address: &str) -> (String, String) {
        let query = pairs(address.strip_prefix(&format!("{}/auth?", self.issuer)).unwrap());
        assert_eq!((query["response_type"].as_str(), query["client_id"].as_str()), ("code", CLIENT.0));
        assert_eq!(query["code_challenge_method"], "S256");
        assert!(query["redirect_uri"].ends_with("/sign-in/sso/callback"), "{query:?}");
        let mut state = self.state();
        let code = format!("code-{}", state.grants.len());
        let grant = Grant { nonce: query["nonce"].clone(), challenge: query["code_challenge"].clone(), used: false };
        state.grants.insert(code.clone(), grant);
        (query["state"].clone(), code)
    }

    /// Answers a request to a path below its address: status and body.
    pub(crate) fn answer(&self, path: &str, authorization: &str, body: &[u8]) -> (u16, String) {
        let mut state = self.state();
        match path {
            "/.well-known/openid-configuration" => (200, state.discovery.to_string()),
            "/jwks" => {
                state.keys_asked += 1;
                // Among others that nobody knows, as real sets have them.
                (200, json!({"keys": [{"kty": "new", "kid": "x"}, state.key.jwk()]}).to_string())
            }
            "/token" => self.redeem(&mut state, authorization, &pairs(std::str::from_utf8(body).unwrap())),
            _ => (404, String::new()),
        }
    }

    fn redeem(&self, state: &mut State, authorization: &str, form: &BTreeMap<String, String>) -> (u16, String) {
        let no = |error: &str| (400, json!({"error": error}).to_string());
        // As RFC 6749, 2.3.1 has it: each part encoded as in a form.
        let known = "Basic YXNzYXk6YStzZWNyZXQlM0Erd2l0aCslMkYrYW5kKyUyNQ==";
        if authorization != known || state.refuses_client {
            return (401, json!({"error": "invalid_client"}).to_string());
        }
        let Some(grant) = state.grants.get_mut(&form["code"]).filter(|g| !g.used) else { return no("invalid_grant") };
        if encoded(Sha256::digest(&form["code_verifier"])) != grant.challenge {
            return no("invalid_grant");
        }
        grant.used = true;
        let now = self.clock.now().as_micros() / 1_000_000;
        let mut claims = json!({
            "iss": self.issuer, "sub": state.subject, "aud": CLIENT.0, "nonce": grant.nonce,
            "iat": now, "exp": now + 300, "auth_time": now,
        });
        if let Some(email) = &state.email {
            claims["email"] = json!(email);
            claims["email_verified"] = json!(true);
        }
        let head = json!({"alg": state.key.algorithm(), "kid": state.key.kid});
        let mut token = Token { head, claims, seal: Seal::Provider };
        if let Some(lie) = state.lie.clone() {
            lie(&mut token);
        }
        let message = format!("{}.{}", encoded(token.head.to_string()), encoded(token.claims.to_string()));
        let signature = match token.seal {
            Seal::Provider => state.key.sign(message.as_bytes()),
            Seal::Stranger => state.stranger.sign(message.as_bytes()),
            Seal::Nobody => Vec::new(),
            Seal::Secret => {
                let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, CLIENT.1.as_bytes());
                aws_lc_rs::hmac::sign(&key, message.as_bytes()).as_ref().to_vec()
            }
        };
        let token = format!("{message}.{}", encoded(signature));
        (200, json!({"id_token": token, "access_token": "x", "token_type": "Bearer"}).to_string())
    }
}
