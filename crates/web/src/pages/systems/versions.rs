//! Versions of a system, each with its gate and what was released.

use maud::{Markup, html};

use super::views::{PartRow, SystemTab, VersionsPage};
use super::{head, marks};
use crate::parts::icons::Icon;
use crate::parts::shell::Shell;
use crate::parts::table::table;
use crate::parts::words::{Lang, SystemWord, fill, t};
use crate::parts::{assets, links};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &VersionsPage) -> Markup {
    let lang = shell.lang;
    let content = html! {
        @if view.choices.len() > 1 { (choose(lang, &view.head.key, &view.choices, None)) }
        (table(lang, &view.table))
        (assets::script("table.js"))
    };
    head::page(shell, &view.head, SystemTab::Versions, t(lang, SystemWord::Versions), &content)
}

/// The form that sets two versions side by side; where none are chosen it takes a line above the list of them.
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
        form.choose.slim[chosen.is_none()] method="get" action=(links::versions_compared(key)) aria-label=(t(lang, SystemWord::CompareTwo)) {
            (select("from", SystemWord::From, &from))
            (select("to", SystemWord::To, &to))
            button.btn type="submit" { (t(lang, SystemWord::CompareThem)) }
        }
    }
}

/// The released parts of a version, in its row.
#[must_use]
pub fn parts(lang: Lang, all: &[PartRow]) -> Markup {
    html! {
        @if all.is_empty() { span.mute { (t(lang, SystemWord::NoReleasedParts)) } }
        @for part in all { p { (part.name) " " (marks::digest(lang, &part.digest)) } }
    }
}

/// Who released a version and when, in its row.
#[must_use]
pub fn decision(lang: Lang, released: Option<&(String, String)>) -> Markup {
    html! {
        @match released {
            Some((who, when)) => { (Icon::Lock.svg(12)) " " (fill(lang, SystemWord::ReleasedBy, &[("who", who), ("when", when)])) }
            None => span.mute { (t(lang, SystemWord::NotReleased)) },
        }
    }
}
