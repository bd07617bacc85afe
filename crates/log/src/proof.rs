//! Verification of inclusion and consistency proofs by the algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.

use thiserror::Error;

use crate::tree::{Hash, empty_root, node_hash};

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ProofError {
    #[error("entry {index} is not in a tree of {size} entries")]
    Index { index: u64, size: u64 },
    #[error("a tree of {old} entries is no beginning of one of {new}: entries were lost")]
    Sizes { old: u64, new: u64 },
    #[error("the proof has the wrong number of hashes")]
    Length,
    #[error("the proof leads to another root: something was changed, or the proof belongs to another tree")]
    Root,
}

/// The way from a node up to the root.
struct Climb {
    /// Index of the node at the current height, and of the last node there.
    node: u64,
    last: u64,
}

impl Climb {
    /// One step up; whether the next hash of the proof is the left sibling.
    fn left(&mut self) -> Result<bool, ProofError> {
        if self.last == 0 {
            return Err(ProofError::Length);
        }
        let left = self.node & 1 == 1 || self.node == self.last;
        if left {
            // A last node without a right sibling is carried up unhashed.
            let skip = if self.node == 0 { 0 } else { self.node.trailing_zeros() };
            self.node >>= skip;
            self.last >>= skip;
        }
        self.node >>= 1;
        self.last >>= 1;
        Ok(left)
    }

    fn arrived(&self) -> Result<(), ProofError> {
        if self.last == 0 { Ok(()) } else { Err(ProofError::Length) }
    }
}

/// The root an inclusion path leads to.
///
/// # Errors
/// `index` is not below `size`, or the path is too long or too short.
pub fn root_from_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash]) -> Result<Hash, ProofError> {
    if index >= size {
        return Err(ProofError::Index { index, size });
    }
    let mut climb = Climb { node: index, last: size - 1 };
    let mut root = *leaf;
    for sibling in path {
        root = if climb.left()? { node_hash(sibling, &root) } else { node_hash(&root, sibling) };
    }
    climb.arrived().map(|()| root)
}

/// Verifies that `leaf` is entry `index` of the tree with this size and root.
///
/// # Errors
/// The path has another length or leads to another root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> Result<(), ProofError> {
    if root_from_inclusion(leaf, index, size, path)? == *root { Ok(()) } else { Err(ProofError::Root) }
}

/// Verifies that the old tree is the beginning of the new one. An empty old tree is the beginning of every tree.
///
/// # Errors
/// The new tree is shorter, or the proof has another length or leads to other roots.
pub fn verify_consistency(
    old_size: u64,
    old_root: &Hash,
    new_size: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if old_size > new_size {
        return Err(ProofError::Sizes { old: old_size, new: new_size });
    }
    if old_size == 0 || old_size == new_size {
        let same = if old_size == new_size { old_root == new_root } else { *old_root == empty_root() };
        return match (proof, same) {
            ([], true) => Ok(()),
            ([], false) => Err(ProofError::Root),
            _ => Err(ProofError::Length),
        };
    }
    // An old tree that is one complete subtree is its own first hash, and the proof leaves it out.
    let (first, rest) =
        if old_size.is_power_of_two() { (old_root, proof) } else { proof.split_first().ok_or(ProofError::Length)? };
    let shift = (old_size - 1).trailing_ones();
    let mut climb = Climb { node: (old_size - 1) >> shift, last: (new_size - 1) >> shift };
    let (mut old, mut new) = (*first, *first);
    for sibling in rest {
        if climb.left()? {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
        } else {
            new = node_hash(&new, sibling);
        }
    }
    climb.arrived()?;
    if old == *old_root && new == *new_root { Ok(()) } else { Err(ProofError::Root) }
}
