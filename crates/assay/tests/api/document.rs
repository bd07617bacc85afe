//! The OpenAPI document as data: its operations, and whether JSON is what a schema says.

use serde_json::Value;

/// One operation as the document describes it.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) described: Value,
}

/// Operations that concern the whole installation: over the network nobody does them.
pub(crate) const OF_INSTALLATION: [&str; 5] = ["createWorkspace", "backup", "showSso", "setSso", "removeSso"];

/// Every operation.
pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().unwrap().clone();
        let path = path.clone();
        methods.into_iter().map(move |(method, described)| Operation {
            method: method.to_uppercase(),
            path: path.clone(),
            id: described["operationId"].as_str().unwrap().to_owned(),
            described,
        })
    };
    paths.iter().flat_map(of_path).collect()
}

impl Operation {
    /// What a question has to name in its query, with something that exists in the demonstration.
    pub(crate) fn must_ask(&self) -> Option<(&'static str, &'static str)> {
        match self.id.as_str() {
            "crosswalk" | "why" | "continuity" => Some(("requirement", "A.6.2.4")),
            "drawSample" => Some(("kind", "ai-system")),
            "listMetrics" => Some(("subject", "workspace")),
            "metricSeries" => Some(("subject", "workspace&metric=digits/match/accuracy")),
            "showProfile" => Some(("system", "SYS-1")),
            _ => None,
        }
    }

    /// Whether it takes a JSON body.
    pub(crate) fn takes_json(&self) -> bool {
        self.described.pointer("/requestBody/content/application~1json").is_some()
    }

    /// Names of its parameters of a sort, `query` for instance.
    pub(crate) fn parameters(&self, place: &str) -> Vec<String> {
        let all = self.described["parameters"].as_array().unwrap().iter();
        all.filter(|p| p["in"] == place).map(|p| p["name"].as_str().unwrap().to_owned()).collect()
    }

    /// The status of success.
    pub(crate) fn status(&self) -> u16 {
        let responses = self.described["responses"].as_object().unwrap();
        responses.keys().find_map(|k| k.parse().ok()).unwrap()
    }

    /// The media types of success, with their schemas.
    pub(crate) fn content(&self) -> &serde_json::Map<String, Value> {
        self.described["responses"][self.status().to_string()]["content"].as_object().unwrap()
    }
}

/// Holds JSON against a schema of the document: no field beyond its properties, every required one there, types and
/// choices as stated. What the document does not describe (an empty schema) may be anything.
pub(crate) fn fits(document: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let target = document.pointer(target.trim_start_matches('#')).ok_or(format!("{at}: {target} is nowhere"))?;
        fits(document, target, value, at)?;
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(options) = schema.get(choice).and_then(Value::as_array) {
            let tried: Vec<_> = options.iter().map(|s| fits(document, s, value, at)).collect();
            if tried.iter().all(Result::is_err) {
                return Err(format!("{at}: no choice fits {value}: {tried:?}"));
            }
        }
    }
    for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        fits(document, part, value, at)?;
    }
    if let Some(options) = schema.get("enum").and_then(Value::as_array)
        && !options.contains(value)
    {
        return Err(format!("{at}: {value} is none of {options:?}"));
    }
    if let Some(only) = schema.get("const")
        && only != value
    {
        return Err(format!("{at}: {value} is not {only}"));
    }
    typed(schema, value, at)?;
    object(document, schema, value, at)?;
    if let (Some(items), Some(list)) = (schema.get("items"), value.as_array()) {
        for (index, item) in list.iter().enumerate() {
            fits(document, items, item, &format!("{at}/{index}"))?;
        }
    }
    Ok(())
}

fn typed(schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let types: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => return Ok(()),
    };
    let is = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    if types.iter().any(|t| is(t)) { Ok(()) } else { Err(format!("{at}: {value} is not {types:?}")) }
}

fn object(document: &Value, schema: &Value, value: &Value, at: &str) -> Result<(), String> {
    let (Some(properties), Some(map)) = (schema.get("properties").and_then(Value::as_object), value.as_object()) else {
        return Ok(());
    };
    for (name, inner) in map {
        match (properties.get(name), schema.get("additionalProperties")) {
            (Some(property), _) => fits(document, property, inner, &format!("{at}/{name}"))?,
            (None, Some(Value::Object(_) | Value::Bool(true))) => {}
            (None, _) => return Err(format!("{at}: `{name}` is not described")),
        }
    }
    let required = schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    match required.filter(|r| !map.contains_key(*r)).collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        absent => Err(format!("{at}: {absent:?} is required and absent")),
    }
}

#[test]
fn the_judge_can_say_no() {
    let document = serde_json::json!({"components": {"schemas": {"S": {
        "type": "object", "properties": {"a": {"type": ["string", "null"]}, "b": {"type": "integer"}}, "required": ["b"],
    }}}});
    let schema = serde_json::json!({"type": "array", "items": {"$ref": "#/components/schemas/S"}});
    let judge = |text: &str| fits(&document, &schema, &serde_json::from_str(text).unwrap(), "");
    assert_eq!(judge(r#"[{"a": null, "b": 1}, {"b": 2}]"#), Ok(()));
    for wrong in [r#"[{"a": 1, "b": 1}]"#, r#"[{"a": "x"}]"#, r#"[{"b": 1, "c": 1}]"#, r#"{"b": 1}"#, r#"[{"b": 1.5}]"#]
    {
        assert!(judge(wrong).is_err(), "{wrong}");
    }
}
