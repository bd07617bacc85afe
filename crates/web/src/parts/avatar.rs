//! A person as two letters on a ground of one of six colours, which follows from their name.

use maud::{Markup, html};
use sha2::{Digest as _, Sha256};

/// How many grounds there are: `av-0` and on in the style sheet.
const GROUNDS: u8 = 6;

/// The letters on their ground. They say nothing that the name beside them does not, so no screen reader reads them.
#[must_use]
pub fn avatar(name: &str) -> Markup {
    html! { span class={ "av av-" (ground(name)) } aria-hidden="true" { (initials(name)) } }
}

/// First letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

fn ground(name: &str) -> u8 {
    Sha256::digest(name).first().copied().unwrap_or(0) % GROUNDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_first_and_the_last_name() {
        assert_eq!(initials("Marta da Silva"), "MS");
        assert_eq!(initials("Ânia"), "Â");
        assert_eq!(initials("(x) y"), "XY");
        assert_eq!(initials(""), "");
    }

    #[test]
    fn the_same_name_has_the_same_ground() {
        let markup = avatar("Beatriz Lemos").into_string();
        assert_eq!(markup, avatar("Beatriz Lemos").into_string());
        assert!((0..GROUNDS).any(|n| markup.contains(&format!("av-{n}\""))));
    }
}
