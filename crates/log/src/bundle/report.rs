//! What verification found.

use serde::{Deserialize, Serialize};

/// Failures listed at most: a broken bundle must not fill the memory.
const MAX_FAILED: usize = 1000;

/// The state of one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// As it was when it was recorded and signed.
    Unaltered,
    /// Committed to in the log, left out of this bundle.
    Withheld,
    /// Committed to in the log, erased since; the erasure is an entry itself.
    Erased,
    /// Consistent, but nobody except the operator vouches for it.
    Unanchored,
    /// Altered, missing, or not provable.
    Failed,
}

/// One line of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// File or entry.
    pub item: String,
    pub status: Status,
    pub reason: String,
}

/// The outcome of [`crate::bundle::verify`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// The manifest and the checkpoint are signed by the log's key as given by the verifier.
    pub trusted: bool,
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether the bundle stands: trusted, and nothing failed.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.trusted && self.count(Status::Failed) == 0
    }

    /// Number of findings with a status.
    #[must_use]
    pub fn count(&self, status: Status) -> usize {
        self.findings.iter().filter(|finding| finding.status == status).count()
    }
}

/// A report being written.
#[derive(Debug, Default)]
pub(super) struct Findings {
    report: Report,
    failed: usize,
}

impl Findings {
    pub(super) fn add(&mut self, item: impl Into<String>, status: Status, reason: impl Into<String>) {
        self.failed += usize::from(status == Status::Failed);
        self.report.findings.push(Finding { item: item.into(), status, reason: reason.into() });
    }

    pub(super) fn fail(&mut self, item: impl Into<String>, reason: impl Into<String>) {
        if self.failed < MAX_FAILED {
            self.add(item, Status::Failed, reason);
        }
    }

    /// Failures so far.
    pub(super) fn failed(&self) -> usize {
        self.failed
    }

    pub(super) fn closed(self, trusted: bool) -> Report {
        Report { trusted, ..self.report }
    }
}
