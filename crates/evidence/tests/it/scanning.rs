//! The scanner, against serde_json where both must agree and alone where it is lenient.

use assay_evidence::scan::{Lines, Scanner, Value};
use proptest::prelude::*;

fn tree(text: &str) -> Result<Value, assay_evidence::Fault> {
    let mut scanner = Scanner::new(text.as_bytes());
    let value = scanner.value()?;
    scanner.end()?;
    Ok(value)
}

/// As serde_json has it, numbers by their digits.
fn same(ours: &Value, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Value::Null, serde_json::Value::Null) => true,
        (Value::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Value::Number(digits), serde_json::Value::Number(number)) => digits.parse::<f64>().ok() == number.as_f64(),
        (Value::String(a), serde_json::Value::String(b)) => a == b,
        (Value::Array(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), serde_json::Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => false,
    }
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<f64>().prop_filter("finite", |v| v.is_finite()).prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<String>().prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

proptest! {
    #[test]
    fn reads_what_serde_json_writes(value in json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            prop_assert!(same(&tree(&text).unwrap(), &value));
            let mut scanner = Scanner::new(text.as_bytes());
            scanner.skip().unwrap();
            scanner.end().unwrap();
        }
    }

    #[test]
    fn what_serde_json_reads_is_read_alike(text in r#"[\[\]{}",:0-9eE+\-. \\ntfu]{0,24}"#) {
        if let Ok(theirs) = serde_json::from_str::<serde_json::Value>(&text) {
            prop_assert!(same(&tree(&text).unwrap(), &theirs));
        } else if let Ok(ours) = tree(&text) {
            // Lenient only for what serde_json calls out of range, or an unpaired surrogate.
            prop_assert!(text.contains('u') || format!("{ours:?}").contains("Number"), "{text} {ours:?}");
        }
    }

    #[test]
    fn lines_are_those_of_the_text(lines in prop::collection::vec("[a-zé\u{1F600} ]{0,30}", 0..40), ended in any::<bool>()) {
        let text = lines.join("\n") + if ended { "\n" } else { "" };
        let mut reader = Lines::new(text.as_bytes());
        let mut found = Vec::new();
        while let Some(line) = reader.next().unwrap() {
            found.push((line.number, line.text.to_owned()));
        }
        let wanted: Vec<_> = (1..).zip(text.split('\n').map(str::to_owned)).filter(|(_, l)| !l.trim().is_empty()).collect();
        prop_assert_eq!(found, wanted);
    }
}

#[test]
fn python_writes_what_json_does_not_have() {
    let value = tree(r#"{"a": NaN, "b": -Infinity, "c": Infinity, "d": "\ud800x", "e": "\ud83d\ude00"}"#).unwrap();
    assert!(value.get("a").unwrap().as_f64().unwrap().is_nan());
    assert_eq!(value.get("b").unwrap().as_f64(), Some(f64::NEG_INFINITY));
    assert_eq!(value.get("c").unwrap().as_f64(), Some(f64::INFINITY));
    assert_eq!(value.get("d").unwrap().as_str(), Some("\u{FFFD}x"));
    assert_eq!(value.get("e").unwrap().as_str(), Some("\u{1F600}"));
}

#[test]
fn faults_say_where() {
    let fault = tree("{\n \"a\": 1,\n \"b\": 01}").unwrap_err();
    assert_eq!((fault.code, fault.line, fault.byte), ("json.syntax", Some(3), Some(19)));
    assert!(fault.to_string().contains("line 3, byte 19"));
    for text in ["{\"a\" 1}", "[1 2]", "{,}", "[1,]", "tru", "nan", "+1", "1.", ".5", "\"\\x\"", "{1: 2}", "'a'", "]"] {
        let code = tree(text).unwrap_err().code;
        assert!(matches!(code, "json.syntax" | "json.truncated"), "{text}: {code}");
    }
}

#[test]
fn blocks_may_end_inside_anything() {
    // Longer than a block, so that characters, escapes and numbers lie across its end.
    for pad in 65_500..65_545 {
        let text = format!(r#"["{}é\u00e9\\", 12345.678e-2, true]"#, "a".repeat(pad));
        let value = tree(&text).unwrap();
        assert!(value.items()[0].as_str().unwrap().ends_with("aéé\\"));
        assert_eq!(value.items()[1], Value::Number("12345.678e-2".into()));
    }
}

#[test]
fn a_tree_too_large_to_hold_is_refused_and_may_be_skipped() {
    let text = format!("[{}0]", "1,".repeat(1_000_000));
    assert_eq!(tree(&text).unwrap_err().code, "json.too-large");
    Scanner::new(text.as_bytes()).skip().unwrap();

    let keys: Vec<_> = (0..300_000).map(|i| format!("\"{i}\":0")).collect();
    let text = format!("{{{}}}", keys.join(","));
    let mut scanner = Scanner::new(text.as_bytes());
    assert_eq!(scanner.object(|scanner, _| scanner.skip()).unwrap_err().code, "json.too-large");
    Scanner::new(text.as_bytes()).skip().unwrap();
}

#[test]
fn the_digest_does_not_depend_on_order_or_spacing() {
    let digest = |text: &str| tree(text).unwrap().sha256();
    assert_eq!(digest(r#"{"a":1,"b":[true,null]}"#), digest("{ \"b\" : [true, null],\n \"a\" : 1 }"));
    assert_ne!(digest(r#"{"a":1}"#), digest(r#"{"a":2}"#));
    // SHA-256 of the 7 bytes {"a":1}, as sha256sum gives it.
    assert_eq!(digest(r#"{ "a": 1 }"#).to_string(), "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
}
