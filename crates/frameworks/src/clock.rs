//! Reporting clocks that laws set: what is to be told to whom, and by when, counted from which event.
//!
//! A clock is data: citation, unit, start event, certainty. Which clocks run in an incident is for people to decide,
//! and when one ends for whoever knows the calendar and the time zone.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::file::sha256;
use crate::list::{ListError, read};
use crate::reference::is_slug;
use crate::{Certainty, RequirementRef, Source, Titles};

const TEXT: &str = include_str!("../data/lists/clocks.toml");

static CLOCKS: LazyLock<ClockList> =
    LazyLock::new(|| ClockList::parse(TEXT).expect("the list is compiled in, and the tests of this crate parse it"));

/// The clocks as shipped.
#[must_use]
pub fn clocks() -> &'static ClockList {
    &CLOCKS
}

/// Clocks with where they were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockList {
    /// What is fact and what is our wording.
    pub copyright: String,
    /// What a reader should know.
    pub notes: Vec<String>,
    /// Where they were read.
    pub sources: Vec<Source>,
    /// In the order of the file: law by law, article by article.
    pub clocks: Vec<Clock>,
    /// SHA-256 of the data file, in lower-case hex.
    pub digest: String,
}

/// One clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clock {
    /// Its name, for example `ai-act-73-2`.
    pub id: String,
    /// The short title in every language.
    pub titles: Titles,
    /// The law, for example `gdpr`.
    pub instrument: String,
    /// Where it is laid down.
    pub citation: String,
    /// The requirement of a shipped framework it belongs to, whose dates say from when it binds.
    pub requirement: Option<RequirementRef>,
    /// Whom it binds, in the words of that law.
    pub obliged: Vec<String>,
    /// Who has to be told.
    pub told: String,
    /// In which case.
    pub when: String,
    /// How promptly in any case.
    pub prompt: Option<Prompt>,
    /// The outer limit; absent where the law counts none.
    pub within: Option<Within>,
    /// How sure.
    pub certainty: Certainty,
    /// Where it was read, from [`ClockList::sources`].
    pub sources: Vec<String>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// A limit that is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prompt {
    /// How promptly.
    pub how: Promptness,
    /// After what.
    pub after: StartEvent,
}

/// How promptly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Promptness {
    /// At once.
    AtOnce,
    /// As soon as diligence allows.
    WithoutUndueDelay,
}

/// A limit that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// How many; never 0.
    pub count: u16,
    /// Of what.
    pub unit: ClockUnit,
    /// Counted from what.
    pub after: StartEvent,
}

/// What is counted. None is converted into another: three working days are no number of hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockUnit {
    /// Hours.
    Hour,
    /// Calendar days.
    Day,
    /// Working days of the authority's calendar.
    WorkingDay,
    /// Weeks.
    Week,
    /// Calendar months.
    Month,
}

/// What starts a clock. Each is a time of its own in an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartEvent {
    /// Whoever is bound became aware of the incident, the breach or the risk.
    Aware,
    /// A causal link between system and incident, or its reasonable likelihood, was established.
    CausalLink,
    /// There was reason to consider a system not in conformity.
    Nonconformity,
    /// It became known that personal data were affected.
    DataAffected,
    /// The threshold was met, or it became known that it will be.
    ThresholdMet,
    /// The notification before this one was sent.
    Notified,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: u32,
    copyright: String,
    notes: Vec<String>,
    source: Vec<Source>,
    clock: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    title: String,
    title_pt_br: Option<String>,
    title_pt_pt: Option<String>,
    instrument: String,
    citation: String,
    requirement: Option<RequirementRef>,
    obliged: Vec<String>,
    told: String,
    when: String,
    prompt: Option<Prompt>,
    within: Option<Within>,
    certainty: Certainty,
    sources: Vec<String>,
    note: Option<String>,
}

impl ClockList {
    /// Reads the list.
    ///
    /// # Errors
    /// When the text is not such a list, or a clock is stated twice, has no limit, or names no source.
    pub fn parse(text: &str) -> Result<Self, ListError> {
        let file: File = read("clocks", text, |file: &File| file.schema)?;
        let mut seen = HashSet::new();
        for (place, row) in file.clock.iter().enumerate() {
            let message = if !is_slug(&row.id) || !is_slug(&row.instrument) {
                "`id` and `instrument` are of a-z, 0-9 and `-`, starting with a letter"
            } else if !seen.insert(&row.id) {
                "the id is taken; remove one"
            } else if [&row.title, &row.citation, &row.told, &row.when].iter().any(|text| text.trim().is_empty()) {
                "`title`, `citation`, `told` and `when` must say something"
            } else if row.within.is_some_and(|within| within.count == 0) || (row.prompt, row.within) == (None, None) {
                "a clock has a limit: state `prompt`, `within` with a count above 0, or both"
            } else if row.obliged.is_empty() || row.sources.is_empty() {
                "say in `obliged` whom it binds, and in `sources` where it was read"
            } else if !row.sources.iter().all(|id| file.source.iter().any(|source| source.id == *id)) {
                "a name in `sources` is none of the file's [[source]]; add it there or correct it"
            } else {
                continue;
            };
            let (id, message) = (row.id.chars().take(80).collect(), message.to_owned());
            return Err(ListError::Row { list: "clocks", row: place + 1, id, message });
        }
        Ok(Self {
            copyright: file.copyright,
            notes: file.notes,
            sources: file.source,
            clocks: file.clock.into_iter().map(Clock::from).collect(),
            digest: sha256(text.as_bytes()),
        })
    }

    /// The clock of that name.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Clock> {
        self.clocks.iter().find(|clock| clock.id == id)
    }

    /// The clocks of a law, in order.
    pub fn of<'a>(&'a self, instrument: &'a str) -> impl Iterator<Item = &'a Clock> {
        self.clocks.iter().filter(move |clock| clock.instrument == instrument)
    }
}

impl From<Row> for Clock {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            titles: Titles::new(row.title, row.title_pt_br, row.title_pt_pt),
            instrument: row.instrument,
            citation: row.citation,
            requirement: row.requirement,
            obliged: row.obliged,
            told: row.told,
            when: row.when,
            prompt: row.prompt,
            within: row.within,
            certainty: row.certainty,
            sources: row.sources,
            note: row.note,
        }
    }
}
