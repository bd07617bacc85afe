//! The JSON Schema of a kind, with what people and programs have to know besides: labels, help and words, states, moves,
//! who may.

use assay_domain::{Action, FieldWords, Guard, Kind, Text, ValueWords, duty, read_needs, roles};
use serde_json::{Map, Value, json};

/// JSON Schema (2020-12) of a kind's body. Each property carries its label as `title` and in every language as
/// `x-labels`; `x-assay` says how the record lives, and what its fields, values, states and moves are called.
#[must_use]
pub fn kind_schema(kind: &'static Kind) -> Value {
    let mut schema = kind.json_schema().clone();
    if let Value::Object(root) = &mut schema {
        root.insert("$id".to_owned(), json!(format!("urn:assay:kind:{}", kind.tag())));
        root.insert("title".to_owned(), json!(kind.title.en));
        let required: &[&str] = if kind.owned { &["title", "owner"] } else { &["title"] };
        root.insert("required".to_owned(), json!(required));
        if let Some(Value::Object(properties)) = root.get_mut("properties") {
            label(kind, properties);
            let tag = json!({"const": kind.tag(), "title": "Shape", "description": "Version of this shape; may be left out."});
            properties.insert("schema".to_owned(), tag);
        }
        root.insert("x-assay".to_owned(), life(kind));
    }
    schema
}

fn label(kind: &Kind, properties: &mut Map<String, Value>) {
    for label in kind.labels {
        let Some(property) = properties.get_mut(label.field) else { continue };
        // A property that takes anything is written `true`.
        if property.is_boolean() {
            *property = json!({});
        }
        property["title"] = json!(label.text.en);
        property["x-labels"] = texts(&label.text);
    }
}

fn texts(text: &Text) -> Value {
    json!({"en": text.en, "pt-BR": text.pt_br, "pt-PT": text.pt_pt})
}

/// Label, help and values of every field by its path, inner ones too.
fn fields(kind: &'static Kind) -> Value {
    let value = |v: &ValueWords| {
        let mut value = json!({"value": v.slug, "words": texts(&v.word)});
        if let Some(help) = &v.help {
            value["help"] = texts(help);
        }
        value
    };
    let field = |(path, words): (&String, &FieldWords)| {
        let mut field = json!({"labels": texts(&words.label), "help": texts(&words.help)});
        if !words.values.is_empty() {
            field["values"] = words.values.iter().map(value).collect();
        }
        (path.clone(), field)
    };
    kind.fields().iter().map(field).collect::<Map<_, _>>().into()
}

/// Who may do something: the action it takes, the roles that hold it, the duties that forbid it to some.
fn who(kind: &Kind, needs: Action, act: &str) -> Value {
    let able: Vec<&str> = roles().iter().filter(|r| r.may(needs, kind.name)).map(|r| r.id.as_str()).collect();
    let duties: Vec<Value> = duty(kind.name, act).map(|d| json!({"id": d.id, "text": d.text})).collect();
    json!({"action": needs, "roles": able, "duties": duties})
}

fn life(kind: &'static Kind) -> Value {
    let w = kind.workflow;
    let transitions: Vec<Value> = w
        .transitions
        .iter()
        .map(|t| {
            json!({
                "name": t.name, "from": t.from, "to": t.to, "requires": t.requires,
                "guards": t.guards.iter().map(guard).collect::<Vec<_>>(),
                "words": kind.verb(t.name).map(|text| texts(&text)),
                "signs": t.signs, "meaning": t.meaning().map(|text| texts(&text)), "who": who(kind, t.needs, t.name),
            })
        })
        .collect();
    let words = |state: &&str| ((*state).to_owned(), kind.state_word(state).map(|text| texts(&text)).into());
    let state_words: Map<String, Value> = w.states.iter().map(words).collect();
    let role_words: Map<String, Value> = roles().iter().map(|r| (r.id.clone(), texts(&r.said()))).collect();
    let frozen: Vec<Value> = kind.frozen().iter().map(|f| json!({"states": f.states, "fields": f.fields})).collect();
    json!({
        "kind": kind.name, "prefix": kind.prefix, "version": kind.version, "titles": texts(&kind.title),
        "refs": kind.refs, "read": read_needs(kind.name),
        "create": w.create.map(|needs| who(kind, needs, "create")),
        "update": w.create.map(|needs| who(kind, needs, "update")),
        "states": w.states, "editable": w.editable, "frozen": frozen, "transitions": transitions,
        "indexed": kind.indexed().iter().map(|field| field.path).collect::<Vec<_>>(), "state_words": state_words, "role_words": role_words, "fields": fields(kind),
    })
}

fn guard(guard: &Guard) -> Value {
    match guard {
        Guard::TargetIn { field, states } => json!({"guard": "target-in", "field": field, "states": states}),
        Guard::AllIn { field, states } => json!({"guard": "all-in", "field": field, "states": states}),
        Guard::OneStated { fields } => json!({"guard": "one-stated", "fields": fields}),
        Guard::NoneLinked { kind, field, states } => {
            json!({"guard": "none-linked", "kind": kind, "field": field, "states": states})
        }
        Guard::SomeLinked { kind, field, states } => {
            json!({"guard": "some-linked", "kind": kind, "field": field, "states": states})
        }
        Guard::DayCome { field } => json!({"guard": "day-come", "field": field}),
        Guard::Known { field } => json!({"guard": "known", "field": field}),
        Guard::KnownRows { framework, rows, field } => {
            json!({"guard": "known-rows", "framework": framework, "rows": rows, "field": field})
        }
        Guard::When { field, is, then } => {
            json!({"guard": "when", "field": field, "is": is, "then": then.iter().map(self::guard).collect::<Vec<_>>()})
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody else's validator, so that a schema that only our own reader understands does not pass.
    fn validator(kind: &'static Kind) -> jsonschema::Validator {
        let schema = kind_schema(kind);
        jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|e| panic!("{}: {e}", kind.name));
        jsonschema::draft202012::new(&schema).unwrap_or_else(|e| panic!("{}: {e}", kind.name))
    }

    #[test]
    fn every_sample_and_its_stored_form_satisfy_the_schema_of_its_kind() {
        for kind in Kind::all() {
            let validator = validator(kind);
            let stored = kind.normalise(kind.sample()).unwrap().value;
            for body in [kind.sample(), stored] {
                let faults: Vec<String> =
                    validator.iter_errors(&body).map(|e| format!("{}: {e}", e.instance_path())).collect();
                assert!(faults.is_empty(), "{}: {faults:#?}", kind.name);
            }
        }
    }

    #[test]
    fn what_a_kind_does_not_take_breaks_its_schema() {
        for kind in Kind::all() {
            let validator = validator(kind);
            let mut unknown = kind.sample();
            unknown["colour_of_the_sky"] = json!("blue");
            assert!(!validator.is_valid(&unknown), "{} takes an unknown field", kind.name);
            let mut untitled = kind.sample();
            untitled["title"] = json!(7);
            assert!(!validator.is_valid(&untitled), "{} takes a number as title", kind.name);
        }
    }

    #[test]
    fn every_property_has_a_label_and_every_move_says_who_may() {
        for kind in Kind::all() {
            let schema = kind_schema(kind);
            for (name, property) in schema["properties"].as_object().unwrap() {
                assert!(property["title"].is_string(), "{}.{name}", kind.name);
            }
            let life = &schema["x-assay"];
            for name in kind.json_schema()["properties"].as_object().unwrap().keys() {
                for lang in ["en", "pt-BR", "pt-PT"] {
                    assert!(life["fields"][name]["help"][lang].is_string(), "{}.{name}", kind.name);
                }
            }
            for state in kind.workflow.states {
                assert!(life["state_words"][state]["pt-BR"].is_string(), "{}: {state}", kind.name);
            }
            assert_eq!(life["transitions"].as_array().unwrap().len(), kind.workflow.transitions.len());
            for transition in life["transitions"].as_array().unwrap() {
                assert!(transition["words"]["pt-PT"].is_string(), "{}: {transition}", kind.name);
                assert_eq!(transition["signs"], transition["meaning"]["en"], "{}: {transition}", kind.name);
                assert!(!transition["who"]["roles"].as_array().unwrap().is_empty(), "{}: {transition}", kind.name);
            }
        }
    }
}
