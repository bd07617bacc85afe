//! Versions of AI systems: their gates, what differs between two, and the parts that a system is made of.

use assay_domain::{Outcome, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsOfView, EvidenceSummary, FieldChange, RecordView, SignatureView, VerdictView};

/// One version at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VersionLine {
    /// Key of its record.
    pub key: String,
    /// Its label, for example `1.1.0`.
    pub label: String,
    /// State: released is the decision to put it in service.
    pub state: String,
    /// Revision of its record.
    pub revision: u32,
    /// When that was recorded.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// What the checks of a version come to, the gravest first.
    pub checks: Vec<OutcomeCount>,
}

impl VersionLine {
    /// Whether every check of it holds or is waived, and there is one.
    #[must_use]
    pub fn passes(&self) -> bool {
        let holds = |c: &OutcomeCount| !c.stale && matches!(c.outcome, Outcome::Pass | Outcome::Waived);
        !self.checks.is_empty() && self.checks.iter().all(holds)
    }
}

/// Checks that came to the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutcomeCount {
    /// What.
    pub outcome: Outcome,
    /// Whether what they rest on has run out.
    pub stale: bool,
    /// How many.
    pub count: usize,
}

/// One version in the list of versions.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VersionEntry {
    /// At a glance.
    pub line: VersionLine,
    /// Its released parts.
    pub parts: Vec<PartLine>,
    /// Who released it, and when: the signature.
    pub released: Option<SignatureView>,
    /// The signer's name.
    pub released_by: Option<String>,
}

/// The gate of a version: what it has to pass, what is tolerated, who decided what.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct GateView {
    /// The moment.
    pub as_of: AsOfView,
    /// Record of the version.
    pub record: RecordView,
    /// At a glance.
    pub line: VersionLine,
    /// What evidence names it: `SYS-3@1.1.0`.
    pub subject: String,
    /// Its released parts.
    pub parts: Vec<PartLine>,
    /// Checks of it, the gravest first.
    pub checks: Vec<VerdictView>,
    /// Evidence they rest on.
    pub evidence: Vec<EvidenceSummary>,
    /// Waivers of its checks.
    pub waivers: Vec<WaiverLine>,
    /// Signatures on it, newest first, with the signer's name.
    pub signatures: Vec<(SignatureView, String)>,
    /// Who wrote its record first: whoever releases it is another.
    pub written_by: String,
}

/// A waiver.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WaiverLine {
    /// Its record.
    pub record: RecordView,
    /// Id of the check it is of.
    pub check: String,
    /// Last day.
    pub until: Option<String>,
    /// Whether that is over.
    pub over: bool,
    /// Who granted it.
    pub granted_by: Option<String>,
}

/// Two versions of a system side by side.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VersionDiff {
    /// The one started from.
    pub from: RecordView,
    /// The one ended with.
    pub to: RecordView,
    /// What differs in their records.
    pub changes: Vec<FieldChange>,
    /// Checks whose outcome differs: check, title, before, after.
    pub checks: Vec<CheckDiff>,
}

/// A check that came to something else.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CheckDiff {
    /// Its id.
    pub check: String,
    /// Its rule in one sentence.
    pub title: String,
    /// What it came to for the one.
    pub before: Option<VerdictView>,
    /// What it came to for the other.
    pub after: Option<VerdictView>,
}

/// What sort of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartSort {
    /// A model.
    Model,
    /// A data set.
    Dataset,
    /// An agent.
    Agent,
    /// A tool, prompt, guardrail or the like: `kind` says which.
    Component,
    /// Named by a version as released.
    Released,
}

/// Digest of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartDigest {
    /// SHA-256.
    Sha256(String),
    /// Not known yet, and why.
    Unknown(String),
    /// There is none, and why.
    None(String),
    /// Nothing is said.
    NotStated,
}

/// A part of a system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PartLine {
    /// What sort.
    pub sort: PartSort,
    /// Of a component: its kind as the API calls it.
    pub kind: Option<String>,
    /// Its record, where it has one.
    pub key: Option<String>,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its digest, or why there is none.
    pub digest: PartDigest,
    /// Key and name of who supplies it.
    pub supplier: Option<(String, String)>,
    /// Key and name of the agent that it belongs to; nothing where it is the system's own.
    pub within: Option<(String, String)>,
}

/// The bill of materials.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct PartsView {
    /// Parts, by sort.
    pub parts: Vec<PartLine>,
    /// Suppliers that the system rests on: key and name.
    pub suppliers: Vec<(String, String)>,
    /// How many parts have no digest for a reason that is stated, or no reason.
    pub without_digest: usize,
    /// Parts that are named and not shown: beyond the bound, or not there for the reader.
    pub left_out: usize,
}
