//! What an outsider asks of the log.

use assay_domain::Action;
use assay_log::tile_proof::{TileSource, inclusion_proof};
use assay_log::{TlogProof, VerifierKey};
use assay_store::{Store, WorkspaceScope};

use crate::access::Principal;
use crate::dto::{FindingView, VerifyReport};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most entries read at a time.
const PAGE: usize = 4096;

/// The store as a source of tiles.
struct Tiles<'a> {
    store: &'a dyn Store,
    scope: &'a WorkspaceScope,
}

impl TileSource for Tiles<'_> {
    type Error = assay_store::StoreError;

    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, Self::Error> {
        Ok(self.store.tile(self.scope, level, index, width)?.concat())
    }
}

impl Workspace {
    /// The signed checkpoint: of the whole log, or as it was signed at a size.
    ///
    /// # Errors
    /// When nothing was signed at that size.
    pub fn log_checkpoint(&self, principal: &Principal, size: Option<u64>) -> Answer<String> {
        let scope = self.enter(principal, Action::Read)?;
        let note = self.store.checkpoint(&scope, size)?;
        note.ok_or_else(|| AppError::not_found("checkpoint of that size; one is signed at each commit"))
    }

    /// The proof that a record's newest revision (or one entry, by index) is in the log.
    ///
    /// # Errors
    /// When there is no such record or entry.
    pub fn log_proof(&self, principal: &Principal, what: &str) -> Answer<String> {
        let scope = self.enter(principal, Action::Read)?;
        let index = match what.parse::<u64>() {
            Ok(index) => index,
            Err(_) => self.head(&scope, &self.resolve(&scope, what)?)?.seq,
        };
        self.proof_of(&scope, index)
    }

    /// The same with the entry's own bytes in it (the extra data of a C2SP tlog-proof): a file that can be verified with a
    /// key and nothing else.
    ///
    /// # Errors
    /// When there is no such entry.
    pub fn log_receipt(&self, principal: &Principal, index: u64) -> Answer<String> {
        let scope = self.enter(principal, Action::Read)?;
        let proof = self.proof_of(&scope, index)?;
        let entry = self.store.entries(&scope, index, 1)?.into_iter().next();
        let entry = entry.filter(|e| e.seq == index).ok_or_else(|| AppError::not_found(format!("entry {index}")))?;
        let proof = TlogProof::parse(proof.as_bytes()).map_err(AppError::internal)?;
        Ok(TlogProof { extra: Some(entry.bytes), ..proof }.encode())
    }

    pub(crate) fn proof_of(&self, scope: &WorkspaceScope, index: u64) -> Answer<String> {
        let checkpoint = self.store.checkpoint(scope, None)?.ok_or_else(|| AppError::not_found("checkpoint"))?;
        let head = assay_log::Checkpoint::read(checkpoint.as_bytes()).map_err(AppError::internal)?;
        if index >= head.size {
            return Err(AppError::not_found(format!("entry {index}; the log has {}", head.size)));
        }
        let tiles = Tiles { store: &*self.store, scope };
        let path = inclusion_proof(&tiles, index, head.size).map_err(AppError::internal)?;
        Ok(TlogProof { extra: None, index, path, checkpoint }.encode())
    }

    /// A page of entries, for monitors.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn log_entries(&self, principal: &Principal, from: u64, limit: usize) -> Answer<Vec<Vec<u8>>> {
        let scope = self.enter(principal, Action::Read)?;
        Ok(self.store.entries(&scope, from, limit.min(PAGE))?.into_iter().map(|e| e.bytes).collect())
    }

    /// A resource of C2SP tlog-tiles: `checkpoint`, `tile/…`.
    ///
    /// # Errors
    /// When the path names no tile of this log.
    pub fn log_tile(&self, principal: &Principal, path: &str) -> Answer<Vec<u8>> {
        use assay_log::tiles::{Resource, TileId, encode_entries, tile_width};
        let scope = self.enter(principal, Action::Read)?;
        let unknown = || AppError::not_found(format!("log resource {path}"));
        let tile = TileId::parse(path).ok_or_else(unknown)?;
        let size = self.size(&scope)?;
        let level = match tile.resource {
            Resource::Hashes(level) => level,
            Resource::Entries => 0,
        };
        if tile.width > tile_width(size, level, tile.index) {
            return Err(unknown());
        }
        match tile.resource {
            Resource::Hashes(level) => Ok(self.store.tile(&scope, level, tile.index, tile.width)?.concat()),
            Resource::Entries => {
                let entries = self.store.entries(&scope, tile.index * 256, usize::from(tile.width))?;
                let bytes: Vec<&[u8]> = entries.iter().map(|e| e.bytes.as_slice()).collect();
                encode_entries(&bytes).map_err(AppError::internal)
            }
        }
    }

    /// Reads the whole log and every row beside it.
    ///
    /// # Errors
    /// When the store cannot be read at all.
    pub fn log_verify(&self, principal: &Principal, trust: &[VerifierKey]) -> Answer<VerifyReport> {
        let scope = self.enter(principal, Action::Read)?;
        let (report, size) = (self.store.check(&scope)?, self.size(&scope)?);
        let mut findings: Vec<FindingView> = report
            .faults
            .iter()
            .map(|f| FindingView { item: seen(&scope, &f.item), status: "FAILED".to_owned(), reason: f.reason.clone() })
            .collect();
        let observations = self.observations_in_order(&scope)?;
        if !observations.ok {
            let (item, reason) = (observations.item, observations.text);
            findings.push(FindingView { item, status: "FAILED".into(), reason });
        }
        let checkpoint = self.store.checkpoint(&scope, None)?.unwrap_or_default();
        let own = VerifierKey::parse(&self.vkey).map_err(AppError::internal)?;
        let signed = assay_log::Checkpoint::open(checkpoint.as_bytes(), std::slice::from_ref(&own));
        if let Err(e) = &signed {
            findings.push(FindingView { item: "checkpoint".into(), status: "FAILED".into(), reason: e.to_string() });
        }
        if findings.is_empty() {
            let reason = format!(
                "{} entries and {} revisions fit each other and the checkpoint",
                report.entries.min(size),
                report.revisions.min(size)
            );
            findings.push(FindingView { item: "log".into(), status: "UNALTERED".into(), reason });
        }
        let reason = "no witness or time stamp vouches for it: consistent, not proven unaltered by the operator";
        findings.push(FindingView { item: "anchors".into(), status: "UNANCHORED".into(), reason: reason.to_owned() });
        let trusted = trust.iter().any(|k| k == &own);
        if !trusted {
            let reason = "not verified against a key you trust: pass --trust with a key obtained from elsewhere";
            findings.push(FindingView { item: "key".into(), status: "UNANCHORED".into(), reason: reason.to_owned() });
        }
        Ok(VerifyReport { trusted, findings })
    }
}

/// What a finding is about, without the key of a record that the asker does not see.
fn seen(scope: &WorkspaceScope, item: &str) -> String {
    let hidden = item.split(' ').any(|word| word.parse().is_ok_and(|key| scope.hides(&key)));
    if hidden { "a record that you do not see".to_owned() } else { item.to_owned() }
}
