//! Stored files, and the records that name them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use assay_domain::{Digest, Kind};
use assay_store::{Revision, WorkspaceScope};

use crate::Answer;
use crate::access::own_work;
use crate::workspace::Workspace;

/// Revisions read at a time.
const PAGE: usize = 1024;

/// Kinds that keep files. Evidence names what it was read from, which is kept by the artifact's own record.
static KEEPERS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let keeps = |kind: &&&'static Kind| {
        kind.name != "evidence" && kind.normalise(kind.sample()).is_ok_and(|normal| !normal.artifacts.is_empty())
    };
    Kind::all().iter().filter(keeps).map(|kind| kind.name).collect()
});

impl Workspace {
    /// Whether somebody sees a file: its artifact, or else a record that names it. What no record names yet was just
    /// delivered.
    pub(crate) fn sees_file(&self, scope: &WorkspaceScope, digest: Digest) -> Answer<bool> {
        let own = own_work(self.id);
        if let Some(artifact) = self.store.holder(&own, &format!("artifact:{digest}"))? {
            return Ok(self.store.head(scope, &artifact)?.is_some());
        }
        if !KEEPERS.iter().any(|kind| scope.hides_some_of(kind)) {
            return Ok(true);
        }
        Ok(self.named_files(scope, u64::MAX)?.contains_key(&digest)
            || !self.named_files(&own, u64::MAX)?.contains_key(&digest))
    }

    /// Digests of the files that revisions before a position name whose bodies are here, each with the kinds that name it.
    /// All revisions count: the past is read too.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn named_files(
        &self,
        scope: &WorkspaceScope,
        before: u64,
    ) -> Answer<BTreeMap<Digest, BTreeSet<String>>> {
        let (mut named, mut from) = (BTreeMap::<_, BTreeSet<String>>::new(), 0);
        loop {
            let page = self.store.changes(scope, from, PAGE)?;
            let Some(last) = page.last() else { return Ok(named) };
            from = last.seq + 1;
            for revision in page.iter().filter(|r| r.seq < before && KEEPERS.contains(r.kind.as_str())) {
                for digest in files_of(revision) {
                    named.entry(digest).or_default().insert(revision.kind.clone());
                }
            }
        }
    }
}

/// The files that one revision names; none once it is erased.
fn files_of(revision: &Revision) -> Vec<Digest> {
    let kind = Kind::named(&revision.kind).filter(|_| revision.body.is_some());
    let normal = kind.and_then(|kind| kind.normalise(Workspace::body(revision)).ok());
    normal.map(|normal| normal.artifacts).unwrap_or_default()
}
