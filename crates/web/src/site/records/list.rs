//! Records: the kinds, and lists by address.

use std::collections::BTreeMap;

use assay_app::exchange::ExportRequest;
use assay_app::{Answer, AppError, Principal, Workspace};
use assay_domain::{Kind, Text, ValueWords};
use axum::extract::{self, Path, RawQuery};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};

use crate::asker::Reader;
use crate::pages::records::list as records;
use crate::pages::records::views::{KindName, Pick, RecordsView};
use crate::parts::links;
use crate::parts::shell::Place;
use crate::parts::table::Asked;
use crate::parts::words::{Lang, RecordWord, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, filled, language};
use crate::site::records::act;
use crate::site::shell::shell;
use crate::site::table::{self, Spec, Told};
use crate::state::Served;

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

/// The kind of that name, or that there is no such page.
pub(in crate::site) fn kind_of(name: &str) -> Answer<&'static Kind> {
    Kind::named(name).ok_or_else(|| AppError::not_found(format!("kind `{name}`")))
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let query = query.unwrap_or_default();
    let told =
        filled(&s, r, lang, move |w, p| tell(w, p, Asked::read(&links::records(&w.slug), &["kind"], &query), lang));
    Ok(told.await?.into_response())
}

fn tell(w: &Workspace, p: &Principal, asked: Asked, lang: Lang) -> Answer<Told> {
    let kind = asked.kept.iter().find(|(name, _)| name == "kind").map(|(_, kind)| kind_of(kind)).transpose()?;
    let mut view = RecordsView {
        workspace: w.slug.clone(),
        kind: kind.map(|k| kind_name(k, lang)),
        asked: asked.clone(),
        made_by_hand: p.may_change().is_ok()
            && kind.is_some_and(|k| k.workflow.create.is_some() || k.name == act::KIND),
        ..RecordsView::default()
    };
    let shell = shell(w, p, Place::Records, lang)?;
    if kind.is_none() && asked.q.is_empty() && !asked.crooked {
        view.kinds = Kind::all().iter().map(|k| kind_name(k, lang)).collect();
        view.kinds.sort_by_key(|k| k.title.to_lowercase());
        return Ok(Told::Page(records::page(&shell, &view)));
    }
    let heading = t(lang, RecordWord::RecordsFound).to_owned();
    table::tell(w, p, lang, &Spec::of("list", heading, kind, asked), |table| {
        Ok(records::page(&shell, &RecordsView { table: Some(table), ..view }))
    })
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
        let found = || workspace.title_of(principal, key).ok();
        self.known.entry(key.to_owned()).or_insert_with(found)
    }
}

/// A list as a file: exactly what the address of its table asks for.
pub(in crate::site) async fn sheet(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((_, kind)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let query = query.unwrap_or_default();
    let asked = Asked::read("", &["as_of"], &query);
    let kept = |name: &str| asked.kept.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let stated = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let request = ExportRequest {
        format: table::format(asked.format.as_deref().unwrap_or_default()),
        q: stated(&asked.q),
        sort: stated(&asked.sort),
        columns: stated(&asked.columns.join(",")),
        as_of: kept("as_of"),
        filter: asked.filters.clone(),
        ..ExportRequest::default()
    };
    let file = filled(&s, r, lang, move |w, p| {
        kind_of(&kind)?;
        w.export(p, &kind, &request)
    });
    Ok(table::as_file(file.await?))
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
