//! Passwords: which are accepted, and how they are kept (OWASP ASVS 5.0, 6.2 and 11.4.2).

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use assay_ports::Random;

use crate::{Answer, AppError, ErrorClass};

/// Fewest characters.
const SHORTEST: usize = 12;
/// Most characters: more would only cost time.
const LONGEST: usize = 256;
/// Memory in KiB, passes and lanes of Argon2id, as the OWASP cheat sheet on password storage asks at least.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// How many may wait for a digest; more are told to come back, so that a flood does not take every thread.
const MOST_WAITING: usize = 64;

/// Digests are made one at a time: each takes 19 MiB.
pub(crate) struct Hashing {
    turn: Mutex<()>,
    waiting: AtomicUsize,
}

impl Hashing {
    pub(super) const fn new() -> Self {
        Self { turn: Mutex::new(()), waiting: AtomicUsize::new(0) }
    }

    fn in_turn<T>(&self, work: impl FnOnce() -> T) -> Answer<T> {
        let waiting = self.waiting.fetch_add(1, Ordering::SeqCst);
        let done = if waiting < MOST_WAITING {
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(work())
        } else {
            let text = "too many people sign in at this moment; try again in a few seconds";
            Err(AppError::new(ErrorClass::Unavailable, "sign-in.busy", text))
        };
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        done
    }

    /// The digest of a password, with its salt, in PHC form.
    pub(super) fn digest(&self, random: &dyn Random, password: &str) -> Answer<String> {
        let salt: [u8; 16] = random.bytes();
        let made: Result<PasswordHash, _> =
            self.in_turn(|| argon2()?.hash_password_with_salt(password.as_bytes(), &salt))?;
        Ok(made.map_err(AppError::internal)?.to_string())
    }

    /// Whether the password is that of the digest. Without a digest it takes as long, and is not: nobody can tell by the
    /// clock who has an account.
    pub(super) fn fits(&self, password: &str, digest: Option<&str>) -> Answer<bool> {
        const NOBODY: &str =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let parsed = PasswordHash::new(digest.unwrap_or(NOBODY)).map_err(AppError::internal)?;
        // No password accepted is longer: the work stays bounded.
        let text = if password.chars().count() > LONGEST { "" } else { password };
        let fits = self.in_turn(|| argon2().is_ok_and(|a| a.verify_password(text.as_bytes(), &parsed).is_ok()))?;
        Ok(fits && digest.is_some())
    }
}

fn argon2() -> argon2::password_hash::Result<Argon2<'static>> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).map_err(|_| argon2::password_hash::Error::ParamsInvalid)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Whether a password is good enough for somebody: long, and not what a guesser tries first. No rule on which characters
/// it has (ASVS 6.2.5); words that are known of them count as guessed (6.2.11).
pub(super) fn accept(password: &str, known: &[&str]) -> Answer<()> {
    let refuse = |text: String| Err(AppError::input("password.weak", text));
    let length = password.chars().count();
    if length < SHORTEST {
        return refuse(format!("a password has at least {SHORTEST} characters; this one has {length}"));
    }
    if length > LONGEST {
        return refuse(format!("a password has at most {LONGEST} characters; this one has {length}"));
    }
    let words: Vec<&str> = known.iter().flat_map(|k| k.split(['@', '.', ' ', '-', '_'])).chain(["assay"]).collect();
    // Known words in a row are rated as if their order were a secret; what is left without them has to be one.
    let lower = password.to_lowercase();
    let rest =
        words.iter().filter(|w| w.chars().count() > 2).fold(lower.clone(), |r, w| r.replace(&w.to_lowercase(), ""));
    let bare = if rest == lower { password } else { &rest };
    let found = zxcvbn::zxcvbn(password, &words);
    if found.score().min(zxcvbn::zxcvbn(bare, &words).score()) < zxcvbn::Score::Three {
        let why = found.feedback().and_then(|f| f.warning()).map(|w| format!(": {w}")).unwrap_or_default();
        return refuse(format!(
            "this password is easily guessed{why} Several words that have nothing to do with each other are better."
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;

    #[test]
    fn a_password_fits_its_own_digest_only() {
        let hashing = Hashing::new();
        let digest = hashing.digest(&SeededRandom::new(1), "lantern gravel osprey").unwrap();
        assert!(digest.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{digest}");
        assert!(hashing.fits("lantern gravel osprey", Some(&digest)).unwrap());
        assert!(!hashing.fits("lantern gravel Osprey", Some(&digest)).unwrap());
        assert!(!hashing.fits("lantern gravel osprey", None).unwrap(), "nobody has no password");
        let other = hashing.digest(&SeededRandom::new(2), "lantern gravel osprey").unwrap();
        assert_ne!(digest, other, "the salt is another");
    }

    #[test]
    fn what_is_guessed_first_is_not_accepted() {
        let known = ["ines.duarte@aldermoor.example", "Inês Duarte"];
        for weak in
            ["short", "password1234", "aaaaaaaaaaaaaaaa", "qwertyuiopasdf", "duarte aldermoor", &"x y ".repeat(70)]
        {
            let refused = accept(weak, &known).map_err(|e| e.code);
            assert_eq!(refused, Err("password.weak".to_owned()), "{weak}");
        }
        for good in ["lantern gravel osprey", "Tr0ub4dor&3-xkcd-93", "ratos comem queijo velho às terças"] {
            accept(good, &known).unwrap();
        }
    }
}
