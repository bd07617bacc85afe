//! Token: access for a program, with the human behind it. The secret's hash lies in the control store; scope and end are logged here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::member::Member;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Ref, Text, Timestamp, Transition, Workflow};

/// API token.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Token {
    /// What it is for.
    pub title: String,
    /// The human behind it: duties follow them.
    pub member: Option<Ref<Member>>,
    /// What it may do, at most what the member may.
    pub scopes: Vec<Action>,
    /// Last moment it works.
    #[schemars(with = "Option<String>")]
    pub expires: Option<Timestamp>,
}

impl Body for Token {
    const NAME: &'static str = "token";
    const PREFIX: &'static str = "TOK";

    fn sample() -> Self {
        Self { title: "nightly evaluation".into(), member: Some(Ref::number(1)), scopes: vec![Action::Collect], expires: None }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Token::NAME,
    prefix: Token::PREFIX,
    version: 1,
    title: Text::new("API token", "Token de API", "Token de API"),
    refs: &["A.3.2"],
    workflow: &Workflow {
        states: &["active", "revoked"],
        create: None,
        editable: &[],
        transitions: &[
            Transition {
                name: "revoke",
                from: &["active"],
                to: "revoked",
                needs: Action::Administer,
                requires: &[],
                guards: &[],
                signs: Some("revokes this token"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Purpose", "Finalidade", "Finalidade"),
        Label::new("member", "Member", "Membro", "Membro"),
        Label::new("scopes", "Scopes", "Escopos", "Âmbitos"),
        Label::new("expires", "Expires", "Expira em", "Expira em"),
    ],
    owned: false,
    upcasters: &[],
    shape: Shape::of::<Token>(),
};
