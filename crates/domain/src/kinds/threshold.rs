//! Threshold: what a result must reach, approved by a named owner before the run. A proposed one decides nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, EvidenceKind, Kind, Label, Problem, Ref, Subject, Text, Transition, Workflow};

/// An acceptance criterion for one metric.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Threshold {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The requirement it serves, for example `iso42001:A.6.2.4`, or a risk.
    pub requirement: Option<String>,
    /// What it binds: `workspace` (all versions), a system, or one version.
    pub subject: Option<Subject>,
    /// Observation key or a pattern with `*`, for example `digits/*/accuracy`.
    pub metric: String,
    /// How the value is compared.
    pub operator: Option<Operator>,
    /// The mark, a decimal string.
    pub value: Option<String>,
    /// Fewest samples that count.
    pub min_n: Option<u32>,
    /// Whether the cautious end of the confidence interval must reach the mark, not the value alone.
    pub use_bound: bool,
    /// How long a result may be relied on, in days.
    pub valid_days: Option<u32>,
    /// The sort of evidence it judges.
    pub evidence_kind: Option<EvidenceKind>,
    /// Why this mark.
    pub rationale: Option<String>,
}

/// How a value is compared with the mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Operator {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
}

impl Operator {
    /// As people write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
        }
    }

    /// Whether the value reaches the mark.
    #[must_use]
    pub fn holds(self, value: f64, mark: f64) -> bool {
        match self {
            Self::AtLeast => value >= mark,
            Self::AtMost => value <= mark,
        }
    }
}

impl Threshold {
    /// The mark as a number.
    #[must_use]
    pub fn mark(&self) -> Option<f64> {
        self.value.as_deref()?.parse().ok().filter(|v: &f64| v.is_finite())
    }

    /// Whether an observation key is meant: `*` stands for any run of characters.
    #[must_use]
    pub fn matches(&self, key: &str) -> bool {
        let mut parts = self.metric.split('*');
        let Some(mut rest) = parts.next().and_then(|first| key.strip_prefix(first)) else { return false };
        let mut pieces: Vec<&str> = parts.collect();
        let Some(last) = pieces.pop() else { return rest.is_empty() };
        for piece in pieces {
            match rest.find(piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        rest.ends_with(last)
    }
}

impl Body for Threshold {
    const NAME: &'static str = "threshold";
    const PREFIX: &'static str = "THR";

    fn sample() -> Self {
        Self {
            title: "Accuracy on held-out digits".into(),
            owner: Some(Ref::number(1)),
            requirement: Some("iso42001:A.6.2.4".into()),
            subject: Some(Subject::Workspace),
            metric: "digits/*/accuracy".into(),
            operator: Some(Operator::AtLeast),
            value: Some("0.95".into()),
            min_n: Some(300),
            use_bound: false,
            valid_days: Some(90),
            evidence_kind: Some(EvidenceKind::Evaluation),
            rationale: Some("Below this, forms need reading twice.".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.value.is_some() && self.mark().is_none() {
            problems.push(Problem::new("/value", "number.decimal", "the mark must be a decimal string such as \"0.95\""));
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Threshold::NAME,
    prefix: Threshold::PREFIX,
    version: 1,
    title: Text::new("Threshold", "Limiar", "Limiar"),
    refs: &["A.6.2.4", "9.1"],
    workflow: &Workflow {
        states: &["draft", "approved", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["requirement", "subject", "metric", "operator", "value"],
                guards: &[],
                signs: Some("approves this criterion before any result is known"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this criterion"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("subject", "Subject", "Objeto", "Objeto"),
        Label::new("metric", "Metric", "Métrica", "Métrica"),
        Label::new("operator", "Comparison", "Comparação", "Comparação"),
        Label::new("value", "Mark", "Valor-limite", "Valor-limite"),
        Label::new("min_n", "Fewest samples", "Mínimo de amostras", "Mínimo de amostras"),
        Label::new("use_bound", "Judge the confidence bound", "Julgar o limite de confiança", "Avaliar o limite de confiança"),
        Label::new("valid_days", "Valid for (days)", "Validade (dias)", "Validade (dias)"),
        Label::new("evidence_kind", "Kind of evidence", "Tipo de evidência", "Tipo de evidência"),
        Label::new("rationale", "Rationale", "Justificativa", "Fundamentação"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Threshold>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, key: &str) -> bool {
        Threshold { metric: pattern.into(), ..Threshold::default() }.matches(key)
    }

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        assert!(matches("digits/*/accuracy", "digits/match/accuracy"));
        assert!(matches("*", "anything"));
        assert!(matches("a*b*c", "a-b-b-c"));
        assert!(matches("exact", "exact"));
        assert!(!matches("exact", "exactly"));
        assert!(!matches("digits/*/accuracy", "digits/match/stderr"));
        assert!(!matches("a*b*c", "a-c"));
    }
}
