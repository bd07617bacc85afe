//! One piece of evidence: who, when by whose clock, how, from what population, who reviewed it and signed, what rests on
//! it, what it observed, and where it stands in the log.

use assay_app::dto::{EvidenceView, Freshness, ReviewLine, UseLine};
use assay_domain::{EvidenceOrigin, Kind, Outcome, SubjectMatch, TimeStated};
use maud::{Markup, html};

use super::library::{badge_of, days, freshness, look, population, tool};
use super::observations;
use super::views::{OneView, OverTime};
use crate::parts::dates::{moment, time};
use crate::parts::evidence::{badge, source};
use crate::parts::frame::{self, Frame};
use crate::parts::icons::Icon;
use crate::parts::panel::{empty, panel, subject};
use crate::parts::shell::Shell;
use crate::parts::words::{EvidenceWord, Lang, Word, fill, t};
use crate::parts::{chart, files, links, state};

/// The page.
#[must_use]
pub fn page(shell: &Shell, view: &OneView) -> Markup {
    let (lang, evidence) = (shell.lang, &view.evidence);
    let row = &evidence.row;
    let main = html! {
        div.head {
            p.eyebrow { span.id { (row.key) } (freshness(lang, row, None)) (badge(lang, badge_of(row))) }
            h1 { (row.title) }
        }
        div.split {
            div.stack {
                (note(lang, evidence))
                @if let Some(statement) = &evidence.statement {
                    (panel("statement", t(lang, EvidenceWord::Statement), None, &html! {
                        div.prose { @for part in statement.split("\n\n") { p.text { (part) } } }
                    }))
                }
                @if let Some(over_time) = &view.over_time { (over_time_panel(lang, view, over_time)) }
                @if let Some(rates) = &view.rates {
                    (panel("rates", t(lang, EvidenceWord::PassRates), None, &chart::bars(lang, rates)))
                }
                @if row.origin == EvidenceOrigin::ToolRun { (observations::shown(lang, view)) }
                (uses(lang, &evidence.uses))
                (files(lang, view))
            }
            div.stack {
                (facts(lang, view))
                (reviews(lang, view, shell.past.is_none()))
                (log(lang, view))
            }
        }
    };
    let path = frame::path(lang, &[(links::EVIDENCE, t(lang, Word::Evidence))], &row.key);
    let title = format!("{} {}", row.key, row.title);
    frame::page(shell, &Frame { title: &title, path, aside: html! {}, main })
}

/// The one sentence that says how far it may be relied on, and what to do.
fn note(lang: Lang, evidence: &EvidenceView) -> Markup {
    let row = &evidence.row;
    let date = row.ends.map(|at| moment(lang, at)).unwrap_or_default();
    let values = [("date", date.as_str()), ("subject", &row.subject)];
    let (_, icon, class) = look(row.freshness);
    let text = match row.freshness {
        Freshness::Stale => fill(lang, EvidenceWord::StaleNote, &values),
        Freshness::Expiring => fill(lang, EvidenceWord::ExpiringNote, &values),
        Freshness::Current => t(lang, EvidenceWord::CurrentNote).to_owned(),
        Freshness::Unused => t(lang, EvidenceWord::UnusedNote).to_owned(),
    };
    // What does not pass says more than how long it holds.
    let against = evidence.uses.iter().find(|one| matches!(one.outcome, Outcome::Fail));
    let (icon, class) = if against.is_some() { (Icon::Octagon, "s-failing") } else { (icon, class) };
    let text = against.map_or(text, |one| fill(lang, EvidenceWord::FailsNote, &[("why", &one.reason)]));
    let act = matches!(row.freshness, Freshness::Stale | Freshness::Expiring) && !row.subject.is_empty();
    html! {
        div class={ "note " (class) } {
            (icon.svg(16))
            div {
                p { (text) }
                @if let Some(newer) = &row.superseded_by {
                    p { a.lnk href=(links::evidence(newer)) { (fill(lang, EvidenceWord::NewerThere, &[("key", newer)])) } }
                }
                @if act { p.acts { a.btn href=(links::deliver_about(&row.subject)) { (t(lang, EvidenceWord::Deliver)) } } }
            }
        }
    }
}

/// Who, when and how, as names with values.
fn facts(lang: Lang, view: &OneView) -> Markup {
    let e = &view.evidence;
    let stated = |at: &TimeStated| {
        html! {
            span.num { (time(lang, at.instant)) }
            small { (source(lang, at.source)) @if !at.zone_known { ", " (t(lang, EvidenceWord::ZoneUnknown)) } }
        }
    };
    let text = |text: &Option<String>| text.as_ref().map(|t| html! { (t) });
    let fits = match e.row.subject_match {
        SubjectMatch::Exact => EvidenceWord::ClaimExact,
        SubjectMatch::Mismatch => EvidenceWord::ClaimMismatch,
        SubjectMatch::NotStated => EvidenceWord::ClaimNone,
    };
    let claims = (!e.claimed.is_empty()).then(|| html! { (e.claimed.join(" · ")) });
    let period = e.row.period.as_ref().map(|p| html! { span.num { (days(lang, p)) } });
    let read = (!e.parser.is_empty()).then(|| html! { (e.format) small { (e.parser) } });
    let pipeline = e.pipeline.as_ref().map(|p| {
        html! {
            (p) @if let Some(n) = e.attempt { small { (fill(lang, EvidenceWord::Attempt, &[("n", &n.to_string())])) } }
        }
    });
    let reasons = (!e.reasons.is_empty()).then(|| html! { ul.values { @for one in &e.reasons { li { (one) } } } });
    let offered =
        (!e.offered_for.is_empty()).then(|| html! { span { @for one in &e.offered_for { (requirement(one)) } } });
    let replaces = e.supersedes.as_ref().map(|key| links::link(&links::evidence(key), key));
    let warnings = (!e.warnings.is_empty()).then(|| html! { ul.values { @for w in &e.warnings {
        li { (w.text) @if let Some(n) = w.line { " " small { (fill(lang, EvidenceWord::AtLine, &[("n", &n.to_string())])) } } }
    } } });
    let rows: Vec<(&str, Option<Markup>)> = vec![
        (t(lang, EvidenceWord::Kind), Some(html! { (kind(lang, e)) })),
        (t(lang, Word::Tool), Some(html! { (tool(lang, &e.row)) })),
        (t(lang, EvidenceWord::BoundTo), Some(subject(lang, &e.row.subject))),
        (t(lang, Word::CollectedBy), Some(html! { (e.row.collector) })),
        (t(lang, EvidenceWord::Ran), e.started.as_ref().map(stated)),
        (t(lang, EvidenceWord::Ended), e.finished.as_ref().map(stated)),
        (t(lang, EvidenceWord::Received), Some(html! { span.num { (time(lang, e.received)) } small { (e.via) } })),
        (t(lang, EvidenceWord::Period), period),
        (t(lang, EvidenceWord::Population), Some(html! { (population(lang, &e.row.population)) })),
        (t(lang, EvidenceWord::SampledHow), text(&e.row.population.method)),
        (t(lang, EvidenceWord::Query), text(&e.query)),
        (t(lang, EvidenceWord::CameFrom), text(&e.source)),
        (t(lang, EvidenceWord::Claims), claims),
        (t(lang, EvidenceWord::Claimed), (!e.claimed.is_empty()).then(|| html! { (t(lang, fits)) })),
        (t(lang, EvidenceWord::ReadBy), read),
        (t(lang, EvidenceWord::Pipeline), pipeline),
        (t(lang, EvidenceWord::Because), reasons),
        (t(lang, EvidenceWord::Warnings), warnings),
        (t(lang, EvidenceWord::OfferedFor), offered),
        (t(lang, EvidenceWord::Replaces), replaces),
    ];
    panel(
        "facts",
        t(lang, EvidenceWord::WhoWhenHow),
        None,
        &html! {
            dl.props {
                @for (name, value) in &rows {
                    @if let Some(value) = value { div { dt { (name) } dd { (value) } } }
                }
            }
        },
    )
}

/// The sort of evidence, by its word.
fn kind(lang: Lang, e: &EvidenceView) -> String {
    let slug = serde_json::to_value(e.row.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let field = Kind::named("evidence").and_then(|kind| kind.field("evidence_kind"));
    let word = field.and_then(|f| f.values.iter().find(|v| v.slug == slug).map(|v| lang.of(&v.word)));
    word.map_or(slug, str::to_owned)
}

fn requirement(qualified: &str) -> Markup {
    let (framework, id) = qualified.split_once(':').unwrap_or(("", qualified));
    html! { (links::link(&links::requirement(framework, id), id)) " " }
}

fn reviews(lang: Lang, view: &OneView, now: bool) -> Markup {
    let e = &view.evidence;
    let title = fill(lang, EvidenceWord::ReviewOf, &[("key", &e.row.key)]);
    let review = links::review_of(&view.workspace, &e.row.key, &title);
    panel(
        "review",
        t(lang, EvidenceWord::Review),
        None,
        &html! {
            @if e.reviews.is_empty() { (empty(t(lang, EvidenceWord::NoReview))) } @else {
                ul.list { @for one in &e.reviews { li { (one_review(lang, view, one)) } } }
            }
            @if now { p.pager { a.btn href=(review) { (t(lang, EvidenceWord::ReviewIt)) } } }
        },
    )
}

fn one_review(lang: Lang, view: &OneView, one: &ReviewLine) -> Markup {
    let (word, class, icon) = if one.accepted {
        (EvidenceWord::Accepted, "s-effective", Icon::Tick)
    } else {
        (EvidenceWord::Rejected, "s-failing", Icon::Octagon)
    };
    html! {
        p { b { (one.by) } " " span class={ "st " (class) } { (icon.svg(14)) span { (t(lang, word)) } } }
        p { (one.reason) }
        p.meta {
            span.num { (time(lang, one.at)) }
            a.lnk href=(links::record(&view.workspace, &one.key)) { (one.key) }
            a.lnk href=(links::proof(&view.workspace, one.seq)) { (t(lang, EvidenceWord::Proof)) }
        }
        @for signature in &one.signatures {
            p.meta {
                span { (fill(lang, EvidenceWord::Signed, &[("meaning", &signature.meaning)])) }
                a.lnk href=(links::record(&view.workspace, &signature.key)) { (signature.key) }
            }
            p.digest { (signature.digest) }
        }
    }
}

fn log(lang: Lang, view: &OneView) -> Markup {
    let e = &view.evidence;
    panel(
        "log",
        t(lang, EvidenceWord::InTheLog),
        None,
        &html! {
            dl.props {
                div { dt { (t(lang, EvidenceWord::Entry)) } dd.num { (e.seq) } }
                div { dt { (t(lang, Word::Revision)) } dd.num { (e.revision) } }
                div { dt { (t(lang, EvidenceWord::Proof)) } dd {
                    a.lnk href=(links::proof(&view.workspace, e.seq)) { (t(lang, EvidenceWord::Proof)) " " (e.seq) }
                } }
                @if let Some(root) = &e.observations_root {
                    div { dt { (t(lang, EvidenceWord::ObservationsRoot)) } dd.digest { (root) } }
                }
            }
            p.pager { a.lnk href=(links::record(&view.workspace, &e.row.key)) { (t(lang, EvidenceWord::AllFields)) } }
        },
    )
}

fn over_time_panel(lang: Lang, view: &OneView, over: &OverTime) -> Markup {
    let page = &view.observations;
    let hollow = over.chart.series.iter().flat_map(|s| &s.points).any(|p| p.doubt.is_some());
    panel(
        "over-time",
        &fill(lang, EvidenceWord::OverTime, &[("metric", &over.metric)]),
        None,
        &html! {
            @if over.metrics.len() > 1 {
                form.filters.chooser method="get" action={ (links::evidence(&view.evidence.row.key)) "#over-time" } {
                    input type="hidden" name="order" value=(page.order);
                    @if !page.holding.is_empty() { input type="hidden" name="q" value=(page.holding); }
                    label { (t(lang, EvidenceWord::Metric)) select name="metric" {
                        @for one in &over.metrics { option value=(one) selected[*one == over.metric] { (one) } }
                    } }
                    button.btn type="submit" { (t(lang, EvidenceWord::Show)) }
                }
            }
            (chart::line(lang, &over.chart))
            @if hollow { p.empty { (t(lang, EvidenceWord::Hollow)) } }
            @if over.more { p.empty { (t(lang, EvidenceWord::OlderPoints)) } }
        },
    )
}

fn uses(lang: Lang, lines: &[UseLine]) -> Markup {
    let head = [t(lang, EvidenceWord::Check), t(lang, Word::State), t(lang, EvidenceWord::Requirements)];
    panel(
        "uses",
        t(lang, EvidenceWord::UsedBy),
        None,
        &html! {
            @if lines.is_empty() { (empty(t(lang, EvidenceWord::NoUse))) } @else {
                table.rows {
                    caption.vh { (t(lang, EvidenceWord::UsedBy)) }
                    thead { tr { @for word in head { th scope="col" { (word) } } } }
                    tbody { @for line in lines { tr {
                        th.what scope="row" {
                            span.title { (subject(lang, &line.subject)) } " "
                            span { (line.title) " " span.id { (line.check) } }
                            span.why { (line.reason) }
                        }
                        td.first {
                            @if line.stale { (state::line(lang, assay_domain::State::Stale)) } @else { (state::outcome(lang, line.outcome)) }
                            @if let Some(until) = line.valid_until.filter(|_| matches!(line.outcome, Outcome::Pass | Outcome::Waived)) {
                                @let word = if line.stale { EvidenceWord::RanOut } else { EvidenceWord::RunsOut };
                                small.num { (fill(lang, word, &[("date", &moment(lang, until))])) }
                            }
                        }
                        td data-label=(t(lang, EvidenceWord::Requirements)) {
                            span { @for one in &line.requirements { (requirement(one)) } }
                        }
                    } } }
                }
            }
        },
    )
}

fn files(lang: Lang, view: &OneView) -> Markup {
    let content = if view.files.is_empty() {
        empty(t(lang, EvidenceWord::NoFiles))
    } else {
        files::list(lang, &view.workspace, &view.evidence.row.key, &view.files)
    };
    panel("files", t(lang, EvidenceWord::Files), None, &content)
}
