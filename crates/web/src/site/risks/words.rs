//! Levels, ratings and days in the reader's words.

use assay_app::dto::{Appetite, MoveView, RiskRow, ScoreView};
use assay_domain::Kind;
use assay_domain::kinds::risk_criteria::Level;
use serde::Serialize;

use crate::pages::risks::views::{LevelView, ScoreLine, Standing, Trend};
use crate::parts::words::{Lang, RiskWord, t};
use crate::site::records::list::said;

/// The word that addresses have for a value of a closed list.
pub(super) fn slug(value: impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A value of a field of a kind, as the reader knows it.
pub(super) fn value(lang: Lang, kind: &str, field: &str, slug: &str) -> String {
    let words = Kind::named(kind).and_then(|kind| kind.field(field));
    let found = words.and_then(|words| words.values.iter().find(|value| value.slug == slug));
    found.map_or_else(|| slug.to_owned(), |value| said(&value.word, lang).to_owned())
}

/// The values of a field of a kind, to choose from.
pub(super) fn values(lang: Lang, kind: &str, field: &str) -> Vec<(String, String)> {
    let words = Kind::named(kind).and_then(|kind| kind.field(field));
    let all = words.map(|words| words.values).unwrap_or_default().iter();
    all.map(|value| (value.slug.to_owned(), said(&value.word, lang).to_owned())).collect()
}

pub(super) fn level(lang: Lang, level: Option<Level>) -> LevelView {
    // Four levels on the five grounds there are: the one in the middle is left out, so that neighbours differ in grey.
    let ground = match level {
        None => 0,
        Some(Level::Low) => 1,
        Some(Level::Medium) => 3,
        Some(Level::High) => 4,
        Some(Level::Critical) => 5,
    };
    let word = match level {
        None => t(lang, RiskWord::NotRated).to_owned(),
        Some(level) => value(lang, "risk-criteria", "accept_up_to", &slug(level)),
    };
    LevelView { ground, word }
}

pub(super) fn score(lang: Lang, score: &ScoreView) -> ScoreLine {
    ScoreLine { level: level(lang, score.level), steps: format!("{}×{}", score.likelihood, score.impact) }
}

pub(super) fn standing(row: &RiskRow) -> Standing {
    match row.appetite {
        Appetite::Above if row.accepted.as_ref().is_some_and(|a| a.covers) => Standing::Kept,
        Appetite::Above => Standing::Above,
        Appetite::Within => Standing::Within,
        Appetite::Unknown => Standing::Unknown,
    }
}

/// A level as a number that grows with it.
pub(super) fn rank(level: Level) -> u8 {
    match level {
        Level::Low => 1,
        Level::Medium => 2,
        Level::High => 3,
        Level::Critical => 4,
    }
}

/// The small picture of where a risk stood until a moment; nothing where it never had a level.
pub(super) fn trend(row: &RiskRow, until: assay_domain::Timestamp) -> Option<Trend> {
    let level = |m: &MoveView| m.score.as_ref().and_then(|s| s.level).map_or(0, rank);
    let first = row.moves.iter().find(|m| level(m) > 0)?.at.as_micros();
    let span = (until.as_micros() - first).max(1);
    let place = |at: i64| u8::try_from(((at - first).max(0).saturating_mul(100) / span).min(100)).unwrap_or(100);
    let steps = row.moves.iter().skip_while(|m| level(m) == 0).map(|m| (place(m.at.as_micros()), level(m)));
    Some(Trend { steps: steps.collect(), appetite: row.accept_up_to.map(rank) })
}
