//! Attack results of PyRIT: its `AttackResult` objects, written down as JSON.

use assay_domain::EvidenceKind;

use crate::{Format, pyrit};

pub(super) static FORMAT: Format = Format {
    id: "pyrit-attacks",
    tool: "pyrit",
    title: "PyRIT attack results (.json, .jsonl)",
    seen_versions: &["1.1.0"],
    evidence_kind: EvidenceKind::RedTeam,
    ignores: "Objectives, prompts, responses, scores and their reasons, error texts, endpoints, labels and metadata.",
    limits: "PyRIT writes no file of its own: a list of what `AttackResult.to_dict` gives, or one a line, each up to \
             32 MiB. A run per target, up to 1,000. An attack that occurs twice counts once, up to two million. The \
             file does not say what was planned, so attacks that never ran are not missed.",
    parser: "pyrit/1",
    role: "results",
    order: 20,
    recognise: |peek| {
        peek.has(&["[]/attack_result_id", "[]/objective", "[]/outcome"])
            || peek.has(&["attack_result_id", "objective", "outcome"])
    },
    read: pyrit::read,
};
