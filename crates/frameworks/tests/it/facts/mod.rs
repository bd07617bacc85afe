//! The catalogues against the facts they were written from, where they are at hand. Each test names what it knows to
//! differ, and why.

mod iso27;
mod iso42001;
mod law;
mod nist;
mod pairs;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use toml::Table;

/// The text of a file of facts; none where they are not at hand, which is said.
fn read(name: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts");
    if !folder.exists() {
        // Past the capture of the test harness: a skipped comparison must be seen.
        let skipped = format!("SKIPPED: no {} to compare {name} with\n", folder.display());
        std::io::stderr().write_all(skipped.as_bytes()).unwrap();
        return None;
    }
    Some(std::fs::read_to_string(folder.join(name)).unwrap())
}

fn table(name: &str) -> Option<Table> {
    read(name).map(|text| text.parse().unwrap())
}

fn rows(table: &Table, list: &str) -> Vec<Table> {
    table[list].as_array().unwrap().iter().map(|row| row.as_table().unwrap().clone()).collect()
}

fn text<'a>(row: &'a Table, field: &str) -> &'a str {
    row.get(field).and_then(|value| value.as_str()).unwrap_or_default()
}

fn texts(row: &Table, field: &str) -> Vec<String> {
    let list = row.get(field).and_then(|value| value.as_array()).into_iter().flatten();
    list.map(|value| value.as_str().unwrap().to_owned()).collect()
}

/// The rows of a CSV file (RFC 4180), each by the names of its head.
fn csv(name: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let mut records = records(&read(name)?).into_iter();
    let head = records.next().unwrap();
    Some(records.map(|record| head.iter().cloned().zip(record).collect()).collect())
}

fn records(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut field, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().filter(|c| *c != '\r').peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => field.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            c => field.push(c),
        }
    }
    records
}

#[test]
fn a_quoted_comma_stays_in_its_field() {
    assert_eq!(records("a,\"b, \"\"c\"\"\",\nd,e,f\n"), [["a", "b, \"c\"", ""], ["d", "e", "f"]]);
}
