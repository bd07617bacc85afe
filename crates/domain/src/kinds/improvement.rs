//! Improvement: something made better that was not wrong before [10.1], with a measure before and after.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::measurement::Measurement;
use super::opportunity::Opportunity;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Improvement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Improvement {
    /// What people read.
    pub title: String,
    /// Who carries it out.
    pub owner: Option<Ref<Person>>,
    /// Where the idea comes from.
    pub source: Option<Stated<ImprovementSource>>,
    /// The opportunity it takes.
    pub opportunity: Option<Ref<Opportunity>>,
    /// What is made better, and how.
    pub proposal: Option<Stated<String>>,
    /// What is expected of it.
    pub expected_benefit: Option<Stated<String>>,
    /// By when.
    pub due: Option<Stated<Day>>,
    /// The measure before.
    pub before: Option<Stated<Ref<Measurement>>>,
    /// The same measure after.
    pub after: Option<Stated<Ref<Measurement>>>,
    /// What came of it, in words.
    pub outcome: Option<Stated<String>>,
}

/// Where an idea comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ImprovementSource {
    /// The management review.
    ManagementReview,
    /// An audit, as an opportunity for improvement.
    Audit,
    /// Somebody at work.
    Suggestion,
    /// Monitoring and measurement.
    Monitoring,
    /// What an incident taught.
    Incident,
    /// Customers, users or those affected.
    InterestedParty,
    /// What others do.
    Benchmark,
}

impl Improvement {
    /// Whether it should have been carried out by now.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        state == "accepted" && self.due.as_ref().and_then(Stated::known).is_some_and(|d| d.is_over(now))
    }

    /// How far the measure moved, as a number; nothing unless both were taken of the same metric.
    #[must_use]
    pub fn change(before: &Measurement, after: &Measurement) -> Option<f64> {
        let same = before.metric.as_ref()?.known()? == after.metric.as_ref()?.known()?;
        same.then(|| Some(after.number()? - before.number()?))?
    }
}

impl Body for Improvement {
    const NAME: &'static str = "improvement";
    const PREFIX: &'static str = "IMPR";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["accepted"], fields: &["proposal", "expected_benefit", "due", "before"] }];

    fn sample() -> Self {
        Self {
            title: "Portuguese cases in the evaluation suite".into(),
            owner: Some(Ref::number(3)),
            source: Some(ImprovementSource::ManagementReview.into()),
            opportunity: Some(Ref::number(1)),
            proposal: Some("as many Portuguese cases as English ones".into()),
            expected_benefit: Some("false answers in Portuguese are seen before users see them".into()),
            due: Some("2027-03-31".into()),
            before: Some(Ref::number(1).into()),
            after: Some(Ref::number(2).into()),
            outcome: Some("40 percent of cases; two faults found in the first run".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Improvement::NAME,
    prefix: Improvement::PREFIX,
    version: 1,
    title: Text::new("Improvement", "Melhoria", "Melhoria"),
    refs: &["10.1"],
    workflow: &Workflow {
        states: &["proposed", "accepted", "done", "rejected", "dropped"],
        create: Some(Action::Write),
        editable: &["proposed", "accepted"],
        transitions: &[
            Transition {
                name: "accept",
                from: &["proposed"],
                to: "accepted",
                needs: Action::Approve,
                requires: &["source", "proposal", "expected_benefit", "due", "before"],
                guards: &[],
                signs: Some("accepts this proposal"),
            },
            Transition {
                name: "reject",
                from: &["proposed"],
                to: "rejected",
                needs: Action::Approve,
                requires: &["outcome"],
                guards: &[],
                signs: Some("rejects this proposal"),
            },
            Transition {
                name: "finish",
                from: &["accepted"],
                to: "done",
                needs: Action::Write,
                requires: &["after", "outcome"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "drop",
                from: &["accepted"],
                to: "dropped",
                needs: Action::Approve,
                requires: &["outcome"],
                guards: &[],
                signs: Some("drops this improvement"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("source", "Source", "Origem", "Origem"),
        Label::new("opportunity", "Opportunity", "Oportunidade", "Oportunidade"),
        Label::new("proposal", "Proposal", "Proposta", "Proposta"),
        Label::new("expected_benefit", "Expected benefit", "Benefício esperado", "Benefício esperado"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("before", "Measure before", "Medição anterior", "Medição anterior"),
        Label::new("after", "Measure after", "Medição posterior", "Medição posterior"),
        Label::new("outcome", "Outcome", "Resultado obtido", "Resultado obtido"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Improvement>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_of_one_metric() {
        let measured = |metric, value: &str| Measurement {
            metric: Some(Ref::number(metric).into()),
            value: Some(value.into()),
            ..Measurement::default()
        };
        let change = Improvement::change(&measured(1, "6.3"), &measured(1, "4.1")).unwrap();
        assert!((change + 2.2).abs() < 1e-9, "{change}");
        assert_eq!(Improvement::change(&measured(1, "6.3"), &measured(2, "4.1")), None);
    }
}
