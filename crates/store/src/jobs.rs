//! Scheduled work as it is kept: what is due when, who has it in hand, what it came to, and the notices it gave.
//!
//! This is bookkeeping of the installation, not of a workspace's record, so it makes no entries. A job is taken by a
//! lease with a number: whoever lost the lease cannot write its end any more, so a due time ends once, with however
//! many processes. What a job writes into the workspace goes through its log like everything else.

mod memory;

use assay_domain::{Timestamp, WorkspaceId};
use serde::{Deserialize, Serialize};

pub use memory::MemoryJobs;

use crate::{CommitError, StoreError};

/// A job of a workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Name of its type.
    pub job: String,
    /// The workspace it works on.
    pub workspace: WorkspaceId,
    /// When it is tried next: its due time, or later after a failure.
    pub next_try: Timestamp,
    /// Until when somebody has it in hand.
    pub lease_until: Option<Timestamp>,
    /// Number of the newest lease; whoever holds another has lost it.
    pub claim: u64,
    /// How it stands.
    pub state: JobState,
}

/// How a job stands, apart from who has it in hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobState {
    /// The time it is due: with job and workspace the identity of a run.
    pub due: Timestamp,
    /// Tries for this due time that failed.
    pub failures: u32,
    /// Whether it failed as often as it may. It stays so, with its error, until a run succeeds.
    pub dead: bool,
    /// Runs that came to an end.
    pub runs: u64,
    /// Tries that failed, ever.
    pub failed: u64,
    /// The due time that was done last.
    pub done: Option<Timestamp>,
    /// When that was.
    pub done_at: Option<Timestamp>,
    /// Whether everything was in order then.
    pub ok: Option<bool>,
    /// What it came to.
    pub text: Option<String>,
    /// The last error, until a run succeeds.
    pub error: Option<String>,
    /// When that was.
    pub error_at: Option<Timestamp>,
}

/// Something that runs out, at one threshold, for one revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number.
    pub id: u64,
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Key of the record. Never its title: that may have to be erased.
    pub item: String,
    /// What of it runs out: a field, or the id of a check.
    pub field: String,
    /// The revision it was noticed at; 0 for a verdict.
    pub revision: u32,
    /// When it runs out.
    pub ends: Timestamp,
    /// The threshold in days; 0 once it has run out.
    pub days: u32,
    /// When notice was given.
    pub at: Timestamp,
    /// Key of the member who took notice, and when.
    pub acknowledged: Option<(String, Timestamp)>,
}

/// Where jobs and notices are kept.
pub trait JobStore: Send + Sync {
    /// Every job that was ever planned, by name and workspace.
    ///
    /// # Errors
    /// When it cannot be read; so below, or when the disk refuses.
    fn jobs(&self) -> Result<Vec<JobRow>, StoreError>;

    /// Plans a job that is not planned yet.
    fn plan(&self, job: &str, workspace: WorkspaceId, due: Timestamp) -> Result<(), CommitError>;

    /// Takes a job in hand until a time: when its time has come, or at once when `early`, unless somebody has it.
    fn claim(
        &self,
        job: &str,
        workspace: WorkspaceId,
        now: Timestamp,
        until: Timestamp,
        early: bool,
    ) -> Result<Option<JobRow>, CommitError>;

    /// Writes how a job ended and gives it out of hand; false, and nothing written, when the lease was lost.
    fn settle(&self, row: &JobRow) -> Result<bool, CommitError>;

    /// Notices of a workspace, oldest first.
    fn notices(&self, workspace: WorkspaceId) -> Result<Vec<NoticeRow>, StoreError>;

    /// Gives notice, unless it was given; the number in the row is not looked at. Tells whether it is new.
    fn give_notice(&self, notice: &NoticeRow) -> Result<bool, CommitError>;

    /// Notes that a member took notice; false when there is no such notice or somebody did before.
    fn acknowledge(&self, workspace: WorkspaceId, id: u64, by: &str, at: Timestamp) -> Result<bool, CommitError>;

    /// Forgets a notice.
    fn forget_notice(&self, workspace: WorkspaceId, id: u64) -> Result<(), CommitError>;
}
