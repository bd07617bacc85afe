//! The inventory of AI systems as a table, narrowed down and sorted by its address alone.

use maud::{Markup, html};

use super::marks;
use super::views::{SystemRow, SystemsPage};
use crate::pages::records::views::Pick;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, no_value, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, SystemWord, Word, count, fill, number, t};
use crate::parts::{avatar, links, state, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &SystemsPage) -> Markup {
    let lang = shell.lang;
    let title = t(lang, SystemWord::Systems);
    let remark = if view.more {
        fill(lang, SystemWord::SystemsMany, &[("n", &number(lang, view.found))])
    } else {
        count(lang, view.found, SystemWord::SystemsOne, SystemWord::SystemsOther)
    };
    let content = html! {
        (filters(lang, view))
        @if view.rows.is_empty() {
            (empty(t(lang, if view.narrowed { SystemWord::NothingFits } else { SystemWord::NoSystems })))
        } @else { (table(lang, view)) }
        @if view.previous.is_some() || view.next.is_some() { (pager(lang, view)) }
    };
    let main = html! {
        h1.vh { (title) }
        (panel("systems", title, Some(&remark), &content))
        p.meta {
            @for (format, word) in [("csv", RecordWord::AsCsv), ("xlsx", RecordWord::AsXlsx)] {
                a.lnk href=(links::sheet(&view.workspace, "ai-system", format, &view.asked.state, &view.asked.q)) { (t(lang, word)) }
            }
        }
    };
    let aside = html! {
        nav.steps aria-label=(t(lang, Word::Actions)) {
            a.btn href=(links::new_record(&view.workspace, "ai-system")) { (Icon::Plus.svg(14)) (t(lang, SystemWord::NewSystem)) }
        }
    };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside, main })
}

fn filters(lang: Lang, view: &SystemsPage) -> Markup {
    let (asked, choices) = (&view.asked, &view.choices);
    let select = |name: &str, word: SystemWord, any: Option<SystemWord>, all: &[Pick], chosen: &str| {
        html! {
            label {
                span { (t(lang, word)) }
                select name=(name) {
                    @if let Some(any) = any { option value="" { (t(lang, any)) } }
                    @for pick in all { option value=(pick.value) selected[pick.value == chosen] { (pick.word) } }
                }
            }
        }
    };
    html! {
        form.pick method="get" action=(links::SYSTEMS) role="search" {
            label { span { (t(lang, RecordWord::Search)) } input type="search" name="q" value=(asked.q); }
            label {
                span { (t(lang, Word::State)) }
                select name="state" {
                    option value="" { (t(lang, SystemWord::AnyState)) }
                    @for pick in &choices.states { option value=(pick.value) selected[pick.value == asked.state] { (pick.word) } }
                }
            }
            (select("role", SystemWord::Role, Some(SystemWord::AnyRole), &choices.roles, &asked.role))
            (select("class", SystemWord::Class, Some(SystemWord::AnyClass), &choices.classes, &asked.class))
            (select("stage", SystemWord::Stage, Some(SystemWord::AnyStage), &choices.stages, &asked.stage))
            (select("sort", SystemWord::Order, None, &choices.sorts, &asked.sort))
            button.btn type="submit" { (t(lang, RecordWord::Show)) }
            @if view.narrowed { a.btn href=(links::SYSTEMS) { (t(lang, SystemWord::Clear)) } }
        }
    }
}

fn table(lang: Lang, view: &SystemsPage) -> Markup {
    let head = [
        t(lang, SystemWord::System),
        t(lang, Word::Owner),
        t(lang, SystemWord::Roles),
        t(lang, SystemWord::RiskClass),
        t(lang, SystemWord::NewestVersion),
        t(lang, SystemWord::RisksOpen),
        t(lang, SystemWord::Posture),
        t(lang, Word::LastChanged),
    ];
    html! {
        table.rows.inventory {
            caption.vh { (t(lang, SystemWord::Systems)) }
            thead { tr { @for word in head { th scope="col" { (word) } } } }
            tbody { @for one in &view.rows { (row(lang, one)) } }
        }
    }
}

fn row(lang: Lang, row: &SystemRow) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                @if let Some((worst, _)) = row.posture.first() { (state::mark(lang, *worst)) }
                a.title href=(links::system(&row.key)) {
                    @if row.title.is_empty() { (t(lang, Word::ErasedTitle)) } @else { (row.title) }
                }
                span.meta { span.id { (row.key) } (value::state(&row.state)) }
            }
            td data-label=(t(lang, Word::Owner)) {
                @match &row.owner {
                    Some(owner) => { (avatar::avatar(owner)) " " (owner) }
                    None => (no_value()),
                }
            }
            td data-label=(t(lang, SystemWord::Roles)) {
                @if row.roles.is_empty() { (no_value()) } @else { (row.roles.join(", ")) }
                @if let Some(roles) = &row.act_roles { small { (t(lang, SystemWord::OfTheAct)) (inline(lang, roles)) } }
            }
            td data-label=(t(lang, SystemWord::RiskClass)) {
                @match &row.classes { Some(classes) => (marks::tags(lang, classes)), None => (no_value()) }
            }
            td data-label=(t(lang, SystemWord::NewestVersion)) {
                @match &row.newest {
                    Some(mark) => { p { (marks::version(mark)) } p { (marks::gate(lang, mark)) } }
                    None => span.mute { (t(lang, SystemWord::NoVersion)) },
                }
            }
            td data-label=(t(lang, SystemWord::RisksOpen)) { a href=(links::system_tab(&row.key, "risks")) { (marks::risks(lang, row.risks)) } }
            td data-label=(t(lang, SystemWord::Posture)) {
                @if row.posture.is_empty() { span.mute { (t(lang, SystemWord::NotJudged)) } }
                @else { a href=(links::system(&row.key)) { (marks::posture(lang, &row.posture)) } }
            }
            td data-label=(t(lang, Word::LastChanged)) { span.num { (row.at) } }
        }
    }
}

/// Several words on one line.
fn inline(lang: Lang, shown: &crate::pages::records::views::Shown) -> Markup {
    use crate::pages::records::views::Shown;
    html! {
        @match shown {
            Shown::List(items) => @for (n, item) in items.iter().enumerate() { @if n > 0 { ", " } (value::shown(lang, item)) },
            other => (value::shown(lang, other)),
        }
    }
}

fn pager(lang: Lang, view: &SystemsPage) -> Markup {
    html! {
        nav.pager aria-label=(t(lang, RecordWord::Pages)) {
            @if let Some(href) = &view.previous { a.btn rel="prev" href=(href) { (t(lang, RecordWord::PreviousPage)) } }
            @if let Some(href) = &view.next { a.btn rel="next" href=(href) { (t(lang, RecordWord::NextPage)) } }
        }
    }
}
