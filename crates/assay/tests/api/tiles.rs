//! What a monitor does: it reads tiles and entries, builds the tree anew and reaches the signed root.

use assay_log::tiles::{Resource, TileId, all_tiles, decode_entries};
use assay_log::{Checkpoint, Hash, TlogProof, VerifierKey, leaf_hash, root_of};

use crate::support::Request;
use crate::world::World;

fn fetch(world: &World, tile: TileId) -> Vec<u8> {
    let answer = world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/log/{}", tile.path()))).is(200);
    assert_eq!(answer.header("content-type"), Some("application/octet-stream"));
    answer.body
}

fn head(world: &World) -> (Checkpoint, VerifierKey) {
    let note = world.server.as_owner(&Request::get("/api/v1/w/demo/log/checkpoint")).is(200);
    let vkey = world.server.as_owner(&Request::get("/api/v1/w/demo/log/vkey")).is(200).text();
    let vkey = VerifierKey::parse(vkey.trim()).unwrap();
    (Checkpoint::open(&note.body, std::slice::from_ref(&vkey)).unwrap(), vkey)
}

#[test]
fn the_tiles_lead_to_the_signed_root() {
    let world = World::new();
    let (checkpoint, _) = head(&world);
    assert!(checkpoint.size > 256, "one full tile at least");
    let tiles = all_tiles(checkpoint.size);
    let mut leaves: Vec<Hash> = Vec::new();
    for tile in tiles.iter().filter(|t| t.resource == Resource::Entries) {
        let bytes = fetch(&world, *tile);
        let entries = decode_entries(&bytes).unwrap();
        assert_eq!(entries.len(), usize::from(tile.width));
        leaves.extend(entries.iter().map(|e| leaf_hash(e)));
    }
    assert_eq!(leaves.len() as u64, checkpoint.size);
    assert_eq!(root_of(&leaves), checkpoint.root);

    // Each level follows from the one below.
    let mut level = leaves;
    for number in 0..2 {
        let of_level = tiles.iter().filter(|t| t.resource == Resource::Hashes(number));
        let served: Vec<u8> = of_level.flat_map(|t| fetch(&world, *t)).collect();
        assert_eq!(served, level.concat(), "level {number}");
        level = level.chunks_exact(256).map(root_of).collect();
    }
}

#[test]
fn proofs_lead_to_the_signed_root() {
    let world = World::new();
    let (checkpoint, vkey) = head(&world);
    for index in [0, 1, 255, 256, checkpoint.size - 1] {
        let proof = world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/log/proof/{index}"))).is(200);
        let proof = TlogProof::parse(&proof.body).unwrap();
        assert_eq!(proof.index, index);
        let width = (checkpoint.size - index / 256 * 256).min(256);
        let tile = TileId { resource: Resource::Entries, index: index / 256, width: u16::try_from(width).unwrap() };
        let bytes = fetch(&world, tile);
        let entries = decode_entries(&bytes).unwrap();
        let entry = entries[usize::try_from(index % 256).unwrap()];
        let trust = std::slice::from_ref(&vkey);
        assert_eq!(proof.verify(&leaf_hash(entry), trust).unwrap().root, checkpoint.root);
        assert!(proof.verify(&leaf_hash(b"another entry"), trust).is_err());
    }
}

/// A partial tile that was once served stays available as the log grows, and is what it was.
#[test]
fn old_partial_tiles_stay() {
    let world = World::new();
    let (before, _) = head(&world);
    let old: Vec<(TileId, Vec<u8>)> = all_tiles(before.size).into_iter().map(|t| (t, fetch(&world, t))).collect();
    world.person();
    world.person();
    assert_eq!(head(&world).0.size, before.size + 2);
    for (tile, bytes) in old {
        assert_eq!(fetch(&world, tile), bytes, "{}", tile.path());
    }
    let note =
        world.server.as_owner(&Request::get(&format!("/api/v1/w/demo/log/checkpoint?size={}", before.size))).is(200);
    assert_eq!(Checkpoint::read(&note.body).unwrap().root, before.root);
}
