//! Which names a file of a bundle may have: safe on every system, and in every shell command of the instructions.

/// Longest name, in bytes.
const MAX_NAME: usize = 255;

/// Whether a name is relative, printable ASCII without spaces, and stays below the folder it is unpacked in.
pub(super) fn is_safe(name: &str) -> bool {
    name.len() <= MAX_NAME
        && name.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\:*?\"<>|'`$&;".contains(&byte))
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && !part.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn names_stay_inside_and_are_harmless() {
        assert!(is_safe("log/tile/0/x001/234.p/7"));
        for wrong in
            ["", "/etc", "a//b", "a/", "../a", "a/../b", "./a", "a b", "a\\b", "C:a", "a\nb", "é", "$(x)", "-rf"]
        {
            assert!(!is_safe(wrong), "{wrong}");
        }
        assert!(!is_safe(&"a".repeat(256)));
    }
}
