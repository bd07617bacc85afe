//! Where artifact bytes lie: content-addressed, written once, immutable.
//!
//! On disk a blob starts with a header that names its codec and the id of the key it is encrypted with (none
//! yet), so that both can change without touching what is already stored.

mod folder;
mod format;
mod memory;

use std::io::{self, Read, Seek};

use crate::Timestamp;

pub use folder::FolderBlobs;
pub use format::{Codec, HEADER_LEN};
pub use memory::MemoryBlobs;

/// The SHA-256 of a blob's own bytes (before any codec).
pub type BlobDigest = [u8; 32];

/// What a store of a blob found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of the bytes as delivered.
    pub sha256: BlobDigest,
    /// Their length in bytes.
    pub size: u64,
    /// Whether the same bytes were here before.
    pub existed: bool,
}

/// Why a blob operation failed.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// No blob of that digest is here.
    #[error("no artifact {0} is stored here")]
    Missing(String),
    /// The stored bytes no longer hash to their name, or their header is not ours.
    #[error("artifact {digest} is damaged on disk: {reason}; restore it from a backup")]
    Damaged {
        /// The blob's name.
        digest: String,
        /// What does not fit.
        reason: String,
    },
    /// More bytes than the caller allowed.
    #[error("the delivery is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// An earlier write did not reach the disk: no more are taken until a restart.
    #[error("writing stopped after the disk refused an fsync; check the disk and restart")]
    Stopped,
    /// The disk said no.
    #[error("cannot {act}: {source}")]
    Io {
        /// What was attempted.
        act: &'static str,
        /// The system's answer.
        source: io::Error,
    },
}

/// A readable and seekable stream.
pub trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// A store of blobs.
pub trait Blobs: Send + Sync {
    /// Takes bytes until the reader ends. When this returns, they are on disk under their digest.
    ///
    /// # Errors
    /// When the reader fails, more than `limit` bytes come, or the disk refuses; nothing is then stored.
    fn put(&self, bytes: &mut dyn Read, limit: u64) -> Result<Stored, BlobError>;

    /// The bytes of a blob as a stream, as delivered.
    ///
    /// # Errors
    /// [`BlobError::Missing`], or the disk's refusal.
    fn open(&self, digest: &BlobDigest) -> Result<Box<dyn Read + Send>, BlobError>;

    /// The bytes of a blob with random access. Cheap for what is stored plain (archives); anything else is
    /// unpacked to an unnamed temporary file first.
    ///
    /// # Errors
    /// As [`Blobs::open`].
    fn open_seek(&self, digest: &BlobDigest) -> Result<Box<dyn ReadSeek>, BlobError>;

    /// Length of a blob as delivered, or nothing when it is not here.
    ///
    /// # Errors
    /// When the header cannot be read.
    fn size(&self, digest: &BlobDigest) -> Result<Option<u64>, BlobError>;

    /// Removes a blob (erasure). Removing what is not here is no error.
    ///
    /// # Errors
    /// When the disk refuses.
    fn remove(&self, digest: &BlobDigest) -> Result<(), BlobError>;

    /// Removes what deliveries that were cut off left behind and nobody has written to since; says how much.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn sweep(&self, before: Timestamp) -> Result<u64, BlobError> {
        let _ = before;
        Ok(0)
    }

    /// Every digest stored here, in order.
    ///
    /// # Errors
    /// When the folder cannot be read.
    fn list(&self) -> Result<Vec<BlobDigest>, BlobError>;
}

/// Lower-case hexadecimal of a digest.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut s, b| {
        let _ = write!(s, "{b:02x}");
        s
    })
}

/// Reads 64 lower-case hexadecimal digits.
#[must_use]
pub fn unhex(text: &str) -> Option<BlobDigest> {
    if text.len() != 64 || !text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return None;
    }
    let mut out = [0; 32];
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(i * 2..i * 2 + 2)?, 16).ok()?;
    }
    Some(out)
}
