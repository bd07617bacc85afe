//! Addresses of evidence.

use super::{EVIDENCE, part, query};

/// Address of the sources of evidence.
pub const SOURCES: &str = "/evidence/sources";
/// Address of the form that delivers evidence.
pub const DELIVER: &str = "/evidence/new";

/// Address of what could not be read.
pub const QUARANTINE: &str = "/evidence/quarantine";
/// Where the form goes that has it read once more.
pub const QUARANTINE_RETRY: &str = "/evidence/quarantine/retry";

/// Address of a page of what could not be read.
#[must_use]
pub fn quarantine_after(after: &str) -> String {
    format!("{QUARANTINE}?{}", query(&[("after", after)]))
}

/// Address of one piece of evidence.
#[must_use]
pub fn evidence(key: &str) -> String {
    format!("{EVIDENCE}/{}", part(key))
}

/// Address of the form that reviews evidence, with all that is known filled in.
#[must_use]
pub fn review_of(workspace: &str, key: &str, title: &str) -> String {
    super::new_record_with(workspace, "evidence-review", &[("evidence", key), ("title", title)])
}

/// Address of the form that delivers evidence about a subject.
#[must_use]
pub fn deliver_about(subject: &str) -> String {
    format!("{DELIVER}?{}", query(&[("subject", subject)]))
}

/// Address of a page of its observations, in an order, with what is looked for.
#[must_use]
pub fn observations(key: &str, order: &str, holding: &str, after: &str, metric: &str) -> String {
    let asked = [("order", order), ("q", holding), ("after", after), ("metric", metric)];
    format!("{}?{}#observations", evidence(key), query(&asked))
}
