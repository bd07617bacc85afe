//! References such as `iso42001:A.6.2.4`.

use assay_frameworks::{RequirementRef, RequirementRefError, get};
use proptest::prelude::*;

fn said(text: &str) -> String {
    text.parse::<RequirementRef>().unwrap_err().to_string()
}

#[test]
fn every_judged_row_can_be_referred_to() {
    let iso = get("iso42001").unwrap();
    for row in iso.judged() {
        let reference: RequirementRef = format!("iso42001:{}", row.id).parse().unwrap();
        assert_eq!((reference.framework(), reference.id()), ("iso42001", row.id.as_str()));
        assert_eq!(reference.resolve().unwrap().1, row);
    }
}

#[test]
fn what_is_wrong_is_said() {
    assert!(said("A.6.2.4").starts_with("`A.6.2.4` names no framework: write <framework>:<id>"));
    assert!(said("ISO 42001:A.6.2.4").starts_with("`ISO 42001` is no framework name"));
    assert!(said(":A.6.2.4").starts_with("`` is no framework name"));
    assert!(said("iso42001:").starts_with("`` is no requirement id"));
    assert!(said("iso42001:A.6 ").starts_with("`A.6 ` is no requirement id"));
    assert!(said("iso42001:a:b").starts_with("`a:b` is no requirement id"));
    assert!(said(&"é".repeat(10_000)).len() < 400);
}

#[test]
fn what_is_not_there_is_said() {
    let resolve = |text: &str| text.parse::<RequirementRef>().unwrap().resolve().unwrap_err();
    assert!(matches!(resolve("iso9001:4.1"), RequirementRefError::UnknownFramework { .. }));
    assert!(resolve("iso9001:4.1").to_string().contains("iso42001"));
    assert_eq!(
        resolve("iso42001:A.6.2.9").to_string(),
        "ISO/IEC 42001:2023 has no requirement `A.6.2.9`; its ids look like `A.10.4`"
    );
    let own: RequirementRef = "own:X.1".parse().unwrap();
    assert!(own.is_own() && own.resolve().is_err());
}

#[test]
fn json_is_the_text() {
    let reference: RequirementRef = serde_json::from_str("\"iso42001:4.1\"").unwrap();
    assert_eq!(serde_json::to_string(&reference).unwrap(), "\"iso42001:4.1\"");
    assert!(serde_json::from_str::<RequirementRef>("\"4.1\"").is_err());
}

proptest! {
    /// What is read is written back as it was.
    #[test]
    fn reading_and_writing_agree(text in "[a-z][a-z0-9-]{0,39}:[A-Za-z0-9][A-Za-z0-9.()_-]{0,63}") {
        prop_assert_eq!(text.parse::<RequirementRef>().unwrap().to_string(), text);
    }

    /// Nothing typed makes it panic, and nothing is quietly changed.
    #[test]
    fn anything_is_read_as_it_stands_or_refused(text in "\\PC{0,90}") {
        if let Ok(reference) = text.parse::<RequirementRef>() {
            prop_assert_eq!(reference.to_string(), text);
        }
    }
}
