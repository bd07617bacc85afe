//! Tabs: ways to what lies beside, each an address.

use maud::{Markup, html};

/// One tab.
#[derive(Debug, Clone, Default)]
pub struct Tab<'a> {
    /// Where it leads.
    pub href: String,
    /// What it is called.
    pub text: &'a str,
    /// How much there is, where that is worth saying.
    pub count: Option<String>,
    /// Whether it is where the reader is.
    pub here: bool,
}

/// The tabs; `label` says of what.
#[must_use]
pub fn tabs(label: &str, all: &[Tab<'_>]) -> Markup {
    html! {
        nav.tabs aria-label=(label) {
            @for tab in all {
                a href=(tab.href) aria-current=[tab.here.then_some("page")] {
                    (tab.text)
                    @if let Some(count) = &tab.count { " " span.n { (count) } }
                }
            }
        }
    }
}
