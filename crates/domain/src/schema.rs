//! What a body's JSON Schema says about a value: where its references are, what its words are.

use serde_json::Value;

use crate::{Day, Digest, Key, Kind, Link, Problem, form};

/// Every reference in `value`, found by the `x-ref` and `x-ref-any` marks of its schema.
pub(crate) fn links(schema: &Value, value: &Value) -> Vec<Link> {
    let mut out = Vec::new();
    walk(schema, schema, value, "", &mut out);
    out.sort();
    out.dedup();
    out
}

/// Digests of artifacts that `value` names, found by the `x-artifact` marks of its schema.
pub(crate) fn artifacts(schema: &Value, value: &Value) -> Vec<Digest> {
    let mut out = Vec::new();
    each(schema, schema, value, "", &mut |schema, value, _| {
        if schema.get("x-artifact").is_some() {
            out.extend(value.as_str().and_then(|text| text.parse::<Digest>().ok()));
        }
    });
    out.sort();
    out.dedup();
    out
}

/// Texts that are not of the `format` their schema names, and periods that end before they begin.
pub(crate) fn find_misspelled(schema: &Value, value: &Value, problems: &mut Vec<Problem>) {
    each(schema, schema, value, "", &mut |schema, value, at| {
        let format = schema.get("format").and_then(Value::as_str);
        if let (Some(format), Some(text)) = (format, value.as_str())
            && let Some((code, text)) = form::fault(format, text)
        {
            problems.push(Problem::new(at, code, text));
        }
        let day = |name: &str| value.get(name).and_then(Value::as_str).map(Day::from);
        if schema.get("x-period").is_some()
            && let (Some(from), Some(to)) = (day("from"), day("to"))
            && from > to
        {
            let text = format!("a period from {from} cannot end on {to}");
            problems.push(Problem::new(format!("{at}/to"), "period.wrong", text));
        }
    });
}

/// Visits every value beside its schema, through references and choices, with the value's JSON pointer.
fn each(root: &Value, schema: &Value, value: &Value, at: &str, visit: &mut impl FnMut(&Value, &Value, &str)) {
    visit(schema, value, at);
    if let Some(path) = schema.get("$ref").and_then(Value::as_str) {
        // What stands beside a reference belongs to the field, what it refers to belongs to the type.
        return root.pointer(path.trim_start_matches('#')).into_iter().for_each(|s| each(root, s, value, at, visit));
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        for option in schema.get(choice).and_then(Value::as_array).into_iter().flatten() {
            each(root, option, value, at, visit);
        }
    }
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                if let Some(property) = schema.get("properties").and_then(|p| p.get(name)) {
                    each(root, property, inner, &format!("{at}/{name}"), visit);
                }
            }
        }
        Value::Array(items) => {
            if let Some(item_schema) = schema.get("items") {
                for (index, item) in items.iter().enumerate() {
                    each(root, item_schema, item, &format!("{at}/{index}"), visit);
                }
            }
        }
        _ => {}
    }
}

fn walk(root: &Value, schema: &Value, value: &Value, field: &str, out: &mut Vec<Link>) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(path) => root.pointer(path.trim_start_matches('#')).unwrap_or(schema),
        None => schema,
    };
    if let (Some(kind), Some(text)) = (schema.get("x-ref").and_then(Value::as_str), value.as_str())
        && let Ok(to) = text.parse()
    {
        out.push(Link { field: field.to_owned(), kind: kind.to_owned(), to });
        return;
    }
    if schema.get("x-ref-any").is_some()
        && let Some(to) = value.as_str().and_then(|text| text.parse::<Key>().ok())
        && let Some(kind) = Kind::with_prefix(to.prefix())
    {
        out.push(Link { field: field.to_owned(), kind: kind.name.to_owned(), to });
        return;
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        for option in schema.get(choice).and_then(Value::as_array).into_iter().flatten() {
            walk(root, option, value, field, out);
        }
    }
    match value {
        Value::Object(map) => {
            for (name, inner) in map {
                let property = schema.get("properties").and_then(|p| p.get(name));
                let inner_schema = property.or_else(|| schema.get("additionalProperties"));
                if let Some(inner_schema) = inner_schema {
                    let path = if field.is_empty() { name.clone() } else { format!("{field}.{name}") };
                    walk(root, inner_schema, inner, &path, out);
                }
            }
        }
        Value::Array(items) => {
            if let Some(item_schema) = schema.get("items") {
                for item in items {
                    walk(root, item_schema, item, field, out);
                }
            }
        }
        _ => {}
    }
}

/// Faults that no type sees: numbers without one spelling, gaps that nobody closes. Committed bodies hold integers or decimal strings only: a float has no one spelling.
pub(crate) fn find_faults(value: &Value, at: &str, problems: &mut Vec<Problem>) {
    match value {
        Value::Object(gap) if gap.get("gap").is_some() => {
            if gap.get("because").is_none() {
                let text = "a gap says why: state `because` in a sentence";
                problems.push(Problem::new(format!("{at}/because"), "gap.open", text));
            }
            for part in ["owner", "due"] {
                if gap.get("gap").and_then(Value::as_str) == Some("unknown") && gap.get(part).is_none() {
                    let text = format!("what is unknown needs somebody who finds out, and by when: name `{part}`");
                    problems.push(Problem::new(format!("{at}/{part}"), "gap.open", text));
                }
            }
        }
        Value::Number(n) if !(n.is_i64() || n.is_u64()) => {
            problems.push(Problem::new(at, "number.decimal", format!("write {n} as a decimal string, \"{n}\"")));
        }
        Value::Object(map) => map.iter().for_each(|(k, v)| find_faults(v, &format!("{at}/{k}"), problems)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| find_faults(v, &format!("{at}/{i}"), problems));
        }
        _ => {}
    }
}

/// Every text of a value, for search: what a body is found by follows from it alone.
#[must_use]
pub fn words(value: &Value) -> String {
    fn collect(value: &Value, out: &mut String) {
        match value {
            Value::String(s) => {
                if !out.is_empty() {
                    out.push('\n');
                }
                out.push_str(s);
            }
            Value::Array(items) => items.iter().for_each(|v| collect(v, out)),
            Value::Object(map) => map.values().for_each(|v| collect(v, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    collect(value, &mut out);
    out
}
