//! A table of records, the same everywhere: sorted by its heads, narrowed down by chips, with the columns that somebody
//! chose, page by page. Everything it shows is in its address; without script every part of it is a link or a form.
//!
//! A page fills a [`Table`] (`site::table` does for any kind) and calls [`table`].

mod asked;
mod bar;
mod rows;

use maud::{Markup, html};

use super::panel::empty;
use super::words::{Lang, TableWord, fill, number, t};
pub use asked::Asked;

/// A table with everything around it.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// Begins the ids of its parts.
    pub id: String,
    /// What it holds; the heading of its panel.
    pub heading: String,
    /// What its address asks for.
    pub asked: Asked,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Every column there is.
    pub choices: Vec<ColumnChoice>,
    /// The conditions that hold.
    pub chips: Vec<Chip>,
    /// Fields that one may narrow it down by.
    pub offered: Vec<(String, String)>,
    /// The condition that is being made.
    pub making: Option<Making>,
    /// How many there are.
    pub count: Option<Count>,
    /// Whether all of them are shown, always.
    pub whole: bool,
    /// Cursor of the page before.
    pub previous: Option<String>,
    /// Cursor of the next page.
    pub next: Option<String>,
    /// The same as a file: what it is called, and where.
    pub exports: Vec<(String, String)>,
    /// Where records are taken in from a file.
    pub import: Option<String>,
    /// Where several rows are changed together, with what goes along.
    pub bulk: Option<(String, Vec<(String, String)>)>,
    /// What is said where there is no row.
    pub empty: String,
    /// What stands above: saved views.
    pub above: Markup,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its name in addresses.
    pub name: String,
    /// Its head.
    pub label: String,
    /// Whether rows can be put in its order, and by which name.
    pub sort: Option<String>,
    /// Whether it holds numbers.
    pub number: bool,
}

/// A column to choose.
#[derive(Debug, Clone, Default)]
pub struct ColumnChoice {
    /// Its name in addresses.
    pub name: String,
    /// Its head.
    pub label: String,
    /// Whether it is there.
    pub shown: bool,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The place of the row on the page, where something leads to it.
    pub id: Option<String>,
    /// Key of the record, or the id of what stands in no record.
    pub key: String,
    /// Its title; empty once erased.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// The heading of the rows that begin here, where they are in groups.
    pub group: Option<Markup>,
    /// What stands below the title.
    pub remark: Option<Markup>,
    /// What is sent of it once it is picked, where it can be: `RISK-3.2`, key and revision.
    pub pick: Option<String>,
    /// Where it is edited, where it can be.
    pub edit: Option<String>,
    /// Where its owner is stated, where that can be.
    pub assign: Option<String>,
    /// The cells of all columns but the first, which is the title.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What it shows; nothing where there is no value.
    pub shown: Option<Markup>,
    /// Where that one field is edited.
    pub edit: Option<String>,
}

/// A condition that holds.
#[derive(Debug, Clone, Default)]
pub struct Chip {
    /// What it is about.
    pub label: String,
    /// What is wanted.
    pub value: String,
    /// The address without it.
    pub without: String,
}

/// A condition that is being made.
#[derive(Debug, Clone, Default)]
pub struct Making {
    /// The field.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// How its values are entered.
    pub input: Wanting,
}

/// How a wanted value is entered.
#[derive(Debug, Clone, Default)]
pub enum Wanting {
    /// Words.
    #[default]
    Text,
    /// Any of these: as sent, as read.
    Several(Vec<(String, String)>),
    /// From and to, both numbers.
    Numbers,
    /// From and to, both days.
    Days,
    /// A key, with some to choose from.
    Key(Vec<(String, String)>),
}

/// How many rows there are in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// So many.
    pub n: usize,
    /// Whether these are all.
    pub exact: bool,
}

impl Count {
    /// As a sentence.
    #[must_use]
    pub fn said(self, lang: Lang, of_records: bool) -> String {
        let word = match self {
            Self { n: 1, .. } if !of_records => TableWord::WholeOne,
            _ if !of_records => TableWord::WholeOther,
            Self { exact: true, n: 1 } => TableWord::RowsOne,
            Self { exact: true, .. } => TableWord::RowsOther,
            Self { exact: false, .. } => TableWord::RowsMore,
        };
        fill(lang, word, &[("n", &number(lang, self.n))])
    }
}

/// The table with its bars.
#[must_use]
pub fn table(lang: Lang, table: &Table) -> Markup {
    let id = &table.id;
    html! {
        section.table data-table=(id) aria-labelledby={ (id) "-h" } {
            (table.above)
            (bar::above(lang, table))
            div.panel.wide id={ "p-" (id) } data-live=(table.heading) {
                div.ph {
                    h2 id={ (id) "-h" } { (table.heading) }
                    @if let Some(count) = table.count { span.sub data-count { (count.said(lang, !table.whole)) } }
                    (bar::tools(lang, table))
                }
                @if table.rows.is_empty() { (empty(&table.empty)) } @else { (rows::rows(lang, table)) }
                (pager(lang, table))
            }
            @if table.bulk.is_some() && !table.rows.is_empty() { (bar::bulk(lang, table)) }
        }
    }
}

/// The ways to the other pages, and how many rows each has.
fn pager(lang: Lang, table: &Table) -> Markup {
    let sizes = [25, 50, 100, 200];
    let many = table.previous.is_some() || table.next.is_some();
    let more_than_few = table.count.is_none_or(|count| count.n > sizes[0]);
    html! {
        @if !table.whole && (many || more_than_few) {
            nav.pager aria-label=(t(lang, TableWord::Pages)) {
                @if let Some(cursor) = &table.previous { a.btn rel="prev" href=(table.asked.before(cursor)) { (t(lang, TableWord::PreviousPage)) } }
                @if let Some(cursor) = &table.next { a.btn rel="next" href=(table.asked.after(cursor)) { (t(lang, TableWord::NextPage)) } }
                p.sizes {
                    span { (t(lang, TableWord::RowsPerPage)) }
                    @for size in sizes {
                        a href=(table.asked.with_rows(size)) aria-current=[(table.asked.rows() == size).then_some("true")] { (number(lang, size)) }
                    }
                }
            }
        }
    }
}
