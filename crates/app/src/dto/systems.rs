//! AI systems: the inventory as a table, and one system with its data, risks and evidence.

use assay_domain::kinds::risk_criteria::Level;
use assay_domain::{State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AsOfView, CellView, CountView, EvidenceSummary, RecordView, StateCount, VerdictView, VersionLine};

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
