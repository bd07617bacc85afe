//! Legal hold: what may not be disposed of while a dispute, an inquiry or an order lasts, whatever a retention rule says
//! [7.5.3].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use super::retention_rule::unknown_kinds;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Frozen, Guard, Key, Kind, Label, Problem, Ref, Stated, Subject, Text, Transition, Workflow,
};

/// Legal hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LegalHold {
    /// The matter, in neutral words.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Why: the dispute, the inquiry, the order.
    pub reason: Option<Stated<String>>,
    /// Who ordered it.
    pub ordered_by: Option<Stated<String>>,
    /// First day.
    pub from: Option<Stated<Day>>,
    /// Records it covers; a system covers its versions.
    pub records: Vec<Subject>,
    /// Kinds of which it covers every record.
    pub kinds: Vec<String>,
    /// What it covers besides, in words.
    pub also: Option<String>,
    /// Why it was released.
    pub released_because: Option<Stated<String>>,
}

impl LegalHold {
    /// Whether it holds a record of that kind. Only a hold in force keeps anything.
    #[must_use]
    pub fn holds(&self, state: &str, kind: &str, key: &Key) -> bool {
        let named = |subject: &Subject| match subject {
            Subject::Workspace => true,
            Subject::Record(record) => record == key,
            Subject::Version(system, _) => system == key,
        };
        state == "in-force" && (self.kinds.iter().any(|k| k == kind) || self.records.iter().any(named))
    }
}

impl Body for LegalHold {
    const NAME: &'static str = "legal-hold";
    const PREFIX: &'static str = "HLD";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["in-force"], fields: &["reason", "ordered_by", "from", "records", "kinds", "also"] }];

    fn sample() -> Self {
        Self {
            title: "Inquiry of autumn 2026".into(),
            owner: Some(Ref::number(7)),
            reason: Some("an authority asked about the pilot of the hiring assistant".into()),
            ordered_by: Some("legal counsel".into()),
            from: Some("2026-10-20".into()),
            records: vec![Subject::Record(Key::new("SYS", 1))],
            kinds: vec!["incident".into()],
            also: Some("mail of the pilot team".into()),
            released_because: None,
        }
    }

    fn check(&self) -> Vec<Problem> {
        unknown_kinds("/kinds", &self.kinds)
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: LegalHold::NAME,
    prefix: LegalHold::PREFIX,
    version: 1,
    title: Text::new("Legal hold", "Preservação legal", "Suspensão legal da eliminação"),
    refs: &["7.5.3"],
    workflow: &Workflow {
        states: &["draft", "in-force", "released"],
        create: Some(Action::Write),
        editable: &["draft", "in-force"],
        transitions: &[
            Transition {
                name: "order",
                from: &["draft"],
                to: "in-force",
                needs: Action::Approve,
                requires: &["reason", "ordered_by", "from"],
                guards: &[Guard::OneStated { fields: &["records", "kinds", "also"] }],
                signs: Some("orders that nothing of this is disposed of"),
            },
            Transition {
                name: "release",
                from: &["draft", "in-force"],
                to: "released",
                needs: Action::Approve,
                requires: &["released_because"],
                guards: &[],
                signs: Some("releases this hold"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Matter", "Assunto", "Assunto"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("reason", "Reason", "Motivo", "Motivo"),
        Label::new("ordered_by", "Ordered by", "Determinada por", "Determinada por"),
        Label::new("from", "From", "Desde", "Desde"),
        Label::new("records", "Records", "Registros", "Registos"),
        Label::new("kinds", "Kinds of records", "Tipos de registro", "Tipos de registo"),
        Label::new("also", "Besides", "Além disso", "Além disso"),
        Label::new("released_because", "Released because", "Liberada porque", "Levantada porque"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<LegalHold>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hold_in_force_keeps_what_it_names() {
        let hold = LegalHold::sample();
        assert!(hold.holds("in-force", "ai-system", &Key::new("SYS", 1)));
        assert!(hold.holds("in-force", "incident", &Key::new("INC", 9)));
        assert!(!hold.holds("in-force", "ai-system", &Key::new("SYS", 2)));
        assert!(!hold.holds("released", "incident", &Key::new("INC", 9)));
    }
}
