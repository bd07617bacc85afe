//! Words as search knows them: case, accents and punctuation do not count, and every word asked for is a beginning.
//!
//! The rules are those of SQLite's `unicode61` tokenizer, made here for the homes that have no such thing of their own,
//! so that the same words find the same records everywhere.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word that count; the rest of a longer one is not looked at.
const LONGEST: usize = 64;

/// The words of a text, in order.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word = String::new();
    let mut length = 0;
    let plain = text.chars().flat_map(char::to_lowercase).nfd().filter(|c| !is_combining_mark(*c));
    for c in plain.chain([' ']) {
        if c.is_alphanumeric() {
            if length < LONGEST {
                word.push(c);
            }
            length += 1;
        } else if length > 0 {
            all.push(std::mem::take(&mut word));
            length = 0;
        }
    }
    all
}

/// Whether a text answers a search, as the index of a home would have it.
#[must_use]
pub fn says(text: &str, query: &str) -> bool {
    let (wanted, held) = (phrases(query), words(text));
    !wanted.is_empty() && wanted.iter().all(|phrase| occurs(phrase, &held))
}

/// What is searched for: phrases, all of which must occur. The last word of each may go on.
pub(crate) fn phrases(query: &str) -> Vec<Vec<String>> {
    let parts = query.split(|c: char| c.is_whitespace() || c == '\0');
    parts.map(words).filter(|phrase| !phrase.is_empty()).collect()
}

/// Whether a phrase occurs in a row of words.
pub(crate) fn occurs(phrase: &[String], words: &[String]) -> bool {
    let Some((last, first)) = phrase.split_last() else { return false };
    words.windows(phrase.len()).any(|run| run[..first.len()] == *first && run[first.len()].starts_with(last.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        assert_eq!(words("Leitura de DÍGITOS, manuscritos!"), ["leitura", "de", "digitos", "manuscritos"]);
        assert_eq!(words("A.6.2.4 TSK-1"), ["a", "6", "2", "4", "tsk", "1"]);
        assert_eq!(words("cafe\u{301} Straße 東京"), ["cafe", "straße", "東京"]);
        assert!(words("\u{202e}🦀 -- \0").is_empty());
        assert_eq!(words(&"x".repeat(100_000))[0].len(), LONGEST);
    }

    #[test]
    fn every_part_of_a_query_is_a_phrase_whose_last_word_goes_on() {
        assert_eq!(phrases(" \"TSK-1\" * alpha\0beta"), [vec!["tsk", "1"], vec!["alpha"], vec!["beta"]]);
        let text = words("TSK-12 reads digits");
        assert!(occurs(&words("tsk-1"), &text) && occurs(&words("DIG"), &text));
        assert!(!occurs(&words("12-tsk"), &text) && !occurs(&words("igits"), &text));
        assert!(!occurs(&[], &text));
    }
}
