//! A body from `--set` and `--file`.

use std::io::Read as _;

use assay_domain::Kind;
use serde_json::{Map, Value};

use super::Fields;
use crate::failure::Failure;

/// Largest body read from a file or standard input.
const MOST: u64 = 4 * 1024 * 1024;

/// Puts a body together: what there is, then the file, then single fields.
pub(super) fn make(kind: &str, fields: &Fields, now: Option<Value>) -> Result<Value, Failure> {
    let kind = Kind::named(kind).ok_or_else(|| {
        let names: Vec<&str> = Kind::all().iter().map(|k| k.name).collect();
        Failure::usage(format!("there is no kind `{kind}`; choose from {}", names.join(", ")))
    })?;
    let mut body = match (&fields.file, now) {
        (Some(path), _) => read(path)?,
        (None, Some(Value::Object(map))) => map,
        (None, _) => Map::new(),
    };
    if fields.file.is_none() && fields.set.is_empty() {
        return Err(Failure::usage("nothing to write: name fields with --set FIELD=VALUE, or a JSON file with --file"));
    }
    for pair in &fields.set {
        let (name, text) =
            pair.split_once('=').ok_or_else(|| Failure::usage(format!("`{pair}` is not FIELD=VALUE")))?;
        if text.is_empty() {
            body.remove(name);
            continue;
        }
        let schema = &kind.json_schema()["properties"][name];
        if schema.is_null() {
            let known: Vec<&str> = kind.labels.iter().map(|l| l.field).collect();
            return Err(Failure::usage(format!("a {} has no field `{name}`; it has {}", kind.name, known.join(", "))));
        }
        body.insert(name.to_owned(), value(kind.json_schema(), schema, text)?);
    }
    Ok(Value::Object(body))
}

fn read(path: &std::path::Path) -> Result<Map<String, Value>, Failure> {
    let mut text = String::new();
    let fail = |e: std::io::Error| Failure::usage(format!("cannot read {}: {e}", path.display()));
    if path.as_os_str() == "-" {
        std::io::stdin().take(MOST).read_to_string(&mut text).map_err(fail)?;
    } else {
        std::fs::File::open(path).map_err(fail)?.take(MOST).read_to_string(&mut text).map_err(fail)?;
    }
    serde_json::from_str(&text).map_err(|e| Failure::usage(format!("{} holds no JSON object: {e}", path.display())))
}

/// The types a field takes, through references and choices.
fn types(root: &Value, schema: &Value, out: &mut Vec<String>) {
    if let Some(path) = schema.get("$ref").and_then(Value::as_str)
        && let Some(target) = root.pointer(path.trim_start_matches('#'))
    {
        return types(root, target, out);
    }
    match schema.get("type") {
        Some(Value::String(one)) => out.push(one.clone()),
        Some(Value::Array(several)) => out.extend(several.iter().filter_map(|t| t.as_str().map(str::to_owned))),
        _ => {}
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        schema.get(choice).and_then(Value::as_array).into_iter().flatten().for_each(|s| types(root, s, out));
    }
}

/// Reads a value as the field's type wants it; text stays text, so that `0.95` is not turned into a float.
fn value(root: &Value, schema: &Value, text: &str) -> Result<Value, Failure> {
    let mut takes = Vec::new();
    types(root, schema, &mut takes);
    let json = text.starts_with(['{', '[']);
    let number = takes.iter().any(|t| t == "integer") && text.parse::<i64>().is_ok();
    let boolean = takes.iter().any(|t| t == "boolean") && matches!(text, "true" | "false");
    if json || number || boolean {
        return serde_json::from_str(text).map_err(|e| Failure::usage(format!("`{text}` does not read as JSON: {e}")));
    }
    if takes.iter().any(|t| t == "array") && !takes.iter().any(|t| t == "string") {
        return Ok(text.split(',').map(|item| Value::String(item.trim().to_owned())).collect());
    }
    Ok(Value::String(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn set(kind: &str, pairs: &[&str]) -> Value {
        let fields = Fields { set: pairs.iter().map(|p| (*p).to_owned()).collect(), file: None };
        make(kind, &fields, None).unwrap()
    }

    #[test]
    fn values_take_the_type_of_their_field() {
        let body = set("threshold", &["value=0.95", "min_n=300", "use_bound=true", "title=12"]);
        assert_eq!(body, json!({"value": "0.95", "min_n": 300, "use_bound": true, "title": "12"}));
        let body = set(
            "ai-system",
            &["models=MOD-1, MOD-2", "intended_use=Reads digits", "oversight={\"gap\":\"none\",\"because\":\"x\"}"],
        );
        assert_eq!(body["models"], json!(["MOD-1", "MOD-2"]));
        assert_eq!(body["intended_use"], json!("Reads digits"));
        assert_eq!(body["oversight"]["gap"], json!("none"));
        assert_eq!(set("dataset", &["personal_data=false"])["personal_data"], json!(false));
    }

    #[test]
    fn wrong_fields_are_named() {
        let fields = Fields { set: vec!["colour=red".to_owned()], file: None };
        assert!(make("ai-system", &fields, None).unwrap_err().to_string().contains("intended_use"));
        let nothing = Fields { set: Vec::new(), file: None };
        assert!(make("ai-system", &nothing, None).is_err());
        assert!(make("colour", &nothing, None).unwrap_err().to_string().contains("ai-system"));
    }
}
