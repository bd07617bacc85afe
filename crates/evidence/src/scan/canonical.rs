//! A digest of a JSON value that does not depend on spacing or the order of keys.

use assay_domain::Digest;
use sha2::{Digest as _, Sha256};

use super::value::Value;

impl Value {
    /// SHA-256 over the value with sorted keys, without white space, texts escaped as RFC 8785 does. Numbers stay as
    /// written, so `1.0` and `1` differ: it tells whether two runs had the same configuration, not more.
    #[must_use]
    pub fn sha256(&self) -> Digest {
        let mut hash = Sha256::new();
        feed(self, &mut hash);
        Digest(hash.finalize().into())
    }
}

fn feed(value: &Value, hash: &mut Sha256) {
    match value {
        Value::Null => hash.update("null"),
        Value::Bool(true) => hash.update("true"),
        Value::Bool(false) => hash.update("false"),
        Value::Number(digits) => hash.update(digits),
        Value::NotFinite(number) => hash.update(number.to_string()),
        Value::String(text) => feed_text(text, hash),
        Value::Array(list) => {
            for (i, item) in list.iter().enumerate() {
                hash.update(if i == 0 { "[" } else { "," });
                feed(item, hash);
            }
            hash.update(if list.is_empty() { "[]" } else { "]" });
        }
        Value::Object(map) => {
            for (i, (key, item)) in map.iter().enumerate() {
                hash.update(if i == 0 { "{" } else { "," });
                feed_text(key, hash);
                hash.update(":");
                feed(item, hash);
            }
            hash.update(if map.is_empty() { "{}" } else { "}" });
        }
    }
}

fn feed_text(text: &str, hash: &mut Sha256) {
    hash.update(serde_json::Value::from(text).to_string());
}
