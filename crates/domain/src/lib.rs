//! What an AIMS is: record kinds (one file each), ids, links, workflows, roles, duties, observations, evidence,
//! verdicts, and the change that carries them to the store.
//!
//! Pure: nothing here reads a clock, a disk, a database or a network.

mod access;
mod body;
mod change;
pub mod changes;
mod digest;
mod evidence;
mod form;
mod frozen;
mod ids;
pub mod impact;
mod indexed;
mod key;
mod kind;
mod labels;
mod language;
mod lists;
mod message;
pub mod names;
mod observation;
mod period;
mod problem;
mod readable;
mod reference;
mod referring;
mod relation;
pub mod sampling;
mod schema;
mod sentences;
mod sortable;
mod stated;
mod subject;
mod verdict;
mod vocabulary;
mod workflow;

/// The record kinds: one file each, listed by the build script.
pub mod kinds {
    include!(concat!(env!("OUT_DIR"), "/kinds.rs"));
}

pub use access::{
    Action, Duty, LONGEST_BOX, Place, Role, duties, duty, is_author_only, read_needs, role, roles, self_grant,
};
pub use assay_ports::Timestamp;
pub use body::Body;
pub use change::{Actor, Change, Idempotency, KeyPlan, Seen, Via, Write};
pub use digest::Digest;
pub use evidence::{
    ArtifactPart, Claimed, Collector, DatasetUse, EvidenceKind, EvidenceOrigin, Population, Representativeness, Run,
    RunStatus, SubjectMatch, TimeSource, TimeStated, Times, Tool, Warning,
};
pub use form::{Day, Decimal, Moment};
pub use frozen::Frozen;
pub use ids::{AccountId, RecordId, WorkspaceId};
pub use indexed::{Indexed, IndexedField, TITLE, Takes, index_edition, indexed};
pub use key::{Key, KeyError};
pub use kind::{Kind, MAX_BODY, Normal};
pub use labels::{Label, Text};
pub use language::Lang;
pub use lists::{ActClass, ActRole, AnnexIiiUse, Derogation, GenAiRisk, ObjectiveTopic, RiskSource};
pub use message::Message;
pub use names::{Named, field_named, record_named};
pub use observation::{Direction, Measured, NativeThreshold, Observation, Taxonomy, Uncertainty, ValueState, decimal};
pub use period::Period;
pub use problem::Problem;
pub use readable::{turns_text, unreadable};
pub use reference::{AnyRef, Link, Ref};
pub use referring::Referring;
pub use relation::Relation;
pub use schema::words;
pub use sentences::{Sentence, Sentences};
pub use sortable::{folded, plain};
pub use stated::{Gap, Stated};
pub use subject::{Subject, SubjectError};
pub use verdict::{Axis, AxisState, Outcome, Posture, State, Verdict};
pub use vocabulary::{FieldWords, ValueWords, rule_said, value_said};
pub use workflow::{Guard, Transition, Workflow};

/// The slug of ISO/IEC 42001, the standard of the AIMS itself.
pub const AIMS: &str = "iso42001";

#[cfg(test)]
mod facts;
#[cfg(test)]
mod tests;
