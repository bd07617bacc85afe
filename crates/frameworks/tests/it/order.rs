//! The order of ids, and that the catalogue is in it.

use std::cmp::Ordering::{Equal, Greater, Less};

use assay_frameworks::{RequirementKind as Kind, get, natural_order};
use proptest::prelude::*;

#[test]
fn the_file_is_in_the_order_of_the_standard() {
    for pair in get("iso42001").unwrap().requirements.windows(2) {
        let [first, second] = pair else { unreachable!() };
        match natural_order(&first.id, &second.id) {
            Less => {}
            Equal => assert_eq!((first.kind, second.kind), (Kind::Area, Kind::Objective), "{}", first.id),
            Greater => panic!("{} stands before {}", first.id, second.id),
        }
    }
}

#[test]
fn numbers_count_as_numbers() {
    let sorted = ["4", "4.1", "4.10", "9.3.3", "10", "10.2", "A.2", "A.2.2", "A.6.1", "A.6.1.2", "A.6.2", "A.10.2"];
    let mut shuffled = sorted;
    shuffled.reverse();
    shuffled.sort_by(|a, b| natural_order(a, b));
    assert_eq!(shuffled, sorted);
    let long = "9".repeat(400);
    assert_eq!(natural_order(&long, &format!("1{long}")), Less);
}

proptest! {
    /// A total order: equal only to itself, turned round when its sides are, and never in a circle.
    #[test]
    fn it_is_an_order(a in "[0-2A.é]{0,5}", b in "[0-2A.é]{0,5}", c in "[0-2A.é]{0,5}") {
        prop_assert_eq!(natural_order(&a, &b), natural_order(&b, &a).reverse());
        prop_assert_eq!(natural_order(&a, &b) == Equal, a == b);
        if natural_order(&a, &b) == Less && natural_order(&b, &c) == Less {
            prop_assert_eq!(natural_order(&a, &c), Less);
        }
    }
}
