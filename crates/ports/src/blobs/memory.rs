//! Blobs in memory, for tests and simulation.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sha2::{Digest as _, Sha256};

use super::{BlobDigest, BlobError, Blobs, ReadSeek, Stored, hex};

/// Blobs that live as long as the process.
#[derive(Debug, Default)]
pub struct MemoryBlobs(Mutex<BTreeMap<BlobDigest, Arc<[u8]>>>);

impl MemoryBlobs {
    fn map(&self) -> MutexGuard<'_, BTreeMap<BlobDigest, Arc<[u8]>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, digest: &BlobDigest) -> Result<Arc<[u8]>, BlobError> {
        self.map().get(digest).cloned().ok_or_else(|| BlobError::Missing(hex(digest)))
    }
}

impl Blobs for MemoryBlobs {
    fn put(&self, bytes: &mut dyn Read, limit: u64) -> Result<Stored, BlobError> {
        let mut all = Vec::new();
        bytes
            .take(limit.saturating_add(1))
            .read_to_end(&mut all)
            .map_err(|source| BlobError::Io { act: "read the delivery", source })?;
        let size = all.len() as u64;
        if size > limit {
            return Err(BlobError::TooLarge { limit });
        }
        let sha256: BlobDigest = Sha256::digest(&all).into();
        let existed = self.map().insert(sha256, all.into()).is_some();
        Ok(Stored { sha256, size, existed })
    }

    fn open(&self, digest: &BlobDigest) -> Result<Box<dyn Read + Send>, BlobError> {
        Ok(Box::new(Cursor::new(self.get(digest)?)))
    }

    fn open_seek(&self, digest: &BlobDigest) -> Result<Box<dyn ReadSeek>, BlobError> {
        Ok(Box::new(Cursor::new(self.get(digest)?)))
    }

    fn size(&self, digest: &BlobDigest) -> Result<Option<u64>, BlobError> {
        Ok(self.map().get(digest).map(|b| b.len() as u64))
    }

    fn remove(&self, digest: &BlobDigest) -> Result<(), BlobError> {
        self.map().remove(digest);
        Ok(())
    }

    fn list(&self) -> Result<Vec<BlobDigest>, BlobError> {
        Ok(self.map().keys().copied().collect())
    }
}
