//! The order of ids, and that every file is in it.

use std::cmp::Ordering::{Equal, Greater, Less};

use assay_frameworks::{Requirement, RequirementKind as Kind, crosswalks, editions, natural_order, slugs};
use proptest::prelude::*;

/// Laws put annexes last, and the AI RMF has an order of its own for its functions.
fn part(row: &Requirement) -> usize {
    let functions = ["GOVERN", "MAP", "MEASURE", "MANAGE"];
    let function =
        |name: &&str| row.id.split('-').next() == Some(name) || row.parent.as_ref().is_some_and(|p| p.id == **name);
    match row.kind {
        Kind::Function | Kind::Category | Kind::Subcategory => functions.iter().position(function).unwrap(),
        Kind::Risk => functions.len(),
        Kind::Action => {
            let prefixes = ["GV-", "MP-", "MS-", "MG-"];
            functions.len() + 1 + prefixes.iter().position(|p| row.id.starts_with(p)).unwrap()
        }
        _ => usize::from(row.id.starts_with("annex") || row.id.starts_with("A.")),
    }
}

#[test]
fn every_file_is_in_the_order_of_its_text() {
    for framework in slugs().flat_map(editions) {
        for pair in framework.requirements.windows(2) {
            let [first, second] = pair else { unreachable!() };
            match part(first).cmp(&part(second)).then(natural_order(&first.id, &second.id)) {
                Less => {}
                Equal => assert_eq!((first.kind, second.kind), (Kind::Area, Kind::Objective), "{}", first.id),
                Greater => panic!("{}: {} stands before {}", framework.edition, first.id, second.id),
            }
        }
    }
}

#[test]
fn every_crosswalk_is_in_order() {
    for crosswalk in crosswalks() {
        for pair in crosswalk.pairs.windows(2) {
            let [first, second] = pair else { unreachable!() };
            let order = natural_order(&first.from, &second.from).then(natural_order(&first.to, &second.to));
            assert_eq!(order, Less, "{}: {first:?} stands before {second:?}", crosswalk.slug);
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
