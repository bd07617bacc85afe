//! What the pages of the versions of a system show, their gates and parts.

use crate::pages::records::around::{LinkedRecord, RevisionLine};
use crate::pages::records::views::{ChangeLine, MoveLine, SignatureLine};
use crate::pages::systems::views::{CheckLine, SystemHead, VersionMark};
use crate::parts::evidence::EvidenceLine;
use crate::parts::table::Table;

/// Versions of a system.
#[derive(Debug, Clone, Default)]
pub struct VersionsPage {
    /// Head.
    pub head: SystemHead,
    /// The versions.
    pub table: Table,
    /// Key and label of each that can be compared.
    pub choices: Vec<(String, String)>,
}

/// A part.
#[derive(Debug, Clone, Default)]
pub struct PartRow {
    /// What sort, as it is read.
    pub sort: String,
    /// Its record, where it has one.
    pub record: Option<(String, String)>,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
    /// Its digest.
    pub digest: DigestMark,
    /// Name and address of who supplies it.
    pub supplier: Option<(String, String)>,
    /// Name and address of the agent it belongs to.
    pub within: Option<(String, String)>,
}

/// A digest, or why there is none.
#[derive(Debug, Clone, Default)]
pub enum DigestMark {
    /// SHA-256.
    Sha256(String),
    /// Not known yet, because.
    Unknown(String),
    /// None, because.
    None(String),
    /// Nothing is said.
    #[default]
    NotStated,
    /// It has none by its nature.
    Whole,
}

/// The gate of a version.
#[derive(Debug, Clone, Default)]
pub struct GatePage {
    /// Head.
    pub head: SystemHead,
    /// At a glance.
    pub mark: VersionMark,
    /// What evidence calls it.
    pub subject: String,
    /// Revision of its record.
    pub revision: u32,
    /// Its checks, the gravest first.
    pub checks: Vec<CheckLine>,
    /// Evidence they rest on.
    pub evidence: Vec<EvidenceLine>,
    /// Waivers.
    pub waivers: Vec<WaiverRow>,
    /// Its released parts.
    pub parts: Vec<PartRow>,
    /// Signatures, newest first.
    pub signatures: Vec<SignatureLine>,
    /// Who wrote its record first.
    pub written_by: String,
    /// Moves of its record with what is in their way.
    pub moves: Vec<MoveLine>,
    /// Its newest revisions.
    pub history: Vec<RevisionLine>,
}

/// A waiver.
#[derive(Debug, Clone, Default)]
pub struct WaiverRow {
    /// Its record.
    pub record: LinkedRecord,
    /// The check.
    pub check: String,
    /// Last day.
    pub until: Option<String>,
    /// Whether that is over.
    pub over: bool,
    /// Who granted it.
    pub granted_by: Option<String>,
}

/// Two versions side by side.
#[derive(Debug, Clone, Default)]
pub struct ComparePage {
    /// Head.
    pub head: SystemHead,
    /// Labels and addresses of the two.
    pub sides: [(String, String); 2],
    /// What differs in their records.
    pub changes: Vec<ChangeLine>,
    /// Checks that came to something else: before and after.
    pub checks: Vec<(String, String, Option<CheckLine>, Option<CheckLine>)>,
    /// Key and label of each that can be compared.
    pub choices: Vec<(String, String)>,
    /// Keys of the two.
    pub keys: [String; 2],
}
