//! Addresses of the records of every kind, and of what is in the log.

use assay_domain::Kind;

use super::{part, query};

/// Address of the list of records of the only workspace, or the first.
pub const RECORDS: &str = "/w/-/records";

/// Address of the kinds of a workspace, and of what is found in it.
#[must_use]
pub fn records(workspace: &str) -> String {
    format!("/w/{}/records", part(workspace))
}

/// Address of the records of a kind.
#[must_use]
pub fn records_of(workspace: &str, kind: &str) -> String {
    format!("{}?kind={}", records(workspace), part(kind))
}

/// Address of the records of a kind in a state.
#[must_use]
pub fn records_in(workspace: &str, kind: &str, state: &str) -> String {
    format!("{}?{}", records(workspace), query(&[("kind", kind), ("state", state)]))
}

/// Address of the records of a kind in which words occur.
#[must_use]
pub fn records_with(workspace: &str, kind: &str, words: &str) -> String {
    format!("{}?{}", records(workspace), query(&[("kind", kind), ("q", words)]))
}

/// Address of a list as a file.
#[must_use]
pub fn sheet(workspace: &str, kind: &str, asked: &[(&str, &str)]) -> String {
    format!("/w/{}/sheets/{}?{}", part(workspace), part(kind), query(asked))
}

/// Address where several records are changed together.
#[must_use]
pub fn bulk(workspace: &str) -> String {
    format!("/w/{}/bulk", part(workspace))
}

/// Address where records of a kind are taken in from a file.
#[must_use]
pub fn import(workspace: &str, kind: &str) -> String {
    format!("/w/{}/imports/{}", part(workspace), part(kind))
}

/// Address of a record.
#[must_use]
pub fn record(workspace: &str, key: &str) -> String {
    format!("{}/{}", records(workspace), part(key))
}

/// Address of a file that a record names.
#[must_use]
pub fn file(workspace: &str, key: &str, sha256: &str) -> String {
    format!("{}/files/{}", record(workspace, key), part(sha256))
}

/// Address of that file as a picture.
#[must_use]
pub fn picture(workspace: &str, key: &str, sha256: &str) -> String {
    format!("{}?as=picture", file(workspace, key, sha256))
}

/// Address of the form that edits a record.
#[must_use]
pub fn edit_record(workspace: &str, key: &str) -> String {
    format!("{}/edit", record(workspace, key))
}

/// Address of the form that edits one field of a record.
#[must_use]
pub fn edit_field(workspace: &str, key: &str, field: &str) -> String {
    format!("{}?only={}", edit_record(workspace, key), part(field))
}

/// The field that says who answers for a record.
pub const OWNER: &str = "owner";

/// Address of the form that states who answers for a record; nothing where that cannot be stated, or no longer.
#[must_use]
pub fn assign(workspace: &str, kind: &'static Kind, state: &str, key: &str) -> Option<String> {
    let frozen = kind.frozen().iter().any(|f| f.states.contains(&state) && f.fields.contains(&OWNER));
    kind.indexed_field(OWNER).filter(|_| !frozen).map(|_| edit_field(workspace, key, OWNER))
}

/// Address of the form that moves a record.
#[must_use]
pub fn move_record(workspace: &str, key: &str, verb: &str) -> String {
    format!("{}/move/{}", record(workspace, key), part(verb))
}

/// Address of the form that makes a record.
#[must_use]
pub fn new_record(workspace: &str, kind: &str) -> String {
    format!("{}/new?kind={}", records(workspace), part(kind))
}

/// Address of the form that makes a record, with fields filled in.
#[must_use]
pub fn new_record_with(workspace: &str, kind: &str, fields: &[(&str, &str)]) -> String {
    match query(fields) {
        given if given.is_empty() => new_record(workspace, kind),
        given => format!("{}&{given}", new_record(workspace, kind)),
    }
}

/// Where what is typed into a form is kept: the form by its name, and by what it is about.
#[must_use]
pub fn draft(workspace: &str, form: &str, about: &[(&str, &str)]) -> String {
    super::asked(&format!("/w/{}/drafts/{}", part(workspace), part(form)), about)
}

/// Address of what differs between two revisions.
#[must_use]
pub fn difference(workspace: &str, key: &str, from: u32, to: u32) -> String {
    format!("{}/diff?from={from}&to={to}", record(workspace, key))
}

/// Address of the proof that an entry is in the log.
#[must_use]
pub fn proof(workspace: &str, entry: u64) -> String {
    format!("/w/{}/proofs/{entry}", part(workspace))
}

/// Address of the page that a place has for a record of a kind; nothing where the page of any record is all there is.
#[must_use]
pub fn page_of(kind: &str, key: &str) -> Option<String> {
    match kind {
        "ai-system" => Some(super::system(key)),
        _ => None,
    }
}

/// Address of the form that sets two revisions side by side.
#[must_use]
pub fn differences(workspace: &str, key: &str) -> String {
    format!("{}/diff", record(workspace, key))
}

/// Address of the history of a record.
#[must_use]
pub fn history(workspace: &str, key: &str) -> String {
    format!("{}/history", record(workspace, key))
}

/// Address of what of the history lies before a revision.
#[must_use]
pub fn history_before(workspace: &str, key: &str, revision: u32) -> String {
    format!("{}?before={revision}", history(workspace, key))
}

/// Address of what a record is linked with.
#[must_use]
pub fn connections(workspace: &str, key: &str) -> String {
    format!("{}/connections", record(workspace, key))
}

/// Address of the proof that an entry is in the log, together with the entry: a file to keep.
#[must_use]
pub fn receipt(workspace: &str, entry: u64) -> String {
    format!("{}/receipt", proof(workspace, entry))
}
