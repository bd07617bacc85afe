//! JSON strings.

use std::io::Read;

use memchr::memchr2;

use super::scanner::Scanner;
use super::tree::MAX_TREE;
use crate::Fault;

impl<R: Read> Scanner<R> {
    /// Takes a string. An unpaired surrogate, which Python writes, becomes U+FFFD.
    ///
    /// # Errors
    /// When this is no string, or a wrong or overlong one.
    pub fn string(&mut self) -> Result<String, Fault> {
        self.open_quote()?;
        let mut bytes = Vec::new();
        loop {
            let rest = self.source.rest()?;
            if rest.is_empty() {
                return Err(self.cut());
            }
            let stop = memchr2(b'"', b'\\', rest);
            let plain = stop.unwrap_or(rest.len());
            bytes.extend_from_slice(&rest[..plain]);
            let found = rest.get(plain).copied();
            self.source.take(plain);
            if bytes.len() > MAX_TREE {
                return Err(self.source.fault("json.too-large", "a text is too long to be read"));
            }
            match found {
                Some(b'"') => break self.source.take(1),
                Some(_) => {
                    let character = self.escape()?;
                    bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                }
                None => {}
            }
        }
        String::from_utf8(bytes).map_err(|_| self.source.fault("text.utf8", super::source::NOT_UTF8))
    }

    /// Takes a string and forgets it.
    pub(super) fn skip_string(&mut self) -> Result<(), Fault> {
        self.open_quote()?;
        loop {
            let rest = self.source.rest()?;
            if rest.is_empty() {
                return Err(self.cut());
            }
            let stop = memchr2(b'"', b'\\', rest);
            let plain = stop.unwrap_or(rest.len());
            let found = rest.get(plain).copied();
            self.source.take(plain);
            match found {
                Some(b'"') => break self.source.take(1),
                Some(_) => drop(self.escape()?),
                None => {}
            }
        }
        Ok(())
    }

    fn open_quote(&mut self) -> Result<(), Fault> {
        if self.token()? != b'"' {
            return Err(self.source.fault("json.syntax", "the JSON is broken: a text in quotes should come here"));
        }
        self.source.take(1);
        Ok(())
    }

    /// Takes an escape, its backslash first.
    fn escape(&mut self) -> Result<char, Fault> {
        self.source.take(1);
        let byte = self.byte()?;
        Ok(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.source.fault("json.syntax", "the JSON is broken: a text has an unknown escape")),
        })
    }

    /// Takes the four digits of `\u`, and of a second `\u` when the first was the first half of a pair.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.four_digits()?;
        if !(0xD800..0xDC00).contains(&first) || self.source.peek()? != Some(b'\\') {
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.source.take(1);
        if self.source.peek()? != Some(b'u') {
            // Half a pair before another escape: the half is lost, and what the escape says with it.
            self.byte()?;
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        self.source.take(1);
        let second = self.four_digits()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Ok(char::REPLACEMENT_CHARACTER);
        }
        let point = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        Ok(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, Fault> {
        let mut value = 0;
        for _ in 0..4 {
            let byte = self.byte()?;
            let Some(digit) = char::from(byte).to_digit(16) else {
                return Err(self
                    .source
                    .fault("json.syntax", "the JSON is broken: `\\u` needs four hexadecimal digits"));
            };
            value = value * 16 + digit;
        }
        Ok(value)
    }

    fn byte(&mut self) -> Result<u8, Fault> {
        let Some(byte) = self.source.peek()? else { return Err(self.cut()) };
        self.source.take(1);
        Ok(byte)
    }
}
