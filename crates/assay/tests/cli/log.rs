//! `assay log`

use assay_log::{Checkpoint, SigningKey, TlogProof, VerifierKey};
use serde_json::json;

use crate::contract::{self, holds};
use crate::support::TestEnvironment;

#[test]
fn checkpoints_are_signed_notes() {
    let place = TestEnvironment::demo();
    let note = place.run(&["log", "checkpoint"]).succeeds().stdout;
    let checkpoint = Checkpoint::read(note.as_bytes()).unwrap();
    assert_eq!(place.json(&["log", "checkpoint"]), json!({"checkpoint": note}));
    place.run(&["record", "create", "person", "--set", "title=New"]).succeeds();
    let older = checkpoint.size.to_string();
    assert_eq!(place.run(&["log", "checkpoint", "--size", &older]).succeeds().stdout, note);
    place.run(&["log", "checkpoint", "--size", "99999"]).refuses(2, &["no checkpoint of that size"]);
}

#[test]
fn the_verifier_key_reads_as_one() {
    let place = TestEnvironment::demo();
    let vkey = place.vkey();
    VerifierKey::parse(&vkey).unwrap();
    assert_eq!(place.json(&["log", "vkey"]), json!({"vkey": vkey}));
}

#[test]
fn verification_needs_a_trusted_key() {
    let place = TestEnvironment::demo();
    let vkey = place.vkey();
    let without = place.run(&["log", "verify"]).exits(1);
    assert!(without.stdout.contains("not verified against a key you trust"), "{}", without.stdout);
    let report = place.json(&["log", "verify", "--trust", &vkey]);
    holds(&report, &contract::verification());
    assert_eq!(report["trusted"], true);
    let file = place.write("key.txt", format!("{vkey}\n"));
    place.run(&["log", "verify", "--trust", &file]).succeeds();
    let name = vkey.split('+').next().unwrap();
    let stranger = SigningKey::from_seed(name, &[1; 32]).unwrap().verifier().to_string();
    let stranger = place.run(&["log", "verify", "--trust", &stranger]).exits(1);
    assert!(stranger.stdout.contains("not verified against a key you trust"), "{}", stranger.stdout);
    place.run(&["log", "verify", "--trust", "nonsense"]).refuses(2, &["key"]);
}

#[test]
fn proofs_read_as_c2sp_proofs() {
    let place = TestEnvironment::demo();
    let proof = place.run(&["log", "prove", "SYS-3"]).succeeds().stdout;
    TlogProof::parse(proof.as_bytes()).unwrap();
    assert_eq!(place.json(&["log", "prove", "SYS-3"]), json!({"proof": proof}));
    TlogProof::parse(place.run(&["log", "prove", "0"]).succeeds().stdout.as_bytes()).unwrap();
    place.run(&["log", "prove", "SYS-99"]).refuses(2, &["SYS-99"]);
    place.run(&["log", "prove", "99999"]).refuses(2, &["99999"]);
}
