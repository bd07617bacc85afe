//! A receipt of one entry, verified with a key and nothing else.

use std::io::Read as _;
use std::path::Path;

use assay_app::dto::{FindingView, VerifyReport};
use assay_log::note::MAX_NOTE_BYTES;
use assay_log::{Checkpoint, TlogProof, VerifierKey};

use crate::failure::Failure;

/// How every receipt begins.
const BEGINS: &[u8] = b"c2sp.org/tlog-proof@v1\n";

/// The bytes of a receipt; nothing when the path is something else.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let cannot = |e| Failure::usage(format!("cannot read {}: {e}", path.display()));
    if path.is_dir() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    // One byte more than a receipt may have, so that one that is too long is refused as such.
    let most = MAX_NOTE_BYTES as u64 + 1;
    std::fs::File::open(path).map_err(cannot)?.take(most).read_to_end(&mut bytes).map_err(cannot)?;
    Ok(bytes.starts_with(BEGINS).then_some(bytes))
}

/// Holds the entry in a receipt against its path, and the checkpoint against the keys that are trusted.
pub(super) fn verify(receipt: &[u8], path: &Path, trust: &[VerifierKey]) -> VerifyReport {
    let (trusted, finding) = match found(receipt, trust) {
        Ok((trusted, item, reason)) => {
            let status = if trusted { "UNALTERED" } else { "UNANCHORED" };
            (trusted, FindingView { item, status: status.to_owned(), reason })
        }
        Err(reason) => (false, FindingView { item: path.display().to_string(), status: "FAILED".to_owned(), reason }),
    };
    VerifyReport { trusted, findings: vec![finding] }
}

fn found(receipt: &[u8], trust: &[VerifierKey]) -> Result<(bool, String, String), String> {
    let proof = TlogProof::parse(receipt).map_err(|e| e.to_string())?;
    let entry =
        proof.extra.as_deref().ok_or("it does not hold its entry: take the receipt from the record's history")?;
    let leaf = assay_log::leaf_hash(entry);
    let item = format!("entry {}", proof.index);
    if trust.is_empty() {
        let head = Checkpoint::read(proof.checkpoint.as_bytes()).map_err(|e| e.to_string())?;
        assay_log::proof::verify_inclusion(&leaf, proof.index, head.size, &proof.path, &head.root)
            .map_err(|e| e.to_string())?;
        let reason = "the path fits; pass --trust with a key obtained from elsewhere to know whose log it is";
        return Ok((false, item, reason.to_owned()));
    }
    let head = proof.verify(&leaf, trust).map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(entry);
    Ok((true, item, format!("is in the log {} of {} entries: {text}", head.origin, head.size)))
}
