//! The report of garak: JSON Lines, one record a line, told apart by `entry_type`.

use assay_domain::EvidenceKind;

use crate::{Format, garak};

pub(super) static FORMAT: Format = Format {
    id: "garak-report",
    tool: "garak",
    title: "garak report (.report.jsonl)",
    seen_versions: &["0.10.3.1", "0.12.0", "0.17.1"],
    evidence_kind: EvidenceKind::RedTeam,
    ignores: "Prompts, outputs, notes and conversations of attempts; attempts that were generated but not evaluated \
              (status 1); payload records; the scores, grades and confidence intervals of the digest; tags other than \
              OWASP's.",
    limits: "The file does not record garak's pass mark: scores are counted anew at 0.5. Lines up to 64 MiB. Keys that \
             occur twice are seen in what is read, not in what is ignored. An attempt recorded twice counts once, up \
             to two million attempts.",
    parser: "garak/1",
    role: "report",
    order: 10,
    recognise: |peek| peek.text("entry_type") == Some("start_run setup"),
    read: garak::read_report,
};
