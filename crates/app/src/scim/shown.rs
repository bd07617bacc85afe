//! What of a resource an answer shows (RFC 7644, 3.9): `attributes` and `excludedAttributes`.

use serde_json::{Map, Value};

use super::filter::AttributePath;
use super::schema::{Attribute, Resource, named};
use crate::{Answer, AppError};

/// Most attributes that are named.
const MOST_NAMES: usize = 100;

/// What is asked to be shown.
#[derive(Debug, Default)]
pub(super) struct Shown {
    only: Option<Vec<AttributePath>>,
    but: Vec<AttributePath>,
}

fn names(texts: &[String]) -> Answer<Vec<AttributePath>> {
    let all: Vec<&str> = texts.iter().flat_map(|t| t.split(',')).map(str::trim).filter(|n| !n.is_empty()).collect();
    if all.len() > MOST_NAMES {
        return Err(AppError::input("scim.invalid-value", format!("at most {MOST_NAMES} attributes can be named")));
    }
    let wrong = |fault| AppError::input("scim.invalid-value", format!("an attribute's name does not read: {fault}"));
    all.into_iter().map(|name| AttributePath::parse(name).map_err(wrong)).collect()
}

impl Shown {
    /// Reads the two lists, of which one may be there.
    pub(super) fn read(only: &[String], but: &[String]) -> Answer<Self> {
        let (only, but) = (names(only)?, names(but)?);
        if !only.is_empty() && !but.is_empty() {
            let text = "`attributes` and `excludedAttributes` exclude each other";
            return Err(AppError::input("scim.invalid-value", text));
        }
        Ok(Self { only: Some(only).filter(|o| !o.is_empty()), but })
    }

    /// The part of a resource that is shown. What is only compared never is.
    pub(super) fn of(&self, resource: Resource, document: Map<String, Value>) -> Value {
        let about = |p: &AttributePath, a: &Attribute| {
            let core = p.schema.as_ref().is_none_or(|s| s.eq_ignore_ascii_case(resource.schema()));
            core && p.name.eq_ignore_ascii_case(a.name)
        };
        let mut shown = Map::new();
        for (name, value) in document {
            let Some(attribute) = named(resource.attributes(), &name) else { continue };
            let asked: Option<Vec<&AttributePath>> =
                self.only.as_ref().map(|only| only.iter().filter(|p| about(p, attribute)).collect());
            let but: Vec<&AttributePath> = self.but.iter().filter(|p| about(p, attribute)).collect();
            let whole_but = but.iter().any(|p| p.sub.is_none());
            if !attribute.always && (asked.as_ref().is_some_and(Vec::is_empty) || whole_but) {
                continue;
            }
            let wanted = |sub: &str| {
                let meant = |p: &&AttributePath| p.sub.as_ref().is_some_and(|s| s.eq_ignore_ascii_case(sub));
                let all = asked.as_ref().is_none_or(|a| a.is_empty() || a.iter().any(|p| p.sub.is_none()));
                let asked = all || asked.as_ref().is_some_and(|a| a.iter().any(meant));
                asked && !but.iter().any(meant)
            };
            let of_emails = attribute.name == "emails";
            let keep = |sub: &str| wanted(sub) && !(of_emails && sub != "value");
            if let Some(value) = part(value, &keep) {
                shown.insert(name, value);
            }
        }
        Value::Object(shown)
    }
}

fn part(value: Value, keep: &impl Fn(&str) -> bool) -> Option<Value> {
    match value {
        Value::Object(parts) => {
            let kept: Map<String, Value> = parts.into_iter().filter(|(sub, _)| keep(sub)).collect();
            Some(Value::Object(kept)).filter(|k| k.as_object().is_some_and(|k| !k.is_empty()))
        }
        Value::Array(all) if all.first().is_some_and(Value::is_object) => {
            let kept: Vec<Value> = all.into_iter().filter_map(|one| part(one, keep)).collect();
            Some(Value::Array(kept)).filter(|k| k.as_array().is_some_and(|k| !k.is_empty()))
        }
        // Without a value it is not there (RFC 7643, 2.5).
        other => Some(other).filter(|o| o.as_array().is_none_or(|a| !a.is_empty())),
    }
}
