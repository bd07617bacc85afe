//! Scope statement: what the AIMS covers, version by version. The words of a certificate have to match the text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::{AiSystem, LifecycleStage, SystemRole};
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Guard, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// AIMS scope statement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ScopeStatement {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Label of the version, for example `2`.
    pub version: Option<Stated<String>>,
    /// The scope, in Markdown; what a certificate is to say.
    pub text: Option<Stated<String>>,
    /// Roles of ISO/IEC 22989 it covers; there may be several.
    pub roles: Option<Stated<Vec<SystemRole>>>,
    /// AI systems in scope.
    pub systems: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// Places.
    pub sites: Option<Stated<Vec<String>>>,
    /// Parts of the organisation.
    pub units: Option<Stated<Vec<String>>>,
    /// Stages of the life cycle it covers.
    pub lifecycle_stages: Option<Stated<Vec<LifecycleStage>>>,
    /// What lies at the boundary, and depends on whom.
    pub interfaces: Option<String>,
    /// What is left out, with the reason.
    pub exclusions: Vec<Exclusion>,
    /// First day it holds.
    pub effective_from: Option<Stated<Day>>,
    /// The version it replaces.
    pub supersedes: Option<Ref<ScopeStatement>>,
}

/// What is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Exclusion {
    /// What.
    pub what: Option<String>,
    /// Why.
    pub because: Option<String>,
}

impl Body for ScopeStatement {
    const NAME: &'static str = "scope-statement";
    const PREFIX: &'static str = "SCP";

    fn sample() -> Self {
        Self {
            title: "Scope of the AIMS, version 1".into(),
            owner: Some(Ref::number(1)),
            version: Some("1".into()),
            text: Some("Development and provision of systems that read forms, from the office in Porto.".into()),
            roles: Some(vec![SystemRole::Developer, SystemRole::Provider].into()),
            systems: Some(vec![Ref::number(1)].into()),
            sites: Some(vec!["Porto".to_owned()].into()),
            units: Some(vec!["Development".to_owned(), "Operations".to_owned()].into()),
            lifecycle_stages: Some(
                vec![LifecycleStage::Development, LifecycleStage::Deployment, LifecycleStage::Operation].into(),
            ),
            interfaces: Some("Hosting is bought; the contract shares out duties.".into()),
            exclusions: vec![Exclusion {
                what: Some("Office software with AI features".into()),
                because: Some("not offered to anybody; approved one by one".into()),
            }],
            effective_from: Some("2026-09-01".into()),
            supersedes: None,
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let open = self.exclusions.iter().enumerate().filter(|(_, e)| e.what.is_none() || e.because.is_none());
        let text = "what is left out of the scope needs its reason";
        let open = open.map(|(i, _)| Problem::new(format!("/exclusions/{i}"), "transition.lacks", text));
        if transition == "approve" { open.collect() } else { Vec::new() }
    }

    fn unique(&self) -> Vec<String> {
        let version = self.version.as_ref().and_then(Stated::known);
        version.map(|v| format!("scope-version:{v}")).into_iter().collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ScopeStatement::NAME,
    prefix: ScopeStatement::PREFIX,
    version: 1,
    title: Text::new("AIMS scope statement", "Declaração de escopo do SGIA", "Declaração de âmbito do SGIA"),
    refs: &["4.3"],
    workflow: &Workflow {
        states: &["draft", "approved", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Direct,
                requires: &[
                    "version",
                    "text",
                    "roles",
                    "systems",
                    "sites",
                    "units",
                    "lifecycle_stages",
                    "effective_from",
                ],
                guards: &[Guard::AllIn { field: "systems", states: &["in-scope"] }],
                signs: Some("approves the scope of the AIMS"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("replaces this scope by a newer version"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("version", "Version", "Versão", "Versão"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("roles", "Our roles", "Nossos papéis", "As nossas funções"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("sites", "Sites", "Locais", "Locais"),
        Label::new("units", "Units", "Unidades", "Unidades"),
        Label::new("lifecycle_stages", "Life-cycle stages", "Estágios do ciclo de vida", "Fases do ciclo de vida"),
        Label::new("interfaces", "Interfaces", "Interfaces", "Interfaces"),
        Label::new("exclusions", "Exclusions", "Exclusões", "Exclusões"),
        Label::new("effective_from", "Effective from", "Vigente desde", "Em vigor desde"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ScopeStatement>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exclusion_needs_its_reason() {
        let exclusion = Exclusion { what: Some("the office in Dublin".into()), because: None };
        let scope = ScopeStatement { exclusions: vec![exclusion], ..ScopeStatement::sample() };
        assert_eq!(scope.lacks("approve")[0].at, "/exclusions/0");
        assert!(ScopeStatement::sample().lacks("approve").is_empty());
    }

    #[test]
    fn a_version_label_is_given_once() {
        assert_eq!(ScopeStatement::sample().unique(), ["scope-version:1"]);
        assert!(ScopeStatement::default().unique().is_empty());
    }
}
