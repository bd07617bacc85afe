//! Pass rates by probe or task: bars from zero to one, with the interval where one is known and the samples they rest on.

use super::frame::{ROW, letters, width_of};
use super::scale::Scale;
use super::svg::{Anchor, Svg, cut};
use super::{Drawing, Head, Said, Table, Tone, finite};

/// One probe or task.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Its name.
    pub name: String,
    /// The share, from 0 to 1; nothing where it was not measured.
    pub share: Option<f64>,
    /// The interval around it, where one is known.
    pub interval: Option<(f64, f64)>,
    /// Samples it rests on.
    pub n: Option<u64>,
    /// The mark it is held against, where there is one.
    pub limit: Option<f64>,
    /// How it stands.
    pub tone: Tone,
    /// The same in words.
    pub state: String,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bars {
    /// What it is told by.
    pub head: Head,
    /// In the order in which they are drawn.
    pub bars: Vec<Bar>,
}

/// Most bars of a picture; the table has all of them.
const MOST: usize = 30;
const HIGH: f64 = 26.0;

impl Bars {
    /// The picture.
    #[must_use]
    pub fn draw(&self, said: &Said, width: u32) -> Drawing {
        let width = f64::from(width);
        let shown = self.bars.get(..MOST).unwrap_or(&self.bars);
        #[expect(clippy::cast_precision_loss, reason = "at most thirty")]
        let rows = shown.len().max(1) as f64;
        let mut svg = Svg::new(&self.head, "chart", width, rows * HIGH + ROW + 10.0);
        if shown.is_empty() {
            svg.text("c-empty", (width / 2.0, ROW * 2.0 - 4.0), Anchor::Middle, said.nothing);
            return Drawing { svg: svg.end(), notes: Vec::new() };
        }
        svg.hatches(2);
        let text = |bar: &Bar| reading(bar, said);
        let right = width - 8.0 - shown.iter().map(|b| width_of(&text(b))).fold(0.0, f64::max).min(width * 0.42);
        let names = shown.iter().map(|b| width_of(&b.name)).fold(0.0, f64::max).min(width * 0.34);
        let left = names + 12.0;
        let scale = Scale::new((0.0, 1.0), (left, right.max(left + 40.0) - 8.0));
        let bottom = rows * HIGH + 2.0;
        for share in [0.0, 0.5, 1.0] {
            svg.line("c-grid", (scale.at(share), 0.0), (scale.at(share), bottom));
            svg.text("c-tick", (scale.at(share), bottom + ROW - 2.0), Anchor::Middle, &said.share(share));
        }
        let mut y = 0.0;
        for bar in shown {
            let middle = y + HIGH / 2.0;
            svg.text("c-name", (left - 8.0, middle + 4.0), Anchor::End, &cut(&bar.name, letters(names)));
            bar.draw(&mut svg, &scale, middle);
            svg.text("c-value", (width - 4.0, middle + 4.0), Anchor::End, &text(bar));
            y += HIGH;
        }
        let left_out = self.bars.len().saturating_sub(MOST) as u64;
        let note = (left_out > 0).then(|| said.more.replace("{n}", &said.whole(left_out)));
        Drawing { svg: svg.end(), notes: note.into_iter().collect() }
    }

    /// The same in rows.
    #[must_use]
    pub fn table(&self, said: &Said) -> Table {
        let row = |bar: &Bar| {
            let share = finite(bar.share).map_or_else(|| said.not_measured.to_owned(), |v| said.share(v));
            let interval = bar.interval.map(|(l, h)| format!("{} – {}", said.share(l), said.share(h)));
            let limit = finite(bar.limit).map(|v| said.share(v));
            let n = bar.n.map(|n| said.whole(n));
            let rest = [interval, n, limit].map(Option::unwrap_or_default);
            [bar.name.clone(), share].into_iter().chain(rest).chain([bar.state.clone()]).collect()
        };
        let heads = [said.what, said.value, said.interval, said.samples, said.limit, said.state];
        Table {
            caption: self.head.title.clone(),
            heads: heads.map(str::to_owned).into(),
            rows: self.bars.iter().map(row).collect(),
        }
    }
}

/// What stands beside a bar.
fn reading(bar: &Bar, said: &Said) -> String {
    let share = finite(bar.share).map_or_else(|| said.not_measured.to_owned(), |v| said.share(v));
    bar.n.map_or(share.clone(), |n| format!("{share}, n = {}", said.whole(n)))
}

impl Bar {
    fn draw(&self, svg: &mut Svg, scale: &Scale, middle: f64) {
        let (zero, top, high) = (scale.at(0.0), middle - 6.0, 12.0);
        match finite(self.share) {
            None => svg.line("c-gap", (zero, middle), (scale.at(1.0), middle)),
            Some(share) => {
                // A hatch, so that what does not hold is told without its colour.
                let hatch = usize::from(matches!(self.tone, Tone::Bad | Tone::Warn));
                let class = format!("c-bar {}", self.tone.class());
                svg.hatched(&class, hatch, (zero, top), (scale.at(share) - zero, high));
            }
        }
        if let Some((low, high)) = self.interval.filter(|(low, high)| low.is_finite() && high.is_finite()) {
            let (low, high) = (scale.at(low), scale.at(high));
            svg.line("c-reach", (low, middle), (high, middle));
            svg.line("c-reach", (low, middle - 4.0), (low, middle + 4.0));
            svg.line("c-reach", (high, middle - 4.0), (high, middle + 4.0));
        }
        if let Some(limit) = finite(self.limit) {
            svg.line("c-limit", (scale.at(limit), middle - 10.0), (scale.at(limit), middle + 10.0));
        }
    }
}
