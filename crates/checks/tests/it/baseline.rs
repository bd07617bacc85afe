//! The set that the program proposes, and what a set is refused for.

use std::collections::BTreeSet;

use assay_checks::{BASELINE, CheckSet, CheckSetError, Over, judge_all};
use assay_domain::{Kind, Outcome};
use assay_frameworks::get;

use crate::support::{facts, start, world};

/// A set of one check, with a line of it replaced.
fn parse(from: &str, to: &str) -> Result<CheckSet, CheckSetError> {
    let text = r#"
edition = "1"
needs_person = []

[[check]]
id = "vv.plan"
title = "A plan"
requirements = ["iso42001:A.6.2.4"]
axis = "operating"
over = "system-version"
predicate = { rule = "plan-approved" }
"#;
    assert!(text.contains(from));
    CheckSet::parse(&text.replace(from, to))
}

#[test]
fn every_requirement_it_names_is_one_of_the_standard() {
    let iso = get("iso42001").unwrap();
    for check in &CheckSet::baseline().checks {
        for requirement in &check.requirements {
            let id = requirement.strip_prefix("iso42001:").unwrap_or_else(|| panic!("{}: {requirement}", check.id));
            assert!(iso.judged().any(|row| row.id == id), "{} names {requirement}, which nobody judges", check.id);
        }
    }
    for id in &CheckSet::baseline().needs_person {
        assert!(iso.controls().any(|row| row.id == *id), "needs_person names {id}, which is no control");
    }
}

#[test]
fn what_only_a_person_can_make_effective_is_complete() {
    let named: BTreeSet<&str> = CheckSet::baseline().needs_person.iter().map(String::as_str).collect();
    let policies = get("iso42001").unwrap().controls().map(|row| row.id.as_str()).filter(|id| id.starts_with("A.2."));
    let wanted: BTreeSet<&str> = policies.chain(["A.5.5", "A.10.4"]).collect();
    assert_eq!(named, wanted);
}

#[test]
fn the_rows_it_counts_are_the_controls_of_the_standard() {
    let controls = get("iso42001").unwrap().controls().count();
    assert!(BASELINE.contains(&format!(r#"rule = "soa-approved", rows = {controls} "#)));
}

#[test]
fn every_check_has_an_id_of_its_own_a_title_and_something_to_serve() {
    let set = CheckSet::baseline();
    let ids: BTreeSet<&str> = set.checks.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(ids.len(), set.checks.len());
    let titles: BTreeSet<&str> = set.checks.iter().map(|c| c.title.trim()).collect();
    assert_eq!(titles.len(), set.checks.len());
    for check in &set.checks {
        assert!(check.title.len() > 10 && !check.title.ends_with('.'), "{}: `{}`", check.id, check.title);
        assert_eq!(check.requirements.is_empty(), check.over == Over::Control, "{}", check.id);
        assert_eq!(set.definition(&check.id), Some(check));
        assert_eq!(set.definition(&format!("{}:designed", check.id)), Some(check));
    }
    assert!(set.definition("vv").is_none());
}

/// What a workspace activated before lies in its log, word for word, and has to go on judging there.
#[test]
fn the_first_edition_still_reads_and_judges() {
    let text = include_str!("../data/baseline-1.toml");
    let digest = "da6509eae27930a4e9aad29ce19bdc8ee07bacdf64ead82a172cb5c7f7d6eeea";
    assert_eq!(CheckSet::digest(text).to_string(), digest);
    let first = CheckSet::parse(text).unwrap();
    assert_eq!((first.edition.as_str(), first.checks.len()), ("1", 15));
    assert_eq!(CheckSet::baseline().edition, "2");
    let now = CheckSet::baseline();
    for check in &first.checks {
        let kept = now.definition(&check.id).unwrap_or_else(|| panic!("{} is gone", check.id));
        assert_eq!((&kept.requirements, &kept.predicate), (&check.requirements, &check.predicate), "{}", check.id);
    }
    let judged = judge_all(&world(facts(start("verified"))), &first).verdicts;
    assert!(judged.iter().any(|v| v.check == "vv.threshold" && v.outcome == Outcome::Pass));
}

#[test]
fn what_a_rule_reads_are_kinds() {
    for check in &CheckSet::baseline().checks {
        for kind in check.predicate.reads() {
            assert!(Kind::named(kind).is_some(), "{} reads {kind}", check.id);
        }
    }
}

#[test]
fn the_digest_is_that_of_the_text() {
    let of_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(CheckSet::digest("").to_string(), of_nothing);
    assert_ne!(CheckSet::digest(BASELINE), CheckSet::digest(&BASELINE.replacen('\n', "\r\n", 1)));
}

#[test]
fn a_set_is_refused_with_the_place_named() {
    assert_eq!(parse("edition", "edition").unwrap().checks.len(), 1);
    let says = |from: &str, to: &str| parse(from, to).unwrap_err().to_string();
    assert!(says("\"iso42001:A.6.2.4\"", "\"A.6.2.4\"").contains("`vv.plan` names `A.6.2.4`"));
    assert!(says("plan-approved", "plan-divined").contains("plan-divined"));
    assert!(says("axis = \"operating\"", "axis = \"wishing\"").contains("wishing"));
    assert!(says("over = \"system-version\"", "").contains("over"));
    assert!(says("title = ", "titel = ").contains("titel"));
    assert!(says("\"plan-approved\"", "\"plan-approved\", rows = 3").contains("rows"));
    assert!(says("edition = \"1\"", "edition = ").contains("line"));
    assert!(says("id = \"vv.plan\"", "id = \"vv:plan\"").contains("vv:plan"));
    let rule = |text: &str| says("{ rule = \"plan-approved\" }", text);
    let kept = r#"{ rule = "records-kept", kind = "wish", states = ["approved"] }"#;
    assert!(rule(kept).contains("`wish`, which is no kind"));
    let kept = r#"{ rule = "records-kept", kind = "policy", states = ["hoped-for"] }"#;
    assert!(rule(kept).contains("`hoped-for`, which no policy can be in"));
    let whole = r#"{ rule = "risks-settled" }"#;
    assert!(rule(whole).contains("over = \"workspace\""));
}

#[test]
fn a_check_may_not_stand_twice() {
    let twice =
        format!("{BASELINE}\n{}", BASELINE.split_once("[[check]]").map(|(_, c)| format!("[[check]]{c}")).unwrap());
    assert!(matches!(CheckSet::parse(&twice), Err(CheckSetError::Duplicate(id)) if id == "soa.row"));
}
