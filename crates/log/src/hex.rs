//! Lower-case hexadecimal, the one spelling of a digest in entries, manifests and file names.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Two lower-case digits per byte.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    text
}

/// 32 bytes from exactly 64 lower-case digits; upper case is refused, so that each digest has one spelling.
#[must_use]
pub fn decode32(text: &str) -> Option<[u8; 32]> {
    decode(text)
}

/// `N` bytes from exactly `2 * N` lower-case digits.
#[must_use]
pub fn decode<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(bytes)
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// Serde form of a 32-byte digest: 64 lower-case digits.
pub(crate) mod serde32 {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
    use std::borrow::Cow;

    pub(crate) fn serialize<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::encode(bytes))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        super::decode32(&text).ok_or_else(|| D::Error::custom("expected 64 lower-case hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn one_spelling_each_way() {
        assert_eq!(encode(&[0, 0x9a, 0xff]), "009aff");
        assert_eq!(decode("009aff"), Some([0, 0x9a, 0xff]));
        for wrong in ["009AFF", "009af", "009aff0", "009ag0", "é09aff"] {
            assert_eq!(decode::<3>(wrong), None, "{wrong}");
        }
    }
}
