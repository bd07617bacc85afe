//! The audit bundle: everything an outsider needs to check what was recorded, with no more than a key obtained
//! elsewhere.

use std::collections::BTreeSet;
use std::io::{self, Write};

use assay_documents::bundle::{About, BundleWriter, TarSink};
use assay_domain::{AIMS, Action, Timestamp, read_needs};
use assay_log::bundle::Period;
use assay_log::{Checkpoint, Origin, VerifierKey};
use assay_store::WorkspaceScope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::access::Principal;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Entries read at a time.
const PAGE: usize = 1024;

/// What goes into a bundle.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct BundleRequest {
    /// What it is for, in words.
    pub scope: Option<String>,
    /// Kinds whose bodies stay here; their entries still show that they exist.
    pub withhold: Vec<String>,
    /// Leave the artifact files out.
    pub without_files: bool,
}

fn writing(e: impl std::fmt::Display) -> AppError {
    AppError::new(ErrorClass::Unavailable, "bundle.write", format!("cannot write the bundle: {e}"))
}

impl Workspace {
    /// What can be refused before the first byte.
    ///
    /// # Errors
    /// When the asker may not read, or a kind to withhold is unknown.
    pub fn bundle_scope(&self, principal: &Principal, request: &BundleRequest) -> Answer<WorkspaceScope> {
        for name in &request.withhold {
            crate::records::kind(name)?;
        }
        self.enter(principal, Action::Read)
    }

    /// Writes a bundle as one tar file: the whole log, bodies, files, and views of the posture and the Statement of
    /// Applicability as they stand.
    ///
    /// # Errors
    /// When a kind to withhold is unknown, or the output refuses.
    pub fn bundle(&self, principal: &Principal, request: &BundleRequest, out: impl Write) -> Answer<()> {
        let scope = self.bundle_scope(principal, request)?;
        let checkpoint = self.store.checkpoint(&scope, None)?.ok_or_else(|| AppError::not_found("checkpoint"))?;
        let head = Checkpoint::read(checkpoint.as_bytes()).map_err(AppError::internal)?;
        let mut writer =
            BundleWriter::new(TarSink::new(out), self.about(&scope, request, head.size)?).map_err(writing)?;
        writer.add_log(self.entry_stream(&scope, head.size), &checkpoint).map_err(writing)?;
        for size in self.month_ends(&scope, head.size)? {
            if let Some(note) = self.store.checkpoint(&scope, Some(size))? {
                writer.add_history(size, &note).map_err(writing)?;
            }
        }
        for seq in 0..head.size {
            if let Some((body, salt)) = self.disclosed(&scope, request, seq)? {
                writer.add_body(seq, &body, &salt).map_err(writing)?;
            }
        }
        if !request.without_files && !request.withhold.iter().any(|k| k == "artifact") {
            self.add_files(&scope, request, head.size, &mut writer)?;
        }
        // Views put names to keys: where bodies are withheld, names may be among what is.
        if request.withhold.is_empty() {
            let at = head.size.to_string();
            for (name, view) in self.views(principal, &at)? {
                writer.add_view(&name, &view).map_err(writing)?;
            }
        }
        let mut sink = writer.finish(&self.signer).map_err(writing)?.into_inner();
        sink.flush().map_err(writing)
    }

    /// The posture of each framework in force at the moment, and its Statement of Applicability where it has one.
    fn views(&self, principal: &Principal, at: &str) -> Answer<Vec<(String, Vec<u8>)>> {
        let mut views = Vec::new();
        for framework in self.frameworks_in_force(principal, Some(at))? {
            let slug = framework.slug.as_str();
            let named = |view: &str| if slug == AIMS { format!("{view}.json") } else { format!("{view}-{slug}.json") };
            let posture = serde_json::to_vec_pretty(&self.posture(principal, slug, Some(at))?);
            views.push((named("posture"), posture.map_err(AppError::internal)?));
            if framework.has_statement_of_applicability() {
                let soa = serde_json::to_vec_pretty(&self.soa(principal, slug, Some(at))?);
                views.push((named("soa"), soa.map_err(AppError::internal)?));
            }
        }
        Ok(views)
    }

    fn about(&self, scope: &WorkspaceScope, request: &BundleRequest, size: u64) -> Answer<About> {
        let from = self.store.time_of(scope, 1)?.unwrap_or_default();
        let to = self.store.time_of(scope, size)?.unwrap_or_default();
        let everything = "everything recorded in this workspace".to_owned();
        Ok(About {
            origin: Origin::parse(&self.origin).map_err(AppError::internal)?,
            key: VerifierKey::parse(&self.vkey).map_err(AppError::internal)?,
            scope: request.scope.clone().unwrap_or(everything),
            period: Period { from: from.to_string(), to: to.to_string() },
            generator: format!("assay {}", crate::installation::VERSION),
        })
    }

    /// Entries up to a size, a page at a time.
    fn entry_stream<'s>(
        &'s self,
        scope: &'s WorkspaceScope,
        size: u64,
    ) -> impl Iterator<Item = io::Result<Vec<u8>>> + 's {
        let pages = (0..size).step_by(PAGE);
        pages.flat_map(move |from| {
            let limit = usize::try_from(size - from).unwrap_or(PAGE).min(PAGE);
            match self.store.entries(scope, from, limit) {
                Ok(entries) => entries.into_iter().map(|e| Ok(e.bytes)).collect::<Vec<_>>(),
                Err(e) => vec![Err(io::Error::other(e))],
            }
        })
    }

    /// Sizes at which a month ended: checkpoints that a recipient may hold or want to hold.
    fn month_ends(&self, scope: &WorkspaceScope, size: u64) -> Answer<BTreeSet<u64>> {
        let mut sizes = BTreeSet::new();
        let (Some(first), Some(last)) = (self.store.time_of(scope, 1)?, self.store.time_of(scope, size)?) else {
            return Ok(sizes);
        };
        let mut month = first.month();
        while month < last.month() {
            let (year, number) = month.split_once('-').unwrap_or(("1970", "01"));
            let (year, number): (u32, u32) = (year.parse().unwrap_or(1970), number.parse().unwrap_or(1));
            month = if number == 12 { format!("{:04}-01", year + 1) } else { format!("{year:04}-{:02}", number + 1) };
            let end = Timestamp::parse(&format!("{month}-01")).map_err(AppError::internal)?.plus_micros(-1);
            sizes.insert(self.store.position_at(scope, end)?);
        }
        sizes.remove(&0);
        sizes.remove(&size);
        Ok(sizes)
    }

    /// A body that is kept and not withheld.
    fn disclosed(
        &self,
        scope: &WorkspaceScope,
        request: &BundleRequest,
        seq: u64,
    ) -> Answer<Option<(Vec<u8>, [u8; 32])>> {
        if self
            .store
            .changes(scope, seq, 1)?
            .iter()
            .any(|r| Self::guarded_as(r).into_iter().any(|kind| stays(request, kind)))
        {
            return Ok(None);
        }
        Ok(self.store.body(scope, seq)?)
    }

    /// Every file that a record in the bundle names, whichever kind it is of.
    fn add_files<W: Write>(
        &self,
        scope: &WorkspaceScope,
        request: &BundleRequest,
        size: u64,
        writer: &mut BundleWriter<TarSink<W>>,
    ) -> Answer<()> {
        for (digest, mut kinds) in self.named_files(scope, size)? {
            kinds.retain(|kind| !stays(request, kind));
            // What was delivered has to be here. What a person named may never have been.
            if kinds.is_empty() || (!kinds.contains("artifact") && self.blobs.size(&digest.0)?.is_none()) {
                continue;
            }
            let mut bytes = self.blobs.open(&digest.0)?;
            let length = self.blobs.size(&digest.0)?.unwrap_or_default();
            writer.add_evidence(&digest.0, length, &mut bytes).map_err(writing)?;
        }
        Ok(())
    }
}

/// What was told in confidence stays here, whoever asks, as does what they want withheld.
fn stays(request: &BundleRequest, kind: &str) -> bool {
    request.withhold.iter().any(|withheld| withheld == kind) || read_needs(kind) != Action::Read
}
