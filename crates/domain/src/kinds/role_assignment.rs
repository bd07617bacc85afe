//! Role assignment: who holds which AIMS role, with what authority, since when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Ref, Text, Transition, Workflow};

/// Role assignment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RoleAssignment {
    /// What people read.
    pub title: String,
    /// Who assigns it.
    pub owner: Option<Ref<Person>>,
    /// Who holds the role.
    pub person: Option<Ref<Person>>,
    /// For example `top-management`, `aims-manager`, `risk-owner`, `internal-auditor`.
    pub role: Option<String>,
    /// What the holder may decide.
    pub authority: Option<String>,
    /// First day, `YYYY-MM-DD`.
    pub since: Option<String>,
}

impl Body for RoleAssignment {
    const NAME: &'static str = "role-assignment";
    const PREFIX: &'static str = "ROL";

    fn sample() -> Self {
        Self {
            title: "AIMS manager".into(),
            owner: Some(Ref::number(1)),
            person: Some(Ref::number(2)),
            role: Some("aims-manager".into()),
            authority: Some("runs the AIMS and reports its performance to top management".into()),
            since: Some("2026-01-05".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RoleAssignment::NAME,
    prefix: RoleAssignment::PREFIX,
    version: 1,
    title: Text::new("Role assignment", "Atribuição de papel", "Atribuição de função"),
    refs: &["5.3", "A.3.2"],
    workflow: &Workflow {
        states: &["draft", "assigned", "ended"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "assign",
                from: &["draft"],
                to: "assigned",
                needs: Action::Direct,
                requires: &["person", "role"],
                guards: &[],
                signs: Some("assigns this role"),
            },
            Transition {
                name: "end",
                from: &["draft", "assigned"],
                to: "ended",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("ends this assignment"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Assigned by", "Atribuído por", "Atribuído por"),
        Label::new("person", "Holder", "Titular", "Titular"),
        Label::new("role", "Role", "Papel", "Função"),
        Label::new("authority", "Authority", "Autoridade", "Autoridade"),
        Label::new("since", "Since", "Desde", "Desde"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<RoleAssignment>(),
};
