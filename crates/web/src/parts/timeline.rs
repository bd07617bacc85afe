//! A timeline: what happened, newest first, each with a shape, a time and what proves it.

use maud::{Markup, html};

use super::icons::Icon;

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Happened {
    /// Its shape.
    pub icon: Icon,
    /// Class of a tone; empty for none.
    pub tone: &'static str,
    /// What, in a line.
    pub what: Markup,
    /// When, as it is read.
    pub at: Markup,
    /// More about it.
    pub more: Markup,
}

/// The timeline.
#[must_use]
pub fn timeline(all: &[Happened]) -> Markup {
    html! {
        ol.happened {
            @for one in all {
                li class=(one.tone) {
                    span.dot { (one.icon.svg(14)) }
                    div.what { p { (one.what) } (one.more) }
                    span.at.num { (one.at) }
                }
            }
        }
    }
}
