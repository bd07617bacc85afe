//! ISO/IEC 42001 against the facts.

use std::collections::BTreeMap;

use assay_frameworks::get;
use toml::{Table, Value};

use super::table;

/// What the facts have and the catalogue leaves out: both follow from the parents.
const LEFT_OUT: [&str; 2] = ["area", "control_count"];
/// What the catalogue adds.
const ADDED: [&str; 3] = ["title_pt_br", "title_pt_pt", "doubt"];

/// The rows of a list by kind and id, without those fields, the tables of a kind dissolved.
fn rows(table: &Table, list: &str) -> BTreeMap<(String, String), Table> {
    let mut rows = BTreeMap::new();
    for row in table[list].as_array().unwrap() {
        let mut row = row.as_table().unwrap().clone();
        for detail in ["clause", "control"] {
            if let Some(Value::Table(fields)) = row.remove(detail) {
                row.extend(fields);
            }
        }
        row.retain(|field, value| !LEFT_OUT.contains(&field) && !ADDED.contains(&field) && *value != Value::from(""));
        let key = ["kind", "id"].map(|field| row[field].as_str().unwrap().to_owned()).into();
        assert!(rows.insert(key, row).is_none());
    }
    rows
}

#[test]
fn every_field_of_every_row_is_that_of_the_facts() {
    let (Some(annex), Some(clauses)) = (table("iso42001_annex_a.toml"), table("iso42001_clauses.toml")) else { return };
    let mut expected = rows(&clauses, "item");
    for list in ["area", "objective", "control"] {
        expected.extend(rows(&annex, list));
    }
    let shipped = rows(&get("iso42001").unwrap().source.parse().unwrap(), "requirement");
    assert_eq!(shipped.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (key, row) in &expected {
        assert_eq!(&shipped[key], row, "{key:?}");
    }
}
