//! Addresses: where places and controls live, and which addresses a page may link to.

use std::fmt::Write as _;

use maud::{Markup, html};

/// Address of Today.
pub const TODAY: &str = "/";
/// Address of the list of controls.
pub const CONTROLS: &str = "/controls";

/// Address of the page of one control, for example `/controls/A.6.2.4`. Whatever is not a letter, a digit or one of
/// `-._~` is percent-encoded (RFC 3986, 2.1), so that an id can never lead elsewhere.
#[must_use]
pub fn control(id: &str) -> String {
    let mut path = format!("{CONTROLS}/");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(path, "%{byte:02X}");
        }
    }
    path
}

/// Whether an address stays inside: a path of this site, or a place on the same page.
#[must_use]
pub fn is_local(href: &str) -> bool {
    let path = href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\");
    (path || href.starts_with('#')) && !href.chars().any(char::is_control)
}

/// A link when the address is local, otherwise only its text: records may carry hostile addresses.
#[must_use]
pub fn link(href: &str, text: &str) -> Markup {
    html! {
        @if is_local(href) { a.lnk href=(href) { (text) } } @else { (text) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_cannot_leave_the_controls() {
        assert_eq!(control("A.6.2.4"), "/controls/A.6.2.4");
        assert_eq!(control("../x?y#z"), "/controls/..%2Fx%3Fy%23z");
        assert_eq!(control("é"), "/controls/%C3%A9");
    }

    #[test]
    fn foreign_addresses_become_text() {
        for href in ["javascript:alert(1)", "//evil.example", "/\\evil.example", "https://evil.example", "", "data:,x"]
        {
            assert!(!is_local(href), "{href}");
            assert_eq!(link(href, "x").into_string(), "x");
        }
        assert!(is_local("/controls/A.2.2") && is_local("#EV-1"));
    }
}
