//! Data sets of a system: where each comes from, by what right it is used, and what is known of its quality.

use maud::{Markup, html};

use super::head;
use super::views::{DataPage, DataSet, SystemTab};
use crate::parts::evidence as evidence_table;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, SystemWord, fill, number, t};
use crate::parts::{links, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &DataPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, SystemWord::Data);
    let content = html! {
        @if view.sets.is_empty() { (panel("data", title, None, &empty(t(lang, SystemWord::NoData)))) }
        @for set in &view.sets { (one(lang, set)) }
        @if view.more > 0 { p.sidenote { (fill(lang, SystemWord::LeftOut, &[("n", &number(lang, view.more))])) } }
    };
    head::page(shell, &view.head, SystemTab::Data, title, &content)
}

fn one(lang: Lang, set: &DataSet) -> Markup {
    let content = html! {
        p.sidenote {
            a.lnk href=(set.record.href) { (set.record.key) } " " (value::state(&set.record.state))
            @if let Some((model, href)) = &set.through {
                " " (links::link(href, &fill(lang, SystemWord::Through, &[("model", model)])))
            }
        }
        dl.props.wide {
            @for line in &set.fields { div { dt { (line.label) } dd { (value::shown(lang, &line.value)) } } }
        }
        @if !set.lacks.is_empty() {
            p.sidenote { span.open { (fill(lang, SystemWord::NotStatedFields, &[("fields", &set.lacks.join(", "))])) } }
        }
        @if !set.quality.is_empty() { (evidence_table::table(lang, t(lang, SystemWord::QualityEvidence), &set.quality)) }
    };
    panel(&format!("set-{}", set.record.key), &set.record.title, None, &content)
}
