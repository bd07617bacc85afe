//! JSON numbers and literals, and the three that JSON does not have but Python writes.

use std::io::Read;

use super::scanner::Scanner;
use super::value::Value;
use crate::Fault;

/// No tool writes a longer number.
const MAX_NUMBER: usize = 400;

impl<R: Read> Scanner<R> {
    /// Takes a number, `true`, `false`, `null`, `NaN`, `Infinity` or `-Infinity`.
    pub(super) fn scalar(&mut self) -> Result<Value, Fault> {
        self.token()?;
        let mut word = String::new();
        while let Some(byte) = self.source.peek()? {
            if !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')) {
                break;
            }
            if word.len() >= MAX_NUMBER {
                return Err(self.source.fault("json.syntax", "the JSON is broken: a number has too many digits"));
            }
            word.push(char::from(byte));
            self.source.take(1);
        }
        let ended = self.source.peek()?.is_none();
        match word.as_str() {
            "null" => Ok(Value::Null),
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            "NaN" => Ok(Value::NotFinite(f64::NAN)),
            "Infinity" => Ok(Value::NotFinite(f64::INFINITY)),
            "-Infinity" => Ok(Value::NotFinite(f64::NEG_INFINITY)),
            number if is_number(number.as_bytes()) => Ok(Value::Number(word)),
            _ if ended => Err(self.cut()),
            _ => {
                let text = format!("the JSON is broken: `{word}` is neither a number nor a word of JSON");
                Err(self.source.fault("json.syntax", text))
            }
        }
    }
}

/// The grammar of RFC 8259, section 6.
fn is_number(text: &[u8]) -> bool {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (whole > 1 && text[at] == b'0') {
        return false;
    }
    at += whole;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        if fraction == 0 {
            return false;
        }
        at += 1 + fraction;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        at += 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at);
        if exponent == 0 {
            return false;
        }
        at += exponent;
    }
    at == text.len()
}
