//! Test results in the XML that JUnit made common.

use assay_domain::EvidenceKind;

use crate::{Format, junit};

pub(super) static FORMAT: Format = Format {
    id: "junit-xml",
    tool: "junit",
    title: "JUnit test results (.xml)",
    seen_versions: &["pytest 8.4.2 and 9.2.0", "Node.js 20.20.2", "promptfoo 0.121.20"],
    evidence_kind: EvidenceKind::Test,
    ignores: "Output, messages and traces of tests; durations, host names and places in code; the counts in \
              attributes, which are only compared; properties of tests that are neither numbers nor `control` or \
              `requirement`.",
    limits: "There is no standard; other runners differ. Tests are counted by suite, never listed. An error counts as a \
             test that did not pass; skipped tests count as not run. XML of 64 levels, single texts of up to 32 MiB, no \
             document type. The end of a run is not in the file. Only a property `model` of a suite says what was tested.",
    parser: "junit/1",
    role: "report",
    order: 20,
    recognise: |peek| matches!(peek.root.as_deref(), Some("testsuites" | "testsuite")),
    read: junit::read,
};
