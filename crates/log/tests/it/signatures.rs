//! Signatures in a bundle: each names the digest of a body, and verification looks whether it is that body's.

use assay_log::bundle::{Report, Status, verify};
use assay_log::canonical::canonical;
use assay_log::entry::{BodyCommitment, Envelope};
use assay_log::{commit, hex};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::made::{Made, SALT, envelope, options, origin};

const SIGNED: &str = "7c0e4d59-90a2-4c3b-9d83-5b1f6e7a8c90";

/// A record, and its signature, with what the operator wants it to say.
struct Scene {
    signed: Value,
    signature: Value,
    /// Whether the record was erased before the bundle was written.
    erased: bool,
    /// Whether its body is left out.
    withheld: bool,
}

impl Scene {
    fn new() -> Self {
        let signed = json!({"schema": "policy/1", "title": "AI policy"});
        let digest = hex::encode(&<[u8; 32]>::from(Sha256::digest(canonical(&signed).unwrap())));
        let signature = json!({"schema": "signature/1", "record_id": SIGNED, "revision": 1, "digest": digest});
        Self { signed, signature, erased: false, withheld: false }
    }

    fn says(field: &str, value: Value) -> Self {
        let mut scene = Self::new();
        scene.signature[field] = value;
        scene
    }

    fn judged(&self) -> Report {
        let bodies = [&self.signed, &self.signature].map(|body| canonical(body).unwrap());
        let committed = |seq, rec: &str, kind: &str, body: &[u8]| Envelope {
            rec: rec.into(),
            kind: kind.into(),
            body: Some(BodyCommitment::new(commit(&SALT, body))),
            ..envelope(seq, seq)
        };
        let mut log =
            vec![committed(0, SIGNED, "policy", &bodies[0]), committed(1, "signature-1", "signature", &bodies[1])];
        if self.erased {
            log.push(Envelope { op: "erase".into(), erased: vec![0], ..envelope(2, 2) });
        }
        let entries: Vec<_> = log.iter().map(|entry| entry.to_bytes().unwrap()).collect();
        let mut made = Made::of(&entries, &origin());
        for (seq, body) in bodies.into_iter().enumerate() {
            if seq == 0 && (self.erased || self.withheld) {
                continue;
            }
            made.put(&format!("bodies/{seq}.json"), body);
            made.put(&format!("bodies/{seq}.salt"), format!("{}\n", hex::encode(&SALT)));
        }
        verify(&made.signed(&origin()), &options())
    }
}

/// What is said of the signature.
fn finding(report: &Report) -> (Status, &str) {
    let found: Vec<_> = report.findings.iter().filter(|finding| finding.item == "entry 1").collect();
    assert_eq!(found.len(), 1, "{found:?}");
    (found[0].status, &found[0].reason)
}

#[test]
fn a_signature_of_what_is_there_stands() {
    let report = Scene::new().judged();
    assert!(report.ok(), "{:?}", report.findings);
    assert_eq!(finding(&report), (Status::Unaltered, "signs the body of entry 0 by its digest"));
}

#[test]
fn a_body_that_is_not_there_is_not_vouched_for() {
    for (scene, status) in [
        (Scene { withheld: true, ..Scene::new() }, Status::Withheld),
        (Scene { erased: true, ..Scene::new() }, Status::Erased),
    ] {
        let report = scene.judged();
        assert!(report.ok(), "{:?}", report.findings);
        assert_eq!(finding(&report).0, status);
    }
}

#[test]
fn a_signature_of_something_else_is_a_fault() {
    let other = hex::encode(&<[u8; 32]>::from(Sha256::digest(b"another body")));
    for (field, value, reason) in [
        ("digest", json!(other), "signs another body than that of entry 0"),
        ("digest", json!("no digest"), "does not say what it signs"),
        ("digest", Value::Null, "does not say what it signs"),
        ("revision", json!(2), "is not in the log in front of it"),
        ("record_id", json!(SIGNED.to_uppercase()), "does not say what it signs"),
        ("record_id", json!(SIGNED.replace('7', "8")), "is not in the log in front of it"),
    ] {
        let report = Scene::says(field, value).judged();
        assert!(!report.ok(), "{field}");
        let (status, said) = finding(&report);
        assert_eq!(status, Status::Failed, "{field}");
        assert!(said.contains(reason), "{field}: {said}");
    }
}
