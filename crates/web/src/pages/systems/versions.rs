//! Versions of a system, each with its gate and what was released.

use maud::{Markup, html};

use super::views::{SystemTab, VersionRow, VersionsPage};
use super::{head, marks};
use crate::parts::icons::Icon;
use crate::parts::links;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, SystemWord, TableWord, Word, fill, t};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &VersionsPage) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, SystemWord::Versions);
    let content = html! {
        @if view.choices.len() > 1 { (choose(lang, &view.head.key, &view.choices, None)) }
        @if view.versions.is_empty() { (empty(t(lang, SystemWord::NoVersions))) } @else { (table(lang, view)) }
        @if let Some(next) = &view.next {
            nav.pager aria-label=(t(lang, TableWord::Pages)) { a.btn rel="next" href=(next) { (t(lang, TableWord::NextPage)) } }
        }
    };
    let content = panel("versions", heading, Some(&view.count), &content);
    head::page(shell, &view.head, SystemTab::Versions, heading, &content)
}

/// The form that sets two versions side by side.
pub(super) fn choose(lang: Lang, key: &str, choices: &[(String, String)], chosen: Option<&[String; 2]>) -> Markup {
    // Unless it is said, the newest is held against the one before it.
    let first = |n: usize| choices.get(n).map(|(key, _)| key.clone()).unwrap_or_default();
    let (from, to) = match chosen {
        Some([from, to]) => (from.clone(), to.clone()),
        None => (first(1), first(0)),
    };
    let select = |name: &str, word: SystemWord, chosen: &str| {
        html! {
            label {
                span { (t(lang, word)) }
                select name=(name) { @for (key, label) in choices { option value=(key) selected[key == chosen] { (label) } } }
            }
        }
    };
    html! {
        form.choose method="get" action=(links::versions_compared(key)) aria-label=(t(lang, SystemWord::CompareTwo)) {
            (select("from", SystemWord::From, &from))
            (select("to", SystemWord::To, &to))
            button.btn type="submit" { (t(lang, SystemWord::CompareThem)) }
        }
    }
}

fn table(lang: Lang, view: &VersionsPage) -> Markup {
    let head = [
        t(lang, SystemWord::Version),
        t(lang, SystemWord::Gate),
        t(lang, SystemWord::ReleasedParts),
        t(lang, SystemWord::Decision),
    ];
    html! {
        table.rows {
            caption.vh { (t(lang, SystemWord::Versions)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for version in &view.versions { (row(lang, version)) } }
        }
    }
}

fn row(lang: Lang, version: &VersionRow) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                span.title { (marks::version(&version.mark)) }
                span.meta {
                    span.id { (version.mark.key) }
                    span.num { (t(lang, Word::Revision)) " " (version.revision) }
                    span.num { (version.at) }
                }
            }
            td data-label=(t(lang, SystemWord::Gate)) { (marks::gate(lang, &version.mark)) }
            td data-label=(t(lang, SystemWord::ReleasedParts)) {
                @if version.parts.is_empty() { span.mute { (t(lang, SystemWord::NoReleasedParts)) } }
                @for part in &version.parts { p { (part.name) " " (marks::digest(lang, &part.digest)) } }
            }
            td data-label=(t(lang, SystemWord::Decision)) {
                @match &version.released {
                    Some((who, when)) => { (Icon::Lock.svg(12)) " " (fill(lang, SystemWord::ReleasedBy, &[("who", who), ("when", when)])) }
                    None => span.mute { (t(lang, SystemWord::NotReleased)) },
                }
            }
        }
    }
}
