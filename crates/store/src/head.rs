//! The head of a log while it grows: time, tree, checkpoint. Pure; a home reads it back and writes what it gives.

use std::collections::BTreeMap;

use assay_domain::Timestamp;
use assay_log::{Checkpoint, Envelope, Hash, Tile, TreeBuilder, leaf_hash};

use crate::plan::EntryRow;
use crate::{CommitError, Signer, StoreError};

/// The log as planned within a batch: folded into memory only after it is on disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LogHead {
    pub(crate) tree: TreeBuilder,
    pub(crate) last_at: Timestamp,
}

/// What has to be read to rebuild the head of a log of some size: the leaves from an index on, and full tiles.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) leaves_from: u64,
    pub(crate) tiles: Vec<(u8, u64)>,
}

impl Wanted {
    pub(crate) fn of(size: u64) -> Self {
        let mut tiles = Vec::new();
        let mut covered = size / 256;
        let mut level = 0_u8;
        while covered > 0 {
            tiles.extend((covered / 256 * 256..covered).map(|index| (level, index)));
            covered /= 256;
            level += 1;
        }
        Self { leaves_from: size / 256 * 256, tiles }
    }
}

impl LogHead {
    /// Rebuilds the head from what [`Wanted`] asks for.
    pub(crate) fn rebuild(
        size: u64,
        last_at: Timestamp,
        leaves: Vec<Hash>,
        tiles: &BTreeMap<(u8, u64), Vec<u8>>,
    ) -> Result<Self, StoreError> {
        let mut partials = vec![leaves];
        for (level, index) in Wanted::of(size).tiles {
            let data = tiles
                .get(&(level, index))
                .ok_or_else(|| StoreError::Damaged(format!("tile {index} of level {level} is missing")))?;
            let row = usize::from(level) + 1;
            partials.resize(partials.len().max(row + 1), Vec::new());
            partials[row].push(assay_log::root_of(&hashes(data)?));
        }
        let tree = TreeBuilder::from_partials(size, partials).map_err(|e| StoreError::Damaged(e.to_string()))?;
        Ok(Self { tree, last_at })
    }

    /// The time of the next entry: never before the last one, whatever the clock does.
    pub(crate) fn tick(&mut self, now: Timestamp) -> Timestamp {
        self.last_at = self.last_at.max(now);
        self.last_at
    }

    /// Appends one entry; gives its row and the tiles it completes.
    pub(crate) fn append(&mut self, envelope: &Envelope, at: Timestamp) -> Result<(EntryRow, Vec<Tile>), CommitError> {
        let bytes = envelope.to_bytes().map_err(|e| CommitError::Entry(e.to_string()))?;
        let leaf = leaf_hash(&bytes);
        let row = EntryRow { seq: self.tree.size(), at, bytes, leaf };
        Ok((row, self.tree.push(leaf)))
    }

    /// The head as a signed note.
    pub(crate) fn sign(&self, signer: &Signer) -> Result<String, StoreError> {
        let checkpoint = Checkpoint { origin: signer.origin.clone(), size: self.tree.size(), root: self.tree.root() };
        checkpoint.sign(&signer.key).map_err(|e| StoreError::Damaged(format!("a checkpoint cannot be signed: {e}")))
    }

    /// Holds the head against the last signed checkpoint.
    pub(crate) fn fits(&self, note: Option<&str>) -> Result<(), StoreError> {
        let size = self.tree.size();
        let Some(note) = note else {
            let damaged = StoreError::Damaged("there are entries but no checkpoint".to_owned());
            return if size == 0 { Ok(()) } else { Err(damaged) };
        };
        let damaged = |e: String| StoreError::Damaged(format!("the last checkpoint does not read: {e}"));
        let last = Checkpoint::read(note.as_bytes()).map_err(|e| damaged(e.to_string()))?;
        if last.size != size || last.root != self.tree.root() {
            let text = format!("the last checkpoint signs {} entries, the log holds {size} or others", last.size);
            return Err(StoreError::Damaged(text));
        }
        Ok(())
    }
}

/// Splits a tile into its hashes.
pub(crate) fn hashes(data: &[u8]) -> Result<Vec<Hash>, StoreError> {
    let (chunks, rest) = data.as_chunks::<32>();
    if rest.is_empty() {
        Ok(chunks.to_vec())
    } else {
        Err(StoreError::Damaged("a tile has a broken length".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grows a tree, keeps its tiles as a home would, and rebuilds the head at sizes around the boundaries.
    #[test]
    fn a_head_is_rebuilt_from_what_is_wanted() {
        let (mut head, mut leaves, mut tiles) = (LogHead::default(), Vec::new(), BTreeMap::new());
        for n in 0..66_000_u64 {
            let leaf = leaf_hash(&n.to_be_bytes());
            leaves.push(leaf);
            tiles.extend(head.tree.push(leaf).into_iter().map(|t| ((t.level, t.index), t.data)));
            let size = n + 1;
            if [1, 255, 256, 257, 511, 512, 700, 65_535, 65_536, 65_537, 65_792, 65_999].contains(&size) {
                let wanted = Wanted::of(size);
                let loose = leaves[usize::try_from(wanted.leaves_from).unwrap()..].to_vec();
                let only = wanted.tiles.iter().map(|id| (*id, tiles[id].clone())).collect();
                let rebuilt = LogHead::rebuild(size, Timestamp::default(), loose, &only).unwrap();
                assert_eq!(rebuilt.tree.root(), head.tree.root(), "{size}");
                assert_eq!(rebuilt.tree.size(), size);
            }
        }
        assert!(LogHead::rebuild(256, Timestamp::default(), Vec::new(), &BTreeMap::new()).is_err());
    }
}
