//! The typed rules as a check set writes them. Their code is in `rules/`, a file each.

use std::collections::BTreeMap;

use assay_domain::{EvidenceKind, Kind};
use serde::Deserialize;

/// The typed rules. Their code is in `rules/`, a file each.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Predicate {
    /// Approved row with owner, reason, statement; how far it is implemented.
    ControlRow {},
    /// An approved SoA version with that many Annex A rows, equal to today's rows.
    SoaApproved {
        /// Rows that the standard has.
        rows: usize,
    },
    /// Each role is held by a named person.
    RolesAssigned {
        /// Role names.
        roles: Vec<String>,
    },
    /// A document of that type is approved and inside its review interval; about the subject, or about all.
    DocumentApproved {
        /// Type of document.
        document_type: String,
    },
    /// The record's owner is an active person.
    OwnerActive {},
    /// Fields are stated on the record itself or on those it refers to.
    FieldsStated {
        /// `self` or a reference field.
        of: String,
        /// The fields.
        fields: Vec<String>,
    },
    /// Every released part has a digest or says why not.
    PartsDigested {},
    /// A test plan was approved before the first evidence.
    PlanApproved {},
    /// Every planned run was delivered.
    PlanDelivered {},
    /// Every approved threshold is reached.
    ThresholdsMet {},
    /// The deciding evidence was accepted by another person.
    EvidenceReviewed {},
    /// No open task is past its day.
    TasksInTime {},
    /// Records of a kind count, state what is asked, and have not run out.
    RecordsKept(Kept),
    /// Each record of a kind has one of another kind that points at it and counts.
    RecordsAnswered(Answered),
    /// The newest record of a kind names records that are where they have to be.
    RecordsPoint(Points),
    /// No open record of a kind is past its day.
    RecordsDue(Due),
    /// Evidence of a type is there, not too old, and good enough where that was approved.
    EvidenceCurrent(Current),
    /// Each risk above the appetite is in treatment or accepted.
    RisksSettled {},
    /// Each metric in use is measured by its interval and judged.
    MetricsMeasured {},
    /// Each supplier is held by a certificate or a clause in force.
    SuppliersAssured {},
    /// Internal audits cover these clauses and every control that applies.
    AuditsCover {
        /// Qualified clauses.
        clauses: Vec<String>,
        /// Months of a whole cycle.
        months: u32,
    },
    /// Each incident was told in time.
    IncidentsTold {},
    /// Who holds a role was found competent.
    CompetenceHeld {},
}

impl Predicate {
    /// Kinds of record the rule reads beside its subject.
    #[must_use]
    pub fn reads(&self) -> Vec<&str> {
        match self {
            Self::ControlRow {} => vec!["control", "person"],
            Self::SoaApproved { .. } => vec!["soa-version", "control"],
            Self::RolesAssigned { .. } => vec!["role-assignment", "person"],
            Self::DocumentApproved { .. } => vec!["document"],
            Self::OwnerActive {} => vec!["person"],
            Self::FieldsStated { of, .. } if of == "self" => vec![],
            Self::FieldsStated { .. } => vec!["model", "dataset"],
            Self::PartsDigested {} => vec![],
            Self::PlanApproved {} => vec!["test-plan", "evidence"],
            Self::PlanDelivered {} => vec!["test-plan", "evidence", "evidence-review"],
            Self::ThresholdsMet {} | Self::EvidenceReviewed {} => vec!["threshold", "evidence", "evidence-review"],
            Self::TasksInTime {} => vec!["task"],
            Self::RecordsKept(rule) if rule.since_version => vec![&rule.kind, "system-version"],
            Self::RecordsKept(rule) => vec![&rule.kind],
            Self::RecordsAnswered(rule) => vec![&rule.kind, &rule.by],
            Self::RecordsPoint(rule) => vec![&rule.kind, &rule.to],
            Self::RecordsDue(rule) => vec![&rule.kind],
            Self::EvidenceCurrent(rule) if rule.judged => vec!["threshold", "evidence", "evidence-review"],
            Self::EvidenceCurrent(_) => vec!["evidence", "evidence-review"],
            Self::RisksSettled {} => vec!["risk", "risk-criteria", "risk-acceptance", "treatment-action"],
            Self::MetricsMeasured {} => vec!["metric", "measurement"],
            Self::SuppliersAssured {} => vec!["supplier", "certificate-check", "contract-clause"],
            Self::AuditsCover { .. } => vec!["audit", "control"],
            Self::IncidentsTold {} => vec!["incident", "incident-communication"],
            Self::CompetenceHeld {} => vec!["role-assignment", "competence-evaluation", "competence-requirement"],
        }
    }

    /// Kind of the record whose absence leaves nothing to judge; evidence is delivered, all others are written.
    #[must_use]
    pub fn rests_on(&self) -> Option<&str> {
        match self {
            Self::ControlRow {} | Self::OwnerActive {} | Self::FieldsStated { .. } | Self::PartsDigested {} => None,
            Self::SoaApproved { .. } => Some("soa-version"),
            Self::RolesAssigned { .. } => Some("role-assignment"),
            Self::DocumentApproved { .. } => Some("document"),
            Self::PlanApproved {} | Self::PlanDelivered {} => Some("test-plan"),
            Self::ThresholdsMet {} => Some("threshold"),
            Self::EvidenceReviewed {} | Self::EvidenceCurrent(_) => Some("evidence"),
            Self::TasksInTime {} => Some("task"),
            Self::RecordsKept(rule) => Some(&rule.kind),
            Self::RecordsAnswered(rule) => Some(&rule.kind),
            Self::RecordsPoint(rule) => Some(&rule.kind),
            Self::RecordsDue(rule) => Some(&rule.kind),
            Self::RisksSettled {} => Some("risk"),
            Self::MetricsMeasured {} => Some("metric"),
            Self::SuppliersAssured {} => Some("supplier"),
            Self::AuditsCover { .. } => Some("audit"),
            Self::IncidentsTold {} => Some("incident"),
            Self::CompetenceHeld {} => Some("role-assignment"),
        }
    }

    /// The kinds of evidence of which one will do; none where it asks for no kind of its own.
    #[must_use]
    pub fn evidence_kinds(&self) -> &[EvidenceKind] {
        match self {
            Self::EvidenceCurrent(rule) => &rule.types,
            _ => &[],
        }
    }

    /// Whether what holds is a person's signed act, not a tool's output.
    ///
    /// Records of which a person signs the state they count in; not evidence, whoever delivered it, nor numbers.
    #[must_use]
    pub fn by_person(&self) -> bool {
        match self {
            Self::ControlRow {}
            | Self::SoaApproved { .. }
            | Self::RolesAssigned { .. }
            | Self::DocumentApproved { .. }
            | Self::AuditsCover { .. }
            | Self::CompetenceHeld {} => true,
            Self::RecordsKept(rule) => all_signed(&rule.kind, &rule.states),
            Self::RecordsAnswered(rule) => all_signed(&rule.by, &rule.by_states),
            Self::RecordsPoint(rule) => all_signed(&rule.kind, &rule.states),
            _ => false,
        }
    }

    /// Whether what the rule finds follows from the requirements of its check too: only their criteria count.
    pub(crate) fn asks_for_its_requirements(&self) -> bool {
        match self {
            Self::ThresholdsMet {} | Self::EvidenceReviewed {} => true,
            Self::EvidenceCurrent(rule) => rule.judged,
            _ => false,
        }
    }

    /// Whether the rule ties records together that need not name a system, so that it looks at the AIMS as a whole.
    pub(crate) fn of_the_whole(&self) -> bool {
        matches!(
            self,
            Self::RecordsAnswered(_)
                | Self::RecordsPoint(_)
                | Self::RecordsDue(_)
                | Self::RisksSettled {}
                | Self::MetricsMeasured {}
                | Self::SuppliersAssured {}
                | Self::AuditsCover { .. }
                | Self::IncidentsTold {}
                | Self::CompetenceHeld {}
        )
    }

    /// A state the rule names that no record of the kind can be in, with the kind.
    pub(crate) fn unknown_state(&self) -> Option<(String, String)> {
        let named: Vec<(&String, &Vec<String>)> = match self {
            Self::RecordsKept(rule) => vec![(&rule.kind, &rule.states)],
            Self::RecordsAnswered(rule) => vec![(&rule.kind, &rule.states), (&rule.by, &rule.by_states)],
            Self::RecordsPoint(rule) => vec![(&rule.kind, &rule.states), (&rule.to, &rule.in_states)],
            Self::RecordsDue(rule) => vec![(&rule.kind, &rule.open)],
            _ => vec![],
        };
        named.into_iter().find_map(|(kind, states)| {
            let known = Kind::named(kind)?.workflow.states;
            let wrong = states.iter().find(|s| !known.contains(&s.as_str()))?;
            Some((kind.clone(), wrong.clone()))
        })
    }
}

/// Whether every move that ends in one of these states is a signature.
fn all_signed(kind: &str, states: &[String]) -> bool {
    let Some(kind) = Kind::named(kind) else { return false };
    states.iter().all(|state| {
        let mut ways = kind.workflow.transitions.iter().filter(|t| t.to == state).peekable();
        ways.peek().is_some() && ways.all(|t| t.signs.is_some())
    })
}

/// Which of the records that count have to hold.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Take {
    /// All of them: a register.
    #[default]
    Each,
    /// The one that came into its state last: something that is done again and again.
    Newest,
}

/// Records of a kind are kept. Over systems, those that name the system in `system` or `systems`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The kind.
    pub kind: String,
    /// States in which a record counts.
    pub states: Vec<String>,
    /// Only those whose fields say this.
    #[serde(default)]
    pub only: BTreeMap<String, String>,
    /// Which of them have to hold.
    #[serde(default)]
    pub take: Take,
    /// What they state.
    #[serde(default)]
    pub fields: Vec<String>,
    /// The day field that says until when one holds.
    pub until: Option<String>,
    /// Months after coming into its state that one holds.
    pub months: Option<u32>,
    /// Whether it has to be younger than the record of each version in service.
    #[serde(default)]
    pub since_version: bool,
}

/// Each record of a kind is answered by one of another kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The kind that asks.
    pub kind: String,
    /// States in which it asks.
    pub states: Vec<String>,
    /// Only those whose fields say this.
    #[serde(default)]
    pub only: BTreeMap<String, String>,
    /// The kind that answers.
    pub by: String,
    /// Its field that points at what it answers.
    pub field: String,
    /// States in which it counts.
    pub by_states: Vec<String>,
    /// Whether somebody else than its maker has to have brought the answer into its state.
    #[serde(default)]
    pub other_hand: bool,
}

/// The newest record of a kind names others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// The kind.
    pub kind: String,
    /// States in which it counts.
    pub states: Vec<String>,
    /// The field that names others.
    pub field: String,
    /// Their kind.
    pub to: String,
    /// The states they have to be in.
    pub in_states: Vec<String>,
    /// Months after coming into its state that it holds.
    pub months: Option<u32>,
}

/// What is open of a kind has a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Due {
    /// The kind.
    pub kind: String,
    /// States in which it is open.
    pub open: Vec<String>,
    /// Its day field.
    pub due: String,
}

/// Evidence of a type.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Current {
    /// Any of these.
    pub types: Vec<EvidenceKind>,
    /// Days after it was seen that it holds.
    pub days: u32,
    /// Whether approved thresholds of the check's requirements for these types have to be reached.
    #[serde(default)]
    pub judged: bool,
}
