//! What fields, values, states, moves and roles are called, and the help that stands beside a field, in the languages the
//! product speaks. English help is the comment in the code, so that it cannot drift; the rest is data (`data/words`).

mod files;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde_json::Value;

use crate::{Kind, Role, Text, Transition};
use files::{DUTIES, HELPS, PARTS, ROLES, SIGNS, STATES, VALUES, VERBS, written_out};

/// What a field says to people.
#[derive(Debug, Clone, Copy)]
pub struct FieldWords {
    /// What it is called.
    pub label: Text,
    /// What it asks for.
    pub help: Text,
    /// The values it takes, where it takes no others.
    pub values: &'static [ValueWords],
    /// Whether it is a part of a stated gap, not of a value.
    pub of_gap: bool,
}

/// What a value of a closed list says to people.
#[derive(Debug, Clone, Copy)]
pub struct ValueWords {
    /// As it is stored.
    pub slug: &'static str,
    /// As it is read.
    pub word: Text,
    /// What it means, where that is said.
    pub help: Option<Text>,
}

type Fields = BTreeMap<String, FieldWords>;

impl Kind {
    /// Every field by its path, inner ones too: `components.kind`. Made once.
    #[must_use]
    pub fn fields(&'static self) -> &'static BTreeMap<String, FieldWords> {
        static CACHE: LazyLock<Mutex<BTreeMap<&'static str, &'static Fields>>> = LazyLock::new(Mutex::default);
        let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
        cache.entry(self.name).or_insert_with(|| Box::leak(Box::new(Walk::through(self))))
    }

    /// A field by its path, with dots between names and without the places of items: `components.kind`.
    #[must_use]
    pub fn field(&'static self, path: &str) -> Option<&'static FieldWords> {
        self.fields().get(path)
    }

    /// What people call a state.
    #[must_use]
    pub fn state_word(&self, state: &str) -> Option<Text> {
        let slug = self.workflow.states.iter().find(|s| **s == state)?;
        let said = STATES.at.get(self.name).and_then(|words| words.get(*slug));
        let feminine = STATES.feminine_kinds.iter().any(|k| k == self.name);
        let said = said.or_else(|| STATES.feminine.get(*slug).filter(|_| feminine));
        said.or_else(|| STATES.word.get(*slug)).map(|said| said.text(english(slug)))
    }

    /// What people call an act: a move of this kind, or one that every record knows.
    #[must_use]
    pub fn verb(&self, act: &str) -> Option<Text> {
        let (slug, said) = VERBS.word.get_key_value(act)?;
        let said = VERBS.at.get(self.name).and_then(|words| words.get(act)).unwrap_or(said);
        Some(said.text(english(slug)))
    }
}

impl Transition {
    /// What the act means as a signature, in words that follow the signer's name.
    #[must_use]
    pub fn meaning(&self) -> Option<Text> {
        let en = self.signs?;
        Some(SIGNS.get(en).map_or(Text::new(en, en, en), |said| said.text(en)))
    }
}

/// What a rule of the separation of duties says, by its id; nothing where there is no such rule, or nobody translated it.
#[must_use]
pub fn rule_said(id: &str) -> Option<Text> {
    let granted = crate::self_grant();
    let own =
        [(&granted.cool_down.id, &granted.cool_down.text), (&granted.own_invitation.id, &granted.own_invitation.text)];
    let mut rules = crate::duties().iter().map(|duty| (&duty.id, &duty.text)).chain(own);
    let (_, text) = rules.find(|(known, _)| *known == id)?;
    DUTIES.get(text).map(|said| said.text(text))
}

/// What people call a value wherever it stands, by its slug; nothing where no closed list holds it.
#[must_use]
pub fn value_said(slug: &str) -> Option<Text> {
    let (slug, said) = VALUES.word.get_key_value(slug)?;
    Some(said.text(english(slug)))
}

impl Role {
    /// What people call it.
    #[must_use]
    pub fn said(&'static self) -> Text {
        let en = self.title.as_str();
        ROLES.of(&[], &self.id).map_or(Text::new(en, en, en), |said| said.text(en))
    }
}

/// The English word of a slug, kept once each.
fn english(slug: &str) -> &'static str {
    static KNOWN: LazyLock<Mutex<BTreeMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.entry(slug.to_owned()).or_insert_with(|| Box::leak(written_out(slug).into_boxed_str()))
}

/// Help in every language; English alone where nobody has said it in another, which a test does not let pass.
fn help(en: &'static str) -> Text {
    HELPS.get(en).map_or(Text::new(en, en, en), |said| said.text(en))
}

/// A way through the schema of a kind.
struct Walk {
    kind: &'static Kind,
    /// Definitions that are being walked through, so that one that holds itself ends.
    open: Vec<&'static str>,
    fields: Fields,
}

impl Walk {
    fn through(kind: &'static Kind) -> Fields {
        let mut walk = Self { kind, open: Vec::new(), fields: Fields::new() };
        walk.enter(kind.json_schema(), "");
        walk.fields
    }

    fn enter(&mut self, schema: &'static Value, path: &str) {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let definition = self.kind.json_schema().pointer(target.trim_start_matches('#'));
            if let Some(definition) = definition.filter(|_| !self.open.contains(&target)) {
                self.open.push(target);
                self.enter(definition, path);
                self.open.pop();
            }
        }
        let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|choice| schema.get(*choice)?.as_array()).flatten();
        let items = ["items", "additionalProperties"].iter().filter_map(|inner| schema.get(*inner));
        choices.chain(items).for_each(|inner| self.enter(inner, path));
        let of_gap = schema.get("properties").is_some_and(|p| p.get("gap").is_some());
        for (name, property) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            let description = property.get("description").and_then(Value::as_str).unwrap_or_default();
            let words = FieldWords {
                label: self.label(name, &inner),
                help: help(description),
                values: Box::leak(self.values(property, name, &inner).into_boxed_slice()),
                of_gap,
            };
            // The parts of a stated gap yield to fields of the same name.
            self.fields.entry(inner.clone()).or_insert(words);
            self.enter(property, &inner);
        }
    }

    fn label(&self, name: &str, path: &str) -> Text {
        if let Some(label) = self.kind.labels.iter().find(|l| l.field == path) {
            return label.text;
        }
        let en = english(name);
        let full = format!("{}.{path}", self.kind.name);
        PARTS.of(&[&full], name).map_or(Text::new(en, en, en), |said| said.text(en))
    }

    fn values(&self, property: &'static Value, name: &str, path: &str) -> Vec<ValueWords> {
        let mut found = Vec::new();
        self.gather(property, &mut found);
        let full = format!("{}.{path}", self.kind.name);
        let word = |slug: &'static str| {
            let en = english(slug);
            VALUES.of(&[&full, name], slug).map_or(Text::new(en, en, en), |said| said.text(en))
        };
        found.into_iter().map(|(slug, said)| ValueWords { slug, word: word(slug), help: said.map(help) }).collect()
    }

    /// The values that a schema allows by name, with what is said of each.
    fn gather(&self, schema: &'static Value, out: &mut Vec<(&'static str, Option<&'static str>)>) {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let definition = self.kind.json_schema().pointer(target.trim_start_matches('#'));
            return definition.into_iter().for_each(|definition| self.gather(definition, out));
        }
        if let Some(slug) = schema.get("const").and_then(Value::as_str) {
            out.push((slug, schema.get("description").and_then(Value::as_str)));
        }
        let several = schema.get("enum").and_then(Value::as_array).into_iter().flatten();
        out.extend(several.filter_map(Value::as_str).map(|slug| (slug, None)));
        let choices = ["anyOf", "oneOf", "allOf"].iter().filter_map(|choice| schema.get(*choice)?.as_array()).flatten();
        choices.chain(schema.get("items")).for_each(|inner| self.gather(inner, out));
    }
}
