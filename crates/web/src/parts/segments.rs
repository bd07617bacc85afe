//! Segments: a few ways to see the same, one of which is chosen. They are links, so that the address holds what is shown.

use maud::{Markup, html};

use super::tabs::Tab;

/// The segments; `label` says of what.
#[must_use]
pub fn segments(label: &str, all: &[Tab<'_>]) -> Markup {
    html! {
        nav.segments aria-label=(label) {
            @for one in all {
                a href=(one.href) aria-current=[one.here.then_some("page")] {
                    (one.text)
                    @if let Some(count) = &one.count { " " span.mute.num { (count) } }
                }
            }
        }
    }
}
