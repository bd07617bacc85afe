//! The log of Inspect as one JSON document.

use assay_domain::EvidenceKind;

use crate::{Format, inspect};

pub(super) static FORMAT: Format = Format {
    id: "inspect-json",
    tool: "inspect",
    title: "Inspect log (.json)",
    seen_versions: &["0.3.60", "0.3.240"],
    evidence_kind: EvidenceKind::Evaluation,
    ignores: "Samples, their messages, events and attachments; reductions; model arguments (they may hold secrets); \
              variance and standard deviation beside a value.",
    limits: "The document is streamed; its kept parts are up to 32 MiB. Keys that occur twice are seen in what is \
             kept, not in samples.",
    parser: "inspect/1",
    role: "report",
    order: 20,
    recognise: |peek| peek.has(&["version", "status", "eval", "eval/task", "eval/model", "plan"]),
    read: inspect::read_json,
};
