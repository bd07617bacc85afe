//! Every requirement has a check that can fail, and every type of evidence one that looks at it.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;

use assay_checks::CheckSet;
use assay_domain::Axis;
use assay_frameworks::get;
use toml::Table;

use crate::fixtures::NEVER_FAILS;
use crate::support::{fixture, word};

/// Requirements named by checks whose failing fixture fails.
fn can_fail() -> BTreeSet<&'static str> {
    let checks = CheckSet::baseline().checks.iter().filter(|c| !NEVER_FAILS.contains(&c.id.as_str()));
    let checks = checks.filter(|c| fixture(&c.id, "fails").expected.outcome == "fail");
    checks.flat_map(|c| &c.requirements).filter_map(|r| r.strip_prefix("iso42001:")).collect()
}

/// Types of evidence that checks look at, as the catalogue spells them.
fn looked_at() -> BTreeSet<String> {
    let types = CheckSet::baseline().checks.iter().flat_map(assay_checks::CheckDefinition::evidence_types);
    types.map(|t| word(t).replace('-', "_")).collect()
}

#[test]
fn every_requirement_has_a_check_that_can_fail() {
    let iso = get("iso42001").unwrap();
    let asked: BTreeSet<&str> = iso.judged().map(|row| row.id.as_str()).collect();
    let controls: BTreeSet<&str> = iso.controls().map(|row| row.id.as_str()).collect();
    assert_eq!((asked.difference(&controls).count(), controls.len()), (32, 38));
    let served = can_fail();
    let open: Vec<&&str> = asked.union(&controls).filter(|id| !served.contains(**id)).collect();
    assert!(open.is_empty(), "no check that can fail measures {open:?}");
}

#[test]
fn every_type_of_evidence_is_looked_at() {
    let iso = get("iso42001").unwrap();
    let types: BTreeSet<String> =
        iso.technical_evidence_types.iter().chain(&iso.other_evidence_types).map(ToString::to_string).collect();
    assert_eq!(types.len(), 21);
    assert_eq!(types.difference(&looked_at()).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// A fact sheet beside the repository, where there is one.
fn sheet(file: &str) -> Option<Table> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts").join(file);
    if let Ok(text) = std::fs::read_to_string(&path) {
        return Some(text.parse().unwrap());
    }
    // Past the capture of the test harness: a skipped comparison must be seen.
    let mut seen = std::io::stderr();
    writeln!(seen, "SKIPPED: no {} to compare the checks with", path.display()).unwrap();
    None
}

#[test]
fn the_fact_sheets_ask_for_nothing_more() {
    let (Some(clauses), Some(annex)) = (sheet("iso42001_clauses.toml"), sheet("iso42001_annex_a.toml")) else { return };
    let items = clauses["item"].as_array().unwrap().iter().filter(|i| i["kind"].as_str() == Some("subclause"));
    let controls = annex["control"].as_array().unwrap().iter();
    let asked: Vec<&str> = items.chain(controls).map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(asked.len(), 32 + 38);
    let served = can_fail();
    assert_eq!(asked.into_iter().filter(|id| !served.contains(id)).collect::<Vec<_>>(), Vec::<&str>::new());
    let looked_at = looked_at();
    let types = ["technical_evidence_types", "other_evidence_types"].map(|list| &annex["meta"][list]);
    let types: Vec<&str> = types.iter().flat_map(|l| l.as_array().unwrap()).map(|t| t.as_str().unwrap()).collect();
    assert_eq!(types.len(), 11 + 10);
    assert!(types.iter().all(|t| looked_at.contains(*t)), "{types:?} {looked_at:?}");
}

#[test]
fn what_only_a_person_makes_effective_has_a_check_of_a_signed_act() {
    let set = CheckSet::baseline();
    for control in &set.needs_person {
        let serving = set.checks.iter().filter(|c| c.requirements.contains(&format!("iso42001:{control}")));
        let signed = serving.filter(|c| c.axis == Axis::Operating && c.predicate.by_person());
        assert!(signed.count() > 0, "no signed act stands behind {control}");
    }
    let by_person = |id: &str| set.definition(id).unwrap().predicate.by_person();
    for act in ["policy.content", "review.held", "impact.society", "nonconformity.effective", "customer.requirements"] {
        assert!(by_person(act), "{act}");
    }
    // Evidence, numbers and what is merely recorded are nobody's signature.
    for no_act in ["logs.kept", "data.quality", "metrics.measured", "release.parts", "inventory.bom"] {
        assert!(!by_person(no_act), "{no_act}");
    }
}
