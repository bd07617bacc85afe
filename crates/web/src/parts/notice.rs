//! A notice: what is so, and what can be done about it.

use maud::{Markup, html};

use super::icons::Icon;

/// A notice in a tone, with a shape, a word that leads, a sentence, and where to go.
#[must_use]
pub fn notice(tone: &str, icon: Icon, lead: &str, text: &str, action: Option<(&str, &str)>) -> Markup {
    html! {
        div class={ "note " (tone) } role="note" {
            (icon.svg(16))
            p { b { (lead) } " " (text) }
            @if let Some((href, label)) = action { a.btn href=(href) { (label) } }
        }
    }
}

/// What just came of what somebody did; read out, and gone with the next page.
#[must_use]
pub fn toast(tone: &str, icon: Icon, text: &str) -> Markup {
    html! { div class={ "toast " (tone) } role="status" { (icon.svg(16)) p { (text) } } }
}
