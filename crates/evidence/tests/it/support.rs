//! What the tests share.

use std::io::{Cursor, Write as _};
use std::path::Path;

use assay_domain::Observation;
use assay_evidence::{Artifact, Fault, MemoryArtifact, ParsedRun, group, read};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

pub(crate) const GARAK_17: &str = "garak/repeat-baseline.report.jsonl";
pub(crate) const GARAK_17_HITS: &str = "garak/repeat-baseline.hitlog.jsonl";
pub(crate) const GARAK_12: &str = "garak/v0.12-repeat.report.jsonl";
pub(crate) const GARAK_10: &str = "garak/constructed-0.10.report.jsonl";
pub(crate) const RESULTS: &str = "lm-eval/results_2026-11-23T18-47-19.136375.json";
pub(crate) const SAMPLES_GEN: &str = "lm-eval/samples_caps_gen_2026-11-23T18-47-19.136375.jsonl";
pub(crate) const SAMPLES_MC: &str = "lm-eval/samples_caps_mc_2026-11-23T18-47-19.136375.jsonl";

/// Bytes of a fixture.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// Text of a fixture.
pub(crate) fn text(name: &str) -> String {
    String::from_utf8(bytes(name)).unwrap()
}

/// A file of a name and content.
pub(crate) fn file(name: &str, bytes: impl Into<Vec<u8>>) -> MemoryArtifact {
    MemoryArtifact::new(name, bytes)
}

/// A fixture as it would be delivered: by its file name.
pub(crate) fn fixture(name: &str) -> MemoryArtifact {
    file(Path::new(name).file_name().unwrap().to_str().unwrap(), bytes(name))
}

/// Recognises, groups and reads one file.
pub(crate) fn try_read(artifact: &MemoryArtifact) -> Result<Vec<ParsedRun>, Fault> {
    let sorted = group(&[artifact as &dyn Artifact]);
    match sorted.sets.first() {
        Some(set) => read(set),
        None => Err(sorted.refused[0].1.clone()),
    }
}

/// Reads one file that holds one run.
pub(crate) fn one(artifact: &MemoryArtifact) -> ParsedRun {
    let mut runs = try_read(artifact).unwrap();
    assert_eq!(runs.len(), 1);
    runs.remove(0)
}

/// Reads bytes that hold one run.
pub(crate) fn one_of(bytes: impl Into<Vec<u8>>) -> ParsedRun {
    one(&file("x", bytes))
}

/// The fault of bytes that cannot be read.
pub(crate) fn fault(bytes: impl Into<Vec<u8>>) -> Fault {
    try_read(&file("x", bytes)).unwrap_err()
}

/// An observation by its key.
pub(crate) fn observation<'a>(run: &'a ParsedRun, key: &str) -> &'a Observation {
    let keys: Vec<_> = run.observations.iter().map(|o| o.key.as_str()).collect();
    run.observations.iter().find(|o| o.key == key).unwrap_or_else(|| panic!("no {key} among {keys:?}"))
}

/// Codes of the warnings of a run.
pub(crate) fn codes(run: &ParsedRun) -> Vec<&str> {
    run.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

/// Codes of the reasons why a run is not whole.
pub(crate) fn reasons(run: &ParsedRun) -> Vec<&str> {
    run.run.reasons.iter().map(|reason| reason.code.as_str()).collect()
}

/// Members of an archive, unpacked.
pub(crate) fn members(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..zip.len())
        .map(|i| {
            let mut member = zip.by_index(i).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut member, &mut bytes).unwrap();
            (member.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Packs members into an archive.
pub(crate) fn pack(members: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
