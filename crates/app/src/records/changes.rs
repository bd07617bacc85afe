//! What was recorded after a position of the log, one line for each entry.

use assay_domain::Action;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::access::Principal;
use crate::dto::{ChangeList, ChangeView};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most entries of one answer.
pub const MOST_CHANGES: usize = 500;

/// From where to tell.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangesRequest {
    /// A position of the log: entries before it are known already; 0 unless stated.
    pub after: u64,
    /// Most entries, 1 to 500; 100 unless stated.
    pub limit: Option<usize>,
}

impl Workspace {
    /// Entries after a position, oldest first. Nothing of a body is told: who wants it reads the record. Of kinds that
    /// the asker may not see, entries are passed over, so positions have gaps and a page may be short or empty: `next`
    /// says where to go on, and the end is reached when it equals `size`.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn changes(&self, principal: &Principal, request: &ChangesRequest) -> Answer<ChangeList> {
        let scope = self.enter(principal, Action::Read)?;
        let limit = request.limit.unwrap_or(100);
        if !(1..=MOST_CHANGES).contains(&limit) {
            let text = format!("`limit` is 1 to {MOST_CHANGES}, not {limit}");
            return Err(AppError::input("limit.out-of-range", text));
        }
        let size = self.store.size(&scope)?;
        let after = request.after.min(size);
        let entries = self.store.changes(&scope, after, limit)?;
        let next = entries.last().map_or(after, |last| last.seq + 1);
        let seen = entries.iter().filter(|entry| Self::may_see_record(principal, entry));
        let changes = seen.map(ChangeView::from).collect();
        Ok(ChangeList { changes, next, size })
    }

    /// Up to where verdicts are worked out, as it moves, and the log's size now. Entries before the first can be told
    /// together with what they changed.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn follow(&self, principal: &Principal) -> Answer<(watch::Receiver<u64>, u64)> {
        let scope = self.enter(principal, Action::Read)?;
        Ok((self.projector.follow(), self.store.size(&scope)?))
    }
}
