//! Two revisions of a record side by side.

use maud::{Markup, html};

use crate::pages::records::around::RecordTab;
use crate::pages::records::head;
use crate::pages::records::views::{DifferenceView, HistoryLine};
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, Word, fill, t};
use crate::parts::{links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &DifferenceView) -> Markup {
    let lang = shell.lang;
    let [from, to] = &view.sides;
    let (a, b) = (from.revision.to_string(), to.revision.to_string());
    let title = fill(lang, RecordWord::Between, &[("from", &a), ("to", &b)]);
    let content = html! {
        dl.props.wide { (side(lang, from)) (side(lang, to)) }
        @if view.erased { (empty(t(lang, RecordWord::ErasedBody))) }
        @else if view.changes.is_empty() { (empty(t(lang, RecordWord::NothingDiffers))) }
        @else { (value::changes(lang, &view.changes)) }
    };
    let remark = fill(lang, RecordWord::FieldsDiffer, &[("n", &view.changes.len().to_string())]);
    let main = html! {
        (head::head(lang, &view.head, RecordTab::History))
        (steps(lang, view))
        (panel("changes", &title, Some(&remark), &content))
    };
    let history = links::history(&view.head.workspace, &view.head.key);
    let record = links::record(&view.head.workspace, &view.head.key);
    let above = [(record.as_str(), view.head.key.as_str()), (history.as_str(), t(lang, RecordWord::History))];
    let path = head::above(lang, &view.head.workspace, &view.head.kind, &above, &title);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.head.key), path, aside: html! {}, main })
}

fn side(lang: Lang, line: &HistoryLine) -> Markup {
    html! {
        div {
            dt.num { (t(lang, Word::Revision)) " " (line.revision) }
            dd { (line.actor) " " (line.op) " " (value::state(&line.state)) span.meta { span.num { (line.at) } } }
        }
    }
}

/// The step before, the step after, and any two.
fn steps(lang: Lang, view: &DifferenceView) -> Markup {
    let [from, to] = &view.sides;
    let (ws, key) = (&view.head.workspace, &view.head.key);
    let newest = u32::try_from(view.head.revisions).unwrap_or(u32::MAX);
    let number = |name: &str, word: RecordWord, chosen: u32| {
        html! { label { span { (t(lang, word)) } input.num type="number" name=(name) min="1" max=(newest) value=(chosen) required; } }
    };
    html! {
        div.panel {
            form.choose method="get" action=(links::differences(ws, key)) {
                (number("from", RecordWord::CompareFrom, from.revision))
                (number("to", RecordWord::CompareTo, to.revision))
                button.btn type="submit" { (t(lang, RecordWord::Compare)) }
                @if to.revision > 2 {
                    a.btn rel="prev" href=(links::difference(ws, key, to.revision - 2, to.revision - 1)) { (t(lang, RecordWord::StepBefore)) }
                }
                @if to.revision < newest {
                    a.btn rel="next" href=(links::difference(ws, key, to.revision, to.revision + 1)) { (t(lang, RecordWord::StepAfter)) }
                }
            }
        }
    }
}
