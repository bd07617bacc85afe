//! A check set: entries in a data file, in force once activated.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use assay_domain::{Axis, Digest, EvidenceKind, Kind};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::predicate::Predicate;

/// The text of the check set that the program proposes.
///
/// One text, so that one digest names it; in files by area, so that people find what they look for.
pub const BASELINE: &str = concat!(
    include_str!("../data/baseline.toml"),
    include_str!("../data/baseline/context-and-leadership.toml"),
    include_str!("../data/baseline/planning.toml"),
    include_str!("../data/baseline/support.toml"),
    include_str!("../data/baseline/operation.toml"),
    include_str!("../data/baseline/evaluation-and-improvement.toml"),
    include_str!("../data/baseline/annex-organisation.toml"),
    include_str!("../data/baseline/annex-life-cycle.toml"),
    include_str!("../data/baseline/annex-data.toml"),
    include_str!("../data/baseline/annex-parties.toml"),
);

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
    /// Types of evidence of Annex A that it looks at, beside the records of its rule.
    #[serde(default)]
    pub evidence: Vec<EvidenceKind>,
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
    /// A rule reads what is no kind.
    #[error("the check `{check}` reads `{kind}`, which is no kind of record")]
    Kind {
        /// The check.
        check: String,
        /// What it reads.
        kind: String,
    },
    /// A rule waits for a state that records of the kind never have.
    #[error("the check `{check}` names the state `{state}`, which no {kind} can be in")]
    State {
        /// The check.
        check: String,
        /// The kind.
        kind: String,
        /// The state.
        state: String,
    },
    /// A rule that ties records together looks at the AIMS as a whole.
    #[error("the check `{0}` ties records together; such a rule looks at the AIMS as a whole: over = \"workspace\"")]
    Over(String),
    /// A requirement is not qualified.
    #[error("the check `{check}` names `{requirement}`; write it as framework:id, for example iso42001:A.6.2.4")]
    Requirement {
        /// The check.
        check: String,
        /// What it names.
        requirement: String,
    },
}

impl CheckDefinition {
    /// Types of evidence of Annex A that it looks at: those of its rule, and those its records stand for.
    #[must_use]
    pub fn evidence_types(&self) -> Vec<EvidenceKind> {
        let of_rule: &[EvidenceKind] = match &self.predicate {
            Predicate::EvidenceCurrent(rule) => &rule.types,
            _ => &[],
        };
        of_rule.iter().chain(&self.evidence).copied().collect()
    }
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
            if let Some(wrong) = check.predicate.reads().into_iter().find(|kind| Kind::named(kind).is_none()) {
                return Err(CheckSetError::Kind { check: check.id.clone(), kind: wrong.to_owned() });
            }
            if let Some((kind, state)) = check.predicate.unknown_state() {
                return Err(CheckSetError::State { check: check.id.clone(), kind, state });
            }
            if check.predicate.of_the_whole() && check.over != Over::Workspace {
                return Err(CheckSetError::Over(check.id.clone()));
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
