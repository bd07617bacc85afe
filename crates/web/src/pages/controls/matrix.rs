//! Controls: the coverage matrix, requirements of a framework by AI systems. Wide, a table with heads that stay; narrow, a
//! list of systems with the same cells.

use assay_domain::State;
use maud::{Markup, html};

use crate::pages::controls::list::{in_state, past, tabs, ways};
use crate::pages::controls::views::{AsOfLine, FrameworkTab};
use crate::parts::frame::{self, Frame};
use crate::parts::panel::empty;
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, Lang, MatrixWord, Word, fill, t};
use crate::parts::{assets, explain, links, state};

/// The coverage matrix.
#[derive(Debug, Clone, Default)]
pub struct MatrixView {
    /// The moment shown, when it is not now.
    pub as_of: Option<AsOfLine>,
    /// Slug of the framework.
    pub framework: String,
    /// Its edition.
    pub edition: String,
    /// The frameworks in force, when there are several.
    pub frameworks: Vec<FrameworkTab>,
    /// What is filtered by.
    pub filter: Filter,
    /// Id and title of each area, in order.
    pub areas: Vec<(String, String)>,
    /// The requirements.
    pub columns: Vec<Column>,
    /// The systems of the page.
    pub rows: Vec<SystemRow>,
    /// Requirements by state.
    pub counts: Vec<(State, usize)>,
    /// Address of the next page of systems.
    pub next: Option<String>,
    /// Address of the first page, when this is another.
    pub first: Option<String>,
}

/// What the matrix and the list are filtered by; empty text filters nothing.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Id of an area.
    pub area: String,
    /// A state by its word in addresses.
    pub state: String,
    /// Words or a key of a system.
    pub system: String,
    /// The moment, as it was asked for.
    pub as_of: String,
}

/// A requirement as a column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Slug of the framework, or what stands for controls of our own.
    pub framework: String,
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Id of its area.
    pub area: String,
    /// What it comes to for everything in scope.
    pub whole: Cell,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The state.
    pub state: State,
    /// Address of the page that says why.
    pub why: String,
    /// Whether it is judged once for every system.
    pub alike: bool,
}

/// An AI system as a row.
#[derive(Debug, Clone)]
pub struct SystemRow {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// A cell for each column.
    pub cells: Vec<Cell>,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &MatrixView) -> Markup {
    let lang = shell.lang;
    let title = t(lang, Word::Controls);
    let main = html! {
        h1.vh { (title) }
        (tabs(lang, &view.frameworks))
        @if let Some(as_of) = view.as_of.as_ref().filter(|_| shell.past.is_none()) { (past(lang, as_of)) }
        (ways(lang, &view.framework, &view.filter, true))
        (filters(lang, view))
        section.panel aria-labelledby="totals" {
            h2.vh id="totals" { (t(lang, Word::ControlsByState)) }
            (frame::totals_to(lang, &view.counts, |one| in_state(&view.framework, &view.filter, one, "")))
        }
        section.panel aria-labelledby="matrix" {
            div.ph {
                h2 id="matrix" { (t(lang, MatrixWord::Matrix)) }
                span.sub { (t(lang, MatrixWord::WhatAuditorsSample)) }
            }
            @if view.columns.is_empty() { (empty(t(lang, MatrixWord::NoControlsHere))) }
            @else { (matrix(lang, view)) }
            @if view.rows.is_empty() { (empty(t(lang, MatrixWord::NoSystems))) }
            (pager(lang, view))
        }
        (assets::script("matrix.js"))
    };
    let path = html! { b { (title) } span.soft { (fill(lang, MatrixWord::MatrixOf, &[("edition", &view.edition)])) } };
    frame::page(shell, &Frame { title, path, aside: html! {}, main })
}

/// What the matrix shows only, in a form that works without script.
fn filters(lang: Lang, view: &MatrixView) -> Markup {
    let (filter, hidden) = (&view.filter, |name: &str, value: &str| {
        html! { @if !value.is_empty() { input type="hidden" name=(name) value=(value); } }
    });
    let filtered = [&filter.area, &filter.state, &filter.system].iter().any(|f| !f.is_empty());
    html! {
        form.filters method="get" action=(links::CONTROLS) {
            (hidden("framework", &view.framework)) (hidden("as_of", &filter.as_of))
            label { span { (t(lang, MatrixWord::Area)) }
                select name="area" {
                    option value="" { (t(lang, MatrixWord::AllAreas)) }
                    @for (id, title) in &view.areas { option value=(id) selected[*id == filter.area] { @if id != links::OWN { (id) " " } (title) } }
                }
            }
            label { span { (t(lang, Word::State)) }
                select name="state" {
                    option value="" { (t(lang, MatrixWord::AllStates)) }
                    @for one in state::STATES {
                        @let word = state::slug(one);
                        option value=(word) selected[word == filter.state] { (state::word(lang, one)) }
                    }
                }
            }
            label { span { (t(lang, MatrixWord::System)) }
                input name="system" type="search" value=(filter.system) title=(t(lang, MatrixWord::SystemHint));
            }
            button.btn { (t(lang, MatrixWord::Show)) }
            @if filtered {
                a.btn href=(links::asked(links::CONTROLS, &[("framework", &view.framework), ("as_of", &filter.as_of)])) { (t(lang, MatrixWord::Clear)) }
            }
        }
    }
}

fn matrix(lang: Lang, view: &MatrixView) -> Markup {
    let mut groups: Vec<(&str, usize)> = Vec::new();
    for column in &view.columns {
        match groups.last_mut() {
            Some((area, count)) if *area == column.area => *count += 1,
            _ => groups.push((&column.area, 1)),
        }
    }
    let area = |id: &str| view.areas.iter().find(|(known, _)| known == id).map_or("", |(_, title)| title.as_str());
    html! {
        div.mx-region role="region" tabindex="0" aria-labelledby="matrix" {
            table.mx {
                caption.vh { (t(lang, MatrixWord::Matrix)) }
                thead {
                    tr.mx-areas {
                        td {}
                        @for (id, count) in &groups {
                            th scope="colgroup" colspan=(count) title=(area(id)) { span { (short(lang, id)) } span.vh { " " (area(id)) } }
                        }
                    }
                    tr.mx-heads {
                        th scope="col" { (t(lang, MatrixWord::System)) }
                        @for column in &view.columns {
                            th scope="col" {
                                a href=(links::requirement(&column.framework, &column.id)) title=(column.title) {
                                    span { (column.id) } span.vh { " " (column.title) }
                                }
                            }
                        }
                    }
                }
                tbody {
                    tr.mx-all {
                        th scope="row" { (t(lang, MatrixWord::AllSystems)) }
                        @for column in &view.columns { (cell(lang, column, &column.whole)) }
                    }
                    @for row in &view.rows {
                        tr {
                            th scope="row" {
                                a.title href=(links::record("-", &row.key)) { (row.title) } " " span.id { (row.key) }
                            }
                            @for (column, one) in view.columns.iter().zip(&row.cells) { (cell(lang, column, one)) }
                        }
                    }
                }
            }
        }
        @if view.columns.iter().any(|c| c.whole.alike) { p.mx-hint { (t(lang, MatrixWord::AlikeHint)) } }
    }
}

/// The id of an area; controls of our own lie in none that has one.
fn short(lang: Lang, area: &str) -> &str {
    if area == links::OWN { t(lang, MatrixWord::OwnShort) } else { area }
}

fn cell(lang: Lang, column: &Column, one: &Cell) -> Markup {
    html! { td data-label=(column.id) { (explain::cell(lang, &column.id, one.state, &one.why, one.alike)) } }
}

fn pager(lang: Lang, view: &MatrixView) -> Markup {
    html! {
        @if view.next.is_some() || view.first.is_some() {
            nav.pager aria-label=(t(lang, ControlWord::Subjects)) {
                @if let Some(first) = &view.first { a.btn href=(first) rel="first" { (t(lang, MatrixWord::FirstSystems)) } }
                @if let Some(next) = &view.next { a.btn href=(next) rel="next" { (t(lang, MatrixWord::MoreSystems)) } }
            }
        }
    }
}
