//! Management review: top management looks at the AIMS and decides [9.3]. The trends themselves are worked out from the
//! record as it stood at the position named; what is kept here is what was concluded from them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::document::Document;
use super::person::Person;
use super::role_assignment::RoleAssignment;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Guard, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Management review.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ManagementReview {
    /// What people read.
    pub title: String,
    /// Who prepares it.
    pub owner: Option<Ref<Person>>,
    /// When it took place.
    pub date: Option<Stated<Day>>,
    /// The assignments by which top management was there.
    pub top_management: Option<Stated<Vec<Ref<RoleAssignment>>>>,
    /// Everybody who was there.
    pub attendees: Option<Stated<Vec<Ref<Person>>>>,
    /// Position of the log at which the material was drawn: all figures shown follow from it.
    pub data_position: Option<Stated<u64>>,
    /// What became of earlier decisions [9.3.2 a].
    pub prior_actions: Option<Stated<String>>,
    /// What changed inside and outside [9.3.2 b].
    pub issue_changes: Option<Stated<String>>,
    /// What interested parties need now [9.3.2 c].
    pub party_need_changes: Option<Stated<String>>,
    /// Conclusion from the trend of nonconformities and corrective actions [9.3.2 d].
    pub nc_trends: Option<Stated<String>>,
    /// Conclusion from the trend of measurements [9.3.2 d].
    pub measurement_results: Option<Stated<String>>,
    /// Conclusion from the trend of audits [9.3.2 d].
    pub audit_results: Option<Stated<String>>,
    /// Where improvement is possible [9.3.2 e].
    pub improvement_opportunities: Option<Stated<String>>,
    /// Whether resources suffice.
    pub resources: Option<String>,
    /// What changed in risks and impacts.
    pub risk_impact_changes: Option<String>,
    /// How far objectives are reached.
    pub objectives_status: Option<String>,
    /// Incidents and concerns, without names.
    pub incidents: Option<String>,
    /// How suppliers did.
    pub supplier_performance: Option<String>,
    /// What changed in law.
    pub regulatory_changes: Option<String>,
    /// The minutes.
    pub minutes: Option<Stated<Ref<Document>>>,
}

impl Body for ManagementReview {
    const NAME: &'static str = "management-review";
    const PREFIX: &'static str = "MRV";
    const FROZEN: &'static [Frozen] =
        &[Frozen { states: &["held"], fields: &["date", "top_management", "attendees", "data_position"] }];

    fn sample() -> Self {
        Self {
            title: "Management review, autumn 2026".into(),
            owner: Some(Ref::number(2)),
            date: Some("2026-11-05".into()),
            top_management: Some(vec![Ref::number(1)].into()),
            attendees: Some(vec![Ref::number(1), Ref::number(2)].into()),
            data_position: Some(1_411.into()),
            prior_actions: Some("three of four done; the supplier register is late".into()),
            issue_changes: Some("dates of the AI Act moved by regulation of July".into()),
            party_need_changes: Some("a bank asks for certification".into()),
            nc_trends: Some("fewer, but one major: a pilot without approved assessment".into()),
            measurement_results: Some("false answers fall too slowly to reach the objective by June".into()),
            audit_results: Some("signing is the weak point twice in a row".into()),
            improvement_opportunities: Some("test data in Portuguese".into()),
            resources: Some("one more tester from January".into()),
            risk_impact_changes: Some("hiring stays critical".into()),
            objectives_status: Some("one of three on course".into()),
            incidents: Some("one, closed; two concerns".into()),
            supplier_performance: Some("one certificate ends in January".into()),
            regulatory_changes: Some("marking of generated text from December".into()),
            minutes: Some(Ref::number(1).into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: ManagementReview::NAME,
    prefix: ManagementReview::PREFIX,
    version: 1,
    title: Text::new("Management review", "Análise crítica pela direção", "Revisão pela gestão"),
    refs: &["9.3.1", "9.3.2", "9.3.3"],
    workflow: &Workflow {
        states: &["planned", "held", "signed", "cancelled"],
        create: Some(Action::Write),
        editable: &["planned", "held"],
        transitions: &[
            Transition {
                name: "hold",
                from: &["planned"],
                to: "held",
                needs: Action::Write,
                requires: &["date", "top_management", "attendees", "data_position"],
                guards: &[Guard::AllIn { field: "top_management", states: &["assigned"] }],
                signs: None,
            },
            Transition {
                name: "sign",
                from: &["held"],
                to: "signed",
                needs: Action::Direct,
                requires: &[
                    "prior_actions",
                    "issue_changes",
                    "party_need_changes",
                    "nc_trends",
                    "measurement_results",
                    "audit_results",
                    "improvement_opportunities",
                    "minutes",
                ],
                guards: &[Guard::SomeLinked {
                    kind: "management-decision",
                    field: "review",
                    states: &["decided", "carried-out"],
                }],
                signs: Some("was there, and stands for the conclusions and decisions of this review"),
            },
            Transition {
                name: "cancel",
                from: &["planned"],
                to: "cancelled",
                needs: Action::Direct,
                requires: &[],
                guards: &[],
                signs: Some("cancels this review"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Prepared by", "Preparada por", "Preparada por"),
        Label::new("date", "Date", "Data", "Data"),
        Label::new("top_management", "Top management", "Alta Direção", "Gestão de topo"),
        Label::new("attendees", "Attendees", "Participantes", "Participantes"),
        Label::new("data_position", "Material as of entry", "Dados conforme a entrada", "Dados conforme a entrada"),
        Label::new("prior_actions", "Earlier actions", "Ações anteriores", "Ações anteriores"),
        Label::new("issue_changes", "Changes in issues", "Mudanças nas questões", "Alterações nas questões"),
        Label::new(
            "party_need_changes",
            "Changes in needs of parties",
            "Mudanças nas necessidades das partes",
            "Alterações nas necessidades das partes",
        ),
        Label::new("nc_trends", "Nonconformities", "Não conformidades", "Não conformidades"),
        Label::new("measurement_results", "Measurements", "Medições", "Medições"),
        Label::new("audit_results", "Audits", "Auditorias", "Auditorias"),
        Label::new(
            "improvement_opportunities",
            "Opportunities",
            "Oportunidades de melhoria",
            "Oportunidades de melhoria",
        ),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("risk_impact_changes", "Risks and impacts", "Riscos e impactos", "Riscos e impactos"),
        Label::new("objectives_status", "Objectives", "Objetivos", "Objetivos"),
        Label::new("incidents", "Incidents", "Incidentes", "Incidentes"),
        Label::new("supplier_performance", "Suppliers", "Fornecedores", "Fornecedores"),
        Label::new("regulatory_changes", "Law", "Legislação", "Legislação"),
        Label::new("minutes", "Minutes", "Ata", "Ata"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<ManagementReview>(),
};
