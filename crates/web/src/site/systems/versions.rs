//! Versions of a system, and two of them side by side.

use std::cell::RefCell;
use std::collections::BTreeMap;

use assay_app::dto::{CheckDiff, OutcomeCount, RecordView, VersionEntry};
use assay_app::{Answer, Principal, VersionLines, Workspace};
use assay_domain::Outcome;
use assay_domain::kinds::system_version::KIND;
use axum::extract::{self, Path, RawQuery};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Response};
use maud::html;
use serde::Deserialize;

use super::filling::{check, head, mark, part};
use crate::asker::Reader;
use crate::pages::systems::views::{CheckLine, ComparePage, VersionsPage};
use crate::pages::systems::{compare as compare_page, marks, versions as versions_page};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::table::Asked;
use crate::parts::words::{Lang, SystemWord, Word, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::difference::change_lines;
use crate::site::shell::{moment, shell};
use crate::site::table::{self, Extra, Spec, Told};
use crate::state::Served;

/// The order unless somebody chooses.
const NEWEST: &str = "-key";
/// Columns unless somebody chooses.
const COLUMNS: [&str; 7] = ["version", "state", "gate", "parts", "decision", "revision", "changed"];

/// From where on.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct After {
    pub(super) after: Option<String>,
}

/// Which two.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Two {
    from: String,
    to: String,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let asked = Asked::read(&links::system_tab(&key, "versions"), &[], &query.unwrap_or_default());
    Ok(filled(&s, r, lang, move |w, p| tell(w, p, &key, asked, lang)).await?.into_response())
}

/// What is worked out for each version, once.
struct Lines<'w> {
    lines: VersionLines<'w>,
    known: RefCell<BTreeMap<String, Option<VersionEntry>>>,
}

impl Lines<'_> {
    /// A cell of a version; nothing where it cannot be looked at.
    fn cell<T>(&self, record: &RecordView, draw: impl Fn(&VersionEntry) -> T) -> Option<T> {
        let mut known = self.known.borrow_mut();
        let line = known.entry(record.key.clone()).or_insert_with(|| self.lines.line(&record.key).ok());
        line.as_ref().map(draw)
    }
}

/// What the checks of a version come to, as a file says it.
fn gate_text(entry: &VersionEntry) -> String {
    let one = |count: &OutcomeCount| {
        format!("{} {}", count.count, if count.stale { "stale" } else { outcome(count.outcome) })
    };
    entry.line.checks.iter().map(one).collect::<Vec<_>>().join(", ")
}

const fn outcome(of: Outcome) -> &'static str {
    match of {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Missing => "missing",
        Outcome::Undecided => "undecided",
        Outcome::Error => "error",
        Outcome::Waived => "waived",
    }
}

fn parts_text(entry: &VersionEntry) -> String {
    entry.parts.iter().map(|part| part.name.clone()).collect::<Vec<_>>().join(", ")
}

fn decision_text(entry: &VersionEntry) -> String {
    let released = entry.released.as_ref().zip(entry.released_by.as_ref());
    released.map(|(signature, by)| format!("{by}, {}", signature.at)).unwrap_or_default()
}

fn tell(w: &Workspace, p: &Principal, key: &str, mut asked: Asked, lang: Lang) -> Answer<Told> {
    let head = head(w, p, key, lang)?;
    let narrowed = !asked.q.is_empty() || !asked.filters.is_empty();
    if asked.sort.is_empty() {
        NEWEST.clone_into(&mut asked.sort);
    }
    let lines = Lines { lines: w.version_lines(p, &head.key)?, known: RefCell::default() };
    let gate = |record: &RecordView| lines.cell(record, |entry| marks::gate(lang, &mark(&head.key, &entry.line, lang)));
    let parts = |record: &RecordView| {
        lines.cell(record, |entry| {
            let all: Vec<_> = entry.parts.iter().map(|one| part(w, one, lang)).collect();
            versions_page::parts(lang, &all)
        })
    };
    let decision = |record: &RecordView| {
        lines.cell(record, |entry| {
            let released = entry.released.as_ref().zip(entry.released_by.clone());
            versions_page::decision(lang, released.map(|(s, by)| (by, moment(lang, s.at))).as_ref())
        })
    };
    let revision = |record: &RecordView| Some(html! { span.num { (record.revision) } });
    let gate_said = |record: &RecordView| lines.cell(record, gate_text);
    let parts_said = |record: &RecordView| lines.cell(record, parts_text);
    let decision_said = |record: &RecordView| lines.cell(record, decision_text);
    let revision_said = |record: &RecordView| Some(record.revision.to_string());
    let to_gate = |version: &str| links::gate(&head.key, version);
    let mut spec = Spec::of("versions", t(lang, SystemWord::Versions).to_owned(), Some(&KIND), asked);
    spec.fixed = vec![format!("system:{}", head.key)];
    spec.columns = COLUMNS.to_vec();
    spec.extra = vec![
        Extra::new("gate", t(lang, SystemWord::Gate), &gate, &gate_said),
        Extra::new("parts", t(lang, SystemWord::ReleasedParts), &parts, &parts_said),
        Extra::new("decision", t(lang, SystemWord::Decision), &decision, &decision_said),
        Extra { number: true, ..Extra::new("revision", t(lang, Word::Revision), &revision, &revision_said) },
    ];
    spec.href = Some(&to_gate);
    let choices = w.version_labels(p, &head.key)?;
    let shell = shell(w, p, Place::Systems, lang)?;
    table::tell(w, p, lang, &spec, |mut table| {
        if !narrowed {
            t(lang, SystemWord::NoVersions).clone_into(&mut table.empty);
        }
        Ok(versions_page::page(&shell, &VersionsPage { table, choices, head: head.clone() }))
    })
}

pub(in crate::site) async fn compare(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Params(two): Params<Two>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| comparing(w, p, &key, &two, lang)).await?;
    Ok(Html(compare_page::page(&shell, &view).into_string()))
}

fn comparing(w: &Workspace, p: &Principal, key: &str, two: &Two, lang: Lang) -> Answer<(Shell, ComparePage)> {
    let diff = w.compare_versions(p, key, &two.from, &two.to)?;
    let head = head(w, p, key, lang)?;
    let side = |record: &RecordView| {
        let label = record.body.get("version").and_then(|v| v.as_str()).unwrap_or_default();
        (label.to_owned(), links::gate(&head.key, &record.key))
    };
    let line =
        |verdict: Option<&assay_app::dto::VerdictView>| -> Option<CheckLine> { Some(check(w, lang, verdict?, &[])) };
    let of =
        |one: &CheckDiff| (one.check.clone(), one.title.clone(), line(one.before.as_ref()), line(one.after.as_ref()));
    let view = ComparePage {
        sides: [side(&diff.from), side(&diff.to)],
        keys: [diff.from.key.clone(), diff.to.key.clone()],
        changes: change_lines(&KIND, &diff.changes, lang),
        checks: diff.checks.iter().map(of).collect(),
        choices: w.version_labels(p, key)?,
        head,
    };
    Ok((shell(w, p, Place::Systems, lang)?, view))
}
