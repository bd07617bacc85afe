//! The Merkle tree of RFC 9162 §2.1 over SHA-256, grown one leaf at a time.
//!
//! [`TreeBuilder`] keeps what is needed to go on and nothing more: the hashes of the incomplete tile at each level (to
//! serve it) and the roots of the complete subtrees (to sign the head in a few hashes). It is small and cloned freely: a
//! batch is planned on a clone that replaces the original once the batch is on disk.

use sha2::{Digest as _, Sha256};
use thiserror::Error;

/// A SHA-256 digest.
pub type Hash = [u8; 32];
/// Bytes of a digest.
pub const HASH_LEN: usize = 32;
/// Hashes in a complete tile (C2SP `tlog-tiles`).
pub const TILE_WIDTH: usize = 256;
/// Bytes of a complete tile.
pub const TILE_BYTES: usize = TILE_WIDTH * HASH_LEN;
/// Tree levels a tile spans.
pub(crate) const TILE_HEIGHT: u32 = 8;

/// Hash of an entry: `SHA-256(0x00 ‖ entry)`.
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(entry).finalize().into()
}

/// Hash of two subtrees: `SHA-256(0x01 ‖ left ‖ right)`.
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut input = [1; 1 + 2 * HASH_LEN];
    input[1..=HASH_LEN].copy_from_slice(left);
    input[1 + HASH_LEN..].copy_from_slice(right);
    Sha256::digest(input).into()
}

/// Root of the empty tree: the digest of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// Root over leaf hashes straight from the recursive definition of RFC 9162 §2.1.1; slow, for comparing.
#[must_use]
pub fn root_of(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len() as u64) as usize);
            node_hash(&root_of(left), &root_of(right))
        }
    }
}

/// The largest power of two below `count` (at least 2): where RFC 9162 splits a tree.
pub(crate) fn split(count: u64) -> u64 {
    1 << (u64::BITS - 1 - (count - 1).leading_zeros())
}

/// A tile that has just been completed: 256 hashes at `level`, the `index`-th there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    pub level: u8,
    pub index: u64,
    /// [`TILE_BYTES`] bytes.
    pub data: Vec<u8>,
}

/// Why a saved state is not the state of a tree.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TreeError {
    #[error(
        "tile level {level} of a tree of {size} entries has {expected} loose hashes, not {found}: rebuild the tree from its entries"
    )]
    Partial { size: u64, level: usize, expected: u64, found: u64 },
}

/// The state of a growing tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TreeBuilder {
    size: u64,
    /// By tile level: the hashes of the incomplete tile, fewer than [`TILE_WIDTH`].
    rows: Vec<Vec<Hash>>,
    /// Roots of the complete subtrees, largest first: one for each bit set in `size`.
    peaks: Vec<Hash>,
}

impl TreeBuilder {
    /// The empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on from a saved state: `partials[level]` holds the `(size >> 8·level) mod 256` hashes of the incomplete tile.
    ///
    /// # Errors
    /// A level with another number of hashes than `size` has.
    pub fn from_partials(size: u64, partials: Vec<Vec<Hash>>) -> Result<Self, TreeError> {
        let levels = partials.len().max(8);
        for level in 0..levels {
            let found = partials.get(level).map_or(0, Vec::len) as u64;
            let expected = size.checked_shr(TILE_HEIGHT * level as u32).unwrap_or(0) % TILE_WIDTH as u64;
            if found != expected {
                return Err(TreeError::Partial { size, level, expected, found });
            }
        }
        let peaks = partials.iter().rev().flat_map(|row| peaks_of(row)).collect();
        Ok(Self { size, rows: partials, peaks })
    }

    /// Appends a leaf hash; answers the tiles it completed, lowest level first (almost always none).
    pub fn push(&mut self, leaf: Hash) -> Vec<Tile> {
        let mut tiles = Vec::new();
        self.loose(0, leaf, &mut tiles);
        let mut hash = leaf;
        for height in 1..=self.size.trailing_ones() {
            let left = self.peaks.pop().expect("one peak for each bit set in the size");
            hash = node_hash(&left, &hash);
            if height.is_multiple_of(TILE_HEIGHT) {
                self.loose((height / TILE_HEIGHT) as usize, hash, &mut tiles);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
        tiles
    }

    /// Adds a hash to the incomplete tile of a level and moves the tile out once complete.
    fn loose(&mut self, level: usize, hash: Hash, tiles: &mut Vec<Tile>) {
        if self.rows.len() == level {
            self.rows.push(Vec::new());
        }
        let row = &mut self.rows[level];
        row.push(hash);
        if row.len() == TILE_WIDTH {
            let index = self.size >> (TILE_HEIGHT * (level as u32 + 1));
            tiles.push(Tile { level: level as u8, index, data: row.concat() });
            row.clear();
        }
    }

    /// Number of leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Root of the tree, in as many hashes as `size` has bits.
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return empty_root() };
        peaks.fold(*last, |right, left| node_hash(left, &right))
    }

    /// Hashes of the incomplete tile of a level; empty when there is none.
    #[must_use]
    pub fn partial(&self, level: u8) -> &[Hash] {
        self.rows.get(usize::from(level)).map_or(&[], Vec::as_slice)
    }

    /// The incomplete tiles of all levels, as [`TreeBuilder::from_partials`] takes them.
    #[must_use]
    pub fn partials(&self) -> &[Vec<Hash>] {
        &self.rows
    }
}

/// Roots of the complete subtrees over a row of hashes, largest first.
fn peaks_of(mut row: &[Hash]) -> Vec<Hash> {
    let mut peaks = Vec::new();
    while !row.is_empty() {
        let (left, rest) = row.split_at(1 << row.len().ilog2());
        peaks.push(root_of(left));
        row = rest;
    }
    peaks
}

#[cfg(test)]
mod tests;
