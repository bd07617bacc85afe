//! Older heads of the log: those in the bundle and those the verifier kept. This is what catches a rewritten history.

use std::collections::BTreeSet;

use super::head::{Head, open};
use super::layout::{number, under};
use super::log::Log;
use super::{BundleFiles, Findings, Options, Status};
use crate::checkpoint::Checkpoint;
use crate::origin::Origin;

/// A checkpoint to compare the log with.
pub(super) struct Kept {
    pub(super) item: String,
    pub(super) checkpoint: Checkpoint,
}

pub(super) fn gather(
    files: &dyn BundleFiles,
    names: &BTreeSet<String>,
    options: &Options,
    report: &mut Findings,
) -> Vec<Kept> {
    let mut kept = Vec::new();
    for (name, rest) in under(names, "log/history/") {
        let read = files.read(name).map_err(|error| error.to_string());
        if let Some(checkpoint) = take(name, read, options, report) {
            if number(rest) != Some(checkpoint.size) {
                report.fail(name, format!("is a checkpoint of {} entries", checkpoint.size));
            }
            kept.push(Kept { item: name.to_owned(), checkpoint });
        }
    }
    for (position, note) in options.older.iter().enumerate() {
        let item = format!("kept checkpoint {}", position + 1);
        if let Some(checkpoint) = take(&item, Ok(note.clone()), options, report) {
            kept.push(Kept { item, checkpoint });
        }
    }
    kept
}

fn take(item: &str, read: Result<Vec<u8>, String>, options: &Options, report: &mut Findings) -> Option<Checkpoint> {
    match read.and_then(|note| open(&note, &options.trust)) {
        Ok((checkpoint, trusted)) => {
            if let Err(reason) = trusted {
                report.fail(item, reason);
            }
            Some(checkpoint)
        }
        Err(reason) => {
            report.fail(item, reason);
            None
        }
    }
}

pub(super) fn check(older: &[Kept], head: &Head, log: &Log, report: &mut Findings) {
    for kept in older {
        match continues(&kept.checkpoint, head, log) {
            Ok(()) => {
                let reason = format!("the log continues its {} entries", kept.checkpoint.size);
                report.add(&kept.item, Status::Unaltered, reason);
            }
            Err(reason) => report.fail(&kept.item, reason),
        }
    }
}

/// Whether the log continues an older checkpoint; the root at its size was taken during the walk.
pub(super) fn continues(older: &Checkpoint, head: &Head, log: &Log) -> Result<(), String> {
    let origin = Origin::parse(&older.origin).map_err(|error| error.to_string())?;
    if origin.base() != head.origin.base() {
        return Err(format!("is a checkpoint of another log, {}", older.origin));
    }
    within_epoch(older.size, &origin, head, log)?;
    if older.size > head.checkpoint.size {
        let lost = older.size - head.checkpoint.size;
        return Err(format!("{} entries were signed then, {lost} of them are gone", older.size));
    }
    if log.roots.get(&older.size) == Some(&older.root) {
        return Ok(());
    }
    Err(format!("history was rewritten: the first {} entries are not those that were signed then", older.size))
}

fn within_epoch(size: u64, origin: &Origin, head: &Head, log: &Log) -> Result<(), String> {
    if origin.epoch > head.origin.epoch {
        return Err(format!("was signed in epoch {}, after the head in this bundle", origin.epoch));
    }
    // Epoch n + 1 was opened by the n-th epoch entry, at the point the backup had reached.
    let opened = |epoch: u32| epoch.checked_sub(2).and_then(|place| log.epochs.get(place as usize)).copied();
    if let Some(restored) = opened(origin.epoch + 1).filter(|restored| size > *restored) {
        return Err(format!(
            "entries {restored} to {} were signed in epoch {} and lost when a backup was restored",
            size - 1,
            origin.epoch
        ));
    }
    if opened(origin.epoch).is_some_and(|start| size <= start) {
        return Err(format!("claims epoch {} at {size} entries, before that epoch began", origin.epoch));
    }
    Ok(())
}
