//! Ed25519 keys (RFC 8032) in the text forms of C2SP `signed-note`.
//!
//! A verifier key is `<name>+<id>+<base64(0x01 ‖ public key)>`, where the id is the first four bytes of
//! `SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key)`. A signer key is `PRIVATE+KEY+<name>+<id>+<base64(0x01 ‖ seed)>`.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::hex;

/// Signature type byte of plain Ed25519.
const ED25519: u8 = 1;
const SECRET_PREFIX: &str = "PRIVATE+KEY+";

/// Why a key cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeyError {
    #[error("a key is written <name>+<8 hex digits>+<base64>; this one is not")]
    Shape,
    #[error("a key name must not be empty nor hold spaces, control characters or '+'")]
    Name,
    #[error("the key's id does not match its name and bytes: it was mistyped or altered")]
    Id,
    #[error("only Ed25519 keys (type 1) are supported, not type {0}")]
    Type(u8),
    #[error("the bytes are no usable Ed25519 public key")]
    Bytes,
}

/// A public key with the name it signs under: what an auditor must obtain from somewhere else than the bundle.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl VerifierKey {
    /// Reads the text form.
    ///
    /// # Errors
    /// Any deviation from it, a weak public key, another algorithm.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let (name, id, bytes) = split(text.trim_end_matches('\n'))?;
        let public = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::Bytes)?;
        let key = Self::new(name, public)?;
        if key.id == id { Ok(key) } else { Err(KeyError::Id) }
    }

    fn new(name: &str, key: VerifyingKey) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name);
        }
        if key.is_weak() {
            return Err(KeyError::Bytes);
        }
        Ok(Self { name: name.to_owned(), id: key_id(name, key.as_bytes()), key })
    }

    /// Name it signs under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First bytes of every signature by this key.
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// The 32 bytes of RFC 8032.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.key.to_bytes()
    }

    /// The same key as openssl reads it (RFC 8410 in PEM).
    #[must_use]
    pub fn openssl_pem(&self) -> String {
        let mut der = vec![0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
        der.extend_from_slice(self.key.as_bytes());
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", STANDARD.encode(der))
    }

    /// Strict verification: no small-order keys, no second form of a signature.
    pub(crate) fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", joined(&self.name, self.id, self.key.as_bytes()))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

impl FromStr for VerifierKey {
    type Err = KeyError;
    fn from_str(text: &str) -> Result<Self, KeyError> {
        Self::parse(text)
    }
}

/// The log's signing key.
#[derive(Clone)]
pub struct SigningKey {
    key: ed25519_dalek::SigningKey,
    verifier: VerifierKey,
}

impl SigningKey {
    /// A key from 32 secret random bytes.
    ///
    /// # Errors
    /// A name with spaces, control characters or `+`.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, key.verifying_key())?;
        Ok(Self { key, verifier })
    }

    /// Reads the secret text form.
    ///
    /// # Errors
    /// Any deviation from it.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim_end_matches('\n').strip_prefix(SECRET_PREFIX).ok_or(KeyError::Shape)?;
        let (name, id, seed) = split(text)?;
        let signer = Self::from_seed(name, &seed)?;
        if signer.verifier.id == id { Ok(signer) } else { Err(KeyError::Id) }
    }

    /// The secret text form, for a key file only its owner can read.
    #[must_use]
    pub fn secret_text(&self) -> String {
        format!("{SECRET_PREFIX}{}", joined(&self.verifier.name, self.verifier.id, &self.key.to_bytes()))
    }

    /// Name it signs under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.verifier.name
    }

    /// The public half.
    #[must_use]
    pub fn verifier(&self) -> VerifierKey {
        self.verifier.clone()
    }

    pub(crate) fn signature(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier)
    }
}

/// Key names of C2SP `signed-note`: not empty, no Unicode spaces, no plus; control characters no note may hold anyway.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

fn key_id(name: &str, public: &[u8; 32]) -> [u8; 4] {
    let digest = Sha256::new().chain_update(name).chain_update([b'\n', ED25519]).chain_update(public).finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

fn joined(name: &str, id: [u8; 4], bytes: &[u8; 32]) -> String {
    let mut typed = vec![ED25519];
    typed.extend_from_slice(bytes);
    format!("{name}+{}+{}", hex::encode(&id), STANDARD.encode(typed))
}

fn split(text: &str) -> Result<(&str, [u8; 4], [u8; 32]), KeyError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(id), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyError::Shape);
    };
    if !is_name(name) {
        return Err(KeyError::Name);
    }
    let id = hex::decode(id).ok_or(KeyError::Shape)?;
    let typed = STANDARD.decode(encoded).map_err(|_| KeyError::Shape)?;
    match typed.split_first() {
        Some((&ED25519, bytes)) => Ok((name, id, bytes.try_into().map_err(|_| KeyError::Bytes)?)),
        Some((&other, _)) => Err(KeyError::Type(other)),
        None => Err(KeyError::Shape),
    }
}
