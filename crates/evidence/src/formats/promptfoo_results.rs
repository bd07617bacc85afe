//! The results of promptfoo: one JSON document an evaluation or red team.

use assay_domain::EvidenceKind;

use crate::{Format, promptfoo};

pub(super) static FORMAT: Format = Format {
    id: "promptfoo-results",
    tool: "promptfoo",
    title: "promptfoo results, of an evaluation or a red team (.json)",
    seen_versions: &["0.121.20"],
    // Of a red team, whose rows name the plugin that made them, the reader says so.
    evidence_kind: EvidenceKind::Evaluation,
    ignores: "Prompts, variables, outputs, reasons and the single assertions of rows; environment and providers of the \
              configuration (they may hold keys); tokens, cost and latency; promptfoo's own sums, which are only \
              compared with the rows.",
    limits: "Results of version 3, read row by row; a row's kept parts are up to 32 MiB. A run per provider, up to \
             1,000. The end of a run is not in the file. A run that a filter of the command line cut short is noticed \
             only where tests written out in the configuration are missing at the end, plugins are missing, or \
             promptfoo's sums name more rows.",
    parser: "promptfoo/1",
    role: "results",
    order: 20,
    recognise: |peek| peek.has(&["evalId", "results/version", "results/results"]),
    read: promptfoo::read,
};
