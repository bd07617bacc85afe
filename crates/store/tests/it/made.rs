//! Writes and changes that read like sentences.

use std::sync::atomic::{AtomicU64, Ordering};

use assay_domain::{
    Actor, Change, Direction, Idempotency, Key, KeyPlan, Link, Measured, NativeThreshold, Observation, RecordId, Seen,
    Timestamp, ValueState, Via, Write,
};
use assay_ports::{Random, SeededRandom};
use assay_store::Written;
use serde_json::json;

/// Different bytes at every call, the same ones in every run of a single-threaded test.
pub(crate) fn bytes<const N: usize>() -> [u8; N] {
    static COUNTER: AtomicU64 = AtomicU64::new(1);
    let random: &dyn Random = &SeededRandom::new(COUNTER.fetch_add(1, Ordering::Relaxed));
    random.bytes()
}

/// A write under construction.
#[derive(Clone)]
pub(crate) struct Draft(Write);

/// The first revision of a new record. A store knows no kinds: any name and prefix will do.
pub(crate) fn new(kind: &str, prefix: &str, title: &str) -> Draft {
    Draft(Write {
        record: RecordId::from_random(bytes()),
        kind: kind.to_owned(),
        key: KeyPlan::Next(prefix.to_owned()),
        expected: 0,
        op: "create".to_owned(),
        state: "draft".to_owned(),
        title: String::new(),
        body: None,
        salt: bytes(),
        commitment: None,
        artifact_commitments: Vec::new(),
        links: Vec::new(),
        unique: Vec::new(),
        text: String::new(),
        effective: None,
        reason_code: None,
        observations: Vec::new(),
        subject: None,
    })
    .titled(title)
}

pub(crate) fn task(title: &str) -> Draft {
    new("task", "TSK", title)
}

/// The smallest entry there is: without body, text or commitment.
pub(crate) fn bare() -> Draft {
    let mut draft = task("");
    (draft.0.body, draft.0.commitment) = (None, None);
    draft
}

/// The revision after `written`.
pub(crate) fn after(written: &Written, kind: &str, title: &str) -> Draft {
    let mut draft = new(kind, written.key.prefix(), title);
    draft.0.record = written.record;
    draft.0.key = KeyPlan::Existing(written.key.clone());
    draft.0.expected = written.revision;
    draft.0.op = "update".to_owned();
    draft
}

/// The erasure that follows `written`.
pub(crate) fn erasure(written: &Written, kind: &str) -> Draft {
    let mut draft = after(written, kind, "");
    draft.0.op = "erase".to_owned();
    draft.0.body = None;
    draft.0.salt = [0; 32];
    draft.0.commitment = None;
    draft.0.reason_code = Some("data-subject-request".to_owned());
    draft
}

impl Draft {
    fn titled(mut self, title: &str) -> Self {
        let body = serde_json::to_vec(&json!({"title": title})).unwrap();
        self.0.title = title.to_owned();
        self.0.text = title.to_owned();
        self.0.commitment = Some(assay_log::commit(&self.0.salt, &body));
        self.0.body = Some(body);
        self
    }

    /// With a body of its own; the title stays in it.
    pub(crate) fn saying(mut self, fields: &serde_json::Value) -> Self {
        let mut body = fields.clone();
        body["title"] = json!(self.0.title);
        let body = serde_json::to_vec(&body).unwrap();
        self.0.commitment = Some(assay_log::commit(&self.0.salt, &body));
        self.0.body = Some(body);
        self
    }

    pub(crate) fn in_state(mut self, state: &str) -> Self {
        self.0.state = state.to_owned();
        self
    }

    pub(crate) fn linked(mut self, field: &str, to: &Key) -> Self {
        self.0.links.push(Link { field: field.to_owned(), kind: "any".to_owned(), to: to.clone() });
        self
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        self.0.unique.push(name.to_owned());
        self
    }

    /// With what a tool run said, about a subject.
    pub(crate) fn observing(mut self, subject: &str, values: &[(u32, &str)]) -> Self {
        self.0.subject = Some(subject.to_owned());
        self.0.observations = values.iter().map(|(ordinal, value)| observation(*ordinal, value)).collect();
        self
    }

    /// Of a run on a day, counted from one in 2026.
    pub(crate) fn effective(mut self, day: i64) -> Self {
        self.0.effective = Some(self::day(day));
        self
    }

    /// With an id of one's own choosing.
    pub(crate) fn with_id(mut self, id: [u8; 16]) -> Self {
        self.0.record = RecordId::from_random(id);
        self
    }

    pub(crate) fn write(self) -> Write {
        self.0
    }
}

/// So many days after one in 2026.
pub(crate) fn day(n: i64) -> Timestamp {
    Timestamp::parse("2026-03-01").unwrap().plus_days(n)
}

pub(crate) fn actor() -> Actor {
    Actor { member: RecordId::from_random([9; 16]), key: Key::new("MBR", 1), via: Via::LocalCli, token: None }
}

/// Writes that happen together.
pub(crate) fn change(drafts: impl IntoIterator<Item = Draft>) -> Change {
    let writes = drafts.into_iter().map(Draft::write).collect();
    Change { actor: actor(), writes, reads: Vec::new(), idempotency: None }
}

/// One write that relied on something.
pub(crate) fn relying_on(seen: Seen, draft: Draft) -> Change {
    Change { reads: vec![seen], ..change([draft]) }
}

/// One write that may be delivered twice.
pub(crate) fn repeatable(key: &str, request: u8, draft: Draft) -> Change {
    Change { idempotency: Some(Idempotency { key: key.to_owned(), request: [request; 32] }), ..change([draft]) }
}

fn observation(ordinal: u32, value: &str) -> Observation {
    let decimal = value.parse::<f64>().is_ok_and(f64::is_finite).then(|| value.to_owned());
    let state = if decimal.is_some() { ValueState::Finite } else { ValueState::Nan };
    Observation {
        ordinal,
        key: format!("suite/case {ordinal}/accuracy"),
        metric: "accuracy".to_owned(),
        family: "capability".to_owned(),
        group: None,
        direction: Direction::Higher,
        value: Measured { state, decimal },
        uncertainty: None,
        n: Some(120),
        n_failed: None,
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: [("language".to_owned(), "pt".to_owned())].into(),
        taxonomies: Vec::new(),
        address: None,
    }
}
