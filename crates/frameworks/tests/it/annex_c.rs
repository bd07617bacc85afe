//! Annex C of ISO/IEC 42001: counted, doubted, and no requirement.

use assay_frameworks::{AnnexC, annex_c, get, get_edition};

const TEXT: &str = include_str!("../../data/lists/annex-c.toml");

#[test]
fn eleven_objectives_and_seven_risk_sources() {
    let annex = annex_c();
    assert_eq!((annex.objectives.len(), annex.risk_sources.len()), (11, 7));
    for (rows, part) in [(&annex.objectives, "C.2"), (&annex.risk_sources, "C.3")] {
        let expected: Vec<String> = (1..=rows.len()).map(|n| format!("{part}.{n}")).collect();
        assert_eq!(rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>(), expected);
        assert!(rows.iter().all(|row| !row.own_words.is_empty() && annex.find(&row.id) == Some(row)));
    }
    assert!(annex.doubt.contains("order"));
    assert!(get_edition(&annex.of.framework, &annex.of.edition).is_some());
}

#[test]
fn its_rows_are_no_requirements() {
    assert!(annex_c().objectives.iter().all(|row| get("iso42001").unwrap().find(&row.id).is_none()));
}

#[test]
fn what_is_wrong_is_said() {
    let said = |from: &str, to: &str| {
        assert!(TEXT.contains(from), "{from}");
        AnnexC::parse(&TEXT.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert_eq!(said("id = \"C.2.2\"", "id = \"C.2.1\""), "Annex C, row 2 (C.2.1): the id is taken; remove one");
    assert!(
        said("title = \"Fairness\"", "title = \" \"").starts_with("Annex C, row 5 (C.2.5): `title` and `own_words`")
    );
    assert!(said("schema = 1", "schema = 2").starts_with("Annex C, line 1: schema 2 is not known here"));
    assert!(said("own_words", "words").contains("unknown field `words`"));
}
