//! Audit rooms as they are shown, to the organisation and to the auditors inside.

use assay_domain::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Audit rooms.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RoomList {
    /// By key; of an auditor only their own.
    pub rooms: Vec<RoomView>,
}

/// One audit room.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RoomView {
    /// Key, for example `ROOM-1`.
    pub key: String,
    /// Title.
    pub title: String,
    /// `preparing`, `open` or `ended`; a room is over at its minute.
    pub state: String,
    /// The internal audit it serves.
    pub audit: Option<String>,
    /// Or the certification audit.
    pub certification_audit: Option<String>,
    /// Who looks after it.
    pub owner: Option<NamedKey>,
    /// The members who are let in.
    pub auditors: Vec<NamedKey>,
    /// First moment.
    #[schemars(with = "Option<String>")]
    pub from: Option<Timestamp>,
    /// The minute at which it ends.
    #[schemars(with = "Option<String>")]
    pub until: Option<Timestamp>,
    /// Whole minutes left, the last one counted; 0 when nobody can be inside.
    pub minutes_left: u64,
    /// Frameworks, or requirements.
    pub requirements: Vec<String>,
    /// Where it stands; nothing before it is opened.
    pub stands_at: Option<StandView>,
    /// Requests that wait for an answer.
    pub waiting: usize,
    /// Requests of its audit, oldest first.
    pub requests: Vec<RoomRequestView>,
}

/// A record with its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NamedKey {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
}

/// Where a room stands.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct StandView {
    /// Entries of the log.
    pub position: u64,
    /// When the last of them was made.
    #[schemars(with = "String")]
    pub time: Timestamp,
    /// Root over them, in hexadecimal: the seed of samples.
    pub seed: String,
    /// The checkpoint that was signed there (C2SP signed note).
    pub checkpoint: String,
    /// The key that signed it (C2SP vkey).
    pub vkey: String,
}

/// What an auditor asked, and the answer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RoomRequestView {
    /// Key, for example `ARQ-3`.
    pub key: String,
    /// Title.
    pub title: String,
    /// `open`, `answered`, `accepted` or `withdrawn`.
    pub state: String,
    /// Revision, from 1.
    pub revision: u32,
    /// Who asks.
    pub asked_by: Option<String>,
    /// When.
    #[schemars(with = "String")]
    pub asked_at: Timestamp,
    /// What is asked for.
    pub request: Option<String>,
    /// The requirement it is about.
    pub requirement: Option<String>,
    /// By when.
    pub due: Option<String>,
    /// Whether that day passed without an answer.
    pub overdue: bool,
    /// How often an answer was returned.
    pub returned: usize,
    /// The answer.
    pub answer: Option<String>,
    /// Who gave it last.
    pub answered_by: Option<String>,
    /// When.
    #[schemars(with = "Option<String>")]
    pub answered_at: Option<Timestamp>,
    /// Evidence and documents shown with it.
    pub shown: Vec<ShownView>,
}

/// A record that is shown with an answer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ShownView {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// Whether it was made after the position at which the room stands.
    pub later: bool,
}

/// A sample, with everything that it takes to draw it again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SampleView {
    /// The room whose seed it is drawn with.
    pub room: String,
    /// Records of which kind.
    pub kind: String,
    /// In which state; nothing means in any.
    pub state: Option<String>,
    /// The position of the log at which the population was taken.
    pub position: u64,
    /// How many records the population has.
    pub population: u64,
    /// SHA-256 of their keys, by number, each with a line feed behind it.
    pub population_sha256: String,
    /// How many were asked for.
    pub size: u32,
    /// The text that numbers are hashed with.
    pub seed: String,
    /// How it is drawn.
    pub method: String,
    /// In the order drawn.
    pub items: Vec<SampleItem>,
}

/// One record of a sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SampleItem {
    /// Its place in the population, from 1.
    pub place: u64,
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
    /// State.
    pub state: String,
    /// Revision.
    pub revision: u32,
}

/// An auditor's own notes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NoteList {
    /// Newest first.
    pub notes: Vec<NoteView>,
}

/// A private note.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct NoteView {
    /// Key, for example `NOTE-2`.
    pub key: String,
    /// The room it was written in.
    pub room: String,
    /// What was noted.
    pub text: String,
    /// What it is about.
    pub about: Option<String>,
    /// When.
    #[schemars(with = "String")]
    pub at: Timestamp,
}
