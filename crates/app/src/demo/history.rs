//! The shapes of `data/demo/*.toml`: acts with their moments, and how each control is decided.

use assay_domain::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{Answer, AppError};

const FILES: [&str; 24] = [
    include_str!("../../data/demo/people.toml"),
    include_str!("../../data/demo/systems.toml"),
    include_str!("../../data/demo/inventory.toml"),
    include_str!("../../data/demo/controls.toml"),
    include_str!("../../data/demo/criteria.toml"),
    include_str!("../../data/demo/criteria_more.toml"),
    include_str!("../../data/demo/evidence.toml"),
    include_str!("../../data/demo/evidence_more.toml"),
    include_str!("../../data/demo/documents.toml"),
    include_str!("../../data/demo/work.toml"),
    include_str!("../../data/demo/context.toml"),
    include_str!("../../data/demo/obligations.toml"),
    include_str!("../../data/demo/risks.toml"),
    include_str!("../../data/demo/treatment.toml"),
    include_str!("../../data/demo/suppliers.toml"),
    include_str!("../../data/demo/impact.toml"),
    include_str!("../../data/demo/competence.toml"),
    include_str!("../../data/demo/development.toml"),
    include_str!("../../data/demo/objectives.toml"),
    include_str!("../../data/demo/incidents.toml"),
    include_str!("../../data/demo/audits.toml"),
    include_str!("../../data/demo/review.toml"),
    include_str!("../../data/demo/buyers.toml"),
    include_str!("../../data/demo/readings.toml"),
];
/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

/// The whole history.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) acts: Vec<Act>,
    pub(super) controls: Vec<Control>,
    /// Reason of every row that states none of its own.
    pub(super) reason: String,
    /// Reason of a row that does not apply to what is bought.
    pub(super) bought_reason: String,
    /// The systems that such a row covers.
    pub(super) covers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chapter {
    #[serde(default, rename = "act")]
    acts: Vec<Act>,
    #[serde(default, rename = "control")]
    controls: Vec<Control>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    bought_reason: String,
    #[serde(default)]
    covers: Vec<String>,
}

/// Something that a member did at a moment.
#[derive(Debug, Deserialize)]
pub(super) struct Act {
    /// Days after the start.
    day: Option<i64>,
    /// Or a day that is fixed, whenever the demonstration is made.
    on: Option<String>,
    /// Or days before today.
    ago: Option<i64>,
    /// Hour of that day, UTC.
    #[serde(default = "morning")]
    hour: i64,
    /// Name of the member.
    pub(super) by: String,
    #[serde(flatten)]
    pub(super) what: What,
}

fn morning() -> i64 {
    9
}

/// What was done.
#[derive(Debug, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum What {
    /// A person is recorded, and made a member when there are roles.
    Join {
        name: String,
        title: String,
        position: String,
        #[serde(default)]
        roles: Vec<String>,
    },
    /// A person becomes a member, or a member gets other roles.
    Enrol { name: String, roles: Vec<String> },
    /// A record is made, and moved at once by whoever made it.
    Create {
        kind: String,
        #[serde(default)]
        name: Option<String>,
        body: Map<String, Value>,
        #[serde(default)]
        then: Vec<String>,
    },
    /// Fields of a record are written anew.
    Change { record: String, body: Map<String, Value> },
    /// Records are moved.
    Move { transition: String, records: Vec<String> },
    /// A threshold is drafted.
    Threshold { name: String, request: Map<String, Value> },
    /// The rows of an area of Annex A are written, and approved by somebody else.
    Decide { area: String, approver: String },
    /// The approved rows are frozen as a version of the Statement of Applicability.
    Soa { name: String, title: String, scope: String },
    /// A run is delivered.
    Deliver { name: String, subject: String, run: ConstructedRun },
    /// A text is kept as a file; its name stands for the digest.
    Keep { name: String, text: String },
    /// The report of a check that passed in each case is delivered.
    Inspect { name: String, subject: String, suite: String, cases: Vec<String> },
}

/// How one control of Annex A is decided.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Control {
    pub(super) id: String,
    pub(super) owner: String,
    #[serde(default = "applicable")]
    pub(super) applicable: bool,
    pub(super) implementation: Option<String>,
    pub(super) statement: Option<String>,
    pub(super) reason: Option<String>,
    #[serde(default)]
    pub(super) missing_for: Vec<String>,
    /// Whether it applies to the system that is bought.
    #[serde(default = "applicable")]
    pub(super) bought: bool,
}

fn applicable() -> bool {
    true
}

/// A run that never took place: its log is written by [`super::run_log`].
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConstructedRun {
    pub(super) task: String,
    pub(super) model: String,
    pub(super) dataset: String,
    pub(super) samples: u32,
    pub(super) scores: Vec<Score>,
}

/// A share of the samples.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Score {
    pub(super) scorer: String,
    /// Name of the score, when a scorer gives several.
    pub(super) score: Option<String>,
    pub(super) metric: String,
    /// How many of the samples count as 1; the rest count as 0.
    pub(super) hits: u32,
}

impl History {
    /// Reads what the program ships.
    pub(super) fn shipped() -> Answer<Self> {
        let mut history = Self::default();
        for file in FILES {
            let chapter: Chapter =
                toml::from_str(file).map_err(|e| AppError::internal(format!("data/demo does not read: {e}")))?;
            history.acts.extend(chapter.acts);
            history.controls.extend(chapter.controls);
            if !chapter.reason.is_empty() {
                history.reason = chapter.reason;
                history.bought_reason = chapter.bought_reason;
                history.covers = chapter.covers;
            }
        }
        Ok(history)
    }

    /// The acts by their moments; of one moment in the order of the files.
    pub(super) fn in_order(&self, start: Timestamp, today: Timestamp) -> Answer<Vec<(Timestamp, &Act)>> {
        let timed = self.acts.iter().map(|act| Ok((act.moment(start, today)?, act)));
        let mut acts = timed.collect::<Answer<Vec<(Timestamp, &Act)>>>()?;
        acts.sort_by_key(|(at, _)| *at);
        Ok(acts)
    }
}

impl Act {
    fn moment(&self, start: Timestamp, today: Timestamp) -> Answer<Timestamp> {
        let day = match (self.day, &self.on, self.ago) {
            (Some(day), None, None) => start.plus_days(day),
            (None, Some(on), None) => Timestamp::parse(on).map_err(AppError::internal)?,
            (None, None, Some(ago)) => today.plus_days(-ago),
            _ => return Err(AppError::internal(format!("one of `day`, `on`, `ago` has to be named: {:?}", self.what))),
        };
        Ok(day.plus_micros(self.hour * HOUR))
    }
}
