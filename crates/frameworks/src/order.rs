//! The order people expect of ids: numbers in them count as numbers.

use std::cmp::Ordering;

/// Compares two ids run by run, runs of digits by value: `A.2.4` before `A.10.2`, `9.3.3` before `10`, `10.2` before
/// `A.2`. An id comes before those it begins.
#[must_use]
pub fn natural_order(left: &str, right: &str) -> Ordering {
    let (mut a, mut b) = (left, right);
    while !a.is_empty() && !b.is_empty() {
        let (run_a, rest_a) = first_run(a);
        let (run_b, rest_b) = first_run(b);
        let order = if is_number(run_a) && is_number(run_b) { by_value(run_a, run_b) } else { run_a.cmp(run_b) };
        if order.is_ne() {
            return order;
        }
        (a, b) = (rest_a, rest_b);
    }
    // `01` and `1` are the same number and still two ids.
    a.len().cmp(&b.len()).then_with(|| left.cmp(right))
}

fn is_number(run: &str) -> bool {
    run.starts_with(|c: char| c.is_ascii_digit())
}

/// The digits, or the other characters, a text that is not empty begins with; and what follows.
fn first_run(text: &str) -> (&str, &str) {
    let digits = is_number(text);
    let end = text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len());
    text.split_at(end)
}

/// By length first, so that no number is too long to compare.
fn by_value(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}
