//! Zip archives from strangers: what is read is bounded, and member names are never used as paths.

use std::collections::BTreeSet;
use std::io::{Read, Seek, SeekFrom};

use assay_ports::blobs::ReadSeek;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::{Artifact, Fault};

/// How many members an archive may have.
const MAX_MEMBERS: u64 = 100_000;
/// How large its directory may be, in bytes.
const MAX_DIRECTORY: u64 = 32 * 1024 * 1024;
/// How large a member may be that is read, in bytes.
const MAX_MEMBER: u64 = 64 * 1024 * 1024;
/// How much smaller than its content a member may be, when it is larger than a mebibyte. Real logs lie below 60.
const MAX_RATIO: u64 = 250;

/// An opened archive whose directory passed all checks.
pub(crate) struct Archive {
    zip: ZipArchive<Box<dyn ReadSeek>>,
}

impl Archive {
    /// Opens an archive and checks its directory: size, names, encryption, and that no name occurs twice.
    pub(crate) fn open(artifact: &dyn Artifact) -> Result<Self, Fault> {
        let mut seeker = artifact.seeker().map_err(|error| Fault::read(&error))?;
        check_directory(&mut seeker, artifact.size())?;
        seeker.rewind().map_err(|error| Fault::read(&error))?;
        let zip = ZipArchive::new(seeker).map_err(|error| broken(&error))?;
        if zip.has_duplicate_names() {
            return Err(Fault::new(
                "zip.duplicate-name",
                "two members of the archive have the same name; it was refused",
            ));
        }
        if let Some(name) = zip.file_names_raw().find(|name| !is_safe(name)) {
            let shown = crate::labels::label(&String::from_utf8_lossy(name));
            let text = format!("the archive has a member named `{shown}`, which points outside of it; it was refused");
            return Err(Fault::new("zip.unsafe-name", text));
        }
        Ok(Self { zip })
    }

    /// Names of all members.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        self.zip.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
    }

    /// Whether there is a member of that name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name_raw(name.as_bytes()).is_some()
    }

    /// The content of a member, as a stream that ends with a fault of the stream rather than grow past its bound.
    pub(crate) fn member(&mut self, name: &str) -> Result<impl Read + '_, Fault> {
        let missing = || Fault::new("zip.broken", format!("the archive has no member `{name}`"));
        let index = self.zip.index_for_name_raw(name.as_bytes()).ok_or_else(missing)?;
        let entry = self.zip.by_index_data(index).map_err(|error| broken(&error))?;
        if entry.encrypted() {
            return Err(Fault::new("zip.encrypted", "the archive is encrypted; deliver it without a password"));
        }
        if !matches!(
            entry.compression(),
            CompressionMethod::Stored | CompressionMethod::Deflated | CompressionMethod::Zstd
        ) {
            let text = format!("the archive is packed by {}; only deflate and Zstandard are read", entry.compression());
            return Err(Fault::new("zip.method", text));
        }
        let (size, packed) = (entry.size(), entry.compressed_size());
        if size > MAX_MEMBER || (size > 1 << 20 && size / packed.max(1) > MAX_RATIO) {
            let text = format!(
                "`{name}` in the archive says it unpacks from {packed} to {size} bytes, as no tool writes; it was \
                 refused"
            );
            return Err(Fault::new("zip.bomb", text));
        }
        // One byte past what was declared shows a member that lied about its size.
        Ok(self.zip.by_index(index).map_err(|error| broken(&error))?.take(size + 1))
    }
}

fn broken(error: &ZipError) -> Fault {
    match error {
        ZipError::InvalidPassword => {
            Fault::new("zip.encrypted", "the archive is encrypted; deliver it without a password")
        }
        other => Fault::new("zip.broken", format!("the archive cannot be opened: {other}; deliver it again")),
    }
}

/// Whether a member name stays inside the archive.
fn is_safe(name: &[u8]) -> bool {
    let absolute = matches!(name.first(), Some(b'/' | b'\\')) || name.get(1) == Some(&b':');
    !absolute && !name.contains(&0) && !name.split(|byte| matches!(byte, b'/' | b'\\')).any(|part| part == b"..")
}

/// Reads the end of the directory (APPNOTE 4.3.16, and 4.3.14 for zip64) before a reader builds a table from it.
fn check_directory(seeker: &mut Box<dyn ReadSeek>, size: u64) -> Result<(), Fault> {
    const TAIL: u64 = 22 + 65_535 + 20;
    let from = size.saturating_sub(TAIL);
    let tail = read_at(seeker, from, size - from)?;
    let Some(at) = tail.windows(4).rposition(|bytes| bytes == b"PK\x05\x06") else {
        let text = "the archive has no directory: it was cut off; deliver the whole file";
        return Err(Fault::new("zip.broken", text));
    };
    let short =
        |offset: usize| tail.get(at + offset..at + offset + 2).map_or(0, |b| u64::from(b[0]) | u64::from(b[1]) << 8);
    let mut members = short(10);
    let mut bytes = short(12) | short(14) << 16;
    if let Some(locator) =
        at.checked_sub(20).and_then(|start| tail.get(start..at)).filter(|b| b.starts_with(b"PK\x06\x07"))
    {
        let record = read_at(seeker, long(locator, 8), 56)?;
        if record.starts_with(b"PK\x06\x06") && record.len() == 56 {
            members = members.max(long(&record, 32));
            bytes = if bytes == 0xFFFF_FFFF { long(&record, 40) } else { bytes };
        }
    }
    if members > MAX_MEMBERS || bytes > MAX_DIRECTORY {
        let text = format!("the archive has {members} members; at most {MAX_MEMBERS} are read");
        return Err(Fault::new("zip.too-many-members", text));
    }
    Ok(())
}

fn long(bytes: &[u8], offset: usize) -> u64 {
    let slice = bytes.get(offset..offset + 8).unwrap_or(&[]);
    slice.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn read_at(seeker: &mut Box<dyn ReadSeek>, from: u64, count: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    seeker.seek(SeekFrom::Start(from)).map_err(|error| Fault::read(&error))?;
    seeker.take(count).read_to_end(&mut bytes).map_err(|error| Fault::read(&error))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_odd_characters_are_safe_and_paths_out_are_not() {
        for name in ["header.json", "samples/a?b c/d_epoch_1.json", "samples/a..b_epoch_1.json", "samples/..._x"] {
            assert!(is_safe(name.as_bytes()), "{name}");
        }
        for name in ["../x", "a/../../x", "/etc/passwd", "\\x", "C:x", "a\\..\\b", "a\0b", ".."] {
            assert!(!is_safe(name.as_bytes()), "{name}");
        }
    }
}
