//! Treatment action: one thing done about risks. What makes it effective is fixed before it is done and judged later by
//! somebody else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::control::Control;
use super::person::Person;
use super::risk::Risk;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Guard, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Treatment action.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TreatmentAction {
    /// The action in one line.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The risks it is for.
    pub risks: Option<Stated<Vec<Ref<Risk>>>>,
    /// Controls it puts in place or changes.
    pub controls: Vec<Ref<Control>>,
    /// What is done.
    pub detail: Option<Stated<String>>,
    /// What it takes.
    pub resources: Option<String>,
    /// By when.
    pub due: Option<Stated<Day>>,
    /// What it must reach to count as effective.
    pub effectiveness_criteria: Option<Stated<String>>,
    /// When that is judged, at the earliest.
    pub effectiveness_due: Option<Stated<Day>>,
    /// What was done in the end.
    pub result: Option<Stated<String>>,
    /// What the judgement found, held against the criteria.
    pub effectiveness_result: Option<Stated<String>>,
    /// Why it is not done.
    pub dropped_because: Option<Stated<String>>,
}

/// The effect is judged later, never on the day of the promise.
const JUDGED: &[Guard] = &[Guard::DayCome { field: "effectiveness_due" }];

impl TreatmentAction {
    /// Days it is late; nothing while it is not, or once it is done.
    #[must_use]
    pub fn days_late(&self, state: &str, now: Timestamp) -> Option<i64> {
        let due = self.due.as_ref().and_then(Stated::known).filter(|due| due.is_over(now))?;
        let days = (now.as_micros() - due.start()?.as_micros()) / 86_400_000_000;
        matches!(state, "draft" | "open").then_some(days)
    }
}

impl Body for TreatmentAction {
    const NAME: &'static str = "treatment-action";
    const PREFIX: &'static str = "TAC";
    const FROZEN: &'static [Frozen] = &[
        Frozen { states: &["open", "done"], fields: &["risks", "effectiveness_criteria", "effectiveness_due"] },
        Frozen { states: &["done"], fields: &["due", "result"] },
    ];

    fn sample() -> Self {
        Self {
            title: "Second reading of amounts".into(),
            owner: Some(Ref::number(1)),
            risks: Some(vec![Ref::number(1)].into()),
            controls: vec![Ref::number(1)],
            detail: Some(
                "Amounts are read a second time by another model, and a person decides where they differ.".into(),
            ),
            resources: Some("Five days".into()),
            due: Some("2027-02-28".into()),
            effectiveness_criteria: Some("Fewer than 1 in 1,000 amounts corrected by hand over a month.".into()),
            effectiveness_due: Some("2027-03-31".into()),
            result: Some("Second reader in place for all amounts.".into()),
            effectiveness_result: None,
            dropped_because: None,
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: TreatmentAction::NAME,
    prefix: TreatmentAction::PREFIX,
    version: 1,
    title: Text::new("Treatment action", "Ação de tratamento", "Ação de tratamento"),
    refs: &["8.3", "6.1.3"],
    workflow: &Workflow {
        states: &["draft", "open", "done", "effective", "ineffective", "dropped"],
        create: Some(Action::Write),
        editable: &["draft", "open", "done"],
        transitions: &[
            Transition {
                name: "commit",
                from: &["draft"],
                to: "open",
                needs: Action::Write,
                requires: &["risks", "detail", "due", "effectiveness_criteria", "effectiveness_due"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "finish",
                from: &["open"],
                to: "done",
                needs: Action::Write,
                requires: &["result"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "confirm",
                from: &["done"],
                to: "effective",
                needs: Action::Review,
                requires: &["effectiveness_result"],
                guards: JUDGED,
                signs: Some("judges this action effective by the criteria fixed with it"),
            },
            Transition {
                name: "fail",
                from: &["done"],
                to: "ineffective",
                needs: Action::Review,
                requires: &["effectiveness_result"],
                guards: JUDGED,
                signs: Some("judges this action not effective by the criteria fixed with it"),
            },
            Transition {
                name: "drop",
                from: &["draft", "open"],
                to: "dropped",
                needs: Action::Approve,
                requires: &["dropped_because"],
                guards: &[],
                signs: Some("decides that this is not done"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("risks", "Risks", "Riscos", "Riscos"),
        Label::new("controls", "Controls", "Controles", "Controlos"),
        Label::new("detail", "What is done", "O que é feito", "O que é feito"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("effectiveness_criteria", "Effective when", "Eficaz quando", "Eficaz quando"),
        Label::new("effectiveness_due", "Judged from", "Verificar a partir de", "Verificar a partir de"),
        Label::new("result", "Done", "Realizado", "Realizado"),
        Label::new("effectiveness_result", "Judgement", "Resultado da verificação", "Resultado da verificação"),
        Label::new("dropped_because", "Dropped because", "Abandonada porque", "Abandonada porque"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<TreatmentAction>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_is_worked_out_and_only_while_it_is_open() {
        let action = TreatmentAction::sample();
        let at = |text: &str| Timestamp::parse(text).unwrap();
        assert_eq!(action.days_late("open", at("2027-02-28T23:00:00Z")), None);
        assert_eq!(action.days_late("open", at("2027-03-03T08:00:00Z")), Some(3));
        assert_eq!(action.days_late("done", at("2027-03-03T08:00:00Z")), None);
    }
}
