//! Training record: what somebody did to become competent, and whether it worked [7.2, 7.3]. Attendance is not effect:
//! the effect is judged later, by another person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::competence_requirement::CompetenceRequirement;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Digest, Frozen, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Training record.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TrainingRecord {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// Who is trained.
    pub person: Option<Stated<Ref<Person>>>,
    /// The competence it serves.
    pub requirement: Option<Stated<Ref<CompetenceRequirement>>>,
    /// Course, coaching, reading, work under guidance.
    pub activity: Option<Stated<String>>,
    /// Who gives it.
    pub provider: Option<String>,
    /// When it ended.
    pub date: Option<Stated<Day>>,
    /// How it ended.
    pub result: Option<Stated<TrainingResult>>,
    /// Last day of a certificate that came with it.
    pub valid_until: Option<Day>,
    /// How it will be seen whether it worked.
    pub effectiveness_method: Option<Stated<String>>,
    /// What was seen then.
    pub effectiveness_result: Option<Stated<String>>,
    /// Certificate or attendance list, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub evidence: Option<Digest>,
}

/// How a training ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrainingResult {
    /// Was there; nothing was tested.
    Attended,
    /// Passed what was tested.
    Passed,
    /// Did not.
    Failed,
}

impl Body for TrainingRecord {
    const NAME: &'static str = "training-record";
    const PREFIX: &'static str = "TRN";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["done"],
        fields: &["person", "requirement", "activity", "date", "result", "effectiveness_method"],
    }];

    fn sample() -> Self {
        Self {
            title: "Consulting affected people, Beatriz Lemos".into(),
            owner: Some(Ref::number(1)),
            person: Some(Ref::number(2).into()),
            requirement: Some(Ref::number(1).into()),
            activity: Some("two-day course with role play".into()),
            provider: Some("HR and training".into()),
            date: Some("2026-10-02".into()),
            result: Some(TrainingResult::Passed.into()),
            valid_until: None,
            effectiveness_method: Some("the next consultation is watched by a second assessor".into()),
            effectiveness_result: Some("led the consultation of recruiters without help".into()),
            evidence: Some(Digest([4; 32])),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: TrainingRecord::NAME,
    prefix: TrainingRecord::PREFIX,
    version: 1,
    title: Text::new("Training record", "Registro de treinamento", "Registo de formação"),
    refs: &["7.2", "7.3", "A.4.6"],
    workflow: &Workflow {
        states: &["planned", "done", "effective", "ineffective", "dropped"],
        create: Some(Action::Write),
        editable: &["planned", "done"],
        transitions: &[
            Transition {
                name: "finish",
                from: &["planned"],
                to: "done",
                needs: Action::Write,
                requires: &["person", "requirement", "activity", "date", "result", "effectiveness_method"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "find-effective",
                from: &["done"],
                to: "effective",
                needs: Action::Approve,
                requires: &["effectiveness_result"],
                guards: &[],
                signs: Some("judges that this training worked"),
            },
            Transition {
                name: "find-ineffective",
                from: &["done"],
                to: "ineffective",
                needs: Action::Approve,
                requires: &["effectiveness_result"],
                guards: &[],
                signs: Some("judges that this training did not work"),
            },
            Transition {
                name: "drop",
                from: &["planned"],
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
        Label::new("person", "Person", "Pessoa", "Pessoa"),
        Label::new("requirement", "Competence", "Competência", "Competência"),
        Label::new("activity", "Activity", "Atividade", "Atividade"),
        Label::new("provider", "Given by", "Ministrado por", "Ministrada por"),
        Label::new("date", "Date", "Data", "Data"),
        Label::new("result", "Result", "Resultado", "Resultado"),
        Label::new("valid_until", "Certificate valid until", "Certificado válido até", "Certificado válido até"),
        Label::new(
            "effectiveness_method",
            "How its effect is seen",
            "Como se verifica a eficácia",
            "Como se verifica a eficácia",
        ),
        Label::new("effectiveness_result", "What was seen", "O que se verificou", "O que se verificou"),
        Label::new("evidence", "Proof", "Comprovante", "Comprovativo"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<TrainingRecord>(),
};
