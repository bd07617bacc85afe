//! The fields of a kind that its lists are sorted and filtered by, and what stands for a value in an index: a text whose
//! bytes sort as the values do, the same in every database. The data file says which fields; the schema says what they take.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::Value;

use crate::sortable::{folded, number};
use crate::{Day, Digest, Key, Kind, Timestamp};

/// Name under which a title is indexed.
pub const TITLE: &str = "title";
/// Most values that are indexed of one field of one record.
const SEVERAL: usize = 64;
/// What the data file writes behind a text that is a day.
const DAY: &str = ":day";
/// Raised when the same values are written another way than before.
const EDITION: u32 = 1;

/// What an indexed field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Words; case and accents do not count.
    Text,
    /// A number.
    Number,
    /// A day.
    Day,
    /// An instant.
    Moment,
    /// True or false.
    Flag,
    /// A value of a closed list, which gives the order.
    Choice,
    /// The key of a record.
    Record,
}

/// A field that lists are sorted and filtered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedField {
    /// Its path in the body, with dots: `run.status`.
    pub path: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Whether a record may have several values.
    pub several: bool,
    /// The closed list, in its order.
    pub choices: Vec<&'static str>,
}

/// One value of a field of a record, as it is indexed. A record without a value has one that is empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Indexed {
    /// The field.
    pub field: String,
    /// Its place among the values of the field, the smallest being 0.
    pub place: u32,
    /// The value, as text that sorts.
    pub value: String,
}

static DECLARED: LazyLock<BTreeMap<String, Vec<String>>> =
    LazyLock::new(|| toml::from_str(include_str!("../data/indexed.toml")).expect("a test parses data/indexed.toml"));

impl Kind {
    /// The fields that lists are sorted and filtered by; made once. The title comes first.
    #[must_use]
    pub fn indexed(&'static self) -> &'static [IndexedField] {
        static CACHE: LazyLock<Mutex<BTreeMap<&'static str, &'static [IndexedField]>>> = LazyLock::new(Mutex::default);
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        cache.entry(self.name).or_insert_with(|| Box::leak(self.find_indexed().into_boxed_slice()))
    }

    /// The indexed field at a path.
    #[must_use]
    pub fn indexed_field(&'static self, path: &str) -> Option<&'static IndexedField> {
        self.indexed().iter().find(|field| field.path == path)
    }

    /// Whether the field at a path refers to records.
    #[must_use]
    pub fn refers(&'static self, path: &str) -> bool {
        self.field_at(path).is_some_and(|field| field.takes == Takes::Record)
    }

    fn find_indexed(&'static self) -> Vec<IndexedField> {
        let title = IndexedField { path: TITLE, takes: Takes::Text, several: false, choices: Vec::new() };
        let own = || if self.owned { vec!["owner".to_owned()] } else { Vec::new() };
        let paths = DECLARED.get(self.name).cloned().unwrap_or_else(own);
        let found = paths.iter().filter_map(|path| self.field_at(path));
        std::iter::once(title).chain(found).collect()
    }

    /// What the schema has at a path; nothing where there is no such field, or one that no list can be sorted by.
    fn field_at(&'static self, declared: &str) -> Option<IndexedField> {
        let (path, is_day) = declared.strip_suffix(DAY).map_or((declared, false), |path| (path, true));
        let root = self.json_schema();
        let (mut at, mut several) = (root, false);
        for name in path.split('.') {
            let (properties, many) = inside(root, at)?;
            several |= many;
            at = properties.get(name)?;
        }
        let (takes, many) = taken(root, at)?;
        let takes = if is_day && takes == Takes::Text { Takes::Day } else { takes };
        let (path, words) = self.fields().get_key_value(path)?;
        let choices = if takes == Takes::Choice { words.values.iter().map(|v| v.slug).collect() } else { Vec::new() };
        Some(IndexedField { path, takes, several: several || many, choices })
    }
}

fn resolved(root: &'static Value, schema: &'static Value) -> &'static Value {
    let target = schema.get("$ref").and_then(Value::as_str);
    target.and_then(|path| root.pointer(path.trim_start_matches('#'))).unwrap_or(schema)
}

fn choices_of(schema: &'static Value) -> impl Iterator<Item = &'static Value> {
    ["anyOf", "oneOf", "allOf"].iter().filter_map(|choice| schema.get(*choice)?.as_array()).flatten()
}

fn is_gap(properties: &Value) -> bool {
    properties.get("gap").is_some()
}

/// The properties of an object, of the items of a list, or of the first choice that has some.
fn inside(root: &'static Value, schema: &'static Value) -> Option<(&'static Value, bool)> {
    let schema = resolved(root, schema);
    if let Some(properties) = schema.get("properties").filter(|p| !is_gap(p)) {
        return Some((properties, false));
    }
    if let Some(items) = schema.get("items") {
        return inside(root, items).map(|(properties, _)| (properties, true));
    }
    choices_of(schema).find_map(|choice| inside(root, choice))
}

/// What a schema takes, and whether several of it.
fn taken(root: &'static Value, schema: &'static Value) -> Option<(Takes, bool)> {
    let schema = resolved(root, schema);
    if schema.get("x-ref").is_some() || schema.get("x-ref-any").is_some() {
        return Some((Takes::Record, false));
    }
    if schema.get("const").is_some_and(Value::is_string) || schema.get("enum").is_some() {
        return Some((Takes::Choice, false));
    }
    if let Some(items) = schema.get("items") {
        return taken(root, items).map(|(takes, _)| (takes, true));
    }
    let is = |wanted: &str| match schema.get("type") {
        Some(Value::Array(types)) => types.iter().any(|t| t == wanted),
        Some(one) => one == wanted,
        None => false,
    };
    let takes = match schema.get("format").and_then(Value::as_str) {
        Some("date") => Some(Takes::Day),
        Some("date-time") => Some(Takes::Moment),
        Some("decimal") => Some(Takes::Number),
        _ if is("integer") || is("number") => Some(Takes::Number),
        _ if is("boolean") => Some(Takes::Flag),
        _ if is("string") => Some(Takes::Text),
        _ => None,
    };
    takes.map(|takes| (takes, false)).or_else(|| choices_of(schema).find_map(|choice| taken(root, choice)))
}

impl IndexedField {
    /// What stands for a value in the index, as it is written in a body; nothing for a text that is no such value.
    #[must_use]
    pub fn encode(&self, text: &str) -> Option<String> {
        let text = text.trim();
        match self.takes {
            Takes::Text => Some(folded(text)),
            Takes::Number => number(text),
            Takes::Day => Day::from(text).start().map(|_| text.to_owned()),
            Takes::Moment => Timestamp::parse(text).ok().map(|at| at.to_string()),
            Takes::Flag => ["false", "true"].iter().position(|flag| *flag == text).map(|at| at.to_string()),
            Takes::Choice => {
                let rank = self.choices.iter().position(|choice| *choice == text)?;
                Some(format!("{rank:03}{text}"))
            }
            Takes::Record => {
                let key: Key = text.parse().ok()?;
                Some(format!("{}-{:012}", key.prefix(), key.number()))
            }
        }
        .filter(|value| !value.is_empty())
    }

    /// Whether values of it have an order that a range can be asked of.
    #[must_use]
    pub fn has_ranges(&self) -> bool {
        matches!(self.takes, Takes::Number | Takes::Day | Takes::Moment)
    }

    fn values(&self, body: &Value) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let names: Vec<&str> = self.path.split('.').collect();
        self.gather(body, &names, &mut found);
        found
    }

    fn gather(&self, value: &Value, names: &[&str], out: &mut BTreeSet<String>) {
        match (value, names) {
            (Value::Array(items), _) => items.iter().for_each(|item| self.gather(item, names, out)),
            (Value::Object(map), [first, rest @ ..]) => {
                map.get(*first).into_iter().for_each(|inner| self.gather(inner, rest, out));
            }
            (Value::String(text), []) => out.extend(self.encode(text)),
            (Value::Number(_) | Value::Bool(_), []) => out.extend(self.encode(&value.to_string())),
            _ => {}
        }
    }
}

/// Everything that is indexed of a revision; of one without a body that it has no values.
#[must_use]
pub fn indexed(kind: &str, title: &str, body: Option<&[u8]>) -> BTreeSet<Indexed> {
    let Some(kind) = Kind::named(kind) else { return BTreeSet::new() };
    let body: Option<Value> = body.and_then(|bytes| serde_json::from_slice(bytes).ok());
    let body = body.map(|body| kind.upcast(body));
    let mut all = BTreeSet::new();
    for field in kind.indexed() {
        let mut values = match (&body, field.path) {
            (None, _) => BTreeSet::new(),
            (Some(_), TITLE) => field.encode(title).into_iter().collect(),
            (Some(body), _) => field.values(body),
        };
        if values.is_empty() {
            values.insert(String::new());
        }
        let row = |(place, value)| Indexed { field: field.path.to_owned(), place, value };
        all.extend((0..).zip(values).take(SEVERAL).map(row));
    }
    all
}

/// What is indexed, and how: when it is another than the one an index was made by, the index has to be made anew.
#[must_use]
pub fn index_edition() -> String {
    use std::fmt::Write as _;
    let mut text = format!("{EDITION}");
    for kind in Kind::all() {
        let _ = write!(text, "\n{}/{}", kind.name, kind.version);
        for field in kind.indexed() {
            let _ = write!(text, " {field:?}");
        }
    }
    Digest::of(text.as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sortable::LONGEST;

    #[test]
    fn every_declared_field_is_in_the_schema_of_its_kind() {
        for (name, paths) in &*DECLARED {
            let kind = Kind::named(name).unwrap_or_else(|| panic!("there is no kind {name}"));
            let found: Vec<&str> = kind.indexed().iter().map(|field| field.path).collect();
            let declared: Vec<&str> =
                std::iter::once(TITLE).chain(paths.iter().map(|p| p.trim_end_matches(DAY))).collect();
            assert_eq!(found, declared, "{name}");
            let unique: BTreeSet<&str> = found.iter().copied().collect();
            assert_eq!(unique.len(), found.len(), "{name} declares a field twice");
            for field in kind.indexed() {
                assert_eq!(field.takes == Takes::Choice, !field.choices.is_empty(), "{name}.{}", field.path);
            }
        }
        let undeclared: Vec<_> =
            Kind::all().iter().filter(|k| !DECLARED.contains_key(k.name)).map(|k| k.name).collect();
        assert!(
            undeclared.iter().all(|name| Kind::named(name).is_some_and(|k| k.indexed().len() <= 2)),
            "{undeclared:?}"
        );
    }

    #[test]
    fn samples_have_the_values_that_they_state() {
        let risk = Kind::named("risk").unwrap();
        let body = risk.normalise(risk.sample()).unwrap();
        let bytes = serde_json::to_vec(&body.value).unwrap();
        let found = indexed("risk", "Ünsafe  Title", Some(&bytes));
        let of = |field: &str| -> Vec<&str> {
            found.iter().filter(|i| i.field == field).map(|i| i.value.as_str()).collect()
        };
        assert_eq!(of("title"), ["unsafe title"]);
        assert_eq!(of("owner"), ["PER-000000000001"]);
        assert_eq!(of("likelihood"), ["10013."]);
        assert_eq!(of("treatment"), ["001modify"]);
        assert_eq!(of("review_due"), ["2027-03-31"]);
        assert_eq!(of("genai_risks"), [""], "no value is an empty one");
        assert_eq!(of("sources").len(), 2);
        assert!(indexed("risk", "", None).iter().all(|i| i.value.is_empty()));
        assert!(indexed("no-kind", "x", None).is_empty());
    }

    #[test]
    fn fields_take_what_their_schema_says() {
        let takes =
            |kind: &str, path: &str| Kind::named(kind).unwrap().indexed_field(path).map(|f| (f.takes, f.several));
        assert_eq!(takes("incident", "detected_at"), Some((Takes::Moment, false)));
        assert_eq!(takes("incident", "severity"), Some((Takes::Choice, false)));
        assert_eq!(takes("ai-system", "roles"), Some((Takes::Choice, true)));
        assert_eq!(takes("dataset", "personal_data"), Some((Takes::Flag, false)));
        assert_eq!(takes("supplier", "score"), Some((Takes::Number, false)));
        assert_eq!(takes("task", "due"), Some((Takes::Day, false)));
        assert_eq!(takes("audit", "dates.from"), Some((Takes::Day, false)));
        assert_eq!(takes("evidence", "run.status"), Some((Takes::Choice, false)));
        assert_eq!(takes("threshold", "subject"), Some((Takes::Text, false)));
        assert_eq!(takes("ai-system", "nothing"), None);
    }

    #[test]
    fn keys_sort_by_number_and_moments_take_one_form() {
        let field = |takes| IndexedField { path: "x", takes, several: false, choices: vec!["low", "high"] };
        let (record, moment) = (field(Takes::Record), field(Takes::Moment));
        assert!(record.encode("PER-9") < record.encode("PER-10"));
        assert_eq!(moment.encode("2026-10-06T10:00:00+01:00"), moment.encode("2026-10-06T09:00:00Z"));
        assert!(field(Takes::Choice).encode("low") < field(Takes::Choice).encode("high"));
        for (takes, wrong) in [(Takes::Record, "nobody"), (Takes::Moment, "soon"), (Takes::Day, "2026-13-01")] {
            assert_eq!(field(takes).encode(wrong), None);
        }
        assert_eq!(field(Takes::Choice).encode("medium"), None);
        assert_eq!(field(Takes::Flag).encode("yes"), None);
        assert_eq!(field(Takes::Number).encode("1e3"), None);
        assert_eq!(field(Takes::Text).encode("  "), None);
    }

    proptest! {
        #[test]
        fn numbers_sort_as_they_count(a in -1_000_000_i64..1_000_000, b in -1_000_000_i64..1_000_000, places in 0_usize..4) {
            let scale = 10_i64.pow(u32::try_from(places).unwrap());
            let text = |n: i64| {
                let sign = if n < 0 { "-" } else { "" };
                if places == 0 { n.to_string() } else {
                    format!("{sign}{}.{:0places$}", n.abs() / scale, n.abs() % scale)
                }
            };
            let (x, y) = (number(&text(a)).unwrap(), number(&text(b)).unwrap());
            prop_assert_eq!(a.cmp(&b), x.cmp(&y), "{} {}", text(a), text(b));
            prop_assert_eq!(number(&text(a)), number(&format!("{}{}", text(a), if places > 0 { "00" } else { ".0" })));
        }

        #[test]
        fn folding_is_bounded_and_has_no_control_character(text in "\\PC{0,300}\u{0}?") {
            let once = folded(&text);
            prop_assert!(once.chars().count() <= LONGEST);
            prop_assert!(!once.chars().any(char::is_control));
        }
    }
}
