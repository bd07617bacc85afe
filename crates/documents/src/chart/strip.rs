//! A row of days or months: where something came, where it was late, where nothing is. Heights differ, so that the row is
//! read without colours.

use super::svg::{Svg, xy};
use super::{Drawing, Head, Said, Table, Tone};

/// One day or month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its name, for example `5 Mar 2026`.
    pub name: String,
    /// How it stands.
    pub tone: Tone,
    /// The same in words.
    pub text: String,
}

/// The chart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strip {
    /// What it is told by.
    pub head: Head,
    /// In the order of time.
    pub cells: Vec<Cell>,
}

/// Space of a cell.
const STEP: f64 = 4.0;
const HIGH: f64 = 16.0;

impl Strip {
    /// The picture; cells of months are wider than those of days.
    #[must_use]
    pub fn draw(&self) -> Drawing {
        let step = if self.cells.len() <= 24 { STEP * 3.0 } else { STEP };
        #[expect(clippy::cast_precision_loss, reason = "a count of cells")]
        let width = (self.cells.len().max(1) as f64) * step - 1.0;
        let mut svg = Svg::new(&self.head, "chart c-strip", width, HIGH);
        let mut x = 0.0;
        for cell in &self.cells {
            let class = cell.tone.class();
            let from = match cell.tone {
                Tone::Ok => 0.0,
                Tone::Info => 4.0,
                Tone::Warn => 7.0,
                Tone::Bad => 0.0,
                Tone::None => HIGH - 2.0,
            };
            if cell.tone == Tone::Bad {
                // Hollow, with a stroke through it.
                let (w, h) = (step - 2.0, HIGH - 1.0);
                let box_of = format!("M{} 0.5h{}v{}h-{}Z", xy(x + 0.5), xy(w), xy(h), xy(w));
                svg.path(&format!("c-cell-out {class}"), &format!("{box_of}M{} {}L{} 1", xy(x), xy(HIGH), xy(x + w)));
            } else {
                svg.rect(&format!("c-cell {class}"), (x, from), (step - 1.0, HIGH - from));
            }
            x += step;
        }
        Drawing { svg: svg.end(), notes: Vec::new() }
    }

    /// The same in rows.
    #[must_use]
    pub fn table(&self, said: &Said) -> Table {
        Table {
            caption: self.head.title.clone(),
            heads: vec![said.when.to_owned(), said.state.to_owned()],
            rows: self.cells.iter().map(|cell| vec![cell.name.clone(), cell.text.clone()]).collect(),
        }
    }
}
