use super::{BodyCommitment, EntryError, Envelope, EvidenceCommitment, Previous, Software};
use crate::canonical::canonical;

/// A first revision, to be changed by each test.
pub(crate) fn sample(seq: u64) -> Envelope {
    Envelope {
        actor: "m-7f".into(),
        at: format!("2026-11-23T10:00:00.{seq:06}Z"),
        body: Some(BodyCommitment::new([7; 32])),
        eff: None,
        erased: Vec::new(),
        evid: Vec::new(),
        op: "create".into(),
        prev: None,
        reason_code: None,
        rec: format!("r-{seq}"),
        rev: 1,
        seq,
        state: "draft".into(),
        sw: Software { ruleset: "r1".into(), version: "0.1.0".into() },
        kind: "risk".into(),
        v: 1,
        via: "api".into(),
        ws: "2b5f0f3a-9c1d-4f7e-8a61-0c1d2e3f4a5b".into(),
    }
}

fn full() -> Envelope {
    Envelope {
        eff: Some("2026-03-01".into()),
        erased: vec![1, 4],
        evid: vec![EvidenceCommitment { c: [9; 32] }],
        op: "erase".into(),
        prev: Some(Previous { leaf: [1; 32], seq: 4 }),
        reason_code: Some("gdpr-17".into()),
        rev: 2,
        ..sample(9)
    }
}

#[test]
fn bytes_are_the_canonical_form_of_the_value() {
    for envelope in [sample(0), full()] {
        let bytes = envelope.to_bytes().unwrap();
        assert_eq!(bytes, canonical(&serde_json::to_value(&envelope).unwrap()).unwrap());
        assert_eq!(Envelope::from_bytes(&bytes).unwrap(), envelope);
    }
}

#[test]
fn the_form_is_pinned() {
    let expected = concat!(
        r#"{"actor":"m-7f","at":"2026-11-23T10:00:00.000003Z","body":{"alg":"hmac-sha256","c":"07070707070707070707"#,
        r#"07070707070707070707070707070707070707070707"},"op":"create","rec":"r-3","rev":1,"seq":3,"state":"draft","sw":{"ruleset":"r1","#,
        r#""version":"0.1.0"},"type":"risk","v":1,"via":"api","ws":"2b5f0f3a-9c1d-4f7e-8a61-0c1d2e3f4a5b"}"#
    );
    assert_eq!(String::from_utf8(sample(3).to_bytes().unwrap()).unwrap(), expected);
}

#[test]
fn a_second_spelling_is_refused() {
    let text = String::from_utf8(sample(0).to_bytes().unwrap()).unwrap();
    for (from, to) in [
        (r#","op":"#, r#","eff":null,"op":"#),
        (r#","op":"#, r#","erased":[],"op":"#),
        (r#","op":"#, r#","extra":1,"op":"#),
        (r#""v":1"#, r#""v":2"#),
        (r#""rev":1"#, r#""rev":0"#),
        (r#""rev":1"#, r#""rev":2"#),
        ("0707", "07F7"),
        ("000000Z", "000Z"),
        (r#","via":"api""#, ""),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        assert!(Envelope::from_bytes(changed.as_bytes()).is_err(), "{changed}");
    }
}

#[test]
fn an_entry_is_bounded() {
    let long = Envelope { op: "erase".into(), erased: (0..4000).collect(), ..sample(5000) };
    assert!(matches!(long.to_bytes(), Err(EntryError::TooLong(_))));
    let loud = Envelope { rec: "a\nb".into(), ..sample(0) };
    assert!(matches!(loud.to_bytes(), Err(EntryError::Field { field: "rec", .. })));
    let late = Envelope { op: "erase".into(), erased: vec![9], ..sample(9) };
    assert!(matches!(late.to_bytes(), Err(EntryError::Field { field: "erased", .. })));
}
