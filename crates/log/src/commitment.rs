//! Salted commitments: HMAC-SHA-256 (RFC 2104) keyed by 32 random bytes kept beside the body, never in the log.
//!
//! While the salt exists anyone who holds the body can check it, with `openssl dgst -sha256 -mac HMAC` if they like;
//! once the salt is destroyed the commitment tells nothing, not even to somebody who guesses the body.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::tree::Hash;

/// The commitment to `bytes` (a record's body in canonical form) under a salt of its own.
#[must_use]
pub fn commit(salt: &[u8; 32], bytes: &[u8]) -> Hash {
    let mut mac = Hmac::<Sha256>::new_from_slice(salt).expect("HMAC takes a key of any length");
    mac.update(bytes);
    mac.finalize().into_bytes().into()
}

/// The commitment to an artifact by its SHA-256, under the salt of the body that names it.
///
/// A bare digest would disclose a small file to whoever can guess it.
#[must_use]
pub fn commit_digest(salt: &[u8; 32], sha256: &Hash) -> Hash {
    commit(salt, sha256)
}

#[cfg(test)]
mod tests {
    use super::commit;
    use crate::hex;

    /// RFC 4231 case 2 pads its key "Jefe" with zero bytes up to the block, so a 32-byte zero-padded key is the same key.
    #[test]
    fn rfc_4231_case_2() {
        let mut salt = [0; 32];
        salt[..4].copy_from_slice(b"Jefe");
        assert_eq!(
            hex::encode(&commit(&salt, b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
