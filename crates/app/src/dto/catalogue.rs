//! Frameworks, their rows, and what crosswalks offer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Frameworks that are shipped or in force.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FrameworkList {
    /// By slug, the newest edition first.
    pub frameworks: Vec<FrameworkEntry>,
}

/// One edition of a framework.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FrameworkEntry {
    /// Its name in references, for example `iso42001`.
    pub slug: String,
    /// What people call it.
    pub name: String,
    /// Which edition.
    pub edition: String,
    /// Requirements that are judged.
    pub judged: usize,
    /// Controls of its own Statement of Applicability; 0 where it has none.
    pub controls: usize,
    /// SHA-256 of its data file, lower-case hex.
    pub digest: String,
    /// Whether the log put exactly this in force.
    pub in_force: bool,
}

/// One edition with its rows.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FrameworkView {
    /// Which.
    pub framework: FrameworkEntry,
    /// What a reader should know of the rows as a whole.
    pub notes: Vec<String>,
    /// The rows, in the order of the standard.
    pub requirements: Vec<RowView>,
}

/// One row of a framework.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RowView {
    /// Its id in references.
    pub id: String,
    /// How people write it.
    pub label: String,
    /// What the row is, for example `control` or `article`.
    pub kind: String,
    /// Id of the row above.
    pub parent: Option<String>,
    /// Short title.
    pub title: String,
    /// What is asked, in our words; empty where only the title is shipped.
    pub own_words: String,
    /// What is doubtful about the row.
    pub doubt: Option<String>,
    /// Whether posture has a state for it.
    pub judged: bool,
    /// Of a law: since when it applies, by route, with both calendars, sources and certainty.
    pub dates: Vec<Value>,
}

/// What crosswalks offer for a requirement. Nothing of it says that anything is fulfilled: a person accepts or does not.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct CrosswalkView {
    /// What was asked, for example `eu-ai-act:art17`.
    pub requirement: String,
    /// Its title.
    pub title: String,
    /// Requirements that evidence may bear on, the strongest first.
    pub offers: Vec<OfferView>,
}

/// One offer.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct OfferView {
    /// What is offered, for example `iso42001:A.6.2.4`.
    pub requirement: String,
    /// How people write its number.
    pub label: String,
    /// Its title.
    pub title: String,
    /// The edition it is of.
    pub edition: String,
    /// How what was asked lies to what is offered: `equal`, `subset`, `superset`, `intersects`.
    pub relation: String,
    /// How strongly, from 1 to 10.
    pub strength: u8,
    /// Why, as written by its author from the other side when `inverted`.
    pub rationale: String,
    /// Where the pair comes from.
    pub source: String,
    /// How sure it is: `high`, `medium`, or `low` where it rests on one source or one judgement; nothing where nobody says.
    pub certainty: Option<String>,
    /// Whether the pair was read against its direction.
    pub inverted: bool,
    /// The crosswalk's name; where `standing` is `corrected`, the key of the correction.
    pub crosswalk: String,
    /// `in-force` when the log activated it, else `proposed`; `corrected` when an approved record says otherwise.
    pub standing: String,
    /// Evidence that verdicts about what is offered rest on: candidates to look at, never proof.
    pub candidates: Vec<String>,
}

/// What lies between where a system is and where it is meant to be.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProfileView {
    /// The AI system.
    pub system: String,
    /// The framework.
    pub framework: String,
    /// Key of the approved current profile that speaks of the latest day.
    pub current: Option<String>,
    /// Key of the approved target profile that speaks of the latest day.
    pub target: Option<String>,
    /// The day by which the target is meant to be reached.
    pub target_day: Option<String>,
    /// Outcomes of the framework in all.
    pub outcomes: usize,
    /// Outcomes that the current profile does not speak of.
    pub not_looked_at: usize,
    /// One row for each outcome that either profile speaks of, in the order of the framework.
    pub rows: Vec<ProfileRowView>,
}

/// One outcome in both profiles.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct ProfileRowView {
    /// Its id.
    pub outcome: String,
    /// Its title.
    pub title: String,
    /// How far it is reached: `none`, `partly`, `largely`, `fully`, `not-applicable`; absent where it was not looked at.
    pub current: Option<String>,
    /// How far it is meant to be.
    pub target: Option<String>,
    /// `met`, `gap`, `not-looked-at` or `no-target`.
    pub verdict: String,
    /// Evidence that the current profile names.
    pub evidence: Vec<String>,
}
