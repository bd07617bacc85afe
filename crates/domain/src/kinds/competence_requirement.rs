//! Competence requirement: what somebody in a role has to know and be able to do, and how that is shown [7.2].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Competence requirement.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CompetenceRequirement {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The role it is about, for example `impact-assessor` or `internal-auditor`.
    pub role: Option<Stated<String>>,
    /// Whom it binds; an empty set binds everybody who holds the role.
    pub workforce: Vec<Workforce>,
    /// What they know.
    pub knowledge: Option<Stated<Vec<String>>>,
    /// What they can do.
    pub skills: Option<Stated<Vec<String>>>,
    /// Education, training or experience that is asked for.
    pub education_experience: Option<Stated<String>>,
    /// How competence is shown.
    pub verification: Option<Stated<String>>,
    /// Months after which it is evaluated anew.
    pub renew_months: Option<u32>,
}

/// Who does work under the organisation's control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Workforce {
    /// Employed by us.
    Employees,
    /// Under contract with us.
    Contractors,
    /// Staff of a supplier who work on our AI systems.
    SupplierStaff,
}

impl Body for CompetenceRequirement {
    const NAME: &'static str = "competence-requirement";
    const PREFIX: &'static str = "CMP";

    fn sample() -> Self {
        Self {
            title: "Impact assessor".into(),
            owner: Some(Ref::number(1)),
            role: Some("impact-assessor".into()),
            workforce: vec![Workforce::Employees, Workforce::Contractors],
            knowledge: Some(vec!["who is affected by hiring decisions".to_owned()].into()),
            skills: Some(vec!["reads an evaluation by group".to_owned()].into()),
            education_experience: Some("two assessments made together with somebody experienced".into()),
            verification: Some("work sample, read by a second assessor".into()),
            renew_months: Some(24),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: CompetenceRequirement::NAME,
    prefix: CompetenceRequirement::PREFIX,
    version: 1,
    title: Text::new("Competence requirement", "Requisito de competência", "Requisito de competência"),
    refs: &["7.2", "A.4.6"],
    workflow: &Workflow {
        states: &["draft", "approved", "withdrawn"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["role", "knowledge", "skills", "education_experience", "verification"],
                guards: &[],
                signs: Some("approves what this role has to know and be able to do"),
            },
            Transition {
                name: "reopen",
                from: &["approved"],
                to: "draft",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "withdraw",
                from: &["draft", "approved"],
                to: "withdrawn",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("withdraws this requirement"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("role", "Role", "Papel", "Função"),
        Label::new("workforce", "Whom it binds", "A quem se aplica", "A quem se aplica"),
        Label::new("knowledge", "Knowledge", "Conhecimentos", "Conhecimentos"),
        Label::new("skills", "Skills", "Habilidades", "Aptidões"),
        Label::new(
            "education_experience",
            "Education and experience",
            "Formação e experiência",
            "Formação e experiência",
        ),
        Label::new("verification", "How it is shown", "Como é comprovada", "Como é demonstrada"),
        Label::new("renew_months", "Renew every (months)", "Renovar a cada (meses)", "Renovar a cada (meses)"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CompetenceRequirement>(),
};
