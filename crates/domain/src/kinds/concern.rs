//! Concern: somebody reports, in confidence and without a name if they like, that AI does harm or is handled wrongly
//! [A.3.3, A.8.3]. Who may see one is in `data/access.toml`; the title, which others may come across, says nothing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::incident::Incident;
use super::nonconformity::Nonconformity;
use super::person::Person;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Concern.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Concern {
    /// A neutral name, for example `Concern of November`.
    pub title: String,
    /// Who answers for handling it.
    pub owner: Option<Ref<Person>>,
    /// The day it came; never the hour, which may tell who sent it.
    pub received_on: Option<Stated<Day>>,
    /// By which way.
    pub channel: Option<Stated<ConcernChannel>>,
    /// Whether the reporter gave no name. A name that was given is not kept here.
    pub anonymous: Option<Stated<bool>>,
    /// What the reporter is to us.
    pub reporter_kind: Option<Stated<ReporterKind>>,
    /// The system it is about.
    pub system: Option<Ref<AiSystem>>,
    /// What was reported.
    pub text: Option<Stated<String>>,
    /// What it is about.
    pub category: Option<Stated<ConcernCategory>>,
    /// Persons named in it, who therefore do not handle it.
    pub named: Vec<Ref<Person>>,
    /// Who handles it.
    pub handler: Option<Stated<Ref<Person>>>,
    /// What protects the reporter.
    pub protection: Option<Stated<String>>,
    /// When the reporter was first answered.
    pub first_answer_on: Option<Stated<Day>>,
    /// What was found.
    pub assessment: Option<Stated<String>>,
    /// What came of it.
    pub outcome: Option<Stated<String>>,
    /// Incidents opened because of it. They do not point back.
    pub incidents: Vec<Ref<Incident>>,
    /// Nonconformities opened because of it. They do not point back.
    pub nonconformities: Vec<Ref<Nonconformity>>,
}

/// How a concern comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConcernChannel {
    /// The public form.
    PublicForm,
    /// A form for staff.
    InternalForm,
    /// E-mail.
    Email,
    /// Telephone.
    Telephone,
    /// A letter.
    Letter,
    /// In person.
    InPerson,
    /// Through somebody else: a union, an ombudsman, an authority.
    Intermediary,
}

/// What a reporter is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReporterKind {
    /// Works for us.
    Staff,
    /// Works for a supplier.
    SupplierStaff,
    /// Buys from us.
    Customer,
    /// Uses the system.
    User,
    /// Is affected by it.
    AffectedPerson,
    /// A researcher or journalist.
    Researcher,
    /// Did not say.
    Unknown,
}

/// What a concern is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ConcernCategory {
    /// Harm to people.
    Harm,
    /// Some groups fare worse.
    Bias,
    /// Personal data.
    Privacy,
    /// Security.
    Security,
    /// Used for what it is not for.
    Misuse,
    /// People are not told.
    Transparency,
    /// Oversight does not work.
    Oversight,
    /// Somebody suffers for having reported.
    Retaliation,
    /// Rules of ours are broken.
    Rules,
    /// Something else.
    Other,
}

impl Concern {
    /// The day by which the reporter is to be answered first, within so many days.
    #[must_use]
    pub fn first_answer_due(&self, days: u32) -> Option<Day> {
        self.received_on.as_ref()?.known()?.plus_days(days)
    }

    /// Whether nobody has answered though it is time.
    #[must_use]
    pub fn is_unanswered(&self, days: u32, now: Timestamp) -> bool {
        self.first_answer_on.is_none() && self.first_answer_due(days).is_some_and(|d| d.is_over(now))
    }
}

impl Body for Concern {
    const NAME: &'static str = "concern";
    const PREFIX: &'static str = "CNC";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["in-handling", "answered"],
        fields: &["received_on", "channel", "anonymous", "reporter_kind", "text"],
    }];

    fn sample() -> Self {
        Self {
            title: "Concern of November".into(),
            owner: Some(Ref::number(7)),
            received_on: Some("2026-11-09".into()),
            channel: Some(ConcernChannel::PublicForm.into()),
            anonymous: Some(true.into()),
            reporter_kind: Some(ReporterKind::AffectedPerson.into()),
            system: Some(Ref::number(1)),
            text: Some("my application was sorted out within a minute, at night".into()),
            category: Some(ConcernCategory::Oversight.into()),
            named: vec![Ref::number(9)],
            handler: Some(Ref::number(7).into()),
            protection: Some("no contact data kept; answers through the receipt only".into()),
            first_answer_on: Some("2026-11-12".into()),
            assessment: Some("the reviewer confirmed rankings in bulk".into()),
            outcome: Some("bulk confirmation removed; the applications of that night were read again".into()),
            incidents: vec![Ref::number(1)],
            nonconformities: vec![Ref::number(1)],
        }
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Concern::NAME,
    prefix: Concern::PREFIX,
    version: 1,
    title: Text::new("Concern", "Comunicação de preocupação", "Comunicação de preocupação"),
    refs: &["A.3.3", "A.8.3"],
    workflow: &Workflow {
        states: &["received", "in-handling", "answered", "closed"],
        create: Some(Action::Handle),
        editable: &["received", "in-handling", "answered"],
        transitions: &[
            Transition {
                name: "take-on",
                from: &["received"],
                to: "in-handling",
                needs: Action::Handle,
                requires: &[
                    "received_on",
                    "channel",
                    "anonymous",
                    "reporter_kind",
                    "text",
                    "category",
                    "handler",
                    "protection",
                ],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "answer",
                from: &["in-handling"],
                to: "answered",
                needs: Action::Handle,
                requires: &["first_answer_on"],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "close",
                from: &["in-handling", "answered"],
                to: "closed",
                needs: Action::Handle,
                requires: &["first_answer_on", "assessment", "outcome"],
                guards: &[],
                signs: Some("closes this concern with the outcome named"),
            },
            Transition {
                name: "reopen",
                from: &["answered", "closed"],
                to: "in-handling",
                needs: Action::Handle,
                requires: &[],
                guards: &[],
                signs: None,
            },
        ],
    },
    labels: &[
        Label::new("title", "Neutral name", "Nome neutro", "Designação neutra"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("received_on", "Received on", "Recebida em", "Recebida em"),
        Label::new("channel", "Channel", "Canal", "Canal"),
        Label::new("anonymous", "Anonymous", "Anônima", "Anónima"),
        Label::new("reporter_kind", "Reporter", "Comunicante", "Comunicante"),
        Label::new("system", "AI system", "Sistema de IA", "Sistema de IA"),
        Label::new("text", "What was reported", "O que foi comunicado", "O que foi comunicado"),
        Label::new("category", "Category", "Categoria", "Categoria"),
        Label::new("named", "Persons named", "Pessoas mencionadas", "Pessoas mencionadas"),
        Label::new("handler", "Handler", "Encarregado do caso", "Encarregado do caso"),
        Label::new("protection", "Protection", "Proteção", "Proteção"),
        Label::new("first_answer_on", "First answer on", "Primeira resposta em", "Primeira resposta em"),
        Label::new("assessment", "What was found", "O que se apurou", "O que se apurou"),
        Label::new("outcome", "Outcome", "Desfecho", "Desfecho"),
        Label::new("incidents", "Incidents", "Incidentes", "Incidentes"),
        Label::new("nonconformities", "Nonconformities", "Não conformidades", "Não conformidades"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Concern>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_waits_until_they_are_answered() {
        let answered = Concern::sample();
        let waiting = Concern { first_answer_on: None, ..Concern::sample() };
        let at = |day: &str| Timestamp::parse(day).unwrap();
        assert_eq!(waiting.first_answer_due(7).unwrap().as_str(), "2026-11-16");
        assert!(!waiting.is_unanswered(7, at("2026-11-16")));
        assert!(waiting.is_unanswered(7, at("2026-11-17")));
        assert!(!answered.is_unanswered(7, at("2026-11-17")));
    }

    #[test]
    fn concerns_are_seen_by_case_handlers_only() {
        assert_eq!(crate::read_needs(Concern::NAME), Action::Handle);
        let able: Vec<&str> =
            crate::roles().iter().filter(|r| r.actions.contains(&Action::Handle)).map(|r| r.id.as_str()).collect();
        assert_eq!(able, ["case-handler"]);
    }
}
