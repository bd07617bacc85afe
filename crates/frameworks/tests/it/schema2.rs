//! What schema 2 adds, broken on purpose.

use assay_frameworks::Framework;
use proptest::prelude::*;

/// A small law and a small profile that are right, to be broken.
const SMALL: &str = r#"schema = 2
name = "Small"
edition = "First"
copyright = "Ours."

[law]
celex = "1"
amended_by = "2"
consolidated = "3"
amendment_in_force = "2026-07-27"

[[law.source]]
id = "read"
title = "Read"

[[law.fine]]
id = "F1"
basis = "Art. 9"
max_eur = 1
max_turnover_percent = 1
rule = "higher"

[[requirement]]
kind = "article"
id = "art1"
title = "Duty"
own_words = "Do it."
[requirement.obligation]
nature = "duty"
roles = ["provider"]
classes = []
typical_evidence = []
fine = "F1"
certainty = "high"
[[requirement.obligation.applies]]
route = "annex-i"
amended = "2028-08-02"
sources = ["read"]
certainty = "high"
[[requirement.obligation.applies]]
route = "annex-iii"
original = "2026-08-02"
amended = "2027-12-02"
sources = ["read"]
certainty = "low"

[[requirement]]
kind = "function"
id = "F"
title = "Function"
own_words = "Heads."

[[requirement]]
kind = "category"
id = "F-1"
parent = "F"
title = "Category"
own_words = "Heads."
practice = { typical_evidence = [] }

[[requirement]]
kind = "subcategory"
id = "F-1.1"
parent = "F-1"
title = "Outcome"
own_words = "Reach it."
practice = { typical_evidence = ["record"] }

[[requirement]]
kind = "risk"
id = "R1"
title = "Risk"
own_words = "Harm."

[[requirement]]
kind = "action"
id = "F-1.1-001"
parent = "F-1.1"
title = "Action"
action = { risks = ["R1"] }

[[requirement]]
kind = "area"
id = "A.1"
title = "Area"

[[requirement]]
kind = "control"
id = "A.1.1"
parent = "A.1"
title = "Control"
privacy = { role = "both", certainty = "low" }
"#;

fn said(from: &str, to: &str) -> String {
    assert!(SMALL.contains(from), "{from}");
    Framework::parse("small", SMALL.replacen(from, to, 1)).unwrap_err().to_string()
}

#[test]
fn the_small_one_is_right() {
    let small = Framework::parse("small", SMALL).unwrap();
    assert_eq!(small.requirements.len(), 8);
    let judged: Vec<&str> = small.judged().map(|row| row.id.as_str()).collect();
    assert_eq!(judged, ["A.1.1", "art1", "F-1.1"], "controls first, then the order of the file");
    let again = Framework::parse("small", small.to_toml()).unwrap();
    assert_eq!((again.requirements, again.law), (small.requirements, small.law));
}

#[test]
fn the_row_and_what_is_wrong_with_it_are_named() {
    let cases = [
        (
            "risks = [\"R1\"]",
            "risks = [\"R2\"]",
            "row 6 (action F-1.1-001): `R2` is none of the file's rows of kind risk",
        ),
        ("fine = \"F1\"", "fine = \"F2\"", "row 1 (article art1): `F2` is none of the file's [[law.fine]]"),
        ("[\"read\"]", "[\"heard\"]", "row 1 (article art1): `heard` is none of the file's [[law.source]]"),
        ("[\"read\"]", "[]", "row 1 (article art1): `sources` is empty"),
        ("\"annex-iii\"", "\"annex-i\"", "row 1 (article art1): two entries of `applies` are for the same route"),
        ("own_words = \"Do it.\"", "", "row 1 (article art1): `own_words` is empty"),
        ("title = \"Duty\"", "title = \"Duty\"\ncited_as = \" \"", "row 1 (article art1): `cited_as` is empty"),
        ("title = \"Duty\"", "title = \"Duty\"\ntitle_pt_br = \"\"", "row 1 (article art1): `title_pt_br` is empty"),
        (
            "practice = { typical_evidence = [] }",
            "",
            "row 3 (category F-1): rows of kind category have the table [requirement.practice] and no other",
        ),
        (
            "practice = { typical_evidence = [\"record\"] }",
            "privacy = { role = \"both\", certainty = \"low\" }",
            "row 4 (subcategory F-1.1): rows of kind subcategory have the table [requirement.practice] and no other",
        ),
        (
            "privacy = { role = \"both\", certainty = \"low\" }",
            "practice = { typical_evidence = [] }",
            "row 8 (control A.1.1): rows of kind control have the table [requirement.control] or [requirement.privacy] \
             and no other",
        ),
        ("kind = \"risk\"", "kind = \"annex\"", "row 5 (annex R1): rows of kind annex have the table"),
        ("parent = \"F-1.1\"", "parent = \"F-1\"", "row 6 (action F-1.1-001): no subcategory `F-1` is in the file"),
    ];
    for (from, to, expected) in cases {
        let said = said(from, to);
        assert!(said.starts_with(&format!("small.toml, {expected}")), "{said}");
    }
}

#[test]
fn the_line_is_named() {
    let at = |what: &str| 1 + SMALL[..SMALL.find(what).unwrap()].matches('\n').count();
    let wish = said("nature = \"duty\"", "nature = \"wish\"");
    assert!(wish.starts_with(&format!("small.toml, line {}: unknown variant `wish`", at("nature ="))), "{wish}");
    let percent = said("max_turnover_percent = 1", "max_turnover_percent = -1");
    assert!(percent.starts_with(&format!("small.toml, line {}: ", at("max_turnover"))), "{percent}");
    assert!(said("\"2027-12-02\"", "\"2027-02-30\"").contains("this is no day of the calendar"));
    assert!(said("\"provider\"", "\"user\"").contains("unknown variant `user`"));
}

#[test]
fn without_a_head_a_law_has_no_sources() {
    let (before, rest) = SMALL.split_once("[law]").unwrap();
    let text = format!("{before}[[requirement]]{}", rest.split_once("[[requirement]]").unwrap().1);
    let said = Framework::parse("small", text).unwrap_err().to_string();
    assert!(said.contains("`read` is none of the file's [[law.source]]"), "{said}");
}

/// Schema 1 keeps stating everything, so that a stored text means today what it meant.
#[test]
fn schema_1_stays_strict() {
    let types = "schema = 1\ntechnical_evidence_types = []\nother_evidence_types = []";
    let said = said("schema = 2", types);
    assert!(said.starts_with("small.toml, row 1 (article art1): rows of kind article came with schema 2"), "{said}");
    let without = Framework::parse("small", SMALL.replacen("schema = 2", "schema = 1", 1)).unwrap_err().to_string();
    assert!(without.starts_with("small.toml: schema 1 states `technical_evidence_types`"), "{without}");
    let area = SMALL.rfind("[[requirement]]\nkind = \"area\"").unwrap();
    let head = "schema = 1\nname = \"S\"\nedition = \"1\"\ncopyright = \"O\"\ntechnical_evidence_types = []\n\
                other_evidence_types = []\n";
    let untranslated = Framework::parse("small", format!("{head}{}", &SMALL[area..])).unwrap_err().to_string();
    assert!(untranslated.starts_with("small.toml, row 1 (area A.1): `title_pt_br` is empty"), "{untranslated}");
}

proptest! {
    /// Any damage is read or refused, never worse; and what is read can be written and read again.
    #[test]
    fn damage_does_not_panic(at in 0..SMALL.len(), len in 0..40usize, put in "\\PC{0,12}") {
        let boundary = |at: usize| (at.min(SMALL.len())..).find(|&at| SMALL.is_char_boundary(at)).unwrap();
        let (start, end) = (boundary(at), boundary(at + len));
        let text = format!("{}{put}{}", &SMALL[..start], &SMALL[end..]);
        if let Ok(framework) = Framework::parse("small", text) {
            let again = Framework::parse("small", framework.to_toml()).unwrap();
            prop_assert_eq!(again.requirements, framework.requirements);
        }
    }
}
