//! What a record is linked with: drawn, and the same as lists.

use maud::{Markup, html};

use crate::pages::records::around::{ConnectionsPage, LinkLine, LinkedRecord, LinksView, RecordTab};
use crate::pages::records::head;
use crate::parts::frame::{self, Frame};
use crate::parts::graph;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::value;
use crate::parts::words::{Lang, RecordWord, Word, fill, number, t};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ConnectionsPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, RecordWord::Connections);
    let main = html! { (head::head(lang, &view.head, RecordTab::Connections)) (content(lang, view)) };
    let path = head::below(lang, &view.head, title);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.head.key), path, aside: html! {}, main })
}

/// The drawing and the lists.
pub(in crate::pages) fn content(lang: Lang, view: &ConnectionsPage) -> Markup {
    let drawn = view.graph.nodes.len();
    let left = view.graph.left_out;
    let says = match (left, view.graph.more) {
        (0, _) => fill(lang, RecordWord::GraphAll, &[("n", &number(lang, drawn))]),
        (n, false) => fill(lang, RecordWord::GraphPart, &[("n", &number(lang, drawn)), ("left", &number(lang, n))]),
        (n, true) => fill(lang, RecordWord::GraphMore, &[("n", &number(lang, drawn)), ("left", &number(lang, n))]),
    };
    let drawing = html! {
        @if drawn < 2 { (empty(t(lang, RecordWord::NoLinks))) } @else {
            (graph::graph(t(lang, RecordWord::GraphLabel), &view.graph))
            p.sidenote { (says) }
        }
    };
    html! {
        (panel("graph", t(lang, RecordWord::Drawn), None, &drawing))
        (lists(lang, &view.links))
    }
}

/// What a record refers to, and what refers to it.
pub(in crate::pages) fn lists(lang: Lang, links: &LinksView) -> Markup {
    html! {
        (group(lang, "refers-to", RecordWord::RefersTo, RecordWord::RefersToNothing, &links.to))
        (referred(lang, links))
    }
}

/// Those that point here; what it points at stands in its fields.
pub(in crate::pages) fn referred(lang: Lang, links: &LinksView) -> Markup {
    group(lang, "referred-from", RecordWord::ReferredFrom, RecordWord::ReferredFromNothing, &links.from)
}

fn group(lang: Lang, id: &str, heading: RecordWord, nothing: RecordWord, lines: &[LinkLine]) -> Markup {
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, nothing))) } @else {
            dl.links-of {
                @for line in lines {
                    div {
                        dt { @if let Some(kind) = &line.kind { (kind) small { (line.field) } } @else { (line.field) } }
                        dd {
                            ul { @for one in &line.records { li { (linked(lang, one)) } } }
                            @let rest = line.n.saturating_sub(line.records.len());
                            @if rest > 0 {
                                @let word = if line.more { RecordWord::LinksMany } else { RecordWord::LinksMore };
                                p.meta { (fill(lang, word, &[("n", &number(lang, rest))])) }
                            }
                        }
                    }
                }
            }
        }
    };
    panel(id, t(lang, heading), None, &content)
}

/// A record with its key, title and state, as a way to it.
pub(in crate::pages) fn linked(lang: Lang, one: &LinkedRecord) -> Markup {
    html! {
        a.lnk href=(one.href) { (one.key) } " "
        span { @if one.title.is_empty() { (t(lang, Word::ErasedTitle)) } @else { (one.title) } } " "
        (value::state(&one.state))
    }
}
