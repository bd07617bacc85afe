//! `assay activate`

use crate::support::TestEnvironment;

#[test]
fn what_is_in_force_is_not_put_in_force_again() {
    let place = TestEnvironment::demo();
    place.run(&["activate", "framework", "iso42001"]).refuses(3, &["in force already"]);
    place.run(&["activate", "check-set", "baseline"]).refuses(3, &["in force already"]);
}

#[test]
fn what_is_not_shipped_cannot_be_put_in_force() {
    let place = TestEnvironment::demo();
    place.run(&["activate", "framework", "iso9001"]).refuses(2, &["iso9001", "iso42001"]);
    place.run(&["activate", "check-set", "mine"]).refuses(2, &["baseline"]);
    place.run(&["activate", "colour", "red"]).refuses(2, &["framework", "check-set"]);
}
