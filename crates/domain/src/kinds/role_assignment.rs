//! Role assignment: who holds which AIMS role, with what authority, since when.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::ai_system::AiSystem;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Ref, Text, Timestamp, Transition, Workflow};

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
    /// What the holder has to do.
    pub duties: Vec<String>,
    /// Systems it is for; none named means all.
    pub systems: Vec<Ref<AiSystem>>,
    /// Whether the holder reports the performance of the AIMS to top management.
    pub reports_performance: Option<bool>,
    /// Who stands in.
    pub deputy: Option<Ref<Person>>,
    /// First day, `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Last day, when one is set.
    pub until: Option<Day>,
}

/// The role by which somebody decides as top management.
pub const TOP_MANAGEMENT: &str = "top-management";

impl RoleAssignment {
    /// Whether the role is held now: assigned, begun and not over.
    #[must_use]
    pub fn is_held(&self, state: &str, now: Timestamp) -> bool {
        let begun = self.since.as_deref().is_none_or(|day| Day::from(day).has_come(now));
        let over = self.until.as_ref().is_some_and(|d| d.is_over(now));
        state == "assigned" && begun && !over
    }

    /// Whether it makes somebody top management.
    #[must_use]
    pub fn is_top_management(&self) -> bool {
        self.role.as_deref() == Some(TOP_MANAGEMENT)
    }
}

/// From 1 to 2: fields were added, and nothing is known of them.
fn as_it_was(_: &mut Map<String, Value>) {}

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
            duties: vec!["prepares the management review".into()],
            systems: vec![Ref::number(1)],
            reports_performance: Some(true),
            deputy: Some(Ref::number(3)),
            since: Some("2026-01-05".into()),
            until: Some("2028-12-31".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RoleAssignment::NAME,
    prefix: RoleAssignment::PREFIX,
    version: 2,
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
                name: "acknowledge",
                from: &["assigned"],
                to: "assigned",
                needs: Action::Read,
                requires: &[],
                guards: &[],
                signs: Some("takes on this role with its duties and its authority"),
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
        Label::new("duties", "Duties", "Atribuições", "Deveres"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new(
            "reports_performance",
            "Reports performance to top management",
            "Relata o desempenho à Alta Direção",
            "Reporta o desempenho à gestão de topo",
        ),
        Label::new("deputy", "Deputy", "Substituto", "Substituto"),
        Label::new("since", "Since", "Desde", "Desde"),
        Label::new("until", "Until", "Até", "Até"),
    ],
    owned: true,
    upcasters: &[as_it_was],
    shape: Shape::of::<RoleAssignment>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_held_between_its_days() {
        let role = RoleAssignment::sample();
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert!(role.is_held("assigned", at("2026-01-05")));
        assert!(role.is_held("assigned", at("2028-12-31")));
        assert!(!role.is_held("assigned", at("2029-01-01")));
        assert!(!role.is_held("assigned", at("2026-01-04")));
        assert!(!role.is_held("draft", at("2026-06-01")));
        assert!(!role.is_top_management());
    }
}
