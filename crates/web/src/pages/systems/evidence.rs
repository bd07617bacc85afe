//! Evidence about a system and its versions, and how long what rests on it may be relied on.

use assay_app::dto::Freshness;
use assay_domain::State;
use maud::{Markup, html};

use super::head;
use super::views::{EvidencePage, FreshLine, SystemTab};
use crate::pages::evidence::library::look;
use crate::parts::evidence::{badge, source, unreviewed};
use crate::parts::links;
use crate::parts::panel::{empty, panel, whole};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, SystemWord, TableWord, Word, fill, number, t};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &EvidencePage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, Word::Evidence);
    let content = html! {
        (choose(lang, view))
        @if view.lines.is_empty() { (empty(t(lang, SystemWord::NoSystemEvidence))) } @else { (table(lang, view)) }
        @if let Some(next) = &view.next {
            nav.pager aria-label=(t(lang, TableWord::Pages)) { a.btn rel="next" href=(next) { (t(lang, TableWord::NextPage)) } }
        }
    };
    let content = panel("evidence", title, Some(&view.count), &content);
    head::page(shell, &view.head, SystemTab::Evidence, title, &content)
}

fn choose(lang: Lang, view: &EvidencePage) -> Markup {
    html! {
        form.choose method="get" action=(links::system_tab(&view.head.key, "evidence")) {
            label {
                span { (t(lang, SystemWord::About)) }
                select name="subject" {
                    option value="" { (t(lang, SystemWord::Everything)) }
                    @for one in &view.subjects { option value=(one) selected[*one == view.subject] { (one) } }
                }
            }
            button.btn type="submit" { (t(lang, RecordWord::Show)) }
        }
    }
}

fn table(lang: Lang, view: &EvidencePage) -> Markup {
    let head = [
        t(lang, Word::Evidence),
        t(lang, SystemWord::About),
        t(lang, Word::When),
        t(lang, SystemWord::Freshness),
        t(lang, Word::CollectedBy),
        t(lang, Word::ReviewedBy),
    ];
    html! {
        table.rows {
            caption.vh { (t(lang, Word::Evidence)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for line in &view.lines { (row(lang, line)) } }
        }
    }
}

/// How long it may still be relied on. What it shows is another matter, so that it has no colour of a pass here either.
fn freshness(lang: Lang, at: State, why: &str) -> Markup {
    let (word, icon, class) = look(match at {
        State::Stale => Freshness::Stale,
        State::Expiring => Freshness::Expiring,
        _ => Freshness::Current,
    });
    html! { a class={ "st why-line " (class) } href=(why) { (icon.svg(14)) span { (t(lang, word)) } } }
}

fn row(lang: Lang, fresh: &FreshLine) -> Markup {
    let line = &fresh.line;
    html! {
        tr {
            th.what scope="row" {
                span.title { a.title href=(fresh.href) { span.id { (line.key) } " " (line.title) } } " " (badge(lang, line.badge))
                span.meta { span { (line.tool) } }
            }
            td data-label=(t(lang, SystemWord::About)) { (whole(&line.subject)) }
            td data-label=(t(lang, Word::When)) { span { span.num { (line.when) } small { (source(lang, line.when_source)) } } }
            td data-label=(t(lang, SystemWord::Freshness)) {
                @match fresh.state {
                    Some(at) => {
                        (freshness(lang, at, &fresh.href))
                        @if let Some(day) = &fresh.ends { small { (fill(lang, SystemWord::Until, &[("day", day)])) } }
                        small { (fill(lang, SystemWord::Verdicts, &[("n", &number(lang, fresh.verdicts))])) }
                    }
                    None => span.mute { (t(lang, SystemWord::Unused)) },
                }
            }
            td data-label=(t(lang, Word::CollectedBy)) { (line.collector) }
            td data-label=(t(lang, Word::ReviewedBy)) {
                @match &line.reviewer { Some(reviewer) => (reviewer), None => (unreviewed(lang, &line.key)) }
            }
        }
    }
}
