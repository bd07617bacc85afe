//! Agent: an AI part that acts. What it is made of, what it may do by itself, who watches it and how it is stopped.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::{AiSystem, AutomationLevel};
use super::model::Model;
use super::person::Person;
use super::risk::Risk;
use super::supplier::Supplier;
use crate::kind::Shape;
use crate::{Action, Body, Digest, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// AI agent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Agent {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Version label.
    pub version: Option<Stated<String>>,
    /// What it is for.
    pub purpose: Option<Stated<String>>,
    /// AI systems it is part of.
    pub systems: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// Models it runs on.
    pub models: Option<Stated<Vec<Ref<Model>>>>,
    /// Its tools, MCP servers, guardrails, prompts and other parts, each with a digest or why there is none.
    pub components: Option<Stated<Vec<Component>>>,
    /// How much it does by itself.
    pub autonomy: Option<Stated<AutomationLevel>>,
    /// What it may do in other systems.
    pub permissions: Option<Stated<Vec<Permission>>>,
    /// Acts that wait for a person.
    pub human_approval: Option<Stated<Vec<String>>>,
    /// Account it acts under; never that of a person.
    pub identity: Option<Stated<String>>,
    /// Who watches it.
    pub oversight: Option<Stated<Ref<Person>>>,
    /// How it is stopped, and what happens to what it began.
    pub stop: Option<Stated<String>>,
    /// What it remembers from one task to the next, and how long.
    pub memory: Option<String>,
    /// Who supplies it or parts of it.
    pub suppliers: Vec<Ref<Supplier>>,
    /// Risks it brings.
    pub risks: Vec<Ref<Risk>>,
}

/// A part that is neither a model nor data.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Component {
    /// What sort of part.
    pub kind: Option<ComponentKind>,
    /// Its name.
    pub name: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Who supplies it.
    pub supplier: Option<Ref<Supplier>>,
    /// Digest of what runs, or why there is none.
    pub sha256: Option<Stated<Digest>>,
}

/// What sort of part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ComponentKind {
    /// A tool it can call.
    Tool,
    /// A server that offers tools (MCP).
    #[serde(rename = "mcp-server")]
    McpServer,
    /// Checks what goes in or comes out.
    Guardrail,
    /// Instructions.
    Prompt,
    /// Settings.
    Configuration,
    /// Texts it looks things up in.
    KnowledgeBase,
    /// Suites, graders and judges it is tested with.
    Evaluation,
    /// Other software.
    Software,
}

/// What it may do somewhere.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Permission {
    /// Where.
    pub target: Option<String>,
    /// What.
    pub acts: Vec<Act>,
    /// How much, how often, under what condition.
    pub limit: Option<String>,
}

/// Something a program may do elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Read.
    Read,
    /// Create and change.
    Write,
    /// Delete.
    Delete,
    /// Run programs.
    Execute,
    /// Write to people or other organisations.
    Send,
    /// Spend money.
    Pay,
}

impl Agent {
    /// Components without a digest and without a word why.
    pub fn undigested(&self) -> impl Iterator<Item = &Component> {
        let parts = self.components.as_ref().and_then(Stated::known).into_iter().flatten();
        parts.filter(|part| part.sha256.is_none())
    }
}

impl Body for Agent {
    const NAME: &'static str = "agent";
    const PREFIX: &'static str = "AGT";

    fn sample() -> Self {
        Self {
            title: "Booking agent".into(),
            owner: Some(Ref::number(1)),
            version: Some("1.4.0".into()),
            purpose: Some("Books appointments for people whose form was read.".into()),
            systems: Some(vec![Ref::number(1)].into()),
            models: Some(vec![Ref::number(1)].into()),
            components: Some(
                vec![Component {
                    kind: Some(ComponentKind::Prompt),
                    name: Some("booking prompt".into()),
                    version: Some("7".into()),
                    supplier: None,
                    sha256: Some(Digest([5; 32]).into()),
                }]
                .into(),
            ),
            autonomy: Some(AutomationLevel::HumanOnTheLoop.into()),
            permissions: Some(
                vec![Permission {
                    target: Some("calendar of the office".into()),
                    acts: vec![Act::Read, Act::Write],
                    limit: Some("20 appointments an hour".into()),
                }]
                .into(),
            ),
            human_approval: Some(vec!["cancelling an appointment".to_owned()].into()),
            identity: Some("service account booking-agent".into()),
            oversight: Some(Ref::number(1).into()),
            stop: Some("Switch on the operations page; bookings under way are undone.".into()),
            memory: Some("Nothing".into()),
            suppliers: vec![Ref::number(1)],
            risks: vec![Ref::number(1)],
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition != "approve" {
            return Vec::new();
        }
        let text = |part: &Component| {
            let name = part.name.as_deref().unwrap_or("a component");
            format!("{name} needs a digest, or `unknown, because`")
        };
        self.undigested().map(|part| Problem::new("/components", "transition.lacks", text(part))).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Agent::NAME,
    prefix: Agent::PREFIX,
    version: 1,
    title: Text::new("AI agent", "Agente de IA", "Agente de IA"),
    refs: &["A.4.2", "A.4.4", "A.6.2.5", "A.9.2"],
    workflow: &Workflow {
        states: &["draft", "approved", "suspended", "retired"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &[
                    "version",
                    "purpose",
                    "systems",
                    "models",
                    "components",
                    "autonomy",
                    "permissions",
                    "human_approval",
                    "identity",
                    "oversight",
                    "stop",
                ],
                guards: &[],
                signs: Some("approves this agent with these parts and permissions"),
            },
            Transition {
                name: "revise",
                from: &["approved", "suspended"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "suspend",
                from: &["approved"],
                to: "suspended",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "resume",
                from: &["suspended"],
                to: "approved",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("lets this agent run again"),
            },
            Transition {
                name: "retire",
                from: &["draft", "approved", "suspended"],
                to: "retired",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("takes this agent out of service"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("purpose", "Purpose", "Finalidade", "Finalidade"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("models", "Models", "Modelos", "Modelos"),
        Label::new("components", "Components", "Componentes", "Componentes"),
        Label::new("autonomy", "Autonomy", "Autonomia", "Autonomia"),
        Label::new("permissions", "Permissions", "Permissões", "Permissões"),
        Label::new("human_approval", "Waits for a person", "Aguarda uma pessoa", "Aguarda uma pessoa"),
        Label::new("identity", "Acts as", "Atua como", "Atua como"),
        Label::new("oversight", "Human oversight", "Supervisão humana", "Supervisão humana"),
        Label::new("stop", "How it is stopped", "Como é parado", "Como é parado"),
        Label::new("memory", "Memory", "Memória", "Memória"),
        Label::new("suppliers", "Suppliers", "Fornecedores", "Fornecedores"),
        Label::new("risks", "Risks", "Riscos", "Riscos"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Agent>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_a_digest_or_a_reason() {
        assert!(Agent::sample().lacks("approve").is_empty());
        let guard = Component { name: Some("guard".into()), ..Component::default() };
        let agent = Agent { components: Some(vec![guard].into()), ..Agent::sample() };
        assert!(agent.lacks("approve")[0].text.contains("guard"));
        assert!(agent.lacks("retire").is_empty());
    }
}
