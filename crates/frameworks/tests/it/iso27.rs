//! ISO/IEC 27001:2022 and ISO/IEC 27701, both editions, counted.

use assay_frameworks::{Certainty, Framework, PiiRole, Requirement, RequirementKind as Kind, get, get_edition};

fn ids<'a>(rows: impl Iterator<Item = &'a Requirement>) -> Vec<&'a str> {
    rows.map(|row| row.id.as_str()).collect()
}

fn under(framework: &Framework) -> Vec<(&str, usize)> {
    framework.of_kind(Kind::Area).map(|area| (area.id.as_str(), framework.children_of(area).count())).collect()
}

#[test]
fn security_has_93_controls_and_30_subclauses() {
    let iso = get("iso27001").unwrap();
    assert_eq!((iso.controls().count(), iso.subclauses().count()), (93, 30));
    assert_eq!([Kind::Clause, Kind::Group, Kind::Area].map(|kind| iso.of_kind(kind).count()), [7, 4, 4]);
    assert_eq!(under(iso), [("A.5", 37), ("A.6", 8), ("A.7", 14), ("A.8", 34)]);
    for area in iso.of_kind(Kind::Area) {
        let expected: Vec<String> = (1..=iso.children_of(area).count()).map(|n| format!("{}.{n}", area.id)).collect();
        assert_eq!(ids(iso.children_of(area)), expected);
    }
    assert_eq!(iso.judged().count(), 123);
    assert!(iso.find("6.1.4").is_none() && iso.find("8.4").is_none(), "impact assessment is of the AIMS alone");
}

#[test]
fn privacy_has_78_controls_of_its_own() {
    let iso = get("iso27701").unwrap();
    assert_eq!((iso.controls().count(), iso.subclauses().count()), (78, 25));
    assert_eq!(under(iso), [("A.1", 31), ("A.2", 18), ("A.3", 29)]);
    let of = |role| iso.controls().filter(|row| row.privacy().unwrap().role == role).count();
    assert_eq!([PiiRole::Controller, PiiRole::Processor, PiiRole::Both].map(of), [31, 18, 29]);
    let concerns = |role| iso.controls().filter(|row| row.privacy().unwrap().role.concerns(role)).count();
    assert_eq!([PiiRole::Controller, PiiRole::Processor, PiiRole::Both].map(concerns), [60, 47, 78]);
}

#[test]
fn what_is_believed_of_privacy_says_so() {
    let iso = get("iso27701").unwrap();
    let doubted: Vec<&str> = ids(iso.controls().filter(|row| row.doubt.is_some()));
    assert_eq!(doubted.len(), 29);
    for row in iso.controls() {
        let low = row.privacy().unwrap().certainty == Certainty::Low;
        assert_eq!((row.doubt.is_some(), row.id.starts_with("A.3.")), (low, low), "{}", row.id);
    }
    assert!(iso.subclauses().all(|row| row.doubt.is_some()));
}

/// The 2025 edition points back; each number it names is of the 2019 edition, each once, under the same title.
#[test]
fn the_editions_of_privacy_correspond() {
    let (new, old) = (get("iso27701").unwrap(), get_edition("iso27701", "ISO/IEC 27701:2019").unwrap());
    assert_eq!(under(old), [("7", 31), ("8", 18)]);
    let mut formerly: Vec<&str> = new.controls().filter_map(|row| row.privacy()?.formerly.as_deref()).collect();
    formerly.sort_by(|a, b| assay_frameworks::natural_order(a, b));
    assert_eq!(formerly, ids(old.controls()));
    for row in new.controls() {
        let Some(before) = row.privacy().unwrap().formerly.as_ref().map(|id| old.find(id).unwrap()) else { continue };
        assert_eq!((&before.titles, before.privacy().unwrap().role), (&row.titles, row.privacy().unwrap().role));
    }
}

#[test]
fn each_has_a_statement_of_applicability_of_its_own() {
    let rows = ["iso42001", "iso27001", "iso27701"].map(|slug| {
        assert!(get(slug).unwrap().has_statement_of_applicability());
        get(slug).unwrap().controls().count()
    });
    assert_eq!(rows, [38, 93, 78]);
    assert!(["eu-ai-act", "nist-ai-rmf"].iter().all(|slug| !get(slug).unwrap().has_statement_of_applicability()));
}
