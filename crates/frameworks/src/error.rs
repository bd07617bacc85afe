//! What can be wrong with a data file.

use crate::{RequirementKey, RequirementKind};

/// A data file is no framework. `file` is `<slug>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameworkError {
    /// The slug would not fit a reference.
    #[error("`{slug}` is no framework slug: use 1 to 40 of a-z, 0-9 and `-`, starting with a letter, and not `own`")]
    Slug {
        /// As given.
        slug: String,
    },
    /// The text is longer than [`MAX_SOURCE`](crate::MAX_SOURCE).
    #[error("{file}: {bytes} bytes are more than a framework may have ({max}); split it")]
    TooLong {
        /// The data file.
        file: String,
        /// Its length.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// Not TOML, or not the fields of a framework.
    #[error("{file}, line {line}: {message}")]
    Syntax {
        /// The data file.
        file: String,
        /// From 1.
        line: usize,
        /// What the reader of TOML said.
        message: String,
    },
    /// A schema this version does not know.
    #[error("{file}: schema {found} is not known here (known: 1 and 2); a newer Assay may read it")]
    Schema {
        /// The data file.
        file: String,
        /// As stated.
        found: u32,
    },
    /// A file of schema 1 without the lists of evidence types.
    #[error(
        "{file}: schema 1 states `technical_evidence_types` and `other_evidence_types`; add them, empty if need be"
    )]
    EvidenceTypes {
        /// The data file.
        file: String,
    },
    /// No rows, or more than [`MAX_ROWS`](crate::MAX_ROWS).
    #[error("{file}: {found} rows; a framework has 1 to {max}")]
    RowCount {
        /// The data file.
        file: String,
        /// How many there are.
        found: usize,
        /// The limit.
        max: usize,
    },
    /// One row is wrong.
    #[error("{file}, row {row} ({key}): {error}")]
    Row {
        /// The data file.
        file: String,
        /// The place of the row in the file, from 1.
        row: usize,
        /// Kind and id as stated.
        key: RequirementKey,
        /// What is wrong with it.
        error: RowError,
    },
}

/// What can be wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// The id would not fit a reference.
    #[error("the id must be 1 to 64 of letters, digits and `. - _ ( )`, starting with a letter or digit")]
    Id,
    /// Kind and id are taken.
    #[error("row {first} has the same kind and id; remove one")]
    Duplicate {
        /// The earlier row.
        first: usize,
    },
    /// A title or another text that must be there is empty.
    #[error("`{field}` is empty; write it")]
    Empty {
        /// Its name in the file.
        field: &'static str,
    },
    /// A clause or an area with a parent.
    #[error("rows of kind {kind} are at the top; remove the parent `{parent}`")]
    ParentOfTop {
        /// The kind of the row.
        kind: RequirementKind,
        /// As stated.
        parent: String,
    },
    /// A row that must have a parent has none.
    #[error("rows of kind {kind} need a parent, which is one of these: {}", parents(.kind))]
    NoParent {
        /// The kind of the row.
        kind: RequirementKind,
    },
    /// The parent is not in the file.
    #[error("no {} `{parent}` is in the file; add it or correct the parent", parents(.kind))]
    UnknownParent {
        /// The kind of the row.
        kind: RequirementKind,
        /// As stated.
        parent: String,
    },
    /// The table a kind needs is missing, or one it cannot have is there.
    #[error("rows of kind {kind} have {}", table(.wants))]
    Table {
        /// The kind of the row.
        kind: RequirementKind,
        /// The tables of which it may have one.
        wants: &'static [&'static str],
    },
    /// The kind came with a later schema than the file states.
    #[error("rows of kind {kind} came with schema {schema}; state `schema = {schema}` at the top of the file")]
    Schema {
        /// The kind of the row.
        kind: RequirementKind,
        /// The schema that has it.
        schema: u32,
    },
    /// A name that another part of the file does not have.
    #[error("`{name}` is none of the file's {list}; add it there or correct it")]
    Unlisted {
        /// As stated.
        name: String,
        /// Where it should be.
        list: &'static str,
    },
    /// Two dates on one route.
    #[error("two entries of `applies` are for the same route; keep one")]
    Route,
    /// An evidence type that the head of the file does not list.
    #[error("`{name}` is not in the file's `{field}`; list it there or correct it")]
    EvidenceType {
        /// As stated.
        name: String,
        /// The list it should be in.
        field: &'static str,
    },
    /// `documented_information` and `documented_information_required` disagree.
    #[error("`documented_information_required` must be true exactly when `documented_information` lists something")]
    DocumentedInformation,
}

fn parents(kind: &RequirementKind) -> String {
    kind.parents().iter().map(|kind| kind.name()).collect::<Vec<_>>().join(" or ")
}

fn table(wants: &[&str]) -> String {
    match wants {
        [] => "no table of their own; remove it".to_owned(),
        tables => {
            let tables: Vec<String> = tables.iter().map(|table| format!("[requirement.{table}]")).collect();
            format!("the table {} and no other", tables.join(" or "))
        }
    }
}
