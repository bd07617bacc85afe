//! Incident communication: who is told of incidents, by when and how [A.8.4]; a plan, or one notice about one incident.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::contract_clause::ContractClause;
use super::incident::{Incident, StartEvent};
use super::obligation::{Deadline, Obligation, TimeUnit};
use super::person::Person;
use crate::kind::Shape;
use crate::{
    Action, Body, Digest, Frozen, Guard, Kind, Label, Moment, Ref, Stated, Text, Timestamp, Transition, Workflow,
};

/// Incident communication.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IncidentCommunication {
    /// What people read.
    pub title: String,
    /// Who sends it.
    pub owner: Option<Ref<Person>>,
    /// The incident; absent in a plan, which is for all of them.
    pub incident: Option<Ref<Incident>>,
    /// The plan under which this notice is sent.
    pub under: Option<Ref<IncidentCommunication>>,
    /// Who is told.
    pub audience: Option<Stated<NoticeAudience>>,
    /// What sets it off, in words.
    pub trigger: Option<Stated<String>>,
    /// How much time there is.
    pub deadline: Option<Stated<Deadline>>,
    /// What that time counts from.
    pub counts_from: Option<Stated<StartEvent>>,
    /// Where the deadline is written, for example `eu-ai-act:art73.2`.
    pub citation: Option<String>,
    /// The obligation it fulfils.
    pub obligation: Option<Ref<Obligation>>,
    /// The contract clause it fulfils.
    pub clause: Option<Ref<ContractClause>>,
    /// By which way, and to which address.
    pub channel: Option<Stated<String>>,
    /// What it has to say.
    pub content_items: Option<Stated<Vec<String>>>,
    /// Languages, as BCP 47 tags.
    pub languages: Vec<String>,
    /// The text.
    pub text: Option<Stated<String>>,
    /// Whether something in it is still to follow.
    pub incomplete: Option<bool>,
    /// When it was sent.
    pub sent_at: Option<Stated<Moment>>,
    /// Proof of that, by digest.
    #[schemars(extend("x-artifact" = true))]
    pub proof: Option<Digest>,
}

/// Who is told of an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeAudience {
    /// The market surveillance authority.
    MarketSurveillanceAuthority,
    /// The data protection authority.
    DataProtectionAuthority,
    /// The authority for network security, or its response team.
    CybersecurityAuthority,
    /// The AI Office.
    AiOffice,
    /// Who provides the system, when we only use it.
    Provider,
    /// Who uses it under their own authority.
    Deployers,
    /// Customers.
    Customers,
    /// Users.
    Users,
    /// Those affected.
    AffectedPeople,
    /// Our own staff.
    Staff,
    /// The certification body.
    CertificationBody,
    /// Everybody.
    Public,
}

impl IncidentCommunication {
    /// When it has to be out; nothing while the start is unknown or the unit depends on a calendar.
    #[must_use]
    pub fn due(&self, incident: &Incident) -> Option<Timestamp> {
        let start = incident.started(*self.counts_from.as_ref()?.known()?)?;
        self.deadline.as_ref()?.known()?.after(start)
    }

    /// Whether it is out too late, or not out though it is due.
    #[must_use]
    pub fn is_late(&self, incident: &Incident, now: Timestamp) -> bool {
        let sent = self.sent_at.as_ref().and_then(Stated::known).and_then(Moment::at);
        self.due(incident).is_some_and(|due| sent.unwrap_or(now) > due)
    }
}

impl Body for IncidentCommunication {
    const NAME: &'static str = "incident-communication";
    const PREFIX: &'static str = "ICM";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["approved"],
        fields: &["incident", "audience", "channel", "content_items", "languages", "text", "incomplete"],
    }];

    fn sample() -> Self {
        let day = Deadline { amount: 24, unit: Some(TimeUnit::Hours), ..Deadline::default() };
        Self {
            title: "Notice to the three customers".into(),
            owner: Some(Ref::number(1)),
            incident: Some(Ref::number(1)),
            under: None,
            audience: Some(NoticeAudience::Customers.into()),
            trigger: Some("data of a customer was shown to another".into()),
            deadline: Some(day.into()),
            counts_from: Some(StartEvent::Aware.into()),
            citation: Some("each customer contract, incident notice".into()),
            obligation: Some(Ref::number(1)),
            clause: Some(Ref::number(1)),
            channel: Some("e-mail and telephone, to the security contact named in the contract".into()),
            content_items: Some(
                vec!["what happened".to_owned(), "what we did".to_owned(), "what to do".to_owned()].into(),
            ),
            languages: vec!["en".into()],
            text: Some("On 6 October names of your files were visible to another customer for 41 minutes.".into()),
            incomplete: Some(true),
            sent_at: Some("2026-10-07T08:10:00Z".into()),
            proof: Some(Digest([10; 32])),
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: IncidentCommunication::NAME,
    prefix: IncidentCommunication::PREFIX,
    version: 1,
    title: Text::new("Incident communication", "Comunicação de incidentes", "Comunicação de incidentes"),
    refs: &["A.8.4", "A.8.5", "7.4"],
    workflow: &Workflow {
        states: &["draft", "approved", "sent", "ended"],
        create: Some(Action::Write),
        editable: &["draft", "approved"],
        transitions: &[
            Transition {
                name: "approve",
                from: &["draft"],
                to: "approved",
                needs: Action::Approve,
                requires: &["audience", "trigger", "deadline", "counts_from", "channel", "content_items", "text"],
                guards: &[],
                signs: Some("approves what is said to whom"),
            },
            Transition {
                name: "send",
                from: &["approved"],
                to: "sent",
                needs: Action::Write,
                requires: &["sent_at"],
                guards: &[Guard::OneStated { fields: &["incident"] }],
                signs: Some("says that it was sent as approved"),
            },
            Transition {
                name: "end",
                from: &["draft", "approved"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("ends this plan, or decides that the notice is not sent"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("incident", "Incident", "Incidente", "Incidente"),
        Label::new("under", "Under the plan", "Conforme o plano", "Ao abrigo do plano"),
        Label::new("audience", "Who is told", "A quem se comunica", "A quem se comunica"),
        Label::new("trigger", "What sets it off", "Gatilho", "Acontecimento que a desencadeia"),
        Label::new("deadline", "Time", "Prazo", "Prazo"),
        Label::new("counts_from", "Counts from", "Conta a partir de", "Conta a partir de"),
        Label::new("citation", "Provision", "Dispositivo", "Disposição"),
        Label::new("obligation", "Obligation", "Obrigação", "Obrigação"),
        Label::new("clause", "Contract clause", "Cláusula contratual", "Cláusula contratual"),
        Label::new("channel", "Channel", "Canal", "Canal"),
        Label::new("content_items", "What it has to say", "O que deve conter", "O que deve conter"),
        Label::new("languages", "Languages", "Idiomas", "Línguas"),
        Label::new("text", "Text", "Texto", "Texto"),
        Label::new("incomplete", "More will follow", "Haverá complemento", "Haverá complemento"),
        Label::new("sent_at", "Sent at", "Enviada em", "Enviada em"),
        Label::new("proof", "Proof", "Comprovante", "Comprovativo"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<IncidentCommunication>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_due_from_the_moment_it_counts_from() {
        let (mut notice, incident) = (IncidentCommunication::sample(), Incident::sample());
        assert_eq!(notice.due(&incident).unwrap().to_string(), "2026-10-07T13:40:00.000000Z");
        notice.counts_from = Some(StartEvent::CausalLink.into());
        assert_eq!(notice.due(&incident).unwrap().to_string(), "2026-10-07T17:05:00.000000Z");
        assert_eq!(notice.due(&Incident::default()), None);
    }

    #[test]
    fn late_is_what_was_sent_late_or_not_sent() {
        let (mut notice, incident) = (IncidentCommunication::sample(), Incident::sample());
        let now = Timestamp::parse("2026-10-09").unwrap();
        assert!(!notice.is_late(&incident, now), "it was out in time");
        notice.sent_at = None;
        assert!(notice.is_late(&incident, now));
        assert!(!notice.is_late(&incident, Timestamp::parse("2026-10-07T13:40:00Z").unwrap()));
    }
}
