//! What a format is, which there are, and how a file's format is found.

use assay_domain::EvidenceKind;

use crate::{Artifact, ArtifactSet, Fault, ParsedRun, Peek};

/// One kind of file that one tool writes. A file in `src/formats` each.
#[derive(Debug)]
pub struct Format {
    /// Stable id, for example `garak-report`.
    pub id: &'static str,
    /// Tool that writes it, for example `garak`.
    pub tool: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Versions of the tool whose real files were read.
    pub seen_versions: &'static [&'static str],
    /// What sort of evidence it gives.
    pub evidence_kind: EvidenceKind,
    /// What of the file is not read.
    pub ignores: &'static str,
    /// What it cannot do, and its bounds.
    pub limits: &'static str,
    /// Parser with its version, for example `garak/1`; a change of what it reads out raises the version.
    pub parser: &'static str,
    /// What the file is to its run: `report`, `results`, `samples`, `hitlog`, `bom`.
    pub role: &'static str,
    /// Formats with a lower number are tried first: the specific before the generic.
    pub order: u8,
    /// Whether a file is of this format, told by its content.
    pub recognise: fn(&Peek) -> bool,
    /// Reads a set whose main file is of this format.
    pub read: fn(&ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault>,
}

impl Format {
    /// Whether a version of the tool is of a later series (its first two numbers) than any whose files were read.
    pub(crate) fn is_later(&self, version: &str) -> bool {
        let series = |version: &str| {
            let mut numbers = version.split('.').map(|part| part.parse::<u32>().ok());
            Some((numbers.next()??, numbers.next()??))
        };
        let newest = self.seen_versions.iter().filter_map(|seen| series(seen)).max();
        series(version).is_some_and(|series| newest.is_some_and(|newest| series > newest))
    }
}

/// Every format, by id of its file.
#[must_use]
pub fn formats() -> &'static [&'static Format] {
    crate::formats::ALL
}

/// Finds the format of a file by the keys in its content, never by its name alone.
///
/// # Errors
/// `format.unknown` when no parser knows it; otherwise what is wrong with the file itself (empty, UTF-16, cut off,
/// not an archive, ...).
pub fn recognise(artifact: &dyn Artifact) -> Result<&'static Format, Fault> {
    of_peek(&Peek::of(artifact)?)
}

/// As [`recognise`], for a file already looked at.
pub(crate) fn of_peek(peek: &Peek) -> Result<&'static Format, Fault> {
    let mut candidates: Vec<&'static Format> = formats().to_vec();
    candidates.sort_by_key(|format| format.order);
    if let Some(format) = candidates.into_iter().find(|format| (format.recognise)(peek)) {
        return Ok(format);
    }
    if let Some(fault) = &peek.fault {
        return Err(fault.clone());
    }
    let mut known: Vec<&str> = formats().iter().map(|format| format.title).collect();
    known.sort_unstable();
    let text = format!(
        "no parser knows this file; known are: {}. Deliver one of these as the tool wrote it, not a copy opened and \
         saved by another program",
        known.join("; ")
    );
    Err(Fault::new("format.unknown", text))
}

/// Reads a set of files: one run, or several when the tool appended to one file. At least one when it succeeds; a run
/// may be without observations, which is never a pass.
///
/// # Errors
/// What is wrong with the file, where, and what to do.
pub fn read(set: &ArtifactSet<'_>) -> Result<Vec<ParsedRun>, Fault> {
    (set.format.read)(set)
}
