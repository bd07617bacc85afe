//! Offline verification of an audit bundle: what a stranger can conclude from the files and a key obtained elsewhere.
//!
//! The bundle's layout is in `docs/VERIFYING.md`. What is proven: the files are those that were signed, the log is
//! complete up to its signed head and continues every older head the verifier kept, each body and artifact is the one
//! committed to when it was recorded. What is not: that what was recorded is true, or that everything was recorded.

mod bodies;
mod evidence;
mod files;
mod head;
mod history;
mod layout;
mod log;
mod manifest;
mod proofs;
mod report;
mod signatures;

use crate::key::VerifierKey;

pub use files::{BundleFiles, FileDigest, FilesError};
pub use manifest::{Manifest, ManifestFile, Period, manifest_text};
use report::Findings;
pub use report::{Finding, Report, Status};

/// What every manifest says about itself.
pub const STATEMENT: &str = "This bundle proves what was recorded and that it is unaltered; it does not prove that what \
     was recorded is true, or that everything was recorded.";
/// Name of the file list.
pub const MANIFEST: &str = "manifest.json";
/// Name of the file list's signature.
pub const MANIFEST_NOTE: &str = "manifest.json.note";

/// What the verifier brings along.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Keys obtained out of band, never from the bundle.
    pub trust: Vec<VerifierKey>,
    /// Signed checkpoints of the same log that the verifier kept from earlier.
    pub older: Vec<Vec<u8>>,
    /// Fail unless a witness or time-stamp authority vouches for the log.
    pub require_anchor: bool,
}

/// Verifies a bundle; every finding names the file or entry it is about.
#[must_use]
pub fn verify(files: &dyn BundleFiles, options: &Options) -> Report {
    let mut report = Findings::default();
    let names = layout::names(files, &mut report);
    let Some(manifest) = manifest::check(files, &names, options, &mut report) else { return report.closed(false) };
    let Some(head) = head::check(files, &manifest.content.origin, options, &mut report) else {
        return report.closed(false);
    };
    let trusted = manifest.trusted && head.trusted;
    let older = history::gather(files, &names, options, &mut report);
    let receipts = proofs::gather(files, &names, options, &mut report);
    let sizes = older.iter().map(|kept| kept.checkpoint.size).chain(receipts.iter().map(|kept| kept.checkpoint.size));
    let Some(log) = log::check(files, &names, &head, sizes.collect(), &mut report) else {
        return report.closed(trusted);
    };
    history::check(&older, &head, &log, &mut report);
    proofs::check(&receipts, &head, &log, &mut report);
    let told = bodies::check(files, &names, &log, &mut report);
    signatures::check(files, &names, &told.signatures, &log, &mut report);
    evidence::check(files, &names, &told.named, &mut report);
    anchors(options, &mut report);
    report.closed(trusted)
}

/// Witness cosignatures and time-stamp tokens are not read yet, so no log is anchored.
fn anchors(options: &Options, report: &mut Findings) {
    let reason = "consistent, not proven unaltered by the operator: no witness or time-stamp authority vouches for this \
                  log's head; compare it with a checkpoint you kept or received elsewhere";
    let status = if options.require_anchor { Status::Failed } else { Status::Unanchored };
    report.add("log/anchors", status, reason);
}
