//! Risk: what AI may do to the organisation, to people and to society. Its levels follow from the criteria and are
//! never written down.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::context_issue::ContextIssue;
use super::control::Control;
use super::impact_assessment::ImpactAssessment;
use super::objective::Objective;
use super::obligation::Obligation;
use super::person::Person;
use super::risk_criteria::{Level, RiskCriteria, find_no_steps};
use crate::kind::Shape;
use crate::stated::GapKind;
use crate::{
    Action, Body, Day, Frozen, Gap, GenAiRisk, Guard, Kind, Label, Problem, Ref, RiskSource, Stated, Text, Transition,
    Workflow,
};

/// AI risk.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Risk {
    /// The risk in one sentence.
    pub title: String,
    /// The risk owner.
    pub owner: Option<Ref<Person>>,
    /// Where it comes from (Annex C); there may be several.
    pub sources: Option<Stated<Vec<RiskSource>>>,
    /// Why it may happen.
    pub cause: Option<Stated<String>>,
    /// What happens.
    pub event: Option<Stated<String>>,
    /// What follows for the organisation.
    pub consequence_org: Option<Stated<String>>,
    /// What follows for individuals and groups.
    pub consequence_individual: Option<Stated<String>>,
    /// What follows for society.
    pub consequence_society: Option<Stated<String>>,
    /// The AI system; a risk of the AIMS itself has none.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// Risks of generative AI (NIST AI 600-1) it is one of.
    pub genai_risks: Vec<GenAiRisk>,
    /// The objective it endangers.
    pub objective: Option<Ref<Objective>>,
    /// Issues of the context it grows from.
    pub issues: Vec<Ref<ContextIssue>>,
    /// Obligations it may break.
    pub obligations: Vec<Ref<Obligation>>,
    /// Impact assessments it was taken from.
    pub impact_assessments: Vec<Ref<ImpactAssessment>>,
    /// Controls that already work against it.
    pub existing_controls: Vec<Ref<Control>>,
    /// The criteria it is rated by.
    pub criteria: Option<Stated<Ref<RiskCriteria>>>,
    /// Step of likelihood with what works now.
    pub likelihood: Option<Stated<u8>>,
    /// Step of impact with what works now.
    pub impact: Option<Stated<u8>>,
    /// What is done about it.
    pub treatment: Option<Stated<Treatment>>,
    /// Controls that are to work against it.
    pub planned_controls: Vec<Ref<Control>>,
    /// Step of likelihood once treated.
    pub residual_likelihood: Option<Stated<u8>>,
    /// Step of impact once treated.
    pub residual_impact: Option<Stated<u8>>,
    /// Day of the next review.
    pub review_due: Option<Stated<Day>>,
    /// Why it is no risk any more.
    pub closed_because: Option<Stated<String>>,
}

/// What is done about a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Treatment {
    /// What brings it is not done.
    Avoid,
    /// Likelihood or impact is changed by controls.
    Modify,
    /// Others bear part of it.
    Share,
    /// It is kept, by decision.
    Retain,
}

/// What an assessment found; it changes by assessing anew.
const ASSESSED: &[&str] = &[
    "sources",
    "cause",
    "event",
    "consequence_org",
    "consequence_individual",
    "consequence_society",
    "system",
    "criteria",
    "likelihood",
    "impact",
];

impl Risk {
    /// The level before the planned treatment.
    #[must_use]
    pub fn inherent_level(&self, criteria: &RiskCriteria) -> Option<Level> {
        level(criteria, self.likelihood.as_ref(), self.impact.as_ref())
    }

    /// The level once treated.
    #[must_use]
    pub fn residual_level(&self, criteria: &RiskCriteria) -> Option<Level> {
        level(criteria, self.residual_likelihood.as_ref(), self.residual_impact.as_ref())
    }

    /// Whether it stands above the appetite as it is now: once treated, its residual level counts.
    #[must_use]
    pub fn is_above_appetite(&self, criteria: &RiskCriteria, state: &str) -> Option<bool> {
        let level = if state == "treated" { self.residual_level(criteria) } else { self.inherent_level(criteria) };
        criteria.is_acceptable(level?).map(|acceptable| !acceptable)
    }
}

fn level(criteria: &RiskCriteria, likelihood: Option<&Stated<u8>>, impact: Option<&Stated<u8>>) -> Option<Level> {
    criteria.level(*likelihood?.known()?, *impact?.known()?)
}

impl Body for Risk {
    const NAME: &'static str = "risk";
    const PREFIX: &'static str = "RISK";
    const FROZEN: &'static [Frozen] = &[
        Frozen { states: &["assessed", "in-treatment", "treated"], fields: ASSESSED },
        Frozen { states: &["in-treatment", "treated"], fields: &["treatment"] },
        Frozen { states: &["treated"], fields: &["residual_likelihood", "residual_impact"] },
    ];

    fn sample() -> Self {
        Self {
            title: "A wrong reading delays a benefit".into(),
            owner: Some(Ref::number(1)),
            sources: Some(vec![RiskSource::AutomationLevel, RiskSource::MachineLearning].into()),
            cause: Some("Handwriting that the training data does not hold".into()),
            event: Some("A digit is read wrongly and nobody looks".into()),
            consequence_org: Some("Complaints, and rework of forms".into()),
            consequence_individual: Some("A benefit arrives late".into()),
            consequence_society: Some(Stated::Gap(Gap {
                gap: GapKind::None,
                because: "one office and its forms".into(),
                owner: None,
                due: None,
            })),
            system: Some(Ref::number(1).into()),
            genai_risks: Vec::new(),
            objective: Some(Ref::number(1)),
            issues: Vec::new(),
            obligations: Vec::new(),
            impact_assessments: vec![Ref::number(1)],
            existing_controls: vec![Ref::number(1)],
            criteria: Some(Ref::number(1).into()),
            likelihood: Some(3.into()),
            impact: Some(4.into()),
            treatment: Some(Treatment::Modify.into()),
            planned_controls: vec![Ref::number(1)],
            residual_likelihood: Some(2.into()),
            residual_impact: Some(3.into()),
            review_due: Some("2027-03-31".into()),
            closed_because: None,
        }
    }

    fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let scores = [
            ("/likelihood", self.likelihood.as_ref()),
            ("/impact", self.impact.as_ref()),
            ("/residual_likelihood", self.residual_likelihood.as_ref()),
            ("/residual_impact", self.residual_impact.as_ref()),
        ];
        find_no_steps(&scores, &mut problems);
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Risk::NAME,
    prefix: Risk::PREFIX,
    version: 1,
    title: Text::new("AI risk", "Risco de IA", "Risco de IA"),
    refs: &["6.1.2", "8.2"],
    workflow: &Workflow {
        states: &["draft", "assessed", "in-treatment", "treated", "closed"],
        create: Some(Action::Write),
        editable: &["draft", "assessed", "in-treatment", "treated"],
        transitions: &[
            Transition {
                name: "assess",
                from: &["draft"],
                to: "assessed",
                needs: Action::Write,
                requires: &[
                    "sources",
                    "cause",
                    "event",
                    "consequence_org",
                    "consequence_individual",
                    "consequence_society",
                    "system",
                    "criteria",
                    "likelihood",
                    "impact",
                ],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "treat",
                from: &["assessed"],
                to: "in-treatment",
                needs: Action::Approve,
                requires: &["treatment", "review_due"],
                guards: &[Guard::AllIn { field: "criteria", states: &["approved"] }],
                signs: Some("decides as risk owner how this risk is treated"),
            },
            Transition {
                name: "conclude",
                from: &["in-treatment"],
                to: "treated",
                needs: Action::Write,
                requires: &["residual_likelihood", "residual_impact"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "reassess",
                from: &["assessed", "in-treatment", "treated", "closed"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "close",
                from: &["draft", "assessed", "treated"],
                to: "closed",
                needs: Action::Approve,
                requires: &["closed_because"],
                guards: &[],
                signs: Some("closes this risk"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Risk owner", "Proprietário do risco", "Dono do risco"),
        Label::new("sources", "Sources", "Fontes", "Fontes"),
        Label::new("cause", "Cause", "Causa", "Causa"),
        Label::new("event", "Event", "Evento", "Evento"),
        Label::new(
            "consequence_org",
            "Consequence for the organisation",
            "Consequência para a organização",
            "Consequência para a organização",
        ),
        Label::new(
            "consequence_individual",
            "Consequence for individuals",
            "Consequência para indivíduos",
            "Consequência para as pessoas",
        ),
        Label::new(
            "consequence_society",
            "Consequence for society",
            "Consequência para a sociedade",
            "Consequência para a sociedade",
        ),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("genai_risks", "Generative AI risks", "Riscos de IA generativa", "Riscos de IA generativa"),
        Label::new("objective", "Objective at risk", "Objetivo em risco", "Objetivo em risco"),
        Label::new("issues", "Context issues", "Questões de contexto", "Questões de contexto"),
        Label::new("obligations", "Obligations", "Obrigações", "Obrigações"),
        Label::new("impact_assessments", "Impact assessments", "Avaliações de impacto", "Avaliações de impacto"),
        Label::new("existing_controls", "Existing controls", "Controles existentes", "Controlos existentes"),
        Label::new("criteria", "Criteria", "Critérios", "Critérios"),
        Label::new("likelihood", "Likelihood", "Probabilidade", "Verosimilhança"),
        Label::new("impact", "Impact", "Impacto", "Impacto"),
        Label::new("treatment", "Treatment", "Tratamento", "Tratamento"),
        Label::new("planned_controls", "Planned controls", "Controles planejados", "Controlos planeados"),
        Label::new("residual_likelihood", "Residual likelihood", "Probabilidade residual", "Verosimilhança residual"),
        Label::new("residual_impact", "Residual impact", "Impacto residual", "Impacto residual"),
        Label::new("review_due", "Next review", "Próxima revisão", "Próxima revisão"),
        Label::new("closed_because", "Closed because", "Encerrado porque", "Encerrado porque"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Risk>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_worked_out_and_the_state_says_which_one_counts() {
        let criteria = RiskCriteria::sample();
        let risk = Risk::sample();
        assert_eq!(risk.inherent_level(&criteria), Some(Level::High));
        assert_eq!(risk.residual_level(&criteria), Some(Level::Medium));
        assert_eq!(risk.is_above_appetite(&criteria, "in-treatment"), Some(true));
        assert_eq!(risk.is_above_appetite(&criteria, "treated"), Some(false));
        assert_eq!(Risk::default().is_above_appetite(&criteria, "draft"), None);
    }

    #[test]
    fn no_scale_has_a_step_0() {
        let risk = Risk { residual_impact: Some(0.into()), ..Risk::sample() };
        assert_eq!(risk.check()[0].at, "/residual_impact");
        assert!(Risk::sample().check().is_empty());
    }
}
