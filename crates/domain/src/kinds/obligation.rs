//! Obligation: a duty that law, contract or an own promise lays on the organisation, with its source and its dates.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ai_system::AiSystem;
use super::control::Control;
use super::evidence::Evidence;
use super::interested_party::InterestedParty;
use super::person::Person;
use super::process::Process;
use crate::kind::Shape;
use crate::{Action, Body, Day, Frozen, Kind, Label, Problem, Ref, Stated, Text, Timestamp, Transition, Workflow};

/// Obligation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Obligation {
    /// What people read.
    pub title: String,
    /// Who answers for it.
    pub owner: Option<Ref<Person>>,
    /// What it comes from.
    pub source_kind: Option<Stated<SourceKind>>,
    /// The law, contract or promise.
    pub source: Option<Stated<String>>,
    /// The place in it.
    pub reference: Option<Stated<String>>,
    /// The requirement of a framework that it is, for example `eu-ai-act:art50.1`.
    pub requirement: Option<String>,
    /// Where it binds.
    pub jurisdiction: Option<Stated<String>>,
    /// What has to be done, in our own words.
    pub duty: Option<Stated<String>>,
    /// AI systems it binds; none, because it binds the organisation as a whole.
    pub applies_to: Option<Stated<Vec<Ref<AiSystem>>>>,
    /// First day it binds.
    pub applies_from: Option<Day>,
    /// First day before the law was amended.
    pub applies_from_original: Option<Day>,
    /// How sure the dates and the reading are.
    pub certainty: Option<Certainty>,
    /// How much time it gives, where it sets a clock.
    pub deadline: Option<Deadline>,
    /// Parties it is owed to.
    pub owed_to: Vec<Ref<InterestedParty>>,
    /// Who may ask for what information, by when (A.8.5).
    pub information: Vec<InformationDuty>,
    /// Controls that see to it.
    pub controls: Vec<Ref<Control>>,
    /// Processes that see to it.
    pub processes: Vec<Ref<Process>>,
    /// Evidence that it is met.
    pub evidence: Vec<Ref<Evidence>>,
}

/// What a duty comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// A law, or an act under one.
    Law,
    /// An order or a permit.
    Authority,
    /// A contract.
    Contract,
    /// A licence of data, models or software.
    Licence,
    /// A standard that we follow.
    Standard,
    /// An own promise.
    Promise,
}

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read at the source.
    High,
    /// From others, who agree.
    Medium,
    /// From one source, or by reasoning.
    Low,
}

/// A unit of legal and contract clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Working days: which days these are, the calendar of the place says.
    WorkingDays,
    /// Calendar months.
    Months,
}

/// How much time there is, from what.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Deadline {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Option<TimeUnit>,
    /// What starts the clock, for example `awareness`.
    pub from: Option<String>,
}

/// One right to information.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct InformationDuty {
    /// Who may ask, or has to be told.
    pub who: Option<String>,
    /// What they get.
    pub what: Option<String>,
    /// By when.
    pub within: Option<Deadline>,
}

impl Deadline {
    /// When it is over for something that began then. Working days depend on a calendar that is not ours to guess.
    #[must_use]
    pub fn after(&self, start: Timestamp) -> Option<Timestamp> {
        match self.unit? {
            TimeUnit::Hours => Some(start.plus_micros(i64::from(self.amount) * 3_600_000_000)),
            TimeUnit::Days => Some(start.plus_days(i64::from(self.amount))),
            TimeUnit::Months => {
                let day = Day::from(start.date()).start()?;
                let target = Day::from(start.date()).plus_months(self.amount)?.start()?;
                Some(target.plus_micros(start.as_micros() - day.as_micros()))
            }
            TimeUnit::WorkingDays => None,
        }
    }
}

impl Obligation {
    /// Whether it binds already: an open start binds from the beginning.
    #[must_use]
    pub fn binds(&self, now: Timestamp) -> bool {
        self.applies_from.as_ref().is_none_or(|day| day.has_come(now))
    }
}

impl Body for Obligation {
    const NAME: &'static str = "obligation";
    const PREFIX: &'static str = "OBL";
    const FROZEN: &'static [Frozen] = &[Frozen {
        states: &["binding"],
        fields: &[
            "source_kind",
            "source",
            "reference",
            "jurisdiction",
            "duty",
            "applies_to",
            "applies_from",
            "deadline",
        ],
    }];

    fn sample() -> Self {
        Self {
            title: "Tell people that they deal with AI".into(),
            owner: Some(Ref::number(1)),
            source_kind: Some(SourceKind::Law.into()),
            source: Some("Regulation (EU) 2024/1689".into()),
            reference: Some("Art. 50(1)".into()),
            requirement: None,
            jurisdiction: Some("European Union".into()),
            duty: Some("Tell people that they deal with AI, unless it is obvious.".into()),
            applies_to: Some(vec![Ref::number(1)].into()),
            applies_from: Some("2026-08-02".into()),
            applies_from_original: None,
            certainty: Some(Certainty::High),
            deadline: None,
            owed_to: vec![Ref::number(1)],
            information: vec![InformationDuty {
                who: Some("market surveillance authority".into()),
                what: Some("the technical documentation".into()),
                within: None,
            }],
            controls: vec![Ref::number(1)],
            processes: vec![Ref::number(1)],
            evidence: Vec::new(),
        }
    }

    fn check(&self) -> Vec<Problem> {
        let unclear = self.deadline.as_ref().is_some_and(|d| d.amount == 0 || d.unit.is_none() || d.from.is_none());
        let text = "a clock states amount, unit and what starts it";
        let mut problems: Vec<Problem> =
            unclear.then(|| Problem::new("/deadline", "deadline.unclear", text)).into_iter().collect();
        if self.requirement.as_deref().is_some_and(|r| !r.contains(':')) {
            let text = "name the requirement with its framework, for example eu-ai-act:art50.1";
            problems.push(Problem::new("/requirement", "requirement.unqualified", text));
        }
        problems
    }
}

/// Registration.
pub static KIND: Kind = Kind {
    name: Obligation::NAME,
    prefix: Obligation::PREFIX,
    version: 1,
    title: Text::new("Obligation", "Obrigação", "Obrigação"),
    refs: &["4.2", "A.8.5", "A.2.3"],
    workflow: &Workflow {
        states: &["draft", "binding", "ended"],
        create: Some(Action::Write),
        editable: &["draft", "binding"],
        transitions: &[
            Transition {
                name: "confirm",
                from: &["draft"],
                to: "binding",
                needs: Action::Approve,
                requires: &["source_kind", "source", "reference", "jurisdiction", "applies_to", "duty"],
                guards: &[],
                signs: Some("confirms that this duty binds us and whom it concerns"),
            },
            Transition {
                name: "reopen",
                from: &["binding", "ended"],
                to: "draft",
                needs: Action::Write,
                requires: &[],
                guards: &[],
                signs: None,
            },
            Transition {
                name: "end",
                from: &["draft", "binding"],
                to: "ended",
                needs: Action::Approve,
                requires: &[],
                guards: &[],
                signs: Some("states that this duty binds us no more"),
            },
        ],
    },
    labels: &[
        Label::new("title", "Title", "Título", "Título"),
        Label::new("owner", "Owner", "Responsável", "Responsável"),
        Label::new("source_kind", "Kind of source", "Tipo de fonte", "Tipo de fonte"),
        Label::new("source", "Source", "Fonte", "Fonte"),
        Label::new("reference", "Reference", "Referência", "Referência"),
        Label::new("requirement", "Requirement", "Requisito", "Requisito"),
        Label::new("jurisdiction", "Jurisdiction", "Jurisdição", "Jurisdição"),
        Label::new("duty", "Duty", "Dever", "Dever"),
        Label::new("applies_to", "Applies to", "Aplica-se a", "Aplica-se a"),
        Label::new("applies_from", "Applies from", "Aplica-se desde", "Aplica-se desde"),
        Label::new("applies_from_original", "Originally from", "Originalmente desde", "Originalmente desde"),
        Label::new("certainty", "Certainty", "Grau de certeza", "Grau de certeza"),
        Label::new("deadline", "Clock", "Prazo legal", "Prazo legal"),
        Label::new("owed_to", "Owed to", "Devida a", "Devida a"),
        Label::new("information", "Information duties", "Deveres de informação", "Deveres de informação"),
        Label::new("controls", "Controls", "Controles", "Controlos"),
        Label::new("processes", "Processes", "Processos", "Processos"),
        Label::new("evidence", "Evidence", "Evidências", "Evidências"),
    ],
    owned: true,
    upcasters: &[],
    shape: Shape::of::<Obligation>(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_runs_in_its_unit() {
        let start = Timestamp::parse("2026-01-31T10:30:00Z").unwrap();
        let end = |amount, unit| {
            let deadline = Deadline { amount, unit: Some(unit), from: Some("awareness".into()) };
            deadline.after(start).map(|t| t.to_string())
        };
        assert_eq!(end(72, TimeUnit::Hours).as_deref(), Some("2026-02-03T10:30:00.000000Z"));
        assert_eq!(end(15, TimeUnit::Days).as_deref(), Some("2026-02-15T10:30:00.000000Z"));
        assert_eq!(end(1, TimeUnit::Months).as_deref(), Some("2026-02-28T10:30:00.000000Z"));
        assert_eq!(end(3, TimeUnit::WorkingDays), None);
    }

    #[test]
    fn a_clock_without_a_start_is_refused() {
        let deadline = Deadline { amount: 72, unit: Some(TimeUnit::Hours), from: None };
        let obligation = Obligation { deadline: Some(deadline), ..Obligation::sample() };
        assert_eq!(obligation.check()[0].at, "/deadline");
        assert!(Obligation::sample().check().is_empty());
    }

    #[test]
    fn a_duty_binds_from_its_first_day() {
        let duty = Obligation::sample();
        assert!(!duty.binds(Timestamp::parse("2026-08-01T23:00:00Z").unwrap()));
        assert!(duty.binds(Timestamp::parse("2026-08-02").unwrap()));
    }
}
