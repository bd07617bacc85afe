//! The typed rules, a file each: what each looks at and how it decides.

mod control_row;
mod documents;
mod evidence_reviewed;
mod fields;
mod owner;
mod parts;
mod plans;
mod roles;
mod soa;
mod tasks;
mod thresholds;

use assay_domain::{Message, Outcome, Timestamp};

use crate::subjects::Looked;
use crate::world::World;
use crate::{CheckDefinition, Over, Predicate};

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
    }
}

pub(crate) use control_row::{implemented, row};
