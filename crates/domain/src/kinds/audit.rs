//! Internal audit: plan, interviews, observations, samples and report of one audit [9.2.1, 9.2.2].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::audit_programme::{AuditProgramme, JointStandard, uncovered};
use super::competence_evaluation::CompetenceEvaluation;
use super::control_test::ControlTest;
use super::person::Person;
use super::process::Process;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Guard, Kind, Label, Period, Ref, Stated, Text, Transition, Workflow};

/// Internal audit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Audit {
    /// What people read, for example `IA-2026-02`.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The programme it belongs to.
    pub programme: Option<Stated<Ref<AuditProgramme>>>,
    /// What is audited, in words.
    pub scope: Option<Stated<String>>,
    /// What is audited against: qualified requirements, own policies, contracts.
    pub criteria: Option<Stated<Vec<String>>>,
    /// Systems looked at.
    pub systems: Vec<Ref<AiSystem>>,
    /// Processes looked at.
    pub processes: Vec<Ref<Process>>,
    /// From opening to closing meeting.
    pub dates: Option<Stated<Period>>,
    /// The lead auditor.
    pub lead: Option<Stated<Ref<Person>>>,
    /// The other auditors.
    pub team: Vec<Ref<Person>>,
    /// Why none of them audits own work.
    pub independence_statement: Option<Stated<String>>,
    /// Evaluations that show their competence.
    pub auditor_competence: Option<Stated<Vec<Ref<CompetenceEvaluation>>>>,
    /// Standards audited together.
    pub joint_with: Vec<JointStandard>,
    /// Who was talked with.
    pub interviews: Option<Stated<Vec<Interview>>>,
    /// What was watched.
    pub observations: Option<Stated<Vec<Observed>>>,
    /// Tests of controls, with their samples.
    pub samples: Option<Stated<Vec<Ref<ControlTest>>>>,
    /// What the audit concludes.
    pub conclusion: Option<Stated<String>>,
    /// What is done well.
    pub positive_points: Option<String>,
    /// Who gets the report.
    pub recipients: Option<Stated<Vec<Ref<Person>>>>,
}

/// A conversation of the audit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Interview {
    /// With whom, when they are known here.
    pub person: Option<Ref<Person>>,
    /// Their role.
    pub role: Option<String>,
    /// When.
    pub on: Option<Day>,
    /// By whom.
    pub by: Option<Ref<Person>>,
    /// Requirements talked about.
    pub requirements: Vec<String>,
    /// What was said, in short.
    pub notes: String,
}

/// Something watched.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Observed {
    /// What, and where.
    pub what: String,
    /// When.
    pub on: Option<Day>,
    /// By whom.
    pub by: Option<Ref<Person>>,
    /// Requirements it bears on.
    pub requirements: Vec<String>,
    /// What was seen.
    pub notes: String,
}

impl Audit {
    /// The requirements that its criteria do not cover.
    #[must_use]
    pub fn uncovered<'r>(&self, requirements: impl IntoIterator<Item = &'r str>) -> Vec<&'r str> {
        let criteria = self.criteria.as_ref().and_then(Stated::known);
        let named: Vec<&str> = criteria.into_iter().flatten().map(String::as_str).collect();
        uncovered(&named, requirements)
    }
}

impl Body for Audit {
    const NAME: &'static str = "audit";
    const PREFIX: &'static str = "AUD";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["in-progress"],
        fields: &["programme", "scope", "criteria", "lead", "independence_statement", "auditor_competence"],
    }];

    fn sample() -> Self {
        Self {
            title: "IA-2026-02".into(),
            owner: Some(Ref::number(1)),
            programme: Some(Ref::number(1).into()),
            scope: Some("development and release of the chat interface and the hiring assistant".into()),
            criteria: Some(vec!["iso42001:8".to_owned(), "iso42001:A.6.2".to_owned()].into()),
            systems: vec![Ref::number(1)],
            processes: vec![Ref::number(1)],
            dates: Some(Period::new("2026-10-12", "2026-10-14").into()),
            lead: Some(Ref::number(2).into()),
            team: vec![Ref::number(3)],
            independence_statement: Some("the lead is a contractor and has built nothing that is audited".into()),
            auditor_competence: Some(vec![Ref::number(1)].into()),
            joint_with: vec![JointStandard::Iso27001],
            interviews: Some(
                vec![Interview {
                    person: Some(Ref::number(4)),
                    role: Some("head of model development".into()),
                    on: Some("2026-10-12".into()),
                    by: Some(Ref::number(2)),
                    requirements: vec!["iso42001:A.6.2.4".into()],
                    notes: "knows the criteria and where they are kept".into(),
                }]
                .into(),
            ),
            observations: Some(
                vec![Observed {
                    what: "a release, at the desk of platform operations".into(),
                    on: Some("2026-10-13".into()),
                    by: Some(Ref::number(2)),
                    requirements: vec!["iso42001:A.6.2.5".into()],
                    notes: "the digest is compared by eye".into(),
                }]
                .into(),
            ),
            samples: Some(vec![Ref::number(1)].into()),
            conclusion: Some("works for what is tested automatically; signing does not".into()),
            positive_points: Some("criteria are set before runs".into()),
            recipients: Some(vec![Ref::number(1)].into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Audit::NAME,
    prefix: Audit::PREFIX,
    version: 1,
    title: Text::new("Internal audit", "Auditoria interna", "Auditoria interna"),
    refs: &["9.2.1", "9.2.2"],
    workflow: &Workflow {
        states: &["planned", "in-progress", "reported", "closed", "cancelled"],
        create: Some(Action::Write),
        editable: &["planned", "in-progress"],
        transitions: &[
            Transition {
                name: "start",
                from: &["planned"],
                to: "in-progress",
                needs: Action::Review,
                requires: &[
                    "programme",
                    "scope",
                    "criteria",
                    "dates",
                    "lead",
                    "independence_statement",
                    "auditor_competence",
                ],
                guards: &[
                    Guard::AllIn { field: "programme", states: &["approved"] },
                    Guard::AllIn { field: "auditor_competence", states: &["concluded"] },
                ],
                signs: Some("starts this audit with the criteria and the team named"),
            },
            Transition {
                name: "report",
                from: &["in-progress"],
                to: "reported",
                needs: Action::Review,
                requires: &["interviews", "observations", "samples", "conclusion", "recipients"],
                guards: &[
                    Guard::AllIn { field: "samples", states: &["concluded"] },
                    Guard::NoneLinked { kind: "finding", field: "audit", states: &["draft"] },
                ],
                signs: Some("reports the findings and the conclusion of this audit"),
            },
            Transition {
                name: "close",
                from: &["reported"],
                to: "closed",
                needs: Action::Review,
                requires: &[],
                guards: &[Guard::NoneLinked { kind: "finding", field: "audit", states: &["draft", "open"] }],
                signs: Some("closes this audit, every finding being answered"),
            },
            Transition {
                name: "cancel",
                from: &["planned", "in-progress"],
                to: "cancelled",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("cancels this audit"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("programme", "Programme", "Programa", "Programa"),
        Label::new("scope", "Scope", "Escopo", "Âmbito"),
        Label::new("criteria", "Audit criteria", "Critérios de auditoria", "Critérios de auditoria"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("processes", "Processes", "Processos", "Processos"),
        Label::new("dates", "Dates", "Datas", "Datas"),
        Label::new("lead", "Lead auditor", "Auditor líder", "Auditor coordenador"),
        Label::new("team", "Auditors", "Auditores", "Auditores"),
        Label::new("independence_statement", "Independence", "Independência", "Independência"),
        Label::new(
            "auditor_competence",
            "Competence of the auditors",
            "Competência dos auditores",
            "Competência dos auditores",
        ),
        Label::new("joint_with", "Audited together with", "Auditada em conjunto com", "Auditada em conjunto com"),
        Label::new("interviews", "Interviews", "Entrevistas", "Entrevistas"),
        Label::new("observations", "Observations", "Observações", "Observações"),
        Label::new("samples", "Control tests", "Testes de controle", "Testes de controlo"),
        Label::new("conclusion", "Conclusion", "Conclusão", "Conclusão"),
        Label::new("positive_points", "Good practice", "Pontos positivos", "Pontos positivos"),
        Label::new("recipients", "Recipients", "Destinatários", "Destinatários"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Audit>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_criteria_leave_out_is_named() {
        assert_eq!(Audit::sample().uncovered(["iso42001:8.4", "iso42001:9.1"]), ["iso42001:9.1"]);
        assert_eq!(Audit::default().uncovered(["iso42001:8.4"]), ["iso42001:8.4"]);
    }
}
