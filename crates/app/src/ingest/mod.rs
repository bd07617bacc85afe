//! Evidence comes in: bytes are stored first, then recognised, read, bound to a subject and recorded.

mod act;
mod artifacts;
mod bind;
mod deliver;
mod quarantine;
mod record;

pub(crate) use bind::observations_root;
pub use quarantine::QuarantinePage;

use std::io::{self, Read};
use std::sync::Arc;

use assay_domain::Digest;
use assay_evidence::Artifact;
use assay_ports::blobs::{Blobs, ReadSeek};

use crate::dto::{FormatList, FormatView};

/// Most bytes of one artifact: 64 GiB.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024 * 1024;

/// A stored artifact under the name it was delivered with.
pub(crate) struct StoredArtifact {
    pub(crate) name: String,
    pub(crate) sha256: Digest,
    pub(crate) size: u64,
    pub(crate) blobs: Arc<dyn Blobs>,
}

impl Artifact for StoredArtifact {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn sha256(&self) -> Digest {
        self.sha256
    }

    fn reader(&self) -> io::Result<Box<dyn Read + Send>> {
        self.blobs.open(&self.sha256.0).map_err(io::Error::other)
    }

    fn seeker(&self) -> io::Result<Box<dyn ReadSeek>> {
        self.blobs.open_seek(&self.sha256.0).map_err(io::Error::other)
    }
}

/// The formats that can be read.
#[must_use]
pub fn formats() -> FormatList {
    let view = |f: &&'static assay_evidence::Format| FormatView {
        id: f.id.to_owned(),
        tool: f.tool.to_owned(),
        title: f.title.to_owned(),
        seen_versions: f.seen_versions.iter().map(|v| (*v).to_owned()).collect(),
        parser: f.parser.to_owned(),
        ignores: f.ignores.to_owned(),
        limits: f.limits.to_owned(),
    };
    FormatList { formats: assay_evidence::formats().iter().map(view).collect() }
}
