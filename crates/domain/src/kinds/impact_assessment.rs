//! Impact assessment: what one version of an AI system may do to people, groups and society, and whether it may go on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::document::Document;
use super::person::Person;
use super::risk_assessment_round::Trigger;
use super::system_version::SystemVersion;
use crate::impact::{
    AffectedParty, Benefit, Harm, ImpactDecision, ImpactStep, IndividualImpact, IndividualTopic, Measure, Share,
    SocietalImpact, SocietalTopic,
};
use crate::kind::Shape;
use crate::{Action, Body, Day, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// AI system impact assessment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ImpactAssessment {
    /// What people read.
    pub title: String,
    /// The system owner.
    pub owner: Option<Ref<Person>>,
    /// The AI system.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// The version assessed, the planned one where a change is assessed.
    pub system_version: Option<Stated<Ref<SystemVersion>>>,
    /// Why it is held.
    pub trigger: Option<Stated<Trigger>>,
    /// What is looked at, and what is not.
    pub scope: Option<Stated<String>>,
    /// Who assessed.
    pub assessors: Option<Stated<Vec<Ref<Person>>>>,
    /// What it is and can do.
    pub system_description: Option<Stated<String>>,
    /// What it is for.
    pub purpose: Option<Stated<String>>,
    /// Uses intended.
    pub intended_uses: Option<Stated<String>>,
    /// Uses not intended that are likely all the same.
    pub unintended_uses: Option<Stated<String>>,
    /// What data it rests on.
    pub data_information: Option<Stated<String>>,
    /// How good that data is.
    pub data_quality: Option<Stated<String>>,
    /// What algorithm and model.
    pub algorithm_model: Option<Stated<String>>,
    /// Where and how it runs.
    pub deployment_environment: Option<Stated<String>>,
    /// Places and languages.
    pub geography_languages: Vec<String>,
    /// Who is affected, and how.
    pub interested_parties: Option<Stated<Vec<AffectedParty>>>,
    /// What good it does, to whom.
    pub benefits: Option<Stated<Vec<Benefit>>>,
    /// What harm it may do, to whom.
    pub harms: Option<Stated<Vec<Harm>>>,
    /// How it may fail, and what happens then.
    pub failures: Option<Stated<String>>,
    /// How it may be misused, as can be foreseen.
    pub misuse: Option<Stated<String>>,
    /// The scale of severity used here, the mildest first, with the step from which three people are needed.
    pub impact_scale: Option<Stated<Vec<ImpactStep>>>,
    /// Effects on individuals and groups (A.5.4).
    pub individual_impacts: Option<Stated<Vec<IndividualImpact>>>,
    /// Effects on society (A.5.5).
    pub societal_impacts: Option<Stated<Vec<SocietalImpact>>>,
    /// Whether it is a sensitive use by our own thresholds.
    pub sensitive_use: Option<Stated<bool>>,
    /// What is done against harm and for benefit.
    pub measures: Option<Stated<Vec<Measure>>>,
    /// How people watch, override and stop it.
    pub human_oversight: Option<Stated<String>>,
    /// What remains, and whether that is acceptable.
    pub residual_judgement: Option<Stated<String>>,
    /// Who was heard.
    pub consultation: Option<String>,
    /// Whether it may go on.
    pub decision: Option<Stated<ImpactDecision>>,
    /// Under what conditions.
    pub conditions: Option<Stated<String>>,
    /// Which part is shared with whom: a decision of its own.
    pub shared_with: Vec<Share>,
    /// Day of the next planned assessment.
    pub next_review: Option<Stated<Day>>,
    /// Whether Art. 27 of the EU AI Act asks for a fundamental rights impact assessment.
    pub fria_applies: Option<Stated<bool>>,
    /// That assessment.
    pub fria: Option<Ref<Document>>,
    /// Data protection impact assessment.
    pub dpia: Option<Ref<Document>>,
}

impl ImpactAssessment {
    /// The worst severity named anywhere in it.
    #[must_use]
    pub fn worst(&self) -> Option<u8> {
        let harms = self.harms.as_ref().and_then(Stated::known).into_iter().flatten().filter_map(|h| h.severity);
        let one = self.individual_impacts.as_ref().and_then(Stated::known).into_iter().flatten();
        let all = self.societal_impacts.as_ref().and_then(Stated::known).into_iter().flatten();
        harms.chain(one.filter_map(|i| i.severity)).chain(all.filter_map(|i| i.severity)).max()
    }

    /// Whether owner, reviewer and approver have to be three people. What is not known is taken for the worst.
    #[must_use]
    pub fn needs_three_people(&self) -> bool {
        let scale = self.impact_scale.as_ref().and_then(Stated::known);
        let mild = self.sensitive_use.as_ref().and_then(Stated::known) == Some(&false);
        let (Some(scale), Some(worst), true) = (scale, self.worst(), mild) else { return true };
        let from = scale.iter().filter(|step| step.three_people).map(|step| step.value).min();
        from.is_none_or(|from| worst >= from)
    }

    fn lacks_decision(&self, problems: &mut Vec<Problem>) {
        let decision = self.decision.as_ref().and_then(Stated::known);
        if decision.is_none() {
            let text = "approving is deciding: go, go with conditions, or stop";
            problems.push(Problem::new("/decision", "transition.lacks", text));
        }
        if decision == Some(&ImpactDecision::GoWithConditions) && self.conditions.is_none() {
            problems.push(Problem::new("/conditions", "transition.lacks", "state the conditions"));
        }
        if self.fria_applies.as_ref().and_then(Stated::known) == Some(&true) && self.fria.is_none() {
            let text = "Art. 27 applies here: name the fundamental rights impact assessment";
            problems.push(Problem::new("/fria", "transition.lacks", text));
        }
    }
}

impl Body for ImpactAssessment {
    const NAME: &'static str = "impact-assessment";
    const PREFIX: &'static str = "AIA";

    fn sample() -> Self {
        Self {
            title: "Impact of the digit reader 1.1.0".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1).into()),
            system_version: Some(Ref::number(1).into()),
            trigger: Some(Trigger::NewSystem.into()),
            scope: Some("Reading of forms in offices; not the scanning.".into()),
            assessors: Some(vec![Ref::number(1)].into()),
            system_description: Some("Reads digits from scanned forms and says how sure it is.".into()),
            purpose: Some("Forms are read the day they arrive.".into()),
            intended_uses: Some("Dates and reference numbers".into()),
            unintended_uses: Some("Amounts of money".into()),
            data_information: Some("Digits of 13 writers, public collection".into()),
            data_quality: Some("Few left-handed writers".into()),
            algorithm_model: Some("A small convolutional network".into()),
            deployment_environment: Some("In the office, without network".into()),
            geography_languages: vec!["Portugal".into(), "Portuguese".into()],
            interested_parties: Some(
                vec![AffectedParty {
                    party: Some(Ref::number(1)),
                    name: None,
                    how: Some("their benefit depends on the form".into()),
                    vulnerable: Some(true),
                }]
                .into(),
            ),
            benefits: Some(
                vec![Benefit {
                    to: Some("people who fill in forms".into()),
                    what: Some("an answer the same day".into()),
                }]
                .into(),
            ),
            harms: Some(
                vec![Harm {
                    to: Some("people with unusual handwriting".into()),
                    what: Some("a benefit paid late".into()),
                    severity: Some(2),
                    likelihood: Some(2),
                    risk: Some(Ref::number(1)),
                }]
                .into(),
            ),
            failures: Some("Says it is sure and is wrong; found when the letter comes back.".into()),
            misuse: Some("Sorting people by handwriting".into()),
            impact_scale: Some(
                vec![
                    ImpactStep { value: 1, name: "trouble".into(), three_people: false },
                    ImpactStep { value: 2, name: "loss".into(), three_people: false },
                    ImpactStep { value: 3, name: "harm".into(), three_people: true },
                ]
                .into(),
            ),
            individual_impacts: Some(
                vec![IndividualImpact {
                    topic: Some(IndividualTopic::Fairness),
                    what: Some("left-handed writers are read worse".into()),
                    severity: Some(2),
                }]
                .into(),
            ),
            societal_impacts: Some(
                vec![SocietalImpact {
                    topic: Some(SocietalTopic::Economy),
                    what: Some("fewer typists".into()),
                    severity: Some(1),
                }]
                .into(),
            ),
            sensitive_use: Some(false.into()),
            measures: Some(
                vec![Measure {
                    what: Some("a person reads what is unsure".into()),
                    control: Some(Ref::number(1)),
                    action: Some(Ref::number(1)),
                }]
                .into(),
            ),
            human_oversight: Some("Readings below 0.9 go to a person.".into()),
            residual_judgement: Some("Some forms take a day longer; acceptable.".into()),
            consultation: Some("Two associations of people with disabilities".into()),
            decision: Some(ImpactDecision::GoWithConditions.into()),
            conditions: Some("Left-handed writers are part of every test.".into()),
            shared_with: vec![Share {
                party: Some(Ref::number(1)),
                name: None,
                parts: vec!["harms".into(), "measures".into()],
            }],
            next_review: Some("2027-11-01".into()),
            fria_applies: Some(false.into()),
            fria: None,
            dpia: Some(Ref::number(1)),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if transition == "approve-directly" && self.needs_three_people() {
            let text =
                "an impact this severe, a sensitive use, or one not known needs a reviewer besides owner and approver";
            problems.push(Problem::new("/impact_scale", "transition.lacks", text));
        }
        if matches!(transition, "approve" | "approve-directly") {
            self.lacks_decision(&mut problems);
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ImpactAssessment::NAME,
    prefix: ImpactAssessment::PREFIX,
    version: 1,
    title: Text::new(
        "AI system impact assessment",
        "Avaliação de impacto do sistema de IA",
        "Avaliação de impacto do sistema de IA",
    ),
    refs: &["6.1.4", "8.4", "A.5.2", "A.5.3", "A.5.4", "A.5.5"],
    workflow: &Workflow {
        states: &["draft", "in-review", "reviewed", "approved", "superseded"],
        create: Some(Action::Write),
        editable: &["draft"],
        transitions: &[
            Transition {
                name: "submit",
                from: &["draft"],
                to: "in-review",
                needs: Action::Write,
                requires: &[
                    "system",
                    "system_version",
                    "trigger",
                    "scope",
                    "assessors",
                    "system_description",
                    "purpose",
                    "intended_uses",
                    "unintended_uses",
                    "data_information",
                    "data_quality",
                    "algorithm_model",
                    "deployment_environment",
                    "interested_parties",
                    "benefits",
                    "harms",
                    "failures",
                    "misuse",
                    "impact_scale",
                    "individual_impacts",
                    "societal_impacts",
                    "sensitive_use",
                    "measures",
                    "human_oversight",
                    "residual_judgement",
                ],
                guards: &[],
                signs: Some("states as system owner that this assessment is complete"),
            },
            Transition {
                name: "return",
                from: &["in-review", "reviewed"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "review",
                from: &["in-review"],
                to: "reviewed",
                needs: Action::Review,
                requires: &[],
                guards: &[],
                signs: Some("has reviewed this assessment and finds it sound"),
            },
            Transition {
                name: "approve",
                from: &["reviewed"],
                to: "approved",
                needs: Action::Approve,
                requires: &["decision", "next_review"],
                guards: &[],
                signs: Some("decides on this assessment"),
            },
            Transition {
                name: "approve-directly",
                from: &["in-review"],
                to: "approved",
                needs: Action::Approve,
                requires: &["decision", "next_review"],
                guards: &[],
                signs: Some("decides on this assessment, which is below the level that needs a reviewer"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("replaces this assessment by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("system_version", "System version", "Versão do sistema", "Versão do sistema"),
        Label::new("trigger", "Trigger", "Gatilho", "Motivo"),
        Label::new("scope", "Scope", "Escopo", "Âmbito"),
        Label::new("assessors", "Assessors", "Avaliadores", "Avaliadores"),
        Label::new("system_description", "System description", "Descrição do sistema", "Descrição do sistema"),
        Label::new("purpose", "Purpose", "Finalidade", "Finalidade"),
        Label::new("intended_uses", "Intended uses", "Usos pretendidos", "Utilizações previstas"),
        Label::new("unintended_uses", "Unintended uses", "Usos não pretendidos", "Utilizações não previstas"),
        Label::new("data_information", "Data", "Dados", "Dados"),
        Label::new("data_quality", "Data quality", "Qualidade de dados", "Qualidade dos dados"),
        Label::new("algorithm_model", "Algorithm and model", "Algoritmo e modelo", "Algoritmo e modelo"),
        Label::new(
            "deployment_environment",
            "Deployment environment",
            "Ambiente de implantação",
            "Ambiente de implantação",
        ),
        Label::new("geography_languages", "Places and languages", "Locais e idiomas", "Locais e línguas"),
        Label::new("interested_parties", "Interested parties", "Partes interessadas", "Partes interessadas"),
        Label::new("benefits", "Benefits", "Benefícios", "Benefícios"),
        Label::new("harms", "Harms", "Danos", "Danos"),
        Label::new("failures", "Failures", "Falhas", "Falhas"),
        Label::new("misuse", "Foreseeable misuse", "Uso indevido previsível", "Utilização indevida previsível"),
        Label::new("impact_scale", "Scale of impact", "Escala de impacto", "Escala de impacto"),
        Label::new(
            "individual_impacts",
            "Impacts on individuals",
            "Impactos sobre indivíduos",
            "Impactos sobre as pessoas",
        ),
        Label::new("societal_impacts", "Impacts on society", "Impactos sobre a sociedade", "Impactos na sociedade"),
        Label::new("sensitive_use", "Sensitive use", "Uso sensível", "Utilização sensível"),
        Label::new("measures", "Measures", "Medidas", "Medidas"),
        Label::new("human_oversight", "Human oversight", "Supervisão humana", "Supervisão humana"),
        Label::new("residual_judgement", "What remains", "Julgamento residual", "Juízo residual"),
        Label::new("consultation", "Consultation", "Consulta", "Consulta"),
        Label::new("decision", "Decision", "Decisão", "Decisão"),
        Label::new("conditions", "Conditions", "Condições", "Condições"),
        Label::new("shared_with", "Shared with", "Compartilhada com", "Partilhada com"),
        Label::new("next_review", "Next review", "Próxima revisão", "Próxima revisão"),
        Label::new(
            "fria_applies",
            "Fundamental rights assessment needed",
            "Avaliação de direitos fundamentais exigida",
            "Avaliação de direitos fundamentais exigida",
        ),
        Label::new(
            "fria",
            "Fundamental rights impact assessment",
            "Avaliação de impacto sobre direitos fundamentais",
            "Avaliação de impacto sobre os direitos fundamentais",
        ),
        Label::new(
            "dpia",
            "Data protection impact assessment",
            "Relatório de impacto à proteção de dados pessoais (RIPD)",
            "Avaliação de impacto sobre a proteção de dados (AIPD)",
        ),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ImpactAssessment>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn above_a_level_three_people_are_needed() {
        let mild = ImpactAssessment::sample();
        assert_eq!(mild.worst(), Some(2));
        assert!(!mild.needs_three_people());
        assert!(mild.lacks("approve-directly").is_empty());
        let severe = Harm { severity: Some(3), ..Harm::default() };
        for heavy in [
            ImpactAssessment { harms: Some(vec![severe].into()), ..mild.clone() },
            ImpactAssessment { sensitive_use: Some(true.into()), ..mild.clone() },
            ImpactAssessment { sensitive_use: None, ..mild.clone() },
            ImpactAssessment { impact_scale: None, ..mild },
        ] {
            assert!(heavy.needs_three_people());
            assert_eq!(heavy.lacks("approve-directly")[0].at, "/impact_scale");
            assert!(heavy.lacks("approve").is_empty(), "with a reviewer it may be approved");
        }
    }

    #[test]
    fn approving_is_deciding() {
        let open = ImpactAssessment { decision: None, ..ImpactAssessment::sample() };
        assert_eq!(open.lacks("approve")[0].at, "/decision");
        let bare = ImpactAssessment { conditions: None, ..ImpactAssessment::sample() };
        assert_eq!(bare.lacks("approve")[0].at, "/conditions");
        let owed = ImpactAssessment { fria_applies: Some(true.into()), ..ImpactAssessment::sample() };
        assert_eq!(owed.lacks("approve")[0].at, "/fria");
    }
}
