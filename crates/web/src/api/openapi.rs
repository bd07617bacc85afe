//! The OpenAPI 3.1 document, made from the operations and the types they carry.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::operation::{Answer, Operation};
use super::operations;

/// The document, made once.
#[must_use]
pub fn openapi() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(make);
    &DOCUMENT
}

fn make() -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    let mut generator = settings.into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations() {
        let entry = describe(&operation, &mut generator);
        // OpenAPI has no wildcard parameters: `{*path}` is described as `{path}`.
        let path = operation.route().replace("{*", "{");
        let item = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(operation.method.to_lowercase(), entry);
        }
    }
    let mut schemas = generator.take_definitions(true);
    schemas.insert("Problem".to_owned(), problem());
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Assay",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The AI management system of ISO/IEC 42001 as software. `{workspace}` is a short name; `-` stands for the only one there is.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Made with `assay token create`."}},
        },
    });
    bound(&mut document);
    document
}

/// Says of each whole number how large it may be: a format alone binds nobody.
fn bound(value: &mut Value) {
    match value {
        Value::Object(map) => {
            let most = match map.get("format").and_then(Value::as_str) {
                Some("uint8") => Some(u64::from(u8::MAX)),
                Some("uint16") => Some(u64::from(u16::MAX)),
                Some("uint32") => Some(u64::from(u32::MAX)),
                Some("uint" | "uint64") => Some(u64::MAX),
                _ => None,
            };
            if let Some(most) = most {
                map.entry("maximum").or_insert_with(|| json!(most));
            }
            map.values_mut().for_each(bound);
        }
        Value::Array(items) => items.iter_mut().for_each(bound),
        _ => {}
    }
}

/// RFC 9457, with our code, the faults of a body, and further facts.
fn problem() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail", "code", "class"],
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "code": {"type": "string"}, "class": {"type": "string"},
            "problems": {"type": "array", "items": {"type": "object"}}, "details": {"type": "object"},
        },
    })
}

fn describe(operation: &Operation, generator: &mut schemars::SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = path_parameters(operation.path);
    if let Some(query) = operation.query {
        parameters.extend(query_parameters(&query(generator), generator));
    }
    if operation.method == "PUT" {
        parameters.push(json!({"name": "If-Match", "in": "header", "schema": {"type": "string"},
            "description": "The ETag of the revision this was made from; stands in for `revision` in the body."}));
    }
    if operation.idempotent {
        parameters.push(json!({"name": "Idempotency-Key", "in": "header", "schema": {"type": "string"},
            "description": "A repeated request with the same key is answered as the first was."}));
    }
    let content = match &operation.answer {
        Answer::Json(schema) => json!({"application/json": {"schema": schema(generator)}}),
        Answer::Text => json!({"text/plain": {"schema": {"type": "string"}}}),
        Answer::Bytes(media) => json!({*media: {}}),
        Answer::Sheet => json!({
            "text/csv": {},
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {},
        }),
    };
    let refused = json!({"description": "RFC 9457 problem", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}});
    let mut entry = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": {operation.status.to_string(): {"description": "Done", "content": content}, "default": refused},
    });
    if let Some(map) = entry.as_object_mut() {
        if let Some(body) = operation.body {
            let schema = body(generator);
            map.insert(
                "requestBody".to_owned(),
                json!({"required": true, "content": {"application/json": {"schema": schema}}}),
            );
        } else if operation.bytes_in {
            map.insert(
                "requestBody".to_owned(),
                json!({"required": true, "content": {"application/octet-stream": {}}}),
            );
        }
    }
    entry
}

fn path_parameters(path: &str) -> Vec<Value> {
    let names = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    names
        .map(|n| json!({"name": n.trim_start_matches('*'), "in": "path", "required": true, "schema": {"type": "string"}}))
        .collect()
}

/// A query type's fields as parameters.
fn query_parameters(schema: &Value, generator: &schemars::SchemaGenerator) -> Vec<Value> {
    let name = schema.get("$ref").and_then(Value::as_str).and_then(|r| r.rsplit('/').next());
    let object = name.and_then(|n| generator.definitions().get(n)).unwrap_or(schema);
    let properties = object.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let required = object.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    properties
        .into_iter()
        .map(|(name, schema)| {
            let description = schema.get("description").cloned().unwrap_or(Value::Null);
            let required = required.iter().any(|field| field == &name);
            json!({"name": name, "in": "query", "required": required, "schema": schema, "description": description})
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_operation_is_described_once_under_its_own_id() {
        let ids: BTreeSet<&str> = operations().iter().map(|o| o.id).collect();
        assert_eq!(ids.len(), operations().len());
        for o in operations() {
            let path = o.route().replace("{*", "{");
            let entry = &openapi()["paths"][&path][o.method.to_lowercase()];
            assert_eq!(entry["operationId"], o.id);
        }
    }

    #[test]
    fn what_has_to_be_asked_and_how_large_it_may_be_is_said() {
        let of = |path: &str, name: &str| {
            let all = openapi()["paths"][path]["get"]["parameters"].as_array().unwrap();
            all.iter().find(|p| p["name"] == name).unwrap().clone()
        };
        assert_eq!(of("/api/v1/w/{workspace}/crosswalk", "requirement")["required"], true);
        let report = "/api/v1/w/{workspace}/reports/{name}";
        assert_eq!(of(report, "days")["required"], false);
        assert_eq!(of(report, "days")["schema"]["maximum"], u32::MAX);
    }

    #[test]
    fn every_reference_resolves() {
        fn walk(value: &Value, root: &Value) {
            match value {
                Value::Object(map) => {
                    if let Some(Value::String(target)) = map.get("$ref") {
                        assert!(root.pointer(target.trim_start_matches('#')).is_some(), "{target}");
                    }
                    map.values().for_each(|v| walk(v, root));
                }
                Value::Array(items) => items.iter().for_each(|v| walk(v, root)),
                _ => {}
            }
        }
        walk(openapi(), openapi());
    }
}
