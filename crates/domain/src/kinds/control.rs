//! Control: how one Annex A control, or one of our own, is decided and implemented. A row of the Statement of Applicability.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Problem, Ref, Text, Transition, Workflow};

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
    /// How we do it.
    pub statement: Option<String>,
    /// How far that is in place.
    pub implementation: Option<Implementation>,
    /// Systems for which it is not in place yet, each a gap.
    pub missing_for: Vec<Ref<AiSystem>>,
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
            statement: Some("Every version is evaluated against approved thresholds before release.".into()),
            implementation: Some(Implementation::Full),
            missing_for: Vec::new(),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !self.requirement.contains(':') {
            problems.push(Problem::new("/requirement", "field.required", "name the control, for example iso42001:A.6.2.4 or own:X.1"));
        }
        problems
    }

    fn unique(&self) -> Vec<String> {
        vec![format!("control:{}", self.requirement)]
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Control::NAME,
    prefix: Control::PREFIX,
    version: 1,
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
                guards: &[],
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
        Label::new("statement", "How we do it", "Como fazemos", "Como fazemos"),
        Label::new("implementation", "Implementation", "Implementação", "Implementação"),
        Label::new("missing_for", "Not in place for", "Ausente em", "Em falta em"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Control>(),
};
