//! A field's value as one cell, and back. Text stands as it is; a list of plain words is joined by commas; what is
//! nested is compact JSON. What would not read back as itself is written as JSON, so that the way back is exact.

use serde_json::Value;

/// What a field takes, as its JSON Schema says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Takes {
    /// Text, dates, references, names.
    pub text: bool,
    /// Whole numbers.
    pub integer: bool,
    /// Yes or no.
    pub boolean: bool,
    /// Lists.
    pub list: bool,
    /// Objects, a stated gap among them.
    pub object: bool,
}

impl Takes {
    /// What a property of a schema takes, through references and choices.
    #[must_use]
    pub fn of(root: &Value, schema: &Value) -> Self {
        let mut takes = Self::default();
        takes.find(root, schema);
        takes
    }

    fn find(&mut self, root: &Value, schema: &Value) {
        if let Some(path) = schema.get("$ref").and_then(Value::as_str)
            && let Some(target) = root.pointer(path.trim_start_matches('#'))
        {
            return self.find(root, target);
        }
        let types: Vec<&str> = match schema.get("type") {
            Some(Value::String(one)) => vec![one],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            // A constant or a list of names says its type by its values.
            _ if schema.get("const").or_else(|| schema.get("enum")).is_some() => vec!["string"],
            _ => Vec::new(),
        };
        for name in types {
            match name {
                "string" => self.text = true,
                "integer" | "number" => self.integer = true,
                "boolean" => self.boolean = true,
                "array" => self.list = true,
                "object" => self.object = true,
                _ => {}
            }
        }
        for choice in ["anyOf", "oneOf", "allOf"] {
            schema.get(choice).and_then(Value::as_array).into_iter().flatten().for_each(|s| self.find(root, s));
        }
    }

    fn nested(self) -> bool {
        self.list || self.object
    }

    /// The cell of a value.
    #[must_use]
    pub fn cell(self, value: &Value) -> String {
        let short = match value {
            Value::String(text) => text.clone(),
            Value::Array(items) => match joined(items) {
                Some(text) => text,
                None => value.to_string(),
            },
            other => other.to_string(),
        };
        // What does not read back as it was is written as JSON, quotes and all.
        if self.value(&short).as_ref() == Ok(value) { short } else { value.to_string() }
    }

    /// The value of a cell that is not empty.
    ///
    /// # Errors
    /// A sentence that says what the field takes instead.
    pub fn value(self, text: &str) -> Result<Value, String> {
        let only_text = self.text && !self.nested() && !self.integer && !self.boolean;
        if only_text {
            return Ok(Value::String(text.to_owned()));
        }
        let trimmed = text.trim();
        let json = || serde_json::from_str::<Value>(trimmed);
        if trimmed.starts_with(['{', '[']) && self.nested() {
            return json().map_err(|e| format!("this looks like JSON, and does not read as such: {e}"));
        }
        if trimmed.starts_with('"')
            && let Ok(value @ Value::String(_)) = json()
        {
            return Ok(value);
        }
        if self.boolean {
            match trimmed.to_ascii_lowercase().as_str() {
                "true" => return Ok(Value::Bool(true)),
                "false" => return Ok(Value::Bool(false)),
                _ => {}
            }
        }
        if self.integer {
            if let Ok(number) = trimmed.parse::<u64>() {
                return Ok(number.into());
            }
            if let Ok(number) = trimmed.parse::<i64>() {
                return Ok(number.into());
            }
        }
        if self.text {
            return Ok(Value::String(text.to_owned()));
        }
        if self.list {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            return Ok(items.map(|item| Value::String(item.to_owned())).collect());
        }
        Err(format!("`{}` is not {}", clipped(text), self.wanted()))
    }

    fn wanted(self) -> String {
        let all = [
            (self.integer, "a whole number"),
            (self.boolean, "`true` or `false`"),
            (self.object, "a JSON object such as {\"gap\":\"none\",\"because\":\"…\"}"),
        ];
        let named: Vec<&str> = all.iter().filter(|(takes, _)| *takes).map(|(_, name)| *name).collect();
        if named.is_empty() { "a value of this field".to_owned() } else { named.join(" or ") }
    }
}

/// Plain words joined by commas; nothing when an item is more than a word.
fn joined(items: &[Value]) -> Option<String> {
    let plain = |text: &&str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '@' | '/'))
    };
    let words: Option<Vec<&str>> = items.iter().map(|item| item.as_str().filter(plain)).collect();
    words.map(|words| words.join(", "))
}

fn clipped(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(40).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const TEXT: Takes = Takes { text: true, integer: false, boolean: false, list: false, object: false };

    fn any_takes() -> impl Strategy<Value = Takes> {
        any::<[bool; 5]>().prop_map(|[text, integer, boolean, list, object]| Takes {
            text,
            integer,
            boolean,
            list,
            object,
        })
    }

    proptest! {
        #[test]
        fn every_text_comes_back_where_text_is_taken(takes in any_takes(), text in "\\PC{1,40}|[-\"{\\[=+@0-9a-z,\n ]{1,12}") {
            let takes = Takes { text: true, ..takes };
            let value = json!(text);
            prop_assert_eq!(takes.value(&takes.cell(&value)), Ok(value));
        }

        #[test]
        fn lists_numbers_and_objects_come_back(items in prop::collection::vec("[-a-zA-Z0-9, \"]{1,8}", 1..5), n: i64, b: bool) {
            let takes = Takes { integer: true, boolean: true, list: true, object: true, text: false };
            for value in [json!(items), json!(n), json!(b), json!({"gap": "none", "because": items[0]}), json!([n, {"a": b}])] {
                prop_assert_eq!(takes.value(&takes.cell(&value)), Ok(value));
            }
        }
    }

    #[test]
    fn cells_are_short_where_they_can_be() {
        let list = Takes { list: true, object: true, ..Takes::default() };
        assert_eq!(list.cell(&json!(["CTL-1", "CTL-2"])), "CTL-1, CTL-2");
        assert_eq!(list.cell(&json!(["two words"])), r#"["two words"]"#);
        assert_eq!(list.value("CTL-1,CTL-2"), Ok(json!(["CTL-1", "CTL-2"])));
        assert_eq!(TEXT.cell(&json!("{not json")), "{not json");
        let stated = Takes { object: true, ..TEXT };
        assert_eq!(stated.cell(&json!("{not json")), r#""{not json""#);
        assert_eq!(stated.value(r#""Quoted" word"#), Ok(json!(r#""Quoted" word"#)));
    }

    #[test]
    fn what_a_field_does_not_take_is_said() {
        let number = Takes { integer: true, object: true, ..Takes::default() };
        assert!(number.value("three").unwrap_err().contains("whole number"));
        assert!(number.value("{\"gap\": ").unwrap_err().contains("JSON"));
    }
}
