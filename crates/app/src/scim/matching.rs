//! Whether a resource fulfils a filter (RFC 7644, 3.4.2.2).

use std::cmp::Ordering;

use assay_domain::Timestamp;
use serde_json::{Map, Value};

use super::filter::{AttributePath, Comparison, Filter};
use super::schema::{Attribute, Resource, Shape, named};
use crate::{Answer, AppError};

fn refused(what: impl Into<String>) -> AppError {
    AppError::input("scim.invalid-filter", what)
}

/// Reads a filter over a type of resource: whatever it names has to be there, and to compare so.
pub(super) fn read(resource: Resource, text: &str) -> Answer<Filter> {
    let filter = Filter::parse(text).map_err(|fault| refused(format!("the filter does not read: {fault}")))?;
    check(resource.attributes(), Some(resource), &filter)?;
    Ok(filter)
}

/// Holds a filter against the attributes that it names.
pub(super) fn check(attributes: &'static [Attribute], of: Option<Resource>, filter: &Filter) -> Answer<()> {
    match filter {
        Filter::All(all) | Filter::Any(all) => all.iter().try_for_each(|f| check(attributes, of, f)),
        Filter::Not(inner) => check(attributes, of, inner),
        Filter::Present(path) => find(attributes, of, path).map(drop),
        Filter::Within(path, inner) => {
            let attribute = find(attributes, of, path)?;
            if path.sub.is_some() || attribute.subs.is_empty() {
                return Err(refused(format!("`{}` has no parts to look at", path.name)));
            }
            check(attribute.subs, None, inner)
        }
        Filter::Compare(path, comparison, _) => {
            let attribute = find(attributes, of, path)?;
            let ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
            if ordered && attribute.shape == Shape::Truth {
                return Err(refused(format!("`{}` is true or false: compare it with eq or ne", path.name)));
            }
            Ok(())
        }
    }
}

/// The attribute that is compared: of a complex one, its `value`.
fn find(attributes: &'static [Attribute], of: Option<Resource>, path: &AttributePath) -> Answer<&'static Attribute> {
    let known = || refused(format!("there is no attribute `{}`; see /Schemas", path.name));
    if let Some(schema) = &path.schema
        && !of.is_some_and(|r| r.schema().eq_ignore_ascii_case(schema))
    {
        return Err(known());
    }
    let attribute = named(attributes, &path.name).ok_or_else(known)?;
    match &path.sub {
        Some(sub) => named(attribute.subs, sub).ok_or_else(known),
        None => Ok(attribute),
    }
}

/// Whether a resource, or a value of a complex attribute, fulfils the filter.
pub(super) fn fulfils(attributes: &'static [Attribute], object: &Map<String, Value>, filter: &Filter) -> bool {
    match filter {
        Filter::All(all) => all.iter().all(|f| fulfils(attributes, object, f)),
        Filter::Any(all) => all.iter().any(|f| fulfils(attributes, object, f)),
        Filter::Not(inner) => !fulfils(attributes, object, inner),
        Filter::Present(path) => !values(attributes, object, path).1.is_empty(),
        Filter::Compare(path, comparison, wanted) => {
            let (attribute, values) = values(attributes, object, path);
            let holds = |comparison| values.iter().any(|v| compares(v, comparison, wanted, attribute));
            match (comparison, wanted) {
                (Comparison::Equal, Value::Null) => values.is_empty(),
                (Comparison::NotEqual, Value::Null) => !values.is_empty(),
                (Comparison::NotEqual, _) => !holds(Comparison::Equal),
                _ => holds(*comparison),
            }
        }
        Filter::Within(path, inner) => {
            let Some(attribute) = named(attributes, &path.name) else { return false };
            let of = elements(object.get(attribute.name));
            of.iter().filter_map(|v| v.as_object()).any(|v| fulfils(attribute.subs, v, inner))
        }
    }
}

/// The values at a path, none of them empty, and the attribute they are of.
fn values<'a>(
    attributes: &'static [Attribute],
    object: &'a Map<String, Value>,
    path: &AttributePath,
) -> (Option<&'static Attribute>, Vec<&'a Value>) {
    let Some(attribute) = named(attributes, &path.name) else { return (None, Vec::new()) };
    let all = elements(object.get(attribute.name));
    let sub = path.sub.as_deref().or(if attribute.subs.is_empty() { None } else { Some("value") });
    let Some(sub) = sub else { return (Some(attribute), all) };
    match named(attribute.subs, sub) {
        Some(sub) => (Some(sub), all.into_iter().filter_map(|v| v.get(sub.name)).collect()),
        // A complex attribute without a `value` is there when anything of it is.
        None => (Some(attribute), all),
    }
}

fn elements(value: Option<&Value>) -> Vec<&Value> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one) => vec![one],
    }
}

fn compares(value: &Value, comparison: Comparison, wanted: &Value, of: Option<&Attribute>) -> bool {
    let (Value::String(value), Value::String(wanted)) = (value, wanted) else {
        return comparison == Comparison::Equal && value == wanted;
    };
    if of.is_some_and(|a| a.shape == Shape::Time)
        && let (Ok(value), Ok(wanted)) = (Timestamp::parse(value), Timestamp::parse(wanted))
    {
        return ordered(value.cmp(&wanted), comparison);
    }
    let fold = |text: &str| if of.is_some_and(|a| a.exact) { text.to_owned() } else { text.to_lowercase() };
    let (value, wanted) = (fold(value), fold(wanted));
    match comparison {
        Comparison::Contains => value.contains(&wanted),
        Comparison::Starts => value.starts_with(&wanted),
        Comparison::Ends => value.ends_with(&wanted),
        _ => ordered(value.cmp(&wanted), comparison),
    }
}

fn ordered(order: Ordering, comparison: Comparison) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        // A time contains no other.
        Comparison::Contains | Comparison::Starts | Comparison::Ends => false,
    }
}
