//! Receipts in the bundle: each must prove its entry, under a head that the log continues.

use std::collections::BTreeSet;

use super::head::{Head, open};
use super::history::continues;
use super::layout::{number, under};
use super::log::Log;
use super::{BundleFiles, Findings, Options, Status};
use crate::checkpoint::Checkpoint;
use crate::proof::verify_inclusion;
use crate::tlog_proof::TlogProof;

/// A receipt as read.
pub(super) struct Receipt {
    item: String,
    proof: TlogProof,
    pub(super) checkpoint: Checkpoint,
}

pub(super) fn gather(
    files: &dyn BundleFiles,
    names: &BTreeSet<String>,
    options: &Options,
    report: &mut Findings,
) -> Vec<Receipt> {
    let mut receipts = Vec::new();
    for (name, rest) in under(names, "proofs/") {
        match read(files, name, rest, options) {
            Ok(receipt) => receipts.push(receipt),
            Err(reason) => report.fail(name, reason),
        }
    }
    receipts
}

fn read(files: &dyn BundleFiles, name: &str, rest: &str, options: &Options) -> Result<Receipt, String> {
    let bytes = files.read(name).map_err(|error| error.to_string())?;
    let proof = TlogProof::parse(&bytes).map_err(|error| error.to_string())?;
    if rest.strip_suffix(".tlog-proof").and_then(number) != Some(proof.index) {
        return Err(format!("is the receipt of entry {}", proof.index));
    }
    let (checkpoint, trusted) = open(proof.checkpoint.as_bytes(), &options.trust)?;
    trusted?;
    Ok(Receipt { item: name.to_owned(), proof, checkpoint })
}

pub(super) fn check(receipts: &[Receipt], head: &Head, log: &Log, report: &mut Findings) {
    for Receipt { item, proof, checkpoint } in receipts {
        let Some(leaf) = usize::try_from(proof.index).ok().and_then(|index| log.leaves.get(index)) else {
            report.fail(item, "is the receipt of an entry that is not in the log");
            continue;
        };
        let proven = verify_inclusion(leaf, proof.index, checkpoint.size, &proof.path, &checkpoint.root);
        match proven.map_err(|error| error.to_string()).and_then(|()| continues(checkpoint, head, log)) {
            Ok(()) => report.add(item, Status::Unaltered, format!("proves entry {}", proof.index)),
            Err(reason) => report.fail(item, reason),
        }
    }
}
