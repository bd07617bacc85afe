//! Framework profile: how far one AI system is with the outcomes of a framework, or how far it is meant to get.
//!
//! NIST AI RMF calls the two the current and the target profile; what lies between them is the work to plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::evidence::Evidence;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Framework profile.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrameworkProfile {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The AI system.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// The framework by its short name, for example `nist-ai-rmf`.
    pub framework: Option<Stated<String>>,
    /// Where the system is, or where it is meant to be.
    pub stage: Option<Stated<ProfileStage>>,
    /// The day it speaks of; of a target, the day by which.
    pub on: Option<Stated<Day>>,
    /// One row for each outcome looked at.
    pub rows: Option<Stated<Vec<ProfileRow>>>,
}

/// What a profile says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileStage {
    /// How it is.
    Current,
    /// How it is meant to be.
    Target,
}

/// How far an outcome is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reached {
    /// Not begun.
    None,
    /// In part.
    Partly,
    /// For the most part.
    Largely,
    /// In full.
    Fully,
}

/// One outcome.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileRow {
    /// Its id in the framework, for example `GOVERN-1.1`.
    pub outcome: String,
    /// How far; nothing where it was not looked at.
    pub reached: Option<Reached>,
    /// Why it does not apply to this system, when it does not.
    pub not_applicable_because: Option<String>,
    /// What that judgement rests on, or what is planned.
    pub note: Option<String>,
    /// Evidence that shows it.
    pub evidence: Vec<Ref<Evidence>>,
}

impl Body for FrameworkProfile {
    const NAME: &'static str = "framework-profile";
    const PREFIX: &'static str = "PRF";

    fn sample() -> Self {
        let row = |outcome: &str, reached, note: &str| ProfileRow {
            outcome: outcome.into(),
            reached: Some(reached),
            not_applicable_because: None,
            note: Some(note.into()),
            evidence: vec![Ref::number(1)],
        };
        Self {
            title: "Digit reader against NIST AI RMF, November 2026".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1).into()),
            framework: Some(Stated::from(String::from("nist-ai-rmf"))),
            stage: Some(ProfileStage::Current.into()),
            on: Some("2026-11-20".into()),
            rows: Some(
                vec![
                    row("MEASURE-2.5", Reached::Largely, "Held-out forms, read every month."),
                    row("MANAGE-4.1", Reached::Partly, "Watched, but nobody is called at night."),
                ]
                .into(),
            ),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let rows = self.rows.as_ref().and_then(Stated::known).into_iter().flatten();
        let mut seen = std::collections::BTreeSet::new();
        let mut problems = Vec::new();
        for (index, row) in rows.enumerate() {
            if row.outcome.trim().is_empty() {
                problems.push(Problem::new(format!("/rows/{index}/outcome"), "field.required", "name the outcome"));
            } else if !seen.insert(row.outcome.as_str()) {
                let text = format!("{} stands twice", row.outcome);
                problems.push(Problem::new(format!("/rows/{index}/outcome"), "outcome.twice", text));
            }
            if row.reached.is_some() && row.not_applicable_because.is_some() {
                let text = "either how far it is reached, or why it does not apply";
                problems.push(Problem::new(format!("/rows/{index}"), "outcome.both", text));
            }
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: FrameworkProfile::NAME,
    prefix: FrameworkProfile::PREFIX,
    version: 1,
    title: Text::new("Framework profile", "Perfil de referencial", "Perfil de referencial"),
    refs: &["4.4"],
    workflow: &Workflow {
        states: &["draft", "approved", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["system", "framework", "stage", "on", "rows"],
                guards: &[crate::Guard::KnownRows { framework: "framework", rows: "rows", field: "outcome" }],
                signs: Some("approves this profile of the system"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "reopen",
                from: &["approved", "superseded"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("framework", "Framework", "Referencial", "Referencial"),
        Label::new("stage", "Current or target", "Atual ou alvo", "Atual ou alvo"),
        Label::new("on", "Day", "Data", "Data"),
        Label::new("rows", "Outcomes", "Resultados", "Resultados"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<FrameworkProfile>(),
};
