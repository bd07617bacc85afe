//! Appending to a log inside a transaction: entries, tiles, the signed checkpoint. Used by workspaces and by the
//! control store alike.

use assay_domain::{RecordId, Timestamp};
use assay_log::{Checkpoint, Envelope, TreeBuilder, leaf_hash};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::error::sql;
use crate::{CommitError, Signer, StoreError};

/// The log as planned within a batch: folded into memory only after COMMIT.
#[derive(Debug, Clone)]
pub(crate) struct LogHead {
    pub(crate) tree: TreeBuilder,
    pub(crate) last_at: Timestamp,
}

/// Sequence numbers fit SQLite's integers long before a log grows that large.
pub(crate) fn int(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

pub(crate) fn uint(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

impl LogHead {
    /// Rebuilds the head from what is stored, and refuses a log that does not fit its last checkpoint.
    pub(crate) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let size: i64 =
            conn.query_row("SELECT count(*) FROM entry", [], |r| r.get(0)).map_err(sql("count the entries"))?;
        let size = uint(size);
        let mut partials = Vec::new();
        let mut covered = size;
        for level in 0_u8.. {
            let start = covered / 256 * 256;
            let hashes = if level == 0 { leaves(conn, start)? } else { tile_roots(conn, level - 1, start, covered)? };
            partials.push(hashes);
            covered /= 256;
            if covered == 0 {
                break;
            }
        }
        let tree = TreeBuilder::from_partials(size, partials).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let last_at: Option<i64> = conn
            .query_row("SELECT at FROM entry ORDER BY seq DESC LIMIT 1", [], |r| r.get(0))
            .optional()
            .map_err(sql("read the last entry"))?;
        Ok(Self { tree, last_at: Timestamp::from_micros(last_at.unwrap_or(0)) })
    }

    /// The time of the next entry: never before the last one, whatever the clock does.
    pub(crate) fn tick(&mut self, now: Timestamp) -> Timestamp {
        self.last_at = self.last_at.max(now);
        self.last_at
    }

    /// Appends one entry.
    pub(crate) fn append(
        &mut self,
        conn: &Connection,
        envelope: &Envelope,
        at: Timestamp,
    ) -> Result<[u8; 32], CommitError> {
        let bytes = envelope.to_bytes().map_err(|e| CommitError::Entry(e.to_string()))?;
        let leaf = leaf_hash(&bytes);
        conn.prepare_cached("INSERT INTO entry (seq, at, bytes, leaf) VALUES (?1, ?2, ?3, ?4)")
            .and_then(|mut s| s.execute(params![int(self.tree.size()), at.as_micros(), bytes, leaf]))
            .map_err(sql("append an entry"))?;
        for tile in self.tree.push(leaf) {
            conn.prepare_cached("INSERT INTO tile (level, idx, data) VALUES (?1, ?2, ?3)")
                .and_then(|mut s| s.execute(params![tile.level, int(tile.index), tile.data]))
                .map_err(sql("append a tile"))?;
        }
        Ok(leaf)
    }

    /// Signs the head and keeps the note.
    pub(crate) fn sign(&self, conn: &Connection, signer: &Signer) -> Result<(), StoreError> {
        let checkpoint = Checkpoint { origin: signer.origin.clone(), size: self.tree.size(), root: self.tree.root() };
        let note = checkpoint
            .sign(&signer.key)
            .map_err(|e| StoreError::Damaged(format!("a checkpoint cannot be signed: {e}")))?;
        conn.prepare_cached("INSERT INTO checkpoint (size, note) VALUES (?1, ?2)")
            .and_then(|mut s| s.execute(params![int(self.tree.size()), note]))
            .map_err(sql("keep a checkpoint"))?;
        Ok(())
    }
}

fn leaves(conn: &Connection, from: u64) -> Result<Vec<[u8; 32]>, StoreError> {
    let mut statement =
        conn.prepare("SELECT leaf FROM entry WHERE seq >= ?1 ORDER BY seq").map_err(sql("read the log"))?;
    let rows = statement.query_map([int(from)], |r| r.get(0)).map_err(sql("read the log"))?;
    rows.collect::<Result<_, _>>().map_err(sql("read the log"))
}

fn tile_roots(conn: &Connection, level: u8, from: u64, to: u64) -> Result<Vec<[u8; 32]>, StoreError> {
    (from..to)
        .map(|index| {
            let data: Vec<u8> = conn
                .query_row("SELECT data FROM tile WHERE level = ?1 AND idx = ?2", params![level, int(index)], |r| {
                    r.get(0)
                })
                .map_err(|_| StoreError::Damaged(format!("tile {index} of level {level} is missing")))?;
            let hashes = hashes(&data)?;
            Ok(assay_log::root_of(&hashes))
        })
        .collect()
}

/// Splits a tile into its hashes.
pub(crate) fn hashes(data: &[u8]) -> Result<Vec<[u8; 32]>, StoreError> {
    let (chunks, rest) = data.as_chunks::<32>();
    if rest.is_empty() {
        Ok(chunks.to_vec())
    } else {
        Err(StoreError::Damaged("a tile has a broken length".to_owned()))
    }
}

/// A record id as stored.
pub(crate) fn id(text: &str) -> Result<RecordId, StoreError> {
    text.parse().map_err(|_| StoreError::Damaged(format!("`{text}` is no record id")))
}
