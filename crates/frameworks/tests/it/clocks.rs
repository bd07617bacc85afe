//! Reporting clocks: counted, cited, and each with the event it starts from.

use std::collections::BTreeMap;

use assay_frameworks::{Certainty, ClockList, ClockUnit as Unit, Promptness, StartEvent as Event, clocks};

const TEXT: &str = include_str!("../../data/lists/clocks.toml");

#[test]
fn clocks_of_each_law() {
    let mut laws: BTreeMap<&str, usize> = BTreeMap::new();
    clocks().clocks.iter().for_each(|clock| *laws.entry(&clock.instrument).or_default() += 1);
    assert_eq!(laws, BTreeMap::from([("eu-ai-act", 9), ("gdpr", 3), ("lgpd", 2), ("nis2", 3)]));
    assert_eq!(clocks().of("eu-ai-act").count(), 9);
}

/// Every limit that a law counts, with its unit and the event it is counted from.
#[test]
fn what_is_counted() {
    let counted: Vec<(&str, u16, Unit, Event)> = clocks()
        .clocks
        .iter()
        .filter_map(|c| c.within.map(|within| (c.id.as_str(), within.count, within.unit, within.after)))
        .collect();
    assert_eq!(
        counted,
        [
            ("ai-act-52-1", 2, Unit::Week, Event::ThresholdMet),
            ("ai-act-73-2", 15, Unit::Day, Event::Aware),
            ("ai-act-73-3", 2, Unit::Day, Event::Aware),
            ("ai-act-73-4", 10, Unit::Day, Event::Aware),
            ("gdpr-33-1", 72, Unit::Hour, Event::Aware),
            ("nis2-23-4-a", 24, Unit::Hour, Event::Aware),
            ("nis2-23-4-b", 72, Unit::Hour, Event::Aware),
            ("nis2-23-4-d", 1, Unit::Month, Event::Notified),
            ("lgpd-48-anpd", 3, Unit::WorkingDay, Event::DataAffected),
            ("lgpd-48-titular", 3, Unit::WorkingDay, Event::DataAffected),
        ]
    );
}

/// Becoming aware and establishing a causal link are two events: the report is due at once after the second, and at the
/// latest a while after the first.
#[test]
fn awareness_and_causal_link_are_told_apart() {
    let clock = clocks().find("ai-act-73-2").unwrap();
    let (prompt, within) = (clock.prompt.unwrap(), clock.within.unwrap());
    assert_eq!((prompt.how, prompt.after), (Promptness::AtOnce, Event::CausalLink));
    assert_eq!((within.count, within.after), (15, Event::Aware));
    assert_eq!(clock.certainty, Certainty::Medium);
}

#[test]
fn every_clock_is_cited_and_belongs_to_its_requirement() {
    for clock in &clocks().clocks {
        assert!(clock.citation.contains("Art. ") && !clock.told.is_empty() && !clock.when.is_empty(), "{}", clock.id);
        assert_eq!(clock.requirement.is_some(), clock.instrument == "eu-ai-act", "{}", clock.id);
        if let Some(requirement) = &clock.requirement {
            let (framework, row) = requirement.resolve().unwrap();
            assert_eq!(framework.slug, clock.instrument);
            assert!(clock.citation.contains(row.label()), "{}: {}", clock.citation, row.label());
            let roles = serde_json::to_value(&row.obligation().unwrap().roles).unwrap();
            let known = roles.as_array().unwrap();
            assert!(clock.obliged.iter().all(|role| known.contains(&role.as_str().into())), "{}", clock.id);
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    let said = |from: &str, to: &str| {
        assert!(TEXT.contains(from), "{from}");
        ClockList::parse(&TEXT.replacen(from, to, 1)).unwrap_err().to_string()
    };
    let first = "prompt = { how = \"at-once\", after = \"nonconformity\" }";
    assert!(said(first, "").starts_with("clocks, row 1 (ai-act-20-1): a clock has a limit"));
    assert!(said("count = 15", "count = 0").starts_with("clocks, row 7 (ai-act-73-2): a clock has a limit"));
    assert!(said("id = \"ai-act-20-2\"", "id = \"ai-act-20-1\"").ends_with("the id is taken; remove one"));
    assert!(said("sources = [\"gdpr\"]", "sources = [\"hearsay\"]").contains("is none of the file's [[source]]"));
    assert!(said("obliged = [\"controller\"]", "obliged = []").contains("say in `obliged` whom it binds"));
    assert!(said("unit = \"working-day\"", "unit = \"weekday\"").contains("unknown variant `weekday`"));
    assert!(said("eu-ai-act:art20", "art20").contains("names no framework"));
    assert!(said("schema = 1", "schema = 2").contains("schema 2 is not known here"));
}
