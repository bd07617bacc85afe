//! One risk: what may happen, where it stands and why, what is done, who keeps what remains.

use maud::{Markup, html};

use super::shapes;
use super::views::{AcceptanceLine, ControlLine, EventLine, LinkLine, RiskNotice, RiskView, TreatmentLine};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, RecordWord, RiskWord, Said, Word, number, t};
use crate::parts::{links, state, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RiskView) -> Markup {
    let lang = shell.lang;
    let title = if view.title.is_empty() { t(lang, Word::ErasedTitle) } else { &view.title };
    let edit = links::edit_record(&view.workspace, &view.key);
    let main = html! {
        div.masthead {
            div.head {
                p.eyebrow { span.id { (view.key) } (value::state(&view.state)) (shapes::standing(lang, view.standing, None)) }
                h1 { (title) }
            }
            nav.acts aria-label=(t(lang, Word::Actions)) {
                a.btn href=(links::record(&view.workspace, &view.key)) { (t(lang, RiskWord::TheRecord)) }
                a.btn href=(edit) data-edits=(edit) data-assigns=(links::edit_field(&view.workspace, &view.key, links::OWNER)) { (t(lang, RecordWord::Edit)) }
            }
        }
        @if let Some(notice) = &view.notice { (self::notice(notice)) }
        div.split {
            div.stack {
                (panel("statement", t(lang, RiskWord::Statement), None, &statement(lang, view)))
                (panel("from-to", t(lang, RiskWord::FromTo), None, &ratings(lang, view)))
                (counted(lang, "treatments", RiskWord::Treatments, view.treatments.len(), &treatments(lang, view)))
                (panel("acceptance", t(lang, RiskWord::Acceptances), None, &acceptances(lang, view)))
                (counted(lang, "controls", RiskWord::Controls, view.controls.len(), &controls(lang, &view.controls)))
                (panel("moved", t(lang, RiskWord::WhyMoved), None, &events(lang, &view.events)))
            }
            div.rail.stack {
                (panel("facts", t(lang, Word::WhatIsRecorded), None, &facts(lang, view)))
                (panel("linked", t(lang, RiskWord::Linked), None, &linked(lang, view)))
            }
        }
    };
    let path = frame::path(lang, &[(links::RISKS, t(lang, RiskWord::Risks))], &view.key);
    frame::page(shell, &Frame { title: &format!("{} {title}", view.key), path, aside: html! {}, main })
}

fn counted(lang: Lang, id: &str, word: impl Said, n: usize, content: &Markup) -> Markup {
    panel(id, t(lang, word), Some(&number(lang, n)).filter(|_| n > 0).map(String::as_str), content)
}

fn notice(RiskNotice { tone, text, way }: &RiskNotice) -> Markup {
    html! {
        div class={ "note " (tone) } role="note" {
            (Icon::Triangle.svg(16))
            p { (text) }
            @if let Some((href, label)) = way { a.btn href=(href) { (label) } }
        }
    }
}

fn statement(lang: Lang, view: &RiskView) -> Markup {
    html! {
        dl.props.wide {
            @for (label, value) in &view.statement {
                div {
                    dt { (label) }
                    dd { @match value { Some(value) => (value::shown(lang, value)), None => span.open { (t(lang, RiskWord::NotStated)) } } }
                }
            }
        }
    }
}

fn ratings(lang: Lang, view: &RiskView) -> Markup {
    html! {
        dl.from-to {
            @for (label, score, remark) in &view.ratings {
                div {
                    dt { (label) }
                    dd {
                        @match score { Some(score) => (shapes::score(score)), None => span.open { (t(lang, RiskWord::NotRated)) } }
                        @if let Some(remark) = remark { span.mute { (remark) } }
                    }
                }
            }
        }
        @if let Some(trend) = &view.trend { (shapes::levels(lang, trend)) }
    }
}

fn facts(lang: Lang, view: &RiskView) -> Markup {
    html! { dl.props { @for (label, value) in &view.facts { div { dt { (label) } dd { (value::shown(lang, value)) } } } } }
}

fn treatments(lang: Lang, view: &RiskView) -> Markup {
    html! {
        @if view.treatments.is_empty() { (empty(t(lang, RiskWord::NoTreatment))) } @else {
            table.rows {
                caption.vh { (t(lang, RiskWord::Treatments)) }
                thead { tr {
                    th scope="col" { (t(lang, RiskWord::Treatment)) }
                    th scope="col" { (t(lang, Word::State)) }
                    th scope="col" { (t(lang, Word::Owner)) }
                    th scope="col" { (t(lang, RiskWord::Due)) }
                } }
                tbody { @for one in &view.treatments { (treatment(lang, &view.workspace, one)) } }
            }
        }
    }
}

fn treatment(lang: Lang, workspace: &str, one: &TreatmentLine) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                a.title href=(links::record(workspace, &one.key)) { span.id { (one.key) } " " (one.title) }
                span.why { (one.kind) }
                @if let Some(aim) = &one.aim { span.why { (t(lang, RiskWord::Aim)) ": " (aim) } }
                @if let Some(effect) = &one.effect { span.why { (t(lang, RiskWord::Effect)) ": " (effect) } }
                @if let Some(expected) = &one.expected { span.why { (shapes::score(expected)) } }
            }
            td.first { (value::state(&one.state)) }
            td data-label=(t(lang, Word::Owner)) { @if let Some(owner) = &one.owner { (owner) } }
            td.num data-label=(t(lang, RiskWord::Due)) {
                @if let Some(due) = &one.due { span.nw { (due) } }
                @if let Some(late) = &one.late { " " span.st.s-stale { (Icon::Clock.svg(12)) span { (late) } } }
            }
        }
    }
}

fn acceptances(lang: Lang, view: &RiskView) -> Markup {
    html! {
        @if view.acceptances.is_empty() { (empty(t(lang, RiskWord::NoAcceptance))) } @else {
            ul.list { @for one in &view.acceptances { li { (acceptance(lang, &view.workspace, one)) } } }
        }
        @if let Some(href) = &view.ask { p.foot-acts { a.btn href=(href) { (t(lang, RiskWord::AskToKeep)) } } }
    }
}

fn acceptance(lang: Lang, workspace: &str, one: &AcceptanceLine) -> Markup {
    let fact = |word: RiskWord, text: Markup| html! { div { dt { (t(lang, word)) } dd { (text) } } };
    html! {
        p.row1 {
            a.title href=(links::record(workspace, &one.key)) { span.id { (one.key) } " " (one.title) }
            (value::state(&one.state))
        }
        dl.props.wide {
            @if let Some(score) = &one.score { (fact(RiskWord::Accepts, shapes::score(score))) }
            @if let Some((until, over)) = &one.until {
                (fact(RiskWord::Until, html! { span.num { (until) } @if *over { " " span.st.s-stale { (Icon::Clock.svg(12)) span { (t(lang, RiskWord::Over)) } } } }))
            }
            @if let Some(by) = &one.asked_by { (fact(RiskWord::AskedBy, html! { (by) })) }
            @if let Some((by, at)) = &one.decided { (fact(RiskWord::DecidedBy, html! { (by) ", " span.num { (at) } })) }
            @if let Some(reason) = &one.reason { div { dt { (t(lang, RiskWord::Reason)) } dd { (reason) } } }
            @if let Some(conditions) = &one.conditions { (fact(RiskWord::Conditions, html! { (conditions) })) }
        }
        @if let Some(refusal) = &one.refusal { p.soft { b { (t(lang, RiskWord::YouMayNot)) } " " (refusal) } }
    }
}

fn controls(lang: Lang, all: &[ControlLine]) -> Markup {
    html! {
        @if all.is_empty() { (empty(t(lang, RiskWord::NoControls))) } @else {
            ul.list {
                @for one in all {
                    li.row1 {
                        a.title href=(one.href) { span.id { (one.id) } " " (one.title) }
                        @if let Some(at) = one.state { a href=(one.href) { (state::chip(lang, at)) } }
                        span.meta {
                            @for how in &one.how { span { (how) } }
                            span { (one.evidence) }
                        }
                    }
                }
            }
        }
    }
}

fn events(lang: Lang, all: &[EventLine]) -> Markup {
    html! {
        ol.list.events {
            @for one in all {
                li {
                    p.row1 {
                        @match (&one.was, &one.score) {
                            (Some(was), Some(score)) => { (shapes::score(was)) span.mute { " → " } (shapes::score(score)) },
                            (None, Some(score)) => (shapes::score(score)),
                            _ => {}
                        }
                        span { (one.what) }
                    }
                    @if let Some(reason) = &one.reason { p.soft { (reason) } }
                    p.meta {
                        span { (one.by) }
                        span.num { (one.at) }
                        (links::link(&one.source.0, &one.source.1))
                        a.lnk href=(one.proof) { (t(lang, RiskWord::Proof)) }
                    }
                }
            }
        }
    }
}

fn linked(lang: Lang, view: &RiskView) -> Markup {
    html! {
        @if view.links.is_empty() { (empty(t(lang, RiskWord::NoLinks))) }
        @for (kind, records) in &view.links {
            h3.under { (kind) }
            ul.list { @for one in records { li { (link(&view.workspace, one)) } } }
        }
        @if view.more { p.more-of { (t(lang, RiskWord::MoreLinks)) } }
    }
}

fn link(workspace: &str, one: &LinkLine) -> Markup {
    html! {
        a.title href=(links::record(workspace, &one.key)) { span.id { (one.key) } " " (one.title) }
        p.meta { (value::state(&one.state)) }
    }
}
