//! SoA version: the Statement of Applicability as approved on one day, frozen, so that it can be compared with today's computed state.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::communication::Communication;
use super::control::Control;
use super::person::Person;
use super::scope_statement::ScopeStatement;
use crate::kind::Shape;
use crate::{AIMS, Action, Body, Kind, Label, Problem, Ref, Text, Transition, Workflow};

/// Statement of Applicability version.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SoaVersion {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Whose Statement of Applicability it is: the slug of a framework, for example `iso42001`.
    pub framework: Option<String>,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// Scope it speaks of.
    pub scope: Option<String>,
    /// The scope statement in force then.
    pub scope_statement: Option<Ref<ScopeStatement>>,
    /// The version it replaces.
    pub supersedes: Option<Ref<SoaVersion>>,
    /// By which communications those concerned were told of it.
    pub communicated: Vec<Ref<Communication>>,
    /// The rows: each control row at the revision that was approved with it.
    pub rows: Vec<SoaRow>,
}

/// One frozen row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SoaRow {
    /// The control row.
    pub control: Ref<Control>,
    /// Its revision then.
    pub revision: u32,
    /// Qualified requirement.
    pub requirement: String,
    /// Whether it applied.
    pub applicable: bool,
}

/// Rows by decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Rows that apply.
    pub applicable: usize,
    /// Rows left out.
    pub excluded: usize,
}

impl SoaVersion {
    /// Whether it is the Statement of Applicability of the framework.
    #[must_use]
    pub fn is_of(&self, framework: &str) -> bool {
        self.framework.as_deref() == Some(framework)
    }

    /// How many rows apply and how many are left out.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let applicable = self.rows.iter().filter(|r| r.applicable).count();
        Counts { applicable, excluded: self.rows.len() - applicable }
    }
}

/// From 1 to 2: fields were added, and nothing is known of them.
fn as_it_was(_: &mut Map<String, Value>) {}

/// From 2 to 3: until then there was no other Statement of Applicability than that of the AIMS.
fn of_the_aims(body: &mut Map<String, Value>) {
    body.insert("framework".to_owned(), Value::from(AIMS));
}


impl Body for SoaVersion {
    const NAME: &'static str = "soa-version";
    const PREFIX: &'static str = "SOA";

    fn sample() -> Self {
        Self {
            title: "Statement of Applicability, version 1".into(),
            owner: Some(Ref::number(1)),
            framework: Some(AIMS.into()),
            edition: Some("ISO/IEC 42001:2023".into()),
            scope: Some("All AI systems".into()),
            scope_statement: Some(Ref::number(1)),
            supersedes: Some(Ref::number(1)),
            communicated: vec![Ref::number(1)],
            rows: vec![SoaRow {
                control: Ref::number(1),
                revision: 1,
                requirement: "iso42001:A.6.2.4".into(),
                applicable: true,
            }],
        }
    }

    fn check(&self) -> Vec<Problem> {
        let Some(framework) = self.framework.as_deref() else { return Vec::new() };
        // Our own controls belong to whichever statement names them.
        let fits = |row: &SoaRow| {
            let of = row.requirement.split_once(':').map(|(of, _)| of);
            of == Some(framework) || of == Some("own")
        };
        let found = self.rows.iter().enumerate().filter(|(_, row)| !fits(row));
        let problem = |(i, row): (usize, &SoaRow)| {
            let text = format!(
                "{} is no control of {framework} and none of our own; each framework has a statement of its own",
                row.requirement
            );
            Problem::new(format!("/rows/{i}/requirement"), "soa.foreign-row", text)
        };
        found.map(problem).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: SoaVersion::NAME,
    prefix: SoaVersion::PREFIX,
    version: 3,
    title: Text::new(
        "Statement of Applicability version",
        "Versão da Declaração de Aplicabilidade",
        "Versão da Declaração de Aplicabilidade",
    ),
    refs: &["6.1.3"],
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
                requires: &["framework", "edition", "scope", "rows"],
                guards: &[],
                signs: Some("approves the Statement of Applicability as a whole"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("replaces this version by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("framework", "Framework", "Referencial", "Referencial"),
        Label::new("edition", "Edition", "Edição", "Edição"),
        Label::new("scope", "Scope", "Escopo", "Âmbito"),
        Label::new("scope_statement", "Scope statement", "Declaração de escopo", "Declaração de âmbito"),
        Label::new("supersedes", "Replaces", "Substitui", "Substitui"),
        Label::new("communicated", "Communicated", "Comunicada", "Comunicada"),
        Label::new("rows", "Rows", "Linhas", "Linhas"),
    ],
    owned: true,
    upcasters: &[as_it_was, of_the_aims],
    shape: Shape::of::<SoaVersion>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_follow_from_the_rows() {
        let mut version = SoaVersion::sample();
        version.rows.push(SoaRow { applicable: false, ..version.rows[0].clone() });
        assert_eq!(version.counts(), Counts { applicable: 1, excluded: 1 });
    }

    #[test]
    fn a_statement_holds_rows_of_its_framework_and_our_own() {
        let mut version = SoaVersion::sample();
        version.rows.push(SoaRow { requirement: "own:X.1".into(), ..version.rows[0].clone() });
        assert!(version.check().is_empty());
        version.rows.push(SoaRow { requirement: "iso27001:A.5.1".into(), ..version.rows[0].clone() });
        let problems = version.check();
        assert_eq!((problems.len(), problems[0].at.as_str()), (1, "/rows/2/requirement"));
    }

    #[test]
    fn an_older_version_is_that_of_the_aims() {
        let mut body = Map::new();
        of_the_aims(&mut body);
        assert_eq!(body["framework"], "iso42001");
    }
}
