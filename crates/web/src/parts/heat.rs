//! A heat map of likelihood against impact: a table whose cells say how many, on a ground that says how grave.

use maud::{Markup, html};

/// A cell: how many, the level from 1 to 5 that the criteria give it, what that is called, and where its list is.
#[derive(Debug, Clone, Default)]
pub struct HeatCell {
    /// So many.
    pub n: usize,
    /// From 1, the lowest, to 5.
    pub level: u8,
    /// What the level is called.
    pub name: String,
    /// Where the list behind it is; a local path.
    pub href: Option<String>,
}

/// The map: rows from the highest likelihood down, in each the impacts from the lowest up.
#[must_use]
pub fn heat(caption: &str, likelihood: &str, impact: &str, rows: &[Vec<HeatCell>]) -> Markup {
    let steps = rows.len();
    html! {
        table.heat {
            caption.vh { (caption) }
            thead.vh { tr {
                th scope="col" { (likelihood) }
                @for n in 1..=rows.first().map_or(0, Vec::len) { th scope="col" { (impact) " " (n) } }
            } }
            tbody {
                @for (row, at) in rows.iter().zip((1..=steps).rev()) {
                    tr {
                        th scope="row" { span.vh { (likelihood) " " } (at) }
                        @for cell in row { (one(cell)) }
                    }
                }
            }
        }
    }
}

fn one(cell: &HeatCell) -> Markup {
    let n = (cell.n > 0).then_some(cell.n);
    html! {
        td class={ "h-" (cell.level.clamp(1, 5)) } title=(cell.name) {
            @match (&cell.href, n) {
                (Some(href), Some(n)) => a.num href=(href) { (n) span.vh { ", " (cell.name) } },
                (None, Some(n)) => span.num { (n) span.vh { ", " (cell.name) } },
                (_, None) => span.vh { "0, " (cell.name) },
            }
        }
    }
}
