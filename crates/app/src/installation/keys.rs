//! Key files: made once, read by nobody but their owner, and changed without ever being between two keys.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use assay_ports::Random;
use assay_store::control::{MasterKey, master_keys};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::files::disk;
use super::{Installation, Layout, Outside};
use crate::{Answer, AppError, ErrorClass};

/// Longest key file in bytes.
const LONGEST: u64 = 4096;

/// Where the master key comes from.
#[derive(Debug, Clone, Default)]
pub enum MasterKeyFrom {
    /// The file `master.key` of the data folder, which is made when there is none.
    #[default]
    Folder,
    /// Another file.
    File(PathBuf),
    /// From outside, for example out of the environment.
    Given(MasterKey),
}

impl MasterKeyFrom {
    /// The key that is written as 64 hexadecimal digits; nothing when the text is none.
    #[must_use]
    pub fn given(text: &str) -> Option<Self> {
        MasterKey::parse(text).map(Self::Given)
    }
}

/// Which keys are changed.
#[derive(Debug, Clone)]
pub enum NewKey {
    /// The key that seals secrets.
    Data,
    /// That, and the master key in its file.
    Master,
    /// That, and the master key becomes the one in this file; a new one where there is none.
    MasterIn(PathBuf),
}

/// What changing keys came to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct KeysRotated {
    /// Secrets that were sealed anew.
    pub sealed: usize,
    /// Secrets that could not be, for the key that sealed them is lost.
    pub lost: usize,
    /// File of the new master key, where it is another now.
    pub master: Option<PathBuf>,
}

impl Layout {
    /// The file of the master key, if it is in one.
    fn master_file(&self) -> Option<PathBuf> {
        match &self.master {
            MasterKeyFrom::Folder => Some(self.folder().join("master.key")),
            MasterKeyFrom::File(path) => Some(path.clone()),
            MasterKeyFrom::Given(_) => None,
        }
    }
}

/// Refuses a key that others than its owner can read, or that somebody else could change.
fn hold_private(path: &Path, file: &File) -> Answer<()> {
    let about = file.metadata().map_err(disk("look at a key file"))?;
    let refuse = |code, text| Err(AppError::new(ErrorClass::Unavailable, code, text));
    let (mode, owner, here) = (about.mode() & 0o7777, about.uid(), rustix::process::geteuid().as_raw());
    let path = path.display();
    if !about.is_file() {
        return refuse("key.no-file", format!("{path} is no file; name the file that holds the key"));
    }
    if owner != here {
        let text = format!(
            "{path} belongs to user {owner}, and this program runs as user {here}: whoever owns a key can read and change \
             it. Run Assay as its owner, or give it the file: chown {here} '{path}'"
        );
        return refuse("key.foreign", text);
    }
    if mode & 0o077 != 0 {
        let text = format!(
            "{path} can be read or changed by others than its owner (mode {mode:04o}): chmod 600 '{path}', and if somebody \
             may have read it, take it for stolen"
        );
        return refuse("key.open", text);
    }
    Ok(())
}

/// The text of a key file that nobody but its owner can read; nothing when there is no such file.
fn read_private(path: &Path) -> Answer<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(disk("read a key file")(e)),
    };
    // Of the file that was opened, not of whatever has its name a moment later.
    hold_private(path, &file)?;
    let mut text = String::new();
    file.take(LONGEST).read_to_string(&mut text).map_err(disk("read a key file"))?;
    Ok(Some(text))
}

fn sync_folder(path: &Path) -> Answer<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|f| f.sync_all()).map_err(disk("sync the key folder"))
}

/// Writes a secret file that is not there yet: mode 0600, on disk before it is used.
fn make_private(path: &Path, text: &str) -> Answer<()> {
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(disk("create a key file"))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(disk("write a key file"))?;
    sync_folder(path)
}

fn missing(path: &Path, advice: &str) -> AppError {
    let text = format!("{} is missing, and what it {advice}", path.display());
    AppError::new(ErrorClass::Unavailable, "key.missing", text)
}

/// Reads a secret file, or makes it.
pub(super) fn read_or_make(path: &Path, may_make: bool, make: impl FnOnce() -> String) -> Answer<String> {
    if let Some(text) = read_private(path)? {
        return Ok(text);
    }
    if !may_make {
        return Err(missing(
            path,
            "signed is here: put the key back from where you keep it, or open a new epoch with `assay restore`",
        ));
    }
    let text = make();
    make_private(path, &text)?;
    Ok(text)
}

fn read_master(path: &Path) -> Answer<Option<MasterKey>> {
    let parse = |text: String| {
        let broken = || {
            let text =
                format!("{} holds no master key: 64 hexadecimal digits; put the right file back", path.display());
            AppError::new(ErrorClass::Unavailable, "key.unreadable", text)
        };
        MasterKey::parse(&text).ok_or_else(broken)
    };
    read_private(path)?.map(parse).transpose()
}

fn make_master(path: &Path, random: &dyn Random) -> Answer<MasterKey> {
    let key = MasterKey::random(random);
    make_private(path, &format!("{}\n", *key.secret_text()))?;
    Ok(key)
}

/// Where the next master key lies until the store is wrapped by it.
fn next_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    PathBuf::from(name)
}

/// Puts the next master key in the place of the present one.
fn put_in_place(path: &Path) -> Answer<()> {
    fs::rename(next_of(path), path).map_err(disk("put a key file in its place"))?;
    sync_folder(path)
}

/// Ends a change of the master key that was cut off: the store says by which of the two it is wrapped.
fn settle(path: &Path, in_use: &[String]) -> Answer<()> {
    let next = next_of(path);
    let Some(key) = read_master(&next)? else { return Ok(()) };
    if in_use.iter().any(|id| id == key.id()) {
        return put_in_place(path);
    }
    fs::remove_file(&next).map_err(disk("remove a key file that is not used"))?;
    sync_folder(path)
}

/// The master key of a data folder. It is made where nothing was sealed yet, or when a backup is restored without it.
pub(super) fn master_key(layout: &Layout, random: &dyn Random, restoring: bool) -> Answer<MasterKey> {
    let path = match (&layout.master, layout.master_file()) {
        (MasterKeyFrom::Given(key), _) => return Ok(key.clone()),
        (_, path) => path.ok_or_else(|| AppError::internal("a master key is neither given nor in a file"))?,
    };
    let in_use = master_keys(&layout.control())?;
    settle(&path, &in_use)?;
    match read_master(&path)? {
        Some(key) => Ok(key),
        None if in_use.is_empty() || restoring => make_master(&path, random),
        None => Err(missing(
            &path,
            "wraps is here: put the master key back from where you keep it, or say where it is with \
             --master-key-file or ASSAY_MASTER_KEY",
        )),
    }
}

/// Changes keys of a data folder that nobody uses: every secret of the control store is sealed anew in one transaction. A
/// master key that changes with it is on disk before, and takes its place after; the next start ends what was cut off.
///
/// # Errors
/// `folder.in-use`; `key.given` when the master key is in no file; what the disk says.
pub fn rotate_keys(layout: &Layout, outside: Outside, new: &NewKey) -> Answer<KeysRotated> {
    let random = std::sync::Arc::clone(&outside.random);
    let installation = Installation::open_at(layout.clone(), outside)?;
    let (key, file, replaces) = match (new, layout.master_file()) {
        (NewKey::Data, _) => (master_key(layout, &*random, false)?, None, false),
        (NewKey::Master, Some(path)) => (make_master(&next_of(&path), &*random)?, Some(path), true),
        (NewKey::Master, None) => {
            let text = "the master key is in no file here; say with --to where the new one is, or shall be";
            return Err(AppError::input("key.given", text));
        }
        (NewKey::MasterIn(path), _) => {
            let key = read_master(path)?.map_or_else(|| make_master(path, &*random), Ok)?;
            (key, Some(path.clone()), false)
        }
    };
    let done = installation.control.rotate_keys(&key)?;
    if let Some(path) = file.as_ref().filter(|_| replaces) {
        put_in_place(path)?;
    }
    Ok(KeysRotated { sealed: done.sealed, lost: done.lost, master: file })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use assay_ports::SeededRandom;

    use super::*;

    fn code<T>(answer: Answer<T>) -> String {
        answer.map(drop).unwrap_err().code
    }

    #[test]
    fn a_key_that_others_can_read_is_refused_and_says_what_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        assert_eq!(read_or_make(&path, true, || "secret".to_owned()).unwrap(), "secret");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        for (mode, open) in [(0o640, true), (0o604, true), (0o620, true), (0o611, true), (0o400, false), (0o700, false)]
        {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let read = read_or_make(&path, true, || "another".to_owned());
            match open {
                true => {
                    let error = read.unwrap_err();
                    assert!(error.code == "key.open" && error.text.contains("chmod 600"), "{mode:o}: {error:?}");
                }
                false => assert_eq!(read.unwrap(), "secret", "{mode:o}"),
            }
        }
        assert_eq!(code(read_private(folder.path())), "key.no-file");
        assert_eq!(code(read_or_make(&folder.path().join("b.key"), false, String::new)), "key.missing");
    }

    #[test]
    fn a_key_of_somebody_else_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.key");
        read_or_make(&path, true, || "secret".to_owned()).unwrap();
        if std::os::unix::fs::chown(&path, Some(65_534), None).is_err() {
            writeln!(io::stderr(), "SKIPPED: only root can give a file to somebody else").unwrap();
            return;
        }
        let error = read_private(&path).unwrap_err();
        assert!(error.code == "key.foreign" && error.text.contains("chown"), "{error:?}");
    }

    #[test]
    fn a_change_of_the_master_key_that_was_cut_off_is_ended_by_what_the_store_says() {
        let folder = tempfile::tempdir().unwrap();
        let (path, random) = (folder.path().join("master.key"), SeededRandom::new(7));
        let old = make_master(&path, &random).unwrap();
        let new = make_master(&next_of(&path), &random).unwrap();
        settle(&path, &[old.id().to_owned()]).unwrap();
        assert_eq!(read_master(&path).unwrap().unwrap().id(), old.id());
        assert!(!next_of(&path).exists(), "a key that wraps nothing is not kept");
        make_private(&next_of(&path), &new.secret_text()).unwrap();
        settle(&path, &[new.id().to_owned()]).unwrap();
        assert_eq!(read_master(&path).unwrap().unwrap().id(), new.id());
        fs::write(&path, "not a key").unwrap();
        assert_eq!(code(read_master(&path)), "key.unreadable");
    }
}
