//! Whether a text shows itself for what it is. A title that shows nothing cannot be found or clicked, and one that is
//! buried in marks covers its neighbours.

use unicode_normalization::char::is_combining_mark;

/// Most marks in a row on one letter; no language needs as many (Unicode Standard Annex 15, stream-safe text).
const MOST_MARKS: usize = 30;

/// Most characters of a title: more is a text, and has fields of its own.
const MOST_CHARACTERS: usize = 500;

/// Characters that a reader never sees (Unicode, `Default_Ignorable_Code_Point`), apart from spaces and controls.
const UNSEEN: [(char, char); 17] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fff8}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{e0000}', '\u{e0fff}'),
];

fn is_seen(c: char) -> bool {
    let unseen = c.is_whitespace() || c.is_control() || UNSEEN.iter().any(|(from, to)| (*from..=*to).contains(&c));
    !unseen && !is_combining_mark(c)
}

/// Whether a character changes the direction of what follows, so that `exe.pdf` is read where `fdp.exe` stands.
#[must_use]
pub fn turns_text(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Why nobody could read a text; nothing when somebody can.
#[must_use]
pub fn unreadable(text: &str) -> Option<&'static str> {
    if !text.chars().any(is_seen) {
        return Some("none of its characters can be seen; write at least one that can");
    }
    if text.chars().count() > MOST_CHARACTERS {
        return Some("it is longer than 500 characters; say the rest in another field");
    }
    if text.chars().any(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        return Some("it turns the direction of the text around; remove the characters that do");
    }
    let mut marks = 0;
    for c in text.chars() {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            return Some("it piles more than 30 marks on one letter; remove them");
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_readable() {
        let vietnamese = "Vie\u{302}\u{323}t";
        for text in ["A", "É", "e\u{301}", vietnamese, "می\u{200c}خواهم", "👩\u{200d}🔬", "日本語", "-"]
        {
            assert_eq!(unreadable(text), None, "{text}");
        }
        assert_eq!(unreadable(&format!("o{}", "\u{301}".repeat(30))), None);
    }

    #[test]
    fn what_shows_nothing_or_too_much_is_not() {
        for text in ["", " ", "\u{200b}", "\u{feff}\u{2060}\u{ad}", "\u{0}\u{1b}", "\u{301}", "\u{e0041}", "\u{3000}"] {
            assert!(unreadable(text).is_some(), "{text:?}");
        }
        assert!(unreadable(&format!("o{}", "\u{301}".repeat(31))).is_some());
        assert_eq!(unreadable(&"x".repeat(500)), None);
        assert!(unreadable(&"x".repeat(501)).is_some());
        assert!(unreadable("exe.\u{202e}fdp").is_some());
        assert_eq!(unreadable("\u{200f}שלום\u{200e} 42"), None, "marks of direction are part of some languages");
    }

    #[test]
    fn marks_of_direction_turn_and_letters_do_not() {
        assert!(['\u{202e}', '\u{2067}', '\u{200f}'].into_iter().all(turns_text));
        assert!(!['a', 'א', '\u{200d}', '\u{200c}'].into_iter().any(turns_text));
    }
}
