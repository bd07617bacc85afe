//! Texts and numbers as an index keeps them, so that they sort and are found as people expect.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Characters of a text that count; what is alike so far sorts by key.
pub(crate) const LONGEST: usize = 100;

/// A text without case, accents and control characters, as long as it is.
#[must_use]
pub fn plain(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).nfd();
    plain.filter(|c| !is_combining_mark(*c)).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The beginning of a text without case, accents, control characters and superfluous spaces.
#[must_use]
pub fn folded(text: &str) -> String {
    let plain = plain(text);
    let mut out = String::with_capacity(plain.len().min(4 * LONGEST));
    for word in plain.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        if out.len() > 4 * LONGEST {
            break;
        }
    }
    match out.char_indices().nth(LONGEST) {
        Some((end, _)) => out[..end].to_owned(),
        None => out,
    }
}

/// A decimal number as text that sorts as numbers do: sign, length of the whole part, digits. What is below zero is
/// written in complements.
pub(crate) fn number(text: &str) -> Option<String> {
    let (below, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || !plain(fraction) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let cut = |part: &str| part.chars().take(LONGEST).collect::<String>();
    let length = whole.len().min(999);
    let (whole, fraction) = (cut(whole), cut(fraction));
    if whole.is_empty() && fraction.is_empty() {
        return Some("1000.".to_owned());
    }
    let over = |part: &str| -> String { part.bytes().map(|digit| char::from(b'0' + (b'9' - digit))).collect() };
    Some(if below {
        format!("0{:03}{}.{}~", 999 - length, over(&whole), over(&fraction))
    } else {
        format!("1{length:03}{whole}.{fraction}")
    })
}
