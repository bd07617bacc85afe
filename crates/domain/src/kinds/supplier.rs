//! Supplier: whether what somebody supplies fits our approach to responsible AI, who does what, and what the contract
//! says.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::certificate_check::CertificateCheck;
use super::contract_clause::ContractClause;
use super::document::Document;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Decimal, Frozen, Kind, Label, Problem, Ref, Stated, Text, Transition, Workflow};

/// Supplier.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Supplier {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it supplies.
    pub supplies: Option<Stated<Vec<String>>>,
    /// How much hangs on it.
    pub criticality: Option<Stated<Criticality>>,
    /// AI systems that rest on it.
    pub systems: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// What it answered.
    pub questionnaire: Option<Ref<Document>>,
    /// How it fits our approach to responsible AI, and where not.
    pub responsible_ai_match: Option<Stated<String>>,
    /// Certificates that were checked.
    pub certificates: Option<Stated<Vec<Ref<CertificateCheck>>>>,
    /// What the contract says.
    pub contract_clauses: Option<Stated<Vec<Ref<ContractClause>>>>,
    /// Who does what over the life cycle.
    pub responsibilities: Option<Stated<Vec<Responsibility>>>,
    /// What it may do with our data.
    pub data_use_terms: Option<String>,
    /// Who works for it on this.
    pub subprocessors: Vec<String>,
    /// How it tells us of incidents.
    pub incident_terms: Option<String>,
    /// How we get away from it.
    pub exit_plan: Option<Stated<String>>,
    /// Score of the assessment, from 0 to 100.
    pub score: Option<Stated<Decimal>>,
    /// Under what conditions it is taken.
    pub conditions: Option<Stated<String>>,
    /// Why it is not taken.
    pub rejection: Option<Stated<String>>,
    /// Day of the next assessment.
    pub next_review: Option<Stated<Day>>,
}

/// How much hangs on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Criticality {
    /// Easily done without.
    Low,
    /// Its absence would be felt.
    Medium,
    /// Nothing goes without it.
    High,
}

/// Who sees to one task of the life cycle.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Responsibility {
    /// The task.
    pub task: Option<String>,
    /// Who sees to it.
    pub held_by: Option<Holder>,
    /// How exactly, where it is shared.
    pub detail: Option<String>,
}

/// Who sees to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// We.
    Us,
    /// The other party.
    Them,
    /// Both, as described.
    Shared,
    /// Somebody else.
    ThirdParty,
}

/// Tasks that nobody holds, or that are shared without a word how.
pub(crate) fn find_unheld(rows: &[Responsibility], problems: &mut Vec<Problem>) {
    for (i, row) in rows.iter().enumerate() {
        let vague = row.held_by == Some(Holder::Shared) && row.detail.is_none();
        if row.task.is_none() || row.held_by.is_none() || vague {
            let text = "name the task and who holds it; say how, where it is shared";
            problems.push(Problem::new(format!("/responsibilities/{i}"), "transition.lacks", text));
        }
    }
}

impl Body for Supplier {
    const NAME: &'static str = "supplier";
    const PREFIX: &'static str = "SUP";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["recommended"],
        fields: &[
            "supplies",
            "criticality",
            "systems",
            "responsible_ai_match",
            "certificates",
            "contract_clauses",
            "responsibilities",
            "exit_plan",
            "score",
        ],
    }];

    fn sample() -> Self {
        Self {
            title: "Cordoba Annotators".into(),
            owner: Some(Ref::number(1)),
            supplies: Some(vec!["labelling of scanned forms".to_owned()].into()),
            criticality: Some(Criticality::High.into()),
            systems: Some(vec![Ref::number(1)].into()),
            questionnaire: Some(Ref::number(1)),
            responsible_ai_match: Some("Pays labellers by the hour; does not publish its error rates.".into()),
            certificates: Some(vec![Ref::number(1)].into()),
            contract_clauses: Some(vec![Ref::number(1)].into()),
            responsibilities: Some(
                vec![Responsibility {
                    task: Some("quality of labels".into()),
                    held_by: Some(Holder::Shared),
                    detail: Some("they check all, we check a sample".into()),
                }]
                .into(),
            ),
            data_use_terms: Some("No training on it".into()),
            subprocessors: Vec::new(),
            incident_terms: Some("Within 24 hours".into()),
            exit_plan: Some("Two other labellers are known; data is returned in an open format.".into()),
            score: Some("72".into()),
            conditions: None,
            rejection: None,
            next_review: Some("2027-10-01".into()),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let score = self.score.as_ref().and_then(Stated::known).and_then(Decimal::value);
        let out = score.is_some_and(|s| !(0.0..=100.0).contains(&s));
        out.then(|| Problem::new("/score", "score.wrong", "a score lies between 0 and 100")).into_iter().collect()
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        if let Some(rows) = self.responsibilities.as_ref().and_then(Stated::known).filter(|_| transition == "recommend")
        {
            find_unheld(rows, &mut problems);
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Supplier::NAME,
    prefix: Supplier::PREFIX,
    version: 1,
    title: Text::new("Supplier", "Fornecedor", "Fornecedor"),
    refs: &["A.10.3", "A.10.2", "8.1"],
    workflow: &Workflow {
        states: &["draft", "recommended", "approved", "approved-with-conditions", "rejected", "ended"],
        create: Some(Action::Write),
        editable: &["draft", "recommended"],
        transitions: &[
            Transition {
                name: "recommend",
                from: &["draft"],
                to: "recommended",
                needs: Action::Write,
                requires: &[
                    "supplies",
                    "criticality",
                    "systems",
                    "responsible_ai_match",
                    "certificates",
                    "contract_clauses",
                    "responsibilities",
                    "exit_plan",
                    "score",
                ],
                guards: &[],
                signs: Some("recommends a decision on this supplier"),
            },
            Transition {
                name: "approve",
                from: &["recommended"],
                to: "approved",
                needs: Action::Approve,
                requires: &["next_review"],
                guards: &[],
                signs: Some("approves this supplier"),
            },
            Transition {
                name: "approve-with-conditions",
                from: &["recommended"],
                to: "approved-with-conditions",
                needs: Action::Approve,
                requires: &["conditions", "next_review"],
                guards: &[],
                signs: Some("approves this supplier under these conditions"),
            },
            Transition {
                name: "reject",
                from: &["recommended"],
                to: "rejected",
                needs: Action::Approve,
                requires: &["rejection"],
                guards: &[],
                signs: Some("rejects this supplier"),
            },
            Transition {
                name: "reassess",
                from: &["recommended", "approved", "approved-with-conditions", "rejected", "ended"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "end",
                from: &["draft", "recommended", "approved", "approved-with-conditions"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("ends the work with this supplier"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("supplies", "Supplies", "Fornece", "Fornece"),
        Label::new("criticality", "Criticality", "Criticidade", "Criticidade"),
        Label::new("systems", "AI systems", "Sistemas de IA", "Sistemas de IA"),
        Label::new("questionnaire", "Questionnaire", "Questionário", "Questionário"),
        Label::new(
            "responsible_ai_match",
            "Fit with responsible AI",
            "Adequação à IA responsável",
            "Adequação à IA responsável",
        ),
        Label::new("certificates", "Certificates", "Certificados", "Certificados"),
        Label::new("contract_clauses", "Contract clauses", "Cláusulas contratuais", "Cláusulas contratuais"),
        Label::new("responsibilities", "Responsibilities", "Responsabilidades", "Responsabilidades"),
        Label::new("data_use_terms", "Use of our data", "Uso dos nossos dados", "Utilização dos nossos dados"),
        Label::new("subprocessors", "Subprocessors", "Suboperadores", "Subcontratantes"),
        Label::new("incident_terms", "Incident terms", "Condições para incidentes", "Condições para incidentes"),
        Label::new("exit_plan", "Exit plan", "Plano de saída", "Plano de saída"),
        Label::new("score", "Score", "Pontuação", "Pontuação"),
        Label::new("conditions", "Conditions", "Condições", "Condições"),
        Label::new("rejection", "Rejected because", "Rejeitado porque", "Rejeitado porque"),
        Label::new("next_review", "Next review", "Próxima revisão", "Próxima revisão"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Supplier>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_nobody_holds_stops_a_recommendation() {
        let with = |held_by, detail: Option<&str>| {
            let row = Responsibility { task: Some("incidents".into()), held_by, detail: detail.map(Into::into) };
            Supplier { responsibilities: Some(vec![row].into()), ..Supplier::sample() }.lacks("recommend").len()
        };
        assert_eq!(with(None, None), 1);
        assert_eq!(with(Some(Holder::Shared), None), 1);
        assert_eq!(with(Some(Holder::Shared), Some("they detect, we tell")), 0);
        assert_eq!(with(Some(Holder::Them), None), 0);
    }

    #[test]
    fn a_score_has_bounds() {
        let supplier = Supplier { score: Some(Decimal::from("101").into()), ..Supplier::sample() };
        assert_eq!(supplier.check()[0].at, "/score");
    }
}
