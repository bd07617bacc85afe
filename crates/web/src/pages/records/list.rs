//! Records: the kinds there are, and the records of one, filtered, sorted and paged by the address alone.

use maud::{Markup, html};

use crate::pages::records::views::RecordsView;
use crate::parts::frame::{self, Frame};
use crate::parts::panel::panel;
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, Word, number, t};
use crate::parts::{assets, links, table};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RecordsView) -> Markup {
    let lang = shell.lang;
    let records = t(lang, Word::Records);
    let title = view.kind.as_ref().map_or(records, |kind| kind.title.as_str());
    let main = html! {
        h1.vh { (title) }
        @match &view.table {
            Some(found) => {
                (table::table(lang, found))
                (assets::script("table.js"))
            },
            None => { (search(lang, view)) (directory(lang, view)) },
        }
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

/// The form that looks for words in every kind.
fn search(lang: Lang, view: &RecordsView) -> Markup {
    html! {
        form.filters method="get" action=(links::records(&view.workspace)) role="search" {
            label { span { (t(lang, RecordWord::Search)) } input type="search" name="q" value=(view.asked.q); }
            button.btn type="submit" { (t(lang, RecordWord::Show)) }
        }
    }
}
