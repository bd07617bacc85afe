//! Where a bundle's files come from: a tar, a folder, memory.

use thiserror::Error;

use crate::tree::Hash;

/// Why a file of a bundle cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FilesError {
    #[error("the file is missing")]
    Missing,
    #[error("the file is {size} bytes; at most {limit} are read into memory")]
    TooLarge { size: u64, limit: u64 },
    #[error("cannot be read: {0}")]
    Read(String),
}

/// SHA-256 and length of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileDigest {
    pub sha256: Hash,
    /// Bytes.
    pub size: u64,
}

/// The files of a bundle, by their `/`-separated names.
pub trait BundleFiles {
    /// All names, in archive order if there is one.
    fn names(&self) -> Vec<String>;

    /// The whole content of one file.
    ///
    /// # Errors
    /// Missing, unreadable, or beyond the reader's limit.
    fn read(&self, name: &str) -> Result<Vec<u8>, FilesError>;

    /// Digest of one file, which need not fit in memory.
    ///
    /// # Errors
    /// Missing or unreadable.
    fn digest(&self, name: &str) -> Result<FileDigest, FilesError>;

    /// Whether the order of [`BundleFiles::names`] is part of the bundle, as in an archive.
    fn ordered(&self) -> bool {
        false
    }
}
