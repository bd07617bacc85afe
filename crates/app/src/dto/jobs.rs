//! Jobs, and the notices they give.

use assay_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The jobs of a workspace.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct JobList {
    /// One for each type.
    pub jobs: Vec<JobView>,
}

/// A job and how it stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct JobView {
    /// Its name.
    pub name: String,
    /// What it does.
    pub about: String,
    /// Seconds between its due times.
    pub every_seconds: i64,
    /// `waiting`, `running`, `retrying`, or `dead` once it failed as often as it may.
    pub state: String,
    /// When it is tried next; nothing while no server has planned it.
    #[schemars(with = "Option<String>")]
    pub next: Option<Timestamp>,
    /// Tries of the present due time that failed.
    pub failures: u32,
    /// Runs that came to an end, ever.
    pub runs: u64,
    /// Tries that failed, ever.
    pub failed: u64,
    /// When the last run ended.
    #[schemars(with = "Option<String>")]
    pub ran_at: Option<Timestamp>,
    /// Whether that run found everything in order.
    pub ok: Option<bool>,
    /// What it came to.
    pub result: Option<String>,
    /// The last error, until a run succeeds.
    pub error: Option<String>,
    /// When that was.
    #[schemars(with = "Option<String>")]
    pub error_at: Option<Timestamp>,
}

/// Notices that stand.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NoticeList {
    /// What runs out first comes first.
    pub notices: Vec<NoticeView>,
}

/// Notice that something runs out.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NoticeView {
    /// Its number, by which it is acknowledged.
    pub id: u64,
    /// `notice.ends-within` or `notice.ended`.
    pub code: String,
    /// In a sentence.
    pub text: String,
    /// Key of the record.
    pub key: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The revision that was looked at; 0 for a verdict, which follows from several.
    pub revision: u32,
    /// What runs out: a field of the record, or the id of a check.
    pub field: String,
    /// When.
    #[schemars(with = "String")]
    pub ends: Timestamp,
    /// The threshold in days: 90, 30 or 7; 0 once it has run out.
    pub days: u32,
    /// Key of who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// When notice was given.
    #[schemars(with = "String")]
    pub given_at: Timestamp,
    /// Key of the member who took notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledged_by: Option<String>,
    /// When they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub acknowledged_at: Option<Timestamp>,
}
