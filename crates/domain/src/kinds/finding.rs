//! Finding: what an internal or a certification audit found against a criterion [9.2, 10.2].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::audit::Audit;
use super::certification_audit::CertificationAudit;
use super::control_test::ControlTest;
use super::evidence::Evidence;
use super::nonconformity::Nonconformity;
use super::person::Person;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Frozen, Guard, Kind, Label, Ref, Stated, Subject, Text, Timestamp, Transition, Workflow,
};

/// Finding.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Finding {
    /// What people read.
    pub title: String,
    /// Who answers it.
    pub owner: Option<Ref<Person>>,
    /// The internal audit that found it.
    pub audit: Option<Ref<Audit>>,
    /// Or the certification audit.
    pub certification_audit: Option<Ref<CertificationAudit>>,
    /// How grave.
    pub grade: Option<Stated<Grade>>,
    /// What was expected: a qualified requirement or an own rule.
    pub criterion: Option<Stated<String>>,
    /// What was seen.
    pub evidence: Option<Stated<String>>,
    /// Evidence records that were seen.
    pub evidence_records: Vec<Ref<Evidence>>,
    /// Tests in which it showed.
    pub control_tests: Vec<Ref<ControlTest>>,
    /// The gap between the two, in a sentence.
    pub statement: Option<Stated<String>>,
    /// What it is about.
    pub subject: Option<Subject>,
    /// When it was raised.
    pub raised_on: Option<Stated<Day>>,
    /// By when it is answered.
    pub due: Option<Day>,
    /// How it is dealt with, when it is a nonconformity.
    pub nonconformity: Option<Stated<Ref<Nonconformity>>>,
    /// How it was answered.
    pub answer: Option<Stated<String>>,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// A requirement is missing, or the system's effect is in doubt.
    Major,
    /// A single lapse.
    Minor,
    /// Noted; no requirement is broken.
    Observation,
    /// Could be better.
    Opportunity,
}

impl Finding {
    /// Whether the day for an answer has passed without one.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        state == "open" && self.due.as_ref().is_some_and(|d| d.is_over(now))
    }
}

impl Body for Finding {
    const NAME: &'static str = "finding";
    const PREFIX: &'static str = "FND";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["open"],
        fields: &[
            "audit",
            "certification_audit",
            "grade",
            "criterion",
            "evidence",
            "statement",
            "subject",
            "raised_on",
        ],
    }];

    fn sample() -> Self {
        Self {
            title: "A re-ranking model runs without signature".into(),
            owner: Some(Ref::number(1)),
            audit: Some(Ref::number(1)),
            certification_audit: None,
            grade: Some(Grade::Minor.into()),
            criterion: Some("iso42001:A.6.2.5".into()),
            evidence: Some("release of 2 September: the manifest names no signature".into()),
            evidence_records: vec![Ref::number(1)],
            control_tests: vec![Ref::number(1)],
            statement: Some("releases are to be signed; one of eight was not".into()),
            subject: Some(Subject::Version(crate::Key::new("SYS", 1), "1.1.0".into())),
            raised_on: Some("2026-10-14".into()),
            due: Some("2026-11-14".into()),
            nonconformity: Some(Ref::number(1).into()),
            answer: Some("signed anew, and the pipeline refuses unsigned models".into()),
        }
    }
}

/// A nonconformity is closed before its finding is.
const DEALT_WITH: &[Guard] =
    &[Guard::OneStated { fields: &["nonconformity"] }, Guard::AllIn { field: "nonconformity", states: &["closed"] }];

/// Registration.
pub static KIND: Kind = Kind {
    name: Finding::NAME,
    prefix: Finding::PREFIX,
    version: 1,
    title: Text::new("Finding", "Constatação", "Constatação"),
    refs: &["9.2.1", "9.2.2", "10.2"],
    workflow: &Workflow {
        states: &["draft", "open", "closed", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft", "open"],
        transitions: &[
            Transition {
                name: "raise",
                from: &["draft"],
                to: "open",
                needs: Action::Review,
                requires: &["grade", "criterion", "evidence", "statement", "raised_on"],
                guards: &[Guard::OneStated { fields: &["audit", "certification_audit"] }],
                signs: Some("raises this finding"),
            },
            Transition {
                name: "close",
                from: &["open"],
                to: "closed",
                needs: Action::Review,
                requires: &["answer"],
                guards: &[
                    Guard::When { field: "grade", is: "major", then: DEALT_WITH },
                    Guard::When { field: "grade", is: "minor", then: DEALT_WITH },
                ],
                signs: Some("accepts the answer to this finding"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "open"],
                to: "withdrawn",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this finding"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("audit", "Internal audit", "Auditoria interna", "Auditoria interna"),
        Label::new(
            "certification_audit",
            "Certification audit",
            "Auditoria de certificação",
            "Auditoria de certificação",
        ),
        Label::new("grade", "Grade", "Classificação", "Classificação"),
        Label::new("criterion", "Criterion", "Critério", "Critério"),
        Label::new("evidence", "What was seen", "O que se constatou", "O que se constatou"),
        Label::new("evidence_records", "Evidence", "Evidências", "Evidências"),
        Label::new("control_tests", "Control tests", "Testes de controle", "Testes de controlo"),
        Label::new("statement", "Statement", "Declaração", "Enunciado"),
        Label::new("subject", "About", "Sobre", "Sobre"),
        Label::new("raised_on", "Raised on", "Registrada em", "Registada em"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("nonconformity", "Nonconformity", "Não conformidade", "Não conformidade"),
        Label::new("answer", "Answer", "Resposta", "Resposta"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Finding>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_open_findings_are_overdue() {
        let finding = Finding::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert!(finding.is_overdue("open", at("2026-11-15")));
        assert!(!finding.is_overdue("open", at("2026-11-14")));
        assert!(!finding.is_overdue("closed", at("2026-11-15")));
        assert!(!Finding::default().is_overdue("open", at("2026-11-15")));
    }
}
