//! Change: of an AI system [8.1, A.6.2.5] or of the AIMS [6.3]. Its class says what is done again and by whom; what is not
//! done again is named with the reason. A significant change of a system is preceded by an impact assessment [8.4].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::evidence::Evidence;
use super::impact_assessment::ImpactAssessment;
use super::person::Person;
use super::risk_assessment_round::RiskAssessmentRound;
use super::system_version::SystemVersion;
use crate::changes::{ChangeClass, ChangeOf, Redo, Step, change_class, change_classes};
use crate::kind::Shape;
use crate::{
    Action, Body, Frozen, Guard, Kind, Label, Moment, Problem, Ref, Stated, Subject, Text, Transition, Workflow,
};

/// Change.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    /// What people read.
    pub title: String,
    /// Who carries it out.
    pub owner: Option<Ref<Person>>,
    /// Its class, one of those in `data/changes.toml`.
    pub class: Option<Stated<String>>,
    /// What is changed; there may be several.
    pub parts: Option<Stated<Vec<ChangedPart>>>,
    /// Whether it was planned, or came by itself and is dealt with now.
    pub origin: Option<Stated<ChangeOrigin>>,
    /// What changes, and why.
    pub description: Option<Stated<String>>,
    /// What may follow, for people and for the AIMS.
    pub consequences: Option<Stated<String>>,
    /// The system.
    pub system: Option<Ref<AiSystem>>,
    /// The version before.
    pub from_version: Option<Stated<Ref<SystemVersion>>>,
    /// The version after.
    pub to_version: Option<Stated<Ref<SystemVersion>>>,
    /// The impact assessment that precedes it.
    pub impact_assessment: Option<Stated<Ref<ImpactAssessment>>>,
    /// The risk assessment that precedes it.
    pub risk_assessment: Option<Stated<Ref<RiskAssessmentRound>>>,
    /// Evidence of the tests made again.
    pub tests: Option<Stated<Vec<Ref<Evidence>>>>,
    /// What else was done again, or was not and why.
    pub redone: Vec<Redone>,
    /// What it takes, and who is responsible, for a change of the AIMS.
    pub resources: Option<Stated<String>>,
    /// How it is undone.
    pub rollback: Option<Stated<String>>,
    /// When it took effect.
    pub deployed_at: Option<Stated<Moment>>,
    /// What was seen afterwards.
    pub review: Option<Stated<String>>,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedPart {
    /// The model.
    Model,
    /// The data.
    Data,
    /// A prompt.
    Prompt,
    /// Configuration.
    Configuration,
    /// A guardrail.
    Guardrail,
    /// A tool or an agent.
    Tool,
    /// What it is used for, by whom or where.
    Use,
    /// Human oversight.
    Oversight,
    /// Where it runs.
    Environment,
    /// A supplier.
    Supplier,
    /// The scope of the AIMS.
    Scope,
    /// A policy.
    Policy,
    /// A process.
    Process,
    /// Roles and responsibilities.
    Responsibilities,
    /// The organisation.
    Organisation,
}

/// How a change came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeOrigin {
    /// By plan.
    Planned,
    /// Unintended: its consequences are reviewed after the fact.
    Unintended,
    /// Made by a supplier.
    BySupplier,
    /// In an emergency.
    Emergency,
}

/// One step that the class asks for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Redone {
    /// The step.
    pub what: Option<Redo>,
    /// The record that shows it was done.
    pub record: Option<Subject>,
    /// Who did it.
    pub by: Option<Ref<Person>>,
    /// Or why it was not done again.
    pub not_because: Option<String>,
}

impl Change {
    /// Its class, when it is a known one.
    #[must_use]
    pub fn change_class(&self) -> Option<&'static ChangeClass> {
        change_class(self.class.as_ref()?.known()?)
    }

    /// Whether it may alter what was assessed and approved; nothing while the class is open.
    #[must_use]
    pub fn is_significant(&self) -> Option<bool> {
        self.change_class().map(|c| c.significant)
    }

    /// Steps of its class that were neither done nor left out with a reason.
    #[must_use]
    pub fn open_steps(&self) -> Vec<&'static Step> {
        let steps = self.change_class().map(|c| c.redo.as_slice()).unwrap_or_default();
        steps.iter().filter(|s| !self.accounts_for(s.what)).collect()
    }

    fn accounts_for(&self, what: Redo) -> bool {
        let own_field = match what {
            Redo::ImpactAssessment => self.impact_assessment.is_some(),
            Redo::RiskAssessment => self.risk_assessment.is_some(),
            Redo::Evaluation => self.tests.is_some(),
            _ => false,
        };
        let said = |r: &Redone| r.what == Some(what) && (r.record.is_some() || r.not_because.is_some());
        own_field || self.redone.iter().any(said)
    }
}

impl Body for Change {
    const NAME: &'static str = "change";
    const PREFIX: &'static str = "CHG";
    const FROZEN: &'static [Frozen] = &[
        Frozen {
            states: &["approved", "implemented"],
            fields: &[
                "class",
                "parts",
                "origin",
                "description",
                "consequences",
                "system",
                "from_version",
                "to_version",
                "impact_assessment",
                "risk_assessment",
                "tests",
                "redone",
                "resources",
                "rollback",
            ],
        },
        Frozen { states: &["implemented"], fields: &["deployed_at"] },
    ];

    fn sample() -> Self {
        let done = |what, key: &str| Redone {
            what: Some(what),
            record: key.parse().ok(),
            by: Some(Ref::number(3)),
            not_because: None,
        };
        Self {
            title: "Reader 1.1.0 takes the larger model".into(),
            owner: Some(Ref::number(3)),
            class: Some("model-replacement".into()),
            parts: Some(vec![ChangedPart::Model].into()),
            origin: Some(ChangeOrigin::Planned.into()),
            description: Some("the larger model reads crossed sevens".into()),
            consequences: Some("slower by a third; fewer forms are read twice".into()),
            system: Some(Ref::number(1)),
            from_version: Some(Ref::number(1).into()),
            to_version: Some(Ref::number(2).into()),
            impact_assessment: Some(Ref::number(1).into()),
            risk_assessment: Some(Ref::number(1).into()),
            tests: Some(vec![Ref::number(1)].into()),
            redone: vec![
                done(Redo::RedTeam, "EV-2"),
                done(Redo::TechnicalDocumentation, "DOC-4"),
                Redone {
                    what: Some(Redo::SupplierCheck),
                    not_because: Some("the model is our own".into()),
                    ..Redone::default()
                },
            ],
            resources: None,
            rollback: Some("the manifest of 1.0.0 is kept and deployed within ten minutes".into()),
            deployed_at: Some("2026-11-20T08:00:00Z".into()),
            review: Some("no more forms were read twice in the first week".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let class = self.class.as_ref().and_then(Stated::known);
        let unknown = class.filter(|id| change_class(id).is_none());
        let names = || change_classes().iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(", ");
        let fault = |id| {
            Problem::new("/class", "change.class", format!("there is no change class `{id}`; choose from {}", names()))
        };
        unknown.map(fault).into_iter().collect()
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition != "approve" {
            return Vec::new();
        }
        let mut problems: Vec<Problem> = self
            .open_steps()
            .iter()
            .map(|step| {
                let what = serde_json::to_value(step.what).unwrap_or_default();
                let what = what.as_str().unwrap_or_default().replace('-', " ");
                let text =
                    format!("the class asks for {what} by the {}: name the record, or why it is not done", step.by);
                Problem::new("/redone", "change.step-open", text)
            })
            .collect();
        let needed = match self.change_class().map(|c| c.of) {
            Some(ChangeOf::System) => {
                vec![
                    ("system", self.system.is_none()),
                    ("from_version", self.from_version.is_none()),
                    ("to_version", self.to_version.is_none()),
                ]
            }
            Some(ChangeOf::Aims) => vec![("resources", self.resources.is_none())],
            None => Vec::new(),
        };
        problems.extend(needed.into_iter().filter(|(_, absent)| *absent).map(|(field, _)| {
            let text = format!("a change of this class needs `{field}`; state it, or say why it is unknown or none");
            Problem::new(format!("/{field}"), "transition.requires", text)
        }));
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Change::NAME,
    prefix: Change::PREFIX,
    version: 1,
    title: Text::new("Change", "Mudança", "Alteração"),
    refs: &["6.3", "8.1", "8.4", "A.6.1.3", "A.6.2.5"],
    workflow: &Workflow {
        states: &["draft", "approved", "implemented", "reviewed", "rolled-back", "rejected"],
        create: Some(Action::Write),
        editable: &["draft", "approved", "implemented"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["class", "parts", "origin", "description", "consequences", "rollback"],
                guards: &[
                    Guard::AllIn { field: "impact_assessment", states: &["approved"] },
                    Guard::AllIn { field: "risk_assessment", states: &["completed"] },
                ],
                signs: Some("approves this change, with what is done again and what is not"),
            },
            Transition {
                name: "reject",
                from: &["draft"],
                to: "rejected",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("rejects this change"),
            },
            Transition {
                name: "implement",
                from: &["approved"],
                to: "implemented",
                needs: Action::Write,
                requires: &["deployed_at"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "review",
                from: &["implemented"],
                to: "reviewed",
                needs: Action::Review,
                requires: &["review"],
                guards: &[],
                signs: Some("has looked at what followed from this change"),
            },
            Transition {
                name: "roll-back",
                from: &["implemented", "reviewed"],
                to: "rolled-back",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: Some("says that it was undone"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("class", "Class", "Classe", "Classe"),
        Label::new("parts", "What is changed", "O que muda", "O que muda"),
        Label::new("origin", "How it came", "Origem", "Origem"),
        Label::new("description", "Description", "Descrição", "Descrição"),
        Label::new("consequences", "Consequences", "Consequências", "Consequências"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("from_version", "From version", "Da versão", "Da versão"),
        Label::new("to_version", "To version", "Para a versão", "Para a versão"),
        Label::new("impact_assessment", "Impact assessment", "Avaliação de impacto", "Avaliação de impacto"),
        Label::new("risk_assessment", "Risk assessment", "Avaliação de riscos", "Apreciação do risco"),
        Label::new("tests", "Tests", "Testes", "Testes"),
        Label::new("redone", "Done again, or not", "Refeito, ou não", "Refeito, ou não"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("rollback", "How it is undone", "Como se reverte", "Como se reverte"),
        Label::new("deployed_at", "In effect since", "Em vigor desde", "Em vigor desde"),
        Label::new("review", "What followed", "O que se seguiu", "O que se seguiu"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Change>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_class_asks_for_is_done_or_left_out_with_a_reason() {
        let mut change = Change::sample();
        assert_eq!(change.is_significant(), Some(true));
        assert!(change.lacks("approve").is_empty(), "{:?}", change.lacks("approve"));
        change.redone[2].not_because = None;
        change.impact_assessment = None;
        let open: Vec<Redo> = change.open_steps().iter().map(|s| s.what).collect();
        assert_eq!(open, [Redo::ImpactAssessment, Redo::SupplierCheck]);
        assert_eq!(change.lacks("approve").len(), 2);
        assert!(change.lacks("implement").is_empty());
    }

    #[test]
    fn a_change_of_the_aims_needs_resources_and_no_version() {
        let change = Change { class: Some("aims-process".into()), ..Change::default() };
        let places: Vec<String> =
            change.lacks("approve").into_iter().filter(|p| p.code == "transition.requires").map(|p| p.at).collect();
        assert_eq!(places, ["/resources"]);
    }

    #[test]
    fn an_unknown_class_is_refused() {
        let change = Change { class: Some("cosmetic".into()), ..Change::sample() };
        assert_eq!(change.check()[0].at, "/class");
        assert!(change.check()[0].text.contains("model-replacement"));
    }
}
