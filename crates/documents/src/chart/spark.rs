//! A line without axes, for a row of a table: how a value went, and where it stands.

use super::scale::{Scale, extent, widened};
use super::svg::{Svg, xy};
use super::thin::{Place, thinned};
use super::{Drawing, Head, finite};

/// The chart. Its table is that of the chart it leads to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spark {
    /// What it is told by.
    pub head: Head,
    /// Values in the order of time, evenly apart; a gap where nothing was measured.
    pub values: Vec<Option<f64>>,
}

const WIDE: f64 = 96.0;
const HIGH: f64 = 20.0;

impl Spark {
    /// The picture; nothing when there is no value.
    #[must_use]
    pub fn draw(&self) -> Option<Drawing> {
        let domain = widened(extent(self.values.iter().filter_map(|v| *v))?);
        let scale = Scale::new(domain, (HIGH - 3.0, 3.0));
        #[expect(clippy::cast_precision_loss, reason = "a count of values")]
        let across = Scale::new((0.0, self.values.len().saturating_sub(1) as f64), (3.0, WIDE - 4.0));
        #[expect(clippy::cast_precision_loss, reason = "a count of values")]
        let place = |(i, v): (usize, &Option<f64>)| (across.at(i as f64), finite(*v).map(|v| scale.at(v)));
        let places: Vec<Place> = self.values.iter().enumerate().map(place).collect();
        let (drawn, _) = thinned(&places, WIDE);
        let mut svg = Svg::new(&self.head, "chart c-spark", WIDE, HIGH);
        let (mut d, mut down) = (String::new(), false);
        for (x, y) in &drawn {
            if let Some(y) = y {
                d += &format!("{}{} {}", if down { 'L' } else { 'M' }, xy(*x), xy(*y));
            }
            down = y.is_some();
        }
        svg.path("c-run c-1", &d);
        if let Some((x, y)) = places.iter().rev().find_map(|(x, y)| Some((*x, (*y)?))) {
            svg.path("c-dot c-1", &super::line::mark(0, x, y));
        }
        Some(Drawing { svg: svg.end(), notes: Vec::new() })
    }
}
