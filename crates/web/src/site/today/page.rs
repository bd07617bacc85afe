//! Today: what needs doing.

use assay_app::dto::{CoverageView, CoveredView};
use assay_app::{Answer, CoverageRequest, Principal, Workspace};
use assay_domain::{AIMS, State};
use assay_frameworks::{Framework, RequirementKind};
use axum::extract;
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::today::page as today;
use crate::pages::today::views::{AreaCells, AttentionLine, ClauseLine, ControlCell, TodayView};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, MatrixWord, t};
use crate::parts::{dates, links};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::shell::{counts, shell};
use crate::site::today::{due, figures};
use crate::state::Served;

/// Requirements shown of those that need attention.
const ATTENTION: usize = 8;

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
    let none = CoverageRequest { own: Some(true), limit: Some(0), ..CoverageRequest::default() };
    let covered = match workspace.coverage(principal, &none) {
        // Whoever looks back to before it was in force sees that nothing was there.
        Err(error) if error.code == "framework.not-in-force" && principal.sight.clock.is_some() => {
            let date = principal.sight.clock.map(|at| dates::weekday(lang, at)).unwrap_or_default();
            let view = TodayView { date, ..TodayView::default() };
            return Ok((shell(workspace, principal, Place::Today, lang)?, view));
        }
        covered => covered?,
    };
    let now = covered.as_of.time;
    let framework = workspace.framework(principal, AIMS)?;
    let controls = covered.requirements.iter().filter(|r| is_control(r)).map(|r| r.state);
    let mut attention = attention(&framework, &covered, lang);
    let attention_total = attention.len();
    attention.truncate(ATTENTION);
    let quarantine = workspace.count_kinds(principal, &["artifact"])?;
    let view = TodayView {
        workspace: workspace.slug.clone(),
        date: dates::weekday(lang, now),
        event: figures::event(workspace, principal, lang)?,
        counts: counts(controls),
        clauses: clauses(&framework, &covered, lang),
        areas: areas(&framework, &covered, lang),
        attention,
        attention_total,
        work: due::work(workspace, principal, lang)?,
        clocks: due::clocks(workspace, principal, lang)?,
        sources: figures::sources(workspace, principal, lang)?,
        levels: figures::levels(workspace, principal, lang)?,
        entries: figures::entries(workspace, principal, lang)?,
        quarantine: quarantine.and_then(|all| all.first().map(|one| one.within(&["quarantined"]))).unwrap_or(0),
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

pub(in crate::site) fn clauses(framework: &Framework, covered: &CoverageView, lang: Lang) -> Vec<ClauseLine> {
    let line = |clause: &assay_frameworks::Requirement| {
        let prefix = format!("{}.", clause.id);
        let own = covered.requirements.iter().filter(|r| r.id.starts_with(&prefix));
        ClauseLine {
            id: clause.id.clone(),
            title: title(clause, lang),
            cells: own.map(|r| (r.id.clone(), r.state, r.reason.clone())).collect(),
        }
    };
    framework.of_kind(RequirementKind::Clause).map(line).collect()
}

/// A control: of Annex A, or of our own.
fn is_control(covered: &CoveredView) -> bool {
    covered.id.starts_with("A.") || covered.area == links::OWN
}

/// The areas of Annex A, and our own controls where there are some.
fn areas(framework: &Framework, covered: &CoverageView, lang: Lang) -> Vec<AreaCells> {
    let cell = |r: &CoveredView| {
        let (of, id) = links::named(AIMS, &r.id);
        ControlCell {
            id: id.to_owned(),
            href: links::requirement(of, id),
            title: framework.find(&r.id).map_or_else(|| r.title.clone(), |row| title(row, lang)),
            state: r.state,
            reason: r.reason.clone(),
        }
    };
    let cells =
        |area: &str| covered.requirements.iter().filter(|r| r.area == area && is_control(r)).map(cell).collect();
    let of_area = |area: &assay_frameworks::Requirement| AreaCells {
        id: area.id.clone(),
        title: title(area, lang),
        cells: cells(&area.id),
    };
    let ours =
        AreaCells { id: String::new(), title: t(lang, MatrixWord::OwnControls).to_owned(), cells: cells(links::OWN) };
    let annex = framework.of_kind(RequirementKind::Area).map(of_area);
    annex.chain(Some(ours).filter(|ours| !ours.cells.is_empty())).collect()
}

/// What fails, is stale, partly there or running out: the controls first, gravest first. What nobody measures yet is
/// shown in the cells, not here: there is nothing to do about it today.
fn attention(framework: &Framework, covered: &CoverageView, lang: Lang) -> Vec<AttentionLine> {
    let mut lines: Vec<(bool, AttentionLine)> = covered
        .requirements
        .iter()
        .filter(|r| matches!(r.state, State::Failing | State::Stale | State::Partly | State::Expiring))
        .map(|r| {
            let (of, id) = links::named(AIMS, &r.id);
            let line = AttentionLine {
                requirement: id.to_owned(),
                title: framework.find(&r.id).map_or_else(|| r.title.clone(), |row| title(row, lang)),
                subject: r.subject.clone().unwrap_or_default(),
                state: r.state,
                reason: r.reason.clone(),
                href: links::requirement(of, id),
            };
            (!is_control(r), line)
        })
        .collect();
    lines.sort_by_key(|(clause, line)| (line.state, *clause));
    lines.into_iter().map(|(_, line)| line).collect()
}
