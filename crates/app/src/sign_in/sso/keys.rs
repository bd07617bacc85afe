//! The keys of the provider (RFC 7517), and whether one of them made a signature (RFC 7515).

use assay_ports::outbound::{Outbound, Outgoing};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::refused;
use crate::Answer;

/// Bytes of a key set that are read.
const MOST_BYTES: usize = 128 * 1024;
/// Keys of a set that are looked at.
const MOST_KEYS: usize = 100;

/// The algorithms that are taken, by name. None of them shares a secret, and `none` is none.
const TAKEN: [(&str, Algorithm); 3] =
    [("RS256", Algorithm::RS256), ("ES256", Algorithm::ES256), ("EdDSA", Algorithm::EdDSA)];

/// The algorithm of a name, if it is taken.
pub(super) fn algorithm(name: &str) -> Option<Algorithm> {
    TAKEN.iter().find(|(known, _)| *known == name).map(|(_, algorithm)| *algorithm)
}

/// The keys of a provider that can sign.
#[derive(Debug, Clone)]
pub(super) struct Keys(Vec<Jwk>);

#[derive(Deserialize)]
struct Set {
    keys: Vec<Value>,
}

impl Keys {
    /// Asks the provider for them.
    pub(super) fn fetch(out: &dyn Outbound, uri: &str) -> Answer<Self> {
        let answer = out.send(&Outgoing::get(uri, MOST_BYTES))?;
        let set = (answer.status == 200).then(|| serde_json::from_slice::<Set>(&answer.body).ok()).flatten();
        let set =
            set.ok_or_else(|| refused("oidc.keys", "the provider does not give its keys as a JSON Web Key Set"))?;
        // What is no key that we know is none of ours: a set may hold keys of other kinds.
        let known = set.keys.into_iter().take(MOST_KEYS).filter_map(|key| serde_json::from_value(key).ok());
        Ok(Self(known.collect()))
    }

    /// The keys that may have signed with an algorithm: those of that id, or all where none is named.
    pub(super) fn that_fit(&self, kid: Option<&str>, algorithm: Algorithm) -> impl Iterator<Item = &Jwk> {
        self.0
            .iter()
            .filter(move |key| kid.is_none_or(|kid| key.common.key_id.as_deref() == Some(kid)) && fits(key, algorithm))
    }
}

fn fits(key: &Jwk, algorithm: Algorithm) -> bool {
    let to_sign = key.common.public_key_use.as_ref().is_none_or(|u| *u == PublicKeyUse::Signature);
    let named = key.common.key_algorithm.is_none_or(|named| named == algorithm.into());
    let kind = match &key.algorithm {
        AlgorithmParameters::RSA(_) => algorithm == Algorithm::RS256,
        AlgorithmParameters::EllipticCurve(of) => algorithm == Algorithm::ES256 && of.curve == EllipticCurve::P256,
        AlgorithmParameters::OctetKeyPair(of) => algorithm == Algorithm::EdDSA && of.curve == EllipticCurve::Ed25519,
        _ => false,
    };
    to_sign && named && kind
}

/// What a token says, if the key made its signature; nothing when another did.
pub(super) fn signed_by<T: DeserializeOwned>(token: &str, key: &Jwk, algorithm: Algorithm) -> Answer<Option<T>> {
    // Times and audience are held against our own clock and words afterwards.
    let mut only_signature = Validation::new(algorithm);
    only_signature.required_spec_claims.clear();
    (only_signature.validate_exp, only_signature.validate_nbf, only_signature.validate_aud) = (false, false, false);
    let Ok(decoding) = DecodingKey::from_jwk(key) else { return Ok(None) };
    match jsonwebtoken::decode::<T>(token, &decoding, &only_signature) {
        Ok(read) => Ok(Some(read.claims)),
        Err(e) => match e.kind() {
            ErrorKind::Json(_) | ErrorKind::Base64(_) | ErrorKind::Utf8(_) | ErrorKind::InvalidToken => {
                Err(refused("oidc.token", "the ID token of the provider cannot be read"))
            }
            _ => Ok(None),
        },
    }
}
