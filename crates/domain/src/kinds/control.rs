//! Control: how one Annex A control, or one of our own, is decided and implemented. A row of the Statement of Applicability.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::ai_system::AiSystem;
use super::communication::Communication;
use super::contract_clause::ContractClause;
use super::obligation::Obligation;
use super::person::Person;
use super::risk::Risk;
use crate::kind::Shape;
use crate::{Action, Body, Guard, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Control (SoA row).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Control {
    /// Short title.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Qualified requirement, for example `iso42001:A.6.2.4`; an own control has an id such as `own:X.1`.
    pub requirement: String,
    /// Whether it applies.
    pub applicable: Option<bool>,
    /// Why it is included or left out.
    pub reason: Option<String>,
    /// What the reason is one of.
    pub reasons: Vec<RowReason>,
    /// Risks that it answers.
    pub risks: Vec<Ref<Risk>>,
    /// Obligations that ask for it.
    pub obligations: Vec<Ref<Obligation>>,
    /// Contract clauses that ask for it.
    pub clauses: Vec<Ref<ContractClause>>,
    /// How the guidance of Annex B was considered.
    pub annex_b: Option<Stated<String>>,
    /// How we do it.
    pub statement: Option<String>,
    /// How far that is in place.
    pub implementation: Option<Implementation>,
    /// Systems for which it is in place; none named means all in scope.
    pub systems_covered: Vec<Ref<AiSystem>>,
    /// Systems for which it is not in place yet, each a gap.
    pub missing_for: Vec<Ref<AiSystem>>,
    /// By which communications those concerned were told of it.
    pub communicated: Vec<Ref<Communication>>,
    /// Where interested parties can read of it, or why it is not published.
    pub published: Option<Stated<String>>,
}

/// What a reason is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowReason {
    /// A risk asks for it.
    Risk,
    /// The law does.
    Law,
    /// A contract does.
    Contract,
    /// Our own business does.
    Business,
}

/// Where a control comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ControlSource {
    /// Annex A of ISO/IEC 42001.
    AnnexA,
    /// Our own.
    Own,
    /// Another framework.
    Other,
}

/// How far a control is in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Implementation {
    /// Not begun.
    NotStarted,
    /// In part.
    Partial,
    /// For everything in scope.
    Full,
}

impl Control {
    /// Where it comes from, as its requirement says.
    #[must_use]
    pub fn source(&self) -> ControlSource {
        match self.requirement.split_once(':') {
            Some((crate::AIMS, id)) if id.starts_with("A.") => ControlSource::AnnexA,
            Some(("own", _)) => ControlSource::Own,
            _ => ControlSource::Other,
        }
    }
}

/// A row is not left out while something open asks for it [6.1.3].
const NOTHING_ASKS_FOR_IT: &[Guard] = &[
    Guard::NoneLinked { kind: "risk", field: "planned_controls", states: OPEN_RISK },
    Guard::NoneLinked { kind: "risk", field: "existing_controls", states: OPEN_RISK },
    Guard::NoneLinked { kind: "obligation", field: "controls", states: &["binding"] },
    Guard::NoneLinked { kind: "contract-clause", field: "controls", states: &["in-force"] },
    Guard::AllIn { field: "risks", states: &["closed"] },
    Guard::AllIn { field: "obligations", states: &["ended"] },
    Guard::AllIn { field: "clauses", states: &["ended"] },
];

/// A risk that is not closed.
const OPEN_RISK: &[&str] = &["draft", "assessed", "in-treatment", "treated"];

impl Body for Control {
    const NAME: &'static str = "control";
    const PREFIX: &'static str = "CTL";

    fn sample() -> Self {
        Self {
            title: "AI system verification and validation".into(),
            owner: Some(Ref::number(1)),
            requirement: "iso42001:A.6.2.4".into(),
            applicable: Some(true),
            reason: Some("We develop and provide AI systems.".into()),
            reasons: vec![RowReason::Risk, RowReason::Law],
            risks: vec![Ref::number(1)],
            obligations: vec![Ref::number(1)],
            clauses: vec![Ref::number(1)],
            annex_b: Some("followed, but for the part on hardware, which we rent".into()),
            statement: Some("Every version is evaluated against approved thresholds before release.".into()),
            implementation: Some(Implementation::Full),
            systems_covered: vec![Ref::number(1)],
            missing_for: Vec::new(),
            communicated: vec![Ref::number(1)],
            published: Some("summary on our public pages".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !self.requirement.contains(':') {
            problems.push(Problem::new(
                "/requirement",
                "field.required",
                "name the control, for example iso42001:A.6.2.4 or own:X.1",
            ));
        }
        problems
    }

    fn unique(&self) -> Vec<String> {
        vec![format!("control:{}", self.requirement)]
    }
}

/// From 1 to 2: fields were added, and nothing is known of them.
fn as_it_was(_: &mut Map<String, Value>) {}

/// Registration.
pub static KIND: Kind = Kind {
    name: Control::NAME,
    prefix: Control::PREFIX,
    version: 2,
    title: Text::new("Control (SoA row)", "Controle (linha da DdA)", "Controlo (linha da DdA)"),
    refs: &["6.1.3"],
    workflow: &Workflow {
        states: &["draft", "approved"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["requirement", "applicable", "reason"],
                guards: &[Guard::When { field: "applicable", is: "false", then: NOTHING_ASKS_FOR_IT }],
                signs: Some("approves this row of the Statement of Applicability"),
            },
            Transition {
                name: "reopen",
                from: &["approved"],
                to: "draft",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("applicable", "Applicable", "Aplicável", "Aplicável"),
        Label::new("reason", "Reason", "Motivo", "Motivo"),
        Label::new("reasons", "Kind of reason", "Tipo de motivo", "Tipo de motivo"),
        Label::new("risks", "Risks", "Riscos", "Riscos"),
        Label::new("obligations", "Obligations", "Obrigações", "Obrigações"),
        Label::new("clauses", "Contract clauses", "Cláusulas contratuais", "Cláusulas contratuais"),
        Label::new("annex_b", "Annex B considered", "Anexo B considerado", "Anexo B considerado"),
        Label::new("statement", "How we do it", "Como fazemos", "Como fazemos"),
        Label::new("implementation", "Implementation", "Implementação", "Implementação"),
        Label::new("systems_covered", "In place for", "Presente em", "Aplicado em"),
        Label::new("missing_for", "Not in place for", "Ausente em", "Em falta em"),
        Label::new("communicated", "Communicated", "Comunicado", "Comunicado"),
        Label::new("published", "Published", "Publicado", "Publicado"),
    ],
    owned: true,
    upcasters: &[as_it_was],
    shape: Shape::of::<Control>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_control_says_where_it_comes_from() {
        let source = |requirement: &str| Control { requirement: requirement.into(), ..Control::default() }.source();
        assert_eq!(source("iso42001:A.6.2.4"), ControlSource::AnnexA);
        assert_eq!(source("own:X.1"), ControlSource::Own);
        assert_eq!(source("iso27001:5.1"), ControlSource::Other);
    }
}
