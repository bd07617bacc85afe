//! Which fields of which kinds can refer to a kind: read backwards, the links of a record.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::Kind;

/// How deep a field can lie; deeper is no body of ours.
const DEEPEST: usize = 8;

/// A field that can refer to records of a kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Referring {
    /// Name of the kind that has the field.
    pub kind: &'static str,
    /// Its path, with dots, as links name it.
    pub field: String,
}

/// By the kind referred to; what can refer to any kind stands under the empty name.
static ALL: LazyLock<BTreeMap<String, Vec<Referring>>> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Vec<Referring>> = BTreeMap::new();
    for kind in Kind::all() {
        let mut found = Vec::new();
        walk(kind.json_schema(), kind.json_schema(), "", 0, &mut found);
        for (field, to) in found {
            all.entry(to).or_default().push(Referring { kind: kind.name, field });
        }
    }
    for fields in all.values_mut() {
        fields.sort();
        fields.dedup();
    }
    all
});

impl Kind {
    /// The fields that can refer to records of this kind, by kind and path. Who is to close a gap is not among them.
    pub fn referring(&self) -> impl Iterator<Item = &'static Referring> + use<> {
        let of = |name: &str| ALL.get(name).map_or(&[][..], Vec::as_slice).iter();
        of(self.name).chain(of(""))
    }
}

fn walk(root: &Value, schema: &Value, path: &str, depth: usize, out: &mut Vec<(String, String)>) {
    if depth > DEEPEST {
        return;
    }
    let target = schema.get("$ref").and_then(Value::as_str);
    let schema = target.and_then(|at| root.pointer(at.trim_start_matches('#'))).unwrap_or(schema);
    if let Some(kind) = schema.get("x-ref").and_then(Value::as_str) {
        out.push((path.to_owned(), kind.to_owned()));
    } else if schema.get("x-ref-any").is_some() {
        out.push((path.to_owned(), String::new()));
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        for option in schema.get(choice).and_then(Value::as_array).into_iter().flatten() {
            walk(root, option, path, depth + 1, out);
        }
    }
    if let Some(items) = schema.get("items") {
        walk(root, items, path, depth + 1, out);
    }
    let properties = schema.get("properties").and_then(Value::as_object).filter(|p| !p.contains_key("gap"));
    for (name, inner) in properties.into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        walk(root, inner, &path, depth + 1, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_refers_to_a_system_is_known_from_the_schemas() {
        let found: Vec<_> = Kind::named("ai-system").unwrap().referring().map(|r| (r.kind, r.field.as_str())).collect();
        for expected in [("risk", "system"), ("system-version", "system"), ("agent", "systems"), ("audit", "systems")] {
            assert!(found.contains(&expected), "{expected:?} in {found:?}");
        }
        assert!(!found.iter().any(|(kind, _)| *kind == "policy"), "a policy names no system: {found:?}");
    }

    /// The links that samples have are links that are looked for.
    #[test]
    fn every_link_of_a_sample_is_found_backwards() {
        for kind in Kind::all() {
            let normal = kind.normalise(kind.sample()).unwrap();
            for link in normal.links {
                let to = Kind::named(&link.kind).unwrap();
                let known = to.referring().any(|r| r.kind == kind.name && r.field == link.field);
                assert!(known, "{}.{} to {}", kind.name, link.field, to.name);
            }
        }
    }
}
