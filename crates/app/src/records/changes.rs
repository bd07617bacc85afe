//! What was recorded after a position of the log, one line for each entry.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use assay_domain::Action;
use assay_store::{Blinds, WorkspaceScope};
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

/// Pages kept for those who follow: most stand at the same place and see the same.
const KEPT: usize = 16;

/// A page as it was told.
#[derive(Debug)]
struct Told {
    after: u64,
    end: u64,
    blinds: Blinds,
    page: Arc<ChangeList>,
}

/// The pages told last.
#[derive(Debug, Default)]
pub(crate) struct Feed(Mutex<VecDeque<Told>>);

impl Feed {
    fn keep(&self, told: Told) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.pop_back();
        }
        all.push_front(told);
    }

    fn find(&self, after: u64, end: u64, blinds: &Blinds) -> Option<Arc<ChangeList>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |told: &&Told| told.after == after && told.end == end && told.blinds == *blinds;
        all.iter().find(same).map(|told| Arc::clone(&told.page))
    }
}

impl Workspace {
    /// Entries after a position, oldest first. Nothing of a body is told: who wants it reads the record. Of what the
    /// asker may not see, entries are passed over, so positions have gaps: `next` says where to go on, and the end is
    /// reached when it equals `size`.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn changes(&self, principal: &Principal, request: &ChangesRequest) -> Answer<ChangeList> {
        self.read_changes(&self.enter(principal, Action::Read)?, request)
    }

    fn read_changes(&self, scope: &WorkspaceScope, request: &ChangesRequest) -> Answer<ChangeList> {
        let limit = request.limit.unwrap_or(100);
        if !(1..=MOST_CHANGES).contains(&limit) {
            let text = format!("`limit` is 1 to {MOST_CHANGES}, not {limit}");
            return Err(AppError::input("limit.out-of-range", text));
        }
        let size = self.store.size(scope)?;
        let after = request.after.min(size);
        let entries = self.store.changes(scope, after, limit)?;
        // A page that is not full is the last there is.
        let next = entries.last().filter(|_| entries.len() == limit).map_or(size, |last| last.seq + 1);
        let entries = entries.iter().filter(|entry| entry.seq < size);
        Ok(ChangeList { changes: entries.map(ChangeView::from).collect(), next, size })
    }

    /// What somebody who follows along is told next, as if the log ended before that entry; what was read for another who
    /// sees the same is not read again.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn news(&self, principal: &Principal, after: u64, end: u64) -> Answer<Arc<ChangeList>> {
        let scope = self.enter(principal, Action::Read)?.up_to(end);
        let request = ChangesRequest { after, limit: Some(MOST_CHANGES) };
        let page = Arc::new(self.read_changes(&scope, &request)?);
        self.readings.feed.keep(Told { after, end, blinds: scope.blinds().clone(), page: Arc::clone(&page) });
        Ok(page)
    }

    /// The same, where it was read for another and needs no reading at all: it waits for nothing.
    #[must_use]
    pub fn known_news(&self, principal: &Principal, after: u64, end: u64) -> Option<Arc<ChangeList>> {
        let scope = self.known_scope(principal, end)?.up_to(end);
        self.readings.feed.find(after, end, scope.blinds())
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
