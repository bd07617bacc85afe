//! Differences, many writes at once, and what became of an imported sheet.

use assay_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::RecordView;
use crate::AppError;

/// What differs between two revisions of a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordDiff {
    /// Key.
    pub key: String,
    /// Kebab-case kind.
    pub kind: String,
    /// The revision started from.
    pub from: DiffSide,
    /// The revision ended with.
    pub to: DiffSide,
    /// The differences; none when either side is erased.
    pub changes: Vec<FieldChange>,
}

/// One of two compared revisions.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct DiffSide {
    /// Revision, from 1.
    pub revision: u32,
    /// State of its workflow.
    pub state: String,
    /// The act that made it.
    pub op: String,
    /// Key of the member who acted.
    pub actor: String,
    /// When it was recorded.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Whether its body was erased: then nothing can be compared.
    pub erased: bool,
}

/// How something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It is another.
    Changed,
}

/// One difference.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FieldChange {
    /// JSON pointer (RFC 6901): into the newer body, or into the older one for what was removed.
    pub path: String,
    /// How it differs.
    pub how: How,
    /// The value before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Value>,
    /// The value after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Value>,
    /// Long text line by line, with a little around each change.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineChange>,
}

/// A line of a text that changed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct LineChange {
    /// Added or removed; nothing for a line that stayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub how: Option<How>,
    /// The line.
    pub text: String,
}

/// What became of many operations, in their order.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BulkReport {
    /// Whether this answers a repeated request; nothing was written now.
    pub repeated: bool,
    /// Operations that were done.
    pub done: usize,
    /// Operations that were refused.
    pub refused: usize,
    /// One by one.
    pub items: Vec<BulkItem>,
}

/// What became of one operation: a record, or an error.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct BulkItem {
    /// Its place in the request, from 0.
    pub index: usize,
    /// The record as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<RecordView>,
    /// Why it was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<AppError>,
}

/// What becomes, or became, of the rows of a sheet.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ImportReport {
    /// Kebab-case kind.
    pub kind: String,
    /// Whether anything was written; `false` for a preview.
    pub applied: bool,
    /// Whether this answers a repeated request; nothing was written now, and `rows` names only what was written then.
    pub repeated: bool,
    /// Rows that make a record.
    pub created: usize,
    /// Rows that change one.
    pub updated: usize,
    /// Rows that say what is recorded already.
    pub unchanged: usize,
    /// Rows that cannot be taken in.
    pub refused: usize,
    /// Row by row.
    pub rows: Vec<ImportRow>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowFate {
    /// It makes a record.
    Create,
    /// It changes one.
    Update,
    /// It says what is recorded already.
    Unchanged,
    /// It cannot be taken in.
    Refused,
}

/// One row of an imported sheet.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ImportRow {
    /// Its number in the file, the head being 1.
    pub row: usize,
    /// What becomes of it.
    pub fate: RowFate,
    /// The record, once it has a key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The revision that was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// The title.
    pub title: String,
    /// What is in the way, cell by cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<CellProblem>,
}

/// What is wrong with a cell, or with a row as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellProblem {
    /// The column; nothing when it is the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Stable id, for example `date.wrong`.
    pub code: String,
    /// What is wrong and what to do.
    pub text: String,
}
