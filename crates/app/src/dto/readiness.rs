//! What is missing before a certification audit begins.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AsOfView;

/// The readiness list for stage 1.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReadinessView {
    /// The moment.
    pub as_of: AsOfView,
    /// Lines in the order of the standard, then the rows of the Statement of Applicability.
    pub lines: Vec<ReadinessLine>,
    /// Rows of the Statement of Applicability.
    pub rows: usize,
    /// Those of them that are approved, with a reason and how far they are in place.
    pub rows_decided: usize,
}

/// One thing that the audit asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReadinessLine {
    /// The requirement that asks for it, for example `4.3`.
    pub requirement: String,
    /// Kind of the record that carries it.
    pub kind: String,
    /// Whether the standard asks for it in writing; else it is what is usually shown.
    pub in_writing: bool,
    /// How it stands.
    pub standing: Standing,
    /// Key of the record, where there is one.
    pub record: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its state.
    pub state: Option<String>,
    /// The field that comes next, where one is missing.
    pub field: Option<String>,
    /// The move that comes next, where no field is missing.
    pub next: Option<String>,
    /// What is judged against it, where the records are there and what they show does not hold.
    pub reason: Option<String>,
    /// What that speaks of, where it is not the AIMS as a whole.
    pub subject: Option<String>,
}

/// How something that is asked for stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// There is no record.
    Missing,
    /// There is one, and something of it is still to be done.
    Begun,
    /// There is one, past its draft.
    There,
}
