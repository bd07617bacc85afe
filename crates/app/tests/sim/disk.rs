//! A disk for artifacts: it writes under a temporary name, syncs, names, syncs the folder, and each of these may be
//! refused or be the last thing that happened.

use std::collections::BTreeMap;
use std::io::{Cursor, Error, Read};
use std::sync::{Mutex, MutexGuard};

use assay_ports::blobs::{BlobDigest, BlobError, Blobs, ReadSeek, Stored, hex};
use sha2::{Digest as _, Sha256};

use crate::dice::Dice;

/// What happens to the next delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DiskFault {
    Write,
    Sync,
    /// The power goes while the temporary file is half written.
    CutTemporary,
    /// The power goes before the folder is synced: the name may or may not be there afterwards.
    CutName,
}

#[derive(Default)]
struct State {
    named: BTreeMap<BlobDigest, Vec<u8>>,
    unsynced: BTreeMap<BlobDigest, Vec<u8>>,
    /// Torn temporary files; nothing reads them.
    temporary: Vec<Vec<u8>>,
    fault: Option<DiskFault>,
    stopped: bool,
    cut: bool,
}

pub(crate) struct SimDisk {
    state: Mutex<State>,
    /// The planted bug: the name is given before the bytes are whole.
    names_early: bool,
}

fn refuse(act: &'static str) -> BlobError {
    BlobError::Io { act, source: Error::other("simulated") }
}

impl SimDisk {
    pub(crate) fn new(names_early: bool) -> Self {
        Self { state: Mutex::default(), names_early }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn fail_next(&self, fault: Option<DiskFault>) {
        self.state().fault = fault;
    }

    /// Whether the power went.
    pub(crate) fn is_cut(&self) -> bool {
        self.state().cut
    }

    /// Whether a sync failed, after which nothing may be written until a restart.
    pub(crate) fn has_stopped(&self) -> bool {
        self.state().stopped
    }

    /// What is found when the process starts again.
    pub(crate) fn restart(&self, dice: &mut Dice) {
        let mut state = self.state();
        for (digest, bytes) in std::mem::take(&mut state.unsynced) {
            if dice.one_in(2) {
                state.named.insert(digest, bytes);
            }
        }
        state.temporary.clear();
        (state.stopped, state.cut) = (false, false);
    }
}

impl Blobs for SimDisk {
    fn put(&self, bytes: &mut dyn Read, limit: u64) -> Result<Stored, BlobError> {
        let mut state = self.state();
        if state.stopped || state.cut {
            return Err(BlobError::Stopped);
        }
        let mut all = Vec::new();
        bytes.take(limit).read_to_end(&mut all).map_err(|source| BlobError::Io { act: "read the delivery", source })?;
        let sha256: BlobDigest = Sha256::digest(&all).into();
        let stored = Stored { sha256, size: all.len() as u64, existed: state.named.contains_key(&sha256) };
        let half = all[..all.len() / 2].to_vec();
        match state.fault.take() {
            Some(DiskFault::Write) => return Err(refuse("write an artifact")),
            Some(DiskFault::Sync) => {
                state.temporary.push(all);
                state.stopped = true;
                return Err(refuse("sync an artifact to disk"));
            }
            Some(DiskFault::CutTemporary) => {
                state.cut = true;
                if self.names_early && !stored.existed {
                    state.named.insert(sha256, half);
                } else {
                    state.temporary.push(half);
                }
                return Err(BlobError::Stopped);
            }
            Some(DiskFault::CutName) => {
                state.cut = true;
                if !stored.existed {
                    state.unsynced.insert(sha256, all);
                }
                return Err(BlobError::Stopped);
            }
            None => {}
        }
        if !stored.existed {
            state.named.insert(sha256, all);
        }
        Ok(stored)
    }

    fn open(&self, digest: &BlobDigest) -> Result<Box<dyn Read + Send>, BlobError> {
        let bytes = self.state().named.get(digest).cloned().ok_or_else(|| BlobError::Missing(hex(digest)))?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn open_seek(&self, digest: &BlobDigest) -> Result<Box<dyn ReadSeek>, BlobError> {
        let bytes = self.state().named.get(digest).cloned().ok_or_else(|| BlobError::Missing(hex(digest)))?;
        Ok(Box::new(Cursor::new(bytes)))
    }

    fn size(&self, digest: &BlobDigest) -> Result<Option<u64>, BlobError> {
        Ok(self.state().named.get(digest).map(|b| b.len() as u64))
    }

    fn remove(&self, digest: &BlobDigest) -> Result<(), BlobError> {
        self.state().named.remove(digest);
        Ok(())
    }

    fn list(&self) -> Result<Vec<BlobDigest>, BlobError> {
        Ok(self.state().named.keys().copied().collect())
    }
}
