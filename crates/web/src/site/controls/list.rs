//! The requirements of a framework, each with its state and the sentence that says why: the 38 controls unless another
//! framework in force is asked for.

use std::sync::Arc;

use assay_app::dto::{PostureView, SoaView};
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::kinds::control::Implementation;
use assay_domain::{AIMS, State};
use assay_frameworks::{Framework, Requirement};
use axum::extract::{self, Query};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use crate::asker::Reader;
use crate::pages::controls::list as controls;
use crate::pages::controls::views::{AreaTable, AsOfLine, ControlRow, ControlsView, FrameworkTab};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::shell::{counts, moment, shell};
use crate::site::today::page::title;
use crate::state::Served;

/// Of which framework, as of which moment.
#[derive(Debug, Default, Deserialize)]
pub(in crate::site) struct Asked {
    framework: Option<String>,
    as_of: Option<String>,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Query(q): Query<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &q, lang)).await?;
    Ok(Html(controls::page(&shell, &view).into_string()))
}

/// Reads the stored word.
pub(in crate::site) fn implementation(word: Option<&str>) -> Option<Implementation> {
    serde_json::from_value(serde_json::Value::String(word?.to_owned())).ok()
}

/// The rows that a framework's page lists: its controls, or whatever is judged where it has none.
pub(in crate::site) fn listed(framework: &Framework) -> Vec<&Requirement> {
    let all: Vec<&Requirement> = framework.controls().collect();
    if all.is_empty() { framework.judged().collect() } else { all }
}

fn fill(workspace: &Workspace, principal: &Principal, asked: &Asked, lang: Lang) -> Answer<(Shell, ControlsView)> {
    let given = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
    let (slug, as_of) = (given(&asked.framework).unwrap_or_else(|| AIMS.to_owned()), given(&asked.as_of));
    let in_force = workspace.frameworks_in_force(principal, as_of.as_deref())?;
    let framework = in_force
        .iter()
        .find(|f| f.slug == slug)
        .ok_or_else(|| AppError::not_found(format!("framework `{slug}` in force")))?;
    let posture = workspace.posture(principal, &slug, as_of.as_deref())?;
    let chosen = framework.has_statement_of_applicability();
    let soa = if chosen { Some(workspace.soa(principal, &slug, as_of.as_deref())?) } else { None };
    let areas = areas(framework, &posture, soa.as_ref(), lang);
    let tab = |f: &Arc<Framework>| FrameworkTab { slug: f.slug.clone(), name: f.name.clone(), current: f.slug == slug };
    let view = ControlsView {
        as_of: as_of.map(|_| AsOfLine { at: moment(posture.as_of.time), entry: posture.as_of.position }),
        edition: posture.edition,
        chosen,
        frameworks: if in_force.len() > 1 { in_force.iter().map(tab).collect() } else { Vec::new() },
        counts: counts(areas.iter().flat_map(|a| a.rows.iter().map(|r| r.state))),
        areas,
    };
    Ok((shell(workspace, principal, Place::Controls, lang)?, view))
}

/// The rows, under the area, group or category that each lies in.
fn areas(framework: &Framework, posture: &PostureView, soa: Option<&SoaView>, lang: Lang) -> Vec<AreaTable> {
    let mut areas: Vec<AreaTable> = Vec::new();
    for row in listed(framework) {
        let area = area_of(framework, row);
        let id = area.map(|a| a.id.clone()).unwrap_or_default();
        if areas.last().is_none_or(|last| last.id != id) {
            let title = area.map_or_else(|| framework.name.clone(), |a| title(a, lang));
            areas.push(AreaTable { id, title, rows: Vec::new() });
        }
        let now = posture.requirements.iter().find(|r| r.id == row.id);
        let decided = soa.and_then(|soa| soa.rows.iter().find(|r| r.id == row.id));
        let line = ControlRow {
            framework: framework.slug.clone(),
            id: row.id.clone(),
            title: title(row, lang),
            state: now.map_or(State::Missing, |n| n.state),
            reason: now.map(|n| n.reason.clone()).unwrap_or_default(),
            owner: decided.and_then(|d| d.owner.clone()),
            applicable: decided.and_then(|d| d.applicable),
            implementation: implementation(decided.and_then(|d| d.implementation.as_deref())),
            subjects: now.map_or(0, |n| n.subjects.len()),
        };
        if let Some(last) = areas.last_mut() {
            last.rows.push(line);
        }
    }
    areas
}

/// Of Annex A the area, where objectives lie between; elsewhere the row above.
fn area_of<'f>(framework: &'f Framework, row: &Requirement) -> Option<&'f Requirement> {
    let mut above = framework.parent_of(row)?;
    if framework.has_statement_of_applicability() {
        while let Some(next) = framework.parent_of(above) {
            above = next;
        }
    }
    Some(above)
}
