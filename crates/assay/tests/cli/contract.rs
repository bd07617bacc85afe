//! JSON held against a pattern: exactly these fields, of these types.
//!
//! A pattern is JSON itself. Text names types (`"string|null"`), a list holds the pattern of every item, an object the
//! pattern of each field; a field whose name ends with `?` may be absent. Any other field is a broken contract.

use serde_json::{Value, json};

/// Demands that a value is what a pattern says.
#[track_caller]
pub(crate) fn holds(value: &Value, pattern: &Value) {
    if let Err(broken) = check(value, pattern, "") {
        panic!("{broken} in {value:#}");
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

fn check(value: &Value, pattern: &Value, at: &str) -> Result<(), String> {
    match (pattern, value) {
        (Value::String(types), _) if types.split('|').any(|t| t == type_of(value)) => Ok(()),
        (Value::Array(item), Value::Array(values)) => {
            values.iter().enumerate().try_for_each(|(i, v)| check(v, &item[0], &format!("{at}/{i}")))
        }
        (Value::Object(fields), Value::Object(map)) => {
            if let Some(more) = map.keys().find(|k| !fields.contains_key(*k) && !fields.contains_key(&format!("{k}?")))
            {
                return Err(format!("{at} has a field `{more}` that the contract does not name"));
            }
            for (name, pattern) in fields {
                match (map.get(name.trim_end_matches('?')), name.ends_with('?')) {
                    (Some(value), _) => check(value, pattern, &format!("{at}/{name}"))?,
                    (None, true) => {}
                    (None, false) => return Err(format!("{at} lacks `{name}`")),
                }
            }
            Ok(())
        }
        _ => Err(format!("{at} is {} where the contract says {pattern}", type_of(value))),
    }
}

/// A record.
pub(crate) fn record() -> Value {
    json!({
        "id": "string", "key": "string", "kind": "string", "revision": "integer", "state": "string", "title": "string",
        "body": "object", "op": "string", "seq": "integer", "actor": "string", "via": "string", "at": "string",
        "effective?": "string", "erased": "boolean", "digest?": "string", "signatures?": [signature()],
    })
}

/// A signature of a record.
fn signature() -> Value {
    json!({
        "key": "string", "revision": "integer", "transition": "string", "meaning": "string", "digest": "string",
        "signer": "string", "proved_by?": "string", "proved_at?": "string", "at": "string", "seq": "integer",
    })
}

/// What became of a delivery.
pub(crate) fn ingest() -> Value {
    json!({
        "artifacts": [{
            "file": "string", "sha256": "string", "format": "string",
            "tool": {"name": "string", "version": "string|null"},
            "subject": "string",
            "run": {"status": "string", "representativeness": "string"},
            "observations": "integer", "evidence": "string|null", "duplicate": "boolean",
            "warnings": [{"code": "string", "text": "string", "line": "integer|null"}],
        }],
        "errors": [{"file": "string", "code": "string", "reason": "string", "line": "integer|null"}],
        "changed": [{
            "id": "string", "title": "string", "subject": "string", "before": "string|null", "after": "string",
            "reason": "string",
        }],
    })
}

/// What a verification found.
pub(crate) fn verification() -> Value {
    json!({"trusted": "boolean", "findings": [{"item": "string", "status": "string", "reason": "string"}]})
}

/// An error on stdout.
pub(crate) fn error() -> Value {
    json!({"error": {
        "class": "string", "code": "string", "text": "string",
        "problems?": [{"at": "string", "code": "string", "text": "string"}], "details?": "object",
    }})
}
