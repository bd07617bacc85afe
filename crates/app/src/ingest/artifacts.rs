//! Bytes in and out, by digest.

use std::io::Read;
use std::sync::Arc;

use assay_domain::{Action, Digest};
use assay_ports::Clock;

use super::MOST_BYTES;
use crate::access::{Principal, Sight};
use crate::dto::ArtifactStored;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Reads a digest, or says how one looks.
pub(crate) fn digest(text: &str) -> Answer<Digest> {
    text.parse().map_err(|e: String| AppError::input("digest.malformed", e))
}

/// Bytes that come and go as long as whoever sends or reads them has access.
struct Attended<R> {
    clock: Arc<dyn Clock>,
    sight: Sight,
    bytes: R,
}

impl<R: Read> Read for Attended<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if !self.sight.holds(self.clock.now()) {
            return Err(std::io::Error::new(std::io::ErrorKind::PermissionDenied, "access has ended"));
        }
        self.bytes.read(out)
    }
}

impl Workspace {
    /// Stores bytes under their digest. They are on disk when this returns; a record of them is made by `ingest`.
    ///
    /// # Errors
    /// When the asker may not collect, the bytes stop short, or the disk refuses.
    pub fn put_artifact(&self, principal: &Principal, bytes: &mut dyn Read) -> Answer<ArtifactStored> {
        self.enter(principal, Action::Collect)?;
        let stored = self.blobs.put(&mut self.attended(principal, bytes), MOST_BYTES);
        // Bytes that came when access had ended are nobody's delivery.
        self.enter(principal, Action::Collect)?;
        let stored = stored?;
        Ok(ArtifactStored { sha256: Digest(stored.sha256).to_string(), size: stored.size, existed: stored.existed })
    }

    /// The bytes of an artifact, with their length.
    ///
    /// # Errors
    /// When there is none of that digest.
    pub fn get_artifact(&self, principal: &Principal, sha256: &str) -> Answer<(u64, Box<dyn Read + Send>)> {
        let scope = self.enter(principal, Action::Read)?;
        let digest = digest(sha256)?;
        let seen = self.sees_file(&scope, digest)?;
        let size = self.blobs.size(&digest.0)?.filter(|_| seen);
        let size = size.ok_or_else(|| AppError::not_found(format!("artifact {digest}")))?;
        Ok((size, Box::new(self.attended(principal, self.blobs.open(&digest.0)?))))
    }

    fn attended<R: Read>(&self, principal: &Principal, bytes: R) -> Attended<R> {
        Attended { clock: Arc::clone(&self.clock), sight: principal.sight.clone(), bytes }
    }
}
