//! Waiver: a failing check is tolerated for a time, by decision. It never turns a fail green.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Ref, Subject, Text, Transition, Workflow};

/// Waiver.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Waiver {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Id of the check, for example `vv.threshold`.
    pub check: Option<String>,
    /// What it is waived for.
    pub subject: Option<Subject>,
    /// Why the risk is taken, and what is done meanwhile.
    pub reason: Option<String>,
    /// Last day.
    pub until: Option<Day>,
}

impl Body for Waiver {
    const NAME: &'static str = "waiver";
    const PREFIX: &'static str = "WVR";

    fn sample() -> Self {
        Self {
            title: "Accuracy below mark during the pilot".into(),
            owner: Some(Ref::number(1)),
            check: Some("vv.threshold".into()),
            subject: Some(Subject::Version(crate::Key::new("SYS", 1), "1.0.0".into())),
            reason: Some("Pilot with two users; every reading is checked by hand.".into()),
            until: Some("2026-12-31".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Waiver::NAME,
    prefix: Waiver::PREFIX,
    version: 1,
    title: Text::new("Waiver", "Dispensa", "Dispensa"),
    refs: &["6.1.3", "8.1"],
    workflow: &Workflow {
        states: &["requested", "granted", "ended"],
        create: Some(Action::Write),
        editable: &["requested"],
        transitions: &[
            Transition {
                name: "grant",
                from: &["requested"],
                to: "granted",
                needs: Action::Direct,
                requires: &["check", "subject", "reason", "until"],
                guards: &[],
                signs: Some("tolerates this failure until the day named"),
            },
            Transition {
                name: "end",
                from: &["requested", "granted"],
                to: "ended",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("ends this waiver"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("check", "Check", "Verificação", "Verificação"),
        Label::new("subject", "Subject", "Objeto", "Objeto"),
        Label::new("reason", "Reason", "Motivo", "Motivo"),
        Label::new("until", "Until", "Até", "Até"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Waiver>(),
};
