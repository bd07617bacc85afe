//! One requirement and every other that crosswalks lead to from it: an offer, never a conclusion.

use maud::{Markup, html};

use crate::pages::controls::views::OfferLine;
use crate::parts::frame::{self, Frame};
use crate::parts::links;
use crate::parts::panel::{empty, panel};
use crate::parts::shell::Shell;
use crate::parts::words::{CrosswalkWord, Lang, Word, fill, number, t};

/// The crosswalk view.
#[derive(Debug, Clone, Default)]
pub struct CrosswalkPage {
    /// What was asked, with its framework; empty before anything is.
    pub requirement: String,
    /// Its title.
    pub title: String,
    /// Address of its page, where it is managed here.
    pub href: Option<String>,
    /// Slug of the framework that alone is shown; empty for every one.
    pub other: String,
    /// Slugs and names of frameworks that are shipped.
    pub frameworks: Vec<(String, String)>,
    /// Requirements to begin with.
    pub examples: Vec<String>,
    /// What is offered.
    pub offers: Vec<OfferLine>,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &CrosswalkPage) -> Markup {
    let lang = shell.lang;
    let title = if view.requirement.is_empty() {
        t(lang, CrosswalkWord::Title).to_owned()
    } else {
        fill(lang, CrosswalkWord::TitleOf, &[("id", &view.requirement)])
    };
    let main = html! {
        div.head { h1 { (title) } @if !view.title.is_empty() { p.lead {
            @match &view.href { Some(href) => a.lnk href=(href) { (view.title) }, None => (view.title) }
        } } p.soft.lead { (t(lang, CrosswalkWord::OffersOnly)) } }
        form.filters method="get" action=(links::CROSSWALK) {
            label { span { (t(lang, CrosswalkWord::Ask)) }
                input name="requirement" type="search" value=(view.requirement) title=(t(lang, CrosswalkWord::AskHint)) size="28";
            }
            label { span { (t(lang, CrosswalkWord::Other)) }
                select name="other" {
                    option value="" { (t(lang, CrosswalkWord::Every)) }
                    @for (slug, name) in &view.frameworks { option value=(slug) selected[*slug == view.other] { (name) } }
                }
            }
            button.btn { (t(lang, CrosswalkWord::Show)) }
        }
        @if view.requirement.is_empty() {
            (panel("examples", t(lang, CrosswalkWord::Examples), None, &html! {
                ul.list { @for one in &view.examples { li { a.lnk href=(links::crosswalk(one)) { (one) } } } }
            }))
        } @else { (offers(lang, &view.offers)) }
        p {
            @if shell.past.is_none() { a.btn href=(links::new_record_with("-", "crosswalk-correction", &[("requirement", &view.requirement)])) { (t(lang, CrosswalkWord::Correct)) } " " }
            a.btn href=(links::records_of("-", "crosswalk-correction")) { (t(lang, CrosswalkWord::Corrections)) }
        }
    };
    let path = frame::path(lang, &[(links::CONTROLS, t(lang, Word::Controls))], t(lang, CrosswalkWord::Title));
    frame::page(shell, &Frame { title: &title, path, aside: html! {}, main })
}

/// What is offered, the strongest first.
pub(super) fn offers(lang: Lang, lines: &[OfferLine]) -> Markup {
    let heading = t(lang, CrosswalkWord::Touches);
    let head = [
        t(lang, Word::Requirement),
        t(lang, CrosswalkWord::Relation),
        t(lang, CrosswalkWord::Strength),
        t(lang, CrosswalkWord::Why),
        t(lang, CrosswalkWord::Candidates),
    ];
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, CrosswalkWord::Nothing))) } @else {
            table.rows.touches {
                caption.vh { (heading) }
                thead { tr { @for word in head { th scope="col" { (word) } } } }
                tbody { @for one in lines { (offer(lang, one)) } }
            }
            p.empty { (t(lang, CrosswalkWord::HowSure)) }
        }
    };
    let remark = number(lang, lines.len());
    panel("offers", heading, Some(&remark).filter(|_| !lines.is_empty()).map(String::as_str), &content)
}

fn offer(lang: Lang, one: &OfferLine) -> Markup {
    let n = one.strength.to_string();
    let standing = match one.standing.as_str() {
        "in-force" => CrosswalkWord::InForce,
        "corrected" => CrosswalkWord::Corrected,
        _ => CrosswalkWord::Proposed,
    };
    html! {
        tr {
            th.what scope="row" {
                small { (one.framework) }
                @match &one.href {
                    Some(href) => a.title href=(href) { span.id { (one.label) } " " (one.title) },
                    None => span.title { span.id { (one.label) } " " (one.title) },
                }
                span.why { a.lnk href=(links::crosswalk(&one.requirement)) aria-label={ (t(lang, CrosswalkWord::FromHere)) ": " (one.requirement) } { (t(lang, CrosswalkWord::FromHere)) } }
            }
            td data-label=(t(lang, CrosswalkWord::Relation)) {
                span { (relation(lang, &one.relation)) @if one.inverted { small { (t(lang, CrosswalkWord::Inverted)) } } }
            }
            td data-label=(t(lang, CrosswalkWord::Strength)) {
                span { span.num { (fill(lang, CrosswalkWord::OfTen, &[("n", &n)])) } small { (certainty(lang, one.certainty.as_deref())) } }
            }
            td data-label=(t(lang, CrosswalkWord::Why)) {
                span {
                    (one.rationale)
                    small { (one.source) " · " (t(lang, standing)) " · "
                        @if one.standing == "corrected" { a.lnk href=(links::record("-", &one.crosswalk)) { (one.crosswalk) } } @else { (one.crosswalk) }
                    }
                }
            }
            td data-label=(t(lang, CrosswalkWord::Candidates)) {
                @if one.candidates.is_empty() { span.mute { (t(lang, CrosswalkWord::NoCandidates)) } } @else {
                    span.keys { @for key in &one.candidates { a.lnk href=(links::record("-", key)) { (key) } } }
                }
            }
        }
    }
}

/// How sure a pair is, in words.
fn certainty(lang: Lang, slug: Option<&str>) -> &'static str {
    t(
        lang,
        match slug {
            Some("high") => CrosswalkWord::Sure,
            Some("medium") => CrosswalkWord::FairlySure,
            Some("low") => CrosswalkWord::Unsure,
            _ => CrosswalkWord::SureNotStated,
        },
    )
}

/// How one lies to the other, in words.
fn relation(lang: Lang, slug: &str) -> &str {
    match slug {
        "equal" => t(lang, CrosswalkWord::Equal),
        "subset" => t(lang, CrosswalkWord::Subset),
        "superset" => t(lang, CrosswalkWord::Superset),
        "intersects" => t(lang, CrosswalkWord::Intersects),
        other => other,
    }
}
