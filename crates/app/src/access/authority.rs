//! Whether anything was done that may have changed who somebody is, or what they may do: told without reading, for those
//! who stay and are looked at again and again.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use assay_domain::Write;

use crate::Installation;

/// The kinds of record that say who may do what.
const KINDS: [&str; 3] = ["member", "token", "audit-room"];

/// How far that had come. Two that are equal have nothing between them that bears on what somebody may do, but the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authority {
    acts: u64,
    records: u64,
}

/// Writes of such records so far, in every workspace, as long as the installation is open.
#[derive(Debug, Default, Clone)]
pub(crate) struct Bearing(Arc<AtomicU64>);

impl Bearing {
    /// Counts a change that was written.
    pub(crate) fn note(&self) {
        self.0.fetch_add(1, Ordering::Release);
    }
}

/// Whether a write bears on what somebody may do.
pub(crate) fn bears(write: &Write) -> bool {
    KINDS.contains(&write.kind.as_str())
}

impl Installation {
    /// How far it has come. Who wants to rely on it asks before they look.
    #[must_use]
    pub fn authority(&self) -> Authority {
        Authority { acts: self.control.acts(), records: self.bearing.0.load(Ordering::Acquire) }
    }
}
