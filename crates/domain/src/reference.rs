//! Typed references between records, and the links they make.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Body, Key};

/// A reference to a record of any kind, by key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AnyRef(pub Key);

impl JsonSchema for AnyRef {
    fn schema_name() -> Cow<'static, str> {
        "RefToAny".into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^[A-Z]{2,4}-[1-9][0-9]*$", "x-ref-any": true})
    }
}

/// A reference to a record of kind `K`, by key. A reference to another kind does not parse.
pub struct Ref<K> {
    key: Key,
    kind: PhantomData<fn() -> K>,
}

/// An edge of the record graph: the field that holds the reference, and where it points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Path of the field in the body, for example `models`.
    pub field: String,
    /// Name of the kind that the field may point to.
    pub kind: String,
    /// The record pointed to.
    pub to: Key,
}

impl<K: Body> Ref<K> {
    /// Refers to the `number`th record of the kind.
    #[must_use]
    pub fn number(number: u64) -> Self {
        Self { key: Key::new(K::PREFIX, number), kind: PhantomData }
    }
}

impl<K> Ref<K> {
    /// The key pointed to.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }
}

impl<K: Body> TryFrom<Key> for Ref<K> {
    type Error = String;
    fn try_from(key: Key) -> Result<Self, Self::Error> {
        if key.prefix() == K::PREFIX {
            Ok(Self { key, kind: PhantomData })
        } else {
            Err(format!("`{key}` is not a {} (their keys look like {}-1)", K::NAME, K::PREFIX))
        }
    }
}

impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        Self { key: self.key.clone(), kind: PhantomData }
    }
}

impl<K> PartialEq for Ref<K> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl<K> Eq for Ref<K> {}

impl<K> fmt::Debug for Ref<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ref({})", self.key)
    }
}

impl<K> fmt::Display for Ref<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)
    }
}

impl<K> Serialize for Ref<K> {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        self.key.serialize(s)
    }
}

impl<'de, K: Body> Deserialize<'de> for Ref<K> {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Key::deserialize(d)?.try_into().map_err(serde::de::Error::custom)
    }
}

impl<K: Body> JsonSchema for Ref<K> {
    fn schema_name() -> Cow<'static, str> {
        format!("RefTo_{}", K::NAME).into()
    }
    fn inline_schema() -> bool {
        true
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": format!("^{}-[1-9][0-9]*$", K::PREFIX), "x-ref": K::NAME})
    }
}
