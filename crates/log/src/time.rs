//! The one spelling of a moment in an entry: RFC 3339, UTC, six fraction digits, `Z`.
//!
//! With one spelling, comparing the texts compares the moments.

/// Whether `text` is a real moment written as `2026-11-23T10:00:00.000000Z`.
#[must_use]
pub fn is_timestamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 27
        && shaped(bytes, b"####-##-##T##:##:##.######Z")
        && is_day(&bytes[..10])
        && number(&bytes[11..13]) < 24
        && number(&bytes[14..16]) < 60
        && number(&bytes[17..19]) < 60
}

/// Whether `text` is a real day written as `2026-11-23`.
#[must_use]
pub fn is_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10 && shaped(bytes, b"####-##-##") && is_day(bytes)
}

fn shaped(bytes: &[u8], shape: &[u8]) -> bool {
    bytes.iter().zip(shape).all(|(byte, mark)| if *mark == b'#' { byte.is_ascii_digit() } else { byte == mark })
}

fn is_day(bytes: &[u8]) -> bool {
    let (year, month, day) = (number(&bytes[..4]), number(&bytes[5..7]), number(&bytes[8..10]));
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::{is_date, is_timestamp};

    #[test]
    fn only_the_one_spelling() {
        assert!(is_timestamp("2024-02-29T23:59:59.999999Z"));
        for wrong in [
            "2023-02-29T00:00:00.000000Z",
            "2024-02-29T24:00:00.000000Z",
            "2024-02-29T23:59:60.000000Z",
            "2024-02-29T23:59:59.99999Z",
            "2024-02-29T23:59:59.999999+00:00",
            "2024-02-29t23:59:59.999999z",
            "2024-13-01T00:00:00.000000Z",
            "",
        ] {
            assert!(!is_timestamp(wrong), "{wrong}");
        }
        assert!(is_date("2000-02-29") && !is_date("1900-02-29") && !is_date("2026-1-01"));
    }
}
