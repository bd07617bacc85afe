//! An outsider's check of a whole log: signature, strict reading of every entry, chains, root.

use std::time::Instant;

use assay_log::audit::verify_log;
use assay_log::{BodyCommitment, Checkpoint, Envelope, Origin, Previous, SigningKey, Software, TreeBuilder, leaf_hash};

use crate::table::{Amount, Row, note};
use crate::{Fault, Rows, Setup};

/// Revisions that each record has on average.
const REVISIONS: u64 = 4;
const WORKSPACE: &str = "7d3f2a90-1c54-4e0b-9f7e-2b1a6c8d0e55";

/// Entries one after another, with the end of each.
struct Log {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Log {
    fn entries(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, to)| &self.bytes[from..*to])
    }
}

pub(crate) fn run(setup: &Setup) -> Rows {
    let size = setup.options.size(1_000_000);
    let origin = Origin::new(WORKSPACE, false)?;
    let key = SigningKey::from_seed(&origin.base(), &[7; 32])?;
    note(&format!("  writing a log of {size} entries …"));
    let (log, tree) = make(size)?;
    let note = Checkpoint { origin: origin.to_string(), size, root: tree.root() }.sign(&key)?;
    let started = Instant::now();
    let facts = verify_log(log.entries(), note.as_bytes(), &key.verifier())?;
    let verified = started.elapsed();
    if facts.size != size {
        return Err("the log did not verify whole".into());
    }
    let started = Instant::now();
    let mut bare = TreeBuilder::new();
    log.entries().for_each(|entry| drop(bare.push(leaf_hash(entry))));
    std::hint::black_box(bare.root());
    let hashed = started.elapsed();
    Ok(vec![
        Row::new(
            format!("verify a log of {size} entries ({} MB)", log.bytes.len() / 1_000_000),
            Amount::time(verified),
        )
        .at_most(Amount::Seconds(3.0))
        .beside(Amount::time(hashed), "hashing the tree alone"),
    ])
}

fn make(size: u64) -> Result<(Log, TreeBuilder), Fault> {
    let records = size.div_ceil(REVISIONS).max(1);
    let mut log = Log { bytes: Vec::new(), ends: Vec::new() };
    let mut tree = TreeBuilder::new();
    let mut last: Vec<Option<Previous>> = Vec::new();
    for seq in 0..size {
        let record = seq % records;
        let slot = usize::try_from(record)?;
        let prev = last.get(slot).cloned().flatten();
        let bytes = envelope(seq, record, seq / records + 1, prev).to_bytes()?;
        let leaf = leaf_hash(&bytes);
        tree.push(leaf);
        let now = Some(Previous { leaf, seq });
        match last.get_mut(slot) {
            Some(before) => *before = now,
            None => last.push(now),
        }
        log.bytes.extend(bytes);
        log.ends.push(log.bytes.len());
    }
    Ok((log, tree))
}

fn envelope(seq: u64, record: u64, rev: u64, prev: Option<Previous>) -> Envelope {
    let mut c = [0; 32];
    c[..8].copy_from_slice(&seq.to_be_bytes());
    let seconds = seq / 40;
    Envelope {
        actor: "0b54c1de-52a7-4c9f-8d1e-6a3f90b2c7e4".to_owned(),
        at: format!(
            "2026-{:02}-{:02}T{:02}:{:02}:{:02}.000000Z",
            1 + seconds / 86_400 / 28 % 12,
            1 + seconds / 86_400 % 28,
            seconds / 3_600 % 24,
            seconds / 60 % 60,
            seconds % 60
        ),
        body: Some(BodyCommitment::new(c)),
        eff: None,
        erased: Vec::new(),
        evid: Vec::new(),
        op: if rev == 1 { "create" } else { "update" }.to_owned(),
        prev,
        reason_code: None,
        rec: format!("{record:08x}-52a7-4c9f-8d1e-6a3f90b2c7e4"),
        rev,
        seq,
        state: "active".to_owned(),
        sw: Software { ruleset: "baseline/1".to_owned(), version: "0.1.0".to_owned() },
        kind: "dataset".to_owned(),
        v: assay_log::entry::VERSION,
        via: "api".to_owned(),
        ws: WORKSPACE.to_owned(),
    }
}
