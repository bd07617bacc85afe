//! The typed rules, a file each: what each looks at and how it decides.

mod audits;
mod competence;
mod control_row;
mod documents;
mod due;
mod evidence_current;
mod evidence_reviewed;
mod fields;
mod incidents;
mod kept;
mod linked;
mod measured;
mod owner;
mod parts;
mod plans;
mod risks;
mod roles;
mod soa;
mod suppliers;
mod tasks;
mod thresholds;

use assay_domain::{Message, Outcome, Timestamp};

use crate::subjects::Looked;
use crate::world::World;
use crate::{CheckDefinition, Over, Predicate};

/// Most records that a finding about a register names; how many there are, its sentence says. Of more those that end first.
pub(crate) const NAMED: usize = 100;

/// What a rule found for one subject.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) outcome: Outcome,
    pub(crate) message: Message,
    pub(crate) value: Option<String>,
    pub(crate) threshold: Option<String>,
    pub(crate) observed_at: Option<Timestamp>,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) evidence: Vec<String>,
}

impl Finding {
    pub(crate) fn new(outcome: Outcome, code: &str, template: &str, args: &[(&str, &dyn std::fmt::Display)]) -> Self {
        Self::of(outcome, Message::new(code, template, args))
    }

    pub(crate) fn of(outcome: Outcome, message: Message) -> Self {
        Self {
            outcome,
            message,
            value: None,
            threshold: None,
            observed_at: None,
            valid_until: None,
            evidence: Vec::new(),
        }
    }

    pub(crate) fn resting_on(mut self, keys: impl IntoIterator<Item = impl ToString>) -> Self {
        self.evidence.extend(keys.into_iter().map(|k| k.to_string()));
        self
    }

    pub(crate) fn observed(mut self, at: Timestamp) -> Self {
        self.observed_at = Some(at);
        self
    }

    pub(crate) fn until(mut self, until: Option<Timestamp>) -> Self {
        self.valid_until = until;
        self
    }
}

/// How grave an outcome is; the gravest of several decides.
pub(crate) fn gravity(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Fail => 0,
        Outcome::Error => 1,
        Outcome::Missing => 2,
        Outcome::Undecided => 3,
        Outcome::Waived => 4,
        Outcome::Pass => 5,
    }
}

/// The gravest finding; the earliest end of validity among equals.
pub(crate) fn gravest(findings: Vec<Finding>) -> Option<Finding> {
    findings.into_iter().min_by_key(|f| (gravity(f.outcome), f.valid_until.unwrap_or(Timestamp::from_micros(i64::MAX))))
}

/// Applies a check's rule to one subject.
pub(crate) fn apply(world: &World, check: &CheckDefinition, looked: &Looked<'_>) -> Finding {
    if check.over == Over::SystemVersion && looked.record.is_none() {
        return Finding::new(Outcome::Missing, "version.none-in-service", "no version of it is in service", &[]);
    }
    match &check.predicate {
        Predicate::ControlRow {} => control_row::designed(world, looked),
        Predicate::SoaApproved { rows } => soa::approved(world, *rows),
        Predicate::RolesAssigned { roles } => roles::assigned(world, roles),
        Predicate::DocumentApproved { document_type } => documents::approved(world, looked, document_type),
        Predicate::OwnerActive {} => owner::active(world, looked),
        Predicate::FieldsStated { of, fields } => fields::stated(world, looked, of, fields),
        Predicate::PartsDigested {} => parts::digested(looked),
        Predicate::PlanApproved {} => plans::approved(world, looked),
        Predicate::PlanDelivered {} => plans::delivered(world, looked),
        Predicate::ThresholdsMet {} => thresholds::met(world, check, looked),
        Predicate::EvidenceReviewed {} => evidence_reviewed::reviewed(world, check, looked),
        Predicate::TasksInTime {} => tasks::in_time(world),
        Predicate::RecordsKept(rule) => kept::kept(world, looked, rule),
        Predicate::RecordsAnswered(rule) => linked::answered(world, rule),
        Predicate::RecordsPoint(rule) => linked::points(world, rule),
        Predicate::RecordsDue(rule) => due::in_time(world, rule),
        Predicate::EvidenceCurrent(rule) => evidence_current::current(world, check, looked, rule),
        Predicate::RisksSettled {} => risks::settled(world),
        Predicate::MetricsMeasured {} => measured::in_time(world),
        Predicate::SuppliersAssured {} => suppliers::assured(world),
        Predicate::AuditsCover { clauses, months } => audits::cover(world, clauses, *months),
        Predicate::IncidentsTold {} => incidents::told(world),
        Predicate::CompetenceHeld {} => competence::held(world),
    }
}

pub(crate) use control_row::{implemented, row};
