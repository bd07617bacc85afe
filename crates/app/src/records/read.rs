//! Records as they stand, stood, and came to be.

use assay_domain::{Action, Digest, Key, Kind};
use assay_store::{Filter, ListQuery, Revision, Sort, WorkspaceScope};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{asked, by_freshness, by_posture};
use crate::access::Principal;
use crate::dto::{CountView, KindList, KindView, RecordHistory, RecordList, RecordView, TransitionView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// What a list asks for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListRequest {
    /// Kebab-case kind.
    pub kind: Option<String>,
    /// States, separated by commas.
    pub state: Option<String>,
    /// Words to search for.
    pub q: Option<String>,
    /// `field:KEY`: a reference field that points at a record.
    pub link: Option<String>,
    /// Conditions that must all hold, each `field:value`. Several values are separated by commas, a range is `from..to`,
    /// nothing after the colon means that there is no value, and `*` that there is one. The fields are `state`, those that
    /// the schema of the kind lists as indexed, and those that refer to records; of AI systems also `posture`, a
    /// state that something judged for each is in; of evidence also `freshness`: stale, expiring, current or unused.
    #[serde(deserialize_with = "super::asked::several")]
    pub filter: Vec<String>,
    /// `key`, `state`, `changed`, or a field that the schema of the kind lists as indexed, `title` among them; with `-`
    /// before it the other way round; of AI systems also `posture`, the gravest first; of evidence also `freshness`, what runs out first coming first. By
    /// key unless stated; a list of every kind comes by `changed`.
    pub sort: Option<String>,
    /// A position of the log, or a time.
    pub as_of: Option<String>,
    /// Cursor of the page before.
    pub after: Option<String>,
    /// Cursor of the page behind.
    pub before: Option<String>,
    /// Most records, 1 to 500; 50 unless stated.
    pub limit: Option<usize>,
    /// Whether to count the records of the whole list.
    pub count: bool,
}

/// What a signature of this revision names.
fn digest(revision: &Revision) -> Option<String> {
    revision.body.as_deref().map(|body| Digest::of(body).to_string())
}

/// Reads a key, or says how one looks.
pub(crate) fn key(text: &str) -> Answer<Key> {
    text.parse().map_err(|e: assay_domain::KeyError| AppError::input("key.malformed", e.to_string()))
}

/// The kind of that name, or an error that lists the kinds.
pub(crate) fn kind(name: &str) -> Answer<&'static Kind> {
    Kind::named(name).ok_or_else(|| {
        let names: Vec<&str> = Kind::all().iter().map(|k| k.name).collect();
        AppError::input("kind.unknown", format!("there is no kind `{name}`; choose from {}", names.join(", ")))
    })
}

impl Workspace {
    /// A page of records.
    ///
    /// # Errors
    /// On an unknown kind, cursor or key, and when the asker may not read.
    pub fn list(&self, principal: &Principal, request: &ListRequest) -> Answer<RecordList> {
        let scope = self.enter(principal, Action::Read)?;
        let query = self.list_query(&scope, request)?;
        let (page, count) = if request.count {
            let (page, count) = self.list_and_count(&scope, &query)?;
            (page, Some(CountView::from(count)))
        } else {
            (self.store.list(&scope, &query)?, None)
        };
        let records = page.rows.iter().map(RecordView::from).collect();
        Ok(RecordList { records, next: page.next, previous: page.previous, count })
    }

    /// What a request asks of the store.
    fn list_query(&self, scope: &WorkspaceScope, request: &ListRequest) -> Answer<ListQuery> {
        let kind = request.kind.as_deref().map(kind).transpose()?;
        let mut filters = Vec::new();
        if let Some(states) = &request.state {
            filters.push(Filter::State(states.split(',').map(|s| s.trim().to_owned()).collect()));
        }
        if let Some(words) = &request.q {
            filters.push(Filter::Words(words.clone()));
        }
        if let Some(link) = &request.link {
            let (field, to) = link.split_once(':').ok_or_else(|| {
                AppError::input("link.malformed", format!("`{link}` is not field:KEY, such as system:SYS-1"))
            })?;
            filters.push(Filter::Links(field.to_owned(), key(to)?));
        }
        for text in &request.filter {
            filters.push(self.condition(scope, request, kind, text)?);
        }
        let sort = self.order(scope, request, kind)?;
        let as_of = match &request.as_of {
            Some(text) => Some(self.moment(scope, Some(text))?.position),
            None => None,
        };
        if request.after.is_some() && request.before.is_some() {
            let text = "`after` and `before` name two places; a page begins behind one or ends before one";
            return Err(AppError::input("cursor.two", text));
        }
        Ok(ListQuery {
            kind: request.kind.clone(),
            filters,
            sort,
            as_of,
            after: request.after.clone(),
            before: request.before.clone(),
            limit: request.limit.unwrap_or(50),
            dense: false,
        })
    }

    /// A condition: on what follows from verdicts, or on what records say.
    fn condition(
        &self,
        scope: &WorkspaceScope,
        request: &ListRequest,
        kind: Option<&'static Kind>,
        text: &str,
    ) -> Answer<Filter> {
        let as_of = request.as_of.as_deref();
        if let Some(wanted) = by_posture::wanted(kind, text) {
            return self.with_posture(scope, as_of, wanted);
        }
        match by_freshness::wanted(kind, text) {
            Some(wanted) => self.with_freshness(scope, as_of, wanted),
            None => asked::filter(kind, text),
        }
    }

    /// The order, likewise.
    fn order(&self, scope: &WorkspaceScope, request: &ListRequest, kind: Option<&'static Kind>) -> Answer<Sort> {
        let (as_of, sort) = (request.as_of.as_deref(), request.sort.as_deref());
        if let Some(descending) = by_posture::order(kind, sort) {
            return self.sorted_by_posture(scope, as_of, descending);
        }
        match by_freshness::order(kind, sort) {
            Some(descending) => self.sorted_by_freshness(scope, as_of, descending),
            None => asked::sort(kind, sort),
        }
    }

    pub(crate) fn head(&self, scope: &WorkspaceScope, key: &Key) -> Answer<Revision> {
        self.store.head(scope, key)?.ok_or_else(|| AppError::not_found(format!("record {key}")))
    }

    /// One record, now or as of a moment.
    ///
    /// # Errors
    /// When there is none.
    pub fn show(&self, principal: &Principal, key_text: &str, as_of: Option<&str>) -> Answer<RecordView> {
        let scope = self.enter(principal, Action::Read)?;
        let key = self.resolve(&scope, key_text)?;
        let revision = match as_of {
            None => self.head(&scope, &key)?,
            Some(text) => {
                let position = self.moment(&scope, Some(text))?.position;
                let then = self.store.as_of(&scope, &key, position)?;
                then.ok_or_else(|| AppError::not_found(format!("record {key} as of {text}")))?
            }
        };
        let mut signatures = self.signature_views(&scope, &key)?;
        signatures.retain(|signature| signature.revision <= revision.revision);
        Ok(RecordView { signatures, digest: digest(&revision), ..RecordView::from(&revision) })
    }

    /// The title of a record as it stands; empty once erased.
    ///
    /// # Errors
    /// When there is none for whoever asks.
    pub fn title_of(&self, principal: &Principal, key_text: &str) -> Answer<String> {
        let scope = self.enter(principal, Action::Read)?;
        Ok(self.head(&scope, &key(key_text)?)?.title)
    }

    /// A key, or the version behind `SYS-1@1.1.0`.
    pub(crate) fn resolve(&self, scope: &WorkspaceScope, text: &str) -> Answer<Key> {
        if text.contains('@') {
            let holder = self.store.holder(scope, &format!("version:{text}"))?;
            return holder.ok_or_else(|| AppError::not_found(format!("system version {text}")));
        }
        key(text)
    }

    /// Every revision of a record that is there for whoever the scope is of.
    pub(crate) fn revisions(&self, scope: &WorkspaceScope, key: &Key) -> Answer<Vec<Revision>> {
        let revisions = self.store.history(scope, key)?;
        if revisions.is_empty() {
            return Err(AppError::not_found(format!("record {key}")));
        }
        Ok(revisions)
    }

    /// Every revision of a record.
    ///
    /// # Errors
    /// When there is no such record.
    pub fn history(&self, principal: &Principal, key_text: &str) -> Answer<RecordHistory> {
        let scope = self.enter(principal, Action::Read)?;
        let revisions = self.revisions(&scope, &self.resolve(&scope, key_text)?)?;
        let signatures = match revisions.first() {
            Some(first) => self.signature_views(&scope, &first.key)?,
            None => Vec::new(),
        };
        let view = |r: &Revision| {
            let own = signatures.iter().filter(|s| s.revision == r.revision);
            RecordView { signatures: own.cloned().collect(), digest: digest(r), ..RecordView::from(r) }
        };
        Ok(RecordHistory { revisions: revisions.iter().map(view).collect() })
    }
}

/// The kinds, with their schemas and lives.
#[must_use]
pub fn kinds() -> KindList {
    let view = |k: &&'static Kind| KindView {
        name: k.name.to_owned(),
        prefix: k.prefix.to_owned(),
        title: k.title.en.to_owned(),
        refs: k.refs.iter().map(|r| (*r).to_owned()).collect(),
        states: k.workflow.states.iter().map(|s| (*s).to_owned()).collect(),
        transitions: k
            .workflow
            .transitions
            .iter()
            .map(|t| TransitionView {
                name: t.name.to_owned(),
                from: t.from.iter().map(|s| (*s).to_owned()).collect(),
                to: t.to.to_owned(),
                requires: t.requires.iter().map(|s| (*s).to_owned()).collect(),
                signs: t.signs.map(str::to_owned),
            })
            .collect(),
        schema: k.json_schema().clone(),
    };
    KindList { kinds: Kind::all().iter().map(view).collect() }
}
