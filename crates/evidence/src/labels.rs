//! Short texts out of files: bounded and free of control characters.

/// No label of a tool is longer; what is gets cut.
const MAX: usize = 200;

/// A label fit for keys and pages: no control characters, at most 200 characters.
pub(crate) fn label(text: &str) -> String {
    text.trim().chars().filter(|c| !c.is_control() && *c != '\u{feff}').take(MAX).collect()
}

/// As [`label`]; nothing when nothing is left.
pub(crate) fn some_label(text: &str) -> Option<String> {
    Some(label(text)).filter(|text| !text.is_empty())
}

/// A step of a JSON pointer (RFC 6901).
pub(crate) fn pointer_step(text: &str) -> String {
    label(text).replace('~', "~0").replace('/', "~1")
}

/// Up to `most` names, joined, with the number of those left out.
pub(crate) fn some_of<'a>(names: impl Iterator<Item = &'a str>, most: usize) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(most).copied().collect::<Vec<_>>().join(", ");
    if names.len() > most { format!("{shown} and {} more", names.len() - most) } else { shown }
}
