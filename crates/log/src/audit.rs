//! A walk along the log: every entry in its place, every record's revisions in one chain, up to the signed root.
//!
//! Used twice: on a live log ([`verify_log`]) and on the log inside a bundle.

use std::collections::HashMap;
use std::thread;

use thiserror::Error;

use crate::checkpoint::Checkpoint;
use crate::entry::{EntryError, Envelope, OP_EPOCH};
use crate::key::VerifierKey;
use crate::origin::Origin;
use crate::tree::{Hash, Tile, TreeBuilder, leaf_hash};

/// Entries that are read at a time, twice: half of them on a thread beside.
const CHUNK: usize = 1024;

/// What a verified log is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFacts {
    pub origin: Origin,
    pub size: u64,
    pub root: Hash,
    /// Indexes of the entries that opened a new epoch after a restored backup.
    pub epochs: Vec<u64>,
}

/// The first thing found wrong with a log.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LogFault {
    #[error("entry {seq}: {reason}")]
    Entry { seq: u64, reason: String },
    #[error("checkpoint: {0}")]
    Head(String),
}

/// Verifies a whole log: the checkpoint's signature, then every entry up to its root.
///
/// # Errors
/// The first fault.
pub fn verify_log<I, B>(entries: I, checkpoint: &[u8], key: &VerifierKey) -> Result<LogFacts, LogFault>
where
    I: IntoIterator<Item = B>,
    B: AsRef<[u8]> + Sync,
{
    let head = |reason: &dyn std::fmt::Display| LogFault::Head(reason.to_string());
    let checkpoint = Checkpoint::open(checkpoint, std::slice::from_ref(key)).map_err(|error| head(&error))?;
    let origin = Origin::parse(&checkpoint.origin).map_err(|error| head(&error))?;
    let mut walk = Walk::new(&origin.workspace);
    let mut entries = entries.into_iter();
    loop {
        let mut chunk = || entries.by_ref().take(CHUNK).collect::<Vec<B>>();
        let (first, second) = (chunk(), chunk());
        if first.is_empty() {
            break;
        }
        for entry in read_both(&first, &second) {
            let seq = walk.tree.size();
            if let Some(reason) = walk.take(entry).faults.into_iter().next() {
                return Err(LogFault::Entry { seq, reason });
            }
        }
    }
    walk.ends_at(&checkpoint, &origin).map_err(LogFault::Head)?;
    Ok(LogFacts { origin, size: checkpoint.size, root: checkpoint.root, epochs: walk.epochs })
}

/// Reads two runs of entries at the same time, and gives them in their order. Reading an entry needs nothing of the others.
fn read_both<B: AsRef<[u8]> + Sync>(first: &[B], second: &[B]) -> Vec<Read> {
    let all = |entries: &[B]| entries.iter().map(|entry| Read::of(entry.as_ref())).collect::<Vec<_>>();
    if second.is_empty() {
        return all(first);
    }
    thread::scope(|threads| {
        let beside = threads.spawn(|| all(second));
        let mut read = all(first);
        read.extend(beside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        read
    })
}

/// An entry by itself: its place in the tree and what it says.
struct Read {
    leaf: Hash,
    envelope: Result<Envelope, EntryError>,
}

impl Read {
    fn of(bytes: &[u8]) -> Self {
        Self { leaf: leaf_hash(bytes), envelope: Envelope::from_bytes(bytes) }
    }
}

/// The state of a walk.
pub(crate) struct Walk {
    workspace: String,
    pub(crate) tree: TreeBuilder,
    /// Indexes of the epoch entries met.
    pub(crate) epochs: Vec<u64>,
    at: String,
    /// Last revision of each record, by `type`, a zero byte and `rec` (neither can hold a zero byte).
    records: HashMap<String, Revision>,
    /// Room for the name of the record at hand.
    name: String,
}

#[derive(Clone, Copy)]
struct Revision {
    rev: u64,
    seq: u64,
    leaf: Hash,
}

/// What one entry turned out to be.
pub(crate) struct Step {
    pub(crate) leaf: Hash,
    pub(crate) tiles: Vec<Tile>,
    /// Absent when the bytes are no entry.
    pub(crate) envelope: Option<Envelope>,
    pub(crate) faults: Vec<String>,
}

impl Walk {
    pub(crate) fn new(workspace: &str) -> Self {
        Self {
            workspace: workspace.to_owned(),
            tree: TreeBuilder::new(),
            epochs: Vec::new(),
            at: String::new(),
            records: HashMap::new(),
            name: String::new(),
        }
    }

    /// Takes the next entry.
    pub(crate) fn step(&mut self, bytes: &[u8]) -> Step {
        self.take(Read::of(bytes))
    }

    fn take(&mut self, Read { leaf, envelope }: Read) -> Step {
        let seq = self.tree.size();
        let tiles = self.tree.push(leaf);
        match envelope {
            Ok(envelope) => {
                let faults = self.place(&envelope, seq, leaf);
                Step { leaf, tiles, envelope: Some(envelope), faults }
            }
            Err(error) => Step { leaf, tiles, envelope: None, faults: vec![error.to_string()] },
        }
    }

    fn place(&mut self, envelope: &Envelope, seq: u64, leaf: Hash) -> Vec<String> {
        let mut faults = Vec::new();
        if envelope.seq != seq {
            faults.push(format!("says it is entry {}: entries were moved", envelope.seq));
        }
        if envelope.ws != self.workspace {
            faults.push(format!("belongs to workspace {}: it was taken from another log", envelope.ws));
        }
        if envelope.at < self.at {
            faults.push(format!("is dated {}, before the entry in front of it ({})", envelope.at, self.at));
        }
        self.at.clone_from(&envelope.at);
        if envelope.op == OP_EPOCH {
            self.epochs.push(seq);
        }
        let before = self.record(envelope, Revision { rev: envelope.rev, seq, leaf });
        if let Some(fault) = broken_chain(envelope, before) {
            faults.push(fault);
        }
        faults
    }

    /// Notes a record's newest revision and answers the one before; a name is kept once for all revisions.
    fn record(&mut self, envelope: &Envelope, now: Revision) -> Option<Revision> {
        self.name.clear();
        self.name.extend([&envelope.kind, "\0", &envelope.rec]);
        match self.records.get_mut(&self.name) {
            Some(last) => Some(std::mem::replace(last, now)),
            None => self.records.insert(self.name.clone(), now),
        }
    }

    /// Whether the walk has arrived at the head.
    pub(crate) fn ends_at(&self, head: &Checkpoint, origin: &Origin) -> Result<(), String> {
        if self.tree.size() != head.size {
            return Err(format!("{} entries are there, {} were signed", self.tree.size(), head.size));
        }
        if self.tree.root() != head.root {
            return Err("the entries do not hash to the signed root: something was changed".to_owned());
        }
        let opened = self.epochs.len() as u64 + 1;
        if opened != u64::from(origin.epoch) {
            return Err(format!("the origin names epoch {}, the log has opened {opened}", origin.epoch));
        }
        Ok(())
    }
}

fn broken_chain(envelope: &Envelope, before: Option<Revision>) -> Option<String> {
    let Envelope { kind, rec, rev, .. } = envelope;
    match (before, &envelope.prev) {
        (None, None) => None,
        (None, Some(_)) => Some(format!("{kind} {rec} revision {rev} follows a revision that is not in the log")),
        (Some(last), None) => Some(format!("{kind} {rec} begins again at revision 1 after revision {}", last.rev)),
        (Some(last), Some(prev)) => {
            let follows = *rev == last.rev + 1 && prev.seq == last.seq && prev.leaf == last.leaf;
            (!follows).then(|| {
                format!("{kind} {rec} revision {rev} does not follow revision {} in entry {}", last.rev, last.seq)
            })
        }
    }
}
