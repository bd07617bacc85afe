//! Tile and entry-bundle names and bytes (C2SP `tlog-tiles`).

use thiserror::Error;

use crate::tree::{TILE_HEIGHT, TILE_WIDTH};

/// What a tile path holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    /// Hashes of the tree at a tile level, 0 to 63.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// One tile or entry bundle; a width below 256 is a partial one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    pub resource: Resource,
    pub index: u64,
    /// Hashes or entries in it, 1 to 256.
    pub width: u16,
}

/// Why entries cannot be bundled, or bytes are not an entry bundle.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TileError {
    #[error("entry {0} of the bundle is longer than 65,535 bytes")]
    EntryTooLong(usize),
    #[error("a bundle holds at most 256 entries")]
    TooMany,
    #[error("the entry bundle ends inside entry {0}")]
    Truncated(usize),
}

impl TileId {
    /// `tile/<level or entries>/<index>[.p/<width>]`; index 1234067 is `x001/x234/067`.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = match self.resource {
            Resource::Hashes(level) => format!("tile/{level}/"),
            Resource::Entries => "tile/entries/".to_owned(),
        };
        let mut groups = vec![format!("{:03}", self.index % 1000)];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.reverse();
        path.push_str(&groups.join("/"));
        if usize::from(self.width) < TILE_WIDTH {
            path.push_str(&format!(".p/{}", self.width));
        }
        path
    }

    /// Reads exactly what [`TileId::path`] writes.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (resource, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let resource = if resource == "entries" { Resource::Entries } else { Resource::Hashes(resource.parse().ok()?) };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, width.parse().ok().filter(|width| (1..256).contains(width))?),
            None => (rest, TILE_WIDTH as u16),
        };
        let mut index: u64 = 0;
        for group in number.split('/') {
            let group: u16 = group.strip_prefix('x').unwrap_or(group).parse().ok()?;
            index = index.checked_mul(1000)?.checked_add(u64::from(group))?;
        }
        let id = Self { resource, index, width };
        (id.path() == path && !matches!(resource, Resource::Hashes(64..))).then_some(id)
    }
}

/// Path of a tile of hashes.
#[must_use]
pub fn tile_path(level: u8, index: u64, width: u16) -> String {
    TileId { resource: Resource::Hashes(level), index, width }.path()
}

/// Path of an entry bundle.
#[must_use]
pub fn entries_path(index: u64, width: u16) -> String {
    TileId { resource: Resource::Entries, index, width }.path()
}

/// Hashes in the tile `index` of `level` in a tree of `size` leaves, 0 to 256.
#[must_use]
pub fn tile_width(size: u64, level: u8, index: u64) -> u16 {
    let hashes = size.checked_shr(TILE_HEIGHT * u32::from(level)).unwrap_or(0);
    let before = index.saturating_mul(TILE_WIDTH as u64);
    hashes.saturating_sub(before).min(TILE_WIDTH as u64) as u16
}

/// Every tile and entry bundle of a tree of `size` leaves: entries first, then the levels upwards.
#[must_use]
pub fn all_tiles(size: u64) -> Vec<TileId> {
    let levels = (0..8_u8).take_while(|level| size >> (TILE_HEIGHT * u32::from(*level)) > 0);
    let entries = (size > 0).then_some(Resource::Entries);
    let mut tiles = Vec::new();
    for resource in entries.into_iter().chain(levels.map(Resource::Hashes)) {
        let level = if let Resource::Hashes(level) = resource { level } else { 0 };
        let count = (size >> (TILE_HEIGHT * u32::from(level))).div_ceil(TILE_WIDTH as u64);
        tiles.extend((0..count).map(|index| TileId { resource, index, width: tile_width(size, level, index) }));
    }
    tiles
}

/// An entry bundle: each entry behind its length as two bytes, big-endian.
///
/// # Errors
/// More than 256 entries, or one beyond 65,535 bytes.
pub fn encode_entries<B: AsRef<[u8]>>(entries: &[B]) -> Result<Vec<u8>, TileError> {
    if entries.len() > TILE_WIDTH {
        return Err(TileError::TooMany);
    }
    let mut bytes = Vec::new();
    for (position, entry) in entries.iter().enumerate() {
        let entry = entry.as_ref();
        let length = u16::try_from(entry.len()).map_err(|_| TileError::EntryTooLong(position))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// The entries of a bundle.
///
/// # Errors
/// More than 256 entries, or bytes that end inside one.
pub fn decode_entries(mut bytes: &[u8]) -> Result<Vec<&[u8]>, TileError> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        if entries.len() == TILE_WIDTH {
            return Err(TileError::TooMany);
        }
        let truncated = TileError::Truncated(entries.len());
        let Some((length, rest)) = bytes.split_first_chunk::<2>() else { return Err(truncated) };
        let Some((entry, rest)) = rest.split_at_checked(u16::from_be_bytes(*length).into()) else {
            return Err(truncated);
        };
        entries.push(entry);
        bytes = rest;
    }
    Ok(entries)
}

#[cfg(test)]
mod tests;
