//! The requirements of a framework in force: as coverage matrix by AI systems, or as a table with the sentence that says
//! why each has its state.

use std::collections::BTreeMap;
use std::sync::Arc;

use assay_app::dto::{CoverageView, CoveredView};
use assay_app::{Answer, AppError, CoverageRequest, Principal, Workspace};
use assay_domain::kinds::control::{Implementation, KIND};
use assay_domain::{AIMS, State};
use assay_frameworks::Framework;
use axum::extract::{self, RawQuery};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use maud::html;
use serde::Deserialize;

use super::rows;
use crate::asker::Reader;
use crate::pages::controls::list::{self as controls, implementation as implementation_word};
use crate::pages::controls::matrix::{self, Cell, Column, Filter, MatrixView, SystemRow};
use crate::pages::controls::views::{AsOfLine, ControlsView, FrameworkTab};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{ControlWord, Lang, MatrixWord, RecordWord, SoaWord, Word, number, t};
use crate::parts::{explain, links, state, table};
use crate::problem::Problem;
use crate::site::answer::{PageError, Params, filled, language};
use crate::site::shell::{counts, moment, shell};
use crate::site::table::at_hand::{self, AtHand, Field, Head};
use crate::site::table::{Editing, Told};
use crate::site::today::page::title;
use crate::state::Served;

/// The view that is a table.
const LIST: &str = "list";
/// Systems of a page of the matrix.
const SYSTEMS: usize = 20;

/// Of which framework, how, and as of which moment.
#[derive(Debug, Clone, Default, Deserialize)]
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
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let told = filled(&s, r, lang, move |w, p| {
        let shell = shell(w, p, Place::Controls, lang)?;
        if q.view == LIST {
            return list(w, p, &q, &query.unwrap_or_default(), &shell, lang);
        }
        Ok(Told::Page(matrix::page(&shell, &as_matrix(&read(w, p, &q)?, &q, lang))))
    });
    Ok(told.await?.into_response())
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
        limit: Some(if asked.view == LIST { 0 } else { SYSTEMS }),
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

/// What the address of the list asks for. An area named by itself is a condition like any other.
fn asked(q: &Asked, query: &str) -> table::Asked {
    let mut asked = table::Asked::read(links::CONTROLS, &["framework", "view", "system", "as_of"], query);
    if let Some(area) = given(&q.area) {
        asked.filters.push(format!("area:{area}"));
    }
    asked
}

/// A row of the list.
struct Listed {
    covered: CoveredView,
    title: String,
}

fn list(w: &Workspace, p: &Principal, q: &Asked, query: &str, shell: &Shell, lang: Lang) -> Answer<Told> {
    let asked = asked(q, query);
    // What narrows the table down narrows it down here; the totals are of all.
    let found = read(w, p, &Asked { area: String::new(), state: String::new(), ..q.clone() })?;
    let (framework, coverage) = (&found.framework, &found.coverage);
    let chosen = framework.has_statement_of_applicability();
    let editing = Editing::of(w, p, Some(&KIND).filter(|_| chosen && given(&q.as_of).is_none()));
    let records = if chosen { rows::records(w, p)? } else { BTreeMap::new() };
    let areas: Vec<(String, String)> =
        coverage.areas.iter().map(|a| (a.id.clone(), area_title(framework, &a.id, lang))).collect();
    let head = |row: &Listed| {
        let (of, id) = links::named(&framework.slug, &row.covered.id);
        let area = &row.covered.area;
        let title = areas.iter().find(|(id, _)| id == area).map(|(_, title)| title.as_str()).unwrap_or_default();
        let record = row.covered.row.as_ref().and_then(|key| records.get(key).map(|at| (key.clone(), at)));
        Head {
            id: id.to_owned(),
            title: row.title.clone(),
            href: links::requirement(of, id),
            group: Some((area.clone(), controls::area(area, title))),
            record: record.map(|(key, (revision, state))| (key, *revision, state.clone())),
            ..Head::default()
        }
    };
    let rows = coverage.requirements.iter().cloned();
    let all = AtHand {
        id: "requirements",
        file: format!("requirements-{}", framework.slug),
        heading: t(lang, ControlWord::ControlsTable).to_owned(),
        what: if chosen { t(lang, ControlWord::Control) } else { t(lang, Word::Requirement) }.to_owned(),
        asked: asked.clone(),
        rows: rows.map(|covered| Listed { title: titled(framework, &covered, lang), covered }).collect(),
        fields: fields(framework, &areas, lang),
        head: Box::new(head),
        editing,
        at: coverage.as_of.time,
    };
    let filter = Filter { area: asked.wanted("area"), state: asked.wanted("state"), ..filter(q) };
    at_hand::tell(w, lang, &all, |table| {
        let view = ControlsView {
            framework: framework.slug.clone(),
            filter,
            as_of: as_of(&found, q, lang),
            edition: coverage.edition.clone(),
            chosen,
            frameworks: frameworks(&found),
            counts: counts(coverage.requirements.iter().map(|c| c.state)),
            table,
        };
        Ok(controls::page(shell, &view))
    })
}

/// The columns of the list: of requirements that nobody chooses, nothing is decided.
fn fields<'a>(framework: &'a Framework, areas: &[(String, String)], lang: Lang) -> Vec<Field<'a, Listed>> {
    let states = state::STATES.map(|one| (state::slug(one).to_owned(), state::word(lang, one).to_owned()));
    let stage = |word: &str| implementation_word(lang, implementation(Some(word))).to_owned();
    let stages = ["not-started", "partial", "full"].map(|word| (word.to_owned(), stage(word)));
    let yes_no = [("true", RecordWord::Yes), ("false", RecordWord::No)];
    let yes_no = yes_no.map(|(sent, word)| (sent.to_owned(), t(lang, word).to_owned())).to_vec();
    let state_of = move |row: &Listed| {
        let (of, id) = links::named(&framework.slug, &row.covered.id);
        Some(explain::chip(lang, row.covered.state, &links::why(of, id, "")))
    };
    let decided = vec![
        Field::new("owner", t(lang, Word::Owner), |row: &Listed| row.covered.owner.clone().unwrap_or_default())
            .shows(move |row| Some(controls::owner(lang, row.covered.owner.as_deref())))
            .edits("owner"),
        Field::new("implementation", t(lang, ControlWord::Implementation), |row: &Listed| {
            row.covered.implementation.clone().unwrap_or_default()
        })
        .one_of(stages.to_vec())
        .shows(move |row| {
            let stage = implementation(row.covered.implementation.as_deref());
            controls::in_place(lang, row.covered.applicable, stage)
        })
        .edits("implementation"),
        Field::new("applicable", t(lang, SoaWord::Decision), |row: &Listed| {
            row.covered.applicable.map(|yes| yes.to_string()).unwrap_or_default()
        })
        .one_of(yes_no)
        .shows(move |row| row.covered.applicable.map(|yes| controls::yes_no(lang, yes)))
        .unusual()
        .edits("applicable"),
    ];
    let subjects = |row: &Listed| match row.covered.state {
        State::NotApplicable => 0,
        _ => row.covered.subjects.iter().map(|s| s.count).sum::<usize>(),
    };
    let mut all = vec![
        Field::new("reason", t(lang, ControlWord::WhyDecided), |row: &Listed| row.covered.reason.clone()).below(),
        Field::new("state", t(lang, Word::State), |row: &Listed| state::slug(row.covered.state).to_owned())
            .one_of(states.to_vec())
            .shows(state_of),
    ];
    all.extend(decided.into_iter().filter(|_| framework.has_statement_of_applicability()));
    all.extend([
        Field::new("subjects", t(lang, ControlWord::Subjects), move |row: &Listed| subjects(row).to_string())
            .number()
            .shows(move |row| Some(subjects(row)).filter(|n| *n > 0).map(|n| html! { (number(lang, n)) })),
        Field::new("evidence", t(lang, Word::Evidence), |row: &Listed| row.covered.evidence.to_string())
            .number()
            .shows(move |row| Some(row.covered.evidence).filter(|n| *n > 0).map(|n| html! { (number(lang, n)) }))
            .unusual(),
        Field::new("area", t(lang, MatrixWord::Area), |row: &Listed| row.covered.area.clone())
            .one_of(areas.to_vec())
            .unusual(),
    ]);
    all
}
