//! The ID token: whether the provider made it, for us, now, and for this journey (OpenID Connect Core 1.0, 3.1.3.7).

use assay_domain::Timestamp;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::Value;

use super::keys::{Keys, algorithm, signed_by};
use super::{LEEWAY_SECONDS, refused};
use crate::{Answer, AppError};

/// Characters of a subject (OpenID Connect Core 1.0, 2).
const MOST_OF_SUBJECT: usize = 255;

/// What a token has to say.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Timestamp,
    /// Since when they have to have proved who they are; nothing where it does not matter.
    pub(super) proved_since: Option<Timestamp>,
}

/// Whom a token is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) id: String,
    /// The address that the provider knows. It binds nobody.
    pub(super) email: Option<String>,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    crit: Option<Value>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone, Deserialize)]
pub(super) struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    nonce: Option<String>,
    azp: Option<String>,
    auth_time: Option<i64>,
    email: Option<String>,
}

/// A key that is not in the set: it may be newer than what we hold.
pub(super) const KEY_UNKNOWN: &str = "oidc.key";

/// What a token says, if a key of the provider made it with an algorithm that the provider says it uses.
///
/// # Errors
/// `oidc.token`, `oidc.algorithm`, `oidc.key`, `oidc.signature`.
pub(super) fn signed(token: &str, keys: &Keys, algorithms: &[Algorithm]) -> Answer<Claims> {
    let unreadable = || refused("oidc.token", "the ID token of the provider cannot be read");
    let head = token.split('.').next().and_then(|head| URL_SAFE_NO_PAD.decode(head).ok()).ok_or_else(unreadable)?;
    let head: Head = serde_json::from_slice(&head).map_err(|_| unreadable())?;
    let used = algorithm(&head.alg).filter(|used| algorithms.contains(used)).ok_or_else(|| {
        let text = "the ID token is not signed in a way that the provider says it signs in and that is taken here";
        refused("oidc.algorithm", text)
    })?;
    if head.crit.is_some() {
        return Err(unreadable());
    }
    // What the token says of where its key lies (jku, x5u, jwk) is not looked at.
    let mut any = false;
    for key in keys.that_fit(head.kid.as_deref(), used) {
        any = true;
        if let Some(claims) = signed_by(token, key, used)? {
            return Ok(claims);
        }
    }
    Err(match any {
        true => refused("oidc.signature", "the ID token was not signed by the provider"),
        false => refused(KEY_UNKNOWN, "the ID token was signed with a key that the provider does not have"),
    })
}

/// Holds what a token says against what it has to say.
///
/// # Errors
/// Each with its own code, `oidc.issuer` to `oidc.auth-time`.
pub(super) fn check(claims: Claims, expected: &Expected<'_>) -> Answer<Subject> {
    let now = expected.now.as_micros().div_euclid(1_000_000);
    let stop = |code: &str, text: &str| -> Answer<Subject> { Err(refused(code, text)) };
    if claims.iss != expected.issuer {
        return stop("oidc.issuer", "the ID token was made by somebody else than the provider");
    }
    let audience = match &claims.aud {
        Audience::One(one) => std::slice::from_ref(one),
        Audience::Many(many) => many.as_slice(),
    };
    if !audience.iter().any(|a| a == expected.client_id) {
        return stop("oidc.audience", "the ID token was made for another application");
    }
    if claims.azp.as_deref().map_or(audience.len() > 1, |azp| azp != expected.client_id) {
        return stop("oidc.authorized-party", "the ID token was handed to another application");
    }
    if claims.exp.saturating_add(LEEWAY_SECONDS) <= now {
        return stop("oidc.expired", "the ID token has expired; sign in again");
    }
    if claims.iat.max(claims.nbf.unwrap_or(claims.iat)) > now + LEEWAY_SECONDS {
        let text = "the ID token is of the future: the clocks of the provider and of this server lie too far apart";
        return stop("oidc.issued-ahead", text);
    }
    if claims.nonce.as_deref() != Some(expected.nonce) {
        return stop("oidc.nonce", "the ID token was made for another attempt to sign in");
    }
    if let Some(since) = expected.proved_since {
        let since = since.as_micros().div_euclid(1_000_000) - LEEWAY_SECONDS;
        if !claims.auth_time.is_some_and(|at| (since..=now + LEEWAY_SECONDS).contains(&at)) {
            let text = "the provider did not ask you anew who you are, or does not say so; nothing was signed";
            return stop("oidc.auth-time", text);
        }
    }
    if claims.sub.is_empty() || claims.sub.chars().count() > MOST_OF_SUBJECT || claims.sub.chars().any(char::is_control)
    {
        return stop("oidc.token", "the ID token does not say whom it is about");
    }
    Ok(Subject { id: claims.sub, email: claims.email })
}

/// Whether another look at the provider's keys may help.
pub(super) fn key_unknown(error: &AppError) -> bool {
    error.code == KEY_UNKNOWN
}
