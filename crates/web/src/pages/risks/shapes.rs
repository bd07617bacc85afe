//! Levels, ratings, standing and the small picture of a level over time.

use std::fmt::Write as _;

use maud::{Markup, html};

use crate::pages::risks::views::{LevelView, LevelsView, ScoreLine, Standing, Trend};
use crate::parts::explain;
use crate::parts::icons::Icon;
use crate::parts::words::{EvidenceWord, Lang, RiskWord, t};

/// A level on its ground.
pub(super) fn level(level: &LevelView) -> Markup {
    html! { span class={ "level h-" (level.ground) } { (level.word) } }
}

/// A rating: its level and its steps.
pub(crate) fn score(score: &ScoreLine) -> Markup {
    html! { span.score { (level(&score.level)) " " span.mute.num.nw { (score.steps) } } }
}

/// How a risk stands to the appetite: a shape, a word and a colour.
pub(crate) fn standing(lang: Lang, standing: Standing, why: Option<&str>) -> Markup {
    let (class, icon, word) = match standing {
        Standing::Above => ("s-failing", Icon::Triangle, RiskWord::AboveAppetite),
        Standing::Kept => ("s-expiring", Icon::Clock, RiskWord::Kept),
        Standing::Within => ("s-effective", Icon::Tick, RiskWord::WithinAppetite),
        Standing::Unknown => ("s-missing", Icon::Question, RiskWord::NotRated),
    };
    explain::leading(class, icon, t(lang, word), why)
}

/// Height of a level in the small picture; the lowest lies at the bottom.
fn high(level: u8) -> u32 {
    36 - 8 * u32::from(level.min(4))
}

/// The small picture. What it shows is said beside it.
pub(super) fn trend(trend: &Trend) -> Markup {
    let mut path = String::new();
    let mut last = 0;
    for (at, level) in &trend.steps {
        let x = u32::from(*at) * 2;
        let _ = match (last, *level) {
            (0, 0) => Ok(()),
            (_, 0) => write!(path, "H{x}"),
            (0, level) => write!(path, "M{x} {}", high(level)),
            (_, level) => write!(path, "H{x}V{}", high(level)),
        };
        last = *level;
    }
    if last > 0 {
        path.push_str("H200");
    }
    html! {
        svg.trend viewBox="0 0 200 32" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @if let Some(appetite) = trend.appetite { path.limit d={ "M0 " (high(appetite) - 4) "H200" } {} }
            path.course d=(path) {}
        }
    }
}

/// A level over time beside the words of the levels, with its table.
pub(super) fn levels(lang: Lang, view: &LevelsView) -> Markup {
    html! {
        figure.figure {
            div.levels {
                ol aria-hidden="true" { @for word in &view.words { li { (word) } } }
                (trend(&view.trend))
                p.num { span { (view.days.0) } @if let Some(appetite) = &view.appetite { span { "┄ " (appetite) } } span { (view.days.1) } }
            }
            details.more {
                summary { (t(lang, EvidenceWord::AsTable)) span.vh { ": " (view.title) } }
                table.rows {
                    caption.vh { (view.title) }
                    thead { tr { th scope="col" { (t(lang, RiskWord::Since)) } th scope="col" { (t(lang, RiskWord::Level)) } } }
                    tbody { @for (day, score) in &view.rows {
                        tr {
                            th.num scope="row" { (day) }
                            td { @match score { Some(score) => (self::score(score)), None => (t(lang, RiskWord::NotRated)) } }
                        }
                    } }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_holds_until_the_next_and_ends_where_it_is_not_known() {
        let picture = |steps: &[(u8, u8)]| trend(&Trend { steps: steps.to_vec(), appetite: Some(2) }).into_string();
        assert!(picture(&[(0, 4), (50, 3)]).contains("d=\"M0 4H100V12H200\""));
        assert!(picture(&[(0, 4), (50, 0)]).contains("d=\"M0 4H100\""));
        assert!(picture(&[(10, 1)]).contains("d=\"M0 16H200\""), "the appetite lies above the level that may be kept");
    }
}
