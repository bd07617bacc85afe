//! Nonconformity: a requirement that was not met, what was done at once, why it happened, and whether it may happen
//! elsewhere [10.2]. It opens with a sentence; the cause comes later.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::incident::Incident;
use super::person::Person;
use super::risk::Risk;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Frozen, Guard, Kind, Label, Ref, Stated, Subject, Text, Timestamp, Transition, Workflow,
};

/// Nonconformity.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Nonconformity {
    /// What is wrong, in a sentence.
    pub title: String,
    /// Who answers for dealing with it.
    pub owner: Option<Ref<Person>>,
    /// How it came up.
    pub source: Option<Stated<NonconformitySource>>,
    /// The incident it came from.
    pub incident: Option<Ref<Incident>>,
    /// What was not met: a qualified requirement or an own rule.
    pub criterion: Option<Stated<String>>,
    /// What happened.
    pub description: Option<Stated<String>>,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// How grave.
    pub grade: Option<Stated<NonconformityGrade>>,
    /// When it was noticed.
    pub detected_on: Option<Stated<Day>>,
    /// What was put right at once.
    pub correction: Option<Stated<String>>,
    /// What keeps it from doing harm meanwhile.
    pub containment: Option<String>,
    /// What came of it.
    pub consequences: Option<Stated<String>>,
    /// How the cause was sought.
    pub cause_method: Option<Stated<CauseMethod>>,
    /// Why it happened.
    pub root_cause: Option<Stated<String>>,
    /// Whether the same is wrong, or could be, elsewhere.
    pub similar_cases: Option<Stated<String>>,
    /// Whether the cause has to be removed.
    pub action_needed: Option<Stated<bool>>,
    /// Why not, when it has not.
    pub no_action_because: Option<String>,
    /// What changes in the AIMS.
    pub aims_changes: Option<String>,
    /// Risks that were looked at anew.
    pub risks: Vec<Ref<Risk>>,
    /// By when it is to be closed.
    pub due: Option<Day>,
}

/// How a nonconformity came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NonconformitySource {
    /// An internal audit.
    InternalAudit,
    /// A certification audit.
    CertificationAudit,
    /// An incident.
    Incident,
    /// A complaint or a concern.
    Complaint,
    /// Monitoring, a check or a gate.
    Monitoring,
    /// A supplier.
    Supplier,
    /// The management review.
    ManagementReview,
    /// Somebody at work.
    Staff,
}

/// How grave a nonconformity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NonconformityGrade {
    /// A requirement is missing, or the system's effect is in doubt.
    Major,
    /// A single lapse.
    Minor,
}

/// How a cause is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CauseMethod {
    /// Asking why until nothing is left to ask.
    FiveWhys,
    /// Causes by branch.
    Fishbone,
    /// From the event down to what makes it possible.
    FaultTree,
    /// Which barrier should have held.
    BarrierAnalysis,
    /// What happened when.
    Timeline,
    /// Another way, named with the cause.
    Other,
}

impl Nonconformity {
    /// Whether it should have been closed by now.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        !matches!(state, "closed" | "void") && self.due.as_ref().is_some_and(|d| d.is_over(now))
    }
}

impl Body for Nonconformity {
    const NAME: &'static str = "nonconformity";
    const PREFIX: &'static str = "NCR";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["analysed", "resolved"],
        fields: &["source", "incident", "criterion", "description", "grade", "detected_on"],
    }];

    fn sample() -> Self {
        Self {
            title: "Pilot of the hiring assistant before its impact assessment was approved".into(),
            owner: Some(Ref::number(1)),
            source: Some(NonconformitySource::InternalAudit.into()),
            incident: Some(Ref::number(1)),
            criterion: Some("iso42001:8.4".into()),
            description: Some("the pilot began on 1 September; the assessment was approved on the 21st".into()),
            subjects: vec![Subject::Version(crate::Key::new("SYS", 1), "1.1.0".into())],
            grade: Some(NonconformityGrade::Major.into()),
            detected_on: Some("2026-10-13".into()),
            correction: Some("the pilot was stopped the same day".into()),
            containment: Some("rankings of the pilot were deleted".into()),
            consequences: Some("31 applications were ranked; each was read again by hand".into()),
            cause_method: Some(CauseMethod::FiveWhys.into()),
            root_cause: Some("nothing in the release path asks for the assessment".into()),
            similar_cases: Some("two other pilots looked at: both had theirs in time".into()),
            action_needed: Some(true.into()),
            no_action_because: None,
            aims_changes: Some("the release gate".into()),
            risks: vec![Ref::number(1)],
            due: Some("2026-12-31".into()),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<crate::Problem> {
        let decided_against = self.action_needed.as_ref().and_then(Stated::known) == Some(&false);
        if transition == "analyse" && decided_against && self.no_action_because.is_none() {
            let text = "a cause that is left in place needs a reason";
            return vec![crate::Problem::new("/no_action_because", "field.required", text)];
        }
        Vec::new()
    }
}

/// Actions are judged before what called for them is closed.
const ACTIONS_JUDGED: &[Guard] = &[
    Guard::SomeLinked { kind: "corrective-action", field: "nonconformity", states: &["effective"] },
    Guard::NoneLinked { kind: "corrective-action", field: "nonconformity", states: &["draft", "agreed", "done"] },
];

/// Registration.
pub static KIND: Kind = Kind {
    name: Nonconformity::NAME,
    prefix: Nonconformity::PREFIX,
    version: 1,
    title: Text::new("Nonconformity", "Não conformidade", "Não conformidade"),
    refs: &["10.2"],
    workflow: &Workflow {
        states: &["open", "analysed", "resolved", "closed", "void"],
        create: Some(Action::Write),
        editable: &["open", "analysed", "resolved"],
        transitions: &[
            Transition {
                name: "analyse",
                from: &["open"],
                to: "analysed",
                needs: Action::Write,
                requires: &[
                    "source",
                    "criterion",
                    "description",
                    "grade",
                    "detected_on",
                    "correction",
                    "consequences",
                    "cause_method",
                    "root_cause",
                    "similar_cases",
                    "action_needed",
                ],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "resolve",
                from: &["analysed"],
                to: "resolved",
                needs: Action::Write,
                requires: &[],
                guards: &[Guard::When { field: "action_needed", is: "true", then: ACTIONS_JUDGED }],
                signs: Some("says as process owner that it is dealt with"),
            },
            Transition {
                name: "close",
                from: &["resolved"],
                to: "closed",
                needs: Action::Approve,
                requires: &[],
                guards: &[Guard::When { field: "action_needed", is: "true", then: ACTIONS_JUDGED }],
                signs: Some("closes this nonconformity"),
            },
            Transition {
                name: "reopen",
                from: &["analysed", "resolved", "closed"],
                to: "open",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("opens it again"),
            },
            Transition {
                name: "void",
                from: &["open"],
                to: "void",
                needs: Action::Approve,
                requires: &["description"],
                guards: &[],
                signs: Some("says that no requirement was broken"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("source", "Source", "Origem", "Origem"),
        Label::new("incident", "Incident", "Incidente", "Incidente"),
        Label::new("criterion", "Criterion", "Critério", "Critério"),
        Label::new("description", "Description", "Descrição", "Descrição"),
        Label::new("subjects", "About", "Sobre", "Sobre"),
        Label::new("grade", "Grade", "Classificação", "Classificação"),
        Label::new("detected_on", "Detected on", "Detectada em", "Detetada em"),
        Label::new("correction", "Correction", "Correção", "Correção"),
        Label::new("containment", "Containment", "Contenção", "Contenção"),
        Label::new("consequences", "Consequences", "Consequências", "Consequências"),
        Label::new(
            "cause_method",
            "How the cause was sought",
            "Método de análise da causa",
            "Método de análise da causa",
        ),
        Label::new("root_cause", "Root cause", "Causa raiz", "Causa-raiz"),
        Label::new("similar_cases", "Similar cases", "Casos semelhantes", "Casos semelhantes"),
        Label::new(
            "action_needed",
            "Corrective action needed",
            "Ação corretiva necessária",
            "Ação corretiva necessária",
        ),
        Label::new("no_action_because", "Why none", "Por que não", "Porque não"),
        Label::new("aims_changes", "Changes of the AIMS", "Mudanças no SGIA", "Alterações ao SGIA"),
        Label::new("risks", "Risks looked at anew", "Riscos reavaliados", "Riscos reapreciados"),
        Label::new("due", "Due", "Prazo", "Prazo"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Nonconformity>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_removed_or_there_is_a_reason() {
        let mut found = Nonconformity::sample();
        assert!(found.lacks("analyse").is_empty());
        found.action_needed = Some(false.into());
        assert_eq!(found.lacks("analyse")[0].at, "/no_action_because");
        found.no_action_because = Some("the model is retired next week".into());
        assert!(found.lacks("analyse").is_empty());
    }

    #[test]
    fn what_is_closed_is_not_overdue() {
        let found = Nonconformity::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert!(found.is_overdue("analysed", at("2027-01-01")));
        assert!(!found.is_overdue("closed", at("2027-01-01")));
        assert!(!found.is_overdue("open", at("2026-12-31")));
    }
}
