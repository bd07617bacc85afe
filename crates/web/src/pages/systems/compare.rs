//! Two versions of a system side by side.

use maud::{Markup, html};

use super::views::{CheckLine, ComparePage, SystemTab};
use super::{head, versions};
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, SystemWord, fill, t};
use crate::parts::{links, state, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ComparePage) -> Markup {
    let lang = shell.lang;
    let [from, to] = &view.sides;
    let title = fill(lang, SystemWord::VersionAgainst, &[("from", &from.0), ("to", &to.0)]);
    let records = html! {
        @if view.changes.is_empty() { (empty(t(lang, RecordWord::NothingDiffers))) } @else { (value::changes(lang, &view.changes)) }
    };
    let checks = html! {
        @if view.checks.is_empty() { (empty(t(lang, SystemWord::NoCheckDiffers))) } @else { (table(lang, view)) }
    };
    let content = html! {
        div.panel { (versions::choose(lang, &view.head.key, &view.choices, Some(&view.keys))) }
        (panel("checks", t(lang, SystemWord::ChecksDiffer), None, &checks))
        (panel("records", t(lang, SystemWord::RecordsDiffer), None, &records))
    };
    let above = links::system_tab(&view.head.key, "versions");
    head::below(shell, &view.head, SystemTab::Versions, &[(&above, t(lang, SystemWord::Versions))], &title, &content)
}

fn table(lang: Lang, view: &ComparePage) -> Markup {
    let [from, to] = &view.sides;
    html! {
        table.rows {
            caption.vh { (t(lang, SystemWord::ChecksDiffer)) }
            thead { tr { th scope="col" { (t(lang, SystemWord::Check)) } th scope="col" { (from.0) } th scope="col" { (to.0) } } }
            tbody {
                @for (check, title, before, after) in &view.checks {
                    tr {
                        th.what scope="row" { span.title { (title) } span.meta { span.id { (check) } } }
                        td data-label=(from.0) { (side(lang, before.as_ref())) }
                        td data-label=(to.0) { (side(lang, after.as_ref())) }
                    }
                }
            }
        }
    }
}

fn side(lang: Lang, line: Option<&CheckLine>) -> Markup {
    html! {
        @match line {
            None => span.mute { (t(lang, SystemWord::NothingThere)) },
            Some(line) => {
                @if line.stale { (state::line(lang, assay_domain::State::Stale)) } @else { (state::outcome(lang, line.outcome)) }
                @if let Some(value) = &line.value { " " span.num { (value) } }
                small { (line.reason) }
            }
        }
    }
}
