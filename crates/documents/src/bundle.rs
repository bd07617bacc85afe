//! Audit bundles on disk: written as a tar or a folder, read back for [`assay_log::bundle::verify`].
//!
//! The tar is plain ustar that every tar reads, with one twist: each header has exactly one form for a name and a size,
//! and reading compares all 512 bytes of it. With the contents held by the manifest, there is no byte in the archive
//! that can change unnoticed.

mod folder;
mod name;
mod readme;
mod tar;
mod tar_files;
mod writer;

pub use folder::{FolderFiles, FolderSink};
pub use tar::TarSink;
pub use tar_files::{TarFiles, unpack};
pub use writer::{About, BundleWriter};

use std::io::{self, Read};

use assay_log::bundle::FilesError;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// Largest file read into memory; evidence is never, it is hashed as it streams by.
pub const MAX_READ: u64 = 512 << 20;

/// Where a bundle is written to.
pub trait Sink {
    /// Writes one file of exactly `size` bytes.
    ///
    /// # Errors
    /// The name or size cannot be held, the content has another length, or the medium fails.
    fn file(&mut self, name: &str, size: u64, content: &mut dyn Read) -> Result<(), WriteError>;

    /// Writes what comes after the last file, and flushes.
    ///
    /// # Errors
    /// The medium fails.
    fn end(&mut self) -> Result<(), WriteError>;
}

/// Why a bundle could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("{0:?} cannot be a file name in a bundle: printable ASCII without spaces, relative, at most 255 bytes")]
    Name(String),
    #[error("{0} was added twice")]
    Twice(String),
    #[error("{name} is {size} bytes; a bundle holds files of less than 8 GiB")]
    TooLarge { name: String, size: u64 },
    #[error("{name} was announced with {size} bytes but has fewer or more")]
    Length { name: String, size: u64 },
    #[error("{0} does not hash to its name: the stored artifact is damaged")]
    Digest(String),
    #[error("the log does not fit its checkpoint: {0}")]
    Log(String),
    #[error("the key {key} cannot sign for the log {origin}")]
    Key { key: String, origin: String },
    #[error("the manifest cannot be made: {0}")]
    Manifest(String),
    #[error("the folder {0} already holds files; choose a new or an empty one")]
    NotEmpty(String),
    #[error("{name}: {source}")]
    Io { name: String, source: io::Error },
}

/// Why something is not a bundle that can be read at all.
#[derive(Debug, Error)]
pub enum OpenError {
    #[error("at byte {offset}: {what}; the archive was altered, cut, or not written by this program")]
    Archive { offset: u64, what: &'static str },
    #[error("{0:?} is there twice")]
    Twice(String),
    #[error("{0:?} is neither a plain file nor a folder, or has a name no bundle holds")]
    Entry(String),
    #[error("{name}: {source}")]
    Io { name: String, source: io::Error },
}

/// Passes a file on while counting and hashing it.
pub(crate) struct Hashing<'a> {
    inner: &'a mut dyn Read,
    hash: Sha256,
    pub(crate) size: u64,
}

impl<'a> Hashing<'a> {
    pub(crate) fn new(inner: &'a mut dyn Read) -> Self {
        Self { inner, hash: Sha256::new(), size: 0 }
    }

    pub(crate) fn sha256(self) -> [u8; 32] {
        self.hash.finalize().into()
    }
}

impl Read for Hashing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.hash.update(&buffer[..count]);
        self.size += count as u64;
        Ok(count)
    }
}

/// Reads a whole file of known size into memory.
pub(crate) fn read_bounded(size: u64, content: &mut dyn Read) -> Result<Vec<u8>, FilesError> {
    if size > MAX_READ {
        return Err(FilesError::TooLarge { size, limit: MAX_READ });
    }
    let mut bytes = Vec::new();
    let read = content.take(size).read_to_end(&mut bytes).map_err(|error| FilesError::Read(error.to_string()))?;
    if read as u64 == size { Ok(bytes) } else { Err(FilesError::Read("it ends early".to_owned())) }
}
