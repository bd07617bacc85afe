//! A check set: entries in a data file, in force once activated.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use assay_domain::{Axis, Digest};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

/// The text of the check set that the program proposes.
pub const BASELINE: &str = include_str!("../data/baseline.toml");

/// Checks that judge together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSet {
    /// Edition of the set.
    pub edition: String,
    /// Controls that tool output alone never makes effective.
    pub needs_person: Vec<String>,
    /// The checks.
    #[serde(rename = "check")]
    pub checks: Vec<CheckDefinition>,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckDefinition {
    /// For example `vv.threshold`.
    pub id: String,
    /// The rule in one sentence.
    pub title: String,
    /// Qualified requirements it supports; a check over controls serves the control it looks at.
    pub requirements: Vec<String>,
    /// The axis it speaks to.
    pub axis: Axis,
    /// What it looks at, one by one.
    pub over: Over,
    /// The typed rule.
    pub predicate: Predicate,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// The AIMS as a whole.
    Workspace,
    /// Each row of the Statement of Applicability.
    Control,
    /// Each AI system in scope.
    AiSystem,
    /// Each version that is a candidate or in service.
    SystemVersion,
}

/// The typed rules. Their code is in `rules/`, a file each.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Predicate {
    /// Approved row with owner, reason, statement; how far it is implemented.
    ControlRow {},
    /// An approved SoA version with that many Annex A rows, equal to today's rows.
    SoaApproved {
        /// Rows that the standard has.
        rows: usize,
    },
    /// Each role is held by a named person.
    RolesAssigned {
        /// Role names.
        roles: Vec<String>,
    },
    /// A document of that type is approved and inside its review interval; about the subject, or about all.
    DocumentApproved {
        /// Type of document.
        document_type: String,
    },
    /// The record's owner is an active person.
    OwnerActive {},
    /// Fields are stated on the record itself or on those it refers to.
    FieldsStated {
        /// `self` or a reference field.
        of: String,
        /// The fields.
        fields: Vec<String>,
    },
    /// Every released part has a digest or says why not.
    PartsDigested {},
    /// A test plan was approved before the first evidence.
    PlanApproved {},
    /// Every planned run was delivered.
    PlanDelivered {},
    /// Every approved threshold is reached.
    ThresholdsMet {},
    /// The deciding evidence was accepted by another person.
    EvidenceReviewed {},
    /// No open task is past its day.
    TasksInTime {},
}

impl Predicate {
    /// Kinds of record the rule reads beside its subject.
    #[must_use]
    pub fn reads(&self) -> &'static [&'static str] {
        match self {
            Self::ControlRow {} => &["control"],
            Self::SoaApproved { .. } => &["soa-version", "control"],
            Self::RolesAssigned { .. } => &["role-assignment", "person"],
            Self::DocumentApproved { .. } => &["document"],
            Self::OwnerActive {} => &["person"],
            Self::FieldsStated { .. } => &["model", "dataset"],
            Self::PartsDigested {} => &[],
            Self::PlanApproved {} => &["test-plan", "evidence"],
            Self::PlanDelivered {} => &["test-plan", "evidence", "evidence-review"],
            Self::ThresholdsMet {} | Self::EvidenceReviewed {} => &["threshold", "evidence", "evidence-review"],
            Self::TasksInTime {} => &["task"],
        }
    }

    /// Whether what holds is a person's signed act, not a tool's output.
    #[must_use]
    pub fn by_person(&self) -> bool {
        matches!(
            self,
            Self::ControlRow {} | Self::SoaApproved { .. } | Self::RolesAssigned { .. } | Self::DocumentApproved { .. }
        )
    }
}

/// A check set does not read.
#[derive(Debug, thiserror::Error)]
pub enum CheckSetError {
    /// The file is no TOML of this shape.
    #[error("the check set does not read: {0}")]
    Shape(#[from] toml::de::Error),
    /// An id stands twice.
    #[error("the check `{0}` stands twice in the set")]
    Duplicate(String),
    /// An id would be taken for a verdict's id.
    #[error("the check id `{0}` holds a colon, which sets a verdict's own part apart; write it with dots or dashes")]
    Id(String),
    /// A requirement is not qualified.
    #[error("the check `{check}` names `{requirement}`; write it as framework:id, for example iso42001:A.6.2.4")]
    Requirement {
        /// The check.
        check: String,
        /// What it names.
        requirement: String,
    },
}

impl CheckSet {
    /// Reads a check set.
    ///
    /// # Errors
    /// See [`CheckSetError`].
    pub fn parse(text: &str) -> Result<Self, CheckSetError> {
        let set: Self = toml::from_str(text)?;
        let mut ids = BTreeSet::new();
        for check in &set.checks {
            if !ids.insert(&check.id) {
                return Err(CheckSetError::Duplicate(check.id.clone()));
            }
            if check.id.contains(':') {
                return Err(CheckSetError::Id(check.id.clone()));
            }
            if let Some(wrong) = check.requirements.iter().find(|r| !r.contains(':')) {
                return Err(CheckSetError::Requirement { check: check.id.clone(), requirement: wrong.clone() });
            }
        }
        Ok(set)
    }

    /// The set that the program proposes.
    #[must_use]
    pub fn baseline() -> &'static Self {
        static SET: LazyLock<CheckSet> =
            LazyLock::new(|| CheckSet::parse(BASELINE).expect("a test parses data/baseline.toml"));
        &SET
    }

    /// SHA-256 of a set's text: what an activation names.
    #[must_use]
    pub fn digest(text: &str) -> Digest {
        Digest(Sha256::digest(text).into())
    }

    /// The definition behind a verdict's check id: `soa.row:designed` belongs to `soa.row`.
    #[must_use]
    pub fn definition(&self, check: &str) -> Option<&CheckDefinition> {
        let id = definition_of(check);
        self.checks.iter().find(|c| c.id == id)
    }
}

/// Id of the definition behind a verdict's check: `control.row` of `control.row:designed`.
#[must_use]
pub fn definition_of(check: &str) -> &str {
    check.split_once(':').map_or(check, |(id, _)| id)
}
