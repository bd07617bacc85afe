//! Corrective action: removes a cause. How its effect will be judged is fixed together with it; the effect is judged
//! later, in similar systems too, and by another person [10.2]. A re-run that passes shows the correction only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::evidence::Evidence;
use super::metric::Metric;
use super::nonconformity::Nonconformity;
use super::person::Person;
use super::threshold::Operator;
use crate::kind::Shape;
use crate::{
    Action, Body, Day, Decimal, Frozen, Guard, Kind, Label, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow,
};

/// Corrective action.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectiveAction {
    /// What people read.
    pub title: String,
    /// Who does it.
    pub owner: Option<Ref<Person>>,
    /// What calls for it.
    pub nonconformity: Option<Stated<Ref<Nonconformity>>>,
    /// What is done, and how it removes the cause.
    pub action: Option<Stated<String>>,
    /// By when.
    pub due: Option<Stated<Day>>,
    /// What has to be seen for it to count as effective.
    pub criteria: Option<Stated<Vec<EffectCriterion>>>,
    /// First day on which the effect may be judged.
    pub review_after: Option<Stated<Day>>,
    /// Releases that have to come out before it may be judged.
    pub review_after_releases: Option<u32>,
    /// Similar systems, in which the cause must be gone too.
    pub similar_systems: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// What was done in the end.
    pub done: Option<Stated<String>>,
    /// What was seen afterwards, by criterion.
    pub results: Option<Stated<Vec<EffectResult>>>,
}

/// What has to be seen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EffectCriterion {
    /// In a sentence.
    pub text: String,
    /// The metric that shows it.
    pub metric: Option<Ref<Metric>>,
    /// How its value is compared.
    pub operator: Option<Operator>,
    /// With which value.
    pub value: Option<Decimal>,
}

/// What was seen.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EffectResult {
    /// The criterion, by its place in the list, from 1.
    pub criterion: u32,
    /// Where, when it is about a similar system.
    pub system: Option<Ref<AiSystem>>,
    /// Whether the criterion is met.
    pub met: Option<Met>,
    /// When it was seen.
    pub on: Option<Day>,
    /// What was seen.
    pub seen: String,
    /// Evidence of it.
    pub evidence: Vec<Ref<Evidence>>,
}

/// Whether a criterion is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Met {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It cannot be told.
    Undecided,
}

/// What the results say of the effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Every criterion is met, in every similar system, after the time fixed.
    Effective,
    /// One is not met.
    Ineffective,
    /// It cannot be told, and why.
    Undecided(&'static str),
}

fn known<T>(stated: Option<&Stated<T>>) -> Option<&T> {
    stated.and_then(Stated::known)
}

impl CorrectiveAction {
    /// What the results say of the effect of an action that was done at `done_at`, judged now, `releases` later.
    #[must_use]
    pub fn effect(&self, done_at: Timestamp, now: Timestamp, releases: u32) -> Effect {
        let early = known(self.review_after.as_ref()).is_some_and(|d| !d.has_come(now))
            || self.review_after_releases.is_some_and(|n| releases < n);
        if early || now <= done_at {
            return Effect::Undecided("it is too early to judge");
        }
        let done_on = Day::from(done_at.date().as_str());
        match known(self.results.as_ref()) {
            Some(results) if results.iter().any(|r| r.on.as_ref().is_none_or(|on| *on <= done_on)) => {
                Effect::Undecided("a result does not say that it was seen after the action was done")
            }
            _ => self.said(),
        }
    }

    /// What the results say, whenever they were seen.
    fn said(&self) -> Effect {
        let Some(criteria) = known(self.criteria.as_ref()).filter(|c| !c.is_empty()) else {
            return Effect::Undecided("no criteria were fixed with the action");
        };
        let results = known(self.results.as_ref()).map(Vec::as_slice).unwrap_or_default();
        if results.iter().any(|r| r.met == Some(Met::No)) {
            return Effect::Ineffective;
        }
        if results.iter().any(|r| r.met != Some(Met::Yes)) {
            return Effect::Undecided("a criterion could not be told");
        }
        let judged = |number: usize, system: Option<&Ref<AiSystem>>| {
            results.iter().any(|r| r.criterion as usize == number && r.system.as_ref() == system)
        };
        let similar = known(self.similar_systems.as_ref()).map(Vec::as_slice).unwrap_or_default();
        for number in 1..=criteria.len() {
            if !judged(number, None) {
                return Effect::Undecided("a criterion has no result");
            }
            if !similar.iter().all(|system| judged(number, Some(system))) {
                return Effect::Undecided("a similar system has no result");
            }
        }
        Effect::Effective
    }

    /// Whether it should have been done by now.
    #[must_use]
    pub fn is_overdue(&self, state: &str, now: Timestamp) -> bool {
        matches!(state, "draft" | "agreed") && known(self.due.as_ref()).is_some_and(|d| d.is_over(now))
    }
}

impl Body for CorrectiveAction {
    const NAME: &'static str = "corrective-action";
    const PREFIX: &'static str = "CAR";
    const FROZEN: &'static [Frozen] = &[
        Frozen {
            states: &["agreed", "done"],
            fields: &[
                "nonconformity",
                "action",
                "due",
                "criteria",
                "review_after",
                "review_after_releases",
                "similar_systems",
            ],
        },
        Frozen { states: &["done"], fields: &["done"] },
    ];

    fn sample() -> Self {
        let result = |system| EffectResult {
            criterion: 1,
            system,
            met: Some(Met::Yes),
            on: Some("2027-02-10".into()),
            seen: "each of the two releases named its approved assessment".into(),
            evidence: vec![Ref::number(1)],
        };
        Self {
            title: "The release gate asks for the impact assessment".into(),
            owner: Some(Ref::number(3)),
            nonconformity: Some(Ref::number(1).into()),
            action: Some("the pipeline refuses a release without an approved assessment of its system".into()),
            due: Some("2026-11-30".into()),
            criteria: Some(
                vec![EffectCriterion {
                    text: "no release or pilot without approved assessment".into(),
                    metric: Some(Ref::number(1)),
                    operator: Some(Operator::AtMost),
                    value: Some("0".into()),
                }]
                .into(),
            ),
            review_after: Some("2027-02-01".into()),
            review_after_releases: Some(2),
            similar_systems: Some(vec![Ref::number(2)].into()),
            done: Some("in the pipeline since 24 November".into()),
            results: Some(vec![result(None), result(Some(Ref::number(2)))].into()),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        match (transition, self.said()) {
            ("find-effective", Effect::Ineffective) => {
                vec![Problem::new("/results", "effect.not-met", "a criterion is not met")]
            }
            ("find-effective", Effect::Undecided(why)) => vec![Problem::new("/results", "effect.undecided", why)],
            _ => Vec::new(),
        }
    }
}

/// The effect is judged from results, when its time has come.
const JUDGE: &[Guard] = &[Guard::DayCome { field: "review_after" }];

/// Registration.
pub static KIND: Kind = Kind {
    name: CorrectiveAction::NAME,
    prefix: CorrectiveAction::PREFIX,
    version: 1,
    title: Text::new("Corrective action", "Ação corretiva", "Ação corretiva"),
    refs: &["10.2"],
    workflow: &Workflow {
        states: &["draft", "agreed", "done", "effective", "ineffective", "dropped"],
        create: Some(Action::Write),
        editable: &["draft", "agreed", "done"],
        transitions: &[
            Transition {
                name: "agree",
                from: &["draft"],
                to: "agreed",
                needs: Action::Approve,
                requires: &["nonconformity", "action", "due", "criteria", "review_after", "similar_systems"],
                guards: &[],
                signs: Some("agrees on this action and on how its effect will be judged"),
            },
            Transition {
                name: "finish",
                from: &["agreed"],
                to: "done",
                needs: Action::Write,
                requires: &["done"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "find-effective",
                from: &["done"],
                to: "effective",
                needs: Action::Review,
                requires: &["results"],
                guards: JUDGE,
                signs: Some("judges that the cause is gone"),
            },
            Transition {
                name: "find-ineffective",
                from: &["done"],
                to: "ineffective",
                needs: Action::Review,
                requires: &["results"],
                guards: &[],
                signs: Some("judges that the cause is not gone"),
            },
            Transition {
                name: "drop",
                from: &["draft", "agreed"],
                to: "dropped",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("drops this action"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Done by", "Executada por", "Executada por"),
        Label::new("nonconformity", "Nonconformity", "Não conformidade", "Não conformidade"),
        Label::new("action", "Action", "Ação", "Ação"),
        Label::new("due", "Due", "Prazo", "Prazo"),
        Label::new("criteria", "Criteria for its effect", "Critérios de eficácia", "Critérios de eficácia"),
        Label::new("review_after", "Judged not before", "Avaliar a partir de", "Avaliar a partir de"),
        Label::new(
            "review_after_releases",
            "Judged after (releases)",
            "Avaliar após (versões)",
            "Avaliar após (versões)",
        ),
        Label::new("similar_systems", "Similar systems", "Sistemas semelhantes", "Sistemas semelhantes"),
        Label::new("done", "What was done", "O que foi feito", "O que foi feito"),
        Label::new("results", "What was seen afterwards", "O que se verificou depois", "O que se verificou depois"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<CorrectiveAction>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn results(action: &mut CorrectiveAction) -> &mut Vec<EffectResult> {
        match &mut action.results {
            Some(Stated::Known(results)) => results,
            _ => panic!("the sample has results"),
        }
    }

    #[test]
    fn an_effect_is_judged_later_and_after_releases() {
        let action = CorrectiveAction::sample();
        let done = at("2026-11-24T12:00:00Z");
        assert_eq!(action.effect(done, at("2027-02-11"), 2), Effect::Effective);
        assert!(matches!(action.effect(done, at("2027-01-31"), 2), Effect::Undecided(_)));
        assert!(matches!(action.effect(done, at("2027-02-11"), 1), Effect::Undecided(_)));
    }

    #[test]
    fn a_result_of_the_day_of_the_action_shows_the_correction_only() {
        let mut action = CorrectiveAction::sample();
        results(&mut action)[0].on = Some("2026-11-24".into());
        let effect = action.effect(at("2026-11-24T12:00:00Z"), at("2027-02-11"), 2);
        assert!(matches!(effect, Effect::Undecided(_)), "{effect:?}");
    }

    #[test]
    fn similar_systems_and_every_criterion_count() {
        let mut action = CorrectiveAction::sample();
        assert!(action.lacks("find-effective").is_empty());
        results(&mut action)[1].met = Some(Met::Undecided);
        assert_eq!(action.lacks("find-effective")[0].code, "effect.undecided");
        results(&mut action).pop();
        assert_eq!(action.lacks("find-effective")[0].text, "a similar system has no result");
        results(&mut action)[0].met = Some(Met::No);
        assert_eq!(action.lacks("find-effective")[0].code, "effect.not-met");
        assert!(action.lacks("find-ineffective").is_empty());
    }

    #[test]
    fn without_criteria_nothing_is_effective() {
        let action = CorrectiveAction { criteria: None, ..CorrectiveAction::sample() };
        assert_eq!(action.lacks("find-effective")[0].code, "effect.undecided");
    }
}
