//! Recovery codes: each stands once for the code of an app that is lost. They are shown when they are made, and kept as
//! digests; at 125 bits nobody finds one from its digest (OWASP ASVS 5.0, 6.5.2).

use assay_domain::{AccountId, Timestamp};

use super::secret::{self, digest_of, plain};
use crate::Answer;
use crate::installation::Installation;

/// Codes that are made at a time.
const CODES: usize = 10;
/// Letters of a code, five bits each.
const LETTERS: usize = 25;

fn digest(account: AccountId, code: &str) -> [u8; 32] {
    digest_of(&["recovery", &account.to_string(), &plain(code)])
}

impl Installation {
    /// New codes, and what is kept of them.
    pub(super) fn recovery_codes(&self, account: AccountId) -> (Vec<String>, Vec<[u8; 32]>) {
        let codes: Vec<String> = (0..CODES).map(|_| secret::code::<LETTERS>(&*self.random)).collect();
        let digests = codes.iter().map(|code| digest(account, code)).collect();
        (codes, digests)
    }

    /// Uses a recovery code up, if it is one of the account's. An entry says so.
    pub(super) fn use_recovery_code(&self, account: AccountId, typed: &str, now: Timestamp) -> Answer<bool> {
        Ok(plain(typed).len() == LETTERS && self.control.use_recovery_code(account, &digest(account, typed), now)?)
    }

    /// Makes other recovery codes for whoever is signed in; those of before no longer work, and every other session ends.
    ///
    /// # Errors
    /// `second-factor.none`; when the password or the code of the second factor is wrong.
    pub fn renew_recovery_codes(&self, session: &str, present: &str, code: &str) -> Answer<Vec<String>> {
        let (session, account) = self.prove_factor(session, present, code)?;
        let (codes, digests) = self.recovery_codes(account.id);
        self.control.set_recovery_codes(account.id, &digests, &session.hash)?;
        Ok(codes)
    }
}
