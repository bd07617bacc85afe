//! A strip of days: one bar a day, in three kinds that differ in height, so that they are told apart without colour.

use maud::{Markup, html};

/// What a day is drawn as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Nothing came.
    None,
    /// Something came that does not count in full.
    Part,
    /// All is well.
    Full,
    /// It failed.
    Bad,
}

/// Width and height of the drawing of a day, with the gap behind it.
const STEP: usize = 4;
const TALL: usize = 14;

/// The strip, oldest day first. `says` is what it shows, in a sentence, for those who do not see it.
#[must_use]
pub fn strip(says: &str, days: &[Bar]) -> Markup {
    let width = days.len() * STEP;
    html! {
        svg.strip viewBox={ "0 0 " (width) " " (TALL) } width=(width) height=(TALL) preserveAspectRatio="none" role="img"
            aria-label=(says) focusable="false" {
            @for (n, bar) in days.iter().enumerate() {
                @let (class, height) = look(*bar);
                rect class=(class) x=(n * STEP) y=(TALL - height) width=(STEP - 1) height=(height) rx="1" {}
            }
        }
    }
}

const fn look(bar: Bar) -> (&'static str, usize) {
    match bar {
        Bar::None => ("k-none", 3),
        Bar::Part => ("k-part", 8),
        Bar::Full => ("k-full", TALL),
        Bar::Bad => ("k-bad", TALL),
    }
}
