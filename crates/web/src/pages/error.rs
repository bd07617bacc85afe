//! An error: what is wrong, where, and what to do.

use maud::{Markup, html};

use super::views::{ErrorView, Shell};
use crate::parts::frame::{self, Frame};
use crate::parts::links;
use crate::parts::words::{Lang, Word, fill, t};

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
    fill(lang, Word::ErrorStatus, &[("status", &view.status.to_string())])
}

/// What people call the errors they can do something about, and what that is.
const fn known(status: u16) -> Option<(Word, Word)> {
    match status {
        400 | 422 => Some((Word::NotUnderstood, Word::NotUnderstoodHint)),
        401 | 403 => Some((Word::NoAccess, Word::NoAccessHint)),
        404 => Some((Word::NotFound, Word::NotFoundHint)),
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
            @if !hint.is_empty() { h2 { (t(lang, Word::WhatToDo)) } p { (hint) } }
            p.acts {
                a.btn href=(links::TODAY) { (t(lang, Word::GoToToday)) }
                a.btn href=(links::CONTROLS) { (t(lang, Word::Controls)) }
            }
        }
    }
}
