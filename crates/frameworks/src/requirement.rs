//! One row of a framework: what is asked, and what usually shows that it is done.

use std::fmt;

use assay_domain::kinds::ai_system::SystemRole;
use serde::{Deserialize, Serialize};

/// What a row is. Parents are of a higher kind always, so rows cannot form a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementKind {
    /// A requirement proper: judged.
    Subclause,
    /// A control of Annex A: judged.
    Control,
    /// A heading between a clause and its sub-clauses.
    Group,
    /// What the controls under it are for.
    Objective,
    /// A numbered chapter of the standard.
    Clause,
    /// A theme of Annex A.
    Area,
}

impl RequirementKind {
    /// Every kind; where an id names several rows, the first of them in this order is meant.
    pub const ALL: [Self; 6] = [Self::Subclause, Self::Control, Self::Group, Self::Objective, Self::Clause, Self::Area];

    /// The kinds a parent may have, the nearer first; none at the top.
    #[must_use]
    pub const fn parents(self) -> &'static [Self] {
        match self {
            Self::Subclause => &[Self::Group, Self::Clause],
            Self::Control => &[Self::Objective],
            Self::Group => &[Self::Clause],
            Self::Objective => &[Self::Area],
            Self::Clause | Self::Area => &[],
        }
    }

    /// Whether posture has a verdict on rows of this kind.
    #[must_use]
    pub const fn is_judged(self) -> bool {
        matches!(self, Self::Subclause | Self::Control)
    }

    /// The name in data files, for example `subclause`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subclause => "subclause",
            Self::Control => "control",
            Self::Group => "group",
            Self::Objective => "objective",
            Self::Clause => "clause",
            Self::Area => "area",
        }
    }
}

impl fmt::Display for RequirementKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What tells a row from every other of its framework: an area and its objective may share an id (A.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct RequirementKey {
    /// What the row is.
    pub kind: RequirementKind,
    /// Its number, for example `A.6.2.4`.
    pub id: String,
}

impl fmt::Display for RequirementKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.id)
    }
}

/// One row of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// The number in the standard, for example `6.1.2` or `A.6.2.4`.
    pub id: String,
    /// What the row is.
    pub kind: RequirementKind,
    /// The row above; absent at the top.
    pub parent: Option<RequirementKey>,
    /// The short title in every language.
    pub titles: Titles,
    /// What is asked, in our words (English); empty for an area, whose objectives speak for it.
    pub own_words: String,
    /// What of this row public sources disagree on or nobody has checked; mostly nothing.
    pub doubt: Option<String>,
    /// What the kind adds.
    pub detail: RequirementDetail,
}

impl Requirement {
    /// Kind and id.
    #[must_use]
    pub fn key(&self) -> RequirementKey {
        RequirementKey { kind: self.kind, id: self.id.clone() }
    }

    /// What is said of a clause, group or sub-clause.
    #[must_use]
    pub fn clause(&self) -> Option<&ClauseDetail> {
        if let RequirementDetail::Clause(detail) = &self.detail { Some(detail) } else { None }
    }

    /// What is said of a control.
    #[must_use]
    pub fn control(&self) -> Option<&ControlDetail> {
        if let RequirementDetail::Control(detail) = &self.detail { Some(detail) } else { None }
    }
}

/// A short title in every language; none is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Titles {
    /// English, as in the standard.
    pub en: String,
    /// Brazilian Portuguese.
    pub pt_br: String,
    /// European Portuguese.
    pub pt_pt: String,
}

/// What the kind of a row adds to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementDetail {
    /// Clauses, groups and sub-clauses.
    Clause(ClauseDetail),
    /// Controls.
    Control(ControlDetail),
    /// Areas and objectives: they only head what follows.
    Heading,
}

/// What is said of a clause, group or sub-clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseDetail {
    /// What has to be written down or kept (7.5.1 a).
    pub documented_information: Vec<String>,
    /// Whether the standard demands it; says the same as `documented_information` not being empty.
    pub documented_information_required: bool,
    /// What organisations usually show.
    pub typical_evidence: Vec<String>,
    /// What auditors usually find wrong.
    pub common_nonconformities: Vec<String>,
    /// Who usually answers for it.
    pub usual_owner: String,
    /// Its place in the cycle of the management system.
    pub pdca: Pdca,
    /// Names of the records that usually carry it, for example `risk_assessment`.
    pub record_types: Vec<String>,
}

/// What is said of a control.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlDetail {
    /// Where Annex B guides, for example `B.6.2.4`.
    pub annex_b_guidance: String,
    /// How often the control is needed by who develops AI systems.
    pub applies_developer: Applies,
    /// How often by who provides them.
    pub applies_provider: Applies,
    /// How often by who uses them.
    pub applies_user: Applies,
    /// What organisations usually show.
    pub typical_evidence: Vec<String>,
    /// Machine evidence that bears on it, from [`Framework::technical_evidence_types`](crate::Framework).
    pub technical_evidence_types: Vec<String>,
    /// Other evidence that bears on it, from [`Framework::other_evidence_types`](crate::Framework).
    pub other_evidence_types: Vec<String>,
    /// What is usually missing.
    pub common_gap: String,
    /// What an auditor would ask.
    pub audit_question: String,
}

impl ControlDetail {
    /// How often an organisation in that role needs the control.
    #[must_use]
    pub const fn applies(&self, role: SystemRole) -> Applies {
        match role {
            SystemRole::Developer => self.applies_developer,
            SystemRole::Provider => self.applies_provider,
            SystemRole::User => self.applies_user,
        }
    }
}

/// How often an organisation in a role needs a control: a proposal to start a Statement of Applicability from, and
/// our judgement, not text of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Applies {
    /// Seldom needed.
    Rarely,
    /// Needed by many.
    Often,
    /// Needed by nearly all.
    Usually,
}

/// The cycle of a management system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pdca {
    /// Clauses 4 to 6.
    Plan,
    /// Clauses 7 and 8.
    Do,
    /// Clause 9.
    Check,
    /// Clause 10.
    Act,
}
