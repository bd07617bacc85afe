//! A clock that runs out, as a bar that fills.

use maud::{Markup, html};

use super::links;

/// A clock.
#[derive(Debug, Clone, Default)]
pub struct ClockBar {
    /// Key of what it runs for.
    pub key: String,
    /// Where that is; a local path.
    pub href: String,
    /// What the clock is called.
    pub name: String,
    /// How it stands, in a word or two, with its tone.
    pub tag: String,
    /// Class of the tone.
    pub tone: &'static str,
    /// How much of it has gone, in hundredths; nothing where it has not begun.
    pub gone: Option<u8>,
    /// Places of shorter limits, in hundredths.
    pub ticks: Vec<u8>,
    /// From when it counts.
    pub from: String,
    /// What is left.
    pub left: String,
}

/// The bar with its words.
#[must_use]
pub fn clock(view: &ClockBar) -> Markup {
    html! {
        div.clock {
            p.row1 {
                span.id { (view.key) }
                b { (links::link(&view.href, &view.name)) }
                span class={ "tag " (view.tone) } { (view.tag) }
            }
            @if let Some(gone) = view.gone {
                svg.bar-of viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
                    rect.ground width="100" height="8" {}
                    rect class={ "gone " (view.tone) } width=(gone.min(100)) height="8" {}
                    @for tick in &view.ticks { path.tick d={ "M" (tick) " 0v8" } {} }
                }
            }
            p.row2 { span { (view.from) } span.num { (view.left) } }
        }
    }
}
