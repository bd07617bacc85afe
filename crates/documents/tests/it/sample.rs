//! One small real bundle: 300 entries, a body with an artifact, an erased and a withheld body, an older head, a receipt.

use std::io::Cursor;

use assay_documents::bundle::{About, BundleWriter, Sink, TarFiles, TarSink};
use assay_log::bundle::{Options, Period, verify};
use assay_log::canonical::canonical;
use assay_log::proof::root_from_inclusion;
use assay_log::{
    BodyCommitment, Checkpoint, Envelope, EvidenceCommitment, Hash, Origin, SigningKey, Software, TlogProof,
    TreeBuilder, commit, commit_digest, hex, leaf_hash,
};
use serde_json::json;
use sha2::{Digest as _, Sha256};

pub(crate) const SALT: [u8; 32] = [0x5a; 32];
pub(crate) const ARTIFACT: &[u8] = b"accuracy,0.93\nrefusals,0.04\n";

pub(crate) fn origin() -> Origin {
    Origin::new("2b5f0f3a-9c1d-4f7e-8a61-0c1d2e3f4a5b", true).unwrap()
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed(&origin().base(), &[42; 32]).unwrap()
}

pub(crate) fn about() -> About {
    About {
        origin: origin(),
        key: key().verifier(),
        scope: "everything".into(),
        period: Period { from: "2026-01-01".into(), to: String::new() },
        generator: "assay test".into(),
    }
}

fn envelope(seq: u64) -> Envelope {
    Envelope {
        actor: "m-1".into(),
        at: format!("2026-11-23T10:00:00.{seq:06}Z"),
        body: None,
        eff: None,
        erased: vec![],
        evid: vec![],
        kind: "risk".into(),
        op: "create".into(),
        prev: None,
        reason_code: None,
        rec: format!("r-{seq}"),
        rev: 1,
        seq,
        state: "draft".into(),
        sw: Software { ruleset: "r1".into(), version: "0.1.0".into() },
        v: 1,
        via: "api".into(),
        ws: origin().workspace,
    }
}

pub(crate) fn artifact_digest() -> Hash {
    Sha256::digest(ARTIFACT).into()
}

pub(crate) fn body() -> Vec<u8> {
    let digest = hex::encode(&artifact_digest());
    canonical(&json!({"title": "Größe 𝄞", "n": -3, "artifacts": [{"sha256": digest}]})).unwrap()
}

pub(crate) fn entries() -> Vec<Vec<u8>> {
    let log = (0..300).map(|seq| match seq {
        0 => Envelope {
            body: Some(BodyCommitment::new(commit(&SALT, &body()))),
            evid: vec![EvidenceCommitment { c: commit_digest(&SALT, &artifact_digest()) }],
            ..envelope(seq)
        },
        1 | 2 => Envelope { body: Some(BodyCommitment::new([seq as u8; 32])), ..envelope(seq) },
        3 => Envelope { op: "erase".into(), erased: vec![1], reason_code: Some("gdpr-17".into()), ..envelope(seq) },
        _ => envelope(seq),
    });
    log.map(|entry| entry.to_bytes().unwrap()).collect()
}

pub(crate) fn head(size: usize) -> String {
    let mut tree = TreeBuilder::new();
    entries()[..size].iter().for_each(|entry| drop(tree.push(leaf_hash(entry))));
    Checkpoint { origin: origin().to_string(), size: tree.size(), root: tree.root() }.sign(&key()).unwrap()
}

pub(crate) fn write<S: Sink>(sink: S) -> S {
    let mut writer = BundleWriter::new(sink, about()).unwrap();
    let all = entries();
    writer.add_body(0, &body(), &SALT).unwrap();
    writer.add_evidence(&artifact_digest(), ARTIFACT.len() as u64, &mut &*ARTIFACT).unwrap();
    writer.add_log(all.iter().map(Ok), &head(300)).unwrap();
    writer.add_history(2, &head(2)).unwrap();
    let path = vec![leaf_hash(&all[0])];
    root_from_inclusion(&leaf_hash(&all[1]), 1, 2, &path).unwrap();
    writer.add_proof(&TlogProof { extra: None, index: 1, path, checkpoint: head(2) }).unwrap();
    writer.add_view("soa.json", b"{}").unwrap();
    writer.finish(&key()).unwrap()
}

pub(crate) fn tar() -> Vec<u8> {
    write(TarSink::new(Vec::new())).into_inner()
}

pub(crate) fn options() -> Options {
    Options { trust: vec![key().verifier()], ..Options::default() }
}

/// Whether an archive is accepted, and why not.
pub(crate) fn judge(tar: &[u8]) -> Result<(), String> {
    let files = TarFiles::open(Cursor::new(tar)).map_err(|error| error.to_string())?;
    let report = verify(&files, &options());
    if report.ok() { Ok(()) } else { Err(format!("{:?}", report.findings)) }
}
