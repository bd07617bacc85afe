//! Charts, drawn as SVG: the same on a page, in print and in a report.
//!
//! A chart is a plain struct. [`Drawing`] says what it looks like at a width, and [`Table`] the same facts in rows: who
//! cannot see the picture loses nothing. Colours are class names (`c-1`, `c-ok`, …), never styles, and none is needed to
//! read a chart: lines differ by dash and by the shape of their points, areas by hatch, states by height, and each carries
//! its name. What was not measured is a gap, never a zero.

mod bars;
mod frame;
mod line;
mod said;
mod scale;
mod spark;
mod stack;
mod strip;
mod svg;
mod thin;
mod time;

pub use bars::{Bar, Bars};
pub use line::{Course, Limit, Line, Point, Release, Series};
pub use said::Said;
pub use spark::Spark;
pub use stack::{Column, Layer, Stack};
pub use strip::{Cell, Strip};

/// Width of a chart beside others, in the units of its view box; text is 11 of them high.
pub const NARROW: u32 = 340;
/// Width of a chart that has a page's width.
pub const WIDE: u32 = 720;

/// What every chart is told by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Unique within its page: other ids begin with it.
    pub id: String,
    /// What is drawn, in a few words.
    pub title: String,
    /// What there is to see, in one sentence; for whoever does not see it.
    pub text: String,
}

/// A chart as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// One `svg` element.
    pub svg: String,
    /// What has to be said beside it: that points were left out, that there is nothing to draw.
    pub notes: Vec<String>,
}

/// The same facts in rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// What it holds.
    pub caption: String,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// Its rows, each as long as the heads; the first cell is the row's own head.
    pub rows: Vec<Vec<String>>,
}

/// The tone of a part: what people know from the chips of states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it should be.
    Ok,
    /// Runs out soon, or is near a limit.
    Warn,
    /// Not as it should be.
    Bad,
    /// In between.
    Info,
    /// Nothing is there.
    None,
}

impl Tone {
    /// Its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Ok => "c-ok",
            Self::Warn => "c-warn",
            Self::Bad => "c-bad",
            Self::Info => "c-info",
            Self::None => "c-none",
        }
    }
}

/// A number that can be drawn.
fn finite(value: Option<f64>) -> Option<f64> {
    value.filter(|v| v.is_finite())
}
