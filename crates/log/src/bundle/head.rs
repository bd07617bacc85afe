//! The signed head of the log in the bundle.

use super::{BundleFiles, Findings, Options};
use crate::checkpoint::Checkpoint;
use crate::key::VerifierKey;
use crate::origin::Origin;

pub(super) const CHECKPOINT: &str = "log/checkpoint";

/// A head as found.
pub(super) struct Head {
    pub(super) checkpoint: Checkpoint,
    pub(super) origin: Origin,
    /// It is signed by the log's key as given by the verifier.
    pub(super) trusted: bool,
}

pub(super) fn check(files: &dyn BundleFiles, origin: &str, options: &Options, report: &mut Findings) -> Option<Head> {
    let read = files.read(CHECKPOINT).map_err(|error| error.to_string());
    let (checkpoint, trusted) = match read.and_then(|note| open(&note, &options.trust)) {
        Ok((checkpoint, Ok(()))) => (checkpoint, true),
        Ok((checkpoint, Err(reason))) => {
            report.fail(CHECKPOINT, reason);
            (checkpoint, false)
        }
        Err(reason) => {
            report.fail(CHECKPOINT, reason);
            return None;
        }
    };
    if checkpoint.origin != origin {
        report.fail(CHECKPOINT, format!("is of the log {}, the manifest of {origin}", checkpoint.origin));
    }
    match Origin::parse(&checkpoint.origin) {
        Ok(origin) => Some(Head { checkpoint, origin, trusted }),
        Err(error) => {
            report.fail(CHECKPOINT, error.to_string());
            None
        }
    }
}

/// A checkpoint, and whether a trusted key of its log signed it; consistency is worth checking either way.
pub(super) fn open(note: &[u8], trust: &[VerifierKey]) -> Result<(Checkpoint, Result<(), String>), String> {
    let checkpoint = Checkpoint::read(note).map_err(|error| error.to_string())?;
    let trusted = Checkpoint::open(note, trust).map(|_| ()).map_err(|error| distrust(&error, trust));
    Ok((checkpoint, trusted))
}

/// Why a signature does not count, with what to do about it.
pub(super) fn distrust(error: &dyn std::error::Error, trust: &[VerifierKey]) -> String {
    if trust.is_empty() {
        return "no trusted key was given: obtain the log's key from its operator by another way than this bundle"
            .into();
    }
    error.to_string()
}
