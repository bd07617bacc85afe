//! Proofs from tiles, at sizes around every boundary.

use assay_log::proof::{verify_consistency, verify_inclusion};
use assay_log::tile_proof::{TileSource, consistency_proof, inclusion_proof, root_from_tiles};
use assay_log::{Hash, TreeBuilder, leaf_hash};
use assay_store::StoreError;

use super::{Fresh, Home};
use crate::made;

struct Tiles<'a>(&'a Home);

impl TileSource for Tiles<'_> {
    type Error = StoreError;

    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.store.tile(&self.0.scope, level, index, width)?.concat())
    }
}

/// Fills the log up to a size, in changes of at most so many writes.
fn fill(home: &Home, size: u64, most: u64) {
    while home.size() < size {
        let count = most.min(size - home.size());
        home.commit(made::change((0..count).map(|_| made::bare()))).unwrap();
    }
}

/// Leaf hashes, and the root at every size.
fn tree(home: &Home) -> (Vec<Hash>, Vec<Hash>) {
    let leaves: Vec<Hash> = home.entries().iter().map(|e| leaf_hash(e)).collect();
    let mut builder = TreeBuilder::new();
    let mut roots = vec![builder.root()];
    for leaf in &leaves {
        builder.push(*leaf);
        roots.push(builder.root());
    }
    (leaves, roots)
}

/// Some numbers below a bound: the edges, and others spread between them.
fn some(below: u64) -> Vec<u64> {
    let spread = (0..12).map(|n| (n * 2_654_435_761_u64) % below.max(1));
    let mut all: Vec<u64> = [0, 1, 255, 256, 257].into_iter().chain([below.saturating_sub(1)]).chain(spread).collect();
    all.retain(|n| *n < below);
    all.sort_unstable();
    all.dedup();
    all
}

fn holds(home: &Home, leaves: &[Hash], roots: &[Hash], size: u64) {
    let tiles = Tiles(home);
    let at = |n: u64| roots[usize::try_from(n).unwrap()];
    let root = at(size);
    assert_eq!(root_from_tiles(&tiles, size).unwrap(), root, "root of {size}");
    for index in some(size) {
        let leaf = &leaves[usize::try_from(index).unwrap()];
        let path = inclusion_proof(&tiles, index, size).unwrap();
        verify_inclusion(leaf, index, size, &path, &root).unwrap_or_else(|e| panic!("{index} in {size}: {e}"));
        assert!(verify_inclusion(&[0; 32], index, size, &path, &root).is_err(), "another leaf is not in it");
    }
    for old in some(size) {
        let proof = consistency_proof(&tiles, old, size).unwrap();
        verify_consistency(old, &at(old), size, &root, &proof).unwrap_or_else(|e| panic!("{old} to {size}: {e}"));
        assert!(old == 0 || verify_consistency(old, &[0; 32], size, &root, &proof).is_err());
    }
    assert!(inclusion_proof(&tiles, size, size).is_err(), "what is not in the log has no proof");
}

pub(crate) fn proofs_from_tiles_verify_at_every_size(fresh: Fresh) {
    let home = fresh();
    fill(&home, 90, 7);
    let (leaves, roots) = tree(&home);
    for size in 1..=90 {
        holds(&home, &leaves, &roots, size);
    }
}

pub(crate) fn tiles_hold_at_their_boundaries(fresh: Fresh) {
    let home = fresh();
    for size in [255, 256, 257, 511, 512, 513, 700] {
        fill(&home, size, 300);
        let (leaves, roots) = tree(&home);
        holds(&home, &leaves, &roots, size);
        home.sound();
        let full = home.store.tile(&home.scope, 0, 0, 255).unwrap();
        assert_eq!(full, leaves[..255]);
    }
    let (leaves, roots) = tree(&home);
    assert_eq!(home.store.tile(&home.scope, 0, 1, 256).unwrap(), leaves[256..512]);
    assert_eq!(home.store.tile(&home.scope, 0, 2, 188).unwrap(), leaves[512..]);
    assert_eq!(home.store.tile(&home.scope, 1, 0, 1).unwrap(), roots[256..257]);
    assert_eq!(home.store.tile(&home.scope, 1, 0, 2).unwrap()[0], roots[256]);
}

pub(crate) fn a_log_of_three_levels_holds(fresh: Fresh) {
    let home = fresh();
    fill(&home, 65_535, 8_192);
    fill(&home, 65_537, 1);
    fill(&home, 65_800, 300);
    let (leaves, roots) = tree(&home);
    for size in [65_535, 65_536, 65_537, 65_792, 65_800] {
        holds(&home, &leaves, &roots, size);
    }
    assert_eq!(home.store.tile(&home.scope, 2, 0, 1).unwrap(), [roots[65_536]]);
    assert_eq!(home.store.tile(&home.scope, 1, 0, 256).unwrap()[0], roots[256]);
    home.sound();
}
