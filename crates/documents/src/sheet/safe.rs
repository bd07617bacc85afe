//! Text that no spreadsheet runs. A program that opens a CSV takes a cell that begins with `=`, `+`, `-`, `@`, a tab or
//! a carriage return for a formula, or for the way to one (CWE-1236; OWASP ASVS 5.0, 1.2.10). Such a cell gets an
//! apostrophe in front; so does one that begins with an apostrophe, so that reading takes off exactly what writing put
//! on. The mark of rich text is among them, for the writer of workbooks lets text that looks like it through as markup.

const RISKY: [&str; 8] = ["=", "+", "-", "@", "\t", "\r", "'", "<r>"];

fn is_risky(text: &str) -> bool {
    RISKY.iter().any(|start| text.starts_with(start))
}

/// The text as it is written.
pub(super) fn neutral(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text as it was. An apostrophe that no writing put there stays.
pub(super) fn restored(text: &str) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_like_a_formula_is_text_and_comes_back() {
        for text in
            ["=1+1", "<r>x</r>", "+cmd|x", "-5", "@SUM(A1)", "\tx", "\rx", "'", "'=x", "''", "plain", "", "a=b", "'tis"]
        {
            let written = neutral(text);
            assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '<']), "{text:?} is written {written:?}");
            assert_eq!(restored(&written), text);
        }
        assert_eq!(neutral("=1+1"), "'=1+1");
        assert_eq!(restored("'tis the season"), "'tis the season");
    }
}
