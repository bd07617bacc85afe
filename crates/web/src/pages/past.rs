//! The page that chooses a moment of the past, and the answer to whoever would change something from there.

use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::panel::panel;
use crate::parts::past::{Chosen, back, form};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, PastWord, t};

/// The page that chooses; after a choice that names no moment, with what is wrong.
#[must_use]
pub fn choose(shell: &Shell, next: &str, chosen: &Chosen, wrong: Option<&str>) -> Markup {
    let lang = shell.lang;
    let title = t(lang, PastWord::Title);
    let content = html! {
        @if let Some(wrong) = wrong { div.note.s-failing role="alert" { p { (wrong) } } }
        p.soft { (t(lang, PastWord::Lead)) }
        (form(lang, next, chosen))
    };
    let main = html! { h1.vh { (title) } (panel("choose", title, None, &content)) };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside: html! {}, main })
}

/// The answer to what would have changed something.
#[must_use]
pub fn refused(lang: Lang, next: &str) -> Markup {
    let title = t(lang, PastWord::RefusedTitle);
    let body = html! {
        main.bare id="main" tabindex="-1" {
            section.panel.error aria-labelledby="error" {
                h1 id="error" { (title) }
                p.detail { (t(lang, PastWord::Refused)) }
                (back(lang, next))
            }
        }
    };
    frame::document(lang, title, &body)
}
