//! Answers kept for repeated deliveries.

use assay_domain::{Idempotency, Key, RecordId, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{CommitError, StoreError, Written};

/// What a request was answered, under its idempotency key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// SHA-256 of the request.
    pub(crate) request: Vec<u8>,
    /// Its writes, as JSON.
    pub(crate) answer: String,
    pub(crate) at: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    key: Key,
    record: RecordId,
    revision: u32,
    seq: u64,
}

impl Answer {
    pub(crate) fn of(idempotency: &Idempotency, written: &[Written], at: Timestamp) -> Result<Self, CommitError> {
        let kept = |w: &Written| Kept { key: w.key.clone(), record: w.record, revision: w.revision, seq: w.seq };
        let answer = serde_json::to_string(&written.iter().map(kept).collect::<Vec<_>>())
            .map_err(|e| CommitError::Entry(e.to_string()))?;
        Ok(Self { request: idempotency.request.to_vec(), answer, at })
    }

    /// The answer again, for the same request only.
    pub(crate) fn to(&self, idempotency: &Idempotency) -> Result<Vec<Written>, CommitError> {
        if self.request != idempotency.request {
            return Err(CommitError::IdempotencyReused(idempotency.key.clone()));
        }
        let kept: Vec<Kept> = serde_json::from_str(&self.answer).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let written = |k: Kept| Written { key: k.key, record: k.record, revision: k.revision, seq: k.seq };
        Ok(kept.into_iter().map(written).collect())
    }
}
