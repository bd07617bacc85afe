//! What stands around the rows: words and conditions above, columns and files in the head, what is done with several
//! rows below.

use maud::{Markup, html};

use super::{Asked, Making, Table, Wanting};
use crate::parts::icons::Icon;
use crate::parts::links;
use crate::parts::words::{Lang, RecordWord, TableWord, fill, t};

/// The fields of a form that stay as they are, but for some.
fn kept(asked: &Asked, but: &[&str]) -> Markup {
    html! {
        @for (name, value) in asked.pairs() {
            @if !but.contains(&name.as_ref()) { input type="hidden" name=(name) value=(value); }
        }
    }
}

/// Words, the conditions that hold, and the ways to others.
pub(super) fn above(lang: Lang, table: &Table) -> Markup {
    let asked = &table.asked;
    html! {
        div.chips {
            form.find method="get" action=(asked.path) role="search" {
                (kept(asked, &["q"]))
                label { span.vh { (t(lang, RecordWord::Search)) } input type="search" name="q" value=(asked.q) placeholder=(t(lang, RecordWord::Search)); }
                button.btn type="submit" { (t(lang, RecordWord::Show)) }
            }
            @if !asked.q.is_empty() { (chip(lang, t(lang, TableWord::Words), &asked.q, &asked.without_words())) }
            @for one in &table.chips { (chip(lang, &one.label, &one.value, &one.without)) }
            @if !table.offered.is_empty() {
                details.drop {
                    summary.btn { (Icon::Plus.svg(14)) (t(lang, TableWord::Filter)) }
                    ul { @for (name, label) in &table.offered { li { a href=(asked.making(name)) rel="nofollow" { (label) } } } }
                }
            }
            @if !asked.filters.is_empty() || !asked.q.is_empty() { a.lnk href=(asked.bare()) { (t(lang, TableWord::ClearAll)) } }
        }
        @if let Some(making) = &table.making { (self::making(lang, table, making)) }
    }
}

fn chip(lang: Lang, label: &str, value: &str, without: &str) -> Markup {
    html! {
        span.chip {
            span { (label) " " b { (value) } }
            a href=(without) { (Icon::Cross.svg(12)) span.vh { (fill(lang, TableWord::RemoveFilter, &[("field", label)])) } }
        }
    }
}

/// The form of a condition.
fn making(lang: Lang, table: &Table, making: &Making) -> Markup {
    let (asked, id) = (&table.asked, format!("{}-is", table.id));
    let ends = |kind: &str| {
        html! {
            label { span { (t(lang, TableWord::From)) } input type=(kind) name="from" autofocus; }
            label { span { (t(lang, TableWord::To)) } input type=(kind) name="to"; }
        }
    };
    html! {
        form.panel.making method="get" action=(asked.path) aria-label=(fill(lang, TableWord::FilterBy, &[("field", &making.label)])) {
            (kept(asked, &[]))
            input type="hidden" name="by" value=(making.name);
            p.label { (making.label) }
            div.filters {
                @match &making.input {
                    Wanting::Text => label { span { (t(lang, TableWord::Is)) } input type="text" name="is" autofocus; },
                    Wanting::Several(values) => div.boxes {
                        @for (value, word) in values { label { input type="checkbox" name="is" value=(value); " " (word) } }
                    },
                    Wanting::Numbers => (ends("number")),
                    Wanting::Days => (ends("date")),
                    Wanting::Key(known) => {
                        label { span { (t(lang, TableWord::Is)) } input type="text" name="is" list=(id) autocomplete="off" autofocus; }
                        datalist id=(id) { @for (key, title) in known { option value=(key) { (title) } } }
                    },
                }
                button.btn.main type="submit" { (t(lang, TableWord::Apply)) }
                @if making.name != "state" {
                    button.btn type="submit" name="has" value="none" { (t(lang, TableWord::HasNone)) }
                    button.btn type="submit" name="has" value="any" { (t(lang, TableWord::HasAny)) }
                }
                a.btn href=(asked.address()) { (t(lang, crate::parts::words::Word::Cancel)) }
            }
        }
    }
}

/// Columns, files.
pub(super) fn tools(lang: Lang, table: &Table) -> Markup {
    let asked = &table.asked;
    html! {
        div.tools {
            @if !table.choices.is_empty() {
                details.drop {
                    summary.btn { (t(lang, TableWord::Columns)) }
                    form method="get" action=(asked.path) {
                        (kept(asked, &["columns"]))
                        @for one in &table.choices {
                            label { input type="checkbox" name="columns" value=(one.name) checked[one.shown]; " " (one.label) }
                        }
                        p.acts {
                            button.btn.main type="submit" { (t(lang, TableWord::Apply)) }
                            a.btn href=(asked.with_own_columns()) { (t(lang, TableWord::OwnColumns)) }
                        }
                    }
                }
            }
            @if !table.exports.is_empty() {
                details.drop {
                    summary.btn { (t(lang, TableWord::Export)) }
                    ul { @for (label, href) in &table.exports { li { a href=(href) { (label) } } } }
                }
            }
            @if let Some(href) = &table.import { a.btn href=(href) { (t(lang, TableWord::Import)) } }
        }
    }
}

/// What is done with the rows that are picked. It shows once one is.
pub(super) fn bulk(lang: Lang, table: &Table) -> Markup {
    let Some((action, along)) = &table.bulk else { return html! {} };
    let assigns = table.rows.iter().any(|row| row.assign.is_some()).then_some(links::OWNER);
    html! {
        form.bulk id={ (table.id) "-bulk" } method="get" action=(action) data-assigns=[assigns] {
            @for (name, value) in along { input type="hidden" name=(name) value=(value); }
            span data-picked { (t(lang, TableWord::PickedRows)) }
            button.btn.main type="submit" { (Icon::Pen.svg(14)) (t(lang, TableWord::ChangePicked)) }
            button.btn type="reset" { (t(lang, TableWord::PickNone)) }
        }
    }
}
