//! Objective: what the AIMS, the development or the use of AI is to reach, measured, by a day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::person::Person;
use super::policy::Policy;
use super::task::Task;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Decimal, Frozen, Kind, Label, ObjectiveTopic, Problem, Ref, Stated, Text, Transition, Workflow,
};

/// AI objective.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Objective {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it is for.
    pub kind: Option<Stated<ObjectiveKind>>,
    /// What it is about (Annex C).
    pub topics: Vec<ObjectiveTopic>,
    /// AI systems it is for; none means all.
    pub systems: Vec<Ref<AiSystem>>,
    /// The policy that frames it.
    pub policy: Option<Ref<Policy>>,
    /// What is measured.
    pub measure: Option<Stated<String>>,
    /// Where it began.
    pub baseline: Option<Stated<Decimal>>,
    /// Which way is good.
    pub aim: Option<Stated<Aim>>,
    /// What is to be reached.
    pub target: Option<Stated<Decimal>>,
    /// Unit of baseline, target and progress.
    pub unit: Option<Stated<String>>,
    /// By when.
    pub due: Option<Stated<Day>>,
    /// What is done for it.
    pub actions: Option<Stated<Vec<Ref<Task>>>>,
    /// What it takes.
    pub resources: Option<String>,
    /// How reaching it is judged.
    pub evaluation_method: Option<Stated<String>>,
    /// What was measured since.
    pub progress: Vec<Progress>,
}

/// What an objective is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectiveKind {
    /// The management system itself.
    Aims,
    /// Responsible development (A.6.1.2).
    Development,
    /// Responsible use (A.9.3).
    Use,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Aim {
    /// The value is to reach the target or more.
    AtLeast,
    /// The value is to reach the target or less.
    AtMost,
}

/// One measurement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Progress {
    /// The day it speaks of.
    pub on: Option<Day>,
    /// The value.
    pub value: Option<Decimal>,
    /// What explains it.
    pub note: Option<String>,
}

impl Objective {
    /// The newest value measured.
    #[must_use]
    pub fn latest(&self) -> Option<&Decimal> {
        let dated = self.progress.iter().filter(|p| p.on.is_some());
        dated.max_by(|a, b| a.on.cmp(&b.on)).and_then(|p| p.value.as_ref())
    }

    /// Whether the newest value reaches the target; nothing where one of them is not known.
    #[must_use]
    pub fn is_reached(&self) -> Option<bool> {
        let target = self.target.as_ref()?.known()?.value()?;
        let value = self.latest()?.value()?;
        Some(match self.aim.as_ref()?.known()? {
            Aim::AtLeast => value >= target,
            Aim::AtMost => value <= target,
        })
    }
}

impl Body for Objective {
    const NAME: &'static str = "objective";
    const PREFIX: &'static str = "OBJ";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["approved"],
        fields: &["kind", "measure", "baseline", "aim", "target", "unit", "due", "evaluation_method"],
    }];

    fn sample() -> Self {
        Self {
            title: "Fewer digits read wrongly".into(),
            owner: Some(Ref::number(1)),
            kind: Some(ObjectiveKind::Development.into()),
            topics: vec![ObjectiveTopic::Robustness],
            systems: vec![Ref::number(1)],
            policy: Some(Ref::number(1)),
            measure: Some("Share of digits read wrongly on the held-out forms".into()),
            baseline: Some("6.3".into()),
            aim: Some(Aim::AtMost.into()),
            target: Some("4".into()),
            unit: Some("percent".into()),
            due: Some("2027-06-30".into()),
            actions: Some(vec![Ref::number(1)].into()),
            resources: Some("Labelling budget".into()),
            evaluation_method: Some("Monthly run on the held-out forms, read by the evaluation lead.".into()),
            progress: vec![Progress { on: Some("2026-11-20".into()), value: Some("5.1".into()), note: None }],
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let text = match self.is_reached() {
            Some(false) => "the newest value does not reach the target; measure anew, or state that it was missed",
            None if self.progress.is_empty() => "nothing was measured",
            _ => return Vec::new(),
        };
        if transition == "confirm" { vec![Problem::new("/progress", "transition.lacks", text)] } else { Vec::new() }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Objective::NAME,
    prefix: Objective::PREFIX,
    version: 1,
    title: Text::new("AI objective", "Objetivo de IA", "Objetivo da IA"),
    refs: &["6.2", "A.6.1.2", "A.9.3"],
    workflow: &Workflow {
        states: &["draft", "approved", "reached", "missed", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft", "approved"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Direct,
                requires: &["kind", "measure", "aim", "target", "unit", "due", "actions", "evaluation_method"],
                guards: &[],
                signs: Some("sets this objective"),
            },
            Transition {
                name: "confirm",
                from: &["approved"],
                to: "reached",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("confirms that this objective is reached"),
            },
            Transition {
                name: "miss",
                from: &["approved"],
                to: "missed",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("states that this objective was not reached"),
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this objective"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("kind", "Kind", "Tipo", "Tipo"),
        Label::new("topics", "Topics", "Temas", "Temas"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("policy", "Policy", "Política", "Política"),
        Label::new("measure", "Measure", "Medida", "Medida"),
        Label::new("baseline", "Baseline", "Linha de base", "Valor de partida"),
        Label::new("aim", "Direction", "Direção", "Sentido"),
        Label::new("target", "Target", "Meta", "Meta"),
        Label::new("unit", "Unit", "Unidade", "Unidade"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("actions", "Actions", "Ações", "Ações"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("evaluation_method", "How it is judged", "Método de avaliação", "Método de avaliação"),
        Label::new("progress", "Progress", "Progresso", "Progresso"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Objective>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_value_decides() {
        let progress = |on: &str, value: &str| Progress { on: Some(on.into()), value: Some(value.into()), note: None };
        let measured = |progress| Objective { progress, ..Objective::sample() };
        let missed = measured(vec![progress("2026-12-01", "3.9"), progress("2027-01-01", "4.1")]);
        assert_eq!(missed.is_reached(), Some(false));
        assert_eq!(missed.lacks("confirm")[0].at, "/progress");
        let reached = measured(vec![progress("2027-02-01", "4.0"), progress("2027-01-01", "4.1")]);
        assert_eq!(reached.is_reached(), Some(true));
        assert!(reached.lacks("confirm").is_empty());
        assert_eq!(measured(Vec::new()).is_reached(), None);
        assert_eq!(measured(Vec::new()).lacks("confirm")[0].text, "nothing was measured");
    }
}
