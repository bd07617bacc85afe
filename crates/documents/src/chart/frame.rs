//! The frame of a chart: margins, the axes with their names, a legend that wraps.

use super::Said;
use super::scale::{Scale, ticks};
use super::svg::{Anchor, Svg, cut};
use super::time::Times;

/// Width of a letter as far as can be told without a font, a little too wide rather than too narrow.
const LETTER: f64 = 6.2;
/// Height of a line of text.
pub(super) const ROW: f64 = 16.0;
/// Width that the name of a moment needs.
const TICK: f64 = 84.0;

/// Width of a text.
pub(super) fn width_of(text: &str) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a count of letters")]
    let letters = text.chars().count() as f64;
    letters * LETTER
}

/// How many letters fit into a width.
pub(super) fn letters(width: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to some hundreds")]
    let letters = (width / LETTER).clamp(1.0, 500.0) as usize;
    letters
}

/// Where the values are drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Plot {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// The axis of values: its numbers, with a line across at each.
pub(super) fn values(svg: &mut Svg, plot: &Plot, scale: &Scale, marks: &[(f64, String)]) {
    for (value, name) in marks {
        let y = scale.at(*value);
        svg.line("c-grid", (plot.left, y), (plot.right, y));
        svg.text("c-tick", (plot.left - 6.0, y + 4.0), Anchor::End, name);
    }
}

/// Numbers for the axis of values.
pub(super) fn marks(domain: (f64, f64), said: &Said) -> Vec<(f64, String)> {
    let (found, places) = ticks(domain, 5);
    found.into_iter().map(|v| (v, said.fixed(v, places))).collect()
}

/// The axis of time.
pub(super) fn moments(svg: &mut Svg, plot: &Plot, times: &Times, said: &Said) {
    svg.line("c-axis", (plot.left, plot.bottom), (plot.right, plot.bottom));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few")]
    let most = (plot.width() / TICK).clamp(2.0, 12.0) as usize;
    let mut free = f64::MIN;
    for (at, name) in times.ticks(most, said) {
        let (x, half) = (times.at(at), width_of(&name) / 2.0);
        svg.line("c-axis", (x, plot.bottom), (x, plot.bottom + 4.0));
        let x = x.clamp(plot.left + half - 20.0, plot.right - half + 6.0);
        if x - half > free {
            svg.text("c-tick", (x, plot.bottom + ROW), Anchor::Middle, &name);
            free = x + half + 4.0;
        }
    }
}

/// Where the parts of a legend stand: as many on a line as fit. Gives the places and the height of it all.
pub(super) fn legend(names: &[&str], width: f64) -> (Vec<(f64, f64, String)>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut places = Vec::new();
    for name in names {
        let name = cut(name, letters(width - 28.0));
        let wide = width_of(&name) + 34.0;
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + ROW + 2.0);
        }
        places.push((x, y, name));
        x += wide;
    }
    let height = if places.is_empty() { 0.0 } else { y + ROW + 2.0 };
    (places, height)
}
