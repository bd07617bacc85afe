//! What a record is linked with, both ways, as a list and as a graph of two steps. Bounded: of many records that are
//! linked alike the first are named and the others counted.

mod graph;

use assay_domain::{Action, Key, Kind, Referring, Subject};
use assay_store::{Filter, ListQuery, Revision, Sort, SortBy, Wanted, WorkspaceScope};
use serde_json::Value;

use crate::Answer;
use crate::access::Principal;
use crate::dto::{ConnectionsView, CountView, LinkGroup, Neighbour, RecordView};
use crate::workspace::Workspace;

/// Records named of each group.
const NAMED: usize = 8;

/// Fields that name what they are about as evidence does, `SYS-3@1.1.0`: no link of the store.
const SUBJECTS: [&str; 2] = ["subject", "subjects"];

fn neighbour(revision: &Revision) -> Neighbour {
    Neighbour {
        key: revision.key.to_string(),
        title: revision.title.clone(),
        kind: revision.kind.clone(),
        state: revision.state.clone(),
    }
}

impl Workspace {
    /// What a record is linked with.
    ///
    /// # Errors
    /// When there is no such record.
    pub fn connections(&self, principal: &Principal, key: &str) -> Answer<ConnectionsView> {
        let scope = self.enter(principal, Action::Read)?;
        let head = self.head(&scope, &self.resolve(&scope, key)?)?;
        let (to, from) = (self.refers_to(&scope, &head)?, self.referred_from(&scope, &head)?);
        let graph = self.graph(&scope, &head, &to, &from)?;
        Ok(ConnectionsView { record: RecordView::from(&head), to, from, graph })
    }

    /// What a record refers to, and what refers to it: the lists alone.
    ///
    /// # Errors
    /// When there is no such record.
    pub fn links(&self, principal: &Principal, key: &str) -> Answer<(Vec<LinkGroup>, Vec<LinkGroup>)> {
        let scope = self.enter(principal, Action::Read)?;
        let head = self.head(&scope, &self.resolve(&scope, key)?)?;
        Ok((self.refers_to(&scope, &head)?, self.referred_from(&scope, &head)?))
    }

    /// What a record refers to, by field, in the order of its labels.
    fn refers_to(&self, scope: &WorkspaceScope, head: &Revision) -> Answer<Vec<LinkGroup>> {
        let mut groups: Vec<LinkGroup> = Vec::new();
        for (field, key) in self.links_of(scope, head)? {
            let place = groups.iter().position(|g| g.field == field).unwrap_or_else(|| {
                let count = CountView { n: 0, exact: true };
                groups.push(LinkGroup { kind: head.kind.clone(), field: field.clone(), records: Vec::new(), count });
                groups.len() - 1
            });
            let group = &mut groups[place];
            // What is not there for the reader is no link for them.
            if scope.hides(&key) {
                continue;
            }
            if group.records.len() < NAMED {
                let Some(other) = self.store.head(scope, &key)? else { continue };
                group.records.push(neighbour(&other));
            }
            group.count.n += 1;
        }
        groups.retain(|group| group.count.n > 0);
        Ok(groups)
    }

    /// Links out of a record: field and key. Who is to close a gap is left out.
    fn links_of(&self, scope: &WorkspaceScope, head: &Revision) -> Answer<Vec<(String, Key)>> {
        let Some(kind) = Kind::named(&head.kind).filter(|_| head.body.is_some()) else { return Ok(Vec::new()) };
        let body = Self::body(head);
        let Ok(normal) = kind.normalise(body.clone()) else { return Ok(Vec::new()) };
        let is_field = |field: &str, to: &str| {
            let of = Kind::named(to);
            of.is_some_and(|to| to.referring().any(|r| r.kind == kind.name && r.field == field))
        };
        let links = normal.links.into_iter().filter(|link| is_field(&link.field, &link.kind));
        let mut found: Vec<(String, Key)> = links.map(|link| (link.field, link.to)).collect();
        for field in SUBJECTS {
            let texts: Vec<&str> = match body.get(field) {
                Some(Value::String(one)) => vec![one],
                Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
                _ => Vec::new(),
            };
            for subject in texts.into_iter().filter_map(|text| text.parse::<Subject>().ok()) {
                let key = match &subject {
                    Subject::Workspace => None,
                    Subject::Record(key) => Some(key.clone()),
                    Subject::Version(..) => self.store.holder(scope, &format!("version:{subject}"))?,
                };
                found.extend(key.map(|key| (field.to_owned(), key)));
            }
        }
        Ok(found)
    }

    /// What refers to a record, by kind and field.
    fn referred_from(&self, scope: &WorkspaceScope, head: &Revision) -> Answer<Vec<LinkGroup>> {
        let Some(kind) = Kind::named(&head.kind) else { return Ok(Vec::new()) };
        let mut groups = Vec::new();
        for Referring { kind, field } in kind.referring() {
            if !scope.hides_kind(kind) {
                groups.extend(self.group(scope, kind, field, Filter::Links(field.clone(), head.key.clone()))?);
            }
        }
        let Some(subject) = subject_of(head) else { return Ok(groups) };
        for of in Kind::all().iter().filter(|of| !scope.hides_kind(of.name)) {
            for field in SUBJECTS.iter().filter_map(|field| of.indexed_field(field)) {
                let filter =
                    Filter::Field(field.path.to_owned(), Wanted::OneOf(field.encode(&subject).into_iter().collect()));
                groups.extend(self.group(scope, of.name, field.path, filter)?);
            }
        }
        groups.sort_by(|a, b| (&a.kind, &a.field).cmp(&(&b.kind, &b.field)));
        Ok(groups)
    }

    /// The newest records of a kind that a filter finds, with their number; nothing when there are none.
    fn group(&self, scope: &WorkspaceScope, kind: &str, field: &str, filter: Filter) -> Answer<Option<LinkGroup>> {
        let query = ListQuery {
            kind: Some(kind.to_owned()),
            filters: vec![filter],
            sort: Sort { by: SortBy::Key, descending: true },
            limit: NAMED,
            ..ListQuery::default()
        };
        let page = self.store.list(scope, &query)?;
        if page.rows.is_empty() {
            return Ok(None);
        }
        let count = match page.next {
            None => CountView { n: page.rows.len() as u64, exact: true },
            Some(_) => self.store.count(scope, &query)?.into(),
        };
        let records = page.rows.iter().map(neighbour).collect();
        Ok(Some(LinkGroup { kind: kind.to_owned(), field: field.to_owned(), records, count }))
    }
}

/// What subjects call a record.
fn subject_of(head: &Revision) -> Option<String> {
    match head.kind.as_str() {
        "system-version" => {
            let body = Workspace::body(head);
            Some(format!("{}@{}", body.get("system")?.as_str()?, body.get("version")?.as_str()?))
        }
        _ => Some(head.key.to_string()),
    }
}
