//! The columns of a kind's sheet: key, state and revision of the record, then the fields of its body.

use assay_documents::sheet::Takes;
use assay_domain::Kind;
use serde_json::Value;

use crate::{Answer, AppError};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Key,
    State,
    Revision,
    /// A field of the body, and what it takes.
    Field(&'static str, Takes),
    /// When it was last changed. A file does not change it.
    Changed,
    /// What stands at a path inside the body. A file changes whole fields only.
    Inner(&'static str),
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) holds: Holds,
}

const OF_RECORD: [(&str, Holds); 3] = [("key", Holds::Key), ("state", Holds::State), ("revision", Holds::Revision)];

/// Every column, in order: title and owner are the first of the fields. A field that is called as a column of the
/// record is written `body.revision`.
pub(super) fn columns(kind: &'static Kind) -> Vec<Column> {
    let of_record = OF_RECORD.map(|(name, holds)| Column { name: name.to_owned(), holds });
    let schema = kind.json_schema();
    let properties = schema.get("properties").and_then(Value::as_object);
    let rank = |name: &str| ["title", "owner"].iter().position(|first| *first == name).unwrap_or(2);
    let mut fields: Vec<(&'static String, &'static Value)> = properties.into_iter().flatten().collect();
    fields.sort_by_key(|(name, _)| rank(name));
    let of_body = fields.into_iter().map(|(name, property)| Column {
        name: if OF_RECORD.iter().any(|(taken, _)| taken == name) { format!("body.{name}") } else { name.clone() },
        holds: Holds::Field(name, Takes::of(schema, property)),
    });
    of_record.into_iter().chain(of_body).collect()
}

/// A column by its name: one of those, the time of the last change, or what stands at a path that lists are sorted by.
pub(super) fn find(kind: &'static Kind, name: &str) -> Option<Column> {
    let known = columns(kind).into_iter().find(|column| column.name == name);
    let inner = || kind.indexed_field(name).map(|field| Holds::Inner(field.path));
    let changed = || (name == "changed").then_some(Holds::Changed);
    known.or_else(|| Some(Column { name: name.to_owned(), holds: changed().or_else(inner)? }))
}

/// The column of that name, or those that there are.
pub(super) fn column(kind: &'static Kind, name: &str) -> Answer<Column> {
    find(kind, name).ok_or_else(|| {
        let names: Vec<String> = columns(kind).into_iter().map(|c| c.name).collect();
        let text = format!("a {} has no column `{name}`; it has changed, {}", kind.name, names.join(", "));
        AppError::input("sheet.column-unknown", text)
    })
}

/// The columns that somebody chose, by name.
pub(super) fn chosen(kind: &'static Kind, names: &str) -> Answer<Vec<Column>> {
    let mut found = Vec::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let column = column(kind, name)?;
        if !found.contains(&column) {
            found.push(column);
        }
    }
    Ok(found)
}

/// What stands at a path inside a body, through lists too.
pub(super) fn inner(body: &Value, path: &str) -> String {
    fn gather(value: &Value, names: &[&str], out: &mut Vec<String>) {
        match (value, names) {
            (Value::Array(items), _) => items.iter().for_each(|item| gather(item, names, out)),
            (Value::Object(map), [first, rest @ ..]) => {
                map.get(*first).into_iter().for_each(|value| gather(value, rest, out));
            }
            (Value::String(text), []) => out.push(text.clone()),
            (Value::Number(_) | Value::Bool(_), []) => out.push(value.to_string()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(body, &path.split('.').collect::<Vec<_>>(), &mut found);
    found.join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use assay_documents::sheet::{Row, Sheet, read_csv, read_xlsx, write_csv, write_xlsx};
    use assay_domain::Timestamp;
    use serde_json::Map;

    use super::*;

    fn cells(columns: &[Column], body: &Value) -> Vec<String> {
        let cell = |c: &Column| match c.holds {
            Holds::Field(name, takes) => body.get(name).map(|v| takes.cell(v)).unwrap_or_default(),
            Holds::Key => "X-1".to_owned(),
            _ => String::new(),
        };
        columns.iter().map(cell).collect()
    }

    fn body(columns: &[Column], cells: &[String]) -> Value {
        let mut map = Map::new();
        for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            if let Holds::Field(name, takes) = column.holds {
                map.insert(name.to_owned(), takes.value(cell).unwrap());
            }
        }
        Value::Object(map)
    }

    #[test]
    fn names_are_unique_and_every_field_has_a_column() {
        for kind in Kind::all() {
            let columns = columns(kind);
            let names: BTreeSet<&str> = columns.iter().map(|c| c.name.as_str()).collect();
            assert_eq!(names.len(), columns.len(), "{}", kind.name);
            assert_eq!(columns.len(), 3 + kind.json_schema()["properties"].as_object().unwrap().len());
            for c in &columns {
                if let Holds::Field(name, takes) = c.holds {
                    assert_ne!(takes, Takes::default(), "{}.{name} takes nothing", kind.name);
                }
            }
        }
    }

    #[test]
    fn the_sample_of_every_kind_goes_through_both_formats_unchanged() {
        let at = Timestamp::parse("2026-11-25").unwrap();
        for kind in Kind::all() {
            let columns = columns(kind);
            let sample = kind.normalise(kind.sample()).unwrap().value;
            let sheet = Sheet {
                name: kind.name.to_owned(),
                columns: columns.iter().map(|c| c.name.clone()).collect(),
                rows: vec![Row { number: 2, cells: cells(&columns, &sample) }],
            };
            let csv = read_csv(kind.name, &write_csv(&sheet).unwrap()).unwrap();
            let xlsx = read_xlsx(kind.name, &write_xlsx(&sheet, at).unwrap()).unwrap();
            for read in [csv, xlsx] {
                assert_eq!(read, sheet, "{}", kind.name);
                let back = kind.normalise(body(&columns, &read.rows[0].cells));
                assert_eq!(back.unwrap().value, sample, "{}", kind.name);
            }
        }
    }
}
