//! A bundle in a tar, read strictly: every byte of the archive is either a file's content or the only byte that can
//! stand there.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

use assay_log::bundle::{BundleFiles, FileDigest, FilesError};

use super::name::is_safe;
use super::tar::{BLOCK, claims, header, padding};
use super::{Hashing, OpenError, WriteError, read_bounded};

/// The files of a tar.
#[derive(Debug)]
pub struct TarFiles<R> {
    source: RefCell<R>,
    /// In archive order.
    names: Vec<String>,
    places: HashMap<String, Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    offset: u64,
    size: u64,
}

impl<R: Read + Seek> TarFiles<R> {
    /// Reads all headers.
    ///
    /// # Errors
    /// Any byte outside the files' contents that this program would not have written; a file twice; a cut archive.
    pub fn open(mut source: R) -> Result<Self, OpenError> {
        let length = source.seek(SeekFrom::End(0)).map_err(io)?;
        source.seek(SeekFrom::Start(0)).map_err(io)?;
        let mut files = Self { source: RefCell::new(source), names: Vec::new(), places: HashMap::new() };
        let mut offset = 0;
        while let Some((name, size)) = files.header(offset)? {
            offset += BLOCK as u64;
            let end = offset + size;
            if end > length {
                return Err(OpenError::Archive { offset, what: "the archive ends inside a file" });
            }
            files.zeros(end, padding(size), "the space after a file is not empty")?;
            if files.places.insert(name.clone(), Place { offset, size }).is_some() {
                return Err(OpenError::Twice(name));
            }
            files.names.push(name);
            offset = end.next_multiple_of(BLOCK as u64);
        }
        files.zeros(offset, 2 * BLOCK, "the archive does not end with two empty blocks")?;
        if offset + 2 * BLOCK as u64 == length {
            return Ok(files);
        }
        Err(OpenError::Archive { offset, what: "there is more after the end of the archive" })
    }

    /// The file announced at an offset, or `None` at the end of the archive.
    fn header(&mut self, offset: u64) -> Result<Option<(String, u64)>, OpenError> {
        let mut block = [0; BLOCK];
        self.exactly(offset, &mut block)?;
        if block == [0; BLOCK] {
            return Ok(None);
        }
        let claimed = claims(&block).filter(|(name, size)| is_safe(name) && header(name, *size) == Some(block));
        claimed.map(Some).ok_or(OpenError::Archive { offset, what: "not a header of a bundle" })
    }

    fn zeros(&mut self, offset: u64, count: usize, what: &'static str) -> Result<(), OpenError> {
        let mut bytes = [1; 2 * BLOCK];
        self.exactly(offset, &mut bytes[..count])?;
        let empty = bytes[..count].iter().all(|byte| *byte == 0);
        if empty { Ok(()) } else { Err(OpenError::Archive { offset, what }) }
    }

    fn exactly(&mut self, offset: u64, bytes: &mut [u8]) -> Result<(), OpenError> {
        let source = self.source.get_mut();
        source.seek(SeekFrom::Start(offset)).map_err(io)?;
        source.read_exact(bytes).map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => OpenError::Archive { offset, what: "the archive was cut" },
            _ => io(error),
        })
    }

    fn with<T>(
        &self,
        name: &str,
        job: impl FnOnce(u64, &mut dyn Read) -> Result<T, FilesError>,
    ) -> Result<T, FilesError> {
        let place = self.places.get(name).ok_or(FilesError::Missing)?;
        let mut source = self.source.borrow_mut();
        source.seek(SeekFrom::Start(place.offset)).map_err(|error| FilesError::Read(error.to_string()))?;
        job(place.size, &mut (&mut *source).take(place.size))
    }
}

/// Writes every file of a tar into a folder, which is new or empty but for the tar itself.
///
/// # Errors
/// The folder or the archive cannot be used.
pub fn unpack<R: Read + Seek>(files: &TarFiles<R>, root: &Path) -> Result<(), WriteError> {
    for name in &files.names {
        let target = root.join(name);
        let medium = |source: std::io::Error| WriteError::Io { name: name.clone(), source };
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(medium)?;
        }
        let written = files.with(name, |_, content| {
            let file = std::fs::File::create_new(&target).and_then(|mut f| std::io::copy(content, &mut f));
            Ok(file)
        });
        match written {
            Ok(Ok(_)) => {}
            Ok(Err(source)) => return Err(medium(source)),
            Err(error) => return Err(medium(std::io::Error::other(error.to_string()))),
        }
    }
    Ok(())
}

impl<R: Read + Seek> BundleFiles for TarFiles<R> {
    fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FilesError> {
        self.with(name, |size, content| read_bounded(size, content))
    }

    fn digest(&self, name: &str) -> Result<FileDigest, FilesError> {
        self.with(name, |_, content| digest(content))
    }

    fn ordered(&self) -> bool {
        true
    }
}

pub(super) fn digest(content: &mut dyn Read) -> Result<FileDigest, FilesError> {
    let mut hashing = Hashing::new(content);
    std::io::copy(&mut hashing, &mut std::io::sink()).map_err(|error| FilesError::Read(error.to_string()))?;
    Ok(FileDigest { size: hashing.size, sha256: hashing.sha256() })
}

fn io(source: std::io::Error) -> OpenError {
    OpenError::Io { name: "the archive".to_owned(), source }
}
