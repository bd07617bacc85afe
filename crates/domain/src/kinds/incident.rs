//! Incident: something went wrong with a version of an AI system, or nearly did [A.8.4, A.6.2.6]. When we became aware
//! and when a causal link was established are two moments, for clocks start from either; both are corrected by a new
//! revision, so that the old one stays.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::person::Person;
use super::risk::Risk;
use super::system_version::SystemVersion;
use crate::kind::Shape;
use crate::{Action, Body, Guard, Kind, Label, Moment, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// AI incident.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Incident {
    /// What happened, in a sentence without names.
    pub title: String,
    /// Who leads the response.
    pub owner: Option<Ref<Person>>,
    /// The version it happened with.
    pub version: Option<Stated<Ref<SystemVersion>>>,
    /// Other versions that may be affected.
    pub also_affected: Vec<Ref<SystemVersion>>,
    /// When it was noticed.
    pub detected_at: Option<Stated<Moment>>,
    /// When the organisation became aware of it, in the sense of the law.
    pub aware_at: Option<Stated<Moment>>,
    /// When a causal link with the system, or its reasonable likelihood, was established.
    pub causal_link_at: Option<Stated<Moment>>,
    /// What is known of that link.
    pub causal_link: Option<Stated<CausalLink>>,
    /// How we heard of it; never more of the reporter than that.
    pub reported_by: Option<Stated<Reporter>>,
    /// What sort.
    pub incident_kind: Option<Stated<IncidentKind>>,
    /// How bad.
    pub severity: Option<Stated<Severity>>,
    /// What happened.
    pub description: Option<Stated<String>>,
    /// How many people are affected.
    pub people_affected: Option<Stated<u64>>,
    /// What harm was done, or nearly was.
    pub harm: Option<Stated<String>>,
    /// Whether it is a serious incident in the sense of the law that applies.
    pub serious: Option<Serious>,
    /// Why so, with the provision.
    pub serious_because: Option<Stated<String>>,
    /// Countries or states whose law applies, as ISO 3166 codes.
    pub jurisdictions: Vec<String>,
    /// What keeps it from going on.
    pub containment: Option<Stated<String>>,
    /// Whether the system was left as it was until the authority knew, where that is asked.
    pub kept_unaltered: Option<Stated<bool>>,
    /// What shows it.
    pub evidence: Vec<Ref<Evidence>>,
    /// Why it happened.
    pub root_cause: Option<Stated<String>>,
    /// What is learnt from it.
    pub lessons: Option<Stated<String>>,
    /// Risks that were looked at anew.
    pub risks: Vec<Ref<Risk>>,
}

/// What is known of the causal link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CausalLink {
    /// Established.
    Established,
    /// Reasonably likely, which for some clocks is as good.
    Likely,
    /// Being looked into.
    Open,
    /// Ruled out.
    Excluded,
}

/// How we heard of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reporter {
    /// Own monitoring.
    Monitoring,
    /// Somebody who works for us.
    Staff,
    /// A customer or a deployer.
    Customer,
    /// A user.
    User,
    /// Somebody affected.
    AffectedPerson,
    /// A supplier.
    Supplier,
    /// A researcher.
    Researcher,
    /// An authority.
    Authority,
    /// Press or public.
    Public,
}

/// What sort of incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum IncidentKind {
    /// It did not do what it should.
    Malfunction,
    /// Output that harms or misleads.
    HarmfulOutput,
    /// Some groups fared worse.
    Bias,
    /// Personal data came where it does not belong.
    Privacy,
    /// Somebody attacked it.
    Security,
    /// Somebody used it for what it is not for.
    Misuse,
    /// Human oversight failed.
    Oversight,
    /// It was not there.
    Outage,
    /// It could have gone wrong.
    NearMiss,
}

/// How bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A nuisance.
    Low,
    /// Felt, and soon over.
    Moderate,
    /// Rights, health or property are touched.
    High,
    /// Lasting harm, or many people.
    Critical,
}

/// Whether an incident is serious.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Serious {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// Nobody has decided yet; clocks run as if it were.
    Undecided,
}

/// What starts a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StartEvent {
    /// It was noticed.
    Detected,
    /// We became aware.
    Aware,
    /// A causal link was established.
    CausalLink,
}

impl Incident {
    /// When a clock started; nothing while the moment is unknown, which does not stop the clock in the world.
    #[must_use]
    pub fn started(&self, event: StartEvent) -> Option<Timestamp> {
        let moment = match event {
            StartEvent::Detected => &self.detected_at,
            StartEvent::Aware => &self.aware_at,
            StartEvent::CausalLink => &self.causal_link_at,
        };
        moment.as_ref()?.known()?.at()
    }

    /// Whether clocks for serious incidents run: until it is said that it is none.
    #[must_use]
    pub fn clocks_run(&self) -> bool {
        self.serious != Some(Serious::No)
    }
}

impl Body for Incident {
    const NAME: &'static str = "incident";
    const PREFIX: &'static str = "INC";

    fn sample() -> Self {
        Self {
            title: "File names of another customer shown".into(),
            owner: Some(Ref::number(1)),
            version: Some(Ref::number(1).into()),
            also_affected: vec![Ref::number(2)],
            detected_at: Some("2026-10-06T13:12:00Z".into()),
            aware_at: Some("2026-10-06T13:40:00Z".into()),
            causal_link_at: Some("2026-10-06T17:05:00Z".into()),
            causal_link: Some(CausalLink::Established.into()),
            reported_by: Some(Reporter::Monitoring.into()),
            incident_kind: Some(IncidentKind::Security.into()),
            severity: Some(Severity::High.into()),
            description: Some(
                "an injected instruction made the assistant list files of a neighbour for 41 minutes".into(),
            ),
            people_affected: Some(3.into()),
            harm: Some("names of files, no contents".into()),
            serious: Some(Serious::No),
            serious_because: Some("no harm in the sense of the provision; a personal data breach all the same".into()),
            jurisdictions: vec!["PT".into(), "IE".into()],
            containment: Some("retrieval switched off for all tenants".into()),
            kept_unaltered: Some(true.into()),
            evidence: vec![Ref::number(1)],
            root_cause: Some("the tenant filter came after the ranking".into()),
            lessons: Some("filters before models".into()),
            risks: vec![Ref::number(1)],
        }
    }

    fn lacks(&self, transition: &str) -> Vec<Problem> {
        let undecided = !matches!(self.serious, Some(Serious::Yes | Serious::No));
        if transition == "close" && undecided {
            let text = "decide whether it is serious before it is closed: `yes` or `no`, with the reason";
            return vec![Problem::new("/serious", "serious.undecided", text)];
        }
        Vec::new()
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Incident::NAME,
    prefix: Incident::PREFIX,
    version: 1,
    title: Text::new("AI incident", "Incidente de IA", "Incidente de IA"),
    refs: &["A.8.4", "A.6.2.6", "10.2"],
    workflow: &Workflow {
        states: &["open", "contained", "resolved", "closed"],
        create: Some(Action::Write),
        editable: &["open", "contained", "resolved"],
        transitions: &[
            Transition {
                name: "contain",
                from: &["open"],
                to: "contained",
                needs: Action::Write,
                requires: &["version", "detected_at", "aware_at", "severity", "containment"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "resolve",
                from: &["contained"],
                to: "resolved",
                needs: Action::Write,
                requires: &[
                    "reported_by",
                    "incident_kind",
                    "description",
                    "people_affected",
                    "harm",
                    "causal_link",
                    "causal_link_at",
                    "kept_unaltered",
                    "root_cause",
                    "lessons",
                ],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "close",
                from: &["resolved"],
                to: "closed",
                needs: Action::Approve,
                requires: &["serious_because"],
                guards: &[
                    Guard::NoneLinked {
                        kind: "incident-communication",
                        field: "incident",
                        states: &["draft", "approved"],
                    },
                    Guard::NoneLinked { kind: "nonconformity", field: "incident", states: &["open"] },
                ],
                signs: Some("closes this incident, with the decision whether it was serious"),
            },
            Transition {
                name: "reopen",
                from: &["contained", "resolved", "closed"],
                to: "open",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "What happened", "O que aconteceu", "O que aconteceu"),
        Label::new("owner", "Incident lead", "Responsável pelo incidente", "Responsável pelo incidente"),
        Label::new("version", "System version", "Versão do sistema", "Versão do sistema"),
        Label::new("also_affected", "Also affected", "Também afetadas", "Também afetadas"),
        Label::new("detected_at", "Detected at", "Detectado em", "Detetado em"),
        Label::new("aware_at", "Aware at", "Conhecimento em", "Conhecimento em"),
        Label::new("causal_link_at", "Causal link at", "Nexo causal em", "Nexo causal em"),
        Label::new("causal_link", "Causal link", "Nexo causal", "Nexo causal"),
        Label::new("reported_by", "Reported by", "Relatado por", "Comunicado por"),
        Label::new("incident_kind", "Kind", "Tipo", "Tipo"),
        Label::new("severity", "Severity", "Severidade", "Gravidade"),
        Label::new("description", "Description", "Descrição", "Descrição"),
        Label::new("people_affected", "People affected", "Pessoas afetadas", "Pessoas afetadas"),
        Label::new("harm", "Harm", "Dano", "Dano"),
        Label::new("serious", "Serious incident", "Incidente grave", "Incidente grave"),
        Label::new("serious_because", "Why", "Motivo", "Motivo"),
        Label::new("jurisdictions", "Jurisdictions", "Jurisdições", "Jurisdições"),
        Label::new("containment", "Containment", "Contenção", "Contenção"),
        Label::new("kept_unaltered", "Left unaltered", "Mantido inalterado", "Mantido inalterado"),
        Label::new("evidence", "Evidence", "Evidências", "Evidências"),
        Label::new("root_cause", "Root cause", "Causa raiz", "Causa-raiz"),
        Label::new("lessons", "Lessons", "Lições aprendidas", "Lições aprendidas"),
        Label::new("risks", "Risks looked at anew", "Riscos reavaliados", "Riscos reapreciados"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Incident>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn awareness_and_causal_link_are_two_moments() {
        let incident = Incident::sample();
        let started = |event| incident.started(event).unwrap().to_string();
        assert_eq!(started(StartEvent::Aware), "2026-10-06T13:40:00.000000Z");
        assert_eq!(started(StartEvent::CausalLink), "2026-10-06T17:05:00.000000Z");
        assert_eq!(Incident::default().started(StartEvent::Aware), None);
    }

    #[test]
    fn clocks_run_until_it_is_said_that_it_is_not_serious() {
        let with = |serious| Incident { serious, ..Incident::sample() };
        assert!(with(None).clocks_run());
        assert!(with(Some(Serious::Undecided)).clocks_run());
        assert!(!with(Some(Serious::No)).clocks_run());
        assert_eq!(with(Some(Serious::Undecided)).lacks("close")[0].at, "/serious");
        assert!(with(Some(Serious::Yes)).lacks("close").is_empty());
    }
}
