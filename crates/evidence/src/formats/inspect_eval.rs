//! The log of Inspect as an archive: `header.json` holds all but the samples.

use assay_domain::EvidenceKind;

use crate::{Format, inspect};

pub(super) static FORMAT: Format = Format {
    id: "inspect-eval",
    tool: "inspect",
    title: "Inspect log (.eval)",
    seen_versions: &["0.3.60", "0.3.240"],
    evidence_kind: EvidenceKind::Evaluation,
    ignores: "Samples, their messages, events and attachments; reductions; model arguments (they may hold secrets); \
              variance and standard deviation beside a value.",
    limits: "Deflate and Zstandard archives of up to 100,000 members; a header of up to 64 MiB, whose kept parts are \
             up to 32 MiB. An archive with only a journal is a run that was interrupted.",
    parser: "inspect/1",
    role: "report",
    order: 10,
    recognise: |peek| peek.has_member("header.json") || peek.has_member("_journal/start.json"),
    read: inspect::read_eval,
};
