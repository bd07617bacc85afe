//! Whether the objects of a JSON text name each key once (RFC 8259, 4): its readers disagree about those that do not.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Refuses a text in which an object names a key twice.
pub(crate) fn keys_once(json: &[u8]) -> Result<(), String> {
    serde_json::from_slice(json).map(|Walked| ()).map_err(|e| e.to_string())
}

/// A value that was walked through and is not kept.
struct Walked;

impl<'de> Deserialize<'de> for Walked {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Walk)
    }
}

struct Walk;

impl<'de> Visitor<'de> for Walk {
    type Value = Walked;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Walked, E> {
        Ok(Walked)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Walked, E> {
        Ok(Walked)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Walked, E> {
        Ok(Walked)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Walked, E> {
        Ok(Walked)
    }

    fn visit_str<E>(self, _: &str) -> Result<Walked, E> {
        Ok(Walked)
    }

    fn visit_unit<E>(self) -> Result<Walked, E> {
        Ok(Walked)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Walked, A::Error> {
        while let Some(Walked) = list.next_element()? {}
        Ok(Walked)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Walked, A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(key) = object.next_key::<String>()? {
            if seen.contains(&key) {
                return Err(A::Error::custom(format_args!("`{key}` is named twice in one object; name it once")));
            }
            seen.insert(key);
            let Walked = object.next_value()?;
        }
        Ok(Walked)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_may_be_there_once_an_object() {
        for json in [r#"{"a": {"a": [{"a": 1}, {"a": -2.5}]}, "b": [null, true, "a"]}"#, "1", "[]"] {
            assert_eq!(keys_once(json.as_bytes()), Ok(()), "{json}");
        }
        for json in [r#"{"a": 1, "a": 1}"#, r#"[{"b": {"a": 1, "c": 2, "\u0061": 3}}]"#] {
            let refused = keys_once(json.as_bytes()).unwrap_err();
            assert!(refused.contains("`a` is named twice"), "{refused}");
        }
    }
}
