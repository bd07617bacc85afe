//! What the pages of the Statement of Applicability show.

use assay_domain::State;

use crate::pages::controls::views::FrameworkTab;
use crate::pages::records::views::Signer;
use crate::parts::draft::Draft;
use crate::parts::table::Table;
use crate::parts::words::SoaWord;

/// A part of the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SoaTab {
    /// The rows as they are today.
    #[default]
    Rows,
    /// Its versions, and the form that drafts one.
    Versions,
    /// What differs between two.
    Difference,
}

/// The Statement of Applicability.
#[derive(Debug, Clone, Default)]
pub struct SoaPage {
    /// Slug of the framework.
    pub framework: String,
    /// Its edition.
    pub edition: String,
    /// Frameworks with a Statement of Applicability.
    pub frameworks: Vec<FrameworkTab>,
    /// The part that is shown.
    pub tab: SoaTab,
    /// Key, day and approver of the version in force.
    pub approved: Option<(String, String, String)>,
    /// The rows.
    pub rows: Vec<SoaRow>,
    /// The same as they are asked for.
    pub table: Table,
    /// The versions, the newest first.
    pub versions: Vec<VersionLine>,
    /// Why the reader may not draft a version.
    pub refusal: Option<String>,
    /// What was wrong with what was sent.
    pub error: Option<String>,
    /// Title, owner and scope as they stand in the form.
    pub draft: (String, String, String),
    /// Where what is typed into it is kept; nothing where nobody is signed in.
    pub kept: Option<Draft>,
    /// For whom the form acts.
    pub signer: Signer,
    /// Key of the earlier version.
    pub from: String,
    /// Key of the later, or `today`.
    pub to: String,
    /// Rows that differ.
    pub difference: Vec<DifferenceRow>,
    /// How many do not.
    pub same: usize,
}

/// A row.
#[derive(Debug, Clone)]
pub struct SoaRow {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it applies.
    pub applicable: Option<bool>,
    /// Why.
    pub reason: Option<String>,
    /// How.
    pub statement: Option<String>,
    /// How far, as it is stored.
    pub stage: String,
    /// How far, in words.
    pub implementation: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The state today.
    pub state: State,
    /// Key of its record.
    pub record: Option<String>,
    /// State of that record, in words.
    pub decision: String,
    /// Whether that is approved.
    pub approved: bool,
    /// Whether it differs from the version in force.
    pub diverged: bool,
    /// Whether it is stated as in place and what was measured says otherwise.
    pub contradicted: bool,
    /// Whether it is of our own, and in no framework.
    pub own: bool,
}

/// A version.
#[derive(Debug, Clone)]
pub struct VersionLine {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its state, in words.
    pub state: String,
    /// Rows that apply.
    pub applicable: usize,
    /// Rows left out.
    pub excluded: usize,
    /// Who made its last revision.
    pub by: String,
    /// When.
    pub at: String,
    /// Where a draft is approved, or why the reader may not.
    pub approve: Option<Result<String, String>>,
}

/// A row that differs.
#[derive(Debug, Clone)]
pub struct DifferenceRow {
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Key of its record.
    pub record: String,
    /// What became of it.
    pub became: SoaWord,
    /// Label, before and after of each field that differs.
    pub fields: Vec<(String, Option<String>, Option<String>)>,
    /// The state today, where that is the later side.
    pub state: Option<State>,
    /// Whether it is of our own, and in no framework.
    pub own: bool,
}
