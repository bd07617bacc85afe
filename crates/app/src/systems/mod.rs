//! AI systems: the inventory as a table, and one system with its versions and gates, parts, data, risks and evidence. Each
//! answer reads a page, however many there are.

mod compare;
mod data;
mod evidence;
mod gate;
mod list;
mod overview;
mod parts;
mod risks;
mod versions;

pub use evidence::SystemEvidenceRequest;
pub use list::SystemLines;
pub use versions::VersionLines;

use assay_domain::{Action, Key, Kind, Subject};
use assay_store::{Filter, ListQuery, Revision, Sort, SortBy, Wanted, WorkspaceScope};

use crate::access::Principal;
use crate::dto::CountView;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Versions that are looked at where all of them would be too many: the newest.
const VERSIONS: usize = 50;
/// Rows of a page.
const PAGE: usize = 50;

/// Whose indexed field has one of these values, as a body writes them.
fn having(kind: &str, field: &str, values: &[String]) -> Answer<Filter> {
    let of = Kind::named(kind).and_then(|k| k.indexed_field(field));
    let of = of.ok_or_else(|| AppError::internal(format!("`{field}` of {kind} is not indexed")))?;
    let values = values.iter().filter_map(|value| of.encode(value)).collect();
    Ok(Filter::Field(field.to_owned(), Wanted::OneOf(values)))
}

/// Records of a kind with these values, newest key first.
fn newest(kind: &str, field: &str, values: &[String], limit: usize) -> Answer<ListQuery> {
    Ok(ListQuery {
        kind: Some(kind.to_owned()),
        filters: vec![having(kind, field, values)?],
        sort: Sort { by: SortBy::Key, descending: true },
        limit,
        ..ListQuery::default()
    })
}

impl Workspace {
    /// The scope of somebody, and the system of a key.
    fn enter_system(&self, principal: &Principal, key: &str) -> Answer<(WorkspaceScope, Revision)> {
        let scope = self.enter(principal, Action::Read)?;
        let key = self.resolve(&scope, key)?;
        let head = self.store.head(&scope, &key)?.filter(|r| r.kind == "ai-system");
        let head = head.ok_or_else(|| AppError::not_found(format!("AI system {key}")))?;
        Ok((scope, head))
    }

    /// The newest versions of a system.
    fn newest_versions(&self, scope: &WorkspaceScope, system: &Key, most: usize) -> Answer<Vec<Revision>> {
        let query = newest("system-version", "system", &[system.to_string()], most)?;
        Ok(self.store.list(scope, &query)?.rows)
    }

    fn how_many(&self, scope: &WorkspaceScope, query: &ListQuery) -> Answer<CountView> {
        Ok(self.count_records(scope, query)?.into())
    }
}

/// The label of a version.
fn label(version: &Revision) -> String {
    let body = Workspace::body(version);
    body.get("version").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
}

/// What evidence calls a system and these versions of it.
fn subjects(system: &Revision, versions: &[Revision]) -> Vec<Subject> {
    let itself = Subject::Record(system.key.clone());
    let each = versions.iter().map(|v| Subject::Version(system.key.clone(), label(v)));
    std::iter::once(itself).chain(each).collect()
}
