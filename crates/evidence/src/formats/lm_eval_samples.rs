//! The samples of lm-evaluation-harness: JSON Lines, one sample and filter a line.

use assay_domain::EvidenceKind;

use crate::{Format, lm_eval};

pub(super) static FORMAT: Format = Format {
    id: "lm-eval-samples",
    tool: "lm-eval",
    title: "lm-evaluation-harness samples (samples_*.jsonl)",
    seen_versions: &["0.4.13"],
    evidence_kind: EvidenceKind::Evaluation,
    ignores: "Documents, arguments and responses.",
    limits: "Read to check that its samples are those of the results it came with (number and task hash); gives no \
             observations by itself.",
    parser: "lm-eval/1",
    role: "samples",
    order: 20,
    recognise: |peek| peek.has(&["doc_id", "doc", "target", "arguments", "resps", "filtered_resps"]),
    read: lm_eval::read_samples,
};
