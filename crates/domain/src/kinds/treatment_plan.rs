//! Treatment plan: what is done about which risks, with what, and what is expected to remain.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::Person;
use super::risk::Risk;
use super::risk_assessment_round::Rating;
use super::treatment_action::TreatmentAction;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Guard, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Risk treatment plan.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TreatmentPlan {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Label of the version, for example `2`.
    pub plan_version: Option<Stated<String>>,
    /// The risks.
    pub risks: Option<Stated<Vec<Ref<Risk>>>>,
    /// What is done, each with its own owner and day.
    pub actions: Option<Stated<Vec<Ref<TreatmentAction>>>>,
    /// What it takes.
    pub resources: Option<Stated<String>>,
    /// Steps expected to remain, for each risk; the levels follow from the criteria.
    pub expected: Option<Stated<Vec<Rating>>>,
    /// How the effect will be judged.
    pub effectiveness_check: Option<Stated<String>>,
    /// When it will be judged.
    pub effectiveness_date: Option<Stated<Day>>,
    /// What the judgement found.
    pub effectiveness_result: Option<Stated<String>>,
}

impl Body for TreatmentPlan {
    const NAME: &'static str = "treatment-plan";
    const PREFIX: &'static str = "TPL";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["in-force"],
        fields: &[
            "plan_version",
            "risks",
            "actions",
            "resources",
            "expected",
            "effectiveness_check",
            "effectiveness_date",
        ],
    }];

    fn sample() -> Self {
        Self {
            title: "Treatment of the digit reader".into(),
            owner: Some(Ref::number(1)),
            plan_version: Some("1".into()),
            risks: Some(vec![Ref::number(1)].into()),
            actions: Some(vec![Ref::number(1)].into()),
            resources: Some("Ten days of two people, and the price of a second reader.".into()),
            expected: Some(vec![Rating { risk: Some(Ref::number(1)), likelihood: Some(2), impact: Some(3) }].into()),
            effectiveness_check: Some("Share of forms corrected by hand, before and after.".into()),
            effectiveness_date: Some("2027-04-30".into()),
            effectiveness_result: None,
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition != "approve" {
            return Vec::new();
        }
        let risks = self.risks.as_ref().and_then(Stated::known).into_iter().flatten();
        let expected: Vec<&Rating> = self.expected.as_ref().and_then(Stated::known).into_iter().flatten().collect();
        let rated = |risk: &Ref<Risk>| {
            let row = expected.iter().find(|e| e.risk.as_ref() == Some(risk));
            row.is_some_and(|e| e.likelihood.is_some() && e.impact.is_some())
        };
        // A stated gap speaks for all of them.
        let open = risks.filter(|risk| self.expected.as_ref().is_some_and(|e| e.known().is_some()) && !rated(risk));
        let text = |risk| format!("say what is expected to remain of {risk}: likelihood and impact");
        open.map(|risk| Problem::new("/expected", "transition.lacks", text(risk))).collect()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: TreatmentPlan::NAME,
    prefix: TreatmentPlan::PREFIX,
    version: 1,
    title: Text::new("Risk treatment plan", "Plano de tratamento de riscos", "Plano de tratamento do risco"),
    refs: &["6.1.3", "8.3"],
    workflow: &Workflow {
        states: &["draft", "approved", "in-force", "completed", "superseded"],
        create: Some(Action::Write),
        editable: &["draft", "in-force"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &[
                    "plan_version",
                    "risks",
                    "actions",
                    "resources",
                    "expected",
                    "effectiveness_check",
                    "effectiveness_date",
                ],
                guards: &[],
                signs: Some("approves this plan as risk owner"),
            },
            Transition {
                name: "return",
                from: &["approved"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "accept-residual",
                from: &["approved"],
                to: "in-force",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("accepts the residual risk that this plan leaves"),
            },
            Transition {
                name: "complete",
                from: &["in-force"],
                to: "completed",
                needs: Action::Review,
                requires: &["effectiveness_result"],
                guards: &[
                    Guard::DayCome { field: "effectiveness_date" },
                    Guard::AllIn { field: "actions", states: &["effective", "ineffective", "dropped"] },
                ],
                signs: Some("states that this plan was carried out and what it did"),
            },
            Transition {
                name: "supersede",
                from: &["draft", "approved", "in-force"],
                to: "superseded",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("replaces this plan by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("plan_version", "Version", "Versão", "Versão"),
        Label::new("risks", "Risks", "Riscos", "Riscos"),
        Label::new("actions", "Actions", "Ações", "Ações"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("expected", "Expected to remain", "Residual esperado", "Residual esperado"),
        Label::new("effectiveness_check", "Effectiveness check", "Verificação da eficácia", "Verificação da eficácia"),
        Label::new("effectiveness_date", "Judged on", "Verificar em", "Verificar em"),
        Label::new("effectiveness_result", "Result", "Resultado", "Resultado"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<TreatmentPlan>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_risk_of_the_plan_says_what_is_expected_to_remain() {
        let plan = TreatmentPlan::sample();
        assert!(plan.lacks("approve").is_empty());
        let two = TreatmentPlan { risks: Some(vec![Ref::number(1), Ref::number(2)].into()), ..plan };
        assert_eq!(two.lacks("approve").len(), 1);
        assert!(two.lacks("approve")[0].text.contains("RISK-2"));
        assert!(two.lacks("complete").is_empty());
    }
}
