//! Risk assessment round: one dated run of the risk assessment over the systems it covers, with what each risk was
//! rated then.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::person::Person;
use super::process::Process;
use super::risk::Risk;
use super::risk_criteria::RiskCriteria;
use crate::kind::Shape;
use crate::{Action, Body, Day, Guard, Key, Kind, Label, Period, Problem, Ref, Stated, Text, Transition, Workflow};

/// Risk assessment round.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RiskAssessmentRound {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Why it is held.
    pub trigger: Option<Stated<Trigger>>,
    /// What exactly, for example the change or the law.
    pub trigger_detail: Option<String>,
    /// The criteria it rates by.
    pub criteria: Option<Stated<Ref<RiskCriteria>>>,
    /// The process it follows.
    pub process: Option<Stated<Ref<Process>>>,
    /// AI systems it covers.
    pub systems: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// Who took part.
    pub participants: Option<Stated<Vec<Ref<Person>>>>,
    /// When it was held.
    pub held: Option<Stated<Period>>,
    /// The round before.
    pub previous: Option<Ref<RiskAssessmentRound>>,
    /// What each risk was rated in this round.
    pub ratings: Option<Stated<Vec<Rating>>>,
    /// What follows: what is new, what grew, what is treated first.
    pub conclusion: Option<Stated<String>>,
    /// Day of the next planned round.
    pub next_due: Option<Stated<Day>>,
}

/// Why an assessment is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// Its planned interval is over.
    Planned,
    /// An AI system is new.
    NewSystem,
    /// Something changes, or is to change.
    Change,
    /// Something went wrong.
    Incident,
    /// What the law asks changed.
    Law,
    /// An audit, a test or a concern asks for it.
    Finding,
}

/// What one risk was rated.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Rating {
    /// The risk.
    pub risk: Option<Ref<Risk>>,
    /// Step of likelihood.
    pub likelihood: Option<u8>,
    /// Step of impact.
    pub impact: Option<u8>,
}

/// How a risk moved between two rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Movement {
    /// Not rated in the round before.
    New(Key),
    /// Rated at other steps; likelihood and impact before and now.
    Moved(Key, (Option<u8>, Option<u8>), (Option<u8>, Option<u8>)),
    /// Rated before and not now.
    Gone(Key),
}

impl RiskAssessmentRound {
    /// What moved since another round, by key. What stayed where it was is not named.
    #[must_use]
    pub fn movements_since(&self, before: &Self) -> Vec<Movement> {
        let (now, then) = (self.by_risk(), before.by_risk());
        let present = now.iter().filter_map(|(key, steps)| match then.get(key) {
            None => Some(Movement::New((*key).clone())),
            Some(old) if old != steps => Some(Movement::Moved((*key).clone(), *old, *steps)),
            Some(_) => None,
        });
        let gone = then.keys().filter(|key| !now.contains_key(*key)).map(|key| Movement::Gone((*key).clone()));
        present.chain(gone).collect()
    }

    fn by_risk(&self) -> BTreeMap<&Key, (Option<u8>, Option<u8>)> {
        let ratings = self.ratings.as_ref().and_then(Stated::known).into_iter().flatten();
        ratings.filter_map(|r| Some((r.risk.as_ref()?.key(), (r.likelihood, r.impact)))).collect()
    }
}

impl Body for RiskAssessmentRound {
    const NAME: &'static str = "risk-assessment-round";
    const PREFIX: &'static str = "RAR";

    fn sample() -> Self {
        Self {
            title: "Half-year assessment, autumn 2026".into(),
            owner: Some(Ref::number(1)),
            trigger: Some(Trigger::Planned.into()),
            trigger_detail: None,
            criteria: Some(Ref::number(1).into()),
            process: Some(Ref::number(1).into()),
            systems: Some(vec![Ref::number(1)].into()),
            participants: Some(vec![Ref::number(1)].into()),
            held: Some(Period::new("2026-11-02", "2026-11-06").into()),
            previous: None,
            ratings: Some(vec![Rating { risk: Some(Ref::number(1)), likelihood: Some(3), impact: Some(4) }].into()),
            conclusion: Some("The wrong reading comes first; nothing else changed.".into()),
            next_due: Some("2027-05-31".into()),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let ratings = self.ratings.as_ref().and_then(Stated::known).into_iter().flatten().enumerate();
        let open = ratings.filter(|(_, r)| r.risk.is_none() || r.likelihood.is_none() || r.impact.is_none());
        let text = "a rating names its risk and both steps";
        let open = open.map(|(i, _)| Problem::new(format!("/ratings/{i}"), "transition.lacks", text));
        if transition == "complete" { open.collect() } else { Vec::new() }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RiskAssessmentRound::NAME,
    prefix: RiskAssessmentRound::PREFIX,
    version: 1,
    title: Text::new("Risk assessment round", "Rodada de avaliação de riscos", "Ronda de apreciação do risco"),
    refs: &["6.1.2", "8.2"],
    workflow: &Workflow {
        states: &["planned", "running", "completed", "dropped"],
        create: Some(Action::Write),
        editable: &["planned", "running"],
        transitions: &[
            Transition {
                name: "start",
                from: &["planned"],
                to: "running",
                needs: Action::Write,
                requires: &["trigger", "criteria", "systems"],
                guards: &[Guard::AllIn { field: "criteria", states: &["approved"] }],
                signs: None,
            },
            Transition {
                name: "complete",
                from: &["running"],
                to: "completed",
                needs: Action::Approve,
                requires: &["process", "participants", "held", "ratings", "conclusion", "next_due"],
                guards: &[],
                signs: Some("states that these risks were assessed by these criteria"),
            },
            Transition {
                name: "drop",
                from: &["planned", "running"],
                to: "dropped",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("trigger", "Trigger", "Gatilho", "Motivo"),
        Label::new("trigger_detail", "Trigger in detail", "Detalhe do gatilho", "Detalhe do motivo"),
        Label::new("criteria", "Criteria", "Critérios", "Critérios"),
        Label::new("process", "Process", "Processo", "Processo"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("participants", "Participants", "Participantes", "Participantes"),
        Label::new("held", "Held", "Realizada em", "Realizada em"),
        Label::new("previous", "Previous round", "Rodada anterior", "Ronda anterior"),
        Label::new("ratings", "Ratings", "Classificações", "Classificações"),
        Label::new("conclusion", "Conclusion", "Conclusão", "Conclusão"),
        Label::new("next_due", "Next round", "Próxima rodada", "Próxima ronda"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<RiskAssessmentRound>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_worked_out_between_two_rounds() {
        let round = |ratings: &[(u64, u8)]| {
            let rating =
                |&(n, likelihood)| Rating { risk: Some(Ref::number(n)), likelihood: Some(likelihood), impact: Some(4) };
            let ratings: Vec<Rating> = ratings.iter().map(rating).collect();
            RiskAssessmentRound { ratings: Some(ratings.into()), ..RiskAssessmentRound::default() }
        };
        let risk = |n| Key::new(Risk::PREFIX, n);
        let moved = round(&[(1, 3), (2, 2), (4, 1)]).movements_since(&round(&[(1, 3), (2, 5), (3, 1)]));
        let steps = |likelihood| (Some(likelihood), Some(4));
        assert_eq!(
            moved,
            [Movement::Moved(risk(2), steps(5), steps(2)), Movement::New(risk(4)), Movement::Gone(risk(3))]
        );
    }

    #[test]
    fn a_rating_without_steps_does_not_complete_a_round() {
        let rating = Rating { risk: Some(Ref::number(1)), likelihood: Some(3), impact: None };
        let round = RiskAssessmentRound { ratings: Some(vec![rating].into()), ..RiskAssessmentRound::default() };
        assert_eq!(round.lacks("complete")[0].at, "/ratings/0");
        assert!(round.lacks("start").is_empty());
    }
}
