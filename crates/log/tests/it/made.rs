//! A log and a bundle made by hand, byte by byte, so that verification is not tested with the writer it will meet.

use std::collections::BTreeMap;

use assay_log::bundle::{BundleFiles, FileDigest, FilesError, Manifest, ManifestFile, Options, Period, manifest_text};
use assay_log::canonical::canonical;
use assay_log::entry::{BodyCommitment, Envelope, EvidenceCommitment, Previous, Software};
use assay_log::tiles::{Resource, all_tiles, encode_entries};
use assay_log::tree::{TreeBuilder, leaf_hash};
use assay_log::{Checkpoint, Hash, Origin, SigningKey, commit, commit_digest, hex, note};
use serde_json::json;
use sha2::{Digest as _, Sha256};

pub(crate) const WS: &str = "2b5f0f3a-9c1d-4f7e-8a61-0c1d2e3f4a5b";

pub(crate) fn origin() -> Origin {
    Origin::new(WS, false).unwrap()
}

pub(crate) fn key() -> SigningKey {
    SigningKey::from_seed(&origin().base(), &[11; 32]).unwrap()
}

/// An entry of record `r<rec>`, without a body.
pub(crate) fn envelope(seq: u64, rec: u64) -> Envelope {
    Envelope {
        actor: "m-1".into(),
        at: format!("2026-11-23T10:00:{:02}.{:06}Z", seq / 1_000_000 % 60, seq % 1_000_000),
        body: None,
        eff: None,
        erased: vec![],
        evid: vec![],
        kind: "risk".into(),
        op: "create".into(),
        prev: None,
        reason_code: None,
        rec: format!("r{rec}"),
        rev: 1,
        seq,
        state: "draft".into(),
        sw: Software { ruleset: "r1".into(), version: "0.1.0".into() },
        v: 1,
        via: "api".into(),
        ws: WS.into(),
    }
}

/// A log of `size` entries in which every record has revisions 1, 2, 3…
pub(crate) fn entries(size: u64) -> Vec<Vec<u8>> {
    let mut last = BTreeMap::<u64, (u64, Previous)>::new();
    (0..size)
        .map(|seq| {
            let rec = seq % 7;
            let mut entry = envelope(seq, rec);
            if let Some((rev, previous)) = last.remove(&rec) {
                entry.rev = rev + 1;
                entry.prev = Some(previous);
            }
            let bytes = entry.to_bytes().unwrap();
            last.insert(rec, (entry.rev, Previous { leaf: leaf_hash(&bytes), seq }));
            bytes
        })
        .collect()
}

pub(crate) fn head(entries: &[Vec<u8>], origin: &Origin) -> String {
    let mut tree = TreeBuilder::new();
    entries.iter().for_each(|entry| drop(tree.push(leaf_hash(entry))));
    Checkpoint { origin: origin.to_string(), size: tree.size(), root: tree.root() }.sign(&key()).unwrap()
}

#[derive(Clone, Default)]
pub(crate) struct Made(pub(crate) BTreeMap<String, Vec<u8>>);

impl BundleFiles for Made {
    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
    fn read(&self, name: &str) -> Result<Vec<u8>, FilesError> {
        self.0.get(name).cloned().ok_or(FilesError::Missing)
    }
    fn digest(&self, name: &str) -> Result<FileDigest, FilesError> {
        let bytes = self.read(name)?;
        Ok(FileDigest { sha256: Sha256::digest(&bytes).into(), size: bytes.len() as u64 })
    }
}

impl Made {
    /// A bundle over these entries, unsigned yet.
    pub(crate) fn of(entries: &[Vec<u8>], origin: &Origin) -> Self {
        let mut made = Self::default();
        let mut tree = TreeBuilder::new();
        let mut tiles = BTreeMap::new();
        for entry in entries {
            for tile in tree.push(leaf_hash(entry)) {
                tiles.insert((tile.level, tile.index), tile.data);
            }
        }
        for id in all_tiles(tree.size()) {
            let data = match id.resource {
                Resource::Entries => {
                    let start = id.index as usize * 256;
                    encode_entries(&entries[start..start + usize::from(id.width)]).unwrap()
                }
                Resource::Hashes(level) => {
                    tiles.get(&(level, id.index)).cloned().unwrap_or_else(|| tree.partial(level).concat())
                }
            };
            made.put(&format!("log/{}", id.path()), data);
        }
        made.put("log/checkpoint", head(entries, origin));
        made.put("README.txt", "read me");
        made
    }

    pub(crate) fn put(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.to_owned(), bytes.into());
    }

    /// Lists and signs what is there, as the operator would, honest or not.
    pub(crate) fn signed(mut self, origin: &Origin) -> Self {
        self.0.retain(|name, _| !name.starts_with("manifest"));
        let files = self.names().into_iter().map(|path| {
            let digest = self.digest(&path).unwrap();
            ManifestFile { path, sha256: digest.sha256, size: digest.size }
        });
        let manifest = Manifest {
            demo: origin.demo,
            files: files.collect(),
            generator: "test".into(),
            origin: origin.to_string(),
            period: Period::default(),
            scope: "everything".into(),
            statement: assay_log::bundle::STATEMENT.into(),
            workspace: origin.workspace.clone(),
        };
        let bytes = manifest.to_bytes().unwrap();
        let text = manifest_text(&manifest.origin, &Sha256::digest(&bytes).into());
        self.put("manifest.json.note", note::sign(&text, &[&key()]).unwrap());
        self.put("manifest.json", bytes);
        self
    }
}

pub(crate) fn options() -> Options {
    Options { trust: vec![key().verifier()], ..Options::default() }
}

pub(crate) const SALT: [u8; 32] = [5; 32];

/// Entries 0 (body with an artifact), 1 (body erased by entry 2), 2 (the erasure), 3 (body withheld); and the files.
pub(crate) fn with_bodies() -> (Vec<Vec<u8>>, Made) {
    let artifact = b"the report of a tool".to_vec();
    let digest: Hash = Sha256::digest(&artifact).into();
    let body = canonical(&json!({"schema": "risk/1", "source": {"sha256": hex::encode(&digest)}})).unwrap();
    let committed = |seq, c| Envelope { body: Some(BodyCommitment::new(c)), ..envelope(seq, seq) };
    let log = [
        Envelope {
            evid: vec![EvidenceCommitment { c: commit_digest(&SALT, &digest) }],
            ..committed(0, commit(&SALT, &body))
        },
        committed(1, [1; 32]),
        Envelope { op: "erase".into(), erased: vec![1], reason_code: Some("gdpr-17".into()), ..envelope(2, 2) },
        committed(3, [3; 32]),
    ];
    let entries: Vec<_> = log.iter().map(|entry| entry.to_bytes().unwrap()).collect();
    let mut made = Made::of(&entries, &origin());
    made.put("bodies/0.json", body);
    made.put("bodies/0.salt", format!("{}\n", hex::encode(&SALT)));
    made.put(&format!("evidence/{}", hex::encode(&digest)), artifact);
    made.put("log/history/2", head(&entries[..2], &origin()));
    (entries, made)
}
