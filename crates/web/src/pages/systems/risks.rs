//! Risks of a system, with what is left of them.

use assay_domain::State;
use maud::{Markup, html};

use super::head;
use super::views::{RiskRow, RisksPage, SystemTab};
use crate::pages::records::connections::linked;
use crate::parts::panel::{empty, no_value, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, SystemWord, TableWord, Word, fill, t};
use crate::parts::{links, state};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RisksPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, SystemWord::Risks);
    let content = html! {
        @if view.risks.is_empty() { (empty(t(lang, SystemWord::NoRisksYet))) } @else { (table(lang, view)) }
        @if let Some(next) = &view.next {
            nav.pager aria-label=(t(lang, TableWord::Pages)) { a.btn rel="next" href=(next) { (t(lang, TableWord::NextPage)) } }
        }
        p.sidenote { a.lnk href=(links::new_record_with(&view.head.workspace, "risk", &[("system", &view.head.key)])) { (t(lang, SystemWord::NewRisk)) } }
    };
    let content = panel("risks", title, Some(&view.count), &content);
    head::page(shell, &view.head, SystemTab::Risks, title, &content)
}

fn table(lang: Lang, view: &RisksPage) -> Markup {
    let head = [
        t(lang, SystemWord::Risk),
        t(lang, Word::Owner),
        t(lang, SystemWord::RiskNow),
        t(lang, SystemWord::RiskAfter),
        t(lang, SystemWord::Appetite),
    ];
    html! {
        table.rows {
            caption.vh { (t(lang, SystemWord::Risks)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for risk in &view.risks { (row(lang, risk)) } }
        }
    }
}

fn row(lang: Lang, risk: &RiskRow) -> Markup {
    let (at, word) = match risk.above {
        Some(true) => (State::Failing, SystemWord::OverAppetite),
        Some(false) => (State::Effective, SystemWord::WithinAppetite),
        None => (State::Missing, SystemWord::NotRated),
    };
    html! {
        tr {
            th.what scope="row" { (linked(lang, &risk.record)) }
            td data-label=(t(lang, Word::Owner)) { @match &risk.owner { Some(owner) => (owner), None => (no_value()) } }
            td data-label=(t(lang, SystemWord::RiskNow)) { (level(lang, risk.now.as_ref())) }
            td data-label=(t(lang, SystemWord::RiskAfter)) { (level(lang, risk.after.as_ref())) }
            td data-label=(t(lang, SystemWord::Appetite)) {
                span class={ "st " (state::class(at)) } { (state::icon(at).svg(13)) span { (t(lang, word)) } }
            }
        }
    }
}

fn level(lang: Lang, level: Option<&(String, u8, u8)>) -> Markup {
    html! {
        @match level {
            None => (no_value()),
            Some((word, likelihood, impact)) => {
                (word) small { (fill(lang, SystemWord::Steps, &[("l", &likelihood.to_string()), ("i", &impact.to_string())])) }
            }
        }
    }
}
