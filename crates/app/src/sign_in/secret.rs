//! Secrets that a browser or a link carries.

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
    fn words_do_not_run_into_each_other() {
        assert_ne!(digest_of(&["ab", "c"]), digest_of(&["a", "bc"]));
    }
}
