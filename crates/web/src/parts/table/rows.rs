//! Heads and rows.

use maud::{Markup, html};

use super::{Column, Row, Table};
use crate::parts::icons::Icon;
use crate::parts::panel::no_value;
use crate::parts::words::{Lang, TableWord, Word, fill, t};

pub(super) fn rows(lang: Lang, table: &Table) -> Markup {
    html! {
        table.rows.grid {
            caption.vh { (table.heading) }
            thead { tr {
                @if table.bulk.is_some() { td.pick {
                    span.vh { (t(lang, TableWord::Pick)) }
                    // For the script: without it each row is picked for itself.
                    input type="checkbox" data-all hidden aria-label=(t(lang, TableWord::PickAll));
                } }
                @for column in &table.columns { (head(lang, table, column)) }
            } }
            tbody { @for one in &table.rows { (row(lang, table, one)) } }
        }
    }
}

fn head(lang: Lang, table: &Table, column: &Column) -> Markup {
    let direction = column.sort.as_deref().and_then(|by| table.asked.direction(by));
    let said = match direction {
        Some(false) => Some("ascending"),
        Some(true) => Some("descending"),
        None => None,
    };
    html! {
        th scope="col" class=[column.number.then_some("end")] aria-sort=[said] {
            @match &column.sort {
                Some(by) => a.sort href=(table.asked.sorted(by)) title=(t(lang, TableWord::SortByThis)) {
                    (column.label)
                    @if let Some(down) = direction { (if down { Icon::Down } else { Icon::Up }.svg(12)) }
                },
                None => (column.label),
            }
        }
    }
}

fn row(lang: Lang, table: &Table, row: &Row) -> Markup {
    let form = format!("{}-bulk", table.id);
    html! {
        @if let Some(group) = &row.group {
            tr.group { th scope="rowgroup" colspan=(table.columns.len() + usize::from(table.bulk.is_some())) { (group) } }
        }
        tr id=[&row.id] data-key=(row.key) data-edits=[&row.edit] data-assigns=[&row.assign] {
            @if table.bulk.is_some() {
                td.pick { @if let Some(pick) = &row.pick {
                    input type="checkbox" name="row" form=(form) value=(pick)
                        aria-label=(fill(lang, TableWord::PickRow, &[("key", &row.key)]));
                } }
            }
            th.what scope="row" {
                a.title href=(row.href) {
                    span.id { (row.key) } " "
                    @if row.title.is_empty() { (t(lang, Word::ErasedTitle)) } @else { (row.title) }
                }
                @if let Some(remark) = &row.remark { span.why { (remark) } }
            }
            @for (column, cell) in table.columns.iter().skip(1).zip(&row.cells) {
                td data-label=(column.label) data-name=(column.name) class=[column.number.then_some("num end")] {
                    div.v { @match &cell.shown { Some(shown) => (shown), None => (no_value()) } }
                    @if let Some(edit) = &cell.edit {
                        a.pen href=(edit) data-edit { span.vh { (fill(lang, TableWord::EditCell, &[("field", &column.label), ("key", &row.key)])) } (Icon::Pen.svg(12)) }
                    }
                }
            }
        }
    }
}
