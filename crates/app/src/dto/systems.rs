//! AI systems: the inventory as a table, and one system with its versions, gates, parts, data, risks and evidence.

use assay_domain::kinds::risk_criteria::Level;
use assay_domain::{Outcome, State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    AsOfView, CellView, CountView, EvidenceSummary, FieldChange, RecordView, SignatureView, StateCount, VerdictView,
};

/// A page of the inventory.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemList {
    /// The moment.
    pub as_of: AsOfView,
    /// The systems.
    pub systems: Vec<SystemLine>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// The cursor of the page before, when there is one.
    pub previous: Option<String>,
    /// How many there are in the whole list.
    pub count: Option<CountView>,
}

/// One system at a glance.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemLine {
    /// Its record.
    pub record: RecordView,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Its newest version.
    pub newest: Option<VersionLine>,
    /// Its open risks.
    pub risks: RiskCount,
    /// How many requirements that are judged for each system are in each state, the gravest first.
    pub posture: Vec<StateCount>,
}

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

/// Open risks, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RiskCount {
    /// Open ones.
    pub open: usize,
    /// Those above the appetite of their criteria.
    pub above: usize,
    /// Those whose level is not known.
    pub unrated: usize,
    /// Whether there are more than were looked at.
    pub more: bool,
}

/// What stands above every page of a system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemBrief {
    /// Its record.
    pub record: RecordView,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Versions in service, newest first.
    pub in_service: Vec<VersionLine>,
    /// How many requirements that are judged for each system are in each state, the gravest first.
    pub posture: Vec<StateCount>,
    /// How many there are of each on its other pages.
    pub counts: SystemCounts,
}

/// One system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemView {
    /// The moment.
    pub as_of: AsOfView,
    /// Its record.
    pub record: RecordView,
    /// Its newest version.
    pub newest: Option<VersionLine>,
    /// Each requirement of the management system for it.
    pub cells: Vec<SystemCell>,
    /// What does not hold of it and its versions in service, the gravest first.
    pub open: Vec<VerdictView>,
    /// How many that are in all.
    pub open_total: usize,
    /// Its newest evidence.
    pub evidence: Vec<EvidenceSummary>,
    /// Incidents, nonconformities, concerns and changes about it that are not closed.
    pub issues: Vec<RecordView>,
    /// Its open risks.
    pub risks: RiskCount,
}

/// How many records belong to a system.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, JsonSchema)]
pub struct SystemCounts {
    /// Versions.
    pub versions: CountView,
    /// Risks.
    pub risks: CountView,
    /// Evidence.
    pub evidence: CountView,
}

/// One requirement for one system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemCell {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Id of its area.
    pub area: String,
    /// Title of its area.
    pub area_title: String,
    /// Whether it is judged once for all systems.
    pub alike: bool,
    /// State and what decides.
    pub cell: CellView,
}

/// A page of versions.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct VersionList {
    /// The versions, newest first.
    pub versions: Vec<VersionEntry>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// The cursor of the page before, when there is one.
    pub previous: Option<String>,
    /// How many there are.
    pub count: CountView,
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

/// A data set of a system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DataLine {
    /// Its record.
    pub record: RecordView,
    /// Key and name of the model that was trained with it; nothing where the system names it itself.
    pub through: Option<(String, String)>,
    /// Evidence of its quality.
    pub quality: Vec<EvidenceSummary>,
}

/// A risk of a system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemRisk {
    /// Its record.
    pub record: RecordView,
    /// Who owns it.
    pub owner: Option<String>,
    /// Steps of likelihood and impact with what works now.
    pub now: Option<(u8, u8)>,
    /// Level with what works now.
    pub level: Option<Level>,
    /// Steps once treated.
    pub after: Option<(u8, u8)>,
    /// Level once treated.
    pub residual: Option<Level>,
    /// Whether it stands above the appetite as it is now; nothing while its level is not known.
    pub above: Option<bool>,
}

/// A page of risks.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemRisks {
    /// The risks.
    pub risks: Vec<SystemRisk>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many there are.
    pub count: CountView,
}

/// Evidence of a system.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SystemEvidence {
    /// The evidence, newest delivered first.
    pub evidence: Vec<FreshEvidence>,
    /// What can be asked for: the system and its newest versions.
    pub subjects: Vec<String>,
    /// The cursor of the next page, when there is one.
    pub next: Option<String>,
    /// How many there are.
    pub count: CountView,
}

/// A piece of evidence with what rests on it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FreshEvidence {
    /// The evidence.
    pub evidence: EvidenceSummary,
    /// How many verdicts rest on it.
    pub verdicts: usize,
    /// When the first of those that hold runs out.
    #[schemars(with = "Option<String>")]
    pub ends: Option<Timestamp>,
    /// Stale, expiring or effective; nothing where no verdict that holds rests on it.
    pub state: Option<State>,
}
