//! Versions of a Statement of Applicability, and what lies between two.

use assay_domain::{State, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The versions of a Statement of Applicability, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SoaVersionList {
    /// Slug of the framework.
    pub framework: String,
    /// The versions.
    pub versions: Vec<SoaVersionView>,
}

/// One version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SoaVersionView {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// `draft`, `approved` or `superseded`.
    pub state: String,
    /// Edition of the standard.
    pub edition: Option<String>,
    /// Rows that apply.
    pub applicable: usize,
    /// Rows left out.
    pub excluded: usize,
    /// Who made its last revision.
    pub by: String,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}

/// What lies between two versions, or between one and today.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SoaDifferenceView {
    /// Slug of the framework.
    pub framework: String,
    /// Key of the earlier version.
    pub from: String,
    /// Key of the later version, or `today`.
    pub to: String,
    /// Rows that differ, in the order of the framework.
    pub rows: Vec<SoaRowDifference>,
    /// Rows that do not.
    pub same: usize,
}

/// A row that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SoaRowDifference {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Key of the row's record.
    pub record: String,
    /// What became of it.
    pub became: RowBecame,
    /// What of it differs; nothing for a row that came or went.
    pub fields: Vec<SoaFieldDifference>,
    /// Computed state, where the later side is today.
    pub state: Option<State>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowBecame {
    /// It was no row before.
    Added,
    /// It is a row no longer.
    Removed,
    /// It is decided otherwise, or worded otherwise.
    Changed,
    /// It was approved anew, or is open again, with the same content.
    Touched,
    /// It stands as approved, says that it is in place, and what was measured says otherwise.
    Contradicted,
}

/// A field of a row that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SoaFieldDifference {
    /// Name of the field of the row's record.
    pub field: String,
    /// What it said.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
}
