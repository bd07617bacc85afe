use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{CanonicalError, canonical, is_canonical, parse_strict};

#[test]
fn keys_sort_by_utf16_code_units() {
    // RFC 8785 §3.2.3: the emoji (a surrogate pair, D83D…) comes before U+FB33, which UTF-8 order would turn round.
    let value = json!({"\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7});
    let bytes = canonical(&value).unwrap();
    let expected = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}";
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), expected);
    assert_eq!(parse_strict(&bytes).unwrap(), value);
}

#[test]
fn strings_take_the_shortest_escape() {
    let value = json!("\u{20ac}$\u{f}\nA'B\"\\\\\"/\u{7f}\u{2028}");
    let expected = "\"\u{20ac}$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7f}\u{2028}\"";
    assert_eq!(String::from_utf8(canonical(&value).unwrap()).unwrap(), expected);
}

#[test]
fn errors_name_the_place() {
    let float = canonical(&json!({"a/b": [0, {"~": 1.5}]})).unwrap_err();
    assert_eq!(float, CanonicalError::Float { pointer: "/a~1b/1/~0".into() });
    let large = canonical(&json!([9_007_199_254_740_992_u64])).unwrap_err();
    assert_eq!(large, CanonicalError::OutOfRange { pointer: "/0".into() });
    assert!(canonical(&json!(-9_007_199_254_740_991_i64)).is_ok());
}

#[test]
fn depth_is_bounded_both_ways() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth)).into_bytes();
    assert!(is_canonical(&nested(64)));
    assert!(!is_canonical(&nested(65)));
    assert!(!is_canonical(&nested(1_000_000)));
    let value: Value = serde_json::from_slice(&nested(65)).unwrap();
    assert!(matches!(canonical(&value), Err(CanonicalError::TooDeep { .. })));
}

#[test]
fn every_other_spelling_is_refused() {
    for wrong in [
        &b"{\"a\":1,\"a\":2}"[..],
        b"{\"b\":1,\"a\":2}",
        b"{\"a\": 1}",
        b"[1,]",
        b"[1 ]",
        b"1.0",
        b"1e3",
        b"-0",
        b"01",
        b"-",
        b"+1",
        b"9007199254740992",
        b"99999999999999999999999999",
        b"\"\\/\"",
        b"\"\\u0041\"",
        b"\"\\u000A\"",
        b"\"\\u000a\"",
        b"\"\\u001F\"",
        b"\"\\ud83d\\ude00\"",
        b"\"a",
        b"\"\n\"",
        b"\"\xff\"",
        b"1 ",
        b"1\n",
        b"",
        b"nul",
        b"\xef\xbb\xbf1",
        b"NaN",
    ] {
        assert!(parse_strict(wrong).is_err(), "{}", String::from_utf8_lossy(wrong));
    }
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// What the scanner must agree with.
fn slow_is_canonical(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok_and(|value| canonical(&value).is_ok_and(|again| again == bytes))
}

proptest! {
    #[test]
    fn what_is_written_is_read(value in value()) {
        let bytes = canonical(&value).unwrap();
        prop_assert_eq!(parse_strict(&bytes).unwrap(), value);
    }

    #[test]
    fn the_scanner_agrees_with_writing_again(value in value(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = canonical(&value).unwrap();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        prop_assert_eq!(is_canonical(&bytes), slow_is_canonical(&bytes));
    }

    #[test]
    fn the_scanner_agrees_on_json_like_noise(text in "[\\[\\]{}:,\"ab01\\\\un.e -]{0,24}") {
        prop_assert_eq!(is_canonical(text.as_bytes()), slow_is_canonical(text.as_bytes()));
    }
}
