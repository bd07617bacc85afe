//! Records: the kinds there are, and the records of one, filtered, sorted and paged by the address alone.

use maud::{Markup, html};

use crate::pages::records::views::{KindName, RecordRow, RecordsView};
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, no_value, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, Word, count, fill, number, t};
use crate::parts::{links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RecordsView) -> Markup {
    let lang = shell.lang;
    let records = t(lang, Word::Records);
    let found = view.kind.is_some() || !view.asked.q.is_empty();
    let title = view.kind.as_ref().map_or(records, |kind| kind.title.as_str());
    let main = html! {
        h1.vh { (title) }
        (filters(lang, view))
        @if found { (list(lang, view)) } @else { (directory(lang, view)) }
    };
    let all = links::records(&view.workspace);
    let path = match &view.kind {
        Some(kind) => frame::path(lang, &[(&all, records)], &kind.title),
        None => html! { b { (records) } },
    };
    let aside = html! {
        @if let Some(kind) = view.kind.as_ref().filter(|_| view.made_by_hand) {
            nav.steps aria-label=(t(lang, Word::Actions)) {
                a.btn href=(links::new_record(&view.workspace, &kind.name)) { (t(lang, RecordWord::NewRecord)) }
            }
        }
    };
    frame::page(shell, &Frame { title, path, aside, main })
}

/// The kinds, each with the way to its records.
fn directory(lang: Lang, view: &RecordsView) -> Markup {
    let content = html! {
        ul.kinds {
            @for kind in &view.kinds {
                li {
                    a.title href=(links::records_of(&view.workspace, &kind.name)) { (kind.title) }
                    " " span.id { (kind.prefix) }
                    @if !kind.refs.is_empty() { small { (kind.refs) } }
                }
            }
        }
    };
    panel("kinds", t(lang, RecordWord::KindsOfRecord), Some(&number(lang, view.kinds.len())), &content)
}

/// The form that narrows a list down. It is sent as the address of another list.
fn filters(lang: Lang, view: &RecordsView) -> Markup {
    let sorts = [
        ("key", RecordWord::SortKey),
        ("-key", RecordWord::SortKeyDown),
        ("title", RecordWord::SortTitle),
        ("state", RecordWord::SortState),
        ("-changed", RecordWord::SortChanged),
    ];
    html! {
        form.filters method="get" action=(links::records(&view.workspace)) role="search" {
            @if let Some(KindName { name, .. }) = &view.kind { input type="hidden" name="kind" value=(name); }
            label { span { (t(lang, RecordWord::Search)) } input type="search" name="q" value=(view.asked.q); }
            @if !view.states.is_empty() {
                label {
                    span { (t(lang, Word::State)) }
                    select name="state" {
                        option value="" { (t(lang, RecordWord::AnyState)) }
                        @for state in &view.states {
                            option value=(state.value) selected[state.value == view.asked.state] { (state.word) }
                        }
                    }
                }
            }
            @if view.kind.is_some() {
                label {
                    span { (t(lang, RecordWord::SortBy)) }
                    select name="sort" {
                        @for (name, word) in sorts {
                            option value=(name) selected[name == view.asked.sort] { (t(lang, word)) }
                        }
                    }
                }
            }
            button.btn type="submit" { (t(lang, RecordWord::Show)) }
        }
    }
}

fn list(lang: Lang, view: &RecordsView) -> Markup {
    let remark = count(lang, view.found, RecordWord::RecordsOne, RecordWord::RecordsOther);
    let content = html! {
        @if view.more { p.because { (fill(lang, RecordWord::TooManyRecords, &[("n", &number(lang, view.found))])) } }
        @if view.rows.is_empty() { (empty(t(lang, RecordWord::NoRecords))) } @else { (table(lang, view)) }
        @if view.pages > 1 { (pager(lang, view)) }
    };
    html! {
        (panel("list", t(lang, RecordWord::RecordsFound), Some(&remark), &content))
        @if let Some(kind) = &view.kind {
            p.meta {
                @for (format, word) in [("csv", RecordWord::AsCsv), ("xlsx", RecordWord::AsXlsx)] {
                    a.lnk href=(links::sheet(&view.workspace, &kind.name, format, &view.asked.state, &view.asked.q)) { (t(lang, word)) }
                }
            }
        }
    }
}

fn table(lang: Lang, view: &RecordsView) -> Markup {
    let head = [Word::RecordTitle, Word::State, Word::Owner, Word::Revision, Word::LastChanged];
    html! {
        table.rows {
            caption.vh { (t(lang, RecordWord::RecordsFound)) }
            thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
            tbody { @for one in &view.rows { (row(lang, &view.workspace, one)) } }
        }
    }
}

fn row(lang: Lang, workspace: &str, row: &RecordRow) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                a.title href=(links::record(workspace, &row.key)) {
                    span.id { (row.key) } " "
                    @if row.title.is_empty() { (t(lang, Word::ErasedTitle)) } @else { (row.title) }
                }
                @if let Some(kind) = &row.kind { span.why { (kind) } }
            }
            td.first { (value::state(&row.state)) }
            td data-label=(t(lang, Word::Owner)) {
                @match &row.owner { Some(owner) => (owner), None => (no_value()) }
            }
            td.num data-label=(t(lang, Word::Revision)) { (row.revision) }
            td data-label=(t(lang, Word::LastChanged)) { span.num.nw { (row.at) } }
        }
    }
}

fn pager(lang: Lang, view: &RecordsView) -> Markup {
    let to = |page: usize| {
        let kind = view.kind.as_ref().map(|k| k.name.as_str()).unwrap_or_default();
        links::records_page(&view.workspace, kind, &view.asked.state, &view.asked.q, &view.asked.sort, page)
    };
    let (n, of) = (number(lang, view.page), number(lang, view.pages));
    html! {
        nav.pager aria-label=(t(lang, RecordWord::Pages)) {
            @if view.page > 1 { a.btn rel="prev" href=(to(view.page - 1)) { (t(lang, RecordWord::PreviousPage)) } }
            span.num { (fill(lang, RecordWord::PageOf, &[("n", &n), ("of", &of)])) }
            @if view.page < view.pages { a.btn rel="next" href=(to(view.page + 1)) { (t(lang, RecordWord::NextPage)) } }
        }
    }
}
