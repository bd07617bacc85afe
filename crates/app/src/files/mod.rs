//! What a stored file is, and what of it can be shown.
//!
//! Only a bounded start of a file is read, and nothing of it is unpacked or decoded: text is shown as text, and a picture
//! is left to the reader's browser, which does that in a sandbox. Its size is read from its head, so that nobody is given
//! one that would fill their memory.

mod claim;
mod markup;
mod media;
mod preview;
#[cfg(test)]
mod tests;

use std::io::Read as _;

use assay_domain::kinds::evidence::Evidence;
use assay_domain::{Action, Digest, Kind};
use assay_store::{Revision, WorkspaceScope};

use crate::access::Principal;
use crate::dto::{FileView, Preview};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most bytes of a file that are looked at.
const START: u64 = 256 * 1024;
/// Most files of a record that are looked at when all are listed.
const LOOKED_AT: usize = 24;

/// A file as a record names it.
struct Named {
    digest: Digest,
    name: Option<String>,
    role: Option<String>,
    size: u64,
}

impl Workspace {
    /// The files that a record names and the reader may see. What the record no longer says, once erased, names none.
    ///
    /// # Errors
    /// When there is no such record for the reader, or a file cannot be read.
    pub fn files_of(&self, principal: &Principal, key: &str) -> Answer<Vec<FileView>> {
        let scope = self.enter(principal, Action::Read)?;
        let record = self.head(&scope, &self.resolve(&scope, key)?)?;
        let mut all = Vec::new();
        for named in named_by(&record) {
            if self.sees_file(&scope, named.digest)? {
                let look = all.len() < LOOKED_AT;
                all.push(self.file_view(&scope, named, look)?);
            }
        }
        Ok(all)
    }

    /// One file of a record.
    ///
    /// # Errors
    /// When there is no such record for the reader, or when it names no such file that the reader sees: which of these, is
    /// not said.
    pub fn file_of(&self, principal: &Principal, key: &str, sha256: &str) -> Answer<FileView> {
        let scope = self.enter(principal, Action::Read)?;
        let record = self.head(&scope, &self.resolve(&scope, key)?)?;
        let named = named_by(&record).into_iter().find(|named| named.digest.to_string() == sha256);
        match named {
            Some(named) if self.sees_file(&scope, named.digest)? => self.file_view(&scope, named, true),
            _ => Err(AppError::not_found(format!("file {sha256} of {key}"))),
        }
    }

    /// A file that the reader sees.
    fn file_view(&self, scope: &WorkspaceScope, named: Named, look: bool) -> Answer<FileView> {
        let Named { digest, name, role, size } = named;
        let sha256 = digest.to_string();
        let name = match name {
            Some(name) => name,
            None => self.name_of_file(scope, digest)?.unwrap_or_else(|| sha256.chars().take(12).collect()),
        };
        let claimed = claim::of(&name);
        let mut view = FileView {
            name,
            role,
            size,
            claimed: claimed.map(str::to_owned),
            media: "absent".to_owned(),
            mismatch: false,
            preview: Preview::None,
            sha256,
        };
        let Some(size) = self.blobs.size(&digest.0)? else { return Ok(view) };
        view.size = size;
        if !look {
            return Ok(FileView { media: "unread".to_owned(), ..view });
        }
        let mut start = Vec::new();
        let opened = self.blobs.open(&digest.0);
        // A file that is damaged takes no page with it: the page says so, and `assay doctor` says why.
        if !opened.is_ok_and(|bytes| bytes.take(START).read_to_end(&mut start).is_ok()) {
            return Ok(FileView { media: "damaged".to_owned(), ..view });
        }
        let media = media::of(&start, size);
        view.mismatch = claimed.is_some_and(|claimed| claim::disagrees(claimed, media, &start));
        view.preview = preview::of(media, &start, size);
        media.clone_into(&mut view.media);
        Ok(view)
    }

    /// The name under which a file was first delivered, where the reader sees the record of that.
    fn name_of_file(&self, scope: &WorkspaceScope, digest: Digest) -> Answer<Option<String>> {
        let Some(key) = self.store.holder(scope, &format!("artifact:{digest}"))? else { return Ok(None) };
        let artifact = self.store.head(scope, &key)?;
        Ok(artifact.map(|revision| revision.title).filter(|title| !title.is_empty()))
    }
}

/// The files that a revision names, in the order of its body where it has one.
fn named_by(record: &Revision) -> Vec<Named> {
    if record.kind == "evidence" {
        let body: Evidence = Workspace::read_body(record).unwrap_or_default();
        let part = |part: assay_domain::ArtifactPart| Named {
            digest: part.sha256,
            name: Some(part.name),
            role: Some(part.role),
            size: part.size,
        };
        return body.artifacts.into_iter().map(part).collect();
    }
    let kind = Kind::named(&record.kind).filter(|_| record.body.is_some());
    let digests = kind.map(|kind| kind.artifacts(&Workspace::body(record))).unwrap_or_default();
    digests.into_iter().map(|digest| Named { digest, name: None, role: None, size: 0 }).collect()
}
