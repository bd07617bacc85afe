//! One pass over bytes that decides whether they are a canonical form, allocating only for keys with escapes or
//! characters beyond ASCII.
//!
//! A log of a million entries is verified in seconds because of this; the law that it agrees with "parse, write again,
//! compare" is held by a property test.

use std::cmp::Ordering;
use std::str::Utf8Error;

use super::{CanonicalError, MAX_DEPTH, MAX_INTEGER};

pub(super) fn scan(bytes: &[u8]) -> Result<&str, CanonicalError> {
    let not_text = |error: Utf8Error| CanonicalError::NotCanonical { offset: error.valid_up_to(), what: "not UTF-8" };
    let text = std::str::from_utf8(bytes).map_err(not_text)?;
    let mut scanner = Scanner { bytes, at: 0 };
    scanner.value(0)?;
    if scanner.at == bytes.len() { Ok(text) } else { scanner.fail("bytes after the value") }
}

/// Bytes at which a run of plain characters in a string stops: quotes, escapes, control characters, beyond ASCII.
const STOPS: [bool; 256] = {
    let mut stops = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        stops[byte] = byte < 0x20 || byte >= 0x80 || byte == b'"' as usize || byte == b'\\' as usize;
        byte += 1;
    }
    stops
};

struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The inside of a string's quotes, and whether comparing it needs decoding.
struct Raw<'a> {
    text: &'a [u8],
    plain: bool,
}

impl<'a> Scanner<'a> {
    fn fail<T>(&self, what: &'static str) -> Result<T, CanonicalError> {
        Err(CanonicalError::NotCanonical { offset: self.at, what })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Result<(), CanonicalError> {
        match self.peek() {
            Some(b'"') => self.string().map(|_| ()),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'-' | b'0'..=b'9') => self.integer(),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            _ => self.fail("expected a value without white space"),
        }
    }

    fn word(&mut self, word: &[u8]) -> Result<(), CanonicalError> {
        if self.bytes[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(());
        }
        self.fail("expected true, false or null")
    }

    fn array(&mut self, depth: usize) -> Result<(), CanonicalError> {
        if depth == MAX_DEPTH {
            return self.fail("nested too deep");
        }
        self.at += 1;
        if self.take(b']') {
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            if self.take(b']') {
                return Ok(());
            }
            if !self.take(b',') {
                return self.fail("expected ',' or ']'");
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), CanonicalError> {
        if depth == MAX_DEPTH {
            return self.fail("nested too deep");
        }
        self.at += 1;
        if self.take(b'}') {
            return Ok(());
        }
        let mut previous: Option<Raw<'a>> = None;
        loop {
            let start = self.at;
            let key = self.string()?;
            if previous.is_some_and(|previous| previous.order(&key) != Ordering::Less) {
                self.at = start;
                return self.fail("keys must be unique and sorted by UTF-16 code units");
            }
            previous = Some(key);
            if !self.take(b':') {
                return self.fail("expected ':'");
            }
            self.value(depth + 1)?;
            if self.take(b'}') {
                return Ok(());
            }
            if !self.take(b',') {
                return self.fail("expected ',' or '}'");
            }
        }
    }

    fn string(&mut self) -> Result<Raw<'a>, CanonicalError> {
        if !self.take(b'"') {
            return self.fail("expected a string");
        }
        let start = self.at;
        let mut plain = true;
        loop {
            let rest = &self.bytes[self.at..];
            let Some(run) = rest.iter().position(|byte| STOPS[usize::from(*byte)]) else {
                self.at = self.bytes.len();
                return self.fail("unclosed string");
            };
            self.at += run;
            match rest[run] {
                b'"' => {
                    let text = &self.bytes[start..self.at];
                    self.at += 1;
                    return Ok(Raw { text, plain });
                }
                b'\\' => {
                    plain = false;
                    self.escape()?;
                }
                0x80.. => {
                    plain = false;
                    self.at += 1;
                }
                _ => return self.fail("unescaped control character"),
            }
        }
    }

    /// Only the shortest escape of each character that needs one.
    fn escape(&mut self) -> Result<(), CanonicalError> {
        let length = match &self.bytes[self.at + 1..] {
            [b'"' | b'\\' | b'b' | b't' | b'n' | b'f' | b'r', ..] => 2,
            [b'u', b'0', b'0', b'0', b'0'..=b'7' | b'b' | b'e' | b'f', ..]
            | [b'u', b'0', b'0', b'1', b'0'..=b'9' | b'a'..=b'f', ..] => 6,
            _ => return self.fail("not the shortest escape"),
        };
        self.at += length;
        Ok(())
    }

    fn integer(&mut self) -> Result<(), CanonicalError> {
        let negative = self.take(b'-');
        let start = self.at;
        let mut value: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value * 10 + u64::from(digit - b'0');
            if value > MAX_INTEGER {
                return self.fail("integer beyond ±(2^53-1)");
            }
            self.at += 1;
        }
        let digits = self.at - start;
        if digits == 0 || (self.bytes[start] == b'0' && (digits > 1 || negative)) {
            return self.fail("not the shortest form of an integer");
        }
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return self.fail("floats are not allowed");
        }
        Ok(())
    }
}

impl Raw<'_> {
    fn order(&self, other: &Self) -> Ordering {
        if self.plain && other.plain {
            return self.text.cmp(other.text);
        }
        self.decoded().encode_utf16().cmp(other.decoded().encode_utf16())
    }

    /// The scanner has already accepted every escape and the whole input as UTF-8.
    fn decoded(&self) -> String {
        let mut text = String::from_utf8_lossy(self.text).into_owned();
        if text.contains('\\') {
            text = serde_json::from_str(&format!("\"{text}\"")).unwrap_or(text);
        }
        text
    }
}
