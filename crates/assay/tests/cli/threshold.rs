//! `assay threshold`

use crate::contract::{self, holds};
use crate::support::TestEnvironment;

#[test]
fn a_criterion_is_drafted_and_signed() {
    let place = TestEnvironment::demo();
    let base = ["threshold", "set", "digit_reading/*/accuracy", ">=", "0.99", "--subject", "SYS-3"];
    let draft = place.json(&base);
    holds(&draft, &contract::record());
    assert_eq!((draft["kind"].as_str(), draft["state"].as_str()), (Some("threshold"), Some("draft")));
    assert_eq!(draft["body"]["value"], "0.99");
    let other = place.json(&[&base[..], &["--min-n", "300", "--use-bound"]].concat());
    let key = other["key"].as_str().unwrap();
    let approve = ["record", "transition", key, "approve"];
    place.run(&approve).refuses(2, &["Who proposed a threshold may not approve it", "Beatriz Lemos (MBR-3)"]);
    let signed = place.run_as("MBR-3", &approve).succeeds().stdout;
    assert!(signed.contains("digit_reading/*/accuracy >= 0.99 · approved · revision 2"), "{signed}");
}

#[test]
fn wrong_criteria_are_refused() {
    let place = TestEnvironment::demo();
    let set = |metric: &str, operator: &str, value: &str, more: &[&str]| {
        place.run(&[&["threshold", "set", metric, operator, value], more].concat())
    };
    set("a/b/c", ">", "1", &[]).refuses(2, &[">="]);
    set("a/b/c", ">=", "NaN", &[]).refuses(2, &["value"]);
    set("a/b/c", ">=", "inf", &[]).refuses(2, &["value"]);
    let draft = set("", ">=", "1", &[]).succeeds().stdout;
    let approve = ["record", "transition", draft.split(' ').next().unwrap(), "approve"];
    place.run_as("MBR-3", &approve).refuses(2, &["metric"]);
    set("a/b/c", ">=", "1", &["--subject", "???"]).refuses(2, &["???"]);
    set("a/b/c", ">=", "1", &["--requirement", "A.99.9"]).refuses(2, &["A.99.9"]);
    set("a/b/c", ">=", "1", &["--owner", "PER-999"]).refuses(2, &["PER-999"]);
}
