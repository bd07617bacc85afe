//! Tabs and segments: ways to what lies beside. Both are links, so that the address holds what is shown.

use maud::{Markup, html};

/// A tab.
#[derive(Debug, Clone, Default)]
pub struct Tab {
    /// Where it leads; a local path.
    pub href: String,
    /// What it is called.
    pub text: String,
    /// How much there is, where that is known.
    pub count: Option<String>,
    /// Whether it is what is shown.
    pub current: bool,
}

/// Tabs above what they change.
#[must_use]
pub fn tabs(label: &str, all: &[Tab]) -> Markup {
    html! { nav.tabs aria-label=(label) { @for tab in all { (one(tab)) } } }
}

/// A few ways to see the same, one of which is chosen.
#[must_use]
pub fn segments(label: &str, all: &[Tab]) -> Markup {
    html! { nav.segments aria-label=(label) { @for tab in all { (one(tab)) } } }
}

fn one(tab: &Tab) -> Markup {
    html! {
        a href=(tab.href) aria-current=[tab.current.then_some("page")] {
            (tab.text)
            @if let Some(count) = &tab.count { " " span.mute.num { (count) } }
        }
    }
}
