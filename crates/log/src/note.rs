//! Signed notes (C2SP `signed-note`): a text, an empty line, and signature lines `— <name> base64(<id> ‖ <signature>)`.
//!
//! A note says nothing until a trusted key has verified it. Signatures by unknown keys are ignored, so that keys can be
//! rotated and witnesses can add lines; a bad signature by a known key refuses the note.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::key::{SigningKey, VerifierKey, is_name};

/// Longest note accepted, in bytes.
pub const MAX_NOTE_BYTES: usize = 1 << 20;
/// Most signature lines accepted.
pub const MAX_SIGNATURES: usize = 100;
const MARK: &str = "\u{2014} ";

/// Why a note cannot be made, read or believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NoteError {
    #[error("the note is longer than {MAX_NOTE_BYTES} bytes")]
    TooLong,
    #[error("the note is not UTF-8, or holds control characters such as carriage returns")]
    Characters,
    #[error("a note is a text ending in a newline, an empty line, and signature lines; this is not")]
    Shape,
    #[error("signature line {0} is malformed")]
    Line(usize),
    #[error("the note has more than {MAX_SIGNATURES} signatures")]
    TooMany,
    #[error("the note is signed twice by {0}")]
    Duplicate(String),
    #[error("the signature by {0} is wrong: the note was altered")]
    Signature(String),
    #[error("the note is signed by none of the trusted keys (it names {0})")]
    Untrusted(String),
}

/// A note as read; its text is to be believed only after [`Note::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The signed text, with its last newline.
    pub text: String,
    pub signatures: Vec<NoteSignature>,
}

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    pub name: String,
    pub id: [u8; 4],
    /// The signature proper, without the id.
    pub bytes: Vec<u8>,
}

/// Signs a text that ends in a newline; one line per signer, in their order.
///
/// # Errors
/// A text without a last newline or with control characters; no signers.
pub fn sign(text: &str, signers: &[&SigningKey]) -> Result<String, NoteError> {
    if !text.ends_with('\n') || signers.is_empty() {
        return Err(NoteError::Shape);
    }
    if !clean(text) {
        return Err(NoteError::Characters);
    }
    let mut note = format!("{text}\n");
    for signer in signers {
        let mut bytes = signer.verifier().id().to_vec();
        bytes.extend_from_slice(&signer.signature(text.as_bytes()));
        note.push_str(&format!("{MARK}{} {}\n", signer.name(), STANDARD.encode(bytes)));
    }
    Ok(note)
}

impl Note {
    /// Reads a note strictly; each accepted note has one byte form.
    ///
    /// # Errors
    /// Anything but the form above, among it carriage returns, a signature twice, sloppy base64.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(NoteError::TooLong);
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Characters)?;
        if !clean(note) {
            return Err(NoteError::Characters);
        }
        let end = note.rfind("\n\n").ok_or(NoteError::Shape)?;
        let (text, lines) = (&note[..=end], &note[end + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Shape)?;
        let mut signatures: Vec<NoteSignature> = Vec::new();
        for (number, line) in lines.split('\n').enumerate() {
            if number == MAX_SIGNATURES {
                return Err(NoteError::TooMany);
            }
            let signature = NoteSignature::parse(line).ok_or(NoteError::Line(number + 1))?;
            if signatures.iter().any(|other| (&other.name, other.id) == (&signature.name, signature.id)) {
                return Err(NoteError::Duplicate(signature.name));
            }
            signatures.push(signature);
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The trusted keys that signed this text; at least one.
    ///
    /// # Errors
    /// A signature under a trusted key's name and id that does not verify; no signature by a trusted key.
    pub fn verify(&self, trust: &[VerifierKey]) -> Result<Vec<VerifierKey>, NoteError> {
        let mut verified = Vec::new();
        for signature in &self.signatures {
            let known = |key: &&VerifierKey| key.name() == signature.name && key.id() == signature.id;
            let Some(key) = trust.iter().find(known) else { continue };
            if !key.verifies(self.text.as_bytes(), &signature.bytes) {
                return Err(NoteError::Signature(signature.name.clone()));
            }
            verified.push(key.clone());
        }
        if verified.is_empty() {
            let names: Vec<_> = self.signatures.iter().map(|signature| signature.name.as_str()).collect();
            return Err(NoteError::Untrusted(names.join(", ")));
        }
        Ok(verified)
    }
}

impl NoteSignature {
    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(MARK)?.split_once(' ')?;
        let decoded = STANDARD.decode(encoded).ok()?;
        let (id, bytes) = decoded.split_first_chunk::<4>()?;
        (is_name(name) && !bytes.is_empty()).then(|| Self { name: name.to_owned(), id: *id, bytes: bytes.to_vec() })
    }
}

fn clean(text: &str) -> bool {
    text.bytes().all(|byte| byte >= 0x20 || byte == b'\n')
}

#[cfg(test)]
mod tests;
