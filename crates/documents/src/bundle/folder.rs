//! A bundle as a folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read, Write as _};
use std::path::{Path, PathBuf};

use assay_log::bundle::{BundleFiles, FileDigest, FilesError};

use super::name::is_safe;
use super::tar::copy_exactly;
use super::{OpenError, Sink, WriteError, read_bounded, tar_files};

/// Writes into a folder.
#[derive(Debug)]
pub struct FolderSink {
    root: PathBuf,
}

impl FolderSink {
    /// Takes a new or an empty folder.
    ///
    /// # Errors
    /// It already holds something, or cannot be made.
    pub fn create(root: &Path) -> Result<Self, WriteError> {
        let failed = |source| WriteError::Io { name: root.display().to_string(), source };
        fs::create_dir_all(root).map_err(failed)?;
        match fs::read_dir(root).map_err(failed)?.next() {
            None => Ok(Self { root: root.to_owned() }),
            Some(_) => Err(WriteError::NotEmpty(root.display().to_string())),
        }
    }
}

impl Sink for FolderSink {
    fn file(&mut self, name: &str, size: u64, content: &mut dyn Read) -> Result<(), WriteError> {
        let failed = |source| WriteError::Io { name: name.to_owned(), source };
        let path = self.root.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(failed)?;
        }
        let mut file = File::create_new(path).map_err(failed)?;
        copy_exactly(name, size, content, &mut file)?;
        file.flush().map_err(failed)
    }

    fn end(&mut self) -> Result<(), WriteError> {
        Ok(())
    }
}

/// The files of a folder: plain files in plain folders. Links are refused, since they could lead anywhere.
#[derive(Debug)]
pub struct FolderFiles {
    files: BTreeMap<String, PathBuf>,
}

impl FolderFiles {
    /// Lists a folder.
    ///
    /// # Errors
    /// A link, a device, or a name that no bundle holds.
    pub fn open(root: &Path) -> Result<Self, OpenError> {
        let mut files = BTreeMap::new();
        let mut folders = vec![(String::new(), root.to_owned())];
        while let Some((prefix, folder)) = folders.pop() {
            let failed = |source| OpenError::Io { name: folder.display().to_string(), source };
            for entry in fs::read_dir(&folder).map_err(failed)? {
                let entry = entry.map_err(failed)?;
                let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
                // Unlike metadata of the path, the type of an entry does not follow links.
                let kind = entry.file_type().map_err(failed)?;
                match () {
                    () if !is_safe(&name) => return Err(OpenError::Entry(name)),
                    () if kind.is_dir() => folders.push((format!("{name}/"), entry.path())),
                    () if kind.is_file() => drop(files.insert(name, entry.path())),
                    () => return Err(OpenError::Entry(name)),
                }
            }
        }
        Ok(Self { files })
    }

    fn file(&self, name: &str) -> Result<(u64, BufReader<File>), FilesError> {
        let path = self.files.get(name).ok_or(FilesError::Missing)?;
        let failed = |error: std::io::Error| FilesError::Read(error.to_string());
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        Ok((size, BufReader::new(file)))
    }
}

impl BundleFiles for FolderFiles {
    fn names(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, FilesError> {
        let (size, mut file) = self.file(name)?;
        read_bounded(size, &mut file)
    }

    fn digest(&self, name: &str) -> Result<FileDigest, FilesError> {
        tar_files::digest(&mut self.file(name)?.1)
    }
}
