//! What differs between two revisions of a record.

use std::collections::BTreeMap;

use assay_app::dto::{DiffSide, FieldChange, How};
use assay_app::exchange::DiffRequest;
use assay_app::{Answer, Principal, Workspace};
use assay_domain::Kind;
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;
use serde_json::Value;

use crate::asker::Reader;
use crate::pages::records::difference as difference_page;
use crate::pages::records::views::{ChangeLine, DifferenceView, HistoryLine, Sign};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::list::{Names, said, state_word, verb};
use crate::site::records::record::head;
use crate::site::records::showing::{path_of, value_word};
use crate::site::shell::{moment, shell};
use crate::state::Served;

/// Which revisions.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Sides {
    from: Option<u32>,
    to: Option<u32>,
}

pub(in crate::site) async fn difference(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, key)): Path<(String, String)>,
    Params(sides): Params<Sides>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let request = DiffRequest { from: sides.from, to: sides.to };
    let (shell, view) = filled(&s, r, lang, move |w, p| differing(w, p, &key, &request, lang)).await?;
    Ok(Html(difference_page::page(&shell, &view).into_string()))
}

fn differing(
    workspace: &Workspace,
    principal: &Principal,
    key: &str,
    request: &DiffRequest,
    lang: Lang,
) -> Answer<(Shell, DifferenceView)> {
    let diff = workspace.diff(principal, key, request)?;
    let kind = crate::site::records::list::kind_of(&diff.kind)?;
    let mut names = Names { workspace, principal, known: BTreeMap::new() };
    let mut side = |s: &DiffSide| HistoryLine {
        revision: s.revision,
        op: verb(kind, &s.op, lang),
        state: state_word(kind, &s.state, lang),
        actor: names.of(&s.actor).unwrap_or_else(|| s.actor.clone()),
        at: moment(lang, s.at),
        entry: 0,
    };
    let now = workspace.show(principal, &diff.key, None)?;
    let view = DifferenceView {
        head: head(workspace, principal, &now, lang)?,
        sides: [side(&diff.from), side(&diff.to)],
        erased: diff.from.erased || diff.to.erased,
        changes: change_lines(kind, &diff.changes, lang),
    };
    Ok((shell(workspace, principal, Place::Records, lang)?, view))
}

/// Differences as lines that went and came.
pub(in crate::site) fn change_lines(kind: &'static Kind, changes: &[FieldChange], lang: Lang) -> Vec<ChangeLine> {
    let of = |change: &FieldChange| {
        let plain = |value: &Value| match value.as_str() {
            Some(text) => value_word(kind, &path_of(&change.path), text, lang).unwrap_or(text).to_owned(),
            None => value.to_string(),
        };
        let field = change.path.trim_start_matches('/').split('/').next().unwrap_or_default();
        let label = kind.labels.iter().find(|l| l.field == field);
        let lines = if change.lines.is_empty() {
            let went = change.old.iter().map(|value| (Sign::Went, plain(value)));
            went.chain(change.new.iter().map(|value| (Sign::Came, plain(value)))).collect()
        } else {
            let sign = |how| match how {
                Some(How::Added) => Sign::Came,
                Some(How::Removed) => Sign::Went,
                Some(How::Changed) | None => Sign::Same,
            };
            change.lines.iter().map(|l| (sign(l.how), l.text.clone())).collect()
        };
        ChangeLine { label: label.map_or(field, |l| said(&l.text, lang)).to_owned(), path: change.path.clone(), lines }
    };
    changes.iter().map(of).collect()
}
