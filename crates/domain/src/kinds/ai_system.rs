//! AI system: the thing in scope. Its versions are records of their own.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::agent::{Agent, Component, ComponentKind};
use super::dataset::Dataset;
use super::model::Model;
use super::person::Person;
use super::resource::Resource;
use super::supplier::Supplier;
use crate::kind::Shape;
use crate::stated::GapKind;
use crate::{
    ActClass, ActRole, Action, AnnexIiiUse, Body, Derogation, Digest, Gap, Guard, Kind, Label, Problem, Ref, Stated,
    Text, Transition, Workflow,
};

/// An AI system of the inventory.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AiSystem {
    /// Name.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// The organisation's roles towards it, in the sense of ISO/IEC 22989; there may be several.
    pub roles: Vec<SystemRole>,
    /// The organisation's roles towards it, in the sense of the EU AI Act; there may be several, and not the same words.
    pub act_roles: Option<Stated<Vec<ActRole>>>,
    /// How it came to us.
    pub origin: Option<Stated<Origin>>,
    /// Where in its life it is.
    pub stage: Option<Stated<LifecycleStage>>,
    /// What it is for.
    pub intended_use: Option<Stated<String>>,
    /// What it must not be used for.
    pub excluded_uses: Option<Stated<String>>,
    /// Who works with it.
    pub users: Option<Stated<String>>,
    /// Who may be affected.
    pub affected_groups: Option<Stated<Vec<String>>>,
    /// What it does to decisions about people.
    pub decision_effect: Option<Stated<DecisionEffect>>,
    /// How much it does by itself.
    pub automation_level: Option<Stated<AutomationLevel>>,
    /// Who oversees it in operation.
    pub oversight: Option<Stated<Ref<Person>>>,
    /// What the EU AI Act makes of it; there may be several, and none is a reasoned answer.
    pub act_classes: Option<Stated<Vec<ActClass>>>,
    /// Uses of Annex III that it has.
    pub annex_iii: Vec<AnnexIiiUse>,
    /// Grounds on which such a use is not high-risk (Art. 6(3)).
    pub derogation_grounds: Vec<Derogation>,
    /// The assessment that Art. 6(4) asks for.
    pub derogation: Option<Stated<String>>,
    /// Whether it profiles people: then no ground holds.
    pub profiles_people: Option<Stated<bool>>,
    /// Models it rests on.
    pub models: Vec<Ref<Model>>,
    /// Data sets it rests on.
    pub datasets: Vec<Ref<Dataset>>,
    /// Agents it consists of.
    pub agents: Vec<Ref<Agent>>,
    /// Its tools, MCP servers, guardrails, prompts and evaluation artefacts, each with a digest or why there is none.
    pub components: Vec<Component>,
    /// Suppliers it rests on.
    pub suppliers: Vec<Ref<Supplier>>,
    /// Tools, computing and people it needs.
    pub resources: Vec<Ref<Resource>>,
    /// Where it is computed.
    pub compute_location: Vec<String>,
    /// What it logs of its own running, when, and for how long (A.6.2.8).
    pub event_logs: Option<Stated<EventLogs>>,
    /// What is kept of prompts and outputs, and who sees it.
    pub prompt_policy: Option<Stated<String>>,
    /// How it will be taken out of service.
    pub retirement_plan: Option<Stated<String>>,
}

/// A role towards an AI system (ISO/IEC 22989).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SystemRole {
    /// Designs and builds it.
    Developer,
    /// Offers it to others.
    Provider,
    /// Uses it.
    User,
}

/// How a system came to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// We built it.
    Developed,
    /// We changed what others built.
    Adapted,
    /// We bought it, or use it as a service.
    Bought,
    /// It is a feature of software that we bought for something else.
    Feature,
}

/// A stage in the life of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LifecycleStage {
    /// It is an idea.
    Inception,
    /// It is designed and built.
    Development,
    /// It is verified and validated.
    Verification,
    /// A few try it.
    Pilot,
    /// It is put into service.
    Deployment,
    /// It is in service and watched.
    Operation,
    /// It is taken out of service.
    Retirement,
}

/// What a system does to decisions about people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionEffect {
    /// Nothing: it is not about people.
    NoEffect,
    /// It informs somebody who decides.
    Informs,
    /// It proposes, and what it proposes is mostly done.
    Shapes,
    /// It decides.
    Decides,
}

/// What a system logs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EventLogs {
    /// Stages of its life in which it logs.
    pub stages: Vec<LifecycleStage>,
    /// What an entry holds.
    pub content: Option<String>,
    /// Days an entry is kept.
    pub keep_days: Option<u32>,
    /// What keeps entries from being changed.
    pub protection: Option<String>,
}

/// How much a system does by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AutomationLevel {
    /// It suggests; a person acts.
    Suggests,
    /// It acts once a person has agreed.
    HumanInTheLoop,
    /// It acts; a person watches and can stop it.
    HumanOnTheLoop,
    /// It acts and nobody watches.
    Unattended,
}

/// Version 2 adds fields and changes none.
fn to_2(_: &mut Map<String, Value>) {}

impl AiSystem {
    /// Whether it logs at least while it is in use, as A.6.2.8 asks; nothing while that is not known.
    #[must_use]
    pub fn logs_in_use(&self) -> Option<bool> {
        Some(self.event_logs.as_ref()?.known()?.stages.contains(&LifecycleStage::Operation))
    }

    /// What contradicts the Act in its own words: a derogation is from a use of Annex III, has a ground, and ends where
    /// people are profiled.
    fn derogation_faults(&self) -> Vec<Problem> {
        let classes = self.act_classes.as_ref().and_then(Stated::known);
        if !classes.is_some_and(|c| c.contains(&ActClass::DerogatedUse)) {
            return Vec::new();
        }
        let profiles = self.profiles_people.as_ref().and_then(Stated::known) == Some(&true);
        let faults = [
            (self.annex_iii.is_empty(), "/annex_iii", "a derogation is from a use of Annex III: name the use"),
            (self.derogation_grounds.is_empty(), "/derogation_grounds", "name the ground of Art. 6(3)"),
            (self.derogation.is_none(), "/derogation", "Art. 6(4) asks for the assessment in writing"),
            (profiles, "/profiles_people", "a system that profiles people has no derogation"),
        ];
        let held = faults.into_iter().filter(|(fault, ..)| *fault);
        held.map(|(_, at, text)| Problem::new(at, "transition.lacks", text)).collect()
    }
}

impl Body for AiSystem {
    const NAME: &'static str = "ai-system";
    const PREFIX: &'static str = "SYS";

    fn sample() -> Self {
        Self {
            title: "Digit reader".into(),
            owner: Some(Ref::number(1)),
            roles: vec![SystemRole::Developer, SystemRole::Provider],
            act_roles: Some(vec![ActRole::Provider].into()),
            origin: Some(Origin::Developed.into()),
            stage: Some(LifecycleStage::Operation.into()),
            intended_use: Some("Reads handwritten digits on forms".into()),
            excluded_uses: Some("Reading signatures".into()),
            users: Some("Clerks of the office".into()),
            affected_groups: Some(vec!["people who fill in forms".to_owned()].into()),
            decision_effect: Some(DecisionEffect::Informs.into()),
            automation_level: Some(AutomationLevel::HumanInTheLoop.into()),
            oversight: Some(Ref::number(1).into()),
            act_classes: Some(vec![ActClass::DerogatedUse, ActClass::InteractionNotice].into()),
            annex_iii: vec![AnnexIiiUse::PublicBenefits],
            derogation_grounds: vec![Derogation::NarrowProceduralTask],
            derogation: Some("It reads digits and judges nothing; a clerk decides on each form.".into()),
            profiles_people: Some(false.into()),
            models: vec![Ref::number(1)],
            datasets: vec![Ref::number(1)],
            agents: vec![Ref::number(1)],
            components: vec![Component {
                kind: Some(ComponentKind::Guardrail),
                name: Some("size check".into()),
                version: Some("2".into()),
                supplier: None,
                sha256: Some(Digest([4; 32]).into()),
            }],
            suppliers: vec![Ref::number(1)],
            resources: vec![Ref::number(1)],
            compute_location: vec!["Porto".into()],
            event_logs: Some(
                EventLogs {
                    stages: vec![LifecycleStage::Pilot, LifecycleStage::Operation],
                    content: Some("each reading with its certainty".into()),
                    keep_days: Some(365),
                    protection: Some("append-only, signed each day".into()),
                }
                .into(),
            ),
            prompt_policy: Some(Stated::Gap(Gap {
                gap: GapKind::None,
                because: "it takes pictures, no prompts".into(),
                owner: None,
                due: None,
            })),
            retirement_plan: Some("Forms go back to typing; the model is kept two years.".into()),
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        if transition == "admit" { self.derogation_faults() } else { Vec::new() }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: AiSystem::NAME,
    prefix: AiSystem::PREFIX,
    version: 2,
    title: Text::new("AI system", "Sistema de IA", "Sistema de IA"),
    refs: &["4.3", "A.4.2", "A.6.2.8", "A.9.4"],
    workflow: &Workflow {
        states: &["draft", "in-scope", "retired"],
        create: Some(Action::Write),
        editable: &["draft", "in-scope"],
        transitions: &[
            Transition {
                name: "admit",
                from: &["draft"],
                to: "in-scope",
                needs: Action::Write,
                requires: &["roles", "intended_use"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "retire",
                from: &["draft", "in-scope"],
                to: "retired",
                needs: Action::Approve,
                requires: &[],
                guards: &[Guard::NoneLinked { kind: "system-version", field: "system", states: &["released"] }],
                signs: Some("retires the system"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Name", "Nome", "Nome"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("roles", "Our roles", "Nossos papéis", "As nossas funções"),
        Label::new("act_roles", "Our roles (AI Act)", "Nossos papéis (AI Act)", "As nossas funções (Regulamento IA)"),
        Label::new("origin", "Origin", "Origem", "Origem"),
        Label::new("stage", "Life-cycle stage", "Estágio do ciclo de vida", "Fase do ciclo de vida"),
        Label::new("intended_use", "Intended use", "Uso pretendido", "Utilização prevista"),
        Label::new("excluded_uses", "Excluded uses", "Usos excluídos", "Utilizações excluídas"),
        Label::new("users", "Users", "Usuários", "Utilizadores"),
        Label::new("affected_groups", "Affected groups", "Grupos afetados", "Grupos afetados"),
        Label::new("decision_effect", "Effect on decisions", "Efeito sobre decisões", "Efeito sobre decisões"),
        Label::new("automation_level", "Automation", "Nível de automação", "Nível de automatização"),
        Label::new("oversight", "Human oversight", "Supervisão humana", "Supervisão humana"),
        Label::new("act_classes", "Classes (AI Act)", "Classes (AI Act)", "Classes (Regulamento IA)"),
        Label::new("annex_iii", "Annex III uses", "Usos do Anexo III", "Utilizações do anexo III"),
        Label::new("derogation_grounds", "Derogation grounds", "Motivos de derrogação", "Fundamentos da derrogação"),
        Label::new("derogation", "Derogation assessment", "Avaliação da derrogação", "Avaliação da derrogação"),
        Label::new("profiles_people", "Profiles people", "Faz perfis de pessoas", "Define perfis de pessoas"),
        Label::new("models", "Models", "Modelos", "Modelos"),
        Label::new("datasets", "Data sets", "Conjuntos de dados", "Conjuntos de dados"),
        Label::new("agents", "Agents", "Agentes", "Agentes"),
        Label::new("components", "Components", "Componentes", "Componentes"),
        Label::new("suppliers", "Suppliers", "Fornecedores", "Fornecedores"),
        Label::new("resources", "Resources", "Recursos", "Recursos"),
        Label::new("compute_location", "Computed in", "Processado em", "Processado em"),
        Label::new("event_logs", "Event logs", "Registros de eventos", "Registos de eventos"),
        Label::new("prompt_policy", "Prompts and outputs", "Prompts e saídas", "Instruções e resultados"),
        Label::new("retirement_plan", "Retirement plan", "Plano de desativação", "Plano de desativação"),
    ],
    owned: true,
    upcasters: &[to_2],
    shape: Shape::of::<AiSystem>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derogation_needs_its_use_its_ground_and_nobody_profiled() {
        let system = AiSystem::sample();
        assert!(system.lacks("admit").is_empty());
        let profiler = AiSystem { profiles_people: Some(true.into()), ..system.clone() };
        assert_eq!(profiler.lacks("admit")[0].at, "/profiles_people");
        let bare = AiSystem { annex_iii: Vec::new(), derogation_grounds: Vec::new(), derogation: None, ..system };
        let places: Vec<String> = bare.lacks("admit").into_iter().map(|p| p.at).collect();
        assert_eq!(places, ["/annex_iii", "/derogation_grounds", "/derogation"]);
        assert!(AiSystem::default().lacks("admit").is_empty(), "what is not classed contradicts nothing");
    }

    #[test]
    fn logs_are_kept_at_least_in_use() {
        assert_eq!(AiSystem::sample().logs_in_use(), Some(true));
        let early = EventLogs { stages: vec![LifecycleStage::Pilot], ..EventLogs::default() };
        assert_eq!(AiSystem { event_logs: Some(early.into()), ..AiSystem::default() }.logs_in_use(), Some(false));
        assert_eq!(AiSystem::default().logs_in_use(), None);
    }

    #[test]
    fn an_older_system_reads_as_it_was_with_nothing_invented() {
        let old = serde_json::json!({"title": "Reader", "owner": "PER-1", "roles": ["user"], "schema": "ai-system/1"});
        let read = KIND.normalise(old).unwrap().value;
        assert_eq!(
            read,
            serde_json::json!({"title": "Reader", "owner": "PER-1", "roles": ["user"], "schema": "ai-system/2"})
        );
    }
}
