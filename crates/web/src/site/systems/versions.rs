//! Versions of a system, and two of them side by side.

use assay_app::dto::{CheckDiff, VersionEntry, VersionList};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::system_version::KIND;
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use super::filling::{check, head, mark, part, so_many};
use crate::asker::Reader;
use crate::pages::systems::views::{CheckLine, ComparePage, VersionRow, VersionsPage};
use crate::pages::systems::{compare as compare_page, versions as versions_page};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, SystemWord};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::difference::change_lines;
use crate::site::shell::{moment, shell};
use crate::state::Served;

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
    Params(after): Params<After>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &key, after.after.as_deref(), lang)).await?;
    Ok(Html(versions_page::page(&shell, &view).into_string()))
}

fn choices(list: &VersionList) -> Vec<(String, String)> {
    list.versions.iter().map(|v| (v.line.key.clone(), v.line.label.clone())).collect()
}

fn fill(w: &Workspace, p: &Principal, key: &str, after: Option<&str>, lang: Lang) -> Answer<(Shell, VersionsPage)> {
    let list = w.list_versions(p, key, after)?;
    let head = head(w, p, key, lang)?;
    let row = |entry: &VersionEntry| VersionRow {
        mark: mark(&head.key, &entry.line, lang),
        revision: entry.line.revision,
        at: moment(lang, entry.line.at),
        parts: entry.parts.iter().map(|one| part(w, one, lang)).collect(),
        released: entry.released.as_ref().zip(entry.released_by.clone()).map(|(s, by)| (by, moment(lang, s.at))),
    };
    let view = VersionsPage {
        versions: list.versions.iter().map(row).collect(),
        choices: choices(&list),
        count: so_many(lang, list.count, SystemWord::VersionsOne, SystemWord::VersionsOther),
        next: list.next.as_ref().map(|cursor| links::system_tab_after(&head.key, "versions", cursor)),
        head,
    };
    Ok((shell(w, p, Place::Systems, lang)?, view))
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
    let side = |record: &assay_app::dto::RecordView| {
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
        choices: choices(&w.list_versions(p, key, None)?),
        head,
    };
    Ok((shell(w, p, Place::Systems, lang)?, view))
}
