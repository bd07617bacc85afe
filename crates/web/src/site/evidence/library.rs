//! The library, the shared table with columns that are worked out for the evidence of the page; and the sources.

use std::cell::RefCell;
use std::collections::BTreeMap;

use assay_app::dto::{EvidenceRow, Freshness, RecordView, SourcesRequest};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::evidence::KIND;
use axum::extract::{self, RawQuery};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Response};
use maud::{Markup, html};

use crate::asker::Reader;
use crate::pages::evidence::views::{LibraryView, SourcesView};
use crate::pages::evidence::{library, sources as sources_page};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::table::Asked;
use crate::parts::words::{EvidenceWord, Lang, Word, number, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::shell::shell;
use crate::site::table::{self, Extra, OfRecord, Spec, Told};
use crate::state::Served;

/// The order unless somebody chooses.
const ORDER: &str = "freshness";
/// Columns unless somebody chooses.
const COLUMNS: [&str; 5] = ["freshness", "subject", "when", "collector", "review"];
/// How far evidence may be relied on, the gravest first.
const FRESHNESS: [Freshness; 4] = [Freshness::Stale, Freshness::Expiring, Freshness::Current, Freshness::Unused];

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let mut asked = Asked::read(links::EVIDENCE, &[], &query.unwrap_or_default());
    if asked.sort.is_empty() {
        ORDER.clone_into(&mut asked.sort);
    }
    Ok(filled(&s, r, lang, move |w, p| tell(w, p, asked, lang)).await?.into_response())
}

/// What is worked out for the evidence of a page, read at once.
#[derive(Default)]
struct Lines(RefCell<BTreeMap<String, EvidenceRow>>);

impl Lines {
    fn read(&self, w: &Workspace, p: &Principal, records: &[RecordView]) -> Answer<()> {
        let keys: Vec<String> = records.iter().map(|record| record.key.clone()).collect();
        let rows = w.library_rows(p, &keys, None)?;
        self.0.borrow_mut().extend(rows.into_iter().map(|row| (row.key.clone(), row)));
        Ok(())
    }

    /// A cell; nothing where the evidence cannot be looked at.
    fn cell<T>(&self, record: &RecordView, draw: impl FnOnce(&EvidenceRow) -> T) -> Option<T> {
        self.0.borrow().get(&record.key).map(draw)
    }
}

fn slug(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::Stale => "stale",
        Freshness::Expiring => "expiring",
        Freshness::Current => "current",
        Freshness::Unused => "unused",
    }
}

/// How fresh, and until when.
fn freshness_text(row: &EvidenceRow) -> String {
    let until = row.ends.map(|at| format!(" until {}", at.date()));
    format!("{}{}", slug(row.freshness), until.unwrap_or_default())
}

fn review_text(row: &EvidenceRow) -> String {
    let said = |accepted| if accepted { "accepted" } else { "rejected" };
    let line = row.review.as_ref().map(|r| format!("{} by {}, {}", said(r.accepted), r.by, r.at.date()));
    line.unwrap_or_default()
}

/// A column that the library works out: its name, its head, what it shows, and what a file says.
struct Own {
    name: &'static str,
    label: fn(Lang) -> &'static str,
    cell: fn(Lang, &EvidenceRow) -> Markup,
    text: fn(Lang, &EvidenceRow) -> String,
}

const OWN: [Own; 6] = [
    Own {
        name: "freshness",
        label: |lang| t(lang, EvidenceWord::Freshness),
        cell: |lang, row| library::freshness(lang, row, Some(&links::evidence(&row.key))),
        text: |_, row| freshness_text(row),
    },
    Own { name: "when", label: |lang| t(lang, Word::When), cell: library::when, text: |_, row| row.when.to_string() },
    Own {
        name: "collector",
        label: |lang| t(lang, Word::CollectedBy),
        cell: |_, row| html! { (row.collector) },
        text: |_, row| row.collector.clone(),
    },
    Own {
        name: "review",
        label: |lang| t(lang, Word::ReviewedBy),
        cell: library::reviewer,
        text: |_, row| review_text(row),
    },
    Own {
        name: "population",
        label: |lang| t(lang, EvidenceWord::Population),
        cell: |lang, row| html! { (library::population(lang, &row.population)) },
        text: |lang, row| library::population(lang, &row.population),
    },
    Own {
        name: "observations",
        label: |lang| t(lang, EvidenceWord::Observations),
        cell: |lang, row| html! { span.num { (number(lang, usize::try_from(row.observations).unwrap_or(usize::MAX))) } },
        text: |_, row| row.observations.to_string(),
    },
];

fn extra<'a>(
    lang: Lang,
    own: &'static Own,
    cell: &'a OfRecord<'a, Markup>,
    text: &'a OfRecord<'a, String>,
) -> Extra<'a> {
    Extra {
        sort: match own.name {
            "freshness" => Some(ORDER),
            // When the run ended; where only its beginning is known, it comes last.
            "when" => Some("times.finished.instant"),
            _ => None,
        },
        number: own.name == "observations",
        ..Extra::new(own.name, (own.label)(lang), cell, text)
    }
}

fn tell(w: &Workspace, p: &Principal, asked: Asked, lang: Lang) -> Answer<Told> {
    let lines = Lines::default();
    let cell = |own: &'static Own| -> (Box<OfRecord<'_, Markup>>, Box<OfRecord<'_, String>>) {
        let lines = &lines;
        (
            Box::new(move |record| lines.cell(record, |row| (own.cell)(lang, row))),
            Box::new(move |record| lines.cell(record, |row| (own.text)(lang, row))),
        )
    };
    let cells: Vec<_> = OWN.iter().map(cell).collect();
    let prepare = |records: &[RecordView]| lines.read(w, p, records);
    let remark = |record: &RecordView| lines.cell(record, |row| library::remark(lang, row));
    let mut spec = Spec::of("library", t(lang, EvidenceWord::Library).to_owned(), Some(&KIND), asked);
    spec.columns = COLUMNS.to_vec();
    spec.extra = OWN.iter().zip(&cells).map(|(own, (cell, text))| extra(lang, own, &**cell, &**text)).collect();
    if let Some(freshness) = spec.extra.first_mut() {
        let word = |one: Freshness| (slug(one).to_owned(), t(lang, library::look(one).0).to_owned());
        freshness.values = FRESHNESS.map(word).to_vec();
    }
    spec.href = Some(&links::evidence);
    spec.remark = Some(&remark);
    spec.prepare = Some(&prepare);
    let narrowed = !spec.asked.q.is_empty() || !spec.asked.filters.is_empty();
    let shell = shell(w, p, Place::Evidence, lang)?;
    table::tell(w, p, lang, &spec, |mut table| {
        if !narrowed {
            t(lang, EvidenceWord::LibraryEmpty).clone_into(&mut table.empty);
        }
        Ok(library::page(&shell, &LibraryView { workspace: w.slug.clone(), table }))
    })
}

pub(super) async fn sources(
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let list = w.evidence_sources(p, &SourcesRequest::default())?;
        Ok((shell(w, p, Place::Evidence, lang)?, SourcesView { list }))
    })
    .await?;
    Ok(Html(sources_page::page(&shell, &view).into_string()))
}
