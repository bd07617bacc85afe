//! Measurement: one value of a metric, how it came about, and what was made of it [9.1].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::metric::Metric;
use super::person::Person;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Decimal, Frozen, Kind, Label, Period, Ref, Stated, Subject, Text, Transition, Workflow,
};

/// Measurement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Measurement {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The metric.
    pub metric: Option<Stated<Ref<Metric>>>,
    /// What it was measured on.
    pub subject: Option<Subject>,
    /// When.
    pub measured_on: Option<Stated<Day>>,
    /// The days it speaks of, when it is more than the day of measuring.
    pub period: Option<Period>,
    /// The value, in the metric's unit.
    pub value: Option<Stated<Decimal>>,
    /// How many cases it rests on.
    pub n: Option<u64>,
    /// Evidence it was taken from.
    pub evidence: Vec<Ref<Evidence>>,
    /// What it means, as the person who evaluates it sees it.
    pub evaluation: Option<Stated<String>>,
    /// What was decided because of it.
    pub decision: Option<String>,
    /// The measurement this one corrects.
    pub corrects: Option<Ref<Measurement>>,
}

impl Measurement {
    /// The value as a number.
    #[must_use]
    pub fn number(&self) -> Option<f64> {
        self.value.as_ref()?.known()?.value()
    }
}

impl Body for Measurement {
    const NAME: &'static str = "measurement";
    const PREFIX: &'static str = "MSR";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["recorded"],
        fields: &["metric", "subject", "measured_on", "period", "value", "n", "evidence", "corrects"],
    }];

    fn sample() -> Self {
        Self {
            title: "False answers, November".into(),
            owner: Some(Ref::number(1)),
            metric: Some(Ref::number(1).into()),
            subject: Some(Subject::Version(crate::Key::new("SYS", 1), "1.1.0".into())),
            measured_on: Some("2026-11-14".into()),
            period: Some(Period::new("2026-11-01", "2026-11-14")),
            value: Some("6.3".into()),
            n: Some(2_400),
            evidence: vec![Ref::number(1)],
            evaluation: Some("above the warning; the worst group is questions in Portuguese".into()),
            decision: Some("more Portuguese cases before anything is tuned".into()),
            corrects: None,
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Measurement::NAME,
    prefix: Measurement::PREFIX,
    version: 1,
    title: Text::new("Measurement", "Medição", "Medição"),
    refs: &["9.1", "A.6.2.6"],
    workflow: &Workflow {
        states: &["draft", "recorded", "evaluated", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft", "recorded"],
        transitions: &[
            Transition {
                name: "record",
                from: &["draft"],
                to: "recorded",
                needs: Action::Write,
                requires: &["metric", "measured_on", "value"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "evaluate",
                from: &["recorded"],
                to: "evaluated",
                needs: Action::Write,
                requires: &["evaluation"],
                guards: &[],
                signs: Some("has analysed this value"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "recorded", "evaluated"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this value"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("metric", "Metric", "Métrica", "Métrica"),
        Label::new("subject", "Measured on", "Medida em", "Medida em"),
        Label::new("measured_on", "Date", "Data", "Data"),
        Label::new("period", "Period", "Período", "Período"),
        Label::new("value", "Value", "Valor", "Valor"),
        Label::new("n", "Cases", "Casos", "Casos"),
        Label::new("evidence", "Evidence", "Evidências", "Evidências"),
        Label::new("evaluation", "Evaluation", "Análise", "Análise"),
        Label::new("decision", "Decision", "Decisão", "Decisão"),
        Label::new("corrects", "Corrects", "Corrige", "Corrige"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Measurement>(),
};
