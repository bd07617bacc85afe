//! Challenges that a passkey answers. Each is good once, for minutes, and for what it was given out for; they are kept in
//! memory only, and few at a time.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use assay_domain::{AccountId, Timestamp};
use assay_ports::Random;
use webauthn_rs::prelude::{DiscoverableAuthentication, PasskeyRegistration};

use super::secret;
use crate::{AppError, ErrorClass};

/// Minutes that a challenge is good for: as long as browsers wait, by what WebAuthn recommends.
pub(super) const MINUTES: i64 = 5;
/// Challenges for one session, or one invitation: whoever has it pushes out none but its own.
const MOST_OF_ONE: usize = 5;
/// Challenges for one address, behind which there may be many people.
const MOST_OF_ADDRESS: usize = 100;
/// Challenges of all; the oldest goes.
const MOST: usize = 10_000;

/// What a challenge was given out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Somebody signs in from an address, whoever they are.
    SignIn([u8; 32]),
    /// The owner of a session proves who they are.
    Prove([u8; 32]),
    /// The owner of a session adds a passkey.
    Add([u8; 32]),
    /// Somebody with a set-up code or an invitation begins an account.
    Begin([u8; 32]),
}

/// How the answer is checked.
pub(super) enum Expected {
    Assertion(Box<DiscoverableAuthentication>),
    /// The account is the one that the device was told.
    NewKey(Box<PasskeyRegistration>, AccountId),
}

struct Ceremony {
    ticket: [u8; 32],
    purpose: Purpose,
    expected: Expected,
    until: Timestamp,
}

/// The challenges that are out, the oldest first.
#[derive(Default)]
pub(crate) struct Ceremonies(Mutex<VecDeque<Ceremony>>);

/// The challenge is no good, whatever the reason.
pub(super) fn over() -> AppError {
    let text = "too much time went by, or this was answered before; try again";
    AppError::new(ErrorClass::Unauthenticated, "passkey.over", text)
}

impl Ceremonies {
    /// Keeps how an answer is checked; gives the ticket that it has to come with.
    pub(super) fn hand_out(&self, random: &dyn Random, purpose: Purpose, expected: Expected, now: Timestamp) -> String {
        let (ticket, hash) = secret::new(random);
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|c| c.until > now);
        let most = if matches!(purpose, Purpose::SignIn(_)) { MOST_OF_ADDRESS } else { MOST_OF_ONE };
        while all.iter().filter(|c| c.purpose == purpose).count() >= most {
            let oldest = all.iter().position(|c| c.purpose == purpose);
            oldest.and_then(|at| all.remove(at));
        }
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back(Ceremony { ticket: hash, purpose, expected, until: now.plus_minutes(MINUTES) });
        ticket
    }

    /// Takes a challenge in, whatever comes of its answer: none is tried twice. One that was given out for something else
    /// is gone as well.
    pub(super) fn take(&self, ticket: &str, fits: impl Fn(Purpose) -> bool, now: Timestamp) -> Option<Expected> {
        let hash = secret::digest(ticket)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|c| c.ticket == hash)?;
        let found = all.remove(at)?;
        (found.until > now && fits(found.purpose)).then_some(found.expected)
    }
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;
    use webauthn_rs::prelude::{Url, WebauthnBuilder};

    use super::*;

    fn expected() -> Expected {
        let url = Url::parse("http://localhost").unwrap();
        let site = WebauthnBuilder::new("localhost", &url).unwrap().build().unwrap();
        Expected::Assertion(Box::new(site.start_discoverable_authentication().unwrap().1))
    }

    #[test]
    fn a_challenge_is_taken_in_once_in_time_and_for_its_purpose() {
        let (all, random, now) = (Ceremonies::default(), SeededRandom::new(7), Timestamp::default());
        let mine = Purpose::Prove([1; 32]);
        let give = || all.hand_out(&random, mine, expected(), now);
        let fits = |purpose| move |p: Purpose| p == purpose;
        let ticket = give();
        assert!(all.take(&ticket, fits(mine), now.plus_minutes(4)).is_some());
        assert!(all.take(&ticket, fits(mine), now).is_none(), "once");
        assert!(all.take(&give(), fits(mine), now.plus_minutes(5)).is_none(), "in time");
        let ticket = give();
        for other in [Purpose::Prove([2; 32]), Purpose::Add([1; 32])] {
            assert!(all.take(&give(), fits(other), now).is_none(), "{other:?}");
        }
        assert!(all.take(&ticket, fits(mine), now).is_some());
        assert!(all.take("no ticket", |_| true, now).is_none());
    }

    #[test]
    fn they_are_few_and_nobody_pushes_out_those_of_others() {
        let (all, random, now) = (Ceremonies::default(), SeededRandom::new(7), Timestamp::default());
        let mine = all.hand_out(&random, Purpose::Add([1; 32]), expected(), now);
        for _ in 0..MOST_OF_ONE + 3 {
            all.hand_out(&random, Purpose::Add([2; 32]), expected(), now);
        }
        for _ in 0..MOST_OF_ADDRESS + 3 {
            all.hand_out(&random, Purpose::SignIn([3; 32]), expected(), now);
        }
        assert_eq!(all.0.lock().unwrap().len(), 1 + MOST_OF_ONE + MOST_OF_ADDRESS);
        assert!(all.take(&mine, |_| true, now).is_some());
    }
}
