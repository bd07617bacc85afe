//! Looking back: the control that chooses a moment, and the banner that says which one is seen.

use maud::{Markup, html};

use super::icons::Icon;
use super::links;
use super::shell::Shell;
use super::words::{Lang, PastWord, fill, number, t};

/// The moment of the past that a page shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// The clock then, as people read it.
    pub at: String,
    /// The day then, `2026-11-25`.
    pub day: String,
    /// Entries of the log up to then.
    pub position: u64,
}

/// What was typed to choose a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The day.
    pub day: String,
    /// The time of day.
    pub time: String,
    /// Or a position of the log.
    pub position: String,
}

/// The control in the bar. It leads to the page that chooses; where popovers are known, the form opens in place.
pub(crate) fn control(shell: &Shell) -> Markup {
    let lang = shell.lang;
    if shell.in_room {
        return html! {};
    }
    let moment = shell.past.as_ref().map_or_else(|| t(lang, PastWord::Now).to_owned(), |past| past.at.clone());
    let chosen = Chosen { day: shell.past.as_ref().map(|p| p.day.clone()).unwrap_or_default(), ..Chosen::default() };
    html! {
        button.btn type="button" popovertarget="as-of" aria-label={ (t(lang, PastWord::AsOf)) " " (moment) } {
            (Icon::Clock.svg(16)) span.wide-only { (t(lang, PastWord::AsOf)) " " b.num { (moment) } }
        }
        div.pop id="as-of" popover="auto" {
            p.name { (t(lang, PastWord::Title)) }
            p.soft { (t(lang, PastWord::Lead)) }
            (form(lang, &shell.look.here, &chosen))
        }
    }
}

/// The form that chooses a moment.
pub(crate) fn form(lang: Lang, here: &str, chosen: &Chosen) -> Markup {
    html! {
        form.past-form method="post" action=(links::AS_OF) {
            input type="hidden" name="next" value=(here);
            label { span { (t(lang, PastWord::Day)) } input type="date" name="day" value=(chosen.day); small { (t(lang, PastWord::DayHint)) } }
            label { span { (t(lang, PastWord::Time)) " " small { (t(lang, PastWord::Optional)) } } input type="time" name="time" value=(chosen.time); }
            label { span { (t(lang, PastWord::Position)) } input type="text" inputmode="numeric" name="position" value=(chosen.position) autocomplete="off"; }
            p.acts { button.btn.main type="submit" { (t(lang, PastWord::Look)) } }
        }
    }
}

/// The form that ends looking back.
pub(crate) fn back(lang: Lang, here: &str) -> Markup {
    html! {
        form method="post" action=(links::AS_OF) {
            input type="hidden" name="next" value=(here);
            button.btn type="submit" name="now" value="1" { (t(lang, PastWord::BackToNow)) }
        }
    }
}

/// Says which moment is seen, and leads back to now.
pub(crate) fn banner(shell: &Shell) -> Markup {
    let lang = shell.lang;
    let Some(past) = &shell.past else { return html! {} };
    let n = number(lang, usize::try_from(past.position).unwrap_or(usize::MAX));
    let word = if past.position == 0 { PastWord::BeforeAll } else { PastWord::Banner };
    html! {
        aside.past aria-label=(t(lang, PastWord::AsOf)) {
            p { (fill(lang, word, &[("at", &past.at), ("n", &n)])) }
            (back(lang, &shell.look.here))
        }
    }
}
