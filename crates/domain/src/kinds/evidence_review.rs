//! Evidence review: a person other than the collector says whether evidence may be relied on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use crate::kind::Shape;
use crate::{Body, Kind, Label, Problem, Ref, Text, Workflow};

/// Evidence review.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EvidenceReview {
    /// What people read.
    pub title: String,
    /// What was reviewed.
    pub evidence: Option<Ref<Evidence>>,
    /// The conclusion.
    pub conclusion: Option<Conclusion>,
    /// What was looked at, and why this conclusion.
    pub reason: Option<String>,
}

/// What a review concludes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// May be relied on.
    Accepted,
    /// May not.
    Rejected,
}

impl Body for EvidenceReview {
    const NAME: &'static str = "evidence-review";
    const PREFIX: &'static str = "REV";

    fn sample() -> Self {
        Self {
            title: "Review of EV-1".into(),
            evidence: Some(Ref::number(1)),
            conclusion: Some(Conclusion::Accepted),
            reason: Some("Run log read; data set and version are the approved ones.".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let needed = [
            ("/evidence", self.evidence.is_none(), "name the evidence, for example EV-1"),
            ("/conclusion", self.conclusion.is_none(), "say accepted or rejected"),
            ("/reason", self.reason.is_none(), "say what was looked at and why this conclusion"),
        ];
        let missing = needed.into_iter().filter(|(_, missing, _)| *missing);
        missing.map(|(at, _, text)| Problem::new(at, "field.required", text)).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: EvidenceReview::NAME,
    prefix: EvidenceReview::PREFIX,
    version: 1,
    title: Text::new("Evidence review", "Revisão de evidência", "Revisão de evidência"),
    refs: &["9.1", "A.6.2.4"],
    workflow: Workflow::REVIEW,
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("evidence", "Evidence", "Evidência", "Evidência"),
        Label::new("conclusion", "Conclusion", "Conclusão", "Conclusão"),
        Label::new("reason", "Reason", "Motivo", "Motivo"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<EvidenceReview>(),
};
