//! What reports read, and how a line is made of it.

use std::collections::BTreeMap;

use assay_domain::{Key, Stated};
use assay_store::{Revision, WorkspaceScope};
use serde::de::DeserializeOwned;

use crate::dto::{AsOfView, ReportLine, ReportSection};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Records as they stood at the moment of the report, for whoever asks: what they may not see is not there.
pub(super) struct Gather<'a> {
    pub(super) ws: &'a Workspace,
    pub(super) scope: WorkspaceScope,
    pub(super) at: AsOfView,
}

impl Gather<'_> {
    /// Every record of a kind, as its type.
    pub(super) fn all<B: DeserializeOwned>(&self, kind: &str) -> Answer<Vec<(Revision, B)>> {
        self.ws.typed(&self.scope, kind, self.at.position)
    }

    /// The name of a person or another record.
    pub(super) fn name(&self, key: &Key) -> Answer<String> {
        self.ws.name_of(&self.scope, key)
    }
}

/// A line that rests on a record.
pub(super) fn line(record: &Revision, text: impl Into<String>) -> ReportLine {
    ReportLine {
        subject: record.title.clone(),
        text: text.into(),
        record: Some(record.key.to_string()),
        revision: Some(record.revision),
        entry: Some(record.seq),
        values: BTreeMap::from([("state".to_owned(), record.state.clone())]),
    }
}

/// A line about something of which nothing is recorded.
pub(super) fn bare(subject: impl Into<String>, text: impl Into<String>) -> ReportLine {
    ReportLine { subject: subject.into(), text: text.into(), ..ReportLine::default() }
}

impl ReportLine {
    /// The line with a value for programs.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }
}

/// A part with its lines; what it means that there are none.
pub(super) fn section(title: &str, lines: Vec<ReportLine>, nothing: &str) -> ReportSection {
    let nothing = lines.is_empty().then(|| nothing.to_owned());
    ReportSection { title: title.to_owned(), lines, nothing }
}

/// The value of a stated field.
pub(super) fn known<T>(stated: Option<&Stated<T>>) -> Option<&T> {
    stated.and_then(Stated::known)
}

/// The word that JSON has for a value.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A day as somebody wrote it.
pub(super) fn day(name: &str, text: &str) -> Answer<assay_frameworks::Day> {
    text.parse().map_err(|e: assay_frameworks::DayError| AppError::input("day.malformed", format!("`{name}`: {e}")))
}
