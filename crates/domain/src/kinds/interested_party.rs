//! Interested party: who can be affected by the AIMS or affect it, what they ask, and which of it is taken on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::obligation::Obligation;
use super::person::Person;
use super::process::Process;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Interested party.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InterestedParty {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What they are to us.
    pub kind: Option<Stated<PartyKind>>,
    /// What they need or expect, one by one, with the decision on each.
    pub requirements: Option<Stated<Vec<PartyRequirement>>>,
    /// How they are listened to.
    pub consulted: Option<String>,
    /// Day of the next look.
    pub review_due: Option<Day>,
}

/// What a party is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartyKind {
    /// Buys from us.
    Customer,
    /// Works with the system.
    User,
    /// Are affected by what the system does.
    AffectedPeople,
    /// Work here.
    Staff,
    /// Supplies us.
    Supplier,
    /// Works on it with us.
    Partner,
    /// Supervises or makes rules.
    Authority,
    /// Owns or finances us.
    Investor,
    /// Certifies us.
    CertificationBody,
    /// The public and those who speak for it.
    Society,
}

/// One thing a party asks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PartyRequirement {
    /// What is asked.
    pub text: Option<String>,
    /// Whether the AIMS meets it.
    pub taken_on: Option<bool>,
    /// Why not, where it does not.
    pub because: Option<String>,
    /// The obligation it is, where it binds.
    pub obligation: Option<Ref<Obligation>>,
    /// The process that meets it.
    pub process: Option<Ref<Process>>,
}

impl Body for InterestedParty {
    const NAME: &'static str = "interested-party";
    const PREFIX: &'static str = "PTY";

    fn sample() -> Self {
        Self {
            title: "People who fill in forms".into(),
            owner: Some(Ref::number(1)),
            kind: Some(PartyKind::AffectedPeople.into()),
            requirements: Some(
                vec![PartyRequirement {
                    text: Some("To know that AI reads the form".into()),
                    taken_on: Some(true),
                    because: None,
                    obligation: Some(Ref::number(1)),
                    process: Some(Ref::number(1)),
                }]
                .into(),
            ),
            consulted: Some("Yearly talk with two associations".into()),
            review_due: Some("2027-05-05".into()),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let rows = self.requirements.as_ref().and_then(Stated::known).into_iter().flatten().enumerate();
        let open = rows.filter(|(_, r)| {
            r.text.is_none() || r.taken_on.is_none() || (r.taken_on == Some(false) && r.because.is_none())
        });
        let text = "say what is asked and whether it is taken on; and why, where it is not";
        let open = open.map(|(i, _)| Problem::new(format!("/requirements/{i}"), "transition.lacks", text));
        if transition == "determine" { open.collect() } else { Vec::new() }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: InterestedParty::NAME,
    prefix: InterestedParty::PREFIX,
    version: 1,
    title: Text::new("Interested party", "Parte interessada", "Parte interessada"),
    refs: &["4.2"],
    workflow: &Workflow {
        states: &["draft", "determined", "closed"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "determine",
                from: &["draft"],
                to: "determined",
                needs: Action::Approve,
                requires: &["kind", "requirements"],
                guards: &[],
                signs: Some("determines what this party asks and what of it is taken on"),
            },
            Transition {
                name: "reopen",
                from: &["determined", "closed"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "close",
                from: &["draft", "determined"],
                to: "closed",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("states that this party is not relevant any more"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("kind", "Kind", "Tipo", "Tipo"),
        Label::new("requirements", "Requirements", "Requisitos", "Requisitos"),
        Label::new("consulted", "How they are heard", "Como são ouvidas", "Como são ouvidas"),
        Label::new("review_due", "Next review", "Próxima revisão", "Próxima revisão"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<InterestedParty>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_requirement_is_decided_before_the_party_is_determined() {
        let party = |taken_on, because: Option<&str>| {
            let text = Some("To see the data".into());
            let row = PartyRequirement { text, taken_on, because: because.map(Into::into), ..Default::default() };
            InterestedParty { requirements: Some(vec![row].into()), ..InterestedParty::default() }
        };
        assert_eq!(party(None, None).lacks("determine")[0].at, "/requirements/0");
        assert_eq!(party(Some(false), None).lacks("determine").len(), 1);
        assert!(party(Some(false), Some("others hold it")).lacks("determine").is_empty());
        assert!(party(Some(true), None).lacks("determine").is_empty());
        assert!(party(None, None).lacks("close").is_empty());
    }
}
