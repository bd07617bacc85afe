use proptest::prelude::*;

use super::{TILE_BYTES, TreeBuilder, empty_root, leaf_hash, node_hash, root_of};
use crate::hex;

fn leaves(count: u64) -> Vec<super::Hash> {
    (0..count).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

#[test]
fn known_digests() {
    assert_eq!(hex::encode(&empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    // `printf '\0' | sha256sum`
    assert_eq!(hex::encode(&leaf_hash(b"")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assert_eq!(
        hex::encode(&node_hash(&leaf_hash(b""), &leaf_hash(&[0]))),
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    );
}

#[test]
fn tiles_appear_when_complete_and_chain_upwards() {
    let mut tree = TreeBuilder::new();
    let mut tiles = Vec::new();
    let all = leaves(65_536);
    for leaf in &all {
        tiles.extend(tree.push(*leaf));
    }
    assert_eq!(tiles.len(), 257);
    assert!(tiles.iter().all(|tile| tile.data.len() == TILE_BYTES));
    assert_eq!((tiles[255].level, tiles[255].index), (0, 255));
    let top = &tiles[256];
    assert_eq!((top.level, top.index), (1, 0));
    assert_eq!(top.data[..32], root_of(&all[..256]));
    assert_eq!(tree.partial(2), [root_of(&all)]);
    assert_eq!(tree.root(), root_of(&all));
}

#[test]
fn a_wrong_saved_state_is_refused() {
    assert!(TreeBuilder::from_partials(3, vec![leaves(2)]).is_err());
    assert!(TreeBuilder::from_partials(256, vec![vec![], vec![]]).is_err());
    assert!(TreeBuilder::from_partials(0, vec![leaves(1)]).is_err());
    assert!(TreeBuilder::from_partials(0, vec![]).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn root_is_the_recursive_definition_and_a_saved_state_goes_on(size in 0_u64..1500, cut in 0_u64..1500) {
        let all = leaves(size);
        let mut tree = TreeBuilder::new();
        for (index, leaf) in all.iter().enumerate() {
            if index as u64 == cut {
                tree = TreeBuilder::from_partials(tree.size(), tree.partials().to_vec()).unwrap();
            }
            tree.push(*leaf);
        }
        prop_assert_eq!(tree.root(), root_of(&all));
    }
}
