//! The hit log of garak: JSON Lines, one successful attack a line.

use assay_domain::EvidenceKind;

use crate::{Format, garak};

pub(super) static FORMAT: Format = Format {
    id: "garak-hitlog",
    tool: "garak",
    title: "garak hit log (.hitlog.jsonl)",
    seen_versions: &["0.17.1"],
    evidence_kind: EvidenceKind::RedTeam,
    ignores: "Everything but the number of hits of each run, which is compared with its report.",
    limits: "A hit log lists only successful attacks, so it gives no rate by itself: deliver it with its report.",
    parser: "garak/1",
    role: "hitlog",
    order: 10,
    recognise: |peek| {
        peek.has(&["goal", "prompt", "output", "score", "run_id", "attempt_id", "probe", "detector"])
            && !peek.has(&["entry_type"])
    },
    read: garak::read_hitlog,
};
