//! Our tree and proofs against `ct-merkle`, an independent implementation of RFC 6962.

use std::collections::HashMap;
use std::convert::Infallible;

use assay_log::proof::{verify_consistency, verify_inclusion};
use assay_log::tile_proof::{TileSource, consistency_proof, inclusion_proof, root_from_tiles};
use assay_log::tree::{Hash, TreeBuilder, leaf_hash};
use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sha2::Sha256;

struct Log {
    tree: TreeBuilder,
    tiles: HashMap<(u8, u64), Vec<u8>>,
    theirs: MemoryBackedTree<Sha256, Vec<u8>>,
    roots: Vec<Hash>,
}

impl TileSource for Log {
    type Error = Infallible;
    fn tile(&self, level: u8, index: u64, _width: u16) -> Result<Vec<u8>, Infallible> {
        let partial = || self.tree.partial(level).concat();
        Ok(self.tiles.get(&(level, index)).cloned().unwrap_or_else(partial))
    }
}

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

fn log(size: u64) -> Log {
    let mut log =
        Log { tree: TreeBuilder::new(), tiles: HashMap::new(), theirs: MemoryBackedTree::new(), roots: vec![] };
    for index in 0..size {
        log.roots.push(log.tree.root());
        for tile in log.tree.push(leaf_hash(&entry(index))) {
            log.tiles.insert((tile.level, tile.index), tile.data);
        }
        log.theirs.push(entry(index));
    }
    log.roots.push(log.tree.root());
    log
}

fn theirs(bytes: &[u8]) -> Vec<Hash> {
    bytes.as_chunks::<32>().0.to_vec()
}

fn any_change(proof: &[Hash], at: usize) -> Vec<Hash> {
    let mut changed = proof.to_vec();
    let at = at % changed.len();
    changed[at][at % 32] ^= 1;
    changed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn inclusion(size in 1_u64..1200, index in any::<prop::sample::Index>(), noise in any::<usize>()) {
        let log = log(size);
        let index = index.index(size as usize) as u64;
        let root = log.tree.root();
        let theirs_root = log.theirs.root();
        prop_assert_eq!(&root[..], &theirs_root.as_bytes()[..]);
        prop_assert_eq!(root_from_tiles(&log, size).unwrap(), root);

        let path = inclusion_proof(&log, index, size).unwrap();
        prop_assert_eq!(&path, &theirs(log.theirs.prove_inclusion(index as usize).as_bytes()));
        let leaf = leaf_hash(&entry(index));
        prop_assert_eq!(verify_inclusion(&leaf, index, size, &path, &root), Ok(()));

        prop_assert!(verify_inclusion(&leaf_hash(b"other"), index, size, &path, &root).is_err());
        prop_assert!(verify_inclusion(&leaf, index + 1, size, &path, &root).is_err());
        let longer = [&path[..], &[root]].concat();
        prop_assert!(verify_inclusion(&leaf, index, size, &longer, &root).is_err());
        if !path.is_empty() {
            prop_assert!(verify_inclusion(&leaf, index, size, &path[1..], &root).is_err());
            prop_assert!(verify_inclusion(&leaf, index, size, &any_change(&path, noise), &root).is_err());
        }
    }

    #[test]
    fn consistency(size in 1_u64..1200, old in any::<prop::sample::Index>(), noise in any::<usize>()) {
        let log = log(size);
        let old = old.index(size as usize + 1) as u64;
        let (old_root, root) = (log.roots[old as usize], log.tree.root());
        let proof = consistency_proof(&log, old, size).unwrap();
        if old > 0 {
            let other = log.theirs.prove_consistency((size - old) as usize);
            prop_assert_eq!(&proof, &theirs(other.as_bytes()));
        }
        prop_assert_eq!(verify_consistency(old, &old_root, size, &root, &proof), Ok(()));

        let wrong = leaf_hash(b"other");
        prop_assert!(verify_consistency(old, &wrong, size, &root, &proof).is_err());
        prop_assert!(verify_consistency(size + 1, &root, size, &root, &proof).is_err());
        if old > 0 {
            prop_assert!(verify_consistency(old, &old_root, size, &wrong, &proof).is_err());
        }
        if !proof.is_empty() {
            prop_assert!(verify_consistency(old, &old_root, size, &root, &proof[1..]).is_err());
            prop_assert!(verify_consistency(old, &old_root, size, &root, &any_change(&proof, noise)).is_err());
        }
    }
}

/// Proofs across three tile levels: 65,536 entries and a few more.
#[test]
fn proofs_across_tile_levels() {
    let size = 65_536 + 300;
    let mut log =
        Log { tree: TreeBuilder::new(), tiles: HashMap::new(), theirs: MemoryBackedTree::new(), roots: vec![] };
    let mut middle = [0; 32];
    for index in 0..size {
        if index == 40_000 {
            middle = log.tree.root();
        }
        for tile in log.tree.push(leaf_hash(&entry(index))) {
            log.tiles.insert((tile.level, tile.index), tile.data);
        }
    }
    let root = log.tree.root();
    for index in [0, 255, 256, 39_999, 65_535, 65_536, size - 1] {
        let path = inclusion_proof(&log, index, size).unwrap();
        verify_inclusion(&leaf_hash(&entry(index)), index, size, &path, &root).unwrap();
    }
    let proof = consistency_proof(&log, 40_000, size).unwrap();
    verify_consistency(40_000, &middle, size, &root, &proof).unwrap();
}
