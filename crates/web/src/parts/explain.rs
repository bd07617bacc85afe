//! A state that explains itself: every chip is a way to the page that says which rule decided, on what, who collected
//! and who reviewed it.

use assay_domain::{Outcome, State};
use maud::{Markup, html};

use super::icons::Icon;
use super::words::{Lang, WhyWord, fill};
use super::{links, state};

/// A state as a chip that opens why.
#[must_use]
pub fn chip(lang: Lang, of: State, why: &str) -> Markup {
    if !links::is_local(why) {
        return state::chip(lang, of);
    }
    let told = told(lang, of);
    html! {
        a class={ "chip why-chip " (state::class(of)) } href=(why) title=(told) aria-label=(told) {
            (state::icon(of).svg(13)) (state::word(lang, of))
        }
    }
}

/// Whatever else is drawn as a chip, as a way to what it rests on; only as a chip on the page that says it.
#[must_use]
pub fn leading(class: &str, icon: Icon, text: &str, why: Option<&str>) -> Markup {
    html! {
        @match why {
            Some(why) => a class={ "chip why-chip " (class) } href=(why) { (icon.svg(13)) (text) },
            None => span class={ "chip " (class) } { (icon.svg(13)) (text) },
        }
    }
}

/// A state as shape and word that opens why, for lists.
#[must_use]
pub fn line(lang: Lang, of: State, why: &str) -> Markup {
    let told = told(lang, of);
    html! {
        a class={ "st why-line " (state::class(of)) } href=(why) title=(told) aria-label=(told) {
            (state::icon(of).svg(14)) span { (state::word(lang, of)) }
        }
    }
}

/// A cell of a matrix that opens why: a shape, spoken with the requirement it is about. `alike` draws dots under it: it
/// is judged once for all.
#[must_use]
pub fn cell(lang: Lang, id: &str, of: State, why: &str, alike: bool) -> Markup {
    let told = fill(lang, WhyWord::CellWhy, &[("id", id), ("state", state::word(lang, of))]);
    html! {
        a.mx-cell.alike[alike].(state::class(of)) href=(why) title=(told) aria-label=(told) { (state::icon(of).svg(14)) }
    }
}

/// An outcome of a check as a state is drawn.
#[must_use]
pub const fn as_state(outcome: Outcome, stale: bool) -> State {
    match outcome {
        Outcome::Pass if stale => State::Stale,
        Outcome::Pass => State::Effective,
        Outcome::Fail | Outcome::Error => State::Failing,
        Outcome::Missing => State::Missing,
        Outcome::Undecided | Outcome::Waived => State::Partly,
    }
}

fn told(lang: Lang, of: State) -> String {
    fill(lang, WhyWord::OpenWhy, &[("state", state::word(lang, of))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chip_opens_why_and_says_so() {
        for lang in Lang::ALL {
            for of in state::STATES {
                for part in [
                    chip(lang, of, "/controls/A.2.2/why"),
                    line(lang, of, "/controls/A.2.2/why"),
                    cell(lang, "A.2.2", of, "/controls/A.2.2/why", false),
                ] {
                    let part = part.into_string();
                    assert!(part.starts_with("<a ") && part.contains("href=\"/controls/A.2.2/why\""), "{part}");
                    assert!(part.contains(state::word(lang, of)) && part.contains("<svg"), "{part}");
                }
            }
        }
        assert!(!chip(Lang::En, State::Failing, "javascript:x").into_string().contains("href"));
    }
}
