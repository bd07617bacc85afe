//! Technical documentation: what those who build on, use or supervise one version of an AI system need to know, for one
//! audience.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::dataset::Dataset;
use super::design_decision::DesignDecision;
use super::document::Document;
use super::evidence::Evidence;
use super::impact_assessment::ImpactAssessment;
use super::person::Person;
use super::process::Process;
use super::system_version::SystemVersion;
use super::treatment_plan::TreatmentPlan;
use crate::kind::Shape;
use crate::{Action, Body, Day, Decimal, Kind, Label, Ref, Stated, Text, Transition, Workflow};

/// Technical documentation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TechnicalDocumentation {
    /// What people read.
    pub title: String,
    /// The system owner.
    pub owner: Option<Ref<Person>>,
    /// The AI system.
    pub system: Option<Stated<Ref<AiSystem>>>,
    /// The version it describes.
    pub system_version: Option<Stated<Ref<SystemVersion>>>,
    /// Whom it is for.
    pub audience: Option<Stated<Audience>>,
    /// What it is.
    pub general_description: Option<Stated<String>>,
    /// How it is used.
    pub usage_instructions: Option<Stated<String>>,
    /// What it takes for granted.
    pub assumptions: Option<Stated<String>>,
    /// What it cannot do.
    pub limitations: Option<Stated<String>>,
    /// How well it works, measured.
    pub accuracy_metrics: Option<Stated<Vec<Accuracy>>>,
    /// What it runs on.
    pub hardware_environment: Option<Stated<String>>,
    /// Why it is built as it is.
    pub design_choices: Option<Stated<Vec<Ref<DesignDecision>>>>,
    /// How it is built.
    pub architecture: Option<Stated<Ref<Document>>>,
    /// What it was built and tested with.
    pub data_description: Option<Stated<Vec<Ref<Dataset>>>>,
    /// What the tests gave.
    pub validation_results: Option<Stated<Vec<Ref<Evidence>>>>,
    /// How it is protected.
    pub cybersecurity: Option<Stated<String>>,
    /// How people watch, override and stop it.
    pub oversight_measures: Option<Stated<String>>,
    /// How it is watched in operation.
    pub monitoring_plan: Option<Stated<Ref<Process>>>,
    /// How its risks are treated.
    pub risk_management: Option<Stated<Ref<TreatmentPlan>>>,
    /// What it does to people.
    pub impact_assessment: Option<Ref<ImpactAssessment>>,
    /// What changed since earlier versions.
    pub changes: Option<Stated<Vec<VersionChange>>>,
    /// Standards it was built by.
    pub standards_applied: Vec<String>,
    /// EU declaration of conformity.
    pub declaration: Option<Ref<Document>>,
    /// Last day it is kept.
    pub keep_until: Option<Day>,
}

/// Whom documentation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Those who use it.
    Users,
    /// Those who put it to use.
    Deployers,
    /// Those who build on it.
    Integrators,
    /// Those who supervise.
    Authorities,
    /// Ourselves.
    Internal,
}

/// One measured value.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Accuracy {
    /// What was measured.
    pub metric: Option<String>,
    /// The value.
    pub value: Option<Decimal>,
    /// On what data or group.
    pub on: Option<String>,
    /// The run.
    pub evidence: Option<Ref<Evidence>>,
}

/// What one version changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct VersionChange {
    /// The version.
    pub version: Option<String>,
    /// What changed.
    pub what: Option<String>,
}

impl Body for TechnicalDocumentation {
    const NAME: &'static str = "technical-documentation";
    const PREFIX: &'static str = "TDC";

    fn sample() -> Self {
        Self {
            title: "Digit reader 1.1.0, technical documentation".into(),
            owner: Some(Ref::number(1)),
            system: Some(Ref::number(1).into()),
            system_version: Some(Ref::number(1).into()),
            audience: Some(Audience::Authorities.into()),
            general_description: Some("Reads digits from scanned forms.".into()),
            usage_instructions: Some("Scan at 300 dots an inch; a person reads what is marked as unsure.".into()),
            assumptions: Some("Forms printed after 2024".into()),
            limitations: Some("Does not read pencil.".into()),
            accuracy_metrics: Some(
                vec![Accuracy {
                    metric: Some("accuracy".into()),
                    value: Some("0.97".into()),
                    on: Some("held-out digits".into()),
                    evidence: Some(Ref::number(1)),
                }]
                .into(),
            ),
            hardware_environment: Some("Any server with 4 GB of memory".into()),
            design_choices: Some(vec![Ref::number(1)].into()),
            architecture: Some(Ref::number(1).into()),
            data_description: Some(vec![Ref::number(1)].into()),
            validation_results: Some(vec![Ref::number(1)].into()),
            cybersecurity: Some("No network access; scans are checked for type and size.".into()),
            oversight_measures: Some("Readings below 0.9 go to a person.".into()),
            monitoring_plan: Some(Ref::number(1).into()),
            risk_management: Some(Ref::number(1).into()),
            impact_assessment: Some(Ref::number(1)),
            changes: Some(
                vec![VersionChange {
                    version: Some("1.1.0".into()),
                    what: Some("trained with left-handed writers".into()),
                }]
                .into(),
            ),
            standards_applied: vec!["ISO/IEC 42001:2023".into()],
            declaration: None,
            keep_until: Some("2036-12-01".into()),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: TechnicalDocumentation::NAME,
    prefix: TechnicalDocumentation::PREFIX,
    version: 1,
    title: Text::new("Technical documentation", "Documentação técnica", "Documentação técnica"),
    refs: &["A.6.2.7", "A.8.2", "A.6.2.3"],
    workflow: &Workflow {
        states: &["draft", "in-review", "approved", "superseded"],
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
                    "audience",
                    "general_description",
                    "usage_instructions",
                    "assumptions",
                    "limitations",
                    "accuracy_metrics",
                    "hardware_environment",
                    "design_choices",
                    "architecture",
                    "data_description",
                    "validation_results",
                    "cybersecurity",
                    "oversight_measures",
                    "monitoring_plan",
                    "risk_management",
                    "changes",
                ],
                guards: &[],
                signs: Some("states as owner that this describes the version named"),
            },
            Transition {
                name: "return",
                from: &["in-review"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "approve",
                from: &["in-review"],
                to: "approved",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("approves this documentation for its audience"),
            },
            Transition {
                name: "supersede",
                from: &["approved"],
                to: "superseded",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("replaces this documentation by a newer one"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("system_version", "System version", "Versão do sistema", "Versão do sistema"),
        Label::new("audience", "Audience", "Público", "Destinatários"),
        Label::new("general_description", "General description", "Descrição geral", "Descrição geral"),
        Label::new("usage_instructions", "Instructions for use", "Instruções de uso", "Instruções de utilização"),
        Label::new("assumptions", "Assumptions", "Premissas", "Pressupostos"),
        Label::new("limitations", "Limitations", "Limitações", "Limitações"),
        Label::new("accuracy_metrics", "Accuracy", "Exatidão", "Exatidão"),
        Label::new("hardware_environment", "Hardware and environment", "Hardware e ambiente", "Hardware e ambiente"),
        Label::new("design_choices", "Design choices", "Escolhas de projeto", "Opções de conceção"),
        Label::new("architecture", "Architecture", "Arquitetura", "Arquitetura"),
        Label::new("data_description", "Data", "Dados", "Dados"),
        Label::new("validation_results", "Validation results", "Resultados da validação", "Resultados da validação"),
        Label::new("cybersecurity", "Cybersecurity", "Segurança cibernética", "Cibersegurança"),
        Label::new("oversight_measures", "Human oversight", "Supervisão humana", "Supervisão humana"),
        Label::new("monitoring_plan", "Monitoring", "Monitoramento", "Monitorização"),
        Label::new("risk_management", "Risk management", "Gestão de riscos", "Gestão do risco"),
        Label::new("impact_assessment", "Impact assessment", "Avaliação de impacto", "Avaliação de impacto"),
        Label::new("changes", "Changes", "Alterações", "Alterações"),
        Label::new("standards_applied", "Standards applied", "Normas aplicadas", "Normas aplicadas"),
        Label::new(
            "declaration",
            "EU declaration of conformity",
            "Declaração UE de conformidade",
            "Declaração UE de conformidade",
        ),
        Label::new("keep_until", "Keep until", "Conservar até", "Conservar até"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<TechnicalDocumentation>(),
};
