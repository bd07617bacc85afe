//! An error: what is wrong, where, and what to do.

use maud::{Markup, html};

use super::views::{ErrorView, Shell};
use crate::parts::frame::{self, Frame};
use crate::parts::links;
use crate::parts::words::{Lang, Word, fill, t};

/// The page, in the frame of the organisation.
#[must_use]
pub fn page(shell: &Shell, view: &ErrorView) -> Markup {
    let path = html! { b { (status(shell.lang, view)) } };
    frame::page(shell, &Frame { title: &view.title, path, aside: html! {}, main: message(shell.lang, view, false) })
}

/// The page without a frame, for when the organisation cannot be read.
#[must_use]
pub fn bare(lang: Lang, view: &ErrorView) -> Markup {
    let body = html! { main.bare id="main" tabindex="-1" { (message(lang, view, true)) } };
    frame::document(lang, &view.title, &body)
}

fn status(lang: Lang, view: &ErrorView) -> String {
    fill(lang, Word::ErrorStatus, &[("status", &view.status.to_string())])
}

/// What is wrong and what to do; the status only where no bar shows it.
fn message(lang: Lang, view: &ErrorView, with_status: bool) -> Markup {
    html! {
        section.panel.error aria-labelledby="error" {
            @if with_status { p.mute.num { (status(lang, view)) } }
            h1 id="error" { (view.title) }
            p { (view.detail) }
            @if !view.hint.is_empty() { h2 { (t(lang, Word::WhatToDo)) } p { (view.hint) } }
            p.acts { a.btn href=(links::TODAY) { (t(lang, Word::GoToToday)) } }
        }
    }
}
