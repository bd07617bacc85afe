//! Resource: tools, computing, people, money or information that AI work needs, as determined and as provided. Data and
//! models are kinds of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::{AiSystem, LifecycleStage};
use super::management_decision::ManagementDecision;
use super::person::Person;
use super::supplier::Supplier;
use crate::kind::Shape;
use crate::{Action, Body, Decimal, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Resource.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Resource {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What sort.
    pub kind: Option<Stated<ResourceKind>>,
    /// What is needed, and for what.
    pub needed: Option<Stated<String>>,
    /// What there is.
    pub provided: Option<Stated<String>>,
    /// AI systems that need it.
    pub systems: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// Stages of the life cycle it is for.
    pub stages: Vec<LifecycleStage>,
    /// Who supplies it.
    pub supplier: Option<Ref<Supplier>>,
    /// Version, of a tool.
    pub version: Option<String>,
    /// Where it is: site, region, cloud.
    pub location: Option<String>,
    /// How much of it.
    pub capacity: Option<String>,
    /// Energy it used in the last year, in kWh.
    pub energy_kwh: Option<Decimal>,
    /// People it consists of, or who can run it.
    pub persons: Vec<Ref<Person>>,
    /// The decision of top management that provides it.
    pub decision: Option<Ref<ManagementDecision>>,
    /// What they have to be able to do.
    pub skills: Vec<String>,
}

/// What sort of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceKind {
    /// Tools (A.4.4).
    Tooling,
    /// Systems and computing (A.4.5).
    Computing,
    /// People (A.4.6).
    Human,
    /// Money.
    Financial,
    /// Knowledge and information.
    Information,
}

impl Resource {
    /// Whether all of it hangs on one person.
    #[must_use]
    pub fn hangs_on_one(&self) -> bool {
        let human = self.kind.as_ref().and_then(Stated::known) == Some(&ResourceKind::Human);
        human && self.persons.len() == 1
    }
}

impl Body for Resource {
    const NAME: &'static str = "resource";
    const PREFIX: &'static str = "RES";

    fn sample() -> Self {
        Self {
            title: "Evaluation machine".into(),
            owner: Some(Ref::number(1)),
            kind: Some(ResourceKind::Computing.into()),
            needed: Some("Two graphics cards for evaluation before each release".into()),
            provided: Some("One graphics card; the second is ordered".into()),
            systems: Some(vec![Ref::number(1)].into()),
            stages: vec![LifecycleStage::Verification],
            supplier: Some(Ref::number(1)),
            version: None,
            location: Some("Porto".into()),
            capacity: Some("24 GB".into()),
            energy_kwh: Some("812.5".into()),
            persons: vec![Ref::number(1)],
            decision: Some(Ref::number(1)),
            skills: vec!["evaluation of classifiers".into()],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Resource::NAME,
    prefix: Resource::PREFIX,
    version: 1,
    title: Text::new("Resource", "Recurso", "Recurso"),
    refs: &["7.1", "A.4.2", "A.4.4", "A.4.5", "A.4.6"],
    workflow: &Workflow {
        states: &["determined", "provided", "retired"],
        create: Some(Action::Write),
        editable: &["determined", "provided"],
        transitions: &[
            Transition {
                name: "provide",
                from: &["determined"],
                to: "provided",
                needs: Action::Approve,
                requires: &["kind", "needed", "provided", "systems"],
                guards: &[],
                signs: Some("provides this resource"),
            },
            Transition {
                name: "reopen",
                from: &["provided"],
                to: "determined",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "retire",
                from: &["determined", "provided"],
                to: "retired",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("kind", "Kind", "Tipo", "Tipo"),
        Label::new("needed", "Needed", "Necessário", "Necessário"),
        Label::new("provided", "Provided", "Disponibilizado", "Disponibilizado"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("stages", "Life-cycle stages", "Estágios do ciclo de vida", "Fases do ciclo de vida"),
        Label::new("supplier", "Supplier", "Fornecedor", "Fornecedor"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("location", "Location", "Localização", "Localização"),
        Label::new("capacity", "Capacity", "Capacidade", "Capacidade"),
        Label::new("energy_kwh", "Energy (kWh a year)", "Energia (kWh por ano)", "Energia (kWh por ano)"),
        Label::new("persons", "People", "Pessoas", "Pessoas"),
        Label::new("decision", "Decided by", "Decidido por", "Decidido por"),
        Label::new("skills", "Skills", "Habilidades", "Aptidões"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Resource>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_alone_is_a_dependency() {
        let people = |persons| Resource { kind: Some(ResourceKind::Human.into()), persons, ..Resource::sample() };
        assert!(people(vec![Ref::number(1)]).hangs_on_one());
        assert!(!people(vec![Ref::number(1), Ref::number(2)]).hangs_on_one());
        assert!(!Resource::sample().hangs_on_one());
    }
}
