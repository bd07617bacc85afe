//! Writing a bundle: files go out as they come, their digests are kept, the signed list comes last.

use std::collections::HashSet;
use std::io::{self, Read};

use assay_log::bundle::{MANIFEST, MANIFEST_NOTE, Manifest, ManifestFile, Period, STATEMENT, manifest_text};
use assay_log::tiles::{encode_entries, entries_path, tile_path};
use assay_log::tree::TILE_WIDTH;
use assay_log::{Checkpoint, Hash, Origin, SigningKey, TlogProof, TreeBuilder, VerifierKey, hex, leaf_hash, note};
use sha2::{Digest as _, Sha256};

use super::name::is_safe;
use super::{Hashing, Sink, WriteError, readme};

/// What a bundle says about itself.
#[derive(Debug, Clone)]
pub struct About {
    /// The log's name, with its epoch.
    pub origin: Origin,
    /// The log's key, for the instructions; readers must get it elsewhere too.
    pub key: VerifierKey,
    /// What was asked for, in words.
    pub scope: String,
    /// The time asked for; empty texts when it was not limited.
    pub period: Period,
    /// Name and version of the program.
    pub generator: String,
}

/// A bundle being written.
#[derive(Debug)]
pub struct BundleWriter<S> {
    sink: S,
    about: About,
    files: Vec<ManifestFile>,
    names: HashSet<String>,
}

impl<S: Sink> BundleWriter<S> {
    /// Begins a bundle with its instructions, the log's key and a policy that names it.
    ///
    /// # Errors
    /// The medium fails.
    pub fn new(sink: S, about: About) -> Result<Self, WriteError> {
        let texts = [
            ("README.txt", readme::text(&about)),
            ("keys/log.vkey", format!("{}\n", about.key)),
            ("policy/tlog-policy.txt", format!("log {}\nquorum none\n", about.key)),
        ];
        let mut writer = Self { sink, about, files: Vec::new(), names: HashSet::new() };
        for (name, text) in texts {
            writer.add_bytes(name, text.as_bytes())?;
        }
        Ok(writer)
    }

    /// Adds a file of known size from a reader; answers its SHA-256.
    ///
    /// # Errors
    /// A name that no bundle holds or that is taken, another length, a failing medium.
    pub fn add(&mut self, name: &str, size: u64, content: &mut dyn Read) -> Result<Hash, WriteError> {
        if !is_safe(name) || [MANIFEST, MANIFEST_NOTE].contains(&name) {
            return Err(WriteError::Name(name.to_owned()));
        }
        if !self.names.insert(name.to_owned()) {
            return Err(WriteError::Twice(name.to_owned()));
        }
        let mut hashing = Hashing::new(content);
        self.sink.file(name, size, &mut hashing)?;
        let sha256 = hashing.sha256();
        self.files.push(ManifestFile { path: name.to_owned(), sha256, size });
        Ok(sha256)
    }

    fn add_bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.add(name, bytes.len() as u64, &mut &*bytes).map(drop)
    }

    /// Adds the whole log under its signed head: entries, tiles, checkpoint. At most 256 entries are held at a time.
    ///
    /// # Errors
    /// The entries are not those the checkpoint signs, or cannot be read.
    pub fn add_log<B: AsRef<[u8]>>(
        &mut self,
        entries: impl IntoIterator<Item = io::Result<B>>,
        checkpoint: &str,
    ) -> Result<(), WriteError> {
        let head = Checkpoint::read(checkpoint.as_bytes()).map_err(|error| WriteError::Log(error.to_string()))?;
        let mut tree = TreeBuilder::new();
        let mut waiting: Vec<B> = Vec::with_capacity(TILE_WIDTH);
        for entry in entries {
            let entry = entry.map_err(|source| WriteError::Io { name: format!("entry {}", tree.size()), source })?;
            let tiles = tree.push(leaf_hash(entry.as_ref()));
            waiting.push(entry);
            if waiting.len() == TILE_WIDTH {
                self.add_entries(&mut waiting, tree.size())?;
            }
            for tile in tiles {
                self.add_bytes(&format!("log/{}", tile_path(tile.level, tile.index, TILE_WIDTH as u16)), &tile.data)?;
            }
        }
        self.add_entries(&mut waiting, tree.size())?;
        for (level, row) in (0_u8..).zip(tree.partials()).filter(|(_, row)| !row.is_empty()) {
            let index = tree.size() >> (8 * (u32::from(level) + 1));
            self.add_bytes(&format!("log/{}", tile_path(level, index, row.len() as u16)), &row.concat())?;
        }
        if (head.size, head.root) != (tree.size(), tree.root()) {
            return Err(WriteError::Log(format!("it signs {} entries, not these {}", head.size, tree.size())));
        }
        if head.origin != self.about.origin.to_string() {
            return Err(WriteError::Log(format!("it is of the log {}", head.origin)));
        }
        self.add_bytes("log/checkpoint", checkpoint.as_bytes())
    }

    fn add_entries<B: AsRef<[u8]>>(&mut self, waiting: &mut Vec<B>, size: u64) -> Result<(), WriteError> {
        if waiting.is_empty() {
            return Ok(());
        }
        let path = entries_path((size - 1) / TILE_WIDTH as u64, waiting.len() as u16);
        let bytes = encode_entries(waiting).map_err(|error| WriteError::Log(error.to_string()))?;
        waiting.clear();
        self.add_bytes(&format!("log/{path}"), &bytes)
    }

    /// Adds an older signed checkpoint.
    ///
    /// # Errors
    /// As [`BundleWriter::add`].
    pub fn add_history(&mut self, size: u64, note: &str) -> Result<(), WriteError> {
        self.add_bytes(&format!("log/history/{size}"), note.as_bytes())
    }

    /// Adds an entry's body in canonical form, with its salt. Leave both out to withhold it.
    ///
    /// # Errors
    /// As [`BundleWriter::add`].
    pub fn add_body(&mut self, seq: u64, body: &[u8], salt: &[u8; 32]) -> Result<(), WriteError> {
        self.add_bytes(&format!("bodies/{seq}.json"), body)?;
        self.add_bytes(&format!("bodies/{seq}.salt"), format!("{}\n", hex::encode(salt)).as_bytes())
    }

    /// Adds an artifact under its digest, hashing it once more on the way.
    ///
    /// # Errors
    /// It does not hash to `sha256`; else as [`BundleWriter::add`].
    pub fn add_evidence(&mut self, sha256: &Hash, size: u64, content: &mut dyn Read) -> Result<(), WriteError> {
        let name = format!("evidence/{}", hex::encode(sha256));
        if self.add(&name, size, content)? == *sha256 { Ok(()) } else { Err(WriteError::Digest(name)) }
    }

    /// Adds a receipt.
    ///
    /// # Errors
    /// As [`BundleWriter::add`].
    pub fn add_proof(&mut self, proof: &TlogProof) -> Result<(), WriteError> {
        self.add_bytes(&format!("proofs/{}.tlog-proof", proof.index), proof.encode().as_bytes())
    }

    /// Adds a rendering for people, `views/<name>`.
    ///
    /// # Errors
    /// As [`BundleWriter::add`].
    pub fn add_view(&mut self, name: &str, bytes: &[u8]) -> Result<(), WriteError> {
        self.add_bytes(&format!("views/{name}"), bytes)
    }

    /// Lists all files, signs the list and ends the bundle.
    ///
    /// # Errors
    /// The key is not the log's, or the medium fails.
    pub fn finish(mut self, key: &SigningKey) -> Result<S, WriteError> {
        let About { origin, key: announced, scope, period, generator } = self.about;
        if key.verifier() != announced || ![origin.to_string(), origin.base()].contains(&key.name().to_owned()) {
            return Err(WriteError::Key { key: key.verifier().to_string(), origin: origin.to_string() });
        }
        let manifest = Manifest {
            demo: origin.demo,
            files: self.files,
            generator,
            origin: origin.to_string(),
            period,
            scope,
            statement: STATEMENT.to_owned(),
            workspace: origin.workspace,
        };
        let bytes = manifest.to_bytes().map_err(|error| WriteError::Manifest(error.to_string()))?;
        let text = manifest_text(&manifest.origin, &Sha256::digest(&bytes).into());
        let note = note::sign(&text, &[key]).map_err(|error| WriteError::Manifest(error.to_string()))?;
        self.sink.file(MANIFEST, bytes.len() as u64, &mut &*bytes)?;
        self.sink.file(MANIFEST_NOTE, note.len() as u64, &mut note.as_bytes())?;
        self.sink.end()?;
        Ok(self.sink)
    }
}
