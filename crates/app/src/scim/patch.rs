//! PATCH (RFC 7644, 3.5.2): what a list of operations makes of a resource.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::filter::{Comparison, Filter, Target};
use super::matching::{check, fulfils};
use super::schema::{Attribute, NOT_KEPT, Resource, named};
use super::{field, syntax};
use crate::{Answer, AppError};

/// Most operations of a request.
const MOST_OPERATIONS: usize = 1000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    Add,
    Replace,
    Remove,
}

fn no_target(what: &str) -> AppError {
    AppError::input("scim.no-target", format!("`{what}` is at no value of the resource"))
}

fn fixed(name: &str) -> AppError {
    AppError::input("scim.mutability", format!("`{name}` is not changed so: it is read-only, or required"))
}

/// Makes the operations on a resource, all or none.
pub(super) fn patch(resource: Resource, document: &mut Map<String, Value>, body: &Value) -> Answer<()> {
    let operations = field(body, "Operations").and_then(Value::as_array);
    let operations = operations.ok_or_else(|| syntax("a PATCH holds a list `Operations`"))?;
    if operations.is_empty() || operations.len() > MOST_OPERATIONS {
        return Err(syntax(format!("a PATCH holds 1 to {MOST_OPERATIONS} operations")));
    }
    operations.iter().try_for_each(|operation| one(resource, document, operation))
}

fn one(resource: Resource, document: &mut Map<String, Value>, operation: &Value) -> Answer<()> {
    let act = match field(operation, "op").and_then(Value::as_str).map(str::to_lowercase).as_deref() {
        Some("add") => Act::Add,
        Some("replace") => Act::Replace,
        Some("remove") => Act::Remove,
        _ => return Err(syntax("each operation has an `op`: add, replace or remove")),
    };
    let value = field(operation, "value");
    match (act, field(operation, "path").filter(|p| !p.is_null())) {
        (_, Some(Value::String(path))) => at(resource, document, act, path, value, false),
        (Act::Remove, None) => Err(AppError::input("scim.no-target", "`remove` says with `path` what is removed")),
        (_, None) => {
            let values = value.and_then(Value::as_object);
            let values = values.ok_or_else(|| syntax("without `path`, `value` is an object of attributes"))?;
            values.iter().try_for_each(|(path, value)| at(resource, document, act, path, Some(value), true))
        }
        (_, Some(_)) => Err(AppError::input("scim.invalid-path", "`path` is text")),
    }
}

/// One operation at one place. `whole` says that it stood in an object, which may repeat what nobody can change.
fn at(
    resource: Resource,
    document: &mut Map<String, Value>,
    act: Act,
    path: &str,
    value: Option<&Value>,
    whole: bool,
) -> Answer<()> {
    let wrong = |why: String| AppError::input("scim.invalid-path", format!("`path` does not read: {why}"));
    let target = Target::parse(path).map_err(wrong)?;
    let Some(attribute) = attribute(resource, &target)? else { return Ok(()) };
    if !attribute.written {
        let same = whole && (attribute.about.is_none() || document.get(attribute.name) == value);
        return if same { Ok(()) } else { Err(fixed(attribute.name)) };
    }
    if let Some(which) = &target.which {
        if !attribute.many {
            return Err(wrong(format!("`{}` has one value", attribute.name)));
        }
        check(attribute.subs, None, which)?;
    }
    let place = Place { attribute, target: &target, path };
    match (act, value) {
        (Act::Remove, value) => place.remove(document, value),
        (_, None) => Err(AppError::input("scim.invalid-value", "add and replace say with `value` what it becomes")),
        (_, Some(Value::Null)) => place.remove(document, None),
        (act, Some(value)) => place.set(document, value, act == Act::Add),
    }
}

/// The attribute that a path names; nothing when it is one that is not kept.
fn attribute(resource: Resource, target: &Target) -> Answer<Option<&'static Attribute>> {
    let path = &target.attribute;
    let core = path.schema.as_ref().is_none_or(|s| s.eq_ignore_ascii_case(resource.schema()));
    if !core {
        return Ok(None);
    }
    match named(resource.attributes(), &path.name) {
        Some(attribute) => Ok(Some(attribute)),
        None if NOT_KEPT.iter().any(|n| n.eq_ignore_ascii_case(&path.name)) => Ok(None),
        None => {
            let text = format!("there is no attribute `{}`; see /Schemas", path.name);
            Err(AppError::input("scim.invalid-path", text))
        }
    }
}

struct Place<'a> {
    attribute: &'static Attribute,
    target: &'a Target,
    path: &'a str,
}

impl Place<'_> {
    fn name(&self) -> String {
        self.attribute.name.to_owned()
    }

    /// The sub-attribute that is aimed at.
    fn sub(&self) -> Answer<Option<&'static Attribute>> {
        let Some(sub) = &self.target.attribute.sub else { return Ok(None) };
        let found = named(self.attribute.subs, sub);
        let unknown = || AppError::input("scim.invalid-path", format!("there is no attribute `{}`", self.path));
        found.map(Some).ok_or_else(unknown)
    }

    fn chosen(&self, element: &Value) -> bool {
        let which = self.target.which.as_ref();
        which.is_none_or(|f| element.as_object().is_some_and(|o| fulfils(self.attribute.subs, o, f)))
    }

    fn set(&self, document: &mut Map<String, Value>, value: &Value, adding: bool) -> Answer<()> {
        if !self.attribute.many {
            if self.target.attribute.sub.is_some() {
                return Err(AppError::input("scim.invalid-path", format!("`{}` has no parts", self.attribute.name)));
            }
            document.insert(self.name(), value.clone());
            return Ok(());
        }
        let mut elements = take(document, self.attribute.name);
        match (self.sub()?, &self.target.which) {
            (None, None) => {
                let new = several(value)?;
                if adding { append(&mut elements, new) } else { elements = new }
            }
            // What tells addresses apart is not kept: setting it changes nothing.
            (Some(sub), _) if !sub.written && sub.about.is_none() => {}
            (Some(sub), _) if !sub.written => return Err(fixed(self.path)),
            (sub, which) => self.merge(&mut elements, sub, value, which.as_ref(), adding)?,
        }
        document.insert(self.name(), Value::Array(elements));
        Ok(())
    }

    /// Sets a part of the chosen values, or puts others in their place. Where none is chosen, one is made that would be.
    fn merge(
        &self,
        elements: &mut Vec<Value>,
        sub: Option<&'static Attribute>,
        value: &Value,
        which: Option<&Filter>,
        adding: bool,
    ) -> Answer<()> {
        let parts = match sub {
            Some(sub) => [(sub.name.to_owned(), value.clone())].into_iter().collect(),
            None => object(value)?,
        };
        let mut found = false;
        for element in elements.iter_mut().filter(|e| self.chosen(e)) {
            found = true;
            if let Some(element) = element.as_object_mut() {
                element.extend(parts.clone());
            }
        }
        if found {
            return Ok(());
        }
        let made = which.map_or_else(|| Some(Map::new()), as_stated);
        let mut made = made.filter(|_| adding || sub.is_some()).ok_or_else(|| no_target(self.path))?;
        made.extend(parts);
        append(elements, vec![Value::Object(made)]);
        Ok(())
    }

    fn remove(&self, document: &mut Map<String, Value>, value: Option<&Value>) -> Answer<()> {
        if self.attribute.required {
            return Err(fixed(self.attribute.name));
        }
        if !self.attribute.many {
            document.remove(self.attribute.name);
            return Ok(());
        }
        let mut elements = take(document, self.attribute.name);
        match (self.sub()?, value.filter(|v| !v.is_null())) {
            // Some systems name the values to be removed beside the path.
            (None, Some(value)) if self.target.which.is_none() => {
                let gone: HashSet<String> = several(value)?.iter().filter_map(told_by).collect();
                elements.retain(|e| !told_by(e).is_some_and(|v| gone.contains(&v)));
            }
            (None, _) => elements.retain(|e| !self.chosen(e)),
            (Some(sub), _) if sub.name == "value" => elements.retain(|e| !self.chosen(e)),
            (Some(sub), _) if sub.about.is_none() => {}
            (Some(_), _) => return Err(fixed(self.path)),
        }
        document.insert(self.name(), Value::Array(elements));
        Ok(())
    }
}

/// By what a value of an attribute is told from others.
fn told_by(element: &Value) -> Option<String> {
    element.get("value").and_then(Value::as_str).map(str::to_owned)
}

/// Adds values that are not there yet. What is added last is what is meant to count.
fn append(elements: &mut Vec<Value>, new: Vec<Value>) {
    let mut there: HashSet<Option<String>> = elements.iter().map(told_by).collect();
    let new: Vec<Value> = new.into_iter().filter(|e| there.insert(told_by(e))).collect();
    if !new.is_empty() {
        for old in elements.iter_mut().filter_map(Value::as_object_mut).filter(|o| o.contains_key("primary")) {
            old.insert("primary".to_owned(), Value::Bool(false));
        }
    }
    elements.extend(new);
}

fn take(document: &mut Map<String, Value>, name: &str) -> Vec<Value> {
    match document.remove(name) {
        Some(Value::Array(elements)) => elements,
        _ => Vec::new(),
    }
}

fn object(value: &Value) -> Answer<Map<String, Value>> {
    match value {
        Value::Object(parts) => Ok(parts.clone()),
        Value::String(text) => Ok([("value".to_owned(), Value::String(text.clone()))].into_iter().collect()),
        _ => Err(AppError::input("scim.invalid-value", "a value of this attribute is an object with a `value`")),
    }
}

/// A list of values; one alone is a list of one.
pub(super) fn several(value: &Value) -> Answer<Vec<Value>> {
    let all = match value {
        Value::Array(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    all.iter().map(|one| object(one).map(Value::Object)).collect()
}

/// What a filter states of the value that it chooses: `type eq "work"` says what `type` is.
fn as_stated(filter: &Filter) -> Option<Map<String, Value>> {
    match filter {
        Filter::Compare(path, Comparison::Equal, value) if path.sub.is_none() => {
            Some([(path.name.clone(), value.clone())].into_iter().collect())
        }
        Filter::All(all) => all.iter().map(as_stated).try_fold(Map::new(), |mut made, one| {
            made.extend(one?);
            Some(made)
        }),
        _ => None,
    }
}
