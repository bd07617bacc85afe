//! ISO/IEC 27001 and 27701 against the facts.

use std::collections::BTreeMap;

use assay_frameworks::{Framework, RequirementKind as Kind, get};

use super::csv;

fn titles(framework: &'static Framework, kind: Kind) -> Vec<(&'static str, &'static str)> {
    framework.of_kind(kind).map(|row| (row.id.as_str(), row.titles.en.as_str())).collect()
}

fn stated(rows: &[BTreeMap<String, String>]) -> Vec<(&str, &str)> {
    rows.iter().map(|row| (row["id"].as_str(), row["title"].as_str())).collect()
}

#[test]
fn security_is_that_of_the_facts() {
    let (Some(annex), Some(clauses)) = (csv("iso27001_2022_annex_a.csv"), csv("iso27001_2022_clauses.csv")) else {
        return;
    };
    let iso = get("iso27001").unwrap();
    assert_eq!(titles(iso, Kind::Control), stated(&annex));
    assert_eq!(titles(iso, Kind::Subclause), stated(&clauses));
    for row in &annex {
        let area = iso.parent_of(iso.find(&row["id"]).unwrap()).unwrap();
        assert!(area.titles.en.starts_with(&row["theme"]), "{}", row["id"]);
    }
}

#[test]
fn privacy_is_that_of_the_facts() {
    let Some(annex) = csv("iso27701_2025_annex_a.csv") else { return };
    let iso = get("iso27701").unwrap();
    assert_eq!(titles(iso, Kind::Control), stated(&annex));
    for row in &annex {
        let privacy = iso.find(&row["id"]).unwrap().privacy().unwrap();
        assert_eq!(privacy.formerly.as_deref().unwrap_or_default(), row["id_2019"]);
        assert_eq!(serde_json::to_value(privacy.role).unwrap(), row["role"].as_str());
        assert_eq!(serde_json::to_value(privacy.certainty).unwrap(), row["certainty"].as_str());
    }
}
