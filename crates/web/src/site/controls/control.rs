//! One requirement, most often a control: state, how we do it, every verdict with who, when, from what population, by which rule.

use assay_app::dto::{EvidenceSummary, SubjectView, VerdictView};
use assay_app::judging::check_title;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::{AIMS, Axis, Outcome, State};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::controls::control;
use crate::pages::controls::views::{AxisState, ControlView, SoaLine, SubjectState, VerdictLine};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::controls::list::implementation;
use crate::site::shell::{evidence_line, moment, shell};
use crate::site::today::page::title;
use crate::state::Served;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(id): Path<String>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &id, lang)).await?;
    Ok(Html(control::page(&shell, &view).into_string()))
}

fn fill(workspace: &Workspace, principal: &Principal, name: &str, lang: Lang) -> Answer<(Shell, ControlView)> {
    let (slug, id) = name.split_once(':').unwrap_or((AIMS, name));
    let framework = workspace.framework(principal, slug)?;
    let unknown = || AppError::not_found(format!("requirement {id} of {}", framework.name));
    let row = framework.judged().find(|r| r.id == id).ok_or_else(unknown)?;
    // Before and after it are its like: controls beside a control, clauses beside a clause.
    let ids: Vec<String> = framework.judged().filter(|r| r.kind == row.kind).map(|r| r.id.clone()).collect();
    let place = ids.iter().position(|c| c == id).ok_or_else(unknown)?;
    let posture = workspace.posture(principal, slug, None)?;
    let now = posture.requirements.into_iter().find(|r| r.id == id).ok_or_else(unknown)?;
    let chosen = framework.has_statement_of_applicability();
    let soa = if chosen { workspace.soa(principal, slug, None)?.rows } else { Vec::new() };
    let decided = soa.into_iter().find(|r| r.id == id);
    let undecided = decided.as_ref().filter(|d| d.applicable.is_none()).and_then(|d| d.record.clone());
    let soa_line = match decided {
        None => None,
        Some(d) => Some(soa_line(workspace, principal, d)?),
    };
    let mut verdicts = workspace.check(principal, None, Some(name))?.verdicts;
    verdicts.sort_by_key(|v| (!v.in_service, gravity(v)));
    let all = workspace.evidence_overview(principal)?;
    let behind: Vec<EvidenceSummary> =
        all.into_iter().filter(|e| verdicts.iter().any(|v| v.evidence.contains(&e.key))).collect();
    let beside =
        |index: Option<usize>| index.and_then(|i| ids.get(i)).map(|c| (c.clone(), links::requirement(slug, c)));
    let view = ControlView {
        id: id.to_owned(),
        framework: slug.to_owned(),
        title: title(row, lang),
        own_words: row.own_words.clone(),
        fix: fix(&verdicts, now.state, undecided.as_deref()),
        state: now.state,
        reason: now.reason,
        row: soa_line,
        subjects: now.subjects.into_iter().map(|s| subject_state(workspace, principal, s)).collect(),
        verdicts: verdicts.into_iter().map(|v| verdict_line(v, &behind, lang)).collect(),
        evidence: behind.into_iter().map(evidence_line).collect(),
        prev: beside(place.checked_sub(1)),
        next: beside(Some(place + 1)),
    };
    Ok((shell(workspace, principal, Place::Controls, lang)?, view))
}

fn soa_line(workspace: &Workspace, principal: &Principal, d: assay_app::dto::SoaRowView) -> Answer<SoaLine> {
    let record = d.record.as_deref().map(|key| workspace.history(principal, key)).transpose()?;
    let approval = record.as_ref().and_then(|h| h.revisions.iter().rev().find(|r| r.op == "approve"));
    let approved = approval.filter(|_| d.decision.as_deref() == Some("approved"));
    let by = match approved {
        Some(r) => Some(workspace.show(principal, &r.actor, None)?.title),
        None => None,
    };
    Ok(SoaLine {
        applicable: d.applicable,
        reason: d.reason,
        statement: d.statement,
        implementation: implementation(d.implementation.as_deref()),
        owner: d.owner,
        approved_by: by,
        approved_at: approved.map(|r| moment(r.at)),
        revision: record.and_then(|h| h.revisions.last().map(|r| r.revision)).unwrap_or(0),
    })
}

/// What does not hold comes first.
fn gravity(v: &VerdictView) -> u8 {
    match v.outcome {
        Outcome::Fail | Outcome::Error => 0,
        Outcome::Missing => 1,
        Outcome::Pass if v.stale => 2,
        Outcome::Undecided => 3,
        Outcome::Waived => 4,
        Outcome::Pass => 5,
    }
}

fn subject_state(workspace: &Workspace, principal: &Principal, s: SubjectView) -> SubjectState {
    let axis = |wanted: Axis| {
        let found = s.axes.iter().find(|a| a.axis == wanted);
        let state = match found.and_then(|a| a.outcome) {
            None | Some(Outcome::Missing) => State::Missing,
            Some(Outcome::Pass) => State::Effective,
            Some(Outcome::Fail | Outcome::Error) => State::Failing,
            Some(Outcome::Undecided | Outcome::Waived) => State::Partly,
        };
        AxisState { axis: wanted, state, reason: found.map(|a| a.reason.clone()).unwrap_or_default() }
    };
    SubjectState {
        axes: [axis(Axis::Designed), axis(Axis::Implemented), axis(Axis::Operating)],
        title: workspace.show(principal, &s.subject, None).map_or_else(|_| s.subject.clone(), |r| r.title),
        subject: s.subject,
        state: s.state,
        reason: s.reason,
    }
}

fn verdict_line(v: VerdictView, evidence: &[EvidenceSummary], lang: Lang) -> VerdictLine {
    let behind = evidence.iter().find(|e| v.evidence.contains(&e.key));
    let population = behind.map(|e| {
        let p = &e.population;
        match (p.sampled, p.size) {
            (Some(sampled), Some(size)) => format!("{} ({sampled} of {size})", p.text),
            _ => p.text.clone(),
        }
    });
    let anchor = |key: &String| {
        let here = evidence.iter().any(|e| &e.key == key);
        (key.clone(), if here { format!("#{key}") } else { String::new() })
    };
    VerdictLine {
        rests_on: v.evidence.iter().map(anchor).collect(),
        title: check_title(&v.check, &v.title).map_or_else(|| v.title.clone(), |said| lang.of(&said).to_owned()),
        check: v.check,
        subject: v.subject,
        outcome: v.outcome,
        reason: v.reason,
        value: v.value,
        threshold: v.threshold,
        observed_at: v.observed_at.map(moment),
        valid_until: v.valid_until.map(moment),
        collector: behind.map(|e| e.collector.clone()),
        population: population.filter(|p| !p.is_empty()),
    }
}

/// The command that closes the gap that decides.
fn fix(verdicts: &[VerdictView], state: State, undecided: Option<&str>) -> Option<String> {
    if matches!(state, State::Effective | State::NotApplicable) {
        return None;
    }
    // A row is decided before anybody approves it.
    if let Some(row) = undecided {
        return Some(format!("assay record update {row} --set applicable=… --set reason='…' --set statement='…'"));
    }
    let open = |code: &str| verdicts.iter().find(|v| v.in_service && v.code == code);
    if let Some(v) = open("threshold.not-met") {
        // A result is not argued away: another version has to be better, and this one goes.
        return Some(format!("assay record transition {} retire", v.subject));
    }
    if let Some(v) = open("threshold.no-result").or_else(|| open("plan.not-delivered")) {
        return Some(format!("assay ingest RESULT… --subject {}", v.subject));
    }
    if let Some(v) = open("review.waiting") {
        let evidence = v.evidence.iter().find(|e| e.starts_with("EV-"))?;
        return Some(format!(
            "assay record create evidence-review --set title='Review of {evidence}' --set evidence={evidence} --set conclusion=accepted --set reason='…'"
        ));
    }
    if let Some(v) = open("soa.not-approved") {
        return Some(format!("assay record transition {} approve", v.evidence.first()?));
    }
    if let Some(v) = open("threshold.proposed") {
        return Some(format!("assay record transition {} approve", v.evidence.first()?));
    }
    None
}
