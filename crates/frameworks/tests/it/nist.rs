//! NIST AI RMF 1.0 and its Generative AI Profile, counted.

use std::collections::BTreeMap;

use assay_frameworks::{Framework, Requirement, RequirementKind as Kind, get};

fn nist() -> &'static Framework {
    get("nist-ai-rmf").unwrap()
}

#[test]
fn rows_by_kind() {
    let count = |kind| nist().of_kind(kind).count();
    let kinds = [Kind::Function, Kind::Category, Kind::Subcategory, Kind::Risk, Kind::Action];
    assert_eq!(kinds.map(count), [4, 19, 72, 12, 212]);
    assert_eq!(nist().requirements.len(), 319);
}

#[test]
fn rows_under_each_function() {
    let under: Vec<(&str, usize, usize)> = nist()
        .of_kind(Kind::Function)
        .map(|function| {
            let categories: Vec<&Requirement> = nist().children_of(function).collect();
            let subcategories = categories.iter().map(|category| nist().children_of(category).count()).sum();
            (function.id.as_str(), categories.len(), subcategories)
        })
        .collect();
    assert_eq!(under, [("GOVERN", 6, 19), ("MAP", 5, 18), ("MEASURE", 4, 22), ("MANAGE", 4, 13)]);
    for row in nist().of_kind(Kind::Subcategory).chain(nist().of_kind(Kind::Category)) {
        assert_eq!(row.label(), row.id.replace('-', " "));
        assert!(!row.practice().unwrap().typical_evidence.is_empty() && !row.own_words.is_empty(), "{}", row.id);
        assert_eq!(nist().find_cited(row.label()), Some(row));
    }
}

#[test]
fn actions_hang_under_subcategories_and_name_risks() {
    let mut by_function: BTreeMap<&str, usize> = BTreeMap::new();
    for action in nist().of_kind(Kind::Action) {
        let parent = nist().parent_of(action).unwrap();
        let (function, number) = parent.id.split_once('-').unwrap();
        *by_function.entry(function).or_default() += 1;
        let short = BTreeMap::from([("GOVERN", "GV"), ("MAP", "MP"), ("MEASURE", "MS"), ("MANAGE", "MG")])[function];
        let rest = action.id.strip_prefix(&format!("{short}-{number}-")).unwrap();
        assert!(rest.len() == 3 && rest.bytes().all(|b| b.is_ascii_digit()), "{}", action.id);
        assert!(!action.action().unwrap().risks.is_empty() && action.own_words.is_empty(), "{}", action.id);
        assert!(!action.is_judged());
    }
    assert_eq!(by_function, BTreeMap::from([("GOVERN", 58), ("MAP", 39), ("MEASURE", 72), ("MANAGE", 43)]));
    let with = nist().of_kind(Kind::Subcategory).filter(|row| nist().children_of(row).next().is_some());
    assert_eq!(with.count(), 49);
}

#[test]
fn actions_against_each_risk() {
    let risks: Vec<usize> = nist().of_kind(Kind::Risk).map(|risk| nist().actions_against(&risk.id).count()).collect();
    assert_eq!(risks, [31, 18, 31, 29, 4, 57, 58, 73, 51, 28, 14, 36]);
    assert_eq!(nist().actions_against("GAI-13").count(), 0);
}

#[test]
fn the_misprinted_action_is_found_either_way() {
    let action = nist().find("GV-4.3-001").unwrap();
    assert_eq!(action.label(), "GV4.3--001");
    assert_eq!(nist().find_cited("GV4.3--001"), Some(action));
    assert!(nist().find("GV-1.1-002").is_none(), "it is no action: it stands in the reading guide only");
    assert!(nist().find("GV-1.4-002").unwrap().action().unwrap().note.as_ref().unwrap().contains("12 risks"));
}

#[test]
fn only_subcategories_are_judged() {
    assert_eq!(nist().judged().count(), 72);
    assert!(nist().judged().all(|row| row.kind == Kind::Subcategory));
    assert!(!nist().has_statement_of_applicability());
}
