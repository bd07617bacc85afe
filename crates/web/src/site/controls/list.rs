//! The requirements of a framework in force: as coverage matrix by AI systems, or as a list with the sentence that says
//! why each has its state.

use std::sync::Arc;

use assay_app::dto::{CoverageView, CoveredView};
use assay_app::{Answer, AppError, CoverageRequest, Principal, Workspace};
use assay_domain::kinds::control::Implementation;
use assay_domain::{AIMS, State};
use assay_frameworks::Framework;
use axum::extract::{self};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use crate::asker::Reader;
use crate::pages::controls::list as controls;
use crate::pages::controls::matrix::{self, Cell, Column, Filter, MatrixView, SystemRow};
use crate::pages::controls::views::{AreaTable, AsOfLine, ControlRow, ControlsView, FrameworkTab};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::{Lang, MatrixWord, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::shell::{counts, moment, shell};
use crate::site::today::page::title;
use crate::state::Served;

/// Systems of a page of the matrix.
const SYSTEMS: usize = 20;

/// Of which framework, how, and as of which moment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Asked {
    framework: String,
    view: String,
    area: String,
    state: String,
    system: String,
    after: String,
    as_of: String,
}

/// What was stated; an empty field of a form is none.
pub(in crate::site) fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(q): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let page = filled(&s, r, lang, move |w, p| {
        let shell = shell(w, p, Place::Controls, lang)?;
        let found = read(w, p, &q)?;
        Ok(match q.view.as_str() {
            "list" => controls::page(&shell, &as_list(&found, &q, lang)),
            _ => matrix::page(&shell, &as_matrix(&found, &q, lang)),
        })
    });
    Ok(Html(page.await?.into_string()))
}

/// Reads the stored word.
pub(in crate::site) fn implementation(word: Option<&str>) -> Option<Implementation> {
    serde_json::from_value(serde_json::Value::String(word?.to_owned())).ok()
}

/// The frameworks in force, the one asked for among them, and what covers it.
struct Found {
    in_force: Vec<Arc<Framework>>,
    framework: Arc<Framework>,
    coverage: CoverageView,
}

fn read(workspace: &Workspace, principal: &Principal, asked: &Asked) -> Answer<Found> {
    let slug = given(&asked.framework).unwrap_or_else(|| AIMS.to_owned());
    // Whoever looks back from there already is there.
    let as_of = given(&asked.as_of).filter(|_| principal.sight.clock.is_none());
    let in_force = workspace.frameworks_in_force(principal, as_of.as_deref())?;
    let framework = in_force.iter().find(|f| f.slug == slug).cloned();
    let framework = framework.ok_or_else(|| AppError::not_found(format!("framework `{slug}` in force")))?;
    let request = CoverageRequest {
        framework: Some(slug),
        controls: Some(true),
        own: Some(true),
        area: given(&asked.area),
        state: given(&asked.state),
        system: given(&asked.system),
        as_of,
        after: given(&asked.after),
        limit: Some(if asked.view == "list" { 0 } else { SYSTEMS }),
        ..CoverageRequest::default()
    };
    Ok(Found { coverage: workspace.coverage(principal, &request)?, in_force, framework })
}

fn frameworks(found: &Found) -> Vec<FrameworkTab> {
    let tab = |f: &Arc<Framework>| FrameworkTab {
        slug: f.slug.clone(),
        name: f.name.clone(),
        current: f.slug == found.framework.slug,
    };
    if found.in_force.len() > 1 { found.in_force.iter().map(tab).collect() } else { Vec::new() }
}

fn as_of(found: &Found, asked: &Asked, lang: Lang) -> Option<AsOfLine> {
    let at = &found.coverage.as_of;
    given(&asked.as_of).map(|_| AsOfLine { at: moment(lang, at.time), entry: at.position })
}

fn filter(asked: &Asked) -> Filter {
    Filter {
        area: asked.area.clone(),
        state: asked.state.clone(),
        system: asked.system.clone(),
        as_of: asked.as_of.clone(),
    }
}

/// The title of a requirement in the reader's language; of a control of our own the one it was given.
fn titled(framework: &Framework, covered: &CoveredView, lang: Lang) -> String {
    framework.find(&covered.id).map_or_else(|| covered.title.clone(), |row| title(row, lang))
}

/// An area's, which is no requirement.
fn area_title(framework: &Framework, id: &str, lang: Lang) -> String {
    let own = (id == links::OWN).then(|| t(lang, MatrixWord::OwnControls).to_owned());
    own.or_else(|| framework.find(id).map(|row| title(row, lang))).unwrap_or_default()
}

fn as_matrix(found: &Found, asked: &Asked, lang: Lang) -> MatrixView {
    let (framework, coverage) = (&found.framework, &found.coverage);
    let slug = framework.slug.as_str();
    let why = |c: &CoveredView, subject: &str| {
        let (of, id) = links::named(slug, &c.id);
        links::why(of, id, subject)
    };
    let column = |c: &CoveredView| {
        let (of, id) = links::named(slug, &c.id);
        Column {
            framework: of.to_owned(),
            id: id.to_owned(),
            title: titled(framework, c, lang),
            area: c.area.clone(),
            whole: Cell { state: c.state, why: why(c, ""), alike: c.alike },
        }
    };
    let rows = coverage.systems.iter().map(|system| {
        let cells = system.cells.iter().zip(&coverage.requirements);
        let cell = |(cell, c): (&assay_app::dto::CellView, &CoveredView)| Cell {
            state: cell.state,
            why: why(c, if c.alike { "" } else { &cell.subject }),
            alike: c.alike,
        };
        SystemRow { key: system.key.clone(), title: system.title.clone(), cells: cells.map(cell).collect() }
    });
    let to = |after: &str| {
        let kept = [
            ("framework", asked.framework.as_str()),
            ("area", &asked.area),
            ("state", &asked.state),
            ("system", &asked.system),
            ("as_of", &asked.as_of),
            ("after", after),
        ];
        links::asked(links::CONTROLS, &kept)
    };
    MatrixView {
        as_of: as_of(found, asked, lang),
        framework: slug.to_owned(),
        edition: coverage.edition.clone(),
        frameworks: frameworks(found),
        filter: filter(asked),
        areas: coverage.areas.iter().map(|a| (a.id.clone(), area_title(framework, &a.id, lang))).collect(),
        columns: coverage.requirements.iter().map(column).collect(),
        rows: rows.collect(),
        counts: counts(coverage.requirements.iter().map(|c| c.state)),
        next: coverage.next.as_deref().map(to),
        first: given(&asked.after).map(|_| to("")),
    }
}

fn as_list(found: &Found, asked: &Asked, lang: Lang) -> ControlsView {
    let (framework, coverage) = (&found.framework, &found.coverage);
    let mut areas: Vec<AreaTable> = Vec::new();
    for c in &coverage.requirements {
        if areas.last().is_none_or(|last| last.id != c.area) {
            let title = area_title(framework, &c.area, lang);
            areas.push(AreaTable { id: c.area.clone(), title, rows: Vec::new() });
        }
        let (of, id) = links::named(&framework.slug, &c.id);
        let row = ControlRow {
            framework: of.to_owned(),
            id: id.to_owned(),
            title: titled(framework, c, lang),
            state: c.state,
            reason: c.reason.clone(),
            owner: c.owner.clone(),
            applicable: c.applicable,
            implementation: implementation(c.implementation.as_deref()),
            subjects: if c.state == State::NotApplicable { 0 } else { c.subjects.iter().map(|s| s.count).sum() },
        };
        if let Some(last) = areas.last_mut() {
            last.rows.push(row);
        }
    }
    ControlsView {
        framework: framework.slug.clone(),
        filter: filter(asked),
        as_of: as_of(found, asked, lang),
        edition: coverage.edition.clone(),
        chosen: framework.has_statement_of_applicability(),
        frameworks: frameworks(found),
        counts: counts(coverage.requirements.iter().map(|c| c.state)),
        areas,
    }
}
