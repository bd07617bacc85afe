//! Today: what needs doing.

use assay_app::dto::PostureView;
use assay_app::records::ListRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::{AIMS, State, Timestamp};
use assay_frameworks::{Framework, RequirementKind};
use axum::extract;
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::today::page as today;
use crate::pages::today::views::{AreaCells, AttentionLine, ClauseLine, ControlCell, TaskLine, TodayView};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::shell::{counts, evidence_line, shell};
use crate::state::Served;

/// Pieces of evidence and tasks shown.
const SHOWN: usize = 8;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, lang)).await?;
    Ok(Html(today::page(&shell, &view).into_string()))
}

fn fill(workspace: &Workspace, principal: &Principal, lang: Lang) -> Answer<(Shell, TodayView)> {
    let posture = match workspace.posture(principal, AIMS, None) {
        // Whoever looks back to before it was in force sees that nothing was there.
        Err(error) if error.code == "framework.not-in-force" && principal.sight.clock.is_some() => {
            let date = principal.sight.clock.map(Timestamp::date).unwrap_or_default();
            let view = TodayView { date, ..TodayView::default() };
            return Ok((shell(workspace, principal, Place::Today, lang)?, view));
        }
        posture => posture?,
    };
    let now = posture.as_of.time;
    let framework = workspace.framework(principal, AIMS)?;
    let evidence = workspace.evidence_overview(principal)?;
    let quarantine = workspace.quarantined(principal)?.artifacts.len();
    let controls = posture.requirements.iter().filter(|r| r.id.starts_with("A.")).map(|r| r.state);
    let view = TodayView {
        date: now.date(),
        counts: counts(controls),
        clauses: clauses(&framework, &posture, lang),
        areas: areas(&framework, &posture, lang),
        attention: attention(&framework, &posture, lang),
        tasks: tasks(workspace, principal, now)?,
        evidence: evidence.into_iter().take(SHOWN).map(evidence_line).collect(),
        quarantine,
    };
    Ok((shell(workspace, principal, Place::Today, lang)?, view))
}

/// A row's title in the reader's language.
pub(in crate::site) fn title(row: &assay_frameworks::Requirement, lang: Lang) -> String {
    match lang {
        Lang::En => row.titles.en.clone(),
        Lang::PtBr => row.titles.pt_br.clone(),
        Lang::PtPt => row.titles.pt_pt.clone(),
    }
}

fn clauses(framework: &Framework, posture: &PostureView, lang: Lang) -> Vec<ClauseLine> {
    let line = |clause: &assay_frameworks::Requirement| {
        let prefix = format!("{}.", clause.id);
        let own = posture.requirements.iter().filter(|r| r.id.starts_with(&prefix));
        ClauseLine {
            id: clause.id.clone(),
            title: title(clause, lang),
            cells: own.map(|r| (r.id.clone(), r.state, r.reason.clone())).collect(),
        }
    };
    framework.of_kind(RequirementKind::Clause).map(line).collect()
}

fn areas(framework: &Framework, posture: &PostureView, lang: Lang) -> Vec<AreaCells> {
    let cell = |row: &assay_frameworks::Requirement| {
        let now = posture.requirements.iter().find(|r| r.id == row.id);
        ControlCell {
            id: row.id.clone(),
            title: title(row, lang),
            state: now.map_or(State::Missing, |n| n.state),
            reason: now.map(|n| n.reason.clone()).unwrap_or_default(),
        }
    };
    let of_area = |area: &assay_frameworks::Requirement| {
        let prefix = format!("{}.", area.id);
        let cells = framework.controls().filter(|c| c.id.starts_with(&prefix)).map(cell).collect();
        AreaCells { id: area.id.clone(), title: title(area, lang), cells }
    };
    framework.of_kind(RequirementKind::Area).map(of_area).collect()
}

/// What fails, is stale, partly there or running out: the controls first, gravest first. What nobody measures yet is
/// shown in the cells, not here: there is nothing to do about it today.
fn attention(framework: &Framework, posture: &PostureView, lang: Lang) -> Vec<AttentionLine> {
    let mut lines: Vec<AttentionLine> = posture
        .requirements
        .iter()
        .filter(|r| matches!(r.state, State::Failing | State::Stale | State::Partly | State::Expiring))
        .map(|r| {
            let worst = r.subjects.iter().find(|s| s.state == r.state);
            AttentionLine {
                requirement: r.id.clone(),
                title: framework.find(&r.id).map_or_else(|| r.title.clone(), |row| title(row, lang)),
                subject: worst.map(|s| s.subject.clone()).unwrap_or_default(),
                state: r.state,
                reason: r.reason.clone(),
                href: links::control(&r.id),
            }
        })
        .collect();
    lines.sort_by_key(|l| (l.state, !l.requirement.starts_with("A.")));
    lines
}

fn tasks(workspace: &Workspace, principal: &Principal, now: Timestamp) -> Answer<Vec<TaskLine>> {
    let request =
        ListRequest { kind: Some("task".into()), state: Some("open".into()), limit: Some(500), ..Default::default() };
    let mut lines = Vec::new();
    for task in workspace.list(principal, &request)?.records {
        let due = task.body.get("due").and_then(|d| d.as_str()).unwrap_or_default().to_owned();
        let owner = match task.body.get("owner").and_then(|o| o.as_str()) {
            Some(key) => workspace.show(principal, key, None).map_or_else(|_| key.to_owned(), |p| p.title),
            None => String::new(),
        };
        let overdue = Timestamp::parse(&due).is_ok_and(|d| d.plus_days(1) <= now);
        lines.push(TaskLine { key: task.key, title: task.title, owner, due, overdue });
    }
    lines.sort_by(|a, b| (a.due.is_empty(), &a.due).cmp(&(b.due.is_empty(), &b.due)));
    lines.truncate(SHOWN);
    Ok(lines)
}
