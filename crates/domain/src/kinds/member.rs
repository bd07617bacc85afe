//! Member: a person's access to this workspace. Authority is a logged record, so that its history is provable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Problem, Ref, Text, Transition, Workflow, roles};

/// Access of one person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Member {
    /// Name shown beside what they do.
    pub title: String,
    /// The human.
    pub person: Option<Ref<Person>>,
    /// Role ids, for example `approver`.
    pub roles: Vec<String>,
}

impl Body for Member {
    const NAME: &'static str = "member";
    const PREFIX: &'static str = "MBR";

    fn sample() -> Self {
        Self { title: "Ana Ribeiro".into(), person: Some(Ref::number(1)), roles: vec!["approver".into()] }
    }

    fn check(&self) -> Vec<Problem> {
        let known: Vec<&str> = roles().iter().map(|r| r.id.as_str()).collect();
        let nobody = self.person.is_none();
        let nobody = nobody.then(|| Problem::new("/person", "field.required", "a member is a person: name their key"));
        let wrong = self.roles.iter().enumerate().filter(|(_, r)| !known.contains(&r.as_str()));
        let wrong = wrong
            .map(|(i, r)| {
                let text = format!("`{r}` is no role; choose from {}", known.join(", "));
                Problem::new(format!("/roles/{i}"), "role.unknown", text)
            });
        nobody.into_iter().chain(wrong).collect()
    }

    fn unique(&self) -> Vec<String> {
        self.person.iter().map(|p| format!("member-of:{p}")).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Member::NAME,
    prefix: Member::PREFIX,
    version: 1,
    title: Text::new("Member", "Membro", "Membro"),
    refs: &["5.3", "A.3.2"],
    workflow: &Workflow {
        states: &["active", "removed"],
        create: Some(Action::Administer),
        // Roles can be taken from whoever is removed, so that they do not come back with them.
        editable: &["active", "removed"],
        transitions: &[
            Transition {
                name: "remove",
                from: &["active"],
                to: "removed",
                needs: Action::Administer,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "restore",
                from: &["removed"],
                to: "active",
                needs: Action::Administer,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("person", "Person", "Pessoa", "Pessoa"),
        Label::new("roles", "Roles", "Papéis", "Funções"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Member>(),
};
