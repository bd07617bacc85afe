//! Charts on a page: the picture at the width there is, what has to be said beside it, and the same facts as a table.

use assay_documents::chart::{Bars, Drawing, Line, NARROW, Said, Stack, Strip, Table, WIDE};
use maud::{Markup, PreEscaped, html};

use super::words::{EvidenceWord, Lang, fill, number, t};

/// Most rows of a table beside a chart.
const ROWS: usize = 100;

/// How charts speak a language.
#[must_use]
pub fn said(lang: Lang) -> &'static Said {
    Said::in_language(lang.tag())
}

/// Values over time.
#[must_use]
pub fn line(lang: Lang, chart: &Line) -> Markup {
    let said = said(lang);
    figure(lang, &[chart.draw(said, WIDE), chart.draw(said, NARROW)], &chart.table(said))
}

/// Rates by name.
#[must_use]
pub fn bars(lang: Lang, chart: &Bars) -> Markup {
    let said = said(lang);
    figure(lang, &[chart.draw(said, WIDE), chart.draw(said, NARROW)], &chart.table(said))
}

/// States by month.
#[must_use]
pub fn stack(lang: Lang, chart: &Stack) -> Markup {
    let said = said(lang);
    figure(lang, &[chart.draw(said, WIDE), chart.draw(said, NARROW)], &chart.table(said))
}

/// A row of days or months, for a table that says the same in numbers.
#[must_use]
pub fn strip(chart: &Strip) -> Markup {
    html! { (PreEscaped(chart.draw().svg)) }
}

/// Of two widths the one that fits is shown; the other is for nobody, a screen reader included.
fn figure(lang: Lang, drawings: &[Drawing; 2], data: &Table) -> Markup {
    let [wide, narrow] = drawings;
    html! {
        figure.figure {
            div.wide { (PreEscaped(&wide.svg)) }
            div.narrow { (PreEscaped(&narrow.svg)) }
            @for note in &wide.notes { figcaption.mute { (note) } }
            details.more {
                summary { (t(lang, EvidenceWord::AsTable)) span.vh { ": " (data.caption) } }
                (table(lang, data))
            }
        }
    }
}

/// The facts of a chart in rows.
#[must_use]
pub fn table(lang: Lang, data: &Table) -> Markup {
    html! {
        table.rows {
            caption.vh { (data.caption) }
            thead { tr { @for head in &data.heads { th scope="col" { (head) } } } }
            tbody {
                @for row in data.rows.iter().take(ROWS) {
                    tr {
                        @for (index, (cell, head)) in row.iter().zip(&data.heads).enumerate() {
                            @if index == 0 { th.num scope="row" { (cell) } }
                            @else { td.num.none[cell.is_empty()] data-label=(head) { (cell) } }
                        }
                    }
                }
            }
        }
        @if data.rows.len() > ROWS {
            @let counts = [("n", number(lang, ROWS)), ("all", number(lang, data.rows.len()))];
            p.mute { (fill(lang, EvidenceWord::TableCut, &[(counts[0].0, &counts[0].1), (counts[1].0, &counts[1].1)])) }
        }
    }
}

#[cfg(test)]
mod tests {
    use assay_documents::chart::{Bar, Head, Tone};

    use super::*;

    #[test]
    fn a_chart_has_its_table_and_two_widths_with_ids_of_their_own() {
        let bar = Bar {
            name: "<probe>".into(),
            share: Some(0.5),
            interval: None,
            n: Some(4),
            limit: None,
            tone: Tone::Info,
            state: "open".into(),
        };
        let head = Head { id: "rates".into(), title: "Rates".into(), text: "One.".into() };
        let page = bars(Lang::PtBr, &Bars { head, bars: vec![bar] }).into_string();
        assert_eq!(page.matches("<svg").count(), 2);
        assert_eq!(page.matches("id=\"rates-720-t\"").count() + page.matches("id=\"rates-340-t\"").count(), 2);
        assert!(page.contains("<table") && page.contains("&lt;probe&gt;") && !page.contains("<probe>"), "{page}");
    }
}
