//! Cells: one control each, with shape and short id; the rest is spoken, and shown on hover.

use assay_domain::State;
use maud::{Markup, html};

use super::state;
use super::words::Lang;

/// One cell.
#[must_use]
pub fn cell(lang: Lang, short: &str, title: &str, at: State, reason: &str, href: &str) -> Markup {
    let word = state::word(lang, at);
    html! {
        a class={ "cell " (state::class(at)) } href=(href) title={ (title) " · " (word) " · " (reason) } {
            (state::icon(at).svg(11))
            span.num { (short) }
            span.vh { " " (title) ", " (word) }
        }
    }
}
