//! Real files, damaged as files get damaged: each gives a clear fault or a warned part, never a wrong number.

use assay_domain::RunStatus;

use crate::support::*;

/// JSON documents of the other formats.
const DOCUMENTS: &[&str] = &[
    "promptfoo/regression.json",
    "promptfoo/redteam.json",
    "pyrit/attack_results.json",
    "cyclonedx/constructed-modelcard-1.6.json",
    "cyclonedx/requirements-bom.json",
    "sarif/bandit-1.9.4.sarif",
    "sarif/ruff-0.14.5.sarif",
];

/// Every length that cuts a file, spread over it.
fn cuts(length: usize, count: usize) -> impl Iterator<Item = usize> {
    (1..count).map(move |i| length * i / count)
}

#[test]
fn a_report_cut_anywhere_keeps_its_whole_lines_and_is_never_complete() {
    let report = bytes(GARAK_12);
    let mut counted = 0;
    for at in cuts(report.len() - 11_000, 60) {
        match try_read(&file("x", &report[..at])) {
            Ok(runs) => {
                assert_eq!(runs.len(), 1);
                let run = &runs[0];
                assert!(matches!(run.run.status, RunStatus::Partial | RunStatus::Interrupted), "{at}");
                if report[at - 1] != b'\n' && report[at] != b'\n' {
                    let line = report[..at].iter().filter(|b| **b == b'\n').count() as u64 + 1;
                    assert_eq!(run.run.status, RunStatus::Partial);
                    let warning = run.warnings.iter().find(|w| w.code == "jsonl.truncated").unwrap();
                    assert_eq!(warning.line, Some(line));
                }
                counted += run.observations.iter().filter_map(|o| o.n).sum::<u64>();
            }
            Err(fault) => {
                assert!(matches!(fault.code, "jsonl.truncated" | "format.unknown" | "json.truncated"), "{fault}");
            }
        }
    }
    assert!(counted > 0);
}

#[test]
fn a_report_cut_after_its_completion_is_partial() {
    let report = bytes(GARAK_12);
    let run = one_of(&report[..report.len() - 5000]);
    assert_eq!((run.run.status, reasons(&run)), (RunStatus::Partial, vec!["jsonl.truncated"]));
    assert_eq!(run.observations.len(), 4);
}

#[test]
fn a_document_cut_anywhere_is_refused_with_its_place() {
    for name in ["inspect/capitals.json", "inspect/refusals.json", RESULTS].iter().chain(DOCUMENTS) {
        let document = bytes(name);
        let end = document.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap();
        for at in cuts(end, 60) {
            let fault = fault(&document[..at]);
            assert!(matches!(fault.code, "json.truncated"), "{name} at {at}: {fault}");
            assert!(fault.line.is_some() && fault.byte.is_some_and(|byte| byte as usize <= at), "{fault:?}");
        }
    }
}

#[test]
fn an_archive_cut_anywhere_is_refused() {
    let archive = bytes("inspect/capitals.eval");
    for at in cuts(archive.len(), 60) {
        let fault = fault(&archive[..at]);
        assert!(fault.code.starts_with("zip."), "{at}: {fault}");
    }
}

#[test]
fn a_broken_line_inside_a_report_is_refused_with_its_number() {
    let mut lines: Vec<String> = text(GARAK_12).lines().map(str::to_owned).collect();
    lines[299].truncate(90);
    let fault = fault(lines.join("\n") + "\n");
    assert_eq!((fault.code, fault.line), ("jsonl.bad-line", Some(300)));
}

#[test]
fn keys_that_occur_twice_are_noted_and_the_later_wins() {
    let document = text("inspect/capitals.json");
    let twice = document.replacen(r#""value": 0.6666666666666666"#, r#""value": 0.1, "value": 0.6666666666666666"#, 1);
    let run = one_of(twice);
    assert_eq!(codes(&run), ["json.duplicate-key"]);
    assert!(run.warnings[0].line.is_some());
    assert_eq!(run.observations[0].value.decimal.as_deref(), Some("0.6666666666666666"));

    let report = text(GARAK_17).replacen(
        r#""detector_results": {"goodside.PlainJSON": [0.0, 0.0]}"#,
        r#""detector_results": {"goodside.PlainJSON": [1.0, 1.0], "goodside.PlainJSON": [0.0, 0.0]}"#,
        1,
    );
    let run = one_of(report);
    assert_eq!(codes(&run), ["json.duplicate-key"]);
    let key = "goodside.ThreatenJSON/goodside.PlainJSON/attack_success_rate";
    assert_eq!((observation(&run, key).n, observation(&run, key).n_failed), (Some(2), Some(0)));
}

/// Lists that are counted while they are read would add up instead of taking each other's place.
#[test]
fn a_list_that_occurs_twice_is_refused() {
    for (name, from, to) in [
        ("promptfoo/regression.json", r#""stats": {"#, r#""results": [], "stats": {"#),
        ("promptfoo/regression.json", r#""shareableUrl": "#, r#""results": {"version": 3}, "shareableUrl": "#),
        ("cyclonedx/requirements-bom.json", r#""dependencies": ["#, r#""components": [], "dependencies": ["#),
        ("sarif/bandit-1.9.4.sarif", r#""invocations": ["#, r#""results": [], "invocations": ["#),
        ("sarif/bandit-1.9.4.sarif", r#""runs": ["#, r#""runs": [], "runs": ["#),
    ] {
        let document = text(name);
        assert!(document.contains(from), "{name}");
        let fault = fault(document.replacen(from, to, 1));
        assert_eq!(fault.code, "json.repeated-list", "{name}: {fault}");
        assert!(fault.line.is_some() && fault.byte.is_some());
    }
}

#[test]
fn a_byte_order_mark_is_left_out_and_noted() {
    for name in [GARAK_12, "inspect/capitals.json", RESULTS, DOCUMENTS[0], DOCUMENTS[2], DOCUMENTS[4], DOCUMENTS[5]] {
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(bytes(name));
        let run = one_of(marked);
        assert_eq!(codes(&run), ["text.bom"], "{name}");
        assert_eq!(run.observations, one_of(bytes(name)).observations);
    }
}

#[test]
fn other_encodings_are_refused() {
    for name in [GARAK_12, "inspect/capitals.json"].iter().chain(DOCUMENTS) {
        let wide: Vec<u16> = text(name).encode_utf16().collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let mut marked = vec![0xFF, 0xFE];
        marked.extend(&little);
        for bytes in [little, big, marked] {
            assert_eq!(fault(bytes).code, "text.utf16");
        }
    }
    let mut latin = text(GARAK_12).into_bytes();
    let at = latin.len() / 2;
    latin[at] = 0xE9;
    let fault = fault(latin);
    assert_eq!(fault.code, "text.utf8");
    assert!(fault.line.unwrap() > 100 && fault.byte.is_some());
}

#[test]
fn a_document_100_000_deep_is_a_fault_and_no_crash() {
    let deep = "[".repeat(100_000);
    assert_eq!(fault(deep.clone()).code, "json.too-deep");
    assert_eq!(fault(format!("{deep}{}", "]".repeat(100_000))).code, "json.too-deep");
    assert_eq!(fault(r#"{"a":"#.repeat(100_000)).code, "json.too-deep");
    let document = text("inspect/capitals.json").replacen(r#""samples": ["#, &format!(r#""samples": [{deep}"#), 1);
    assert_eq!(fault(document).code, "json.too-deep");
    for (name, place) in [
        ("promptfoo/regression.json", r#""response": {"#),
        ("pyrit/attack_results.json", r#""last_response": {"#),
        ("cyclonedx/requirements-bom.json", r#""dependencies": ["#),
        ("sarif/bandit-1.9.4.sarif", r#""locations": ["#),
    ] {
        let document = text(name);
        assert!(document.contains(place), "{name}");
        assert_eq!(
            fault(document.replacen(place, &format!(r#""deep": {deep}, {place}"#), 1)).code,
            "json.too-deep",
            "{name}"
        );
    }
    let line = format!("{{\"entry_type\": \"attempt\", \"status\": 2, \"notes\": {deep}\n");
    let first = text(GARAK_12).lines().next().unwrap().to_owned();
    let fault = fault(format!("{first}\n{line}"));
    assert_eq!((fault.code, fault.line), ("json.too-deep", Some(2)));
}

#[test]
fn nothing_is_no_evidence() {
    for bytes in ["", " ", "\n\n\n", "\t"] {
        assert_eq!(fault(bytes).code, "file.empty");
    }
    let first = text(GARAK_12).lines().next().unwrap().to_owned();
    let run = one_of(format!("{first}\n"));
    assert_eq!(run.run.status, RunStatus::Interrupted);
    assert!(run.observations.is_empty());
    assert_eq!(codes(&run), ["run.no-results"]);
}

#[test]
fn something_after_a_document_is_refused() {
    for name in ["inspect/capitals.json"].iter().chain(DOCUMENTS) {
        assert_eq!(fault(text(name) + "{}").code, "json.syntax", "{name}");
    }
}
