//! What happened, one after the other.

use maud::{Markup, html};

use super::icons::Icon;

/// Something that happened.
#[derive(Debug, Clone)]
pub struct Happening {
    /// Its shape.
    pub icon: Icon,
    /// Class of its tone.
    pub tone: &'static str,
    /// What happened.
    pub what: Markup,
    /// When.
    pub at: String,
}

/// The list, in the order given.
#[must_use]
pub fn timeline(all: &[Happening]) -> Markup {
    html! {
        ol.timeline {
            @for one in all {
                li class=(one.tone) {
                    (one.icon.svg(14))
                    div { p { (one.what) } p.mute.num { (one.at) } }
                }
            }
        }
    }
}
