//! Artifacts: each hashes to its name and is named by a body in the bundle.

use std::collections::BTreeSet;

use super::bodies::Named;
use super::layout::under;
use super::{BundleFiles, Findings, Status};
use crate::hex;

pub(super) fn check(files: &dyn BundleFiles, names: &BTreeSet<String>, named: &Named, report: &mut Findings) {
    for (name, rest) in under(names, "evidence/") {
        match hex::decode32(rest) {
            None => report.fail(name, "is not named by a SHA-256"),
            Some(digest) if !named.contains_key(&digest) => report.fail(name, "is named by no body in this bundle"),
            Some(digest) => match files.digest(name) {
                Ok(found) if found.sha256 == digest => {
                    report.add(name, Status::Unaltered, "is the file a body names by its digest");
                }
                Ok(_) => report.fail(name, "does not hash to its name: it was changed"),
                Err(error) => report.fail(name, error.to_string()),
            },
        }
    }
    for (digest, entry) in named {
        let name = format!("evidence/{}", hex::encode(digest));
        if let (Some(seq), false) = (entry, names.contains(&name)) {
            report.add(name, Status::Withheld, format!("committed in entry {seq}, left out of this bundle"));
        }
    }
}
