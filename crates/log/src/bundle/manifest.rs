//! The file list: each file there as listed, none besides, and the list signed with the log's key.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{BundleFiles, Findings, MANIFEST, MANIFEST_NOTE, Options, Status};
use crate::canonical::{CanonicalError, canonical, parse_strict};
use crate::checkpoint::speaks_for;
use crate::hex::{self, serde32};
use crate::key::VerifierKey;
use crate::note::Note;
use crate::origin::Origin;
use crate::tree::Hash;

/// `manifest.json`, canonical JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The workspace is a demo; its content is invented.
    pub demo: bool,
    /// All files but the manifest and its note, in the order of the archive.
    pub files: Vec<ManifestFile>,
    /// The program that wrote the bundle.
    pub generator: String,
    /// Origin of the log, with its epoch.
    pub origin: String,
    pub period: Period,
    /// What was asked for, in words: everything, one AI system, one audit.
    pub scope: String,
    /// [`super::STATEMENT`].
    pub statement: String,
    pub workspace: String,
}

/// One file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFile {
    pub path: String,
    #[serde(with = "serde32")]
    pub sha256: Hash,
    /// Bytes.
    pub size: u64,
}

/// The time the bundle is about, as asked for; empty texts when it was not limited.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    pub from: String,
    pub to: String,
}

/// The text that is signed over a manifest: `<origin>/manifest`, then the SHA-256 of its bytes.
#[must_use]
pub fn manifest_text(origin: &str, sha256: &Hash) -> String {
    format!("{origin}/manifest\n{}\n", hex::encode(sha256))
}

impl Manifest {
    /// The file's bytes.
    ///
    /// # Errors
    /// A size beyond 2^53 − 1.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(&serde_json::to_value(self).map_err(|error| CanonicalError::Json(error.to_string()))?)
    }

    /// Reads exactly what [`Manifest::to_bytes`] writes.
    ///
    /// # Errors
    /// Not canonical, or of another shape.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CanonicalError> {
        serde_json::from_value(parse_strict(bytes)?).map_err(|error| CanonicalError::Json(error.to_string()))
    }
}

/// A manifest as found.
pub(super) struct Checked {
    pub(super) content: Manifest,
    /// Its note is signed by the log's key as given by the verifier.
    pub(super) trusted: bool,
}

pub(super) fn check(
    files: &dyn BundleFiles,
    names: &BTreeSet<String>,
    options: &Options,
    report: &mut Findings,
) -> Option<Checked> {
    let manifest = match files
        .read(MANIFEST)
        .map_err(|error| error.to_string())
        .and_then(|bytes| Manifest::from_bytes(&bytes).map_err(|error| error.to_string()))
    {
        Ok(manifest) => manifest,
        Err(reason) => {
            report.fail(MANIFEST, reason);
            return None;
        }
    };
    let before = report.failed();
    check_origin(&manifest, report);
    check_files(files, names, &manifest, report);
    let trusted = match check_note(files, &manifest, &options.trust) {
        Ok(()) => true,
        Err(reason) => {
            report.fail(MANIFEST_NOTE, reason);
            false
        }
    };
    if report.failed() == before {
        report.add(MANIFEST, Status::Unaltered, format!("signed; all {} files are as listed", manifest.files.len()));
    }
    Some(Checked { content: manifest, trusted })
}

fn check_origin(manifest: &Manifest, report: &mut Findings) {
    match Origin::parse(&manifest.origin) {
        Err(error) => report.fail(MANIFEST, error.to_string()),
        Ok(origin) if origin.workspace != manifest.workspace => {
            report.fail(MANIFEST, "names another workspace than its origin");
        }
        Ok(origin) if origin.demo != manifest.demo => report.fail(MANIFEST, "hides or invents the demo mark"),
        Ok(_) => {}
    }
}

fn check_files(files: &dyn BundleFiles, names: &BTreeSet<String>, manifest: &Manifest, report: &mut Findings) {
    let mut listed = BTreeSet::from([MANIFEST, MANIFEST_NOTE]);
    for file in &manifest.files {
        if !listed.insert(&file.path) {
            report.fail(&file.path, "is listed twice in the manifest");
            continue;
        }
        match files.digest(&file.path) {
            Ok(found) if found.sha256 == file.sha256 && found.size == file.size => {}
            Ok(_) => report.fail(&file.path, "is not the file that was signed: its digest differs from the manifest"),
            Err(error) => report.fail(&file.path, error.to_string()),
        }
    }
    for name in names.iter().filter(|name| !listed.contains(name.as_str())) {
        report.fail(name, "is not in the manifest: it was added");
    }
    let order = manifest.files.iter().map(|file| file.path.as_str()).chain([MANIFEST, MANIFEST_NOTE]);
    if files.ordered() && !order.eq(files.names().iter().map(String::as_str)) {
        report.fail(MANIFEST, "the archive's files are not in the order that was signed");
    }
}

fn check_note(files: &dyn BundleFiles, manifest: &Manifest, trust: &[VerifierKey]) -> Result<(), String> {
    let digest = files.digest(MANIFEST).map_err(|error| error.to_string())?;
    let bytes = files.read(MANIFEST_NOTE).map_err(|error| error.to_string())?;
    let note = Note::parse(&bytes).map_err(|error| error.to_string())?;
    if note.text != manifest_text(&manifest.origin, &digest.sha256) {
        return Err("was signed for another manifest".to_owned());
    }
    let signers = note.verify(trust).map_err(|error| super::head::distrust(&error, trust))?;
    if signers.iter().any(|key| speaks_for(key, &manifest.origin)) {
        return Ok(());
    }
    Err("is signed by trusted keys of other logs only".to_owned())
}
