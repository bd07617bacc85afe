//! Blobs in a folder: `ab/abcdef…`, each written to a temporary file, hashed on the way, synced, renamed, and
//! the folder synced, before anyone hears that it is stored.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sha2::{Digest as _, Sha256};

use super::format::{self, Codec, HEADER_LEN};
use super::{BlobDigest, BlobError, Blobs, ReadSeek, Stored, hex, unhex};
use crate::Timestamp;

/// Bytes taken from the delivery at a time.
const CHUNK: usize = 256 * 1024;
/// Zstandard level: the fastest that still shrinks logs well.
const LEVEL: i32 = 1;

/// Blobs under one folder.
#[derive(Debug)]
pub struct FolderBlobs {
    root: PathBuf,
    next: AtomicU64,
    stopped: AtomicBool,
}

fn io_error(act: &'static str) -> impl FnOnce(io::Error) -> BlobError {
    move |source| BlobError::Io { act, source }
}

impl FolderBlobs {
    /// Opens or creates the folder and removes what an interrupted delivery left behind.
    ///
    /// # Errors
    /// When the folder cannot be made or read.
    pub fn open(root: &Path) -> Result<Self, BlobError> {
        let incoming = root.join("incoming");
        fs::create_dir_all(&incoming).map_err(io_error("create the artifact folder"))?;
        for entry in fs::read_dir(&incoming).map_err(io_error("read the artifact folder"))?.flatten() {
            let _ = fs::remove_file(entry.path());
        }
        Ok(Self { root: root.to_owned(), next: AtomicU64::new(0), stopped: AtomicBool::new(false) })
    }

    fn path(&self, digest: &BlobDigest) -> PathBuf {
        let name = hex(digest);
        self.root.join(&name[..2]).join(name)
    }

    /// An fsync that failed may have dropped the pages for good: a second one that succeeds proves nothing.
    fn sync(&self, file: &File) -> Result<(), BlobError> {
        file.sync_all().map_err(|source| {
            self.stopped.store(true, Ordering::SeqCst);
            BlobError::Io { act: "sync an artifact to disk", source }
        })
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), BlobError> {
        self.sync(&File::open(folder).map_err(io_error("open the artifact folder"))?)
    }

    fn receive(&self, bytes: &mut dyn Read, limit: u64, temporary: &Path) -> Result<Stored, BlobError> {
        let mut chunk = vec![0; CHUNK];
        let mut filled = read_full(bytes, &mut chunk)?;
        let codec = Codec::for_start(&chunk[..filled]);
        let file = File::create_new(temporary).map_err(io_error("create a temporary artifact"))?;
        let mut out = BufWriter::with_capacity(CHUNK, file);
        out.write_all(&format::header(codec, 0)).map_err(io_error("write an artifact"))?;
        let mut packer = match codec {
            Codec::Plain => Packer::Plain(out),
            Codec::Zstd => Packer::Zstd(zstd::stream::Encoder::new(out, LEVEL).map_err(io_error("start packing"))?),
        };
        let (mut hash, mut size) = (Sha256::new(), 0_u64);
        while filled > 0 {
            size += filled as u64;
            if size > limit {
                return Err(BlobError::TooLarge { limit });
            }
            hash.update(&chunk[..filled]);
            packer.write_all(&chunk[..filled]).map_err(io_error("write an artifact"))?;
            filled = read_full(bytes, &mut chunk)?;
        }
        let mut file = packer.finish().map_err(io_error("write an artifact"))?;
        file.seek(SeekFrom::Start(0)).map_err(io_error("write an artifact"))?;
        file.write_all(&format::header(codec, size)).map_err(io_error("write an artifact"))?;
        self.sync(&file)?;
        Ok(Stored { sha256: hash.finalize().into(), size, existed: false })
    }

    fn header(&self, digest: &BlobDigest) -> Result<(File, Codec, u64), BlobError> {
        let mut file = File::open(self.path(digest)).map_err(|e| match e.kind() {
            io::ErrorKind::NotFound => BlobError::Missing(hex(digest)),
            _ => BlobError::Io { act: "open an artifact", source: e },
        })?;
        let mut bytes = [0; HEADER_LEN];
        let damaged = |reason: String| BlobError::Damaged { digest: hex(digest), reason };
        file.read_exact(&mut bytes).map_err(|e| damaged(format!("no whole header: {e}")))?;
        let (codec, size) = format::parse(&bytes).map_err(damaged)?;
        Ok((file, codec, size))
    }
}

impl Blobs for FolderBlobs {
    fn put(&self, bytes: &mut dyn Read, limit: u64) -> Result<Stored, BlobError> {
        if self.stopped.load(Ordering::SeqCst) {
            return Err(BlobError::Stopped);
        }
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        let temporary = self.root.join("incoming").join(format!("{}-{number}", std::process::id()));
        let received = self.receive(bytes, limit, &temporary);
        let stored = received.inspect_err(|_| {
            let _ = fs::remove_file(&temporary);
        })?;
        let target = self.path(&stored.sha256);
        if target.exists() {
            fs::remove_file(&temporary).map_err(io_error("remove a temporary artifact"))?;
            return Ok(Stored { existed: true, ..stored });
        }
        let folder = target.parent().unwrap_or(&self.root);
        if !folder.exists() {
            fs::create_dir_all(folder).map_err(io_error("create the artifact folder"))?;
            self.sync_folder(&self.root)?;
        }
        fs::rename(&temporary, &target).map_err(io_error("name an artifact"))?;
        self.sync_folder(folder)?;
        Ok(stored)
    }

    fn open(&self, digest: &BlobDigest) -> Result<Box<dyn Read + Send>, BlobError> {
        let (file, codec, _) = self.header(digest)?;
        Ok(match codec {
            Codec::Plain => Box::new(io::BufReader::with_capacity(CHUNK, file)),
            Codec::Zstd => {
                Box::new(zstd::stream::Decoder::new(file).map_err(io_error("unpack an artifact"))?.single_frame())
            }
        })
    }

    fn open_seek(&self, digest: &BlobDigest) -> Result<Box<dyn ReadSeek>, BlobError> {
        let (file, codec, size) = self.header(digest)?;
        if codec == Codec::Plain {
            return Ok(Box::new(AfterHeader::new(file, size)?));
        }
        let number = self.next.fetch_add(1, Ordering::SeqCst);
        let path = self.root.join("incoming").join(format!("{}-{number}-seek", std::process::id()));
        let mut unpacked = File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
            .map_err(io_error("unpack an artifact"))?;
        // The name goes at once; the bytes live as long as the handle.
        fs::remove_file(&path).map_err(io_error("unpack an artifact"))?;
        io::copy(&mut self.open(digest)?, &mut unpacked).map_err(io_error("unpack an artifact"))?;
        unpacked.seek(SeekFrom::Start(0)).map_err(io_error("unpack an artifact"))?;
        Ok(Box::new(unpacked))
    }

    fn size(&self, digest: &BlobDigest) -> Result<Option<u64>, BlobError> {
        match self.header(digest) {
            Ok((_, _, size)) => Ok(Some(size)),
            Err(BlobError::Missing(_)) => Ok(None),
            Err(other) => Err(other),
        }
    }

    fn remove(&self, digest: &BlobDigest) -> Result<(), BlobError> {
        let path = self.path(digest);
        match fs::remove_file(&path) {
            Ok(()) => self.sync_folder(path.parent().unwrap_or(&self.root)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(source) => Err(BlobError::Io { act: "remove an artifact", source }),
        }
    }

    fn sweep(&self, before: Timestamp) -> Result<u64, BlobError> {
        let mut swept = 0;
        let incoming = self.root.join("incoming");
        for entry in fs::read_dir(incoming).map_err(io_error("read the artifact folder"))?.flatten() {
            let written = entry.metadata().and_then(|m| m.modified()).ok();
            let stale = written.is_some_and(|at| Timestamp::from(at) < before);
            swept += u64::from(stale && fs::remove_file(entry.path()).is_ok());
        }
        Ok(swept)
    }

    fn list(&self) -> Result<Vec<BlobDigest>, BlobError> {
        let mut all = Vec::new();
        for folder in fs::read_dir(&self.root).map_err(io_error("read the artifact folder"))?.flatten() {
            if folder.file_name().len() != 2 {
                continue;
            }
            let names = fs::read_dir(folder.path()).map_err(io_error("read the artifact folder"))?;
            all.extend(names.flatten().filter_map(|e| unhex(&e.file_name().to_string_lossy())));
        }
        all.sort_unstable();
        Ok(all)
    }
}

/// Fills the buffer as far as the reader gives; short only at the end.
fn read_full(from: &mut dyn Read, buffer: &mut [u8]) -> Result<usize, BlobError> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(BlobError::Io { act: "read the delivery", source }),
        }
    }
    Ok(filled)
}

/// The two ways bytes go to disk.
enum Packer {
    Plain(BufWriter<File>),
    Zstd(zstd::stream::Encoder<'static, BufWriter<File>>),
}

impl Packer {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.write_all(bytes),
            Self::Zstd(out) => out.write_all(bytes),
        }
    }

    fn finish(self) -> io::Result<File> {
        let out = match self {
            Self::Plain(out) => out,
            Self::Zstd(packer) => packer.finish()?,
        };
        out.into_inner().map_err(io::IntoInnerError::into_error)
    }
}

/// A plain blob without its header.
struct AfterHeader {
    file: File,
    size: u64,
}

impl AfterHeader {
    fn new(mut file: File, size: u64) -> Result<Self, BlobError> {
        file.seek(SeekFrom::Start(HEADER_LEN as u64)).map_err(io_error("open an artifact"))?;
        Ok(Self { file, size })
    }
}

impl Read for AfterHeader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.file.read(out)
    }
}

impl Seek for AfterHeader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        const HEADER: u64 = HEADER_LEN as u64;
        let beyond = || io::Error::new(io::ErrorKind::InvalidInput, "seek before the start");
        let absolute = match to {
            SeekFrom::Start(n) => n,
            SeekFrom::End(n) => self.size.checked_add_signed(n).ok_or_else(beyond)?,
            SeekFrom::Current(n) => {
                let here = self.file.stream_position()?.saturating_sub(HEADER);
                here.checked_add_signed(n).ok_or_else(beyond)?
            }
        };
        self.file.seek(SeekFrom::Start(absolute.saturating_add(HEADER))).map(|at| at - HEADER)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, FolderBlobs) {
        let folder = tempfile::tempdir().unwrap();
        let blobs = FolderBlobs::open(folder.path()).unwrap();
        (folder, blobs)
    }

    fn read(blobs: &FolderBlobs, digest: &BlobDigest) -> Vec<u8> {
        let mut out = Vec::new();
        blobs.open(digest).unwrap().read_to_end(&mut out).unwrap();
        out
    }

    #[test]
    fn bytes_come_back_packed_or_plain() {
        let (_folder, blobs) = store();
        for start in ["{\"a\":1}", "PK\u{3}\u{4}"] {
            let bytes = start.as_bytes().repeat(100_000);
            let stored = blobs.put(&mut bytes.as_slice(), u64::MAX).unwrap();
            assert_eq!((stored.size, stored.existed), (bytes.len() as u64, false));
            assert_eq!(read(&blobs, &stored.sha256), bytes);
            let mut seek = blobs.open_seek(&stored.sha256).unwrap();
            seek.seek(SeekFrom::End(-3)).unwrap();
            let mut tail = Vec::new();
            seek.read_to_end(&mut tail).unwrap();
            assert_eq!(tail, bytes[bytes.len() - 3..]);
            assert!(blobs.put(&mut bytes.as_slice(), u64::MAX).unwrap().existed);
            assert_eq!(blobs.size(&stored.sha256).unwrap(), Some(stored.size));
        }
        assert_eq!(blobs.list().unwrap().len(), 2);
    }

    #[test]
    fn too_large_leaves_nothing() {
        let (folder, blobs) = store();
        let refused = blobs.put(&mut vec![0; 1000].as_slice(), 999);
        assert!(matches!(refused, Err(BlobError::TooLarge { limit: 999 })));
        assert_eq!(fs::read_dir(folder.path().join("incoming")).unwrap().count(), 0);
        assert!(blobs.list().unwrap().is_empty());
    }

    #[test]
    fn what_was_cut_off_is_swept_once_it_is_stale() {
        let (folder, blobs) = store();
        let left = folder.path().join("incoming").join("1-0");
        fs::write(&left, b"half").unwrap();
        let written = Timestamp::from(fs::metadata(&left).unwrap().modified().unwrap());
        assert_eq!(blobs.sweep(written).unwrap(), 0, "somebody may still be writing");
        assert!(left.exists());
        assert_eq!(blobs.sweep(written.plus_micros(1)).unwrap(), 1);
        assert!(!left.exists());
    }

    #[test]
    fn a_damaged_header_is_named() {
        let (folder, blobs) = store();
        let stored = blobs.put(&mut b"hello".as_slice(), 10).unwrap();
        let name = hex(&stored.sha256);
        let path = folder.path().join(&name[..2]).join(&name);
        let mut bytes = fs::read(&path).unwrap();
        bytes[0] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(matches!(blobs.open(&stored.sha256), Err(BlobError::Damaged { .. })));
    }

    #[test]
    fn removed_is_missing() {
        let (_folder, blobs) = store();
        let stored = blobs.put(&mut b"hello".as_slice(), 10).unwrap();
        blobs.remove(&stored.sha256).unwrap();
        blobs.remove(&stored.sha256).unwrap();
        assert!(matches!(blobs.open(&stored.sha256), Err(BlobError::Missing(_))));
    }
}
