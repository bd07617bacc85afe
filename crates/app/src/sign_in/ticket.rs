//! Tickets: between the right password and the code of the second factor there is no session yet. They are kept in
//! memory only, for minutes, and few at a time.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use assay_domain::{AccountId, Timestamp};
use assay_ports::Random;
use assay_store::control::Account;

use super::secret;
use crate::{AppError, ErrorClass};

/// Minutes that a ticket is good for.
const MINUTES: i64 = 5;
/// Tickets of one account: whoever has its password pushes out none but its own.
const MOST_OF_ONE: usize = 5;
/// Tickets of all; the oldest goes.
const MOST: usize = 1000;

struct Ticket {
    hash: [u8; 32],
    account: AccountId,
    /// The digest of the password that was right: another one makes the ticket worthless.
    password: Option<String>,
    until: Timestamp,
}

/// The tickets, the oldest first.
#[derive(Default)]
pub(crate) struct Tickets(Mutex<VecDeque<Ticket>>);

/// The ticket is no good, whatever the reason.
pub(super) fn over() -> AppError {
    let text = "too much time went by, or something changed meanwhile; sign in again";
    AppError::new(ErrorClass::Unauthenticated, "second-factor.over", text)
}

impl Tickets {
    fn all(&self) -> MutexGuard<'_, VecDeque<Ticket>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A ticket for whoever gave the right password.
    pub(super) fn hand_out(&self, random: &dyn Random, account: &Account, now: Timestamp) -> String {
        let (secret, hash) = secret::new(random);
        let mut all = self.all();
        all.retain(|t| t.until > now);
        while all.iter().filter(|t| t.account == account.id).count() >= MOST_OF_ONE {
            let oldest = all.iter().position(|t| t.account == account.id);
            oldest.and_then(|at| all.remove(at));
        }
        if all.len() >= MOST {
            all.pop_front();
        }
        let (password, until) = (account.password.clone(), now.plus_minutes(MINUTES));
        all.push_back(Ticket { hash, account: account.id, password, until });
        secret
    }

    /// Whose a ticket is, and the digest of the password that they gave.
    pub(super) fn find(&self, secret: &str, now: Timestamp) -> Option<(AccountId, Option<String>)> {
        let hash = secret::digest(secret)?;
        let all = self.all();
        all.iter().find(|t| t.hash == hash && t.until > now).map(|t| (t.account, t.password.clone()))
    }

    /// Takes a ticket in; `false` when somebody was faster.
    pub(super) fn take(&self, secret: &str) -> bool {
        let Some(hash) = secret::digest(secret) else { return false };
        let mut all = self.all();
        let before = all.len();
        all.retain(|t| t.hash != hash);
        all.len() < before
    }
}

#[cfg(test)]
mod tests {
    use assay_ports::SeededRandom;

    use super::*;

    fn account(n: u8) -> Account {
        let id = AccountId::from_random([n; 16]);
        let (login, name) = (format!("{n}@house.example"), n.to_string());
        Account { id, login, name, made: Timestamp::default(), disabled: None, password: None }
    }

    #[test]
    fn a_ticket_is_taken_in_once_and_ends() {
        let (tickets, random, now) = (Tickets::default(), SeededRandom::new(7), Timestamp::default());
        let ticket = tickets.hand_out(&random, &account(1), now);
        assert_eq!(tickets.find(&ticket, now).map(|t| t.0), Some(account(1).id));
        assert!(tickets.find(&ticket, now.plus_minutes(4)).is_some());
        assert!(tickets.find(&ticket, now.plus_minutes(5)).is_none());
        assert!(tickets.take(&ticket) && !tickets.take(&ticket));
        assert!(tickets.find(&ticket, now).is_none());
    }

    #[test]
    fn they_are_few_and_nobody_pushes_out_those_of_others() {
        let (tickets, random, now) = (Tickets::default(), SeededRandom::new(7), Timestamp::default());
        let mine = tickets.hand_out(&random, &account(1), now);
        let theirs: Vec<String> = (0..50).map(|_| tickets.hand_out(&random, &account(2), now)).collect();
        let good = theirs.iter().filter(|t| tickets.find(t, now).is_some()).count();
        assert_eq!((good, tickets.find(&mine, now).is_some()), (MOST_OF_ONE, true));
        assert!(tickets.find(&theirs[49], now).is_some(), "the newest stay");
        for n in 3..=u8::MAX {
            for _ in 0..MOST_OF_ONE {
                tickets.hand_out(&random, &account(n), now);
            }
        }
        assert_eq!(tickets.all().len(), MOST);
    }
}
