//! Receipts (C2SP `tlog-proof`): an entry's index, its inclusion path and the signed checkpoint, in one text file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::key::VerifierKey;
use crate::note::MAX_NOTE_BYTES;
use crate::proof::{ProofError, verify_inclusion};
use crate::tree::Hash;

const HEADER: &str = "c2sp.org/tlog-proof@v1\n";
/// A path in a tree of fewer than 2^63 entries is no longer.
const MAX_PATH: usize = 63;

/// Why a receipt cannot be read or believed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TlogProofError {
    #[error("not a tlog-proof: {0}")]
    Shape(&'static str),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlogProof {
    /// Opaque and not authenticated.
    pub extra: Option<Vec<u8>>,
    pub index: u64,
    /// From the leaf's sibling up to the root's child.
    pub path: Vec<Hash>,
    /// The signed note, verbatim.
    pub checkpoint: String,
}

impl TlogProof {
    /// The text form.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut text = HEADER.to_owned();
        if let Some(extra) = &self.extra {
            text.push_str(&format!("extra {}\n", STANDARD.encode(extra)));
        }
        text.push_str(&format!("index {}\n", self.index));
        for hash in &self.path {
            text.push_str(&STANDARD.encode(hash));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads exactly what [`TlogProof::encode`] writes.
    ///
    /// # Errors
    /// Any other form.
    pub fn parse(bytes: &[u8]) -> Result<Self, TlogProofError> {
        let shape = TlogProofError::Shape;
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(shape("too long"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| shape("not UTF-8"))?;
        let body = text.strip_prefix(HEADER).ok_or(shape("the first line must be c2sp.org/tlog-proof@v1"))?;
        let (head, checkpoint) = body.split_once("\n\n").ok_or(shape("no empty line before the checkpoint"))?;
        let mut lines = head.split('\n').peekable();
        let extra = match lines.peek().and_then(|line| line.strip_prefix("extra ")) {
            Some(encoded) => {
                lines.next();
                Some(STANDARD.decode(encoded).map_err(|_| shape("the extra line is not base64"))?)
            }
            None => None,
        };
        let index = lines.next().and_then(|line| line.strip_prefix("index ")?.parse().ok());
        let index = index.ok_or(shape("no index line"))?;
        let mut path = Vec::new();
        for line in lines {
            if path.len() == MAX_PATH {
                return Err(shape("more hashes than any tree has levels"));
            }
            let hash = STANDARD.decode(line).ok().and_then(|bytes| bytes.try_into().ok());
            path.push(hash.ok_or(shape("a line of the path is not a base64 SHA-256"))?);
        }
        let proof = Self { extra, index, path, checkpoint: checkpoint.to_owned() };
        if proof.encode() == text { Ok(proof) } else { Err(shape("not the one spelling of its content")) }
    }

    /// Verifies that the leaf is the entry at this index in a log whose key is trusted; answers the checkpoint.
    ///
    /// # Errors
    /// The checkpoint is not signed by a trusted key of its log, or the path leads elsewhere.
    pub fn verify(&self, leaf: &Hash, trust: &[VerifierKey]) -> Result<Checkpoint, TlogProofError> {
        let checkpoint = Checkpoint::open(self.checkpoint.as_bytes(), trust)?;
        verify_inclusion(leaf, self.index, checkpoint.size, &self.path, &checkpoint.root)?;
        Ok(checkpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::TlogProof;
    use crate::checkpoint::Checkpoint;
    use crate::key::SigningKey;
    use crate::tree::{leaf_hash, node_hash};

    #[test]
    fn a_receipt_verifies_and_no_byte_of_it_can_change() {
        let signer = SigningKey::from_seed("example/log", &[5; 32]).unwrap();
        let (left, right) = (leaf_hash(b"left"), leaf_hash(b"right"));
        let head = Checkpoint { origin: "example/log".into(), size: 2, root: node_hash(&left, &right) };
        let proof = TlogProof { extra: None, index: 1, path: vec![left], checkpoint: head.sign(&signer).unwrap() };
        let text = proof.encode().into_bytes();
        assert_eq!(TlogProof::parse(&text).unwrap(), proof);
        assert_eq!(proof.verify(&right, &[signer.verifier()]).unwrap(), head);
        assert!(proof.verify(&left, &[signer.verifier()]).is_err());
        for at in 0..text.len() {
            let mut changed = text.clone();
            changed[at] ^= 1;
            let verdict = TlogProof::parse(&changed).and_then(|proof| proof.verify(&right, &[signer.verifier()]));
            assert!(verdict.is_err(), "byte {at}");
        }
        let extra = TlogProof { extra: Some(b"x".to_vec()), ..proof };
        assert_eq!(TlogProof::parse(extra.encode().as_bytes()).unwrap(), extra);
    }
}
