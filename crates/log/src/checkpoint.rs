//! Checkpoints (C2SP `tlog-checkpoint`): the signed head of a log: its origin, size and root.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::key::{SigningKey, VerifierKey};
use crate::note::{self, Note, NoteError};
use crate::origin::Origin;
use crate::tree::Hash;

/// Why a checkpoint cannot be read or believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CheckpointError {
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("a checkpoint is three lines (origin, size, base64 of the root); this is not")]
    Shape,
    #[error("the checkpoint of {origin} is signed by trusted keys of other logs only ({keys})")]
    OtherLog { origin: String, keys: String },
}

/// The head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// Root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads exactly what [`Checkpoint::text`] writes; extension lines are refused, since nobody would check them.
    ///
    /// # Errors
    /// Any other form.
    pub fn parse_text(text: &str) -> Result<Self, CheckpointError> {
        let lines: Vec<_> = text.strip_suffix('\n').ok_or(CheckpointError::Shape)?.split('\n').collect();
        let [origin, size, root] = lines[..] else { return Err(CheckpointError::Shape) };
        let root = STANDARD.decode(root).ok().and_then(|bytes| bytes.try_into().ok()).ok_or(CheckpointError::Shape)?;
        let size = size.parse().map_err(|_| CheckpointError::Shape)?;
        let checkpoint = Self { origin: origin.to_owned(), size, root };
        if !origin.is_empty() && checkpoint.text() == text { Ok(checkpoint) } else { Err(CheckpointError::Shape) }
    }

    /// The signed note.
    ///
    /// # Errors
    /// An origin that no note may hold.
    pub fn sign(&self, signer: &SigningKey) -> Result<String, CheckpointError> {
        let text = self.text();
        Self::parse_text(&text)?;
        Ok(note::sign(&text, &[signer])?)
    }

    /// Reads a signed note without believing it.
    ///
    /// # Errors
    /// Not a note, or not one of a checkpoint.
    pub fn read(note: &[u8]) -> Result<Self, CheckpointError> {
        Self::parse_text(&Note::parse(note)?.text)
    }

    /// Reads a signed note that a trusted key of this very log has signed.
    ///
    /// # Errors
    /// Also: no trusted key signed, one's signature is wrong, or the keys that signed belong to other logs.
    pub fn open(note: &[u8], trust: &[VerifierKey]) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        let checkpoint = Self::parse_text(&note.text)?;
        let signers = note.verify(trust)?;
        if signers.iter().any(|key| speaks_for(key, &checkpoint.origin)) {
            return Ok(checkpoint);
        }
        let keys: Vec<_> = signers.iter().map(VerifierKey::name).collect();
        Err(CheckpointError::OtherLog { origin: checkpoint.origin, keys: keys.join(", ") })
    }
}

/// Whether a key is the key of a log: its name is the origin, or the origin without its epoch.
///
/// Without this, somebody who trusts the keys of two logs could be shown one log signed by the other's key.
pub(crate) fn speaks_for(key: &VerifierKey, origin: &str) -> bool {
    key.name() == origin || Origin::parse(origin).is_ok_and(|origin| origin.base() == key.name())
}

#[cfg(test)]
mod tests {
    use super::{Checkpoint, CheckpointError};
    use crate::key::SigningKey;

    const BASE: &str = "assay/2b5f0f3a-9c1d-4f7e-8a61-0c1d2e3f4a5b";

    #[test]
    fn only_the_logs_own_key_opens_it() {
        let own = SigningKey::from_seed(BASE, &[1; 32]).unwrap();
        let other = SigningKey::from_seed("assay/00000000-0000-0000-0000-000000000000", &[2; 32]).unwrap();
        for origin in [BASE.to_owned(), format!("{BASE}/2")] {
            let head = Checkpoint { origin, size: 7, root: [9; 32] };
            let note = head.sign(&own).unwrap();
            assert_eq!(Checkpoint::open(note.as_bytes(), &[other.verifier(), own.verifier()]), Ok(head.clone()));
            let forged = head.sign(&other).unwrap();
            let opened = Checkpoint::open(forged.as_bytes(), &[own.verifier(), other.verifier()]);
            assert!(matches!(opened, Err(CheckpointError::OtherLog { .. })));
        }
    }

    #[test]
    fn one_spelling() {
        let text = Checkpoint { origin: BASE.into(), size: 70, root: [9; 32] }.text();
        assert!(Checkpoint::parse_text(&text).is_ok());
        for wrong in [
            text.replace("70", "070"),
            text.replace("70", "+70"),
            format!("{text}extension\n"),
            text.replace('=', ""),
            text.replacen(BASE, "", 1),
        ] {
            assert!(Checkpoint::parse_text(&wrong).is_err(), "{wrong}");
        }
    }
}
