//! What happened to an account, out of the log: there is no mail, so people are told on the page of their account.

use assay_domain::{AccountId, RecordId, Timestamp, WorkspaceId};
use rusqlite::params;

use super::ControlStore;
use super::conn::{time, wrong};
use crate::{CommitError, StoreError};

/// An entry of the control store's log that concerns an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What was done, for example `passkey-added`.
    pub op: String,
    /// When.
    pub at: Timestamp,
    /// What else the entry says, word by word, after the account or the member.
    pub rest: String,
}

impl ControlStore {
    /// The newest entries of those operations that begin with an account, or with a member that it is.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events_of(
        &self,
        account: AccountId,
        members: &[(WorkspaceId, RecordId)],
        ops: &[&str],
        most: usize,
    ) -> Result<Vec<Event>, StoreError> {
        // The blank is the lowest sign that may follow a word, `!` the next: the index finds what begins with it.
        let find = "SELECT op, at, body FROM (SELECT json_extract(CAST(e.bytes AS TEXT), '$.op') AS op, e.at, b.body, b.seq \
                    FROM control_body b JOIN entry e ON e.seq = b.seq \
                    WHERE b.body = ?1 OR (b.body > ?1 || ' ' AND b.body < ?1 || '!')) \
                    WHERE op IN (SELECT value FROM json_each(?2)) ORDER BY seq DESC LIMIT ?3";
        let ops = serde_json::to_string(ops).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let most_rows = i64::try_from(most).unwrap_or(i64::MAX);
        let mut all = Vec::new();
        let of_members = members.iter().map(|(space, member)| format!("{space} {member}"));
        for begins in std::iter::once(account.to_string()).chain(of_members) {
            let event = |row: &rusqlite::Row<'_>| {
                let body: String = row.get(2)?;
                let rest = body.strip_prefix(&begins).ok_or_else(|| {
                    wrong(2, StoreError::Damaged("an entry was found by what it does not begin with".to_owned()))
                })?;
                Ok(Event { op: row.get(0)?, at: time(row, 1)?, rest: rest.trim_start().to_owned() })
            };
            all.extend(self.look(find, params![begins, ops, most_rows], event)?);
        }
        all.sort_by_key(|event| std::cmp::Reverse(event.at));
        all.truncate(most);
        Ok(all)
    }

    /// Ends everything that was open when a backup was made: sessions, invitations, and second factors that were not in
    /// force yet. Who comes back with the backup signs in again.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn end_what_was_open(&self) -> Result<bool, CommitError> {
        self.act("open-ended", "restore", |c| {
            let sessions = c.execute("DELETE FROM session", [])?;
            let invitations = c.execute("DELETE FROM invitation", [])?;
            let offered = c.execute("DELETE FROM one_time_password WHERE confirmed IS NULL", [])?;
            Ok(sessions + invitations + offered)
        })
    }
}
