//! Restriction: a record that only some people may see while it lasts. For everybody else it does not exist; the log still
//! says that entries were made [A.3.3, 7.5.3].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::member::Member;
use super::token::Token;
use super::workspace::Workspace;
use crate::kind::Shape;
use crate::{Action, Body, Key, Kind, Label, Problem, Ref, Subject, Text, Transition, Workflow, roles};

/// Restriction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Restriction {
    /// What people read; who may not see the record does not see this either.
    pub title: String,
    /// The record that is hidden, with its whole history.
    pub record: Option<Subject>,
    /// Members who see it, besides its owner and whoever made the restriction.
    pub members: Vec<Ref<Member>>,
    /// Roles whose members see it.
    pub roles: Vec<String>,
    /// Why it is hidden.
    pub because: Option<String>,
}

/// Kinds that are never hidden.
const NEVER: [&str; 4] = [Restriction::NAME, Member::NAME, Token::NAME, Workspace::NAME];

impl Restriction {
    /// The record that is hidden.
    #[must_use]
    pub fn hides(&self) -> Option<&Key> {
        match &self.record {
            Some(Subject::Record(key)) => Some(key),
            _ => None,
        }
    }
}

impl Body for Restriction {
    const NAME: &'static str = "restriction";
    const PREFIX: &'static str = "RST";

    fn sample() -> Self {
        Self {
            title: "Incident of November, while the inquiry lasts".into(),
            record: Some(Subject::Record(Key::new("INC", 1))),
            members: vec![Ref::number(1)],
            roles: vec!["internal-auditor".into()],
            because: Some("an employee is named in it".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        match self.hides() {
            None => problems.push(Problem::new("/record", "field.required", "name the record by its key")),
            Some(key) if Kind::with_prefix(key.prefix()).is_some_and(|k| NEVER.contains(&k.name)) => {
                let text = format!("{key} cannot be hidden: who has access is known, and a restriction hides with its record");
                problems.push(Problem::new("/record", "restriction.unfit", text));
            }
            Some(_) => {}
        }
        if self.because.as_ref().is_none_or(|because| because.trim().is_empty()) {
            problems.push(Problem::new("/because", "field.required", "say why the record is hidden"));
        }
        let known: Vec<&str> = roles().iter().map(|r| r.id.as_str()).collect();
        for (i, role) in self.roles.iter().enumerate().filter(|(_, r)| !known.contains(&r.as_str())) {
            let text = format!("`{role}` is no role; choose from {}", known.join(", "));
            problems.push(Problem::new(format!("/roles/{i}"), "role.unknown", text));
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Restriction::NAME,
    prefix: Restriction::PREFIX,
    version: 1,
    title: Text::new("Restriction", "Restrição de acesso", "Restrição de acesso"),
    refs: &["7.5.3"],
    workflow: &Workflow {
        states: &["active", "lifted"],
        create: Some(Action::Write),
        editable: &["active"],
        transitions: &[Transition {
            name: "lift",
            from: &["active"],
            to: "lifted",
            needs: Action::Write,
            requires: &[],
            guards: &[],
            signs: None,
        }],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("record", "Record", "Registro", "Registo"),
        Label::new("members", "Members who see it", "Membros que o veem", "Membros que o veem"),
        Label::new("roles", "Roles that see it", "Papéis que o veem", "Funções que o veem"),
        Label::new("because", "Because", "Porque", "Porque"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Restriction>(),
};
