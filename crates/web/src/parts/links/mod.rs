//! Addresses, a file per place, and which addresses a page may link to.

use std::fmt::Write as _;

use maud::{Markup, html};

mod account;
mod assurance;
mod controls;
mod evidence;
mod places;
mod records;
mod risks;
mod systems;
mod today;

pub use account::*;
pub use assurance::*;
pub use controls::*;
pub use evidence::*;
pub use places::*;
pub use records::*;
pub use risks::*;
pub use systems::*;
pub use today::*;

/// Text as part of an address. Whatever is not a letter, a digit or one of `-._~` is percent-encoded (RFC 3986, 2.1), so
/// that it can never lead elsewhere.
fn part(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

fn query(all: &[(&str, &str)]) -> String {
    let stated = all.iter().filter(|(_, value)| !value.is_empty());
    stated.map(|(name, value)| format!("{name}={}", part(value))).collect::<Vec<_>>().join("&")
}

/// Address of what lies below another.
#[must_use]
pub fn below(path: &str, name: &str) -> String {
    format!("{path}/{}", part(name))
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
        assert_eq!(requirement("iso42001", "A.2.2"), "/controls/A.2.2");
        assert_eq!(requirement("iso27001", "A.5.1"), "/controls/iso27001%3AA.5.1");
        assert_eq!(controls_of("iso27001"), "/controls?framework=iso27001");
        assert_eq!(record("a/b", "SYS-1@1.0"), "/w/a%2Fb/records/SYS-1%401.0");
        assert_eq!(
            sheet("main", "task", &[("q", "a b&c"), ("sort", ""), ("filter", "x:1")]),
            "/w/main/sheets/task?q=a%20b%26c&filter=x%3A1"
        );
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
