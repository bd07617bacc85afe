//! One system at a glance.

use std::collections::BTreeMap;

use assay_app::dto::SystemCell;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::AIMS;
use assay_domain::kinds::ai_system::KIND;
use assay_frameworks::Framework;
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;

use super::filling::{check, head, is_unknown, linked, mark, risk_mark};
use crate::asker::Reader;
use crate::pages::records::views::FieldLine;
use crate::pages::systems::overview as overview_page;
use crate::pages::systems::views::{CellArea, CellMark, IssueLine, OverviewPage};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::{Names, kind_of, said};
use crate::site::records::showing::field;
use crate::site::shell::{evidence_line, moment, shell};
use crate::site::today::page::title;
use crate::state::Served;

/// Fields in the middle of the page, and beside it.
const PURPOSE: [&str; 5] = ["intended_use", "excluded_uses", "users", "affected_groups", "prompt_policy"];
const PROPERTIES: [&str; 10] = [
    "owner",
    "oversight",
    "roles",
    "act_roles",
    "act_classes",
    "annex_iii",
    "stage",
    "origin",
    "decision_effect",
    "automation_level",
];

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &key, lang)).await?;
    Ok(Html(overview_page::page(&shell, &view).into_string()))
}

fn fill(w: &Workspace, p: &Principal, key: &str, lang: Lang) -> Answer<(Shell, OverviewPage)> {
    let system = w.system(p, key)?;
    let body = &system.record.body;
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let mut lines = |all: &[&str]| -> Vec<FieldLine> {
        all.iter().filter_map(|name| field(&KIND, name, body, lang, &mut names)).collect()
    };
    let (purpose, properties) = (lines(&PURPOSE), lines(&PROPERTIES));
    let every: Vec<&str> = KIND.labels.iter().map(|label| label.field).collect();
    let mut gaps = lines(&every);
    gaps.retain(|line| is_unknown(&line.value));
    let framework = if system.cells.is_empty() { None } else { Some(w.framework(p, AIMS)?) };
    let issues = system.issues.iter().map(|record| {
        let kind = said(&kind_of(&record.kind)?.title, lang).to_owned();
        Ok(IssueLine { record: linked(w, record, lang)?, kind, at: moment(lang, record.at) })
    });
    let view = OverviewPage {
        head: head(w, p, key, lang)?,
        purpose,
        properties,
        gaps,
        areas: framework.map(|f| areas(&f, &system.cells, lang)).unwrap_or_default(),
        open: system.open.iter().map(|verdict| check(w, lang, verdict, &system.evidence)).collect(),
        open_total: system.open_total,
        issues: issues.collect::<Answer<_>>()?,
        evidence: system.evidence.into_iter().map(|e| evidence_line(lang, e)).collect(),
        risks: risk_mark(&system.risks),
        newest: system.newest.as_ref().map(|version| mark(&system.record.key, version, lang)),
    };
    Ok((shell(w, p, Place::Systems, lang)?, view))
}

fn areas(framework: &Framework, cells: &[SystemCell], lang: Lang) -> Vec<CellArea> {
    let named =
        |id: &str, otherwise: &str| framework.find(id).map_or_else(|| otherwise.to_owned(), |row| title(row, lang));
    let mut areas: Vec<CellArea> = Vec::new();
    for cell in cells {
        if areas.last().is_none_or(|last| last.id != cell.area) {
            let title = named(&cell.area, &cell.area_title);
            areas.push(CellArea { id: cell.area.clone(), title, cells: Vec::new() });
        }
        let one = CellMark {
            id: cell.id.clone(),
            title: named(&cell.id, &cell.title),
            state: cell.cell.state,
            alike: cell.alike,
            href: links::why(AIMS, &cell.id, &cell.cell.subject),
        };
        if let Some(last) = areas.last_mut() {
            last.cells.push(one);
        }
    }
    areas
}
