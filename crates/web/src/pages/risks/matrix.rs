//! The matrix of likelihood and impact: sizes and words are those of the criteria.

use maud::{Markup, html};

use crate::pages::risks::views::{AxisStep, MatrixCell, MatrixView};
use crate::parts::links;
use crate::parts::words::{Lang, RiskWord, fill, t};

pub(super) fn matrix(lang: Lang, view: &MatrixView) -> Markup {
    html! {
        div.risk-map {
            table {
                caption.vh { (fill(lang, RiskWord::MatrixCaption, &[("criteria", &view.criteria)])) }
                tbody {
                    @for (step, cells) in &view.rows {
                        tr {
                            (axis("row", step))
                            @for cell in cells { (one(cell)) }
                        }
                    }
                }
                tfoot {
                    tr { td {} @for step in &view.impacts { (axis("col", step)) } }
                }
            }
            p.axes aria-hidden="true" {
                span { "↑ " (t(lang, RiskWord::Likelihood)) }
                span { (t(lang, RiskWord::Impact)) " →" }
            }
            div.key {
                @match &view.appetite {
                    Some(text) => p { i aria-hidden="true" {} (text) },
                    None => p.open { (t(lang, RiskWord::NoAppetiteLine)) },
                }
                p.mute { (links::link(&view.href, &view.line)) }
                p.mute { (view.help) }
                @if let Some((text, href)) = &view.unplaced { p { (links::link(href, text)) } }
                @if !view.others.is_empty() {
                    p.noprint {
                        (t(lang, RiskWord::OtherCriteria)) ": "
                        @for (n, (href, title)) in view.others.iter().enumerate() { @if n > 0 { ", " } (links::link(href, title)) }
                    }
                }
            }
        }
    }
}

fn axis(scope: &str, step: &AxisStep) -> Markup {
    html! {
        th scope=(scope) title=[step.meaning.as_deref()] { b.num { (step.value) } " " span { (step.name) } }
    }
}

fn one(cell: &MatrixCell) -> Markup {
    let edges = match (cell.edge_start, cell.edge_below) {
        (true, true) => " es eb",
        (true, false) => " es",
        (false, true) => " eb",
        (false, false) => "",
    };
    html! {
        td {
            a class={ "h-" (cell.level.ground) (edges) } href=(cell.href) aria-current=[cell.chosen.then_some("true")] rel="nofollow" {
                small { (cell.level.word) } " "
                span.num { @if cell.n > 0 { (cell.n) } @else { span.vh { "0" } } }
                span.vh { ", " (cell.said) }
            }
        }
    }
}
