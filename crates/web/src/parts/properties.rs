//! Names with values.

use maud::{Markup, html};

/// A list of names with values, for the side of a page.
#[must_use]
pub fn properties(all: &[(&str, Markup)]) -> Markup {
    html! { dl.props { @for (name, value) in all { div { dt { (name) } dd { (value) } } } } }
}
