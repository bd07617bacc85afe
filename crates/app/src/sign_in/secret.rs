//! Secrets that a browser or a link carries, and codes that a person types.

use assay_ports::Random;
use assay_ports::blobs::{hex, unhex};
use sha2::{Digest as _, Sha256};

/// A new secret, and the digest it is kept as.
pub(super) fn new(random: &dyn Random) -> (String, [u8; 32]) {
    let bytes: [u8; 32] = random.bytes();
    (hex(&bytes), Sha256::digest(bytes).into())
}

/// The digest of a secret; nothing when the text is none.
pub(super) fn digest(secret: &str) -> Option<[u8; 32]> {
    Some(Sha256::digest(unhex(secret)?).into())
}

/// A new code for a person to type: five bits a letter, hyphens between groups of five.
pub(super) fn code<const LENGTH: usize>(random: &dyn Random) -> String {
    /// Without letters and digits that look alike.
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let bytes: [u8; LENGTH] = random.bytes();
    let letters: Vec<char> = bytes.iter().map(|b| char::from(LETTERS[usize::from(b % 32)])).collect();
    letters.chunks(5).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A code as it was typed, without hyphens and spaces, in capitals.
pub(super) fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase()
}

/// The digest of several words, none of which runs into the next.
pub(super) fn digest_of(words: &[&str]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for word in words {
        hasher.update(u64::try_from(word.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(word.as_bytes());
    }
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;

    #[test]
    fn a_secret_is_known_by_its_digest() {
        let (text, kept) = new(&SeededRandom::new(7));
        assert_eq!((text.len(), digest(&text)), (64, Some(kept)));
        assert_ne!(digest(&new(&SeededRandom::new(8)).0), Some(kept));
        for wrong in ["", "zz", &text[1..], &format!("{text}00")] {
            assert_eq!(digest(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let made = code::<20>(&SeededRandom::new(7));
        assert_eq!((made.len(), made.split('-').map(str::len).max()), (23, Some(5)), "{made}");
        assert_eq!(plain(&format!(" {} ", made.to_lowercase().replace('-', " "))), made.replace('-', ""));
    }

    #[test]
    fn words_do_not_run_into_each_other() {
        assert_ne!(digest_of(&["ab", "c"]), digest_of(&["a", "bc"]));
    }
}
