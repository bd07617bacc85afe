//! Panels: a white sheet with a heading, and what is said when it is empty.

use maud::{Markup, html};

use super::words::{Lang, Word, t};

/// A panel: heading, an optional remark beside it, and its content. `id` names the heading for assistive technology.
#[must_use]
pub fn panel(id: &str, heading: &str, remark: Option<&str>, content: &Markup) -> Markup {
    panel_with(id, heading, remark, &html! {}, content)
}

/// A panel with something at the end of its head: a way to all of it, or a button.
#[must_use]
pub fn panel_with(id: &str, heading: &str, remark: Option<&str>, end: &Markup, content: &Markup) -> Markup {
    html! {
        section.panel id={ "p-" (id) } data-live=(heading) aria-labelledby=(id) {
            div.ph {
                h2 id=(id) { (heading) }
                @if let Some(remark) = remark { span.sub { (remark) } }
                (end)
            }
            (content)
        }
    }
}

/// What is said where nothing is to be shown: what will appear, and whose doing that is.
#[must_use]
pub fn empty(text: &str) -> Markup {
    html! { p.empty { (text) } }
}

/// A cell that has no value. Hidden where rows are stacked.
#[must_use]
pub fn no_value() -> Markup {
    html! { span.mute aria-hidden="true" { "–" } }
}

/// What a verdict or a state speaks of: a record by its key, or the management system as a whole, which has no key.
#[must_use]
pub fn subject(lang: Lang, key: &str) -> Markup {
    if key == WORKSPACE {
        html! { (t(lang, Word::WholeSystem)) }
    } else {
        whole(key)
    }
}

/// The subject of what is judged once for the whole workspace.
const WORKSPACE: &str = "workspace";

/// A key or a short title, kept on one line when it is one word: a browser would break `SYS-1@1.1.0` at its hyphen.
#[must_use]
pub fn whole(text: &str) -> Markup {
    let one_word = text.len() <= 24 && !text.contains(char::is_whitespace);
    html! { span.nw[one_word] { (text) } }
}
