//! Holding a bounded part of a document as a tree.

use std::collections::BTreeMap;
use std::io::Read;

use super::scanner::{Kind, Scanner};
use super::value::Value;
use crate::Fault;

/// How many bytes all trees of one document may hold.
pub const MAX_TREE: usize = 32 * 1024 * 1024;

/// What a node costs beside its text.
const NODE: usize = 96;

impl<R: Read> Scanner<R> {
    /// Takes a value of any sort and holds it. Of a key that occurs twice the later value stays.
    ///
    /// # Errors
    /// When it is not well formed, or larger than [`MAX_TREE`] together with what was held before.
    pub fn value(&mut self) -> Result<Value, Fault> {
        let value = match self.kind()? {
            Kind::Object => {
                let mut map = BTreeMap::new();
                self.object(|scanner, key| {
                    scanner.hold(key.len())?;
                    let value = scanner.value()?;
                    map.insert(key.to_owned(), value);
                    Ok(())
                })?;
                Value::Object(map)
            }
            Kind::Array => {
                let mut list = Vec::new();
                self.array(|scanner| {
                    list.push(scanner.value()?);
                    Ok(())
                })?;
                Value::Array(list)
            }
            Kind::String => {
                let text = self.string()?;
                self.hold(text.len())?;
                Value::String(text)
            }
            Kind::Scalar => self.scalar()?,
        };
        self.hold(0)?;
        Ok(value)
    }

    /// As [`Scanner::value`], for one of many values that are looked at in turn: what it holds does not add up with
    /// what the next one holds. The caller keeps none of them.
    ///
    /// # Errors
    /// As [`Scanner::value`].
    pub fn passing(&mut self) -> Result<Value, Fault> {
        let before = self.held;
        let value = self.value()?;
        self.held = before;
        Ok(value)
    }

    /// Takes an object and holds these of its members; takes and forgets what is no object.
    ///
    /// # Errors
    /// As [`Scanner::value`].
    pub fn only(&mut self, keys: &[&str]) -> Result<Value, Fault> {
        if self.kind()? != Kind::Object {
            return self.skip().map(|()| Value::Null);
        }
        let mut map = BTreeMap::new();
        self.object(|scanner, key| {
            if !keys.contains(&key) {
                return scanner.skip();
            }
            scanner.hold(key.len())?;
            map.insert(key.to_owned(), scanner.value()?);
            Ok(())
        })?;
        Ok(Value::Object(map))
    }

    /// Walks an object, or takes and forgets what is none.
    ///
    /// # Errors
    /// As [`Scanner::object`].
    pub fn object_or_skip(&mut self, each: impl FnMut(&mut Self, &str) -> Result<(), Fault>) -> Result<(), Fault> {
        if self.kind()? == Kind::Object { self.object(each) } else { self.skip() }
    }

    /// Walks an array, or takes and forgets what is none; says whether it was one.
    ///
    /// # Errors
    /// As [`Scanner::array`].
    pub fn array_or_skip(&mut self, each: impl FnMut(&mut Self) -> Result<(), Fault>) -> Result<bool, Fault> {
        if self.kind()? == Kind::Array { self.array(each).map(|()| true) } else { self.skip().map(|()| false) }
    }

    fn hold(&mut self, bytes: usize) -> Result<(), Fault> {
        self.held = self.held.saturating_add(bytes + NODE);
        if self.held > MAX_TREE {
            let text = format!("a part of the document that must be held is larger than {MAX_TREE} bytes");
            return Err(self.source.fault("json.too-large", text));
        }
        Ok(())
    }
}
