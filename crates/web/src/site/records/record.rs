//! One record of any kind.

use std::collections::BTreeMap;

use assay_app::dto::{RecordView, SignatureView};
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::kinds::signature;
use assay_domain::{AIMS, Kind, Transition, roles};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use serde_json::Value;

use crate::asker::Reader;
use crate::pages::records::around::RecordHead;
use crate::pages::records::record;
use crate::pages::records::views::{MoveLine, RecordPage, SignatureLine};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::{Names, kind_name, kind_of, said, state_word, verb};
use crate::site::records::showing::{field, fields, value_word};
use crate::site::records::{connections, history};
use crate::site::refusal::told;
use crate::site::shell::{moment, shell};
use crate::state::Served;

/// Revisions on the page of a record itself.
const NEWEST: usize = 5;

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

/// The head of the pages of a record.
pub(in crate::site) fn head(
    workspace: &Workspace,
    principal: &Principal,
    now: &RecordView,
    lang: Lang,
) -> Answer<RecordHead> {
    let kind = kind_of(&now.kind)?;
    let editable = principal.may_change().is_ok()
        && kind.workflow.create.is_some()
        && kind.workflow.editable.contains(&now.state.as_str());
    let free = editable && !now.erased && edit_refused(workspace, principal, kind, &now.key, lang)?.is_none();
    Ok(RecordHead {
        workspace: workspace.slug.clone(),
        key: now.key.clone(),
        title: now.title.clone(),
        kind: kind_name(kind, lang),
        state: state_word(kind, &now.state, lang),
        revisions: usize::try_from(now.revision).unwrap_or(usize::MAX),
        page: own_page(workspace, principal, now),
        edit: free,
        assign: links::assign(&workspace.slug, kind, &now.state, &now.key).filter(|_| free),
    })
}

/// The page that a place has for the record. A row of a Statement of Applicability has that of its requirement, where the
/// framework is in force.
fn own_page(workspace: &Workspace, principal: &Principal, now: &RecordView) -> Option<String> {
    let requirement = now.body.get("requirement").and_then(Value::as_str).filter(|_| now.kind == "control");
    let Some((framework, id)) = requirement.and_then(|text| text.split_once(':')) else {
        return links::page_of(&now.kind, &now.key);
    };
    let in_force = if framework == links::OWN { AIMS } else { framework };
    let found = workspace.framework(principal, in_force).ok()?;
    let judged = framework == links::OWN || found.judged().any(|row| row.id == id);
    judged.then(|| links::requirement(framework, id))
}

/// Why the reader may not edit it; whoever reads without being signed in acts as somebody else.
fn edit_refused(
    workspace: &Workspace,
    principal: &Principal,
    kind: &Kind,
    key: &str,
    lang: Lang,
) -> Answer<Option<String>> {
    match principal.proved {
        Some(_) if kind.workflow.create.is_some() => {
            Ok(workspace.refusal_to_edit(principal, key)?.map(|e| told(lang, &e)))
        }
        _ => Ok(None),
    }
}

/// A record with its history and where it can go.
pub(in crate::site) fn fill(workspace: &Workspace, principal: &Principal, key: &str, lang: Lang) -> Answer<RecordPage> {
    let revisions = workspace.history(principal, key)?.revisions;
    let now = revisions.last().ok_or_else(|| AppError::not_found(format!("record {key}")))?;
    let kind = kind_of(&now.kind)?;
    let mut names = Names { workspace, principal, known: BTreeMap::new() };
    let links = workspace.links(principal, &now.key)?;
    Ok(RecordPage {
        head: head(workspace, principal, now, lang)?,
        revision: now.revision,
        erased: now.erased,
        fields: fields(kind, &now.body, lang, &mut names),
        properties: field(kind, "owner", &now.body, lang, &mut names).into_iter().collect(),
        moves: if now.erased { Vec::new() } else { moves(workspace, principal, kind, now, lang)? },
        signatures: revisions
            .iter()
            .rev()
            .flat_map(|r| r.signatures.iter().rev())
            .map(|s| signed(kind, s, lang, &mut names))
            .collect(),
        links: connections::lists(workspace, &links.0, &links.1, lang)?,
        proof: history::proof(workspace, principal, now)?,
        digest: workspace.digest_to_sign(principal, &now.key)?,
        edit_refused: edit_refused(workspace, principal, kind, &now.key, lang)?,
        history: history::lines(kind, &revisions, NEWEST, None, lang, &mut names),
        refused: None,
        files: workspace.files_of(principal, &now.key)?,
    })
}

/// A signature as it is shown. Its meaning is said in the reader's language while the kind still has it.
pub(in crate::site) fn signed(
    kind: &'static Kind,
    one: &SignatureView,
    lang: Lang,
    names: &mut Names<'_>,
) -> SignatureLine {
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
        at: moment(lang, one.at),
        proved_by: how,
        proved_at: one.proved_at.map(|at| moment(lang, at)),
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
            let named = |at: &str| at.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
            let mut lacks: Vec<(String, String)> = kind
                .lacks(t.name, &now.body)
                .iter()
                .map(|p| named(&p.at))
                .map(|field| (field.clone(), label(&field)))
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
