//! One control: its state and why, how we do it, its three axes, what each check says and what that rests on, and each
//! AI system with its months.

use assay_domain::State;
use maud::{Markup, html};

use crate::pages::controls::list::implementation;
use crate::pages::controls::views::{ControlView, HistoryLine, SoaLine, Tab, VerdictLine};
use crate::pages::controls::{coverage, crosswalk};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, subject};
use crate::parts::shell::Shell;
use crate::parts::words::{ControlWord, CrosswalkWord, Lang, MatrixWord, SoaWord, WhyWord, Word, fill, number, t};
use crate::parts::{evidence, explain, links, state, value};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &ControlView) -> Markup {
    let lang = shell.lang;
    let state = view.state.unwrap_or(State::Missing);
    let why = links::why(&view.framework, &view.id, "");
    let main = html! {
        div.head {
            p.eyebrow { span.id { (view.id) } (explain::chip(lang, state, &why)) }
            h1 { (view.title) }
            @if !view.own_words.is_empty() { p.soft.lead { (view.own_words) } }
        }
        (tabs(lang, view))
        @match view.tab {
            Tab::Overview => (overview(lang, view, state)),
            Tab::Evidence => (evidence_panel(lang, view, false)),
            Tab::Tests => (verdicts(lang, view)),
            Tab::Crosswalk => {
                p.soft.lead { (t(lang, CrosswalkWord::OffersOnly)) }
                (crosswalk::offers(lang, &view.offers))
            },
            Tab::History => (history(lang, view)),
        }
    };
    let title = format!("{} {}", view.id, view.title);
    let path = frame::path(lang, &[(&links::controls_of(&view.framework), t(lang, Word::Controls))], &view.id);
    frame::page(shell, &Frame { title: &title, path, aside: neighbours(lang, view), main })
}

/// The ways to the parts of the page.
fn tabs(lang: Lang, view: &ControlView) -> Markup {
    let part = |name| links::requirement_part(&view.framework, &view.id, name);
    let all = [
        (Tab::Overview, links::requirement(&view.framework, &view.id), t(lang, MatrixWord::Overview)),
        (Tab::Evidence, part("evidence"), t(lang, Word::Evidence)),
        (Tab::Tests, part("tests"), t(lang, MatrixWord::Tests)),
        (Tab::Crosswalk, part("crosswalk"), t(lang, MatrixWord::Crosswalk)),
        (Tab::History, part("history"), t(lang, MatrixWord::History)),
    ];
    html! {
        nav.tabs aria-label=(t(lang, MatrixWord::Tabs)) {
            @for (tab, href, word) in all { a href=(href) aria-current=[(tab == view.tab).then_some("page")] { (word) } }
        }
    }
}

fn overview(lang: Lang, view: &ControlView, state: State) -> Markup {
    // Of a control left out, nobody has to say how it is done, on what, or with which evidence.
    let asked = state != State::NotApplicable;
    let stated = view.row.as_ref().is_some_and(|row| row.statement.is_some());
    html! {
        div.split {
            div.stack {
                (banner(lang, view, state))
                @if view.is_control && (asked || stated) { (how(lang, view.row.as_ref())) }
                @if asked { (axes(lang, view)) (coverage::panel(lang, view)) }
                @if asked || !view.evidence.is_empty() { (evidence_panel(lang, view, true)) }
            }
            div.rail.stack {
                @if let Some(refusal) = &view.refusal {
                    section.panel.sod aria-labelledby="sod" {
                        h2 id="sod" { (Icon::Lock.svg(14)) (t(lang, MatrixWord::CannotApprove)) }
                        p.soft { (refusal) }
                    }
                }
                @if view.is_control { (statement_row(lang, view.row.as_ref())) }
                (also(lang, view))
            }
        }
    }
}

/// Evidence behind it: the newest, or a page of all.
fn evidence_panel(lang: Lang, view: &ControlView, newest: bool) -> Markup {
    let heading = t(lang, Word::Evidence);
    let (n, total) = (number(lang, view.evidence.len()), number(lang, view.evidence_total));
    let remark = fill(lang, MatrixWord::NewestOf, &[("n", &n), ("total", &total)]);
    let more = newest && view.evidence_total > view.evidence.len();
    panel(
        "evidence",
        heading,
        Some(&remark).filter(|_| view.evidence_total > 0).map(String::as_str),
        &html! {
            @if view.evidence.is_empty() { (empty(t(lang, Word::NoEvidence))) }
            @else { (evidence::table(lang, heading, &view.evidence)) }
            @if more {
                p.pager { a.btn href=(links::requirement_part(&view.framework, &view.id, "evidence")) { (t(lang, MatrixWord::AllEvidence)) } }
            }
        },
    )
}

/// Designed, implemented, operating: state, the rule that decided, what it rests on.
fn axes(lang: Lang, view: &ControlView) -> Markup {
    let heading = t(lang, MatrixWord::ThreeAxes);
    let content = html! {
        table.rows.axes {
            caption.vh { (heading) }
            thead { tr { @for word in [t(lang, WhyWord::Axis), t(lang, Word::State), t(lang, WhyWord::Rule)] { th scope="col" { (word) } } } }
            tbody { @for one in &view.axes { tr {
                th.title scope="row" { (state::axis(lang, one.axis)) }
                td.first { (explain::line(lang, one.state, &links::why(&view.framework, &view.id, &one.subject))) }
                td {
                    @match &one.rule {
                        None => span.soft { (t(lang, WhyWord::NoRule)) },
                        Some(rule) => {
                            span { (rule) }
                            span.why { (one.reason) }
                            @if !one.inputs.is_empty() { span.keys { @for key in &one.inputs { a.lnk href=(links::record("-", key)) { (key) } } } }
                        }
                    }
                }
            } } }
        }
    };
    panel("axes", heading, None, &content)
}

/// Where crosswalks lead from here, the strongest first.
fn also(lang: Lang, view: &ControlView) -> Markup {
    /// Pairs beside a control; the tab has them all.
    const SHOWN: usize = 8;
    let content = html! {
        @if view.offers.is_empty() { (empty(t(lang, MatrixWord::NothingElse))) } @else {
            ul.xw {
                @for offer in view.offers.iter().take(SHOWN) {
                    li { span { (offer.framework) } b { a.lnk href=(links::crosswalk(&offer.requirement)) title=(offer.title) { (offer.label) } } }
                }
            }
        }
    };
    panel("also", t(lang, MatrixWord::AlsoTouches), None, &content)
}

/// What was concluded when, each with the entry that proves it.
fn history(lang: Lang, view: &ControlView) -> Markup {
    let heading = t(lang, MatrixWord::ChangesOfState);
    let content = html! {
        @if view.history.is_empty() { (empty(t(lang, MatrixWord::NoHistory))) } @else {
            ol.timeline {
                @for line in &view.history { li {
                    (state::icon(explain::as_state(line.outcome, false)).svg(14))
                    div {
                        p { b { (became(lang, line)) } " " (subject(lang, &line.subject)) }
                        p.soft { (line.title) ": " (line.reason) }
                    }
                    p.meta { span.num.nw { (line.at) } a.lnk href=(links::proof("-", line.entry)) { (t(lang, MatrixWord::Proof)) " " (line.entry) } }
                } }
            }
        }
        @if let Some(record) = view.row.as_ref().and_then(|row| row.record.as_deref()) {
            p.pager { a.btn href=(links::record("-", record)) { (t(lang, MatrixWord::RowHistory)) } }
        }
    };
    panel("history", heading, None, &content)
}

fn became(lang: Lang, line: &HistoryLine) -> String {
    let after = state::outcome_word(lang, line.outcome);
    match line.before {
        Some(before) if before == line.outcome => fill(lang, MatrixWord::Anew, &[("after", after)]),
        Some(before) => {
            fill(lang, MatrixWord::FromTo, &[("before", state::outcome_word(lang, before)), ("after", after)])
        }
        None => fill(lang, MatrixWord::First, &[("after", after)]),
    }
}

/// The way to the control before and after.
fn neighbours(lang: Lang, view: &ControlView) -> Markup {
    let ways = [
        (&view.prev, Icon::Up, ControlWord::PreviousControl, "prev"),
        (&view.next, Icon::Down, ControlWord::NextControl, "next"),
    ];
    html! {
        nav.steps aria-label=(t(lang, ControlWord::Neighbours)) {
            @let (n, total) = (number(lang, view.place.0), number(lang, view.place.1));
            span.soft.num.nw { (fill(lang, MatrixWord::OfAll, &[("n", &n), ("total", &total)])) }
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
fn banner(lang: Lang, view: &ControlView, state: State) -> Markup {
    html! {
        div class={ "note " (state::class(state)) } {
            (state::icon(state).svg(16))
            div {
                p {
                    b { (state::word(lang, state)) } " " (view.reason)
                    @if let Some((title, key)) = &view.about { " " span.nw { "· " a.lnk href=(links::record("-", key)) { (title) } } }
                }
                @if let Some((fix, command)) = view.fix.as_ref().and_then(|fix| Some((fix, fix.command.as_ref()?))) {
                    @if let Some(when) = fix.when { p.soft { (when) } }
                    p.fix { span { (t(lang, ControlWord::InATerminal)) } code { (command) } }
                }
            }
            @if let Some(fix) = view.fix.as_ref().filter(|fix| !fix.ways.is_empty()) {
                p.acts { @for (word, href) in &fix.ways { a.btn href=(href) { (word) } } }
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
fn verdicts(lang: Lang, view: &ControlView) -> Markup {
    let lines = &view.verdicts;
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
    let (n, total) = (number(lang, lines.len()), number(lang, view.verdicts_total));
    let remark = fill(lang, MatrixWord::FirstOf, &[("n", &n), ("total", &total)]);
    panel(
        "verdicts",
        heading,
        Some(&remark).filter(|_| view.verdicts_total > lines.len()).map(String::as_str),
        &content,
    )
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
                    @if let Some(value) = &line.value { (value::measured(lang, value)) }
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

/// The row of the Statement of Applicability.
fn statement_row(lang: Lang, row: Option<&SoaLine>) -> Markup {
    let content = html! {
        @match row {
            None => (empty(t(lang, ControlWord::NoSoaRow))),
            Some(row) => {
                dl.props {
                    @for (name, value) in properties(lang, row) { div { dt { (name) } dd { (value) } } }
                }
                @if row.diverged { p.because.open { (t(lang, SoaWord::Diverged)) } }
                @if let Some(reason) = &row.reason { div.because { h3 { (t(lang, ControlWord::WhyDecided)) } p { (reason) } } }
                @if let Some(record) = &row.record {
                    p.pager {
                        @if row.editable { a.btn href=(links::edit_record("-", record)) { (t(lang, MatrixWord::EditRow)) } }
                        a.lnk href=(links::record("-", record)) { (record) }
                    }
                }
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
        (t(lang, MatrixWord::SoaVersion), or(&row.version, t(lang, MatrixWord::NoSoaVersion))),
    ]);
    all
}
