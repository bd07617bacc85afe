//! Why a requirement has its state: which rule decided, on what, who collected it, when, from what population, who reviewed.

use assay_domain::{Axis, State};
use maud::{Markup, html};

use crate::parts::evidence::{EvidenceLine, unreviewed};
use crate::parts::frame::{self, Frame};
use crate::parts::panel::{empty, panel, subject, whole};
use crate::parts::shell::Shell;
use crate::parts::words::{Lang, WhyWord, Word, fill, number, t};
use crate::parts::{links, state};

/// Why.
#[derive(Debug, Clone)]
pub struct WhyPage {
    /// Slug of the framework.
    pub framework: String,
    /// For example `A.6.2.4`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Address of its page.
    pub page: String,
    /// The subject.
    pub subject: String,
    /// Its state.
    pub state: State,
    /// Why.
    pub reason: String,
    /// Edition of the check set.
    pub check_set: String,
    /// The moment.
    pub at: String,
    /// Number of the last entry that counts.
    pub entry: u64,
    /// Subjects by state.
    pub counts: Vec<(State, usize)>,
    /// What decided each axis.
    pub axes: Vec<(Axis, Option<RuleLine>)>,
    /// Every rule that bears on the subject.
    pub rules: Vec<RuleLine>,
    /// Evidence, with its population.
    pub evidence: Vec<(EvidenceLine, String)>,
    /// Other records.
    pub records: Vec<RecordLine>,
}

/// A rule with what it concluded.
#[derive(Debug, Clone)]
pub struct RuleLine {
    /// Id of the check.
    pub check: String,
    /// The rule in one sentence.
    pub title: String,
    /// The state that its outcome is drawn as.
    pub state: State,
    /// The outcome in words.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The value and what it was judged against.
    pub value: Option<String>,
    /// When the fact was observed.
    pub observed: Option<String>,
    /// Until when it may be relied on.
    pub until: Option<String>,
    /// Keys it rests on.
    pub inputs: Vec<String>,
}

/// A record that a rule rests on.
#[derive(Debug, Clone)]
pub struct RecordLine {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its kind in words.
    pub kind: String,
    /// Its state in words.
    pub state: String,
    /// Who made its last revision.
    pub by: String,
    /// When.
    pub at: String,
    /// Who signed it.
    pub signed_by: Option<String>,
}

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &WhyPage) -> Markup {
    let lang = shell.lang;
    let title = fill(lang, WhyWord::WhyTitle, &[("id", &view.id)]);
    let entry = number(lang, usize::try_from(view.entry).unwrap_or(usize::MAX));
    let main = html! {
        div.head {
            p.eyebrow { span.id { (view.id) } (state::chip(lang, view.state)) span.soft { (subject(lang, &view.subject)) } }
            h1 { (title) }
            p.lead { a.lnk href=(view.page) { (view.title) } }
        }
        div class={ "note " (state::class(view.state)) } {
            (state::icon(view.state).svg(16))
            p { b { (state::word(lang, view.state)) } " " (view.reason) }
        }
        div.split {
            div.stack { (axes(lang, view)) (evidence(lang, &view.evidence)) (records(lang, &view.records)) (rules(lang, &view.rules)) }
            div.rail.stack {
                section.panel aria-labelledby="by-subject" {
                    div.ph { h2 id="by-subject" { (t(lang, WhyWord::BySubject)) } }
                    div.pad { (frame::totals(lang, &view.counts)) }
                }
                section.panel aria-label=(t(lang, WhyWord::CheckSet)) {
                    dl.props {
                        div { dt { (t(lang, WhyWord::CheckSet)) } dd { (fill(lang, WhyWord::CheckSetEdition, &[("edition", &view.check_set)])) } }
                        div { dt { (t(lang, WhyWord::Moment)) } dd { (fill(lang, WhyWord::MomentAt, &[("at", &view.at), ("n", &entry)])) } }
                    }
                }
            }
        }
    };
    let controls = links::controls_of(&view.framework);
    let above = [(controls.as_str(), t(lang, Word::Controls)), (view.page.as_str(), view.id.as_str())];
    let path = frame::path(lang, &above, t(lang, WhyWord::Why));
    frame::page(shell, &Frame { title: &title, path, aside: html! {}, main })
}

fn axes(lang: Lang, view: &WhyPage) -> Markup {
    let heading = t(lang, WhyWord::Decided);
    let content = html! {
        table.rows.axes {
            caption.vh { (heading) }
            thead { tr { @for word in [t(lang, WhyWord::Axis), t(lang, Word::State), t(lang, WhyWord::Rule)] { th scope="col" { (word) } } } }
            tbody { @for (axis, rule) in &view.axes { tr {
                th.title scope="row" { (state::axis(lang, *axis)) }
                td.first { @match rule {
                    Some(rule) => (outcome(rule)),
                    None => (state::line(lang, State::Missing)),
                } }
                td { @match rule { Some(rule) => (told(lang, rule)), None => span.soft { (t(lang, WhyWord::NoRule)) } } }
            } } }
        }
    };
    panel("decided", heading, None, &content)
}

fn outcome(rule: &RuleLine) -> Markup {
    html! { span class={ "st " (state::class(rule.state)) } { (state::icon(rule.state).svg(14)) span { (rule.outcome) } } }
}

/// The rule, what it found, on which value, when, and the keys it rests on.
fn told(lang: Lang, rule: &RuleLine) -> Markup {
    use crate::parts::words::ControlWord;
    let plain = [(t(lang, ControlWord::Measured), &rule.value), (t(lang, ControlWord::Observed), &rule.observed)];
    html! {
        span { (rule.title) " " span.id { (rule.check) } }
        span.why { (rule.reason) }
        dl.basis {
            @for (word, text) in plain { @if let Some(text) = text { div { dt { (word) } dd.num { (text) } } } }
            @if let Some(until) = &rule.until { div { dt.vh { (t(lang, WhyWord::Rule)) } dd.num { (fill(lang, ControlWord::ValidUntil, &[("date", until)])) } } }
            @if !rule.inputs.is_empty() {
                div { dt { (t(lang, ControlWord::Basis)) } dd { span.keys { @for key in &rule.inputs { a.lnk href=(links::record("-", key)) { (key) } } } } }
            }
        }
    }
}

fn evidence(lang: Lang, lines: &[(EvidenceLine, String)]) -> Markup {
    let heading = t(lang, WhyWord::WhoCollected);
    let head = [Word::Evidence, Word::When, Word::CollectedBy].map(|w| t(lang, w));
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, WhyWord::NoEvidenceHere))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr {
                    @for word in head { th scope="col" { (word) } }
                    th scope="col" { (t(lang, WhyWord::Population)) } th scope="col" { (t(lang, Word::ReviewedBy)) }
                } }
                tbody { @for (line, population) in lines { tr id=(line.key) {
                    th.what scope="row" {
                        a.title href=(links::record("-", &line.key)) { span.id { (line.key) } " " (line.title) }
                        span.why { (line.tool) " · " (whole(&line.subject)) }
                    }
                    td data-label=(head[1]) { span.num { (line.when) } }
                    td data-label=(head[2]) { (line.collector) }
                    td data-label=(t(lang, WhyWord::Population)) { @if population.is_empty() { span.open { (t(lang, WhyWord::NoPopulation)) } } @else { (population) } }
                    td data-label=(t(lang, Word::ReviewedBy)) {
                        @match &line.reviewer { Some(name) => (name), None => (unreviewed(lang, &line.key)) }
                    }
                } } }
            }
        }
    };
    panel("who", heading, None, &content)
}

fn records(lang: Lang, lines: &[RecordLine]) -> Markup {
    let heading = t(lang, WhyWord::Records);
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, WhyWord::NoRecords))) } @else {
            table.rows {
                caption.vh { (heading) }
                thead { tr {
                    th scope="col" { (t(lang, Word::RecordTitle)) } th scope="col" { (t(lang, Word::State)) }
                    th scope="col" { (t(lang, WhyWord::ChangedBy)) } th scope="col" { (t(lang, WhyWord::SignedBy)) }
                } }
                tbody { @for line in lines { tr {
                    th.what scope="row" { a.title href=(links::record("-", &line.key)) { span.id { (line.key) } " " (line.title) } span.why { (line.kind) } }
                    td data-label=(t(lang, Word::State)) { (line.state) }
                    td data-label=(t(lang, WhyWord::ChangedBy)) { span { (line.by) small.num { (line.at) } } }
                    td data-label=(t(lang, WhyWord::SignedBy)) {
                        @match &line.signed_by { Some(name) => (name), None => span.soft { (t(lang, WhyWord::NotSigned)) } }
                    }
                } } }
            }
        }
    };
    panel("rests-on", heading, None, &content)
}

fn rules(lang: Lang, lines: &[RuleLine]) -> Markup {
    let heading = t(lang, WhyWord::EveryRule);
    let content = html! {
        @if lines.is_empty() { (empty(t(lang, WhyWord::NoRule))) } @else {
            ul.list { @for rule in lines { li { p { (outcome(rule)) } (told(lang, rule)) } } }
        }
    };
    panel("rules", heading, None, &content)
}
