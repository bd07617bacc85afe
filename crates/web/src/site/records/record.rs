//! One record of any kind, and what differs between two of its revisions.

use std::collections::BTreeMap;

use assay_app::dto::{DiffSide, FieldChange, How, RecordView, SignatureView};
use assay_app::exchange::DiffRequest;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::kinds::signature;
use assay_domain::{Key, Kind, Transition, roles};
use axum::extract::{self, Path, Query};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;
use serde_json::Value;

use crate::asker::Reader;
use crate::pages::records::record;
use crate::pages::records::views::{
    ChangeLine, DifferenceView, FieldLine, HistoryLine, MoveLine, RecordPage, Shown, Sign, SignatureLine,
};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, RecordWord, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::{Names, kind_name, said, state_word, verb};
use crate::site::refusal::told;
use crate::site::shell::{moment, shell};
use crate::state::Served;

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, key)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let view = fill(w, p, &key, lang)?;
        Ok((shell(w, p, Place::Records, lang)?, view))
    })
    .await?;
    Ok(Html(record::page(&shell, &view).into_string()))
}

/// A record with its history and where it can go.
pub(in crate::site) fn fill(workspace: &Workspace, principal: &Principal, key: &str, lang: Lang) -> Answer<RecordPage> {
    let revisions = workspace.history(principal, key)?.revisions;
    let now = revisions.last().ok_or_else(|| AppError::not_found(format!("record {key}")))?;
    let kind = crate::site::records::list::kind_of(&now.kind)?;
    let mut names = Names { workspace, principal, known: BTreeMap::new() };
    Ok(RecordPage {
        workspace: workspace.slug.clone(),
        key: now.key.clone(),
        title: now.title.clone(),
        kind: kind_name(kind, lang),
        state: state_word(kind, &now.state, lang),
        revision: now.revision,
        erased: now.erased,
        editable: principal.may_change().is_ok()
            && kind.workflow.create.is_some()
            && kind.workflow.editable.contains(&now.state.as_str()),
        fields: fields(kind, &now.body, lang, &mut names),
        moves: if now.erased { Vec::new() } else { moves(workspace, principal, kind, now, lang)? },
        signatures: revisions
            .iter()
            .rev()
            .flat_map(|r| r.signatures.iter().rev())
            .map(|s| signed(kind, s, lang, &mut names))
            .collect(),
        digest: workspace.digest_to_sign(principal, &now.key)?,
        edit_refused: match principal.proved {
            Some(_) if kind.workflow.create.is_some() => {
                workspace.refusal_to_edit(principal, &now.key)?.map(|e| told(lang, &e))
            }
            _ => None,
        },
        history: revisions.iter().rev().map(|r| line(kind, r, lang, &mut names)).collect(),
        refused: None,
    })
}

pub(in crate::site) fn fields(kind: &'static Kind, body: &Value, lang: Lang, names: &mut Names<'_>) -> Vec<FieldLine> {
    let mut lines = Vec::new();
    for label in kind.labels.iter().filter(|label| label.field != "title") {
        if let Some(value) = body.get(label.field) {
            let value = Showing { kind, lang, names }.value(label.field, value);
            lines.push(FieldLine { label: said(&label.text, lang).to_owned(), value });
        }
    }
    lines
}

/// The value of the field at a path, as it is shown.
pub(in crate::site) fn showing(
    kind: &'static Kind,
    lang: Lang,
    names: &mut Names<'_>,
    path: &str,
    value: &Value,
) -> Shown {
    Showing { kind, lang, names }.value(path, value)
}

/// A body as it is shown: values by their words, references with their titles.
struct Showing<'n, 'w> {
    kind: &'static Kind,
    lang: Lang,
    names: &'n mut Names<'w>,
}

impl Showing<'_, '_> {
    /// The value of the field at that path.
    fn value(&mut self, path: &str, value: &Value) -> Shown {
        match value {
            Value::Bool(truth) => Shown::Truth(*truth),
            Value::String(text) => self.text(path, text),
            Value::Array(items) => Shown::List(items.iter().map(|item| self.value(path, item)).collect()),
            Value::Object(map) => {
                if let Some(gap) = map.get("gap") {
                    let text = |name: &str| map.get(name).and_then(Value::as_str).map(str::to_owned);
                    let owner = map.get("owner").map(|o| Box::new(self.value("", o)));
                    return Shown::Gap(gap == "unknown", text("because").unwrap_or_default(), owner, text("due"));
                }
                Shown::Parts(map.iter().map(|(name, part)| self.part(path, name, part)).collect())
            }
            other => Shown::Text(other.to_string()),
        }
    }

    fn text(&mut self, path: &str, text: &str) -> Shown {
        if let Some(word) = value_word(self.kind, path, text, self.lang) {
            return Shown::Text(word.to_owned());
        }
        match reference(text) {
            Some(key) if self.names.hides(&key) => {
                Shown::Text(format!("{key} ({})", t(self.lang, RecordWord::Restricted)))
            }
            Some(key) => {
                let title = self.names.of(&key);
                let href = links::record(&self.names.workspace.slug, &key);
                Shown::Link(key, title, href)
            }
            None => Shown::Text(text.to_owned()),
        }
    }

    /// A part under its label; a name that no schema knows stays as it is.
    fn part(&mut self, path: &str, name: &str, part: &Value) -> (String, Shown) {
        let inner = format!("{path}.{name}");
        let label =
            self.kind.field(&inner).map_or_else(|| name.replace('_', " "), |f| said(&f.label, self.lang).to_owned());
        (label, self.value(&inner, part))
    }
}

/// The word for a value of a closed list.
fn value_word(kind: &'static Kind, path: &str, text: &str, lang: Lang) -> Option<&'static str> {
    let value = kind.field(path)?.values.iter().find(|v| v.slug == text)?;
    Some(said(&value.word, lang))
}

/// The path of the field that a JSON pointer leads to: places of items are left out.
fn path_of(pointer: &str) -> String {
    let names = pointer.split('/').filter(|name| !name.is_empty() && name.parse::<usize>().is_err());
    names.collect::<Vec<_>>().join(".")
}

/// A key, when the text is one of a kind that exists.
fn reference(text: &str) -> Option<String> {
    let key: Key = text.parse().ok()?;
    Kind::with_prefix(key.prefix()).map(|_| key.to_string())
}

/// A signature as it is shown. Its meaning is said in the reader's language while the kind still has it.
fn signed(kind: &'static Kind, one: &SignatureView, lang: Lang, names: &mut Names<'_>) -> SignatureLine {
    let meaning = kind.workflow.transition(&one.transition).and_then(Transition::meaning);
    let meaning = meaning.filter(|text| text.en == one.meaning).map(|text| said(&text, lang).to_owned());
    let how = one.proved_by.and_then(|by| serde_json::to_value(by).ok()?.as_str().map(str::to_owned));
    let how =
        how.map(|slug| value_word(&signature::KIND, "proved_by", &slug, lang).map_or(slug.clone(), str::to_owned));
    SignatureLine {
        key: one.key.clone(),
        revision: one.revision,
        signer: names.of(&one.signer).unwrap_or_else(|| one.signer.clone()),
        meaning: meaning.unwrap_or_else(|| one.meaning.clone()),
        at: moment(one.at),
        proved_by: how,
        proved_at: one.proved_at.map(moment),
        digest: one.digest.clone(),
    }
}

fn moves(
    workspace: &Workspace,
    principal: &Principal,
    kind: &'static Kind,
    now: &RecordView,
    lang: Lang,
) -> Answer<Vec<MoveLine>> {
    let label = |field: &str| {
        let found = kind.labels.iter().find(|l| l.field == field);
        found.map_or(field, |l| said(&l.text, lang)).to_owned()
    };
    // What only its own command moves is not moved here, and nothing is from the past.
    let movable = kind.workflow.create.is_some() && principal.sight.clock.is_none();
    let all = kind.workflow.transitions.iter().filter(|_| movable);
    all.filter(|t| t.from.contains(&now.state.as_str()))
        .map(|t| {
            // Whoever reads without being signed in acts as somebody else.
            let refused = match principal.proved {
                Some(_) => workspace.refusal_to_move(principal, &now.key, t.name)?,
                None => None,
            };
            let mut lacks: Vec<String> = kind
                .lacks(t.name, &now.body)
                .iter()
                .map(|p| label(p.at.trim_start_matches('/').split('/').next().unwrap_or_default()))
                .collect();
            lacks.dedup();
            Ok(MoveLine {
                name: t.name.to_owned(),
                verb: verb(kind, t.name, lang),
                to: state_word(kind, t.to, lang),
                lacks,
                roles: roles()
                    .iter()
                    .filter(|r| r.may(t.needs, kind.name))
                    .map(|r| said(&r.said(), lang).to_owned())
                    .collect(),
                signs: t.meaning().map(|text| said(&text, lang).to_owned()),
                refused: refused.map(|error| told(lang, &error)),
            })
        })
        .collect()
}

fn line(kind: &Kind, r: &RecordView, lang: Lang, names: &mut Names<'_>) -> HistoryLine {
    HistoryLine {
        revision: r.revision,
        op: verb(kind, &r.op, lang),
        state: state_word(kind, &r.state, lang),
        actor: names.of(&r.actor).unwrap_or_else(|| r.actor.clone()),
        at: moment(r.at),
        entry: r.seq,
    }
}

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
    Query(sides): Query<Sides>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let request = DiffRequest { from: sides.from, to: sides.to };
    let (shell, view) = filled(&s, r, lang, move |w, p| differing(w, p, &key, &request, lang)).await?;
    Ok(Html(record::difference(&shell, &view).into_string()))
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
        at: moment(s.at),
        entry: 0,
    };
    let view = DifferenceView {
        workspace: workspace.slug.clone(),
        key: diff.key,
        kind: kind_name(kind, lang),
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
