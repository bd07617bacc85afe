//! Process: what is done again and again for the AIMS, by whom, from what, to what, by which criteria, and with which
//! records.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::control::Control;
use super::document::Document;
use super::person::Person;
use super::resource::Resource;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Process.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Process {
    /// Name.
    pub title: String,
    /// The process owner.
    pub owner: Option<Ref<Person>>,
    /// What it is for.
    pub purpose: Option<Stated<String>>,
    /// Requirements it serves, for example `iso42001:6.1.2`.
    pub requirements: Vec<String>,
    /// What goes in.
    pub inputs: Option<Stated<Vec<String>>>,
    /// What is done, in Markdown.
    pub steps: Option<Stated<String>>,
    /// What comes out.
    pub outputs: Option<Stated<Vec<String>>>,
    /// By what it is run and judged.
    pub criteria: Option<Stated<Vec<String>>>,
    /// Processes it takes from or gives to.
    pub interactions: Option<Stated<Vec<Interaction>>>,
    /// Kinds of records it leaves, for example `risk-assessment-round`.
    pub records: Option<Stated<Vec<String>>>,
    /// Controls it carries out.
    pub controls: Vec<Ref<Control>>,
    /// Procedures and instructions.
    pub documents: Vec<Ref<Document>>,
    /// What it takes.
    pub resources: Vec<Ref<Resource>>,
    /// Months between its runs, where it is periodic.
    pub every_months: Option<u32>,
}

/// What passes between two processes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Interaction {
    /// The other process.
    pub process: Option<Ref<Process>>,
    /// What passes, and which way.
    pub how: Option<String>,
}

impl Body for Process {
    const NAME: &'static str = "process";
    const PREFIX: &'static str = "PRC";

    fn sample() -> Self {
        Self {
            title: "AI risk assessment".into(),
            owner: Some(Ref::number(1)),
            purpose: Some("Rates AI risks so that two assessors get the same result.".into()),
            requirements: vec!["iso42001:6.1.2".into()],
            inputs: Some(
                vec!["inventory of AI systems".to_owned(), "incidents since the last round".to_owned()].into(),
            ),
            steps: Some("Name, analyse, rate, decide.".into()),
            outputs: Some(vec!["rated risks".to_owned()].into()),
            criteria: Some(vec!["every system in scope twice a year".to_owned()].into()),
            interactions: Some(
                vec![Interaction { process: Some(Ref::number(2)), how: Some("its ratings start treatment".into()) }]
                    .into(),
            ),
            records: Some(vec!["risk-assessment-round".to_owned(), "risk".to_owned()].into()),
            controls: vec![Ref::number(1)],
            documents: vec![Ref::number(1)],
            resources: vec![Ref::number(1)],
            every_months: Some(6),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let records = self.records.as_ref().and_then(Stated::known).into_iter().flatten().enumerate();
        let unknown = records.filter(|(_, name)| Kind::named(name).is_none());
        unknown
            .map(|(i, name)| {
                let text =
                    format!("`{name}` is no kind of record; write it as in keys and addresses, for example risk");
                Problem::new(format!("/records/{i}"), "kind.unknown", text)
            })
            .collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Process::NAME,
    prefix: Process::PREFIX,
    version: 1,
    title: Text::new("Process", "Processo", "Processo"),
    refs: &["4.4", "8.1", "6.1.2", "A.5.2", "A.6.1.3", "A.9.2"],
    workflow: &Workflow {
        states: &["draft", "in-force", "retired"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "adopt",
                from: &["draft"],
                to: "in-force",
                needs: Action::Approve,
                requires: &["purpose", "inputs", "steps", "outputs", "criteria", "interactions", "records"],
                guards: &[],
                signs: Some("puts this process in force"),
            },
            Transition {
                name: "revise",
                from: &["in-force"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "retire",
                from: &["draft", "in-force"],
                to: "retired",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("takes this process out of force"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("purpose", "Purpose", "Finalidade", "Finalidade"),
        Label::new("requirements", "Requirements", "Requisitos", "Requisitos"),
        Label::new("inputs", "Inputs", "Entradas", "Entradas"),
        Label::new("steps", "Steps", "Etapas", "Etapas"),
        Label::new("outputs", "Outputs", "Saídas", "Saídas"),
        Label::new("criteria", "Criteria", "Critérios", "Critérios"),
        Label::new("interactions", "Interactions", "Interações", "Interações"),
        Label::new("records", "Records it leaves", "Registros que produz", "Registos que produz"),
        Label::new("controls", "Controls", "Controles", "Controlos"),
        Label::new("documents", "Documents", "Documentos", "Documentos"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("every_months", "Every (months)", "A cada (meses)", "A cada (meses)"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Process>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_records_it_leaves_are_kinds() {
        let process =
            Process { records: Some(vec!["risk".to_owned(), "spreadsheet".to_owned()].into()), ..Process::sample() };
        assert_eq!(process.check()[0].at, "/records/1");
        assert!(Process::sample().check().is_empty());
    }
}
