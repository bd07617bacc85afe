//! An error: what is wrong, where, and what to do.

use maud::{Markup, html};

use crate::parts::frame::{self, Frame};
use crate::parts::links;
use crate::parts::shell::Shell;
use crate::parts::words::{ErrorWord, Lang, Word, fill, t};

/// An error people see.
#[derive(Debug, Clone, Default)]
pub struct ErrorView {
    /// HTTP status.
    pub status: u16,
    /// What is wrong, in a few words.
    pub title: String,
    /// Where, and what was kept.
    pub detail: String,
    /// What to do.
    pub hint: String,
}

/// The page, in the frame of the organisation.
#[must_use]
pub fn page(shell: &Shell, view: &ErrorView) -> Markup {
    let lang = shell.lang;
    let path = html! { b { (status(lang, view)) } };
    let main = message(lang, view, false);
    frame::page(shell, &Frame { title: title(lang, view), path, aside: html! {}, main })
}

/// The page without a frame, for when the organisation cannot be read.
#[must_use]
pub fn bare(lang: Lang, view: &ErrorView) -> Markup {
    let body = html! { main.bare id="main" tabindex="-1" { (message(lang, view, true)) } };
    frame::document(lang, title(lang, view), &body)
}

fn status(lang: Lang, view: &ErrorView) -> String {
    fill(lang, ErrorWord::ErrorStatus, &[("status", &view.status.to_string())])
}

/// What people call the errors they can do something about, and what that is.
const fn known(status: u16) -> Option<(ErrorWord, ErrorWord)> {
    match status {
        400 | 422 => Some((ErrorWord::NotUnderstood, ErrorWord::NotUnderstoodHint)),
        401 | 403 => Some((ErrorWord::NoAccess, ErrorWord::NoAccessHint)),
        404 => Some((ErrorWord::NotFound, ErrorWord::NotFoundHint)),
        _ => None,
    }
}

/// The error in a few words of the reader's language, or as whoever met it called it.
fn title(lang: Lang, view: &ErrorView) -> &str {
    known(view.status).map_or(&view.title, |(title, _)| t(lang, title))
}

/// What is wrong and what to do; the status only where no bar shows it.
fn message(lang: Lang, view: &ErrorView, with_status: bool) -> Markup {
    let usual = known(view.status).map_or("", |(_, hint)| t(lang, hint));
    let hint = if view.hint.is_empty() { usual } else { &view.hint };
    html! {
        section.panel.error aria-labelledby="error" {
            @if with_status { p.mute.num { (status(lang, view)) } }
            h1 id="error" { (title(lang, view)) }
            p.detail { (view.detail) }
            @if !hint.is_empty() { h2 { (t(lang, ErrorWord::WhatToDo)) } p { (hint) } }
            p.acts {
                a.btn href=(links::TODAY) { (t(lang, ErrorWord::GoToToday)) }
                a.btn href=(links::CONTROLS) { (t(lang, Word::Controls)) }
            }
        }
    }
}
