//! Reports: what was asked, answered from records, each line with the record it rests on.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AsOfView;

/// The reports that there are.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReportList {
    /// By name.
    pub reports: Vec<ReportEntry>,
}

/// One of them.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReportEntry {
    /// For example `risks-above-appetite`.
    pub name: String,
    /// What it answers.
    pub title: String,
    /// What can be said with it, for example `days`.
    pub parameters: Vec<String>,
}

/// A report at a moment.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReportView {
    /// Its name.
    pub name: String,
    /// What it answers.
    pub title: String,
    /// The moment: log position and clock.
    pub as_of: AsOfView,
    /// What to know before reading it.
    pub note: String,
    /// Its parts.
    pub sections: Vec<ReportSection>,
}

/// A part of a report.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReportSection {
    /// Heading.
    pub title: String,
    /// Its lines.
    pub lines: Vec<ReportLine>,
    /// What it means that there are none; nothing when there are some.
    pub nothing: Option<String>,
}

/// One line.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
pub struct ReportLine {
    /// What it speaks of: a title, or the id of a requirement.
    pub subject: String,
    /// What is so.
    pub text: String,
    /// The record that it rests on.
    pub record: Option<String>,
    /// The revision of it.
    pub revision: Option<u32>,
    /// The entry of the log that made this revision.
    pub entry: Option<u64>,
    /// Values, by name, for programs.
    pub values: BTreeMap<String, String>,
}
