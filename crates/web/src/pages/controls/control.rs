//! One control: its state and why, how we do it, what each check says and what that rests on, and each subject.

use assay_domain::State;
use maud::{Markup, html};

use crate::pages::controls::list::implementation;
use crate::pages::controls::views::{ControlView, SoaLine, SubjectState, VerdictLine};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, subject};
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, Lang, Word, fill, t};
use crate::parts::{evidence, links, state};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ControlView) -> Markup {
    let lang = shell.lang;
    let heading = t(lang, Word::Evidence);
    // Of a control left out, nobody has to say how it is done, on what, or with which evidence.
    let asked = view.state != State::NotApplicable;
    let stated = view.row.as_ref().is_some_and(|row| row.statement.is_some());
    let main = html! {
        div.head {
            p.eyebrow { span.id { (view.id) } (state::chip(lang, view.state)) }
            h1 { (view.title) }
            @if !view.own_words.is_empty() { p.soft.lead { (view.own_words) } }
        }
        div.split {
            div.stack {
                (banner(lang, view))
                @if asked || stated { (how(lang, view.row.as_ref())) }
                (verdicts(lang, &view.verdicts))
                @if asked || !view.subjects.is_empty() { (coverage(lang, &view.subjects)) }
                @if asked || !view.evidence.is_empty() {
                    (panel("evidence", heading, None, &html! {
                        @if view.evidence.is_empty() { (empty(t(lang, Word::NoEvidence))) }
                        @else { (evidence::table(lang, heading, &view.evidence)) }
                    }))
                }
            }
            div.rail { (statement_row(lang, view.row.as_ref())) }
        }
    };
    let title = format!("{} {}", view.id, view.title);
    let path = frame::path(lang, &[(&links::controls_of(&view.framework), t(lang, Word::Controls))], &view.id);
    frame::page(shell, &Frame { title: &title, path, aside: neighbours(lang, view), main })
}

/// The way to the control before and after.
fn neighbours(lang: Lang, view: &ControlView) -> Markup {
    let ways = [
        (&view.prev, Icon::Up, ControlWord::PreviousControl, "prev"),
        (&view.next, Icon::Down, ControlWord::NextControl, "next"),
    ];
    html! {
        nav.steps aria-label=(t(lang, ControlWord::Neighbours)) {
            @for (way, icon, word, rel) in ways {
                @if let Some((id, href)) = way && links::is_local(href) {
                    @let label = fill(lang, word, &[("id", id)]);
                    a.btn href=(href) rel=(rel) aria-label=(label) title=(label) { (icon.svg(14)) }
                }
            }
        }
    }
}

/// The one sentence that says why, and the command that fixes it.
fn banner(lang: Lang, view: &ControlView) -> Markup {
    html! {
        div class={ "note " (state::class(view.state)) } {
            (state::icon(view.state).svg(16))
            div {
                p { b { (state::word(lang, view.state)) } " " (view.reason) }
                @if let Some(fix) = &view.fix {
                    p.fix { span { (t(lang, ControlWord::ToFixThis)) } code { (fix) } }
                }
            }
        }
    }
}

/// How the organisation does it, by its own statement.
fn how(lang: Lang, row: Option<&SoaLine>) -> Markup {
    let remark = row.map(|row| {
        let n = row.revision.to_string();
        match &row.approved_at {
            Some(date) => fill(lang, ControlWord::ApprovedOn, &[("n", &n), ("date", date)]),
            None => fill(lang, ControlWord::NotApproved, &[("n", &n)]),
        }
    });
    let statement = row.and_then(|row| row.statement.as_deref()).filter(|text| !text.trim().is_empty());
    let content = html! {
        @match statement {
            Some(text) => div.prose { @for line in text.split("\n\n") { p { (line) } } },
            None => (empty(t(lang, ControlWord::NoStatement))),
        }
    };
    panel("how", t(lang, ControlWord::HowWeDoThis), remark.as_deref().filter(|_| statement.is_some()), &content)
}

/// What each check concluded: a group per check, in the order in which they come.
fn verdicts(lang: Lang, lines: &[VerdictLine]) -> Markup {
    let heading = t(lang, ControlWord::Verdicts);
    let head = [ControlWord::SubjectAndReason, ControlWord::Outcome, ControlWord::Measured, ControlWord::Observed];
    let mut checks: Vec<Vec<&VerdictLine>> = Vec::new();
    for line in lines {
        match checks.iter_mut().find(|group| group.first().is_some_and(|first| first.check == line.check)) {
            Some(group) => group.push(line),
            None => checks.push(vec![line]),
        }
    }
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, ControlWord::NoVerdicts))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
                @for group in &checks {
                    tbody {
                        @if let Some(first) = group.first() {
                            tr.group { th scope="rowgroup" colspan="4" { (first.title) " " span.id { (first.check) } } }
                        }
                        @for line in group { (verdict(lang, line)) }
                    }
                }
            }
        }
    };
    panel("verdicts", heading, None, &content)
}

/// One verdict: on what and why, the outcome, which value, when, by whom, from what population.
fn verdict(lang: Lang, line: &VerdictLine) -> Markup {
    let observed = line.observed_at.is_some() || line.valid_until.is_some();
    html! {
        tr {
            th.what scope="row" {
                span.title { (subject(lang, &line.subject)) }
                span.why { (line.reason) }
                (basis(lang, line))
            }
            td.first { (state::outcome(lang, line.outcome)) }
            td.none[line.value.is_none() && line.threshold.is_none()] data-label=(t(lang, ControlWord::Measured)) {
                span {
                    @if let Some(value) = &line.value { span.num { (value) } }
                    @if let Some(bound) = &line.threshold {
                        small.num { (fill(lang, ControlWord::RequiredValue, &[("value", bound)])) }
                    }
                }
            }
            td.none[!observed] data-label=(t(lang, ControlWord::Observed)) {
                span {
                    @if let Some(at) = &line.observed_at { span.num.nw { (at) } }
                    @if let Some(until) = &line.valid_until {
                        small.num { (fill(lang, ControlWord::ValidUntil, &[("date", until)])) }
                    }
                }
            }
        }
    }
}

/// Who collected what a verdict rests on, from what population, and the records themselves.
fn basis(lang: Lang, line: &VerdictLine) -> Markup {
    let plain = [(t(lang, Word::CollectedBy), &line.collector), (t(lang, ControlWord::Population), &line.population)];
    html! {
        @if plain.iter().any(|(_, text)| text.is_some()) || !line.rests_on.is_empty() {
            dl.basis {
                @for (word, text) in plain {
                    @if let Some(text) = text { div { dt { (word) } dd { (text) } } }
                }
                @if !line.rests_on.is_empty() {
                    div { dt { (t(lang, ControlWord::Basis)) } dd {
                        @for (label, href) in &line.rests_on { span { (links::link(href, label)) } " " }
                    } }
                }
            }
        }
    }
}

/// The state of the control for each subject and axis.
fn coverage(lang: Lang, subjects: &[SubjectState]) -> Markup {
    let heading = t(lang, ControlWord::Coverage);
    let head = [Word::Subject, Word::State, Word::Designed, Word::Implemented, Word::Operating];
    let content = html! {
        @if subjects.is_empty() { (empty(t(lang, ControlWord::NoSubjects))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr { @for word in head { th scope="col" { (t(lang, word)) } } } }
                tbody { @for one in subjects { tr {
                    th.what scope="row" {
                        span.title { (subject(lang, &one.title)) }
                        @if one.title != one.subject { " " span.id { (one.subject) } }
                        span.why { (one.reason) }
                    }
                    td.first { (state::chip(lang, one.state)) }
                    @for axis in &one.axes {
                        td data-label=(state::axis(lang, axis.axis)) {
                            span title=(axis.reason) { (state::line(lang, axis.state)) }
                        }
                    }
                } } }
            }
        }
    };
    panel("coverage", heading, None, &content)
}

/// The row of the Statement of Applicability.
fn statement_row(lang: Lang, row: Option<&SoaLine>) -> Markup {
    let content = html! {
        @match row {
            None => (empty(t(lang, ControlWord::NoSoaRow))),
            Some(row) => {
                dl.props {
                    @for (name, value) in properties(lang, row) { div { dt { (name) } dd { (value) } } }
                }
                @if let Some(reason) = &row.reason { div.because { h3 { (t(lang, ControlWord::WhyDecided)) } p { (reason) } } }
            }
        }
    };
    panel("soa", t(lang, ControlWord::InTheSoa), None, &content)
}

/// The fields of that row, as words.
fn properties(lang: Lang, row: &SoaLine) -> Vec<(&'static str, String)> {
    let or = |value: &Option<String>, word: &str| value.clone().unwrap_or_else(|| word.to_owned());
    let applies = match row.applicable {
        Some(true) => t(lang, ControlWord::AppliesYes),
        Some(false) => t(lang, Word::NotApplicable),
        None => t(lang, ControlWord::AppliesOpen),
    };
    let mut all = vec![(t(lang, ControlWord::Applies), applies.to_owned())];
    // How far a control that is left out is in place is no question.
    if row.applicable != Some(false) {
        all.push((t(lang, ControlWord::Implementation), implementation(lang, row.implementation).to_owned()));
    }
    all.extend([
        (t(lang, Word::Owner), or(&row.owner, t(lang, Word::NoOwner))),
        (t(lang, ControlWord::ApprovedBy), or(&row.approved_by, t(lang, ControlWord::NotYet))),
        (t(lang, ControlWord::ApprovedAt), or(&row.approved_at, t(lang, ControlWord::NotYet))),
        (t(lang, Word::Revision), row.revision.to_string()),
    ]);
    all
}
