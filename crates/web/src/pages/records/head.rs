//! The head of the pages of a record, and the path to them.

use maud::{Markup, html};

use crate::pages::records::around::{RecordHead, RecordTab};
use crate::pages::records::views::KindName;
use crate::parts::tabs::{Tab, tabs};
use crate::parts::words::{Lang, RecordWord, Word, number, t};
use crate::parts::{frame, links, value};

/// Key, kind, state and title, what can be done, and the tabs.
pub(in crate::pages) fn head(lang: Lang, head: &RecordHead, here: RecordTab) -> Markup {
    let title = if head.title.is_empty() { t(lang, Word::ErasedTitle) } else { &head.title };
    let (ws, key) = (&head.workspace, &head.key);
    let tab = |of: RecordTab, href: String, word: RecordWord| Tab {
        href,
        text: t(lang, word).to_owned(),
        current: here == of,
        count: None,
    };
    let all = [
        tab(RecordTab::Record, links::record(ws, key), RecordWord::TabRecord),
        tab(RecordTab::Connections, links::connections(ws, key), RecordWord::Connections),
        Tab {
            count: (head.revisions > 0).then(|| number(lang, head.revisions)),
            ..tab(RecordTab::History, links::history(ws, key), RecordWord::History)
        },
    ];
    html! {
        div.masthead {
            div.head {
                p.eyebrow { span.id { (key) } (value::state(&head.state)) span.soft { (head.kind.title) } }
                h1 { (title) }
            }
            div.acts {
                @if let Some(page) = &head.page { a.btn href=(page) { (t(lang, RecordWord::OpenPage)) } }
                @if head.edit { a.btn href=(links::edit_record(ws, key)) data-edits=(links::edit_record(ws, key)) data-assigns=[&head.assign] { (t(lang, RecordWord::Edit)) } }
            }
        }
        (tabs(t(lang, RecordWord::PagesOfRecord), &all))
    }
}

/// The path to a page of a record.
pub(in crate::pages) fn above(
    lang: Lang,
    workspace: &str,
    kind: &KindName,
    more: &[(&str, &str)],
    here: &str,
) -> Markup {
    let (all, of_kind) = (links::records(workspace), links::records_of(workspace, &kind.name));
    let mut path = vec![(all.as_str(), t(lang, Word::Records)), (of_kind.as_str(), kind.title.as_str())];
    path.extend_from_slice(more);
    frame::path(lang, &path, here)
}

/// The path to a page below a record.
pub(in crate::pages) fn below(lang: Lang, head: &RecordHead, here: &str) -> Markup {
    let record = links::record(&head.workspace, &head.key);
    above(lang, &head.workspace, &head.kind, &[(&record, &head.key)], here)
}
