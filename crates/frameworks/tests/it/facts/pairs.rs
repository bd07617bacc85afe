//! The crosswalks against the facts.

use std::collections::BTreeMap;

use assay_frameworks::crosswalks;

use super::csv;

/// Names of frameworks and sources in the facts, and here.
const NAMES: [(&str, &str); 4] = [
    ("nist_ai_rmf", "nist-ai-rmf"),
    ("eu_ai_act", "eu-ai-act"),
    ("iso27001", "iso27001"),
    ("iso27701_2025", "iso27701"),
];
const SOURCES: [(&str, &str); 3] =
    [("Assay analysis", "assay"), ("NIST AIRC-listed", "microsoft"), ("Harmonised structure", "harmonised-structure")];

/// The facts lower-case the first letter of names ("gPAI", "aI literacy"); here they are as people write them.
fn spelled(text: &str) -> String {
    let words = text.split(' ').map(|word| {
        let slip = ["gPAI", "aI", "pII", "cE", "eU", "pIMS", "(art."].into_iter().find(|slip| word.starts_with(slip));
        slip.map_or_else(
            || word.to_owned(),
            |slip| {
                let at = usize::from(slip.starts_with('('));
                format!("{}{}{}", &word[..at], word[at..=at].to_uppercase(), &word[at + 1..])
            },
        )
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn every_pair_is_that_of_the_facts() {
    let Some(facts) = csv("crosswalks.csv") else { return };
    let known = |list: &[(&str, &'static str)], text: &str| {
        list.iter().find(|(theirs, _)| text.starts_with(theirs)).map(|(_, ours)| *ours).unwrap()
    };
    let mut stated = BTreeMap::new();
    for row in &facts {
        assert_eq!(row["source_framework"], "iso42001");
        let target = known(&NAMES, &row["target_framework"]);
        let key = (target.to_owned(), row["source_id"].clone(), row["target_id"].replace(' ', "-"));
        let value = (
            row["relationship"].clone(),
            row["strength"].clone(),
            spelled(&row["rationale"]),
            known(&SOURCES, &row["source"]).to_owned(),
        );
        assert!(stated.insert(key, value).is_none());
    }
    assert_eq!(stated.len(), 823);
    let shipped: BTreeMap<_, _> = crosswalks()
        .flat_map(|crosswalk| crosswalk.pairs.iter().map(move |pair| (crosswalk, pair)))
        .map(|(crosswalk, pair)| {
            let key = (crosswalk.to.framework.clone(), pair.from.clone(), pair.to.clone());
            let value = (
                pair.relation.name().to_owned(),
                pair.strength.to_string(),
                pair.rationale.clone(),
                pair.source.clone(),
            );
            (key, value)
        })
        .collect();
    assert_eq!(shipped, stated);
}
