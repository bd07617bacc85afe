//! Internal audit programme: which audits a period holds, what they cover, and why so often [9.2.2].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::audit::Audit;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Period, Ref, Stated, Text, Transition, Workflow};

/// Internal audit programme.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AuditProgramme {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The days it covers.
    pub period: Option<Stated<Period>>,
    /// What it is to find out.
    pub objectives: Option<Stated<String>>,
    /// What is audited against: qualified requirements, own policies, contracts.
    pub criteria: Option<Stated<Vec<String>>>,
    /// The audits, each with the requirements it covers.
    pub audits: Option<Stated<Vec<PlannedAudit>>>,
    /// Why this often: importance of the processes, changes, earlier results.
    pub frequency_rationale: Option<Stated<String>>,
    /// Earlier audits that were considered.
    pub previous_results: Option<Stated<Vec<Ref<Audit>>>>,
    /// How audits are made.
    pub methods: Option<Stated<Vec<AuditMethod>>>,
    /// Auditors, days, money.
    pub resources: Option<Stated<String>>,
    /// Who hears of the results.
    pub reporting: Option<Stated<String>>,
}

/// One audit as it is planned.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlannedAudit {
    /// Name, for example `IA-2026-02`.
    pub name: String,
    /// When.
    pub period: Option<Period>,
    /// Requirements it covers; a clause covers its sub-clauses.
    pub requirements: Vec<String>,
    /// Systems it samples.
    pub systems: Vec<Ref<AiSystem>>,
    /// Standards audited together with it.
    pub joint_with: Vec<JointStandard>,
}

/// How an audit is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuditMethod {
    /// Talking with people.
    Interview,
    /// Watching work.
    Observation,
    /// Reading documents and records.
    DocumentReview,
    /// Testing a sample.
    Sampling,
    /// Doing again what was done, to see whether it gives the same.
    Reperformance,
}

/// A management system standard that is audited together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum JointStandard {
    /// ISO/IEC 27001.
    Iso27001,
    /// ISO/IEC 27701.
    Iso27701,
    /// Another, named in the scope.
    Other,
}

/// Whether a named requirement covers another: itself, or what lies under it (`iso42001:A.6` covers
/// `iso42001:A.6.2.4`).
#[must_use]
pub fn covers(named: &str, requirement: &str) -> bool {
    requirement.strip_prefix(named).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The requirements that none of the named ones covers.
#[must_use]
pub fn uncovered<'r>(named: &[&str], requirements: impl IntoIterator<Item = &'r str>) -> Vec<&'r str> {
    requirements.into_iter().filter(|r| !named.iter().any(|n| covers(n, r))).collect()
}

impl AuditProgramme {
    /// The requirements that no planned audit covers: the holes of the coverage matrix.
    #[must_use]
    pub fn uncovered<'r>(&self, requirements: impl IntoIterator<Item = &'r str>) -> Vec<&'r str> {
        let audits = self.audits.as_ref().and_then(Stated::known);
        let named: Vec<&str> =
            audits.into_iter().flatten().flat_map(|a| a.requirements.iter().map(String::as_str)).collect();
        uncovered(&named, requirements)
    }
}

impl Body for AuditProgramme {
    const NAME: &'static str = "audit-programme";
    const PREFIX: &'static str = "AUP";

    fn sample() -> Self {
        let audit = PlannedAudit {
            name: "IA-2026-02".into(),
            period: Some(Period::new("2026-10-12", "2026-10-14")),
            requirements: vec!["iso42001:8".into(), "iso42001:9".into(), "iso42001:A.6.2".into()],
            systems: vec![Ref::number(1)],
            joint_with: vec![JointStandard::Iso27001],
        };
        Self {
            title: "Internal audits 2026".into(),
            owner: Some(Ref::number(1)),
            period: Some(Period::new("2026-01-01", "2026-12-31").into()),
            objectives: Some("every clause and every applicable control once before stage 2".into()),
            criteria: Some(vec!["iso42001:4".to_owned(), "our AI policy".to_owned()].into()),
            audits: Some(vec![audit].into()),
            frequency_rationale: Some("releases twice a year; hiring is new and has no history".into()),
            previous_results: Some(vec![Ref::number(1)].into()),
            methods: Some(vec![AuditMethod::Interview, AuditMethod::Sampling].into()),
            resources: Some("one contractor for nine days".into()),
            reporting: Some("process owners at the closing meeting, top management each quarter".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: AuditProgramme::NAME,
    prefix: AuditProgramme::PREFIX,
    version: 1,
    title: Text::new("Internal audit programme", "Programa de auditoria interna", "Programa de auditorias internas"),
    refs: &["9.2.2"],
    workflow: &Workflow {
        states: &["draft", "approved", "closed"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Direct,
                requires: &[
                    "period",
                    "objectives",
                    "criteria",
                    "audits",
                    "frequency_rationale",
                    "previous_results",
                    "methods",
                    "resources",
                    "reporting",
                ],
                guards: &[],
                signs: Some("approves this audit programme"),
            },
            Transition {
                name: "reopen",
                from: &["approved"],
                to: "draft",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("opens the programme for a change"),
            },
            Transition {
                name: "close",
                from: &["draft", "approved"],
                to: "closed",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("closes this audit programme"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("period", "Period", "Período", "Período"),
        Label::new("objectives", "Objectives", "Objetivos", "Objetivos"),
        Label::new("criteria", "Audit criteria", "Critérios de auditoria", "Critérios de auditoria"),
        Label::new("audits", "Audits", "Auditorias", "Auditorias"),
        Label::new("frequency_rationale", "Why this often", "Justificativa da frequência", "Fundamento da frequência"),
        Label::new("previous_results", "Earlier audits", "Auditorias anteriores", "Auditorias anteriores"),
        Label::new("methods", "Methods", "Métodos", "Métodos"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("reporting", "Reporting", "Relato dos resultados", "Comunicação dos resultados"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<AuditProgramme>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_covers_what_lies_under_it_and_no_neighbour() {
        assert!(covers("iso42001:A.6", "iso42001:A.6.2.4"));
        assert!(covers("iso42001:9.1", "iso42001:9.1"));
        assert!(!covers("iso42001:9.1", "iso42001:9.10"));
        assert!(!covers("iso42001:1", "iso42001:10.2"));
    }

    #[test]
    fn holes_of_the_coverage_are_named() {
        let asked = ["iso42001:8.1", "iso42001:10.2", "iso42001:A.6.2.4", "iso42001:A.10.3"];
        assert_eq!(AuditProgramme::sample().uncovered(asked), ["iso42001:10.2", "iso42001:A.10.3"]);
    }
}
