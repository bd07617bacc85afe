//! One row of a framework: what is asked, and what usually shows that it is done.

use assay_domain::kinds::ai_system::SystemRole;
use serde::{Deserialize, Serialize};

use crate::{Certainty, Nature, ObligationDetail, RequirementKey, RequirementKind, Titles};

/// One row of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Requirement {
    /// The number in the standard, for example `6.1.2` or `A.6.2.4`, in a form that fits a reference.
    pub id: String,
    /// How people write the number, where that is not the id: `Art. 17(1)(a)` for `art17.1.a`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited_as: Option<String>,
    /// What the row is.
    pub kind: RequirementKind,
    /// The row above; absent at the top.
    pub parent: Option<RequirementKey>,
    /// The short title in every language.
    pub titles: Titles,
    /// What is asked, in our words (English); empty for an area, whose objectives speak for it, and where a standard is
    /// listed by its titles alone.
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

    /// The number as people write it.
    #[must_use]
    pub fn label(&self) -> &str {
        self.cited_as.as_deref().unwrap_or(&self.id)
    }

    /// Whether posture has a verdict on the row: of a law, on duties and bans only.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        let law = self.obligation();
        self.kind.is_judged() && law.is_none_or(|o| matches!(o.nature, Nature::Duty | Nature::Prohibition))
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

    /// What is said of a control on privacy.
    #[must_use]
    pub fn privacy(&self) -> Option<&PrivacyDetail> {
        if let RequirementDetail::Privacy(detail) = &self.detail { Some(detail) } else { None }
    }

    /// What is said of a category or sub-category.
    #[must_use]
    pub fn practice(&self) -> Option<&PracticeDetail> {
        if let RequirementDetail::Practice(detail) = &self.detail { Some(detail) } else { None }
    }

    /// What is said of a suggested action.
    #[must_use]
    pub fn action(&self) -> Option<&ActionDetail> {
        if let RequirementDetail::Action(detail) = &self.detail { Some(detail) } else { None }
    }

    /// What is said of an article, point or annex of a law.
    #[must_use]
    pub fn obligation(&self) -> Option<&ObligationDetail> {
        if let RequirementDetail::Obligation(detail) = &self.detail { Some(detail) } else { None }
    }
}

/// What the kind of a row adds to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequirementDetail {
    /// Clauses, groups and sub-clauses.
    Clause(ClauseDetail),
    /// Controls.
    Control(ControlDetail),
    /// Controls on privacy.
    Privacy(PrivacyDetail),
    /// Categories and sub-categories.
    Practice(PracticeDetail),
    /// Suggested actions.
    Action(ActionDetail),
    /// Articles, points, annexes and transitions of a law.
    Obligation(ObligationDetail),
    /// Rows that head others, or of which nothing more is said.
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

/// What is said of a control on privacy (ISO/IEC 27701).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrivacyDetail {
    /// Whom the control is for.
    pub role: PiiRole,
    /// Its number in the edition before, where it had one.
    pub formerly: Option<String>,
    /// How sure number and title are.
    pub certainty: Certainty,
}

/// A role in the processing of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PiiRole {
    /// Decides what personal data are processed for.
    Controller,
    /// Processes them for a controller.
    Processor,
    /// Either.
    Both,
}

impl PiiRole {
    /// Whether a control for this role concerns an organisation in that one.
    #[must_use]
    pub fn concerns(self, role: Self) -> bool {
        self == Self::Both || role == Self::Both || self == role
    }
}

/// What is said of a category or sub-category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PracticeDetail {
    /// What organisations usually show.
    pub typical_evidence: Vec<String>,
}

/// What is said of a suggested action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionDetail {
    /// Ids of the risks it is against; rows of the same framework.
    pub risks: Vec<String>,
    /// What a reader should know.
    pub note: Option<String>,
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
