//! Proofs computed from tiles: a database answers with a handful of reads, whatever the size of the log.

use std::collections::HashMap;

use thiserror::Error;

use crate::tiles::tile_width;
use crate::tree::{HASH_LEN, Hash, TILE_HEIGHT, TILE_WIDTH, empty_root, node_hash, root_of, split};

/// Where tiles come from.
pub trait TileSource {
    /// What can go wrong in reading one.
    type Error: std::error::Error + 'static;

    /// The first `width` (1 to 256) hashes of the tile `index` at `level`, 32 bytes each; more may follow.
    ///
    /// # Errors
    /// The tile is missing or cannot be read.
    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, Self::Error>;
}

/// Why no proof could be made.
#[derive(Debug, Error)]
pub enum TileProofError<E: std::error::Error + 'static> {
    #[error("entry {index} is not in a tree of {size} entries")]
    Index { index: u64, size: u64 },
    #[error("a tree of {old} entries is no beginning of one of {new}")]
    Sizes { old: u64, new: u64 },
    #[error("tile {index} of level {level} is shorter than {width} hashes: the stored tree is damaged")]
    Short { level: u8, index: u64, width: u16 },
    #[error(transparent)]
    Source(#[from] E),
}

/// The hashes that lead from entry `index` to the root of the tree of `size` entries (RFC 9162 §2.1.3.1).
///
/// # Errors
/// `index` is not below `size`, or a tile cannot be read.
pub fn inclusion_proof<S: TileSource>(
    source: &S,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, TileProofError<S::Error>> {
    if index >= size {
        return Err(TileProofError::Index { index, size });
    }
    let mut tiles = Tiles::new(source, size);
    let (mut low, mut high) = (0, size);
    let mut path = Vec::new();
    while high - low > 1 {
        let middle = low + split(high - low);
        if index < middle {
            path.push(tiles.range(middle, high)?);
            high = middle;
        } else {
            path.push(tiles.range(low, middle)?);
            low = middle;
        }
    }
    path.reverse();
    Ok(path)
}

/// The hashes that show the tree of `old` entries to be the beginning of the tree of `new` (RFC 9162 §2.1.4.1).
///
/// # Errors
/// `old` is beyond `new`, or a tile cannot be read.
pub fn consistency_proof<S: TileSource>(source: &S, old: u64, new: u64) -> Result<Vec<Hash>, TileProofError<S::Error>> {
    if old > new {
        return Err(TileProofError::Sizes { old, new });
    }
    if old == 0 || old == new {
        return Ok(Vec::new());
    }
    let mut tiles = Tiles::new(source, new);
    let (mut low, mut high) = (0, new);
    let mut proof = Vec::new();
    while high != old {
        let middle = low + split(high - low);
        if old <= middle {
            proof.push(tiles.range(middle, high)?);
            high = middle;
        } else {
            proof.push(tiles.range(low, middle)?);
            low = middle;
        }
    }
    if low > 0 {
        proof.push(tiles.range(low, high)?);
    }
    proof.reverse();
    Ok(proof)
}

/// The root of the tree of `size` entries.
///
/// # Errors
/// A tile cannot be read.
pub fn root_from_tiles<S: TileSource>(source: &S, size: u64) -> Result<Hash, TileProofError<S::Error>> {
    if size == 0 { Ok(empty_root()) } else { Tiles::new(source, size).range(0, size) }
}

/// Reads each tile at most once.
struct Tiles<'a, S> {
    source: &'a S,
    size: u64,
    read: HashMap<(u8, u64), Vec<Hash>>,
}

impl<'a, S: TileSource> Tiles<'a, S> {
    fn new(source: &'a S, size: u64) -> Self {
        Self { source, size, read: HashMap::new() }
    }

    /// Root over the entries `low..high`, a range that the recursive definition reaches: `low` is a multiple of the
    /// power of two at or above its length.
    fn range(&mut self, low: u64, high: u64) -> Result<Hash, TileProofError<S::Error>> {
        let length = high - low;
        if length.is_power_of_two() {
            return self.subtree(low, length.trailing_zeros());
        }
        let middle = low + split(length);
        let (left, right) = (self.range(low, middle)?, self.range(middle, high)?);
        Ok(node_hash(&left, &right))
    }

    /// Root of the complete subtree of `height` that begins at entry `low`: at most 128 hashes of one tile.
    fn subtree(&mut self, low: u64, height: u32) -> Result<Hash, TileProofError<S::Error>> {
        let level = (height / TILE_HEIGHT) as u8;
        let first = low >> (TILE_HEIGHT * u32::from(level));
        let count = 1_usize << (height % TILE_HEIGHT);
        let start = (first % TILE_WIDTH as u64) as usize;
        let tile = self.tile(level, first / TILE_WIDTH as u64)?;
        Ok(root_of(&tile[start..start + count]))
    }

    fn tile(&mut self, level: u8, index: u64) -> Result<&[Hash], TileProofError<S::Error>> {
        use std::collections::hash_map::Entry;
        match self.read.entry((level, index)) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => {
                let width = tile_width(self.size, level, index);
                let bytes = self.source.tile(level, index, width)?;
                let hashes: Vec<Hash> = bytes.as_chunks::<HASH_LEN>().0.iter().take(width.into()).copied().collect();
                if hashes.len() < width.into() {
                    return Err(TileProofError::Short { level, index, width });
                }
                Ok(place.insert(hashes))
            }
        }
    }
}
