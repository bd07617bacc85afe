//! The gate of a version.

use assay_app::dto::WaiverLine;
use assay_app::{Answer, Principal, Workspace};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;

use super::filling::{check, head, linked, mark, part};
use crate::asker::Reader;
use crate::pages::systems::gate as gate_page;
use crate::pages::systems::views::{GatePage, WaiverRow};
use crate::parts::dates;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::record;
use crate::site::shell::{evidence_line, shell};
use crate::state::Served;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((key, version)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &key, &version, lang)).await?;
    Ok(Html(gate_page::page(&shell, &view).into_string()))
}

fn fill(w: &Workspace, p: &Principal, key: &str, version: &str, lang: Lang) -> Answer<(Shell, GatePage)> {
    let gate = w.gate(p, key, version)?;
    let head = head(w, p, key, lang)?;
    // The record's own page knows its moves, signatures and history.
    let own = record::fill(w, p, &gate.record.key, lang)?;
    let waiver = |line: &WaiverLine| {
        Ok(WaiverRow {
            record: linked(w, &line.record, lang)?,
            check: line.check.clone(),
            until: line.until.as_deref().map(|day| dates::day(lang, day)),
            over: line.over,
            granted_by: line.granted_by.clone(),
        })
    };
    let view = GatePage {
        mark: mark(&head.key, &gate.line, lang),
        revision: gate.record.revision,
        checks: gate.checks.iter().map(|verdict| check(w, lang, verdict, &gate.evidence)).collect(),
        waivers: gate.waivers.iter().map(waiver).collect::<Answer<_>>()?,
        parts: gate.parts.iter().map(|one| part(w, one, lang)).collect(),
        evidence: gate.evidence.into_iter().map(|e| evidence_line(lang, e)).collect(),
        subject: gate.subject,
        written_by: gate.written_by,
        signatures: own.signatures,
        moves: own.moves,
        history: own.history,
        head,
    };
    Ok((shell(w, p, Place::Systems, lang)?, view))
}
