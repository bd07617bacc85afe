//! Journeys: between going to the provider and coming back. They are kept in memory only, for minutes; each ends with the
//! first who comes back with its state, in the browser that began it (RFC 9700, 4.7).

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assay_domain::Timestamp;
use assay_ports::Random;

use super::super::secret;

/// Minutes that a journey may take.
const MINUTES: i64 = 10;
/// Journeys of one address: whoever begins more pushes out none but its own.
const MOST_OF_ONE: usize = 1000;
/// Journeys of all; the oldest goes.
const MOST: usize = 10_000;

/// What somebody went to the provider for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To sign in.
    SignIn,
    /// To take an invitation up, by its secret.
    TakeUp(String),
    /// To say who they are there, for the account of a session, by its digest.
    Link([u8; 32]),
    /// To prove anew who they are, for a session, by its digest.
    Prove([u8; 32]),
}

/// Somebody on their way.
#[derive(Clone)]
pub(super) struct Journey {
    state: [u8; 32],
    browser: [u8; 32],
    /// Who was the provider when they left: another one in between ends the journey.
    pub(super) issuer: String,
    /// What the ID token has to say.
    pub(super) nonce: String,
    /// What shows the provider that whoever has the code also began the journey (RFC 7636, 4.1).
    pub(super) verifier: String,
    pub(super) purpose: Purpose,
    /// Where to go afterwards, a local path.
    pub(super) next: String,
    pub(super) begun: Timestamp,
    from: Option<String>,
}

/// What the browser and the provider are told of a journey.
pub(super) struct Told {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    pub(super) browser: String,
}

/// The journeys, the oldest first.
#[derive(Default)]
pub(super) struct Journeys(Mutex<VecDeque<Journey>>);

impl Journeys {
    fn all(&self) -> MutexGuard<'_, VecDeque<Journey>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins one. A browser that has a secret already keeps it, so that two tabs do not undo each other.
    pub(super) fn begin(
        &self,
        random: &dyn Random,
        (issuer, purpose, next): (&str, Purpose, &str),
        (browser, from): (Option<&str>, Option<&str>),
        now: Timestamp,
    ) -> Told {
        let kept = browser.and_then(|b| Some((b.to_owned(), secret::digest(b)?)));
        let (browser, browser_digest) = kept.unwrap_or_else(|| secret::new(random));
        let ((state, digest), (nonce, _), (verifier, _)) =
            (secret::new(random), secret::new(random), secret::new(random));
        let mut all = self.all();
        all.retain(|j| j.begun.plus_minutes(MINUTES) > now);
        let of_one = |j: &Journey| j.from.as_deref() == from;
        if all.iter().filter(|j| of_one(j)).count() >= MOST_OF_ONE {
            let oldest = all.iter().position(of_one);
            oldest.and_then(|at| all.remove(at));
        }
        if all.len() >= MOST {
            all.pop_front();
        }
        all.push_back(Journey {
            state: digest,
            browser: browser_digest,
            issuer: issuer.to_owned(),
            nonce: nonce.clone(),
            verifier: verifier.clone(),
            purpose,
            next: next.to_owned(),
            begun: now,
            from: from.map(str::to_owned),
        });
        Told { state, nonce, verifier, browser }
    }

    /// Ends the journey of a state, if this browser began it: whoever comes second finds none.
    pub(super) fn end(&self, state: &str, browser: Option<&str>, now: Timestamp) -> Option<Journey> {
        let (state, browser) = (secret::digest(state)?, browser.and_then(secret::digest)?);
        let mut all = self.all();
        let at =
            all.iter().position(|j| j.state == state && j.browser == browser && j.begun.plus_minutes(MINUTES) > now)?;
        all.remove(at)
    }
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;

    fn begin(all: &Journeys, random: &SeededRandom, browser: Option<&str>, from: &str) -> Told {
        all.begin(random, ("https://id.example", Purpose::SignIn, "/"), (browser, Some(from)), Timestamp::default())
    }

    #[test]
    fn a_journey_ends_once_in_the_browser_that_began_it() {
        let (all, random, now) = (Journeys::default(), SeededRandom::new(3), Timestamp::default());
        let told = begin(&all, &random, None, "a");
        let other = begin(&all, &random, None, "a");
        assert!(all.end(&told.state, None, now).is_none());
        assert!(all.end(&told.state, Some(&other.browser), now).is_none());
        assert!(all.end(&other.nonce, Some(&told.browser), now).is_none());
        let found = all.end(&told.state, Some(&told.browser), now).unwrap();
        assert_eq!((found.nonce, found.verifier), (told.nonce, told.verifier));
        assert!(all.end(&told.state, Some(&told.browser), now).is_none(), "a second time");
        assert!(all.end(&other.state, Some(&other.browser), now.plus_minutes(MINUTES)).is_none(), "too late");
    }

    #[test]
    fn two_tabs_of_a_browser_do_not_undo_each_other() {
        let (all, random, now) = (Journeys::default(), SeededRandom::new(3), Timestamp::default());
        let first = begin(&all, &random, None, "a");
        let second = begin(&all, &random, Some(&first.browser), "a");
        assert_eq!(first.browser, second.browser);
        assert_ne!(first.state, second.state);
        assert!(all.end(&first.state, Some(&second.browser), now).is_some());
        assert!(all.end(&second.state, Some(&second.browser), now).is_some());
        // What is no secret of ours is not taken over.
        assert_ne!(begin(&all, &random, Some("planted"), "a").browser, "planted");
    }

    #[test]
    fn whoever_begins_many_pushes_out_their_own() {
        let (all, random, now) = (Journeys::default(), SeededRandom::new(3), Timestamp::default());
        let theirs = begin(&all, &random, None, "other");
        for _ in 0..=MOST_OF_ONE {
            begin(&all, &random, None, "flood");
        }
        assert_eq!(all.all().len(), MOST_OF_ONE + 1);
        assert!(all.end(&theirs.state, Some(&theirs.browser), now).is_some());
    }
}
