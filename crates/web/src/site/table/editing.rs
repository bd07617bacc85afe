//! What of a record is changed from its row: where one field is edited, the whole of it, its owner, and several together.

use assay_app::{Principal, Workspace};
use assay_domain::Kind;

use crate::parts::links;

/// How rows of a kind are changed; nothing of them where there is no kind, or nothing is changed now.
pub(in crate::site) struct Editing<'w> {
    slug: &'w str,
    kind: Option<&'static Kind>,
}

impl<'w> Editing<'w> {
    /// For whoever reads: nothing of the past is changed, and nothing that people do not make.
    pub(in crate::site) fn of(w: &'w Workspace, p: &Principal, kind: Option<&'static Kind>) -> Self {
        let now = p.may_change().is_ok();
        Self { slug: &w.slug, kind: kind.filter(|kind| now && kind.workflow.create.is_some()) }
    }

    /// Where nothing is changed.
    #[cfg(test)]
    pub(in crate::site) fn none() -> Self {
        Self { slug: "", kind: None }
    }

    /// The kind, where a record in that state is edited.
    fn open(&self, state: &str) -> Option<&'static Kind> {
        self.kind.filter(|kind| kind.workflow.editable.contains(&state))
    }

    /// Where one field is edited.
    pub(in crate::site) fn field(&self, key: &str, state: &str, field: &str) -> Option<String> {
        let kind = self.open(state)?;
        let frozen = kind.frozen().iter().any(|f| f.states.contains(&state) && f.fields.contains(&field));
        (!frozen).then(|| links::edit_field(self.slug, key, field))
    }

    /// Where the whole of it is edited.
    pub(in crate::site) fn whole(&self, key: &str, state: &str) -> Option<String> {
        self.open(state).map(|_| links::edit_record(self.slug, key))
    }

    /// Where its owner is stated.
    pub(in crate::site) fn owner(&self, key: &str, state: &str) -> Option<String> {
        links::assign(self.slug, self.open(state)?, state, key)
    }

    /// Where several are changed together, with what goes along.
    pub(in crate::site) fn bulk(&self) -> Option<(String, Vec<(String, String)>)> {
        self.kind.map(|kind| (links::bulk(self.slug), vec![("kind".to_owned(), kind.name.to_owned())]))
    }

    /// Where records are taken in from a file.
    pub(in crate::site) fn import(&self) -> Option<String> {
        self.kind.map(|kind| links::import(self.slug, kind.name))
    }
}

/// What is sent of a row that is picked.
pub(in crate::site) fn pick(key: &str, revision: u32) -> String {
    format!("{key}.{revision}")
}
