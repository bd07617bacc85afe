//! What is in force is copied into the log, so that an upgrade of the program offers and never changes the past.

use assay_app::{ActivateRequest, ErrorClass};
use assay_checks::BASELINE;
use sha2::{Digest as _, Sha256};

use crate::house::House;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, b| format!("{text}{b:02x}"))
}

#[test]
fn an_activation_holds_the_whole_content_and_its_digest() {
    let house = House::new();
    let open = house.open();
    let shipped = [
        ("framework", "iso42001", assay_frameworks::get("iso42001").unwrap().source.to_string()),
        ("check-set", "baseline", BASELINE.to_owned()),
    ];
    let activations = open.all(Some("activation"));
    assert_eq!(activations.len(), shipped.len());
    for (record, (what, slug, content)) in activations.iter().zip(&shipped) {
        assert_eq!(record.state, "in-force");
        assert_eq!((record.body["subject_kind"].as_str(), record.body["slug"].as_str()), (Some(*what), Some(*slug)));
        assert_eq!(record.body["content"].as_str(), Some(content.as_str()), "to the byte");
        let digest = record.body["sha256"].as_str().unwrap();
        assert!(digest.ends_with(&hex(&Sha256::digest(content))), "{digest}");
    }
    let in_force = open.workspace.framework(&open.owner, "iso42001").unwrap();
    assert_eq!(in_force.source.to_string(), shipped[0].2, "what is used is what the log holds");
    assert_eq!(open.workspace.upgrades(&open.owner).unwrap(), Vec::<String>::new());
}

#[test]
fn what_is_in_force_already_or_not_shipped_is_not_put_in_force() {
    let house = House::new();
    let open = house.open();
    let activate = |what: &str, slug: &str| {
        let request = ActivateRequest { what: what.to_owned(), slug: slug.to_owned() };
        open.workspace.activate(&open.owner, &request).unwrap_err()
    };
    let same = activate("framework", "iso42001");
    assert_eq!((same.class, same.code.as_str()), (ErrorClass::Conflict, "activation.same"));
    assert_eq!(activate("check-set", "baseline").code, "activation.same");
    assert_eq!(activate("framework", "iso99999").code, "framework.unknown");
    assert_eq!(activate("check-set", "other").code, "check-set.unknown");
    assert_eq!(activate("mood", "good").code, "activation.what");
    assert_eq!(open.all(Some("activation")).len(), 2, "refusals write nothing");
}

#[test]
fn before_the_activation_nothing_was_in_force() {
    let house = House::new();
    let open = house.open();
    let framework = open.all(Some("activation"))[0].seq;
    let before = open.workspace.posture(&open.owner, "iso42001", Some(&framework.to_string())).unwrap_err();
    assert_eq!((before.class, before.code.as_str()), (ErrorClass::Input, "framework.not-in-force"));
    let after = open.workspace.posture(&open.owner, "iso42001", Some(&(framework + 1).to_string())).unwrap();
    assert_eq!(after.requirements.iter().filter(|r| r.id.starts_with("A.")).count(), 38);
    let ahead = open.workspace.posture(&open.owner, "iso42001", Some("1000000")).unwrap_err();
    assert_eq!(ahead.code, "as-of.ahead");
}
