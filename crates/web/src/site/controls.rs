//! The 38 controls, each with its state and the sentence that says why.

use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::control::Implementation;
use assay_frameworks::RequirementKind;
use axum::extract::{self, Query};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use super::shell::{counts, moment, shell};
use super::today::title;
use super::{PageError, PageReply, filled, language};
use crate::asker::Reader;
use crate::pages::controls;
use crate::pages::views::{AreaTable, AsOfLine, ControlRow, ControlsView, Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::state::Served;

/// As of which moment.
#[derive(Debug, Default, Deserialize)]
pub(super) struct AsOf {
    as_of: Option<String>,
}

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Query(q): Query<AsOf>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let as_of = q.as_of.filter(|t| !t.is_empty());
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, as_of.as_deref(), lang)).await?;
    Ok(Html(controls::page(&shell, &view).into_string()))
}

/// Reads the stored word.
pub(super) fn implementation(word: Option<&str>) -> Option<Implementation> {
    serde_json::from_value(serde_json::Value::String(word?.to_owned())).ok()
}

fn fill(
    workspace: &Workspace,
    principal: &Principal,
    as_of: Option<&str>,
    lang: Lang,
) -> Answer<(Shell, ControlsView)> {
    let posture = workspace.posture(principal, "iso42001", as_of)?;
    let soa = workspace.soa(principal, as_of)?;
    let framework = workspace.framework(principal, "iso42001")?;
    let row = |control: &assay_frameworks::Requirement| {
        let now = posture.requirements.iter().find(|r| r.id == control.id);
        let decided = soa.rows.iter().find(|r| r.id == control.id);
        ControlRow {
            id: control.id.clone(),
            title: title(control, lang),
            state: now.map_or(assay_domain::State::Missing, |n| n.state),
            reason: now.map(|n| n.reason.clone()).unwrap_or_default(),
            owner: decided.and_then(|d| d.owner.clone()),
            applicable: decided.and_then(|d| d.applicable),
            implementation: implementation(decided.and_then(|d| d.implementation.as_deref())),
            subjects: now.map_or(0, |n| n.subjects.len()),
        }
    };
    let areas: Vec<AreaTable> = framework
        .of_kind(RequirementKind::Area)
        .map(|area| {
            let prefix = format!("{}.", area.id);
            let rows = framework.controls().filter(|c| c.id.starts_with(&prefix)).map(row).collect();
            AreaTable { id: area.id.clone(), title: title(area, lang), rows }
        })
        .collect();
    let view = ControlsView {
        as_of: as_of.map(|_| AsOfLine { at: moment(posture.as_of.time), entry: posture.as_of.position }),
        edition: posture.edition.clone(),
        counts: counts(areas.iter().flat_map(|a| a.rows.iter().map(|r| r.state))),
        areas,
    };
    Ok((shell(workspace, principal, Place::Controls, lang)?, view))
}
