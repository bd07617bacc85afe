//! A delivered file: its name, its digest, and streams over its bytes.

use std::io::{self, Cursor, Read};
use std::sync::Arc;

use assay_domain::Digest;
use assay_ports::blobs::ReadSeek;
use sha2::{Digest as _, Sha256};

/// A file as delivered. Its streams may be opened any number of times and always give the same bytes.
pub trait Artifact: Send + Sync {
    /// File name as delivered. Never used as a path.
    fn name(&self) -> &str;
    /// Length in bytes.
    fn size(&self) -> u64;
    /// SHA-256 of the bytes.
    fn sha256(&self) -> Digest;
    /// The bytes from the start.
    ///
    /// # Errors
    /// When the store refuses.
    fn reader(&self) -> io::Result<Box<dyn Read + Send>>;
    /// The bytes with random access.
    ///
    /// # Errors
    /// When the store refuses.
    fn seeker(&self) -> io::Result<Box<dyn ReadSeek>>;
}

/// A file held in memory.
#[derive(Debug, Clone)]
pub struct MemoryArtifact {
    name: String,
    bytes: Arc<[u8]>,
    digest: Digest,
}

impl MemoryArtifact {
    /// A file of that name and content.
    #[must_use]
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes: Vec<u8> = bytes.into();
        let digest = Digest(Sha256::digest(&bytes).into());
        Self { name: name.into(), bytes: bytes.into(), digest }
    }
}

impl Artifact for MemoryArtifact {
    fn name(&self) -> &str {
        &self.name
    }
    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }
    fn sha256(&self) -> Digest {
        self.digest
    }
    fn reader(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(Arc::clone(&self.bytes))))
    }
    fn seeker(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(Box::new(Cursor::new(Arc::clone(&self.bytes))))
    }
}
