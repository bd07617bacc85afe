//! Bills of materials in CycloneDX (ECMA-424), as JSON.

use assay_domain::EvidenceKind;

use crate::{Format, cyclonedx};

pub(super) static FORMAT: Format = Format {
    id: "cyclonedx-bom",
    tool: "cyclonedx",
    title: "CycloneDX bill of materials, also of models and data (.json)",
    seen_versions: &[
        "1.4, 1.5 and 1.6 of cyclonedx-py 7.5.0",
        "1.6 of ai-bom 3.6.0",
        "1.6 of rust-aibom-generator 1.0",
        "1.7 of ai-bom-generator 0.8.2",
        "1.7 of cdxgen 12.8.4",
    ],
    evidence_kind: EvidenceKind::Inventory,
    ignores: "Services, dependencies, vulnerabilities, annotations, formulation, declarations, citations, evidence and \
              signatures; of components: pedigree, references and properties other than ai-bom-generator's; of model \
              cards: inputs and outputs, graphics and the words of the considerations, whose presence alone is read.",
    limits: "Specification 1.4 to 1.7; others of the first series are read with a warning. XML is not read. Components \
             of up to 32 MiB, read one by one, up to 100,000. Signatures are not verified. What a model card says was \
             measured is a claim of its author: its keys end in `/stated`, and no time of it is known.",
    parser: "cyclonedx/1",
    role: "bom",
    order: 20,
    recognise: |peek| {
        // Some tools write what it is behind a list of components that may be longer than a look at the file.
        let long = peek.cut_short && peek.has(&["components[]/type", "components[]/name", "components[]/bom-ref"]);
        peek.text("bomFormat").map_or(long, |format| format == "CycloneDX")
    },
    read: cyclonedx::read,
};
