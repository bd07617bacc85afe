//! `assay crosswalk`: offers in both directions, and never a state.

use serde_json::{Value, json};

use crate::contract::holds;
use crate::support::TestEnvironment;

fn offers(place: &TestEnvironment, requirement: &str) -> Vec<Value> {
    place.json(&["crosswalk", requirement])["offers"].as_array().unwrap().clone()
}

#[test]
fn an_offer_reads_the_same_from_both_ends() {
    let place = TestEnvironment::demo();
    let view = place.json(&["crosswalk", "A.6.2.4"]);
    holds(
        &view,
        &json!({"requirement": "string", "title": "string", "offers": [{
            "requirement": "string", "label": "string", "title": "string", "edition": "string", "relation": "string",
            "strength": "integer", "rationale": "string", "source": "string", "certainty": "string|null", "inverted": "boolean",
            "crosswalk": "string", "standing": "string", "candidates": ["string"],
        }]}),
    );
    assert_eq!(view["requirement"], "iso42001:A.6.2.4");
    let there = offers(&place, "A.6.2.4");
    assert!(there.len() > 5, "{view:#}");
    for offer in &there {
        let back = offers(&place, offer["requirement"].as_str().unwrap());
        let back: Vec<&Value> = back.iter().filter(|b| b["requirement"] == "iso42001:A.6.2.4").collect();
        let inverted = match offer["relation"].as_str().unwrap() {
            "subset" => "superset",
            "superset" => "subset",
            same => same,
        };
        assert!(back.iter().any(|b| b["relation"] == inverted && b["strength"] == offer["strength"]), "{offer:#}");
        // Evidence about the control is offered to who asks from elsewhere, to look at.
        assert!(back.iter().all(|b| !b["candidates"].as_array().unwrap().is_empty()), "{back:#?}");
    }
    // A pair that rests on one judgement never passes for more than that.
    for offer in there.iter().filter(|o| o["source"].as_str().unwrap().contains("own judgement")) {
        assert_eq!(offer["certainty"], "low", "{offer:#}");
    }
    assert!(there.iter().any(|o| o["certainty"] == "low"));
    let strengths: Vec<u64> = there.iter().map(|o| o["strength"].as_u64().unwrap()).collect();
    assert!(strengths.is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_crosswalk_is_proposed_until_it_is_put_in_force() {
    let place = TestEnvironment::demo();
    let standing = |place: &TestEnvironment| {
        let all = offers(place, "A.6.2.4").into_iter();
        all.map(|o| (o["crosswalk"].as_str().unwrap().to_owned(), o["standing"].as_str().unwrap().to_owned()))
            .collect::<std::collections::BTreeMap<_, _>>()
    };
    assert!(standing(&place).values().all(|s| s == "proposed"));
    let before = place.states();
    place.run(&["activate", "crosswalk", "iso42001--eu-ai-act"]).succeeds();
    let after = standing(&place);
    assert_eq!(after["iso42001--eu-ai-act"], "in-force");
    assert_eq!(after["iso42001--nist-ai-rmf"], "proposed");
    assert_eq!(before, place.states(), "an offer changes no state");
    place.run(&["activate", "crosswalk", "iso42001--eu-ai-act"]).refuses(3, &["in force already"]);
    place.run(&["activate", "crosswalk", "a--b"]).refuses(2, &["iso42001--iso27001"]);
    place.run(&["doctor"]).succeeds();
}

#[test]
fn what_does_not_exist_is_refused() {
    let place = TestEnvironment::demo();
    place.run(&["crosswalk", "A.99"]).refuses(2, &["A.99"]);
    place.run(&["crosswalk", "iso9001:4.1"]).refuses(2, &["iso9001", "nist-ai-rmf"]);
    place.run(&["crosswalk", "own:X.1"]).refuses(2, &["own"]);
}
