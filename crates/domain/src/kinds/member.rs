//! Member: a person's access to this workspace. Authority is a logged record, so that its history is provable.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, LONGEST_BOX, Label, Problem, Ref, Text, Timestamp, Transition, Workflow, role, roles};

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
    /// When access begins.
    #[schemars(with = "Option<String>")]
    pub from: Option<Timestamp>,
    /// When access ends, whatever is open then.
    #[schemars(with = "Option<String>")]
    pub until: Option<Timestamp>,
}

/// From 1 to 2: fields were added, and access has no end where none is stated.
fn as_it_was(_: &mut Map<String, Value>) {}

impl Member {
    /// Whether one of the roles is only given for a time.
    #[must_use]
    pub fn is_time_boxed(&self) -> bool {
        self.roles.iter().filter_map(|id| role(id)).any(|role| role.time_boxed)
    }

    fn check_times(&self) -> Option<Problem> {
        let owns = self.roles.iter().any(|r| r == "owner");
        match (self.from, self.until) {
            (None, None) if !self.is_time_boxed() => None,
            (_, None) if self.is_time_boxed() => {
                let text = format!("a role among these is given for a time: say when it ends, at most {LONGEST_BOX} days ahead");
                Some(Problem::new("/until", "member.until", text))
            }
            (Some(from), Some(until)) if until <= from => {
                Some(Problem::new("/until", "member.until", "access ends after it begins"))
            }
            _ if owns => {
                let text = "the owner of the installation has access without an end; give the time to another role";
                Some(Problem::new("/roles", "member.owner-for-a-time", text))
            }
            _ => None,
        }
    }
}

impl Body for Member {
    const NAME: &'static str = "member";
    const PREFIX: &'static str = "MBR";

    fn sample() -> Self {
        Self { title: "Ana Ribeiro".into(), person: Some(Ref::number(1)), roles: vec!["approver".into()], from: None, until: Timestamp::parse("2026-12-31T18:00:00Z").ok() }
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
        nobody.into_iter().chain(wrong).chain(self.check_times()).collect()
    }

    fn unique(&self) -> Vec<String> {
        self.person.iter().map(|p| format!("member-of:{p}")).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Member::NAME,
    prefix: Member::PREFIX,
    version: 2,
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
        Label::new("from", "From", "Desde", "Desde"),
        Label::new("until", "Until", "Até", "Até"),
    ],
    owned: false,
    upcasters: &[as_it_was],
    shape: Shape::of::<Member>(),
};
