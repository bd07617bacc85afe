//! Risk acceptance: top management keeps a residual risk that stands above the appetite, for a time and for a reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use super::risk::Risk;
use super::risk_criteria::find_no_steps;
use super::treatment_plan::TreatmentPlan;
use crate::kind::Shape;
use crate::{Action, Body, Day, Guard, Kind, Label, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Risk acceptance.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RiskAcceptance {
    /// What people read.
    pub title: String,
    /// Who asks for it and answers for the risk meanwhile.
    pub owner: Option<Ref<Person>>,
    /// The risk.
    pub risk: Option<Stated<Ref<Risk>>>,
    /// The plan that leaves it.
    pub plan: Option<Ref<TreatmentPlan>>,
    /// Step of likelihood that is accepted.
    pub likelihood: Option<Stated<u8>>,
    /// Step of impact that is accepted.
    pub impact: Option<Stated<u8>>,
    /// Why it is kept, and for whose benefit.
    pub reason: Option<Stated<String>>,
    /// What has to hold meanwhile.
    pub conditions: Option<String>,
    /// Last day of the acceptance.
    pub until: Option<Stated<Day>>,
}

impl RiskAcceptance {
    /// Whether an accepted risk is still covered: the day named is not over.
    #[must_use]
    pub fn covers(&self, now: Timestamp) -> bool {
        self.until.as_ref().and_then(Stated::known).is_some_and(|until| !until.is_over(now))
    }

    /// Whether it covers a risk that stands at these steps: neither is beyond what was accepted.
    #[must_use]
    pub fn reaches(&self, likelihood: u8, impact: u8) -> bool {
        let within = |accepted: &Option<Stated<u8>>, step: u8| {
            accepted.as_ref().and_then(Stated::known).is_some_and(|accepted| step <= *accepted)
        };
        within(&self.likelihood, likelihood) && within(&self.impact, impact)
    }
}

impl Body for RiskAcceptance {
    const NAME: &'static str = "risk-acceptance";
    const PREFIX: &'static str = "RAC";

    fn sample() -> Self {
        Self {
            title: "Wrong readings of amounts until the second reading is bought".into(),
            owner: Some(Ref::number(1)),
            risk: Some(Ref::number(1).into()),
            plan: Some(Ref::number(1)),
            likelihood: Some(3.into()),
            impact: Some(4.into()),
            reason: Some("The second reading of amounts is bought in March; until then two offices read twice.".into()),
            conditions: Some("Every amount above 500 euros is read twice.".into()),
            until: Some("2027-03-31".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let scores = [("/likelihood", self.likelihood.as_ref()), ("/impact", self.impact.as_ref())];
        find_no_steps(&scores, &mut problems);
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: RiskAcceptance::NAME,
    prefix: RiskAcceptance::PREFIX,
    version: 1,
    title: Text::new("Risk acceptance", "Aceitação de risco", "Aceitação do risco"),
    refs: &["6.1.3", "8.3"],
    workflow: &Workflow {
        states: &["requested", "accepted", "refused", "ended"],
        create: Some(Action::Write),
        editable: &["requested"],
        transitions: &[
            Transition {
                name: "accept",
                from: &["requested"],
                to: "accepted",
                needs: Action::Direct,
                requires: &["risk", "likelihood", "impact", "reason", "until"],
                guards: &[Guard::AllIn { field: "risk", states: &["assessed", "in-treatment", "treated"] }],
                signs: Some("accepts this residual risk until the day named"),
            },
            Transition {
                name: "refuse",
                from: &["requested"],
                to: "refused",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("refuses to keep this risk"),
            },
            Transition {
                name: "end",
                from: &["accepted"],
                to: "ended",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("ends this acceptance"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("risk", "Risk", "Risco", "Risco"),
        Label::new("plan", "Treatment plan", "Plano de tratamento", "Plano de tratamento"),
        Label::new("likelihood", "Likelihood", "Probabilidade", "Verosimilhança"),
        Label::new("impact", "Impact", "Impacto", "Impacto"),
        Label::new("reason", "Reason", "Motivo", "Motivo"),
        Label::new("conditions", "Conditions", "Condições", "Condições"),
        Label::new("until", "Until", "Até", "Até"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<RiskAcceptance>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_acceptance_has_an_end_and_a_height() {
        let acceptance = RiskAcceptance::sample();
        assert!(acceptance.covers(Timestamp::parse("2027-03-31T20:00:00Z").unwrap()));
        assert!(!acceptance.covers(Timestamp::parse("2027-04-01").unwrap()));
        assert!(acceptance.reaches(3, 4) && acceptance.reaches(1, 1));
        assert!(!acceptance.reaches(4, 4));
        assert!(!RiskAcceptance::default().covers(Timestamp::parse("2026-01-01").unwrap()));
    }
}
