//! Pages of resources (RFC 7644, 3.4.2).

use serde_json::{Map, Value, json};

use super::matching::{fulfils, read};
use super::schema::Resource;
use super::shown::Shown;
use super::{count_of, field, syntax};
use crate::{Answer, AppError};

/// Most resources of a page.
pub(super) const MOST: usize = 200;
/// Resources of a page where nothing is asked.
const USUAL: i64 = 100;

/// What is asked: from the address, or from the body of a search.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// A filter.
    pub filter: Option<String>,
    /// Number of the first, from 1.
    pub start: Option<i64>,
    /// Most on the page.
    pub count: Option<i64>,
    /// What is shown.
    pub attributes: Vec<String>,
    /// What is not shown.
    pub excluded: Vec<String>,
}

impl Query {
    /// Reads what an address asks, parameter by parameter. Sorting is not supported, and not an error (3.4.2.3).
    ///
    /// # Errors
    /// When a number is none.
    pub fn of_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Answer<Self> {
        let number = |name: &str, text: &str| {
            let read = text.parse::<i64>();
            read.map_err(|_| AppError::input("scim.invalid-value", format!("`{name}` is a whole number"))).map(Some)
        };
        let mut query = Self::default();
        for (name, value) in pairs {
            match name.to_ascii_lowercase().as_str() {
                "filter" => query.filter = Some(value.to_owned()),
                "startindex" => query.start = number(name, value)?,
                "count" => query.count = number(name, value)?,
                "attributes" => query.attributes.push(value.to_owned()),
                "excludedattributes" => query.excluded.push(value.to_owned()),
                _ => {}
            }
        }
        Ok(query)
    }

    /// Reads the body of a search (3.4.3).
    ///
    /// # Errors
    /// When something in it is of another type.
    pub fn of_body(body: &Value) -> Answer<Self> {
        if !body.is_object() {
            return Err(syntax("a search is an object"));
        }
        let of = |name: &str| field(body, name).filter(|v| !v.is_null());
        let wrong = |name: &str| AppError::input("scim.invalid-value", format!("`{name}` has the wrong type"));
        let number = |name: &str| of(name).map(|v| v.as_i64().ok_or_else(|| wrong(name))).transpose();
        let list = |name: &str| {
            let texts = |v: &Value| {
                v.as_array()?.iter().map(|t| t.as_str().map(str::to_owned)).collect::<Option<Vec<String>>>()
            };
            of(name).map(|v| texts(v).ok_or_else(|| wrong(name))).transpose().map(Option::unwrap_or_default)
        };
        let filter = of("filter").map(|v| v.as_str().map(str::to_owned).ok_or_else(|| wrong("filter"))).transpose()?;
        let (attributes, excluded) = (list("attributes")?, list("excludedAttributes")?);
        Ok(Self { filter, start: number("startIndex")?, count: number("count")?, attributes, excluded })
    }

    /// What of one resource is shown.
    pub(super) fn show(&self, resource: Resource, document: Map<String, Value>) -> Answer<Value> {
        Ok(Shown::read(&self.attributes, &self.excluded)?.of(resource, document))
    }

    /// The page of resources, of one type or several. A filter over several holds of each type that has what it names.
    pub(super) fn page(&self, all: Vec<(Resource, Map<String, Value>)>, of: &[Resource]) -> Answer<Value> {
        let shown = Shown::read(&self.attributes, &self.excluded)?;
        let mut filters = Vec::new();
        if let Some(text) = &self.filter {
            let read: Vec<_> = of.iter().map(|r| (*r, read(*r, text))).collect();
            if read.iter().all(|(_, f)| f.is_err()) {
                return Err(read.into_iter().find_map(|(_, f)| f.err()).unwrap_or_else(|| syntax("no filter")));
            }
            filters.extend(read.into_iter().map(|(r, f)| (r, f.ok())));
        }
        let holds = |resource: &Resource, document: &Map<String, Value>| {
            let filter = filters.iter().find(|(r, _)| r == resource);
            filter.is_none_or(|(_, f)| f.as_ref().is_some_and(|f| fulfils(resource.attributes(), document, f)))
        };
        let found: Vec<_> = all.into_iter().filter(|(r, d)| holds(r, d)).collect();
        let start = usize::try_from(self.start.unwrap_or(1)).unwrap_or(1).max(1);
        let count = usize::try_from(self.count.unwrap_or(USUAL)).unwrap_or(0).min(MOST);
        let total = found.len();
        let page: Vec<Value> = found.into_iter().skip(start - 1).take(count).map(|(r, d)| shown.of(r, d)).collect();
        Ok(list(total, start, &page))
    }
}

/// A list as an answer.
#[must_use]
pub fn list(total: usize, start: usize, page: &[Value]) -> Value {
    json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        "totalResults": count_of(total),
        "startIndex": count_of(start),
        "itemsPerPage": count_of(page.len()),
        "Resources": page,
    })
}
