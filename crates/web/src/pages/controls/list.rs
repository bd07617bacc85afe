//! Controls: all controls of a framework by area, each with its state and the one sentence that says why.

use assay_domain::State;
use assay_domain::kinds::control::Implementation;
use maud::{Markup, html};

use crate::pages::controls::matrix::Filter;
use crate::pages::controls::views::{AsOfLine, ControlsView, FrameworkTab};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, Lang, MatrixWord, RecordWord, TrendWord, Word, fill, number, t};
use crate::parts::{assets, links, state, table};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ControlsView) -> Markup {
    let lang = shell.lang;
    let title = t(lang, Word::Controls);
    let main = html! {
        h1.vh { (title) }
        (tabs(lang, &view.frameworks))
        @if let Some(as_of) = view.as_of.as_ref().filter(|_| shell.past.is_none()) { (past(lang, as_of)) }
        (ways(lang, &view.framework, &view.filter, false))
        section.panel aria-labelledby="totals" {
            h2.vh id="totals" { (t(lang, Word::ControlsByState)) }
            (frame::totals_to(lang, &view.counts, |one| in_state(&view.framework, &view.filter, one, "list")))
        }
        (table::table(lang, &view.table))
        (assets::script("table.js"))
    };
    let of = if view.chosen { ControlWord::ControlsOf } else { ControlWord::RequirementsOf };
    let path = html! { b { (title) } span.soft { (fill(lang, of, &[("edition", &view.edition)])) } };
    frame::page(shell, &Frame { title, path, aside: html! {}, main })
}

/// Address of what is shown, of it what is in one state.
pub(super) fn in_state(framework: &str, filter: &Filter, one: State, view: &str) -> String {
    let framework = if framework == assay_domain::AIMS { "" } else { framework };
    let area = of_area(filter, view);
    let state = format!("state:{}", state::slug(one));
    let mut kept = vec![("framework", framework), ("view", view), ("as_of", &filter.as_of)];
    match view {
        // A condition of the table like any other.
        "list" => kept.extend([("filter", area.as_str()), ("filter", &state)]),
        _ => kept.extend([("area", filter.area.as_str()), ("state", state::slug(one))]),
    }
    links::asked(links::CONTROLS, &kept)
}

/// The condition of the table on an area; nothing where there is none.
fn of_area(filter: &Filter, view: &str) -> String {
    if filter.area.is_empty() || view != "list" { String::new() } else { format!("area:{}", filter.area) }
}

/// Matrix or list, and what else there is of the framework.
pub(super) fn ways(lang: Lang, framework: &str, filter: &Filter, matrix: bool) -> Markup {
    let as_of = filter.as_of.as_str();
    // That of the AIMS is meant where none is named.
    let framework = if framework == assay_domain::AIMS { "" } else { framework };
    let to = |view: &str| {
        let kept = [
            ("framework", framework),
            ("view", view),
            ("area", &filter.area),
            ("state", &filter.state),
            ("as_of", as_of),
        ];
        links::asked(links::CONTROLS, &kept)
    };
    html! {
        div.ways {
            nav.seg aria-label=(t(lang, MatrixWord::View)) {
                a href=(to("")) aria-current=[matrix.then_some("page")] { (t(lang, MatrixWord::Matrix)) }
                a href=(to("list")) aria-current=[(!matrix).then_some("page")] { (t(lang, MatrixWord::List)) }
            }
            nav.also aria-label=(t(lang, MatrixWord::Also)) {
                a.btn href=(links::asked(links::SOA, &[("framework", framework)])) { (t(lang, MatrixWord::Soa)) }
                a.btn href=(links::CROSSWALK) { (t(lang, MatrixWord::Crosswalk)) }
                a.btn href=(links::READINESS) { (t(lang, MatrixWord::Readiness)) }
                a.btn href=(links::OVER_TIME) { (t(lang, TrendWord::Title)) }
            }
        }
    }
}

/// The ways to the other frameworks in force.
pub(super) fn tabs(lang: Lang, frameworks: &[FrameworkTab]) -> Markup {
    html! {
        @if !frameworks.is_empty() {
            nav.tabs aria-label=(t(lang, ControlWord::Frameworks)) {
                @for one in frameworks {
                    a href=(links::controls_of(&one.slug)) aria-current=[one.current.then_some("page")] { (one.name) }
                }
            }
        }
    }
}

/// Says that the page shows the past, and the way back.
pub(super) fn past(lang: Lang, as_of: &AsOfLine) -> Markup {
    let entry = number(lang, usize::try_from(as_of.entry).unwrap_or(usize::MAX));
    html! {
        div.note.s-partly role="note" {
            (Icon::Clock.svg(16))
            p { (fill(lang, ControlWord::AsOf, &[("at", &as_of.at), ("n", &entry)])) }
            a.btn href=(links::CONTROLS) { (t(lang, ControlWord::BackToToday)) }
        }
    }
}

/// The heading of the rows of an area; that of our own controls has no id of the standard.
#[must_use]
pub fn area(id: &str, title: &str) -> Markup {
    html! { @if id != links::OWN { span.num { (id) } " " } (title) }
}

/// Who answers for it, or that nobody does.
#[must_use]
pub fn owner(lang: Lang, owner: Option<&str>) -> Markup {
    html! { @match owner { Some(owner) => (owner), None => span.open { (t(lang, Word::NoOwner)) } } }
}

/// How far a control is in place; nothing for one that does not apply. One of which that is undecided says so instead.
#[must_use]
pub fn in_place(lang: Lang, applicable: Option<bool>, stage: Option<Implementation>) -> Option<Markup> {
    match applicable {
        Some(true) => Some(html! { (implementation(lang, stage)) }),
        Some(false) => None,
        None => Some(html! { span.open { (t(lang, ControlWord::AppliesOpen)) } }),
    }
}

/// Whether it applies.
#[must_use]
pub fn yes_no(lang: Lang, yes: bool) -> Markup {
    html! { (t(lang, if yes { RecordWord::Yes } else { RecordWord::No })) }
}

/// The word for how far a control is in place.
#[must_use]
pub fn implementation(lang: Lang, stage: Option<Implementation>) -> &'static str {
    t(
        lang,
        match stage {
            Some(Implementation::NotStarted) => ControlWord::NotStarted,
            Some(Implementation::Partial) => ControlWord::InPart,
            Some(Implementation::Full) => ControlWord::InFull,
            None => ControlWord::NotStated,
        },
    )
}
