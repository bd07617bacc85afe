//! States by month: how many of each, as bars that stand on each other.

use super::frame::{self, ROW, width_of};
use super::scale::{Scale, ticks};
use super::svg::{Anchor, Svg};
use super::{Drawing, Head, Said, Table, Tone};

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Its tone.
    pub tone: Tone,
}

/// One month, or another stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name, for example `Mar 2026`.
    pub name: String,
    /// The count of each layer; nothing where nothing is known of it.
    pub counts: Option<Vec<u64>>,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stack {
    /// What it is told by.
    pub head: Head,
    /// From the bottom up, at most seven are told apart.
    pub layers: Vec<Layer>,
    /// In the order of time.
    pub columns: Vec<Column>,
}

const HEIGHT: f64 = 170.0;

#[expect(clippy::cast_precision_loss, reason = "a height in a picture")]
fn float(n: u64) -> f64 {
    n as f64
}

fn sum(counts: &[u64]) -> u64 {
    counts.iter().fold(0, |all, n| all.saturating_add(*n))
}

impl Stack {
    /// The picture.
    #[must_use]
    pub fn draw(&self, said: &Said, width: u32) -> Drawing {
        let width = f64::from(width);
        let most = self.columns.iter().filter_map(|c| c.counts.as_deref().map(sum)).max();
        let Some(most) = most.filter(|_| !self.layers.is_empty()) else {
            let mut svg = Svg::new(&self.head, "chart", width, ROW * 3.0);
            svg.text("c-empty", (width / 2.0, ROW * 2.0 - 4.0), Anchor::Middle, said.nothing);
            return Drawing { svg: svg.end(), notes: Vec::new() };
        };
        let top = float(most.max(1));
        let marks: Vec<(f64, String)> =
            ticks((0.0, top), 4).0.into_iter().filter(|v| v.fract() == 0.0).map(|v| (v, said.fixed(v, 0))).collect();
        let left = marks.iter().map(|(_, name)| width_of(name)).fold(16.0, f64::max) + 12.0;
        let names: Vec<&str> = self.layers.iter().map(|l| l.name.as_str()).collect();
        let (legend, deep) = frame::legend(&names, width - 8.0);
        let plot = frame::Plot { left, right: width - 8.0, top: 8.0, bottom: 8.0 + HEIGHT };
        let mut svg = Svg::new(&self.head, "chart", width, plot.bottom + ROW + 14.0 + deep);
        svg.hatches(self.layers.len());
        let scale = Scale::new((0.0, top), (plot.bottom, plot.top));
        frame::values(&mut svg, &plot, &scale, &marks);
        svg.line("c-axis", (plot.left, plot.bottom), (plot.right, plot.bottom));
        self.columns(&mut svg, &plot, &scale);
        for (index, (x, y, name)) in legend.iter().enumerate() {
            let (x, y) = (x + 4.0, y + plot.bottom + ROW * 2.0 + 6.0);
            let class = self.class(index);
            svg.hatched(&class, index, (x, y - 10.0), (20.0, 11.0));
            svg.text("c-name", (x + 25.0, y), Anchor::Start, name);
        }
        Drawing { svg: svg.end(), notes: Vec::new() }
    }

    fn class(&self, layer: usize) -> String {
        format!("c-bar {}", self.layers.get(layer).map_or("c-none", |l| l.tone.class()))
    }

    fn columns(&self, svg: &mut Svg, plot: &frame::Plot, scale: &Scale) {
        let each = plot.width() / float(self.columns.len().max(1) as u64);
        let (wide, mut free) = ((each * 0.72).min(48.0), f64::MIN);
        for (index, column) in self.columns.iter().enumerate() {
            let middle = plot.left + (float(index as u64) + 0.5) * each;
            match &column.counts {
                None => svg.line("c-gap", (middle, plot.top + 20.0), (middle, plot.bottom)),
                Some(counts) => {
                    let mut below = 0u64;
                    for (layer, count) in counts.iter().enumerate().take(self.layers.len()).filter(|(_, n)| **n > 0) {
                        let (from, to) = (scale.at(float(below)), scale.at(float(below.saturating_add(*count))));
                        svg.hatched(&self.class(layer), layer, (middle - wide / 2.0, to), (wide, from - to));
                        below = below.saturating_add(*count);
                    }
                }
            }
            let half = width_of(&column.name) / 2.0;
            let at = middle.clamp(plot.left + half - 20.0, plot.right - half + 6.0);
            if at - half > free {
                svg.text("c-tick", (at, plot.bottom + ROW), Anchor::Middle, &column.name);
                free = at + half + 6.0;
            }
        }
    }

    /// The same in rows.
    #[must_use]
    pub fn table(&self, said: &Said) -> Table {
        let row = |column: &Column| {
            let cell = |index: usize| match &column.counts {
                None => said.not_measured.to_owned(),
                Some(counts) => said.whole(counts.get(index).copied().unwrap_or(0)),
            };
            [column.name.clone()].into_iter().chain((0..self.layers.len()).map(cell)).collect()
        };
        let names = self.layers.iter().map(|l| l.name.clone());
        Table {
            caption: self.head.title.clone(),
            heads: [said.when.to_owned()].into_iter().chain(names).collect(),
            rows: self.columns.iter().map(row).collect(),
        }
    }
}
