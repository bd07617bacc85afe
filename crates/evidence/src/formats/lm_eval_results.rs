//! The results of lm-evaluation-harness: one JSON document a run.

use assay_domain::EvidenceKind;

use crate::{Format, lm_eval};

pub(super) static FORMAT: Format = Format {
    id: "lm-eval-results",
    tool: "lm-eval",
    title: "lm-evaluation-harness results (results_*.json)",
    seen_versions: &["0.4.3", "0.4.13"],
    evidence_kind: EvidenceKind::Evaluation,
    ignores: "Prompt templates, environment information, and the second copy of group results under `groups`; the \
              random `model_name`; `start_time` and `end_time`, which are no dates.",
    limits: "Its kept parts are up to 32 MiB. The harness writes the file only when all tasks ran, so that a crash \
             leaves none.",
    parser: "lm-eval/1",
    role: "results",
    order: 20,
    recognise: |peek| peek.has(&["results", "versions", "n-shot", "configs"]),
    read: lm_eval::read_results,
};
