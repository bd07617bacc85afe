//! States and outcomes as people see them: always a shape and a word, colour only besides, so that they survive
//! greyscale print and every kind of sight (WCAG 2.2, 1.4.1).

use assay_domain::{Axis, Outcome, State};
use maud::{Markup, html};

use super::icons::Icon;
use super::words::{Lang, Word, t};

/// Every state, gravest first.
pub const STATES: [State; 7] = [
    State::Failing,
    State::Missing,
    State::Stale,
    State::Partly,
    State::Expiring,
    State::Effective,
    State::NotApplicable,
];

/// Every outcome of a check.
pub const OUTCOMES: [Outcome; 6] =
    [Outcome::Pass, Outcome::Fail, Outcome::Missing, Outcome::Error, Outcome::Undecided, Outcome::Waived];

/// Name, shape and class of a state; the class sets the tone its part is drawn in.
const fn look(state: State) -> (Word, Icon, &'static str) {
    match state {
        State::Failing => (Word::Failing, Icon::Octagon, "s-failing"),
        State::Missing => (Word::Missing, Icon::Dashed, "s-missing"),
        State::Stale => (Word::Stale, Icon::Clock, "s-stale"),
        State::Partly => (Word::Partly, Icon::Half, "s-partly"),
        State::Expiring => (Word::Expiring, Icon::Triangle, "s-expiring"),
        State::Effective => (Word::Effective, Icon::Tick, "s-effective"),
        State::NotApplicable => (Word::NotApplicable, Icon::Struck, "s-na"),
    }
}

/// Name, shape and class of an outcome.
const fn outcome_look(outcome: Outcome) -> (Word, Icon, &'static str) {
    match outcome {
        Outcome::Pass => (Word::Pass, Icon::Tick, "s-effective"),
        Outcome::Fail => (Word::Fail, Icon::Octagon, "s-failing"),
        Outcome::Missing => (Word::Missing, Icon::Dashed, "s-missing"),
        Outcome::Error => (Word::Error, Icon::Diamond, "s-failing"),
        Outcome::Undecided => (Word::Undecided, Icon::Question, "s-partly"),
        Outcome::Waived => (Word::Waived, Icon::Skip, "s-expiring"),
    }
}

/// The word that addresses have for a state.
#[must_use]
pub const fn slug(of: State) -> &'static str {
    match of {
        State::Failing => "failing",
        State::Missing => "missing",
        State::Stale => "stale",
        State::Partly => "partly",
        State::Expiring => "expiring",
        State::Effective => "effective",
        State::NotApplicable => "not-applicable",
    }
}

/// The word for a state.
#[must_use]
pub fn word(lang: Lang, state: State) -> &'static str {
    t(lang, look(state).0)
}

/// The class that carries the tone of a state.
#[must_use]
pub const fn class(state: State) -> &'static str {
    look(state).2
}

/// The shape of a state.
#[must_use]
pub const fn icon(state: State) -> Icon {
    look(state).1
}

/// The word for one of the three axes.
#[must_use]
pub fn axis(lang: Lang, axis: Axis) -> &'static str {
    t(
        lang,
        match axis {
            Axis::Designed => Word::Designed,
            Axis::Implemented => Word::Implemented,
            Axis::Operating => Word::Operating,
        },
    )
}

/// A state as shape and word in a tinted chip.
#[must_use]
pub fn chip(lang: Lang, state: State) -> Markup {
    html! { span class={ "chip " (class(state)) } { (icon(state).svg(13)) (word(lang, state)) } }
}

/// A state as shape and word, for lists.
#[must_use]
pub fn line(lang: Lang, state: State) -> Markup {
    html! { span class={ "st " (class(state)) } { (icon(state).svg(14)) span { (word(lang, state)) } } }
}

/// A state as a shape alone; the word is spoken, not shown. For dense strips beside which a legend stands.
#[must_use]
pub fn mark(lang: Lang, state: State) -> Markup {
    html! { span class={ "mark " (class(state)) } { (icon(state).svg(12)) span.vh { (word(lang, state)) } } }
}

/// The word for an outcome.
#[must_use]
pub fn outcome_word(lang: Lang, outcome: Outcome) -> &'static str {
    t(lang, outcome_look(outcome).0)
}

/// An outcome as shape and word.
#[must_use]
pub fn outcome(lang: Lang, outcome: Outcome) -> Markup {
    let (word, icon, class) = outcome_look(outcome);
    html! { span class={ "st " (class) } { (icon.svg(14)) span { (t(lang, word)) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ<T: Copy>(all: &[T], look: impl Fn(T) -> (Word, Icon, &'static str)) {
        for lang in Lang::ALL {
            for (at, one) in all.iter().enumerate() {
                for other in all.iter().skip(at + 1) {
                    assert_ne!(t(lang, look(*one).0), t(lang, look(*other).0), "words in {lang:?}");
                    assert_ne!(look(*one).1, look(*other).1, "shapes");
                }
            }
        }
    }

    #[test]
    fn states_and_outcomes_differ_in_word_and_in_shape() {
        differ(&STATES, look);
        differ(&OUTCOMES, outcome_look);
    }

    #[test]
    fn a_chip_has_a_shape_and_a_word() {
        for lang in Lang::ALL {
            for state in STATES {
                for part in [chip(lang, state), line(lang, state), mark(lang, state)] {
                    let part = part.into_string();
                    assert!(part.contains("<svg") && part.contains(word(lang, state)), "{part}");
                }
            }
            for one in OUTCOMES {
                let part = outcome(lang, one).into_string();
                assert!(part.contains("<svg") && part.contains(t(lang, outcome_look(one).0)), "{part}");
            }
        }
    }
}
