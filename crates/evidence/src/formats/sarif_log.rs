//! Findings of analysers in SARIF (OASIS).

use assay_domain::EvidenceKind;

use crate::{Format, sarif};

pub(super) static FORMAT: Format = Format {
    id: "sarif-log",
    tool: "sarif",
    title: "SARIF 2.1.0 findings (.sarif)",
    seen_versions: &["2.1.0 of bandit 1.9.4", "2.1.0 of ruff 0.14.5", "2.1.0 of ai-bom 3.6.0"],
    evidence_kind: EvidenceKind::CodeScan,
    ignores: "Messages, places in code, snippets, fixes, flows and fingerprints of results; texts of rules; graphs, web \
              requests and properties, but for the lines that bandit counts; results that lie in other files.",
    limits: "Version 2.1.0. Findings are counted by rule and level, never listed, result by result, of up to 32 MiB. \
             Rules: up to 100,000. A run that does not say whether it came to its end has the status unknown. A run \
             without any result counts as whole only when the file names what was examined. SARIF does not say which \
             system was examined.",
    parser: "sarif/1",
    role: "report",
    order: 20,
    recognise: |peek| {
        let named = peek.text("$schema").is_some_and(|schema| schema.contains("sarif"));
        // Some tools write version and schema behind results that may be longer than a look at the file.
        let long = peek.cut_short && (peek.has(&["runs[]/tool"]) || peek.has(&["runs[]/results"]));
        peek.has(&["runs"]) && (named || long || peek.has(&["version", "runs[]/tool"]))
    },
    read: sarif::read,
};
