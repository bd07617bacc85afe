//! Records: the kinds, and lists by address.

use std::collections::BTreeMap;

use assay_app::dto::RecordView;
use assay_app::exchange::{ExportRequest, SheetFormat};
use assay_app::records::ListRequest;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::{Kind, Text, ValueWords};
use axum::extract::{self, Path, Query};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse as _, Response};
use serde::Deserialize;

use crate::asker::Reader;
use crate::pages::records::list as records;
use crate::pages::records::views::{Asked, KindName, Pick, RecordRow, RecordsView};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::shell::{moment, shell};
use crate::state::Served;

/// Records that are looked through, so that a list can be sorted by anything.
const MOST: usize = 5_000;
/// Records of a page.
const PAGE: usize = 50;

/// What the address asks for. Empty fields come from the form and mean nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Wanted {
    kind: String,
    state: String,
    q: String,
    sort: String,
    page: String,
}

/// A text in the reader's language.
pub(in crate::site) fn said(text: &Text, lang: Lang) -> &'static str {
    lang.of(text)
}

/// A kind as the reader knows it.
pub(in crate::site) fn kind_name(kind: &Kind, lang: Lang) -> KindName {
    KindName {
        name: kind.name.to_owned(),
        title: said(&kind.title, lang).to_owned(),
        prefix: kind.prefix.to_owned(),
        refs: kind.refs.join(" · "),
    }
}

/// A state as the reader knows it.
pub(in crate::site) fn state_word(kind: &Kind, state: &str, lang: Lang) -> String {
    kind.state_word(state).map_or_else(|| state.to_owned(), |text| said(&text, lang).to_owned())
}

/// An act as the reader knows it.
pub(in crate::site) fn verb(kind: &Kind, act: &str, lang: Lang) -> String {
    kind.verb(act).map_or_else(|| act.to_owned(), |text| said(&text, lang).to_owned())
}

/// A value of a closed list as the reader knows it.
pub(in crate::site) fn pick(value: &ValueWords, lang: Lang) -> Pick {
    Pick {
        value: value.slug.to_owned(),
        word: said(&value.word, lang).to_owned(),
        meaning: value.help.map(|text| said(&text, lang).to_owned()),
    }
}

/// The states of a kind, to choose from.
fn states(kind: &Kind, lang: Lang) -> Vec<Pick> {
    let of = |state: &&str| Pick { value: (*state).to_owned(), word: state_word(kind, state, lang), meaning: None };
    kind.workflow.states.iter().map(of).collect()
}

/// The kind of that name, or that there is no such page.
pub(in crate::site) fn kind_of(name: &str) -> Answer<&'static Kind> {
    Kind::named(name).ok_or_else(|| AppError::not_found(format!("kind `{name}`")))
}

fn stated(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|t| !t.is_empty())
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &wanted, lang)).await?;
    Ok(Html(records::page(&shell, &view).into_string()))
}

fn fill(workspace: &Workspace, principal: &Principal, wanted: &Wanted, lang: Lang) -> Answer<(Shell, RecordsView)> {
    let kind = stated(&wanted.kind).map(|name| kind_of(&name)).transpose()?;
    let mut view = RecordsView {
        workspace: workspace.slug.clone(),
        kind: kind.map(|k| kind_name(k, lang)),
        asked: Asked { state: wanted.state.clone(), q: wanted.q.clone(), sort: wanted.sort.clone() },
        states: kind.map(|k| states(k, lang)).unwrap_or_default(),
        made_by_hand: principal.may_change().is_ok() && kind.is_some_and(|k| k.workflow.create.is_some()),
        ..RecordsView::default()
    };
    if kind.is_none() && stated(&wanted.q).is_none() {
        view.kinds = Kind::all().iter().map(|k| kind_name(k, lang)).collect();
        view.kinds.sort_by_key(|k| k.title.to_lowercase());
    } else {
        let (mut found, more) = search(workspace, principal, kind, wanted)?;
        sort(&mut found, &wanted.sort);
        view.more = more;
        view.found = found.len();
        view.pages = found.len().div_ceil(PAGE).max(1);
        view.page = wanted.page.parse::<usize>().unwrap_or(1).clamp(1, view.pages);
        let mut names = Names { workspace, principal, known: BTreeMap::new() };
        let shown = found.iter().skip((view.page - 1) * PAGE).take(PAGE);
        view.rows = shown.map(|r| row(r, kind.is_none(), lang, &mut names)).collect();
    }
    Ok((shell(workspace, principal, Place::Records, lang)?, view))
}

/// Everything that fits, and whether there would be more.
fn search(
    workspace: &Workspace,
    principal: &Principal,
    kind: Option<&Kind>,
    wanted: &Wanted,
) -> Answer<(Vec<RecordView>, bool)> {
    let mut request = ListRequest {
        kind: kind.map(|k| k.name.to_owned()),
        state: stated(&wanted.state),
        q: stated(&wanted.q),
        limit: Some(500),
        ..ListRequest::default()
    };
    let mut found = Vec::new();
    loop {
        let page = workspace.list(principal, &request)?;
        found.extend(page.records);
        request.after = page.next;
        if request.after.is_none() || found.len() >= MOST {
            let more = request.after.is_some() || found.len() > MOST;
            found.truncate(MOST);
            return Ok((found, more));
        }
    }
}

/// Lists come by key, or across kinds by their place in the log.
fn sort(found: &mut [RecordView], by: &str) {
    match by {
        "-key" => found.reverse(),
        "title" => found.sort_by_key(|r| r.title.to_lowercase()),
        "-title" => found.sort_by_key(|r| std::cmp::Reverse(r.title.to_lowercase())),
        "state" => found.sort_by(|a, b| a.state.cmp(&b.state)),
        "-state" => found.sort_by(|a, b| b.state.cmp(&a.state)),
        "changed" => found.sort_by_key(|r| r.seq),
        "-changed" => found.sort_by_key(|r| std::cmp::Reverse(r.seq)),
        _ => {}
    }
}

/// Titles of records, looked up once each.
pub(in crate::site) struct Names<'a> {
    pub(in crate::site) workspace: &'a Workspace,
    pub(in crate::site) principal: &'a Principal,
    pub(in crate::site) known: BTreeMap<String, Option<String>>,
}

impl Names<'_> {
    /// The title of a record that the reader may see.
    pub(in crate::site) fn of(&mut self, key: &str) -> Option<String> {
        self.look(key).clone().filter(|title| !title.is_empty())
    }

    /// Whether a record that something refers to is not there for the reader.
    pub(in crate::site) fn hides(&mut self, key: &str) -> bool {
        self.look(key).is_none()
    }

    /// The title, empty once it is erased; nothing where there is no such record for the reader.
    fn look(&mut self, key: &str) -> &Option<String> {
        let (workspace, principal) = (self.workspace, self.principal);
        let found = || workspace.show(principal, key, None).ok().map(|r| r.title);
        self.known.entry(key.to_owned()).or_insert_with(found)
    }
}

fn row(r: &RecordView, with_kind: bool, lang: Lang, names: &mut Names<'_>) -> RecordRow {
    let owner = r.body.get("owner").and_then(|o| o.as_str());
    let kind = Kind::named(&r.kind);
    RecordRow {
        key: r.key.clone(),
        title: r.title.clone(),
        kind: kind.filter(|_| with_kind).map(|k| said(&k.title, lang).to_owned()),
        state: kind.map_or_else(|| r.state.clone(), |k| state_word(k, &r.state, lang)),
        owner: owner.map(|key| names.of(key).unwrap_or_else(|| key.to_owned())),
        revision: r.revision,
        at: moment(r.at),
    }
}

/// Which list, as which file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct AsFile {
    format: SheetFormat,
    state: String,
    q: String,
}

pub(in crate::site) async fn sheet(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, kind)): Path<(String, String)>,
    Query(wanted): Query<AsFile>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let request = ExportRequest {
        format: wanted.format,
        state: stated(&wanted.state),
        q: stated(&wanted.q),
        ..ExportRequest::default()
    };
    let file = filled(&s, r, lang, move |w, p| {
        kind_of(&kind)?;
        w.export(p, &kind, &request)
    });
    let file = file.await?;
    let headers = [
        (header::CONTENT_TYPE, file.media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    Ok((headers, file.bytes).into_response())
}

pub(in crate::site) async fn proof(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, entry)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let text = filled(&s, r, lang, move |w, p| {
        // Of a page only an entry is asked for, by its number.
        entry.parse::<u64>().map_err(|_| AppError::not_found(format!("entry {entry}")))?;
        w.log_proof(p, &entry)
    });
    Ok(text.await?.into_response())
}
