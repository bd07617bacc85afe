//! Risks: how many stand where, which are gravest, and the register.

use maud::{Markup, html};

use super::matrix::matrix;
use super::shapes;
use super::views::{ChosenView, FigureView, MatrixView, RiskCard, RisksView};
use crate::parts::avatar::avatar;
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::tabs::{self, Tab};
use crate::parts::words::{Lang, RiskWord, TrendWord, Word, fill, number, t};
use crate::parts::{assets, links, table};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &RisksView) -> Markup {
    let lang = shell.lang;
    let title = t(lang, RiskWord::Risks);
    let counts = [("open", number(lang, view.open)), ("above", number(lang, view.above))];
    let counts = counts.each_ref().map(|(name, n)| (*name, n.as_str()));
    let main = html! {
        div.head.line { h1 { (title) } p.mute.num { (fill(lang, RiskWord::Standing, &counts)) } }
        @if !view.alone { (figures(lang, &view.figures)) }
        div.risks-top.alone[view.alone] {
            (matrix_panel(lang, view))
            @if !view.alone { (chosen(lang, &view.chosen)) }
        }
        @if !view.alone {
            (table::table(lang, &view.register))
            (assets::script("table.js"))
        }
    };
    let other = if view.alone { RiskWord::BackToRegister } else { RiskWord::PrintMatrix };
    let aside = html! {
        nav.steps aria-label=(t(lang, Word::Actions)) {
            a.btn href=(view.other) { (t(lang, other)) }
            a.btn href=(links::OVER_TIME) { (t(lang, TrendWord::Title)) }
            @if view.writes { a.btn.main href=(links::new_record(&view.workspace, "risk")) { (Icon::Plus.svg(14)) (t(lang, RiskWord::NewRisk)) } }
        }
    };
    frame::page(shell, &Frame { title, path: html! { b { (title) } }, aside, main })
}

fn figures(lang: Lang, all: &[FigureView]) -> Markup {
    html! {
        ul.risk-figures aria-label=(t(lang, RiskWord::AtAGlance)) {
            @for one in all {
                li class=[(one.n > 0).then_some(one.tone)] {
                    a href=(one.href) { b.num { (number(lang, one.n)) } " " span { (one.label) } }
                }
            }
        }
    }
}

fn matrix_panel(lang: Lang, view: &RisksView) -> Markup {
    let Some(found) = &view.matrix else {
        let content = html! {
            (empty(t(lang, RiskWord::NoCriteria)))
            @if view.writes { p.acts { a.btn href=(links::new_record(&view.workspace, "risk-criteria")) { (t(lang, RiskWord::WriteCriteria)) } } }
        };
        return panel("matrix", t(lang, RiskWord::Matrix), None, &content);
    };
    html! {
        section.panel aria-labelledby="matrix" {
            div.ph { h2 id="matrix" { (t(lang, RiskWord::Matrix)) } (ratings(lang, found)) }
            (matrix(lang, found))
        }
    }
}

/// Residual or inherent.
fn ratings(lang: Lang, view: &MatrixView) -> Markup {
    let tab = |(href, text, current): &(String, String, bool)| Tab {
        href: href.clone(),
        text: text.clone(),
        count: None,
        current: *current,
    };
    tabs::segments(t(lang, RiskWord::Show), &view.ratings.iter().map(tab).collect::<Vec<_>>())
}

fn chosen(lang: Lang, view: &ChosenView) -> Markup {
    html! {
        section.panel aria-labelledby="chosen" {
            div.ph {
                h2 id="chosen" { (view.heading) }
                span.sub { (view.remark) }
                @if let Some(href) = &view.clear { a.more-of href=(href) { (t(lang, RiskWord::Clear)) } }
            }
            @if view.cards.is_empty() { (empty(t(lang, RiskWord::NothingHere))) } @else {
                ul.cards { @for card in &view.cards { li { (one(lang, card)) } } }
            }
            @if let Some(more) = &view.more { p.more-of { a href="#register-h" { (more) } } }
        }
    }
}

fn one(lang: Lang, card: &RiskCard) -> Markup {
    html! {
        p.row1 {
            span.id { (card.key) }
            @if let Some(owner) = &card.owner { span.by-name { (avatar(owner)) span.vh { (owner) } } }
            (shapes::standing(lang, card.standing, Some(&card.href)))
        }
        a.title href=(card.href) { (card.title) }
        p.soft { @for (n, sentence) in card.story.iter().enumerate() { @if n > 0 { " " } (sentence) } }
        @if let Some(trend) = &card.trend { (shapes::trend(trend)) }
    }
}
