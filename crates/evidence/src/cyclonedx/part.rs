//! One component, and what is stated of it.

use assay_domain::{Direction, Observation};

use super::card::Card;
use crate::labels::{label, some_label};
use crate::observe::{bare, number};
use crate::scan::Value;

/// Types of the specification 1.7; what has another was written by a tool that does not keep to it.
pub(super) const TYPES: &[&str] = &[
    "application",
    "container",
    "cryptographic-asset",
    "data",
    "device",
    "device-driver",
    "file",
    "firmware",
    "framework",
    "library",
    "machine-learning-model",
    "operating-system",
    "platform",
];

/// A component.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) kind: String,
    /// With its group before it, as `group/name`.
    pub(super) name: String,
    pub(super) version: Option<String>,
    pub(super) card: Option<Card>,
    purl: Option<String>,
    /// Its SHA-256, in hexadecimal.
    sha256: Option<String>,
    digested: bool,
    /// Whether a digest is stated that is none.
    pub(super) broken_digest: bool,
    licence: Option<String>,
    supplier: Option<String>,
    classified: bool,
    governed: bool,
}

impl Part {
    /// Reads a component, not those within it.
    pub(super) fn of(component: &Value) -> Self {
        let text = |key: &str| component.get(key).and_then(Value::to_label);
        let digests = || component.get("hashes").map(Value::items).unwrap_or_default().iter().filter_map(digest);
        let data = component.get("data").map(Value::items).unwrap_or_default();
        let name = text("name").unwrap_or_default();
        Self {
            kind: text("type").unwrap_or_else(|| "untyped".to_owned()),
            name: text("group").map_or_else(|| name.clone(), |group| label(&format!("{group}/{name}"))),
            version: text("version").or_else(|| property(component, "ai-bom:model:version")),
            card: component.get("modelCard").map(Card::of),
            purl: text("purl").or_else(|| text("cpe")).or_else(|| component.at(&["swid", "tagId"])?.to_label()),
            sha256: digests().find(|(algorithm, _)| *algorithm == "SHA-256").map(|(_, content)| content.to_lowercase()),
            digested: digests().next().is_some(),
            broken_digest: digests().count() < component.get("hashes").map_or(0, |list| list.items().len()),
            licence: licence(component),
            supplier: ["supplier", "manufacturer"]
                .iter()
                .find_map(|key| component.at(&[key, "name"])?.to_label())
                .or_else(|| text("publisher")),
            classified: data.iter().any(|data| data.get("classification").is_some_and(states)),
            governed: data.iter().any(|data| data.get("governance").is_some_and(states)),
        }
    }

    /// Whether it is data that a model may rest on.
    pub(super) fn is_data(&self) -> bool {
        self.kind == "data"
    }

    /// What a reader of an inventory asks of a part of this type, and whether it is stated.
    fn asked(&self) -> Vec<(&'static str, bool)> {
        let version = ("version", self.version.is_some());
        let digest = ("digest", self.digested);
        let licence = ("licence", self.licence.is_some());
        match self.kind.as_str() {
            "machine-learning-model" => {
                let card = |has: fn(&Card) -> bool| self.card.as_ref().is_some_and(has);
                vec![
                    version,
                    digest,
                    licence,
                    ("supplier", self.supplier.is_some()),
                    ("uses", card(|card| card.uses)),
                    ("limitations", card(|card| card.limitations)),
                    ("training data", card(|card| !card.datasets.is_empty())),
                ]
            }
            "data" => {
                vec![version, digest, licence, ("classification", self.classified), ("governance", self.governed)]
            }
            _ => vec![version, ("identity", self.purl.is_some() || self.digested), licence],
        }
    }

    /// The part as one line of the parts list: how much of what is asked of it is not stated. Models and data keep
    /// their keys from version to version.
    pub(super) fn observation(&self, address: &str) -> Observation {
        let asked = self.asked();
        let unstated: Vec<&str> = asked.iter().filter(|(_, stated)| !stated).map(|(name, _)| *name).collect();
        let stem = match &self.version {
            Some(version) if !matches!(self.kind.as_str(), "machine-learning-model" | "data") => {
                format!("{}/{}@{version}", self.kind, self.name)
            }
            _ => format!("{}/{}", self.kind, self.name),
        };
        let missing = Some(unstated.join(", ")).filter(|list| !list.is_empty());
        let stated = [
            ("version", &self.version),
            ("sha256", &self.sha256),
            ("licence", &self.licence),
            ("supplier", &self.supplier),
            ("identity", &self.purl),
            ("unstated", &missing),
        ];
        Observation {
            group: Some(self.kind.clone()),
            direction: Direction::Lower,
            value: number(unstated.len() as u64),
            n: Some(asked.len() as u64),
            n_failed: Some(unstated.len() as u64),
            slice: stated.iter().filter_map(|(key, text)| Some(((*key).to_owned(), text.as_ref()?.clone()))).collect(),
            address: Some(address.to_owned()),
            ..bare(format!("{stem}/unstated"), "unstated")
        }
    }
}

/// Whether a value says anything.
pub(super) fn states(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty() && text.trim() != "NOASSERTION",
        Value::Array(list) => list.iter().any(states),
        Value::Object(map) => map.values().any(states),
        Value::Bool(_) | Value::Number(_) | Value::NotFinite(_) => true,
    }
}

/// A property that some tools use where the specification has a field.
pub(super) fn property(component: &Value, name: &str) -> Option<String> {
    let list = component.get("properties")?.items();
    list.iter().find(|property| property.get("name").and_then(Value::as_str) == Some(name))?.get("value")?.to_label()
}

/// A digest that is one: hexadecimal, of the length its algorithm gives.
fn digest(hash: &Value) -> Option<(&str, &str)> {
    let (algorithm, content) = (hash.get("alg")?.as_str()?, hash.get("content")?.as_str()?);
    let digits = match algorithm {
        "MD5" => 32,
        "SHA-1" => 40,
        "SHA-256" | "SHA3-256" | "BLAKE2b-256" | "Streebog-256" => 64,
        "SHA-384" | "SHA3-384" | "BLAKE2b-384" => 96,
        "SHA-512" | "SHA3-512" | "BLAKE2b-512" | "Streebog-512" => 128,
        "BLAKE3" => content.len().clamp(32, 128),
        _ => return None,
    };
    (content.len() == digits && content.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((algorithm, content))
}

fn licence(component: &Value) -> Option<String> {
    let one = |choice: &Value| {
        let named = ["id", "name"].iter().find_map(|key| choice.at(&["license", key])?.to_label());
        named.or_else(|| choice.get("expression")?.to_label()).filter(|name| name != "NOASSERTION")
    };
    let stated: Vec<String> =
        component.get("licenses").map(Value::items).unwrap_or_default().iter().filter_map(one).collect();
    some_label(&stated.join(", "))
        .or_else(|| property(component, "ai-bom:model:license_declared"))
        .or_else(|| property(component, "ai-bom:license_declared"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::Scanner;

    fn part(text: &str) -> Part {
        Part::of(&Scanner::new(text.as_bytes()).value().unwrap())
    }

    fn unstated(text: &str) -> String {
        part(text).observation("").slice.get("unstated").cloned().unwrap_or_default()
    }

    #[test]
    fn what_is_not_stated_of_a_part_is_named() {
        assert_eq!(unstated(r#"{"type": "library", "name": "a"}"#), "version, identity, licence");
        let library = r#"{"type": "library", "name": "a", "version": "1", "purl": "pkg:a/b@1", "licenses": [{"expression": "MIT OR ISC"}]}"#;
        assert_eq!(unstated(library), "");
        assert_eq!(part(library).observation("").key, "library/a@1/unstated");
        let model = r#"{"type": "machine-learning-model", "group": "g", "name": "m", "version": "1", "licenses": [{"license": {"name": "NOASSERTION"}}]}"#;
        assert_eq!(unstated(model), "digest, licence, supplier, uses, limitations, training data");
        assert_eq!(part(model).observation("").key, "machine-learning-model/g/m/unstated");
    }

    #[test]
    fn a_digest_that_is_none_counts_as_none() {
        for content in ["", "abc", &"g".repeat(64), &"a".repeat(63)] {
            let text =
                format!(r#"{{"type": "file", "name": "f", "hashes": [{{"alg": "SHA-256", "content": "{content}"}}]}}"#);
            assert!(part(&text).broken_digest && !part(&text).digested, "{content}");
        }
        let good = format!(r#"{{"hashes": [{{"alg": "SHA-256", "content": "{}"}}]}}"#, "AB".repeat(32));
        assert_eq!(part(&good).sha256.as_deref(), Some("ab".repeat(32).as_str()));
        assert!(!part(&good).broken_digest);
    }

    /// The words of the specification are those of its own schema.
    #[test]
    fn types_and_digests_are_those_of_the_schema() {
        use std::io::Write as _;
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../../shared/interop/aibom/schema/bom-1.7.schema.json");
        let Ok(text) = std::fs::read_to_string(&path) else {
            // Past the capture of the test harness: a skipped comparison must be seen.
            writeln!(std::io::stderr(), "SKIPPED: no {} to compare with", path.display()).unwrap();
            return;
        };
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let words = |pointer: &str| {
            let list = schema.pointer(pointer).unwrap().as_array().unwrap();
            list.iter().map(|word| word.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        let mut types = words("/definitions/component/properties/type/enum");
        types.sort_unstable();
        assert_eq!(types, TYPES);
        for algorithm in words("/definitions/hash-alg/enum") {
            let known = [32, 40, 64, 96, 128].iter().any(|length| {
                let text = format!(r#"{{"alg": "{algorithm}", "content": "{}"}}"#, "0".repeat(*length));
                digest(&Scanner::new(text.as_bytes()).value().unwrap()).is_some()
            });
            assert!(known, "{algorithm}");
        }
    }
}
