//! How a record came to be, and what proves it.

use std::collections::BTreeMap;

use assay_app::dto::RecordView;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::Kind;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;
use serde_json::Value;

use crate::asker::Reader;
use crate::pages::records::around::{HistoryPage, ProofLine, RevisionLine};
use crate::pages::records::history as history_page;
use crate::parts::dates;
use crate::parts::shell::Place;
use crate::parts::words::{Lang, RecordWord, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::list::{Names, kind_of, said, state_word, verb};
use crate::site::records::record::{head, signed};
use crate::site::shell::shell;
use crate::state::Served;

/// Revisions of a page.
const PAGE: usize = 50;
/// Fields in which a kind states why something was done.
const REASONS: [&str; 5] = ["reason", "because", "closed_because", "no_action_because", "serious_because"];

/// From where on.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Before {
    pub(in crate::site) before: Option<u32>,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, key)): Path<(String, String)>,
    Params(before): Params<Before>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let view = fill(w, p, &key, before.before, lang)?;
        Ok((shell(w, p, Place::Records, lang)?, view))
    })
    .await?;
    Ok(Html(history_page::page(&shell, &view).into_string()))
}

/// The history of a record, newest first, before a revision.
pub(in crate::site) fn fill(
    w: &Workspace,
    p: &Principal,
    key: &str,
    before: Option<u32>,
    lang: Lang,
) -> Answer<HistoryPage> {
    let revisions = w.history(p, key)?.revisions;
    let now = revisions.last().ok_or_else(|| AppError::not_found(format!("record {key}")))?;
    let kind = kind_of(&now.kind)?;
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let lines = lines(kind, &revisions, PAGE, before, lang, &mut names);
    let last = lines.last().map_or(1, |line| line.revision);
    Ok(HistoryPage {
        head: head(w, p, now, lang)?,
        older: (last > 1).then_some(last),
        newest: now.revision,
        proof: proof(w, p, now)?,
        revisions: lines,
    })
}

/// Revisions as lines, newest first, each with what is another than before.
pub(in crate::site) fn lines(
    kind: &'static Kind,
    revisions: &[RecordView],
    most: usize,
    before: Option<u32>,
    lang: Lang,
    names: &mut Names<'_>,
) -> Vec<RevisionLine> {
    let wanted = revisions.iter().enumerate().rev().filter(|(_, r)| before.is_none_or(|before| r.revision < before));
    let of = |(at, revision): (usize, &RecordView)| {
        let earlier = at.checked_sub(1).and_then(|at| revisions.get(at));
        let changed = earlier.map(|earlier| changed(&earlier.body, &revision.body)).unwrap_or_default();
        let label = |name: &str| {
            let found = kind.labels.iter().find(|l| l.field == name);
            found.map(|l| said(&l.text, lang).to_owned())
        };
        let reason = changed.iter().find(|name| REASONS.contains(name));
        RevisionLine {
            revision: revision.revision,
            op: verb(kind, &revision.op, lang),
            state: state_word(kind, &revision.state, lang),
            moved: earlier.is_none_or(|earlier| earlier.state != revision.state),
            actor: names.of(&revision.actor).unwrap_or_else(|| revision.actor.clone()),
            via: via(&revision.via, lang),
            at: revision.at,
            effective: revision.effective.map(|at| dates::day(lang, &at.date())),
            entry: revision.seq,
            fields: changed.iter().filter_map(|name| label(name)).collect(),
            reason: reason.and_then(|name| Some(revision.body.get(*name)?.as_str()?.to_owned())),
            signatures: revision.signatures.iter().map(|s| signed(kind, s, lang, names)).collect(),
            erased: revision.erased,
        }
    };
    wanted.take(most).map(of).collect()
}

/// Names of the fields whose values differ.
fn changed<'a>(before: &'a Value, after: &'a Value) -> Vec<&'a str> {
    let (Some(before), Some(after)) = (before.as_object(), after.as_object()) else { return Vec::new() };
    let mut names: Vec<&str> = before.keys().chain(after.keys()).map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| *name != "schema" && before.get(*name) != after.get(*name));
    names
}

/// How somebody came in, in words.
fn via(slug: &str, lang: Lang) -> String {
    let word = match slug {
        "web" => RecordWord::ViaPage,
        "api" => RecordWord::ViaProgram,
        "local-cli" | "socket" => RecordWord::ViaTerminal,
        "system" => RecordWord::ViaItself,
        _ => return slug.to_owned(),
    };
    t(lang, word).to_owned()
}

/// What proves the newest revision of a record.
pub(in crate::site) fn proof(w: &Workspace, p: &Principal, now: &RecordView) -> Answer<ProofLine> {
    let note = w.log_checkpoint(p, None)?;
    let mut lines = note.lines().skip(1);
    Ok(ProofLine {
        entry: now.seq,
        size: lines.next().and_then(|size| size.parse().ok()).unwrap_or(0),
        root: lines.next().unwrap_or_default().to_owned(),
        file: format!("{}.tlog-proof", now.seq),
        vkey: w.vkey.clone(),
    })
}

/// The receipt of an entry, as a file.
pub(in crate::site) async fn receipt(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, entry)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (entry, text) = filled(&s, r, lang, move |w, p| {
        let entry = entry.parse::<u64>().map_err(|_| AppError::not_found(format!("entry {entry}")))?;
        Ok((entry, w.log_receipt(p, entry)?))
    })
    .await?;
    let name = format!("attachment; filename=\"{entry}.tlog-proof\"");
    let kind = "text/plain; charset=utf-8".to_owned();
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
}
