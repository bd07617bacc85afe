//! Value to canonical bytes (RFC 8785 §3.2).

use serde_json::{Number, Value};

use super::{CanonicalError, MAX_DEPTH, MAX_INTEGER};

/// The canonical form of a value.
///
/// # Errors
/// A float, an integer beyond ±(2^53 − 1) or nesting deeper than [`MAX_DEPTH`], named by its JSON pointer (RFC 6901).
pub fn canonical(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut writer = Writer { bytes: Vec::with_capacity(256), path: Vec::new() };
    writer.value(value)?;
    Ok(writer.bytes)
}

struct Writer<'a> {
    bytes: Vec<u8>,
    path: Vec<Step<'a>>,
}

enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> Writer<'a> {
    fn value(&mut self, value: &'a Value) -> Result<(), CanonicalError> {
        match value {
            Value::Null => self.bytes.extend_from_slice(b"null"),
            Value::Bool(true) => self.bytes.extend_from_slice(b"true"),
            Value::Bool(false) => self.bytes.extend_from_slice(b"false"),
            Value::Number(number) => self.number(number)?,
            Value::String(text) => self.string(text),
            Value::Array(items) => {
                self.enter()?;
                self.bytes.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    self.comma(index);
                    self.step(Step::Index(index), item)?;
                }
                self.bytes.push(b']');
            }
            Value::Object(members) => {
                self.enter()?;
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
                self.bytes.push(b'{');
                for (index, (key, member)) in sorted.into_iter().enumerate() {
                    self.comma(index);
                    self.string(key);
                    self.bytes.push(b':');
                    self.step(Step::Key(key), member)?;
                }
                self.bytes.push(b'}');
            }
        }
        Ok(())
    }

    fn step(&mut self, step: Step<'a>, value: &'a Value) -> Result<(), CanonicalError> {
        self.path.push(step);
        self.value(value)?;
        self.path.pop();
        Ok(())
    }

    fn enter(&self) -> Result<(), CanonicalError> {
        if self.path.len() < MAX_DEPTH { Ok(()) } else { Err(CanonicalError::TooDeep { pointer: self.pointer() }) }
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.bytes.push(b',');
        }
    }

    fn number(&mut self, number: &Number) -> Result<(), CanonicalError> {
        let magnitude = match (number.as_i64(), number.as_u64()) {
            (Some(signed), _) => signed.unsigned_abs(),
            (None, Some(unsigned)) => unsigned,
            (None, None) => return Err(CanonicalError::Float { pointer: self.pointer() }),
        };
        if magnitude > MAX_INTEGER {
            return Err(CanonicalError::OutOfRange { pointer: self.pointer() });
        }
        self.bytes.extend_from_slice(number.to_string().as_bytes());
        Ok(())
    }

    fn string(&mut self, text: &str) {
        self.bytes.push(b'"');
        for byte in text.bytes() {
            match byte {
                b'"' => self.bytes.extend_from_slice(b"\\\""),
                b'\\' => self.bytes.extend_from_slice(b"\\\\"),
                0x08 => self.bytes.extend_from_slice(b"\\b"),
                0x09 => self.bytes.extend_from_slice(b"\\t"),
                0x0a => self.bytes.extend_from_slice(b"\\n"),
                0x0c => self.bytes.extend_from_slice(b"\\f"),
                0x0d => self.bytes.extend_from_slice(b"\\r"),
                0x00..=0x1f => self.bytes.extend_from_slice(format!("\\u{byte:04x}").as_bytes()),
                _ => self.bytes.push(byte),
            }
        }
        self.bytes.push(b'"');
    }

    fn pointer(&self) -> String {
        self.path.iter().fold(String::new(), |mut pointer, step| {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
            pointer
        })
    }
}
