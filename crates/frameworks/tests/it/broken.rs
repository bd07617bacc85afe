//! Data files that are wrong, and what is said about them.

use assay_frameworks::{Framework, FrameworkError, MAX_SOURCE, get};
use proptest::prelude::*;

/// A small framework that is right, to be broken.
const SMALL: &str = r#"schema = 1
name = "Small"
edition = "First"
copyright = "Ours."
technical_evidence_types = ["evaluation"]
other_evidence_types = []

[[requirement]]
kind = "area"
id = "A.2"
title = "Policies"
title_pt_br = "Políticas"
title_pt_pt = "Políticas"

[[requirement]]
kind = "objective"
id = "A.2"
parent = "A.2"
title = "Policies"
title_pt_br = "Políticas"
title_pt_pt = "Políticas"
own_words = "Direction."

[[requirement]]
kind = "control"
id = "A.2.2"
parent = "A.2"
title = "Policy"
title_pt_br = "Política"
title_pt_pt = "Política"
own_words = "Have one."
[requirement.control]
annex_b_guidance = "B.2.2"
applies_developer = "usually"
applies_provider = "often"
applies_user = "rarely"
typical_evidence = ["policy"]
technical_evidence_types = ["evaluation"]
other_evidence_types = []
common_gap = "none"
audit_question = "Where?"
"#;

/// What is said once `from`, which must be there, has become `to`.
fn said(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    Framework::parse("small", SMALL.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn the_small_one_is_right() {
    assert_eq!(Framework::parse("small", SMALL).unwrap().requirements.len(), 3);
}

#[test]
fn the_file_and_line_are_named() {
    assert!(said("name = \"Small\"", "name = ").starts_with("small.toml, line 2: "));
    assert!(said("kind = \"area\"", "kind = \"chapter\"").starts_with("small.toml, line 9: unknown variant `chapter`"));
    assert!(said("common_gap", "common_gaps").contains("unknown field `common_gaps`"));
    assert!(said("schema = 1", "schema = 3").starts_with("small.toml: schema 3 is not known here"));
}

#[test]
fn the_file_and_row_are_named() {
    let cases = [
        (
            "kind = \"control\"\nid = \"A.2.2\"",
            "kind = \"objective\"\nid = \"A.2\"",
            "small.toml, row 3 (objective A.2): row 2 has the same kind and id; remove one",
        ),
        (
            "id = \"A.2.2\"\nparent = \"A.2\"",
            "id = \"A.2.2\"\nparent = \"A.9\"",
            "small.toml, row 3 (control A.2.2): no objective or area `A.9` is in the file; add it or correct the parent",
        ),
        (
            "id = \"A.2.2\"\nparent = \"A.2\"",
            "id = \"A.2.2\"",
            "small.toml, row 3 (control A.2.2): rows of kind control need a parent, which is one of these: objective or area",
        ),
        (
            "id = \"A.2\"\n",
            "id = \"A.2\"\nparent = \"A\"\n",
            "small.toml, row 1 (area A.2): rows of kind area are at the top; remove the parent `A`",
        ),
        ("id = \"A.2.2\"", "id = \"A 2\"", "small.toml, row 3 (control A 2): the id must be"),
        ("\"Política\"", "\" \"", "small.toml, row 3 (control A.2.2): `title_pt_br` is empty; write it"),
        ("own_words = \"Direction.\"", "", "small.toml, row 2 (objective A.2): `own_words` is empty; write it"),
        (
            "technical_evidence_types = [\"evaluation\"]\nother_evidence_types = []\ncommon",
            "technical_evidence_types = [\"opinion\"]\nother_evidence_types = []\ncommon",
            "small.toml, row 3 (control A.2.2): `opinion` is not in the file's `technical_evidence_types`",
        ),
        (
            "kind = \"control\"\nid = \"A.2.2\"\nparent = \"A.2\"",
            "kind = \"clause\"\nid = \"4\"",
            "small.toml, row 3 (clause 4): rows of kind clause have the table [requirement.clause] and no other",
        ),
        (
            "kind = \"control\"\nid = \"A.2.2\"",
            "kind = \"objective\"\nid = \"A.3\"",
            "small.toml, row 3 (objective A.3): rows of kind objective have no table of their own; remove it",
        ),
    ];
    for (from, to, expected) in cases {
        let said = said(from, to);
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn documented_information_is_listed_exactly_when_required() {
    let text =
        get("iso42001").unwrap().source.replacen("information_required = false", "information_required = true", 1);
    let said = Framework::parse("iso42001", text).unwrap_err().to_string();
    assert!(said.starts_with("iso42001.toml, row 1 (clause 4): `documented_information_required` must be"), "{said}");
}

#[test]
fn what_is_too_much_or_nothing_is_refused() {
    let long = format!("#{}", " ".repeat(MAX_SOURCE));
    assert!(matches!(Framework::parse("small", long), Err(FrameworkError::TooLong { .. })));
    let head = SMALL.split("[[").next().unwrap();
    let empty = Framework::parse("small", format!("{head}requirement = []")).unwrap_err();
    assert!(matches!(empty, FrameworkError::RowCount { found: 0, .. }), "{empty}");
    for slug in ["", "ISO", "4", "a:b", "own"] {
        assert!(matches!(Framework::parse(slug, SMALL), Err(FrameworkError::Slug { .. })), "{slug}");
    }
}

proptest! {
    /// Any damage is read or refused, never worse.
    #[test]
    fn damage_does_not_panic(at in 0..SMALL.len(), len in 0..40usize, put in "\\PC{0,12}") {
        let boundary = |at: usize| (at.min(SMALL.len())..).find(|&at| SMALL.is_char_boundary(at)).unwrap();
        let (start, end) = (boundary(at), boundary(at + len));
        let text = format!("{}{put}{}", &SMALL[..start], &SMALL[end..]);
        if let Ok(framework) = Framework::parse("small", text) {
            for row in &framework.requirements {
                prop_assert!(framework.find_kind(row.kind, &row.id) == Some(row));
                prop_assert_eq!(framework.parent_of(row).is_some(), row.parent.is_some());
            }
        }
    }
}
