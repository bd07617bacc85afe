//! The second factor: a code that an app makes every 30 seconds from a secret it shares with us (RFC 6238).

use assay_domain::{AccountId, Action, Timestamp};
use assay_store::control::{Account, OneTimePassword, Session};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder, Totp};

use super::attempts::bucket_of_codes;
use crate::access::Principal;
use crate::installation::Installation;
use crate::workspace::Workspace;
use crate::{Answer, AppError, ErrorClass};

/// Digits, and seconds of a step, that every app knows.
const DIGITS: u8 = 6;
const SECONDS: u64 = 30;
/// Steps before and after the present one whose code is taken too (RFC 6238, 5.2).
const SKEW: u16 = 1;
/// Minutes in which the first code has to come.
const MINUTES: i64 = 15;
/// Who the app says that the code is for.
const ISSUER: &str = "Assay";

/// What an app needs to know to make codes. It is shown once.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret as it is typed, in groups of four.
    pub secret: String,
    /// The same as an address that an app reads as a picture.
    pub uri: String,
}

/// The second factor of an account, to its owner.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SecondFactorView {
    /// Since when it is asked for.
    #[schemars(with = "String")]
    pub since: Timestamp,
    /// Recovery codes that were not used yet.
    pub codes_left: u64,
}

/// What taking a member's second factor away came to.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct SecondFactorReset {
    /// The member.
    pub member: String,
    /// Whether they had one.
    pub was_on: bool,
}

/// A code that is none, or was used.
pub(super) fn refused(class: ErrorClass) -> AppError {
    let text = "this code does not fit, or was used before; wait for the next one, or use a recovery code";
    AppError::new(class, "second-factor.refused", text)
}

pub(super) fn none() -> AppError {
    AppError::new(ErrorClass::Conflict, "second-factor.none", "your account has no second factor")
}

fn is_on() -> AppError {
    let text = "your account has a second factor; turn it off before you set up another";
    AppError::new(ErrorClass::Conflict, "second-factor.on", text)
}

fn totp(secret: [u8; 20], digits: u8) -> Answer<Totp> {
    // SHA-1 is what apps know; nothing here rests on collisions (RFC 4226, B.2).
    let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(digits).with_skew(SKEW);
    builder.with_step_duration(SECONDS).with_secret(secret).build().map_err(AppError::internal)
}

/// The step whose code that is, if it is one of those taken now.
fn step(secret: [u8; 20], typed: &str, now: Timestamp) -> Answer<Option<u64>> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let seconds = u64::try_from(now.as_micros() / 1_000_000).unwrap_or(0);
    Ok(totp(secret, DIGITS)?.check(&code, seconds))
}

/// What an app needs to know of a secret.
fn enrolment(secret: [u8; 20], login: &str) -> Answer<Enrolment> {
    let letters = totp(secret, DIGITS)?.secret().to_base32();
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    let account: String =
        login.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
    let uri = format!(
        "otpauth://totp/{ISSUER}:{account}?secret={letters}&issuer={ISSUER}&algorithm=SHA1&digits={DIGITS}&period={SECONDS}"
    );
    let groups: Vec<&str> = (0..letters.len()).step_by(4).filter_map(|at| letters.get(at..at + 4)).collect();
    Ok(Enrolment { secret: groups.join(" "), uri })
}

impl Installation {
    /// The second factor of an account, if it is in force.
    pub(super) fn second_factor(&self, account: AccountId) -> Answer<Option<OneTimePassword>> {
        Ok(self.control.one_time_password(account)?.filter(|o| o.confirmed.is_some()))
    }

    /// The second factor of an account as its owner sees it.
    pub(super) fn second_factor_view(&self, account: AccountId) -> Answer<Option<SecondFactorView>> {
        let Some(since) = self.second_factor(account)?.and_then(|o| o.confirmed) else { return Ok(None) };
        Ok(Some(SecondFactorView { since, codes_left: self.control.recovery_codes_left(account)? }))
    }

    /// Uses a code of an account's up: what its app shows, or a recovery code. Says which; nothing when it is neither.
    pub(super) fn use_code(&self, account: AccountId, typed: &str, now: Timestamp) -> Answer<Option<&'static str>> {
        let Some(factor) = self.second_factor(account)? else { return Ok(None) };
        // Whose secret is lost with the key that sealed it has recovery codes.
        if let Some(secret) = factor.secret
            && let Some(step) = step(secret, typed, now)?
        {
            return Ok(self.control.use_step(account, step)?.then_some("one-time-code"));
        }
        Ok(self.use_recovery_code(account, typed, now)?.then_some("recovery-code"))
    }

    /// Makes a secret for the app of whoever is signed in. It is in force once the first code came.
    ///
    /// # Errors
    /// `second-factor.on`; when the password is wrong.
    pub fn begin_second_factor(&self, session: &str, present: &str) -> Answer<Enrolment> {
        if self.session(session)?.1.password.is_none() {
            let text = "a code is asked for after the password, and your account has none: passkeys are both factors";
            return Err(AppError::new(ErrorClass::Conflict, "second-factor.no-password", text));
        }
        let (_, account) = self.prove_with(session, present, None)?;
        let secret: [u8; 20] = self.random.bytes();
        if !self.control.offer_one_time_password(account.id, &secret, self.clock.now())? {
            return Err(is_on());
        }
        enrolment(secret, &account.login)
    }

    /// Puts the second factor in force with the first code. Gives the recovery codes; every other session ends.
    ///
    /// # Errors
    /// `second-factor.not-begun` when none was set up lately; `second-factor.code` when the code does not fit;
    /// `sign-in.locked` after too many.
    pub fn confirm_second_factor(&self, session: &str, code: &str) -> Answer<Vec<String>> {
        let now = self.clock.now();
        let (session, account) = self.session(session)?;
        let begun = |o: &OneTimePassword| o.confirmed.is_none() && o.made.plus_minutes(MINUTES) > now;
        let not_begun = || {
            let text = "begin again: the first code has to come within 15 minutes";
            AppError::new(ErrorClass::Conflict, "second-factor.not-begun", text)
        };
        let offered = self.control.one_time_password(account.id)?.filter(begun).ok_or_else(not_begun)?;
        // Whoever took the session over, and does not have the secret, shall not guess their way to the recovery codes.
        let bucket = [bucket_of_codes(&session.hash)];
        self.may_try(&bucket, now)?;
        let Some(step) = offered.secret.map(|secret| step(secret, code, now)).transpose()?.flatten() else {
            self.failed(&bucket, now)?;
            let text = "this is not the code that your app should show now; see that its clock is right";
            return Err(AppError::input("second-factor.code", text));
        };
        let (codes, digests) = self.recovery_codes(account.id);
        if !self.control.turn_second_factor_on(&offered, step, &digests, &session.hash, now)? {
            return Err(not_begun());
        }
        self.came_in(&bucket)?;
        Ok(codes)
    }

    /// Proves who is signed in with the password and a code of the second factor.
    pub(super) fn prove_factor(&self, session: &str, present: &str, code: &str) -> Answer<(Session, Account)> {
        let (_, account) = self.session(session)?;
        self.second_factor(account.id)?.ok_or_else(none)?;
        self.prove_with(session, present, Some(code))
    }

    /// Turns the second factor of whoever is signed in off. Every other session ends.
    ///
    /// # Errors
    /// `second-factor.none`; when the password or the code is wrong.
    pub fn turn_second_factor_off(&self, session: &str, present: &str, code: &str) -> Answer<()> {
        let (session, account) = self.prove_factor(session, present, code)?;
        let entry = ("second-factor-off", &*account.id.to_string());
        self.control.take_second_factor(account.id, Some(&session.hash), entry)?;
        Ok(())
    }

    /// Takes a member's second factor away, as an administrator does when app and recovery codes are lost. Every session
    /// of theirs ends.
    ///
    /// # Errors
    /// When the asker may not administer, came with a token, or means themselves, or an account that belongs elsewhere
    /// too; when the member has no account.
    pub fn reset_second_factor(
        &self,
        workspace: &Workspace,
        principal: &Principal,
        member: &str,
    ) -> Answer<SecondFactorReset> {
        let scope = workspace.enter(principal, Action::Administer)?;
        let refuse = |code: &str, text: &str| Err(AppError::new(ErrorClass::Forbidden, code, text));
        if principal.token.is_some() {
            let text = "a token cannot take a second factor away; that takes a person who is signed in, or at the \
                        server's machine";
            return refuse("second-factor.by-token", text);
        }
        let head = workspace.head(&scope, &crate::records::key(member)?)?;
        // At the server's machine it is the way back in for an only administrator; in a session it would go around the code.
        if principal.proved.is_some() && principal.member == head.record {
            let text = "this is your own; turn it off on the page of your account, with a code";
            return refuse("second-factor.own", text);
        }
        let account = self.account_behind(workspace, &head)?;
        if principal.proved.is_some() && self.control.members_of(account)?.len() > 1 {
            let text = "their account belongs to another workspace too, which you do not speak for; the person at the \
                        server's machine can do it";
            return refuse("second-factor.shared", text);
        }
        let of = format!("{account} {} {}", workspace.id, principal.member);
        let was_on = self.control.take_second_factor(account, None, ("second-factor-reset", &of))?;
        Ok(SecondFactorReset { member: head.key.to_string(), was_on })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 20] = *b"12345678901234567890";

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(seconds * 1_000_000)
    }

    /// RFC 6238, appendix B, the rows of SHA-1.
    #[test]
    fn codes_are_those_of_the_standard() {
        let rows = [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ];
        for (seconds, code) in rows {
            assert_eq!(totp(SECRET, 8).unwrap().generate(seconds).to_string(), code);
            let now = at(i64::try_from(seconds).unwrap());
            // Ours are the last six digits.
            assert_eq!(step(SECRET, &code[2..], now).unwrap(), Some(seconds / SECONDS));
            assert_eq!(
                step(SECRET, &format!(" {} {} ", &code[2..5], &code[5..]), now).unwrap(),
                Some(seconds / SECONDS)
            );
            assert_eq!(step(SECRET, code, now).unwrap(), None, "no more digits than asked for");
        }
    }

    #[test]
    fn a_step_before_and_one_after_are_taken_and_no_more() {
        let code = "287082";
        for (seconds, taken) in [(0, true), (29, true), (30, true), (59, true), (60, true), (89, true), (90, false)] {
            assert_eq!(step(SECRET, code, at(seconds)).unwrap(), taken.then_some(1), "{seconds}");
        }
        for wrong in ["", "28708", "+28708", "28708a", "2870820"] {
            assert_eq!(step(SECRET, wrong, at(59)).unwrap(), None, "{wrong}");
        }
    }

    #[test]
    fn an_app_is_told_everything() {
        let told = enrolment(SECRET, "ana:b@house.example").unwrap();
        assert_eq!(told.secret, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        let uri = "otpauth://totp/Assay:ana%3Ab%40house.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Assay\
                   &algorithm=SHA1&digits=6&period=30";
        assert_eq!(told.uri, uri);
    }
}
