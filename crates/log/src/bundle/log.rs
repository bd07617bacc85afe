//! The log in the bundle: entries to leaves, leaves to tiles, tiles to the signed root.

use std::collections::{BTreeMap, BTreeSet};

use super::head::{CHECKPOINT, Head};
use super::layout::under;
use super::{BundleFiles, Findings, Status};
use crate::audit::Walk;
use crate::entry::Envelope;
use crate::tiles::{Resource, TileId, all_tiles, decode_entries, tile_path};
use crate::tree::{Hash, TILE_WIDTH, Tile};

/// What later steps need of a walked log.
#[derive(Default)]
pub(super) struct Log {
    pub(super) leaves: Vec<Hash>,
    /// By entry index.
    pub(super) entries: Vec<Promise>,
    /// Index of an erased entry to the index of the entry that says so.
    pub(super) erased: BTreeMap<u64, u64>,
    /// Indexes of the entries that opened epochs.
    pub(super) epochs: Vec<u64>,
    /// Roots at the sizes asked for.
    pub(super) roots: BTreeMap<u64, Hash>,
}

/// What an entry commits to, and of what it is a revision.
#[derive(Default)]
pub(super) struct Promise {
    pub(super) body: Option<Hash>,
    pub(super) evidence: Vec<Hash>,
    /// Nothing when the record has no id of the usual form; no signature can name it then.
    pub(super) revision: Option<Revision>,
    pub(super) is_signature: bool,
}

/// A revision of a record, small, for there may be a million of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Revision {
    rec: u128,
    rev: u64,
}

impl Revision {
    /// Revision `rev` of the record with this id (RFC 9562, lower case).
    pub(super) fn of(rec: &str, rev: u64) -> Option<Self> {
        let digits = rec.replace('-', "");
        let hyphens = [8, 13, 18, 23].iter().all(|at| rec.as_bytes().get(*at) == Some(&b'-'));
        let lower = digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let well_formed = hyphens && lower && rec.len() == 36 && digits.len() == 32;
        u128::from_str_radix(&digits, 16).ok().filter(|_| well_formed).map(|rec| Self { rec, rev })
    }
}

/// Walks the log; `sizes` are those at which the root is wanted.
pub(super) fn check(
    files: &dyn BundleFiles,
    names: &BTreeSet<String>,
    head: &Head,
    sizes: BTreeSet<u64>,
    report: &mut Findings,
) -> Option<Log> {
    let size = head.checkpoint.size;
    // The number of bundles bounds everything below, whatever size the checkpoint claims.
    if under(names, "log/tile/entries/").count() as u64 != size.div_ceil(TILE_WIDTH as u64) {
        report.fail("log/tile/entries", format!("these are not the entry bundles of {size} entries"));
        return None;
    }
    let expected = all_tiles(size);
    check_names(names, &expected, report);
    let before = report.failed();
    let mut reader = Reader { files, walk: Walk::new(&head.origin.workspace), sizes, log: Log::default(), report };
    reader.keep_root();
    for id in expected.iter().filter(|id| id.resource == Resource::Entries) {
        reader.bundle(id)?;
    }
    reader.partial_tiles(&expected);
    let Reader { walk, mut log, .. } = reader;
    if let Err(reason) = walk.ends_at(&head.checkpoint, &head.origin) {
        report.fail(CHECKPOINT, reason);
    }
    log.epochs = walk.epochs;
    if report.failed() == before {
        let reason = format!("{size} entries hash to the signed root; places, revisions and times are in order");
        report.add("log", Status::Unaltered, reason);
    }
    Some(log)
}

fn check_names(names: &BTreeSet<String>, expected: &[TileId], report: &mut Findings) {
    let expected: BTreeSet<_> = expected.iter().map(|id| format!("log/{}", id.path())).collect();
    let found: BTreeSet<_> = under(names, "log/tile/").map(|(name, _)| name.to_owned()).collect();
    for name in expected.difference(&found) {
        report.fail(name, "is missing");
    }
    for name in found.difference(&expected) {
        report.fail(name, "is no tile of the signed tree");
    }
}

struct Reader<'a> {
    files: &'a dyn BundleFiles,
    walk: Walk,
    sizes: BTreeSet<u64>,
    log: Log,
    report: &'a mut Findings,
}

impl Reader<'_> {
    /// Without every entry of a bundle the rest cannot be placed, so a broken one ends the walk.
    fn bundle(&mut self, id: &TileId) -> Option<()> {
        let name = format!("log/{}", id.path());
        let read = self.files.read(&name).map_err(|error| error.to_string());
        let bytes = read.map_err(|reason| self.report.fail(&name, reason)).ok()?;
        match decode_entries(&bytes) {
            Ok(entries) if entries.len() == usize::from(id.width) => {
                for entry in entries {
                    self.entry(entry);
                }
                Some(())
            }
            Ok(entries) => {
                self.report.fail(&name, format!("holds {} entries, not {}", entries.len(), id.width));
                None
            }
            Err(error) => {
                self.report.fail(&name, error.to_string());
                None
            }
        }
    }

    fn entry(&mut self, bytes: &[u8]) {
        let seq = self.walk.tree.size();
        let step = self.walk.step(bytes);
        for fault in step.faults {
            self.report.fail(format!("entry {seq}"), fault);
        }
        self.log.leaves.push(step.leaf);
        let promise = step.envelope.map_or_else(Promise::default, |envelope| self.promise(envelope, seq));
        self.log.entries.push(promise);
        for Tile { level, index, data } in step.tiles {
            self.tile(&tile_path(level, index, TILE_WIDTH as u16), &data);
        }
        self.keep_root();
    }

    fn promise(&mut self, envelope: Envelope, seq: u64) -> Promise {
        for erased in envelope.erased {
            self.log.erased.entry(erased).or_insert(seq);
        }
        Promise {
            revision: Revision::of(&envelope.rec, envelope.rev),
            is_signature: envelope.kind == super::signatures::KIND,
            body: envelope.body.map(|body| body.c),
            evidence: envelope.evid.into_iter().map(|evidence| evidence.c).collect(),
        }
    }

    fn keep_root(&mut self) {
        let size = self.walk.tree.size();
        if self.sizes.contains(&size) {
            self.log.roots.insert(size, self.walk.tree.root());
        }
    }

    fn partial_tiles(&mut self, expected: &[TileId]) {
        for id in expected.iter().filter(|id| usize::from(id.width) < TILE_WIDTH) {
            if let Resource::Hashes(level) = id.resource {
                let data = self.walk.tree.partial(level).concat();
                self.tile(&id.path(), &data);
            }
        }
    }

    fn tile(&mut self, path: &str, computed: &[u8]) {
        let name = format!("log/{path}");
        match self.files.read(&name) {
            Ok(data) if data == computed => {}
            Ok(_) => self.report.fail(name, "does not hold the hashes of the entries"),
            Err(error) => self.report.fail(name, error.to_string()),
        }
    }
}
