//! The parts of an evidence header: who ran what, on what, when by whose clock, and how far it may be trusted.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::kinds::member::Member;
use crate::{Digest, Message, Ref, Timestamp};

/// What sort of evidence this is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceKind {
    /// Capability or quality measured on a data set.
    #[default]
    Evaluation,
    /// Attacks tried.
    RedTeam,
    /// Tests that each passed or failed.
    Test,
    /// Findings of an analyser in code or configuration.
    CodeScan,
    /// Parts that something is made of, and what is stated about them.
    Inventory,
    /// Quality of data measured.
    DataQuality,
    /// Incidents as a tracker holds them.
    Incident,
    /// Signatures over models and other parts.
    ModelSigning,
    /// What was watched in operation.
    Monitoring,
    /// Event logs.
    Logs,
    /// Who was trained, and what came of it.
    TrainingRecords,
    /// Approvals of documents, as another system holds them.
    DocumentApproval,
    /// What a supplier states, or has had attested.
    SupplierAttestation,
    /// An impact assessment.
    ImpactAssessment,
    /// A risk assessment.
    RiskAssessment,
    /// An audit report.
    AuditReport,
    /// Minutes of a management review.
    ManagementReview,
    /// Records of changes.
    ChangeRecord,
    /// How concerns were dealt with.
    ConcernReport,
    /// A contract, or a part of one.
    Contract,
    /// What users are told.
    UserDocumentation,
    /// The decision of a release gate.
    ReleaseGate,
    /// A bill of materials of an AI system.
    Aibom,
}

impl EvidenceKind {
    /// Whether only what a tool wrote says so: a person who states a measurement states what nobody can count again.
    #[must_use]
    pub const fn is_measured(self) -> bool {
        matches!(self, Self::Evaluation | Self::Test | Self::CodeScan | Self::DataQuality | Self::ModelSigning)
    }

    /// Whether a tool usually writes it: its file is worth more than what a person states of it.
    #[must_use]
    pub const fn is_of_tools(self) -> bool {
        self.is_measured() || matches!(self, Self::RedTeam | Self::Inventory | Self::Aibom)
    }
}

/// Whether a tool ran or a person did something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceOrigin {
    /// Read from what a tool wrote.
    #[default]
    ToolRun,
    /// Stated or collected by a person.
    HumanAct,
}

/// One file of the artifact set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArtifactPart {
    /// File name as delivered; never used as a path.
    pub name: String,
    /// Digest of the bytes as delivered.
    #[schemars(extend("x-artifact" = true))]
    pub sha256: Digest,
    /// Length in bytes.
    pub size: u64,
    /// What the file is: `report`, `results`, `samples`, `hitlog`, `bom`.
    pub role: String,
}

/// The tool that ran.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// For example `garak`.
    pub name: String,
    /// As the file states it; absent when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RunStatus {
    /// All that was planned ran.
    Complete,
    /// Limited on purpose or cut short: part of the plan ran.
    Partial,
    /// It stopped before its end.
    Interrupted,
    /// It ended in an error.
    Error,
    /// The file does not say.
    #[default]
    Unknown,
}

/// One tool run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// The tool's own id of the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub native_id: Option<String>,
    /// Task or suite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How it ended.
    pub status: RunStatus,
    /// Why it is not complete.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Message>,
    /// Digest of the run's configuration, canonical JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config_sha256: Option<Digest>,
    /// Id of the pipeline that ran it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pipeline: Option<String>,
    /// Which attempt of that pipeline this is, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<u32>,
}

/// Where a time was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeSource {
    /// Inside the file.
    InFile,
    /// In the file's name.
    FileName,
    /// Stated by who delivered it.
    Declared,
    /// The moment it arrived here.
    Received,
}

/// A time with its standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeStated {
    /// The instant; read as UTC when no zone is known.
    #[schemars(with = "String")]
    pub instant: Timestamp,
    /// As the file wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<String>,
    /// Whether the zone is known. Without it the instant may be off by up to 14 hours.
    pub zone_known: bool,
    /// Where it was read.
    pub source: TimeSource,
}

impl TimeStated {
    /// The earliest instant this can mean: zone-less local time may lie up to 14 hours before its UTC reading.
    #[must_use]
    pub fn earliest(&self) -> Timestamp {
        if self.zone_known { self.instant } else { self.instant.plus_micros(-14 * 3_600_000_000) }
    }
}

/// When the run took place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Times {
    /// Start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<TimeStated>,
    /// End.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<TimeStated>,
}

/// What the tool itself says it tested.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Claimed {
    /// Model or target name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Provider or generator family.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Revision of code or model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
}

/// How the tool's own claim fits the subject it was bound to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectMatch {
    /// The claim is a declared name of the system version.
    Exact,
    /// The claim names something else: a finding.
    Mismatch,
    /// The version declares no names to compare with, or the file claims nothing.
    #[default]
    NotStated,
}

/// A data set that was used.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DatasetUse {
    /// Name as the tool gives it.
    pub name: String,
    /// Samples it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Samples used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used: Option<u64>,
}

/// What the samples were drawn from, and how.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Population {
    /// In words, for example `held-out split of digits, 899 images`.
    pub text: String,
    /// Its size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// How many were looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sampled: Option<u64>,
    /// How they were chosen, for example `all` or `first 20`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// Whether the run touched the real thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Representativeness {
    /// A real target, the whole plan.
    Real,
    /// A stand-in that a tool ships for trying itself out. Never satisfies a control.
    Mock,
    /// Only part of the data set.
    Sampled,
    /// Nothing says either.
    #[default]
    Unknown,
}

/// Who delivered the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Collector {
    /// The member; for a token, the human behind it.
    pub member: Ref<Member>,
    /// By which way it came: `local-cli`, `socket`, `api`, `web`, `system`.
    pub via: String,
    /// Key of the token that was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// Something a parser noticed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Stable id, for example `jsonl.truncated`.
    pub code: String,
    /// What and why it matters.
    pub text: String,
    /// Line of the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
}
