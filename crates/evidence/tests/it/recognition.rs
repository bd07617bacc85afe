//! Which format a file has.

use assay_evidence::{formats, recognise};

use crate::support::*;

#[test]
fn content_decides_and_the_name_does_not() {
    for (name, id) in [
        (GARAK_10, "garak-report"),
        (GARAK_12, "garak-report"),
        (GARAK_17, "garak-report"),
        (GARAK_17_HITS, "garak-hitlog"),
        ("inspect/capitals.eval", "inspect-eval"),
        ("inspect/capitals.json", "inspect-json"),
        ("inspect/constructed-0.3.60.json", "inspect-json"),
        (RESULTS, "lm-eval-results"),
        ("lm-eval/constructed-0.4.3.json", "lm-eval-results"),
        (SAMPLES_GEN, "lm-eval-samples"),
    ] {
        assert_eq!(recognise(&file("results.sarif", bytes(name))).unwrap().id, id, "{name}");
    }
}

#[test]
fn keys_far_into_a_document_are_found() {
    let far = format!(r#"{{"samples": [{}0], "#, "[1, 2, 3], ".repeat(200_000));
    let document = text("inspect/capitals.json").replacen('{', &far, 1);
    assert_eq!(recognise(&file("x", document)).unwrap().id, "inspect-json");
}

#[test]
fn an_unknown_file_is_told_which_formats_there_are() {
    for bytes in ["{\"a\": 1}", "hello", "[1, 2]", "<xml/>", "name,score\na,1\n", "\u{0}\u{1}"] {
        let fault = recognise(&file("x", bytes)).unwrap_err();
        if bytes.starts_with('\u{0}') {
            assert_eq!(fault.code, "text.utf16");
        } else {
            assert_eq!(fault.code, "format.unknown", "{bytes}");
            assert!(fault.reason.contains("garak report") && fault.reason.contains("Inspect log"));
        }
    }
}

#[test]
fn every_format_says_what_it_is() {
    let mut ids: Vec<_> = formats().iter().map(|format| format.id).collect();
    ids.sort_unstable();
    assert_eq!(
        ids,
        ["garak-hitlog", "garak-report", "inspect-eval", "inspect-json", "lm-eval-results", "lm-eval-samples"]
    );
    for format in formats() {
        assert!(format.parser.starts_with(format.tool) && format.parser.contains('/'));
        assert!(!format.limits.is_empty() && !format.ignores.is_empty() && !format.seen_versions.is_empty());
    }
}

#[test]
fn a_later_series_of_a_tool_is_read_and_noted() {
    for (name, from, to) in
        [(GARAK_17, "0.17.1", "0.18.0"), ("inspect/capitals.json", "0.3.240", "0.4.0"), (RESULTS, "0.4.13", "1.0")]
    {
        assert_eq!(codes(&one_of(text(name).replace(from, to))), ["version.unseen"], "{name}");
    }
    assert!(one_of(text("inspect/capitals.json").replace("0.3.240", "0.3.999")).warnings.is_empty());
}
