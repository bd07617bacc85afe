//! From the schema of a kind to the fields that its form asks for.

use assay_domain::Kind;
use serde_json::{Value, json};

use super::Field;
use crate::pages::records::views::{Input, PartHelp, Pick};
use crate::parts::words::Lang;
use crate::site::records::list::{pick, said};

/// Every field of a kind, in the order of its labels.
pub(in crate::site) fn fields(kind: &'static Kind, lang: Lang) -> Vec<Field> {
    let properties = kind.json_schema().get("properties").and_then(Value::as_object);
    let of = |label: &assay_domain::Label| field(kind, label.field, properties?.get(label.field)?, lang);
    kind.labels.iter().filter_map(of).collect()
}

/// The field at a path. An object of plain parts is entered part by part.
fn field(kind: &'static Kind, path: &str, property: &Value, lang: Lang) -> Option<Field> {
    let schema = kind.json_schema();
    let (mut leaves, mut gap) = (Vec::new(), false);
    leaves_of(schema, property, &mut leaves, &mut gap);
    let keys = leaves.iter().any(|l| l.get("items").is_some_and(|i| i.get("x-ref").is_some()));
    let words = kind.field(path)?;
    let picks: Vec<Pick> = words.values.iter().map(|v| pick(v, lang)).collect();
    let input = if path == "title" { Input::Line } else { input_of(schema, &leaves, picks) };
    let inner = if input == Input::Json { plain_parts(kind, path, &leaves, lang) } else { Vec::new() };
    let input = if inner.is_empty() { input } else { Input::Parts };
    let parts = if input == Input::Json { parts(kind, path, lang) } else { Vec::new() };
    Some(Field {
        name: path.to_owned(),
        label: said(&words.label, lang).to_owned(),
        help: said(&words.help, lang).to_owned(),
        parts,
        required: path == "title" || (path == "owner" && kind.owned),
        input,
        gap,
        keys,
        inner,
    })
}

/// The parts of an object, what it needs first; none where one of them is no plain field.
fn plain_parts(kind: &'static Kind, path: &str, leaves: &[&Value], lang: Lang) -> Vec<Field> {
    let [leaf] = leaves else { return Vec::new() };
    let Some(properties) = leaf.get("properties").and_then(Value::as_object) else { return Vec::new() };
    let needed: Vec<&str> =
        leaf.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let mut inner = Vec::new();
    for (key, property) in properties {
        match field(kind, &format!("{path}.{key}"), property, lang) {
            Some(part) if part.is_plain() => inner.push(part),
            _ => return Vec::new(),
        }
    }
    inner.sort_by_key(|part| !needed.contains(&part.key()));
    inner
}

/// The alternatives of a schema, without "nothing" and without the stated gap.
fn leaves_of<'a>(root: &'a Value, schema: &'a Value, out: &mut Vec<&'a Value>, gap: &mut bool) {
    if let Some(target) =
        schema.get("$ref").and_then(Value::as_str).and_then(|p| root.pointer(p.trim_start_matches('#')))
    {
        return leaves_of(root, target, out, gap);
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        if let Some(options) = schema.get(choice).and_then(Value::as_array) {
            return options.iter().for_each(|option| leaves_of(root, option, out, gap));
        }
    }
    if schema.get("properties").is_some_and(|p| p.get("gap").is_some()) {
        *gap = true;
    } else if schema.get("type") != Some(&json!("null")) {
        out.push(schema);
    }
}

fn is(leaf: &Value, name: &str) -> bool {
    match leaf.get("type") {
        Some(Value::String(one)) => one == name,
        Some(Value::Array(several)) => several.iter().any(|t| t == name),
        _ => false,
    }
}

/// What can stand inside a field, for who writes it as JSON. The parts of a stated gap have inputs of their own.
fn parts(kind: &'static Kind, field: &str, lang: Lang) -> Vec<PartHelp> {
    let inside = kind.fields().iter().filter_map(|(path, words)| {
        let path = path.strip_prefix(field)?.strip_prefix('.')?;
        (!words.of_gap).then(|| PartHelp {
            path: path.to_owned(),
            label: said(&words.label, lang).to_owned(),
            help: said(&words.help, lang).to_owned(),
            values: words.values.iter().map(|v| pick(v, lang)).collect(),
        })
    });
    inside.collect()
}

/// Whether alternatives allow named values and nothing else.
fn are_named(leaves: &[&Value]) -> bool {
    !leaves.is_empty() && leaves.iter().all(|leaf| leaf.get("const").or_else(|| leaf.get("enum")).is_some())
}

fn input_of(root: &Value, leaves: &[&Value], picks: Vec<Pick>) -> Input {
    if are_named(leaves) {
        return Input::Choice(picks);
    }
    let [leaf] = leaves else {
        let plain = leaves.iter().all(|l| is(l, "string"));
        return if plain { Input::Line } else { Input::Json };
    };
    if is(leaf, "array") {
        let (mut items, mut gap) = (Vec::new(), false);
        if let Some(item) = leaf.get("items") {
            leaves_of(root, item, &mut items, &mut gap);
        }
        return match are_named(&items) {
            true => Input::Several(picks),
            false if !gap && items.iter().all(|i| is(i, "string")) => Input::Lines,
            false => Input::Json,
        };
    }
    if is(leaf, "boolean") {
        return Input::Truth;
    }
    if is(leaf, "integer") {
        return Input::Number;
    }
    if !is(leaf, "string") {
        return Input::Json;
    }
    if let Some(kind) = leaf.get("x-ref").and_then(Value::as_str) {
        return Input::Reference(kind.to_owned());
    }
    let marked = |mark: &str| leaf.get(mark).is_some_and(|m| m == true);
    if marked("x-subject") || marked("x-artifact") {
        return if marked("x-subject") { Input::Subject } else { Input::File };
    }
    match leaf.get("format").and_then(Value::as_str) {
        Some("date") => Input::Day,
        Some(_) => Input::Line,
        None if leaf.get("pattern").is_some() => Input::Line,
        None => Input::Area,
    }
}
