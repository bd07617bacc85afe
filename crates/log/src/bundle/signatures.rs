//! Signatures against what was signed: the digest that one names is that of the body of the revision it names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::log::{Log, Revision};
use super::{BundleFiles, Findings, Status};
use crate::hex;
use crate::tree::Hash;

/// The record kind whose bodies are signatures.
pub(super) const KIND: &str = "signature";

/// What a signature says that it signs.
pub(super) struct Signed {
    revision: Option<Revision>,
    digest: Option<Hash>,
}

impl Signed {
    /// Reads it from the body of a signature.
    pub(super) fn of(body: &Value) -> Self {
        let text = |name: &str| body.get(name).and_then(Value::as_str);
        let rev = body.get("revision").and_then(Value::as_u64);
        let revision = text("record_id").zip(rev).and_then(|(rec, rev)| Revision::of(rec, rev));
        Self { revision, digest: text("digest").and_then(hex::decode32) }
    }
}

/// By the entry of each signature whose body is here.
pub(super) type Signatures = BTreeMap<u64, Signed>;

pub(super) fn check(
    files: &dyn BundleFiles,
    names: &BTreeSet<String>,
    signatures: &Signatures,
    log: &Log,
    report: &mut Findings,
) {
    if signatures.is_empty() {
        return;
    }
    let placed = (0_u64..).zip(&log.entries).filter_map(|(seq, promise)| Some((promise.revision?, seq)));
    let places: HashMap<Revision, u64> = placed.collect();
    for (seq, signed) in signatures {
        let item = format!("entry {seq}");
        let (Some(revision), Some(digest)) = (signed.revision, signed.digest) else {
            report.fail(item, "is a signature that does not say what it signs");
            continue;
        };
        let Some(at) = places.get(&revision).filter(|at| *at < seq) else {
            report.fail(item, "is a signature of a revision that is not in the log in front of it");
            continue;
        };
        if let Some(by) = log.erased.get(at) {
            report.add(item, Status::Erased, format!("signs the body of entry {at}, erased, as entry {by} says"));
            continue;
        }
        let name = format!("bodies/{at}.json");
        if !names.contains(&name) {
            report.add(item, Status::Withheld, format!("signs the body of entry {at}, left out of this bundle"));
            continue;
        }
        match files.digest(&name) {
            Ok(found) if found.sha256 == digest => {
                report.add(item, Status::Unaltered, format!("signs the body of entry {at} by its digest"));
            }
            Ok(_) => report.fail(item, format!("signs another body than that of entry {at}")),
            Err(error) => report.fail(item, format!("the body of entry {at} that it signs does not read: {error}")),
        }
    }
}
