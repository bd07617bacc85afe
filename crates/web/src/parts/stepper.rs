//! Steps of something that is done in order.

use maud::{Markup, html};

use super::icons::Icon;

/// The steps by name; those before `at` (from 0) are done. `done` is said of them.
#[must_use]
pub fn stepper(label: &str, done: &str, steps: &[&str], at: usize) -> Markup {
    html! {
        ol.stepper aria-label=(label) {
            @for (n, step) in steps.iter().enumerate() {
                li.done[n < at] aria-current=[(n == at).then_some("step")] {
                    @if n < at { (Icon::Tick.svg(16)) span.vh { (done) " " } } @else { span.step-n.num { (n + 1) } }
                    span { (step) }
                }
            }
        }
    }
}
