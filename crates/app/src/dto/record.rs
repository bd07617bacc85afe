//! Records as they are shown.

use assay_domain::Timestamp;
use assay_domain::kinds::signature::{ProvedBy, Signature};
use assay_store::Revision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::workspace::Workspace;

/// One revision of a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordView {
    /// Stable id.
    pub id: String,
    /// Key, for example `SYS-1`.
    pub key: String,
    /// Kebab-case kind.
    pub kind: String,
    /// Revision, from 1.
    pub revision: u32,
    /// State of its workflow.
    pub state: String,
    /// Title.
    pub title: String,
    /// Body; empty once erased.
    pub body: Value,
    /// The act that made this revision.
    pub op: String,
    /// Index of its entry in the log.
    pub seq: u64,
    /// Key of the member who acted.
    pub actor: String,
    /// How they came in.
    pub via: String,
    /// When it was recorded.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Business date, when it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub effective: Option<Timestamp>,
    /// Whether the body was erased.
    pub erased: bool,
    /// SHA-256 of the body as it is stored: what a signature of this revision names. Left out in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Signatures up to this revision; in a history and after a move, those of this revision. Left out in lists.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<SignatureView>,
}

/// What somebody signed, and how they had proved who they are.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SignatureView {
    /// Key of its record.
    pub key: String,
    /// The revision that the act made, whose body was signed.
    pub revision: u32,
    /// The act.
    pub transition: String,
    /// What the act means as a signature.
    pub meaning: String,
    /// SHA-256 of the body that was signed.
    pub digest: String,
    /// Key of the member who signed.
    pub signer: String,
    /// How they had proved who they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proved_by: Option<ProvedBy>,
    /// When they had proved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub proved_at: Option<Timestamp>,
    /// When it was recorded.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Index of its entry in the log.
    pub seq: u64,
}

impl SignatureView {
    /// The signature that a revision is; nothing once it is erased.
    pub(crate) fn of(r: &Revision) -> Option<Self> {
        let body: Signature = Workspace::read_body(r)?;
        Some(Self {
            key: r.key.to_string(),
            revision: body.revision,
            transition: body.transition,
            meaning: body.meaning,
            digest: body.digest?.to_string(),
            signer: body.signer?.to_string(),
            proved_by: body.proved_by,
            proved_at: body.proved_at,
            at: r.at,
            seq: r.seq,
        })
    }
}

impl From<&Revision> for RecordView {
    fn from(r: &Revision) -> Self {
        Self {
            id: r.record.to_string(),
            key: r.key.to_string(),
            kind: r.kind.clone(),
            revision: r.revision,
            state: r.state.clone(),
            title: r.title.clone(),
            body: Workspace::body(r),
            op: r.op.clone(),
            seq: r.seq,
            actor: r.actor.to_string(),
            via: r.via.clone(),
            at: r.at,
            effective: r.effective,
            erased: r.body.is_none(),
            digest: None,
            signatures: Vec::new(),
        }
    }
}

/// A page of records.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordList {
    /// The records.
    pub records: Vec<RecordView>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// Cursor of the page before: ask for it as `before`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// How many records the whole list has, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<CountView>,
}

/// How many records a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CountView {
    /// So many.
    pub n: u64,
    /// Whether these are all. Beyond 10,000 they are not counted: then there are more than `n`.
    pub exact: bool,
}

impl From<assay_store::Count> for CountView {
    fn from(count: assay_store::Count) -> Self {
        Self { n: count.n, exact: count.exact }
    }
}

/// Every revision of a record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecordHistory {
    /// First to last.
    pub revisions: Vec<RecordView>,
}

/// A kind of record.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KindView {
    /// Kebab-case name.
    pub name: String,
    /// Key prefix.
    pub prefix: String,
    /// Title.
    pub title: String,
    /// Clauses and controls it serves.
    pub refs: Vec<String>,
    /// States, the first being where a record starts.
    pub states: Vec<String>,
    /// Moves between them.
    pub transitions: Vec<TransitionView>,
    /// JSON Schema of the body.
    pub schema: Value,
}

/// A move between states.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TransitionView {
    /// The verb.
    pub name: String,
    /// Where it starts.
    pub from: Vec<String>,
    /// Where it ends.
    pub to: String,
    /// What must be stated by then.
    pub requires: Vec<String>,
    /// What it means as a signature.
    pub signs: Option<String>,
}

/// The kinds.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KindList {
    /// By name.
    pub kinds: Vec<KindView>,
}

/// A workspace of the installation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WorkspaceView {
    /// Its id.
    pub id: String,
    /// Short name in addresses.
    pub slug: String,
    /// The organisation.
    pub organisation: String,
    /// Whether everything in it is invented for demonstration.
    pub demo: bool,
    /// The log's origin.
    pub origin: String,
}

/// The workspaces of an installation.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct WorkspaceList {
    /// By short name.
    pub workspaces: Vec<WorkspaceView>,
}

/// A new token. The secret is shown once and kept nowhere.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct TokenCreated {
    /// Key of its record.
    pub key: String,
    /// The secret.
    pub token: String,
    /// The member behind it.
    pub member: String,
    /// What it may do.
    pub scopes: Vec<assay_domain::Action>,
    /// Its end.
    #[schemars(with = "Option<String>")]
    pub expires: Option<Timestamp>,
}

/// One entry of the log, without anything of a body.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ChangeView {
    /// Position of the log after it: name it as `after` to go on behind it.
    pub position: u64,
    /// When it was recorded.
    #[schemars(with = "String")]
    pub at: Timestamp,
    /// Kebab-case kind of the record.
    pub kind: String,
    /// Its key.
    pub key: String,
    /// Its revision.
    pub revision: u32,
    /// The act.
    pub op: String,
    /// State after it.
    pub state: String,
    /// Key of the member who acted.
    pub actor: String,
}

impl From<&Revision> for ChangeView {
    fn from(r: &Revision) -> Self {
        Self {
            position: r.seq + 1,
            at: r.at,
            kind: r.kind.clone(),
            key: r.key.to_string(),
            revision: r.revision,
            op: r.op.clone(),
            state: r.state.clone(),
            actor: r.actor.to_string(),
        }
    }
}

/// Entries in the order of the log.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ChangeList {
    /// Oldest first.
    pub changes: Vec<ChangeView>,
    /// Where the next answer goes on.
    pub next: u64,
    /// Entries of the log in all.
    pub size: u64,
}
