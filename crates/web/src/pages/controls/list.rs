//! Controls: all controls of a framework by area, each with its state and the one sentence that says why.

use assay_domain::State;
use assay_domain::kinds::control::Implementation;
use maud::{Markup, html};

use crate::pages::controls::matrix::Filter;
use crate::pages::controls::views::{AsOfLine, ControlRow, ControlsView, FrameworkTab};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, no_value};
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, Lang, MatrixWord, TrendWord, Word, fill, number, t};
use crate::parts::{explain, links, state};

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
            (narrowed(lang, view))
        }
        section.panel aria-labelledby="list" {
            h2.vh id="list" { (t(lang, ControlWord::ControlsTable)) }
            @if view.areas.is_empty() { (empty(t(lang, Word::NoControls))) } @else { (table(lang, view)) }
        }
    };
    let of = if view.chosen { ControlWord::ControlsOf } else { ControlWord::RequirementsOf };
    let path = html! { b { (title) } span.soft { (fill(lang, of, &[("edition", &view.edition)])) } };
    frame::page(shell, &Frame { title, path, aside: html! {}, main })
}

/// Address of what is shown, of it what is in one state.
pub(super) fn in_state(framework: &str, filter: &Filter, one: State, view: &str) -> String {
    let framework = if framework == assay_domain::AIMS { "" } else { framework };
    let kept = [
        ("framework", framework),
        ("view", view),
        ("area", &filter.area),
        ("state", state::slug(one)),
        ("as_of", &filter.as_of),
    ];
    links::asked(links::CONTROLS, &kept)
}

/// Says that only a part is shown, and the way to all of it.
fn narrowed(lang: Lang, view: &ControlsView) -> Markup {
    let filter = &view.filter;
    let state = state::STATES.into_iter().find(|one| state::slug(*one) == filter.state);
    let all = [("framework", view.framework.as_str()), ("view", "list"), ("as_of", &filter.as_of)];
    let own = (filter.area == links::OWN).then(|| t(lang, MatrixWord::OwnControls));
    let area = own.unwrap_or(&filter.area);
    html! {
        @if state.is_some() || !filter.area.is_empty() {
            p.pager {
                @if !filter.area.is_empty() { span.soft { (t(lang, MatrixWord::Area)) ": " (area) } }
                @if let Some(one) = state { span.soft { (t(lang, Word::State)) ": " (state::word(lang, one)) } }
                a.btn href=(links::asked(links::CONTROLS, &all)) { (t(lang, MatrixWord::Clear)) }
            }
        }
    }
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

/// One table, one body per area.
fn table(lang: Lang, view: &ControlsView) -> Markup {
    let what = if view.chosen { t(lang, ControlWord::Control) } else { t(lang, Word::Requirement) };
    let decided = [t(lang, Word::Owner), t(lang, ControlWord::Implementation)].into_iter().filter(|_| view.chosen);
    let head: Vec<&str> = [what, t(lang, Word::State)].into_iter().chain(decided).collect();
    html! {
        table.rows {
            caption.vh { (t(lang, ControlWord::ControlsTable)) }
            thead { tr {
                @for word in &head { th scope="col" { (word) } }
                th.end scope="col" { (t(lang, ControlWord::Subjects)) }
            } }
            @for area in &view.areas {
                tbody {
                    tr.group { th scope="rowgroup" colspan=(head.len() + 1) {
                        @if area.id != links::OWN { span.num { (area.id) } " " } (area.title)
                    } }
                    @for one in &area.rows { (row(lang, one, view.chosen)) }
                }
            }
        }
    }
}

/// One control.
fn row(lang: Lang, row: &ControlRow, chosen: bool) -> Markup {
    html! {
        tr {
            th.what scope="row" {
                a.title href=(links::requirement(&row.framework, &row.id)) { span.id { (row.id) } " " (row.title) }
                span.why { (row.reason) }
            }
            td.first { (explain::chip(lang, row.state, &links::why(&row.framework, &row.id, ""))) }
            @if chosen {
                td data-label=(t(lang, Word::Owner)) {
                    @match &row.owner { Some(owner) => (owner), None => span.open { (t(lang, Word::NoOwner)) } }
                }
                td data-label=(t(lang, ControlWord::Implementation)) { (in_place(lang, row)) }
            }
            td.num.end data-label=(t(lang, ControlWord::Subjects)) {
                @if row.subjects == 0 { (no_value()) } @else { (number(lang, row.subjects)) }
            }
        }
    }
}

/// How far a control is in place; one that does not apply, or of which that is undecided, says so instead.
fn in_place(lang: Lang, row: &ControlRow) -> Markup {
    match row.applicable {
        Some(true) => html! { (implementation(lang, row.implementation)) },
        Some(false) => no_value(),
        None => html! { span.open { (t(lang, ControlWord::AppliesOpen)) } },
    }
}

/// The word for how far a control is in place.
pub(crate) fn implementation(lang: Lang, stage: Option<Implementation>) -> &'static str {
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
