//! CONTRIBUTING.md promises that five things are added without touching anything else. Its examples are taken out of the
//! text, put where they say in a copy of the crates concerned, and those crates' own tests run over them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod examples;
mod house;

use assay_checks::CheckSet;
use assay_frameworks::Framework;

use examples::Place;
use house::House;

/// The folder in which each door stands open.
const DOORS: [&str; 5] = [
    "crates/domain/src/kinds/",
    "crates/checks/data/",
    "crates/frameworks/data/",
    "crates/evidence/src/formats/",
    "crates/documents/src/",
];

#[test]
fn every_door_has_an_example() {
    let examples = examples::all();
    for door in DOORS {
        assert!(examples.iter().any(|e| e.path.starts_with(door)), "CONTRIBUTING.md shows nothing for {door}");
    }
}

#[test]
fn the_check_joins_the_set() {
    let example = examples::of("crates/checks/data/baseline.toml");
    assert_eq!(example.place, Place::AtTheEnd);
    let before = CheckSet::baseline().checks.len();
    let set = CheckSet::parse(&format!("{}{}", assay_checks::BASELINE, example.text)).unwrap();
    assert_eq!(set.checks.len(), before + 1);
    let check = set.checks.last().unwrap();
    let iso = assay_frameworks::get("iso42001").unwrap();
    for requirement in &check.requirements {
        assert!(iso.find(requirement.trim_start_matches("iso42001:")).is_some(), "there is no {requirement}");
    }
}

#[test]
fn the_framework_reads() {
    let example = examples::all().into_iter().find(|e| e.path.starts_with("crates/frameworks/data/")).unwrap();
    let slug = example.path.rsplit('/').next().unwrap().strip_suffix(".toml").unwrap();
    let framework = Framework::parse(slug, example.text.clone()).unwrap();
    assert!(framework.judged().next().is_some(), "nothing in it would be judged");
}

/// Builds five crates: the one slow test, and the one that would notice a door that closed.
#[test]
fn every_example_fits_into_the_house() {
    let examples = examples::all();
    let house = House::with(&examples);
    house.is_formatted(&examples);
    // As the text says: the golden body of the new kind is written first, then it has to stay as it is.
    house.test(&["-p", "assay-domain", "--lib"], &[("ASSAY_BLESS", "1")]);
    let units = house.test(&["-p", "assay-domain", "-p", "assay-evidence", "-p", "assay-documents", "--lib"], &[]);
    let (worlds, listed) = ("every_check_says_what_its_fixtures_state", "a_framework_registers_by_being_a_file");
    let data = house.test(&["-p", "assay-checks", "-p", "assay-frameworks", "--test", "it", "--", worlds, listed], &[]);
    for ran in ["own_harness::tests::each_case_is_an_observation", "inventory::tests::a_pipe_stays_in_its_cell"] {
        assert!(units.contains(ran), "the example's own test {ran} did not run:\n{units}");
    }
    for ran in [worlds, listed] {
        assert!(data.contains(ran), "{ran} did not run:\n{data}");
    }
    assert!(house.has("crates/domain/fixtures/bodies/workbench-1.json"));
}
