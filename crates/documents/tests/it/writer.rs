//! What the writer refuses, and what the instructions say.

use std::io::Cursor;

use assay_documents::bundle::{BundleWriter, TarFiles, TarSink, WriteError};
use assay_log::SigningKey;
use assay_log::bundle::BundleFiles as _;

use crate::sample::{about, artifact_digest, entries, head, key, origin, tar};

fn writer() -> BundleWriter<TarSink<Vec<u8>>> {
    BundleWriter::new(TarSink::new(Vec::new()), about()).unwrap()
}

#[test]
fn a_bundle_that_could_not_be_verified_is_not_written() {
    assert!(matches!(writer().add_view("../x", b""), Err(WriteError::Name(_))));
    assert!(matches!(writer().add_view("a b", b""), Err(WriteError::Name(_))));
    assert!(matches!(writer().add("manifest.json", 0, &mut &b""[..]), Err(WriteError::Name(_))));
    let long = format!("{}.json", "a".repeat(200));
    assert!(matches!(writer().add_view(&long, b""), Err(WriteError::Name(_))));
    let mut twice = writer();
    twice.add_view("a", b"").unwrap();
    assert!(matches!(twice.add_view("a", b""), Err(WriteError::Twice(_))));
    assert!(matches!(writer().add("views/a", 2, &mut &b"x"[..]), Err(WriteError::Length { .. })));
    assert!(matches!(writer().add("views/a", 0, &mut &b"x"[..]), Err(WriteError::Length { .. })));
    let damaged = writer().add_evidence(&artifact_digest(), 1, &mut &b"x"[..]);
    assert!(matches!(damaged, Err(WriteError::Digest(_))));
    assert!(matches!(writer().add_log(entries()[..299].iter().map(Ok), &head(300)), Err(WriteError::Log(_))));
    let other = SigningKey::from_seed(&origin().base(), &[1; 32]).unwrap();
    assert!(matches!(writer().finish(&other), Err(WriteError::Key { .. })));
}

#[test]
fn the_instructions_are_filled_in() {
    let files = TarFiles::open(Cursor::new(tar())).unwrap();
    let text = String::from_utf8(files.read("README.txt").unwrap()).unwrap();
    assert!(text.contains(&key().verifier().to_string()));
    assert!(text.contains("DEMONSTRATION"));
    assert!(text.contains("2026-01-01 to the end"));
    for place in ["{vkey}", "{pem}", "{scope}", "{from}", "{to}", "{demo}", "{origin}", "{generator}"] {
        assert!(!text.contains(place), "{place} was not filled");
    }
    assert_eq!(files.names().last().unwrap(), "manifest.json.note");
}
