use super::{Resource, TileId, all_tiles, decode_entries, encode_entries, entries_path, tile_path};

#[test]
fn paths_as_in_the_specification() {
    assert_eq!(tile_path(0, 1_234_067, 256), "tile/0/x001/x234/067");
    assert_eq!(tile_path(1, 0, 17), "tile/1/000.p/17");
    assert_eq!(entries_path(273, 112), "tile/entries/273.p/112");
    for path in ["tile/0/x001/x234/067", "tile/63/000.p/255", "tile/entries/x018/x446/x744/x073/x709/x551/615"] {
        assert_eq!(TileId::parse(path).unwrap().path(), path);
    }
    for wrong in [
        "tile/00/000",
        "tile/64/000",
        "tile/0/0",
        "tile/0/000.p/256",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/+01",
        "tile/0/999999",
    ] {
        assert_eq!(TileId::parse(wrong), None, "{wrong}");
    }
}

/// The worked example of the specification: a tree of 70,000 entries.
#[test]
fn tiles_of_70_000_entries() {
    let tiles = all_tiles(70_000);
    let of = |resource, width| tiles.iter().filter(|tile| tile.resource == resource && tile.width == width).count();
    assert_eq!((of(Resource::Hashes(0), 256), of(Resource::Hashes(0), 112)), (273, 1));
    assert_eq!((of(Resource::Hashes(1), 256), of(Resource::Hashes(1), 17)), (1, 1));
    assert_eq!(of(Resource::Hashes(2), 1), 1);
    assert_eq!(tiles.len(), 274 * 2 + 2 + 1);
    assert_eq!(all_tiles(256).len(), 3);
    assert!(all_tiles(0).is_empty());
}

#[test]
fn bundles_round_trip_and_refuse_cuts() {
    let entries = [&b"one"[..], b"", b"three"];
    let bytes = encode_entries(&entries).unwrap();
    assert_eq!(decode_entries(&bytes).unwrap(), entries);
    assert!(decode_entries(&bytes[..bytes.len() - 1]).is_err());
    assert!(decode_entries(&bytes[..1]).is_err());
    assert!(encode_entries(&[vec![0; 65_536]]).is_err());
    assert!(decode_entries(&[0; 2 * 257]).is_err());
}
