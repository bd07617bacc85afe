//! One change: read set, keys, revisions, links, names, observations, entries.

use std::collections::BTreeSet;

use assay_domain::{Change, Idempotency, Key, KeyPlan, Link, Seen, Timestamp, WorkspaceId, Write};
use assay_log::{BodyCommitment, Envelope, EvidenceCommitment, Previous, Software};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::append::{LogHead, int, uint};
use crate::error::sql;
use crate::{CommitError, Committed, Signer, StoreError, Written};

/// Everything a change needs while it is applied.
pub(super) struct Work<'a> {
    pub(super) conn: &'a Connection,
    pub(super) head: &'a mut LogHead,
    pub(super) workspace: WorkspaceId,
    pub(super) signer: &'a Signer,
    pub(super) at: Timestamp,
}

/// The current revision of a record, as far as the writer needs it.
struct Current {
    seq: u64,
    revision: u32,
    leaf: [u8; 32],
}

/// An answer kept for repeated deliveries.
#[derive(Serialize, Deserialize)]
struct Kept {
    key: Key,
    record: assay_domain::RecordId,
    revision: u32,
    seq: u64,
}

impl Work<'_> {
    pub(super) fn change(&mut self, change: &Change) -> Result<Committed, CommitError> {
        if let Some(idempotency) = &change.idempotency
            && let Some(written) = answered(self.conn, idempotency)?
        {
            return Ok(Committed { written, repeated: true });
        }
        for seen in &change.reads {
            self.still(seen)?;
        }
        let mut written = Vec::with_capacity(change.writes.len());
        for write in &change.writes {
            written.push(self.write(change, write)?);
        }
        if let Some(idempotency) = &change.idempotency {
            self.keep_answer(idempotency, &written)?;
        }
        Ok(Committed { written, repeated: false })
    }

    fn write(&mut self, change: &Change, write: &Write) -> Result<Written, CommitError> {
        let (key, current) = self.place(write)?;
        let seq = self.head.tree.size();
        let revision = write.expected + 1;
        let erased = if write.op == "erase" { self.seqs_of(&key)? } else { Vec::new() };
        let envelope = self.envelope(change, write, seq, revision, current.as_ref(), erased);
        self.head.append(self.conn, &envelope, self.at)?;
        if let Some(current) = &current {
            self.run("UPDATE revision SET to_seq = ?2 WHERE seq = ?1", params![int(current.seq), int(seq)])?;
        }
        self.revision(change, write, &key, revision, seq)?;
        self.links(write, &key, seq)?;
        self.names(write, &key, seq)?;
        self.search(write, &key)?;
        if write.op == "erase" {
            self.erase(&key)?;
        }
        self.observations(write, &key)?;
        Ok(Written { key, record: write.record, revision, seq })
    }

    fn run(&self, statement: &str, values: impl rusqlite::Params) -> Result<usize, StoreError> {
        self.conn.prepare_cached(statement).and_then(|mut s| s.execute(values)).map_err(sql("write a change"))
    }

    /// Gives a new record its key, or finds the one that is meant and holds it against the revision seen.
    fn place(&self, write: &Write) -> Result<(Key, Option<Current>), CommitError> {
        match &write.key {
            KeyPlan::Next(prefix) => {
                let number: i64 = self
                    .conn
                    .prepare_cached(
                        "INSERT INTO counter (prefix, last) VALUES (?1, 1)
                         ON CONFLICT (prefix) DO UPDATE SET last = last + 1 RETURNING last",
                    )
                    .and_then(|mut s| s.query_row([prefix], |r| r.get(0)))
                    .map_err(sql("allocate a key"))?;
                let key = Key::new(prefix, uint(number));
                self.run(
                    "INSERT INTO record (record, key, kind) VALUES (?1, ?2, ?3)",
                    params![write.record.to_string(), key.to_string(), write.kind],
                )?;
                Ok((key, None))
            }
            KeyPlan::Existing(key) => {
                let current = self.current(key)?.ok_or_else(|| CommitError::NoRecord(key.clone()))?;
                if current.revision != write.expected {
                    let (expected, actual) = (write.expected, current.revision);
                    return Err(CommitError::Conflict { key: key.clone(), expected, actual });
                }
                Ok((key.clone(), Some(current)))
            }
        }
    }

    fn current(&self, key: &Key) -> Result<Option<Current>, StoreError> {
        self.conn
            .prepare_cached(
                "SELECT r.seq, r.revision, e.leaf FROM revision r JOIN entry e ON e.seq = r.seq
                 WHERE r.key = ?1 AND r.to_seq IS NULL",
            )
            .and_then(|mut s| {
                s.query_row([key.to_string()], |r| {
                    Ok(Current { seq: uint(r.get(0)?), revision: r.get(1)?, leaf: r.get(2)? })
                })
                .optional()
            })
            .map_err(sql("read the current revision"))
    }

    fn envelope(
        &self,
        change: &Change,
        write: &Write,
        seq: u64,
        revision: u32,
        current: Option<&Current>,
        erased: Vec<u64>,
    ) -> Envelope {
        Envelope {
            v: 1,
            ws: self.workspace.to_string(),
            seq,
            kind: write.kind.clone(),
            rec: write.record.to_string(),
            rev: u64::from(revision),
            prev: current.map(|c| Previous { seq: c.seq, leaf: c.leaf }),
            op: write.op.clone(),
            state: write.state.clone(),
            actor: change.actor.member.to_string(),
            via: change.actor.via.as_str().to_owned(),
            at: self.at.to_string(),
            eff: write.effective.map(|e| e.to_string()),
            body: write.commitment.map(BodyCommitment::new),
            evid: write.artifact_commitments.iter().map(|c| EvidenceCommitment { c: *c }).collect(),
            erased,
            reason_code: write.reason_code.clone(),
            sw: Software { version: self.signer.version.clone(), ruleset: self.signer.ruleset.clone() },
        }
    }

    fn revision(&self, change: &Change, write: &Write, key: &Key, revision: u32, seq: u64) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO revision (seq, record, key, number, kind, revision, op, state, title, body, salt, actor, via, at, effective)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                int(seq),
                write.record.to_string(),
                key.to_string(),
                int(key.number()),
                write.kind,
                revision,
                write.op,
                write.state,
                write.title,
                write.body,
                write.body.is_some().then_some(write.salt.as_slice()),
                change.actor.key.to_string(),
                change.actor.via.as_str(),
                self.at.as_micros(),
                write.effective.map(Timestamp::as_micros),
            ],
        )
        .map(drop)
    }

    fn links(&self, write: &Write, key: &Key, seq: u64) -> Result<(), CommitError> {
        let from = key.to_string();
        let mut statement = self
            .conn
            .prepare_cached("SELECT field, to_key FROM link WHERE from_key = ?1 AND to_seq IS NULL")
            .map_err(sql("read links"))?;
        let rows = statement.query_map([&from], |r| Ok((r.get(0)?, r.get(1)?))).map_err(sql("read links"))?;
        let before: BTreeSet<(String, String)> = rows.collect::<Result<_, _>>().map_err(sql("read links"))?;
        let named = |link: &Link| (link.field.clone(), link.to.to_string());
        let after: BTreeSet<(String, String)> = write.links.iter().map(named).collect();
        for (field, to) in before.difference(&after) {
            self.run(
                "UPDATE link SET to_seq = ?4 WHERE from_key = ?1 AND field = ?2 AND to_key = ?3 AND to_seq IS NULL",
                params![from, field, to, int(seq)],
            )?;
        }
        for link in write.links.iter().filter(|l| !before.contains(&named(l))) {
            if !self.exists(&link.to)? {
                return Err(CommitError::DanglingLink { field: link.field.clone(), to: link.to.clone() });
            }
            self.run(
                "INSERT INTO link (from_key, field, to_key, from_seq) VALUES (?1, ?2, ?3, ?4)",
                params![from, link.field, link.to.to_string(), int(seq)],
            )?;
        }
        Ok(())
    }

    fn exists(&self, key: &Key) -> Result<bool, StoreError> {
        self.conn
            .prepare_cached("SELECT 1 FROM record WHERE key = ?1")
            .and_then(|mut s| s.exists([key.to_string()]))
            .map_err(sql("look a reference up"))
    }

    fn names(&self, write: &Write, key: &Key, seq: u64) -> Result<(), CommitError> {
        let from = key.to_string();
        let wanted: BTreeSet<&String> = write.unique.iter().collect();
        let mut statement = self
            .conn
            .prepare_cached("SELECT name FROM uniq WHERE key = ?1 AND to_seq IS NULL")
            .map_err(sql("read unique names"))?;
        let rows = statement.query_map([&from], |r| r.get(0)).map_err(sql("read unique names"))?;
        let held: BTreeSet<String> = rows.collect::<Result<_, _>>().map_err(sql("read unique names"))?;
        for name in held.iter().filter(|n| !wanted.contains(n)) {
            self.run("UPDATE uniq SET to_seq = ?2 WHERE name = ?1 AND to_seq IS NULL", params![name, int(seq)])?;
        }
        for name in wanted.into_iter().filter(|n| !held.contains(*n)) {
            let holder: Option<String> = self
                .conn
                .prepare_cached("SELECT key FROM uniq WHERE name = ?1 AND to_seq IS NULL")
                .and_then(|mut s| s.query_row([name], |r| r.get(0)).optional())
                .map_err(sql("look a unique name up"))?;
            if let Some(by) = holder.and_then(|k| k.parse().ok()) {
                return Err(CommitError::NotUnique { name: name.clone(), by });
            }
            self.run("INSERT INTO uniq (name, key, from_seq) VALUES (?1, ?2, ?3)", params![name, from, int(seq)])?;
        }
        Ok(())
    }

    fn search(&self, write: &Write, key: &Key) -> Result<(), StoreError> {
        let row: i64 = self
            .conn
            .prepare_cached("SELECT id FROM record WHERE key = ?1")
            .and_then(|mut s| s.query_row([key.to_string()], |r| r.get(0)))
            .map_err(sql("find the record to index"))?;
        self.run("DELETE FROM search WHERE rowid = ?1", [row])?;
        if write.body.is_some() {
            let words = format!("{key} {}", write.text);
            self.run("INSERT INTO search (rowid, title, words) VALUES (?1, ?2, ?3)", params![row, write.title, words])?;
        }
        Ok(())
    }

    fn observations(&self, write: &Write, key: &Key) -> Result<(), CommitError> {
        let Some(subject) = &write.subject else { return Ok(()) };
        let at = write.effective.unwrap_or(self.at).as_micros();
        for o in &write.observations {
            let body = serde_json::to_string(o).map_err(|e| CommitError::Entry(e.to_string()))?;
            self.run(
                "INSERT INTO observation (evidence, ordinal, subject, metric, value, at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![int(key.number()), o.ordinal, subject, o.key, o.value.as_f64(), at, body],
            )?;
        }
        Ok(())
    }

    fn seqs_of(&self, key: &Key) -> Result<Vec<u64>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT seq FROM revision WHERE key = ?1 AND body IS NOT NULL ORDER BY seq")
            .map_err(sql("list what is erased"))?;
        let rows =
            statement.query_map([key.to_string()], |r| r.get(0).map(uint)).map_err(sql("list what is erased"))?;
        rows.collect::<Result<_, _>>().map_err(sql("list what is erased"))
    }

    /// Body, salt and title go; the commitment in the log stays and says nothing without its salt.
    fn erase(&self, key: &Key) -> Result<(), StoreError> {
        self.run("UPDATE revision SET body = NULL, salt = NULL, title = '' WHERE key = ?1", [key.to_string()])?;
        if key.prefix() == "EV" {
            self.run("DELETE FROM observation WHERE evidence = ?1", [int(key.number())])?;
        }
        // The index only marks rows as deleted; merging it drops their words for good.
        self.run("INSERT INTO search (search) VALUES ('optimize')", []).map(drop)
    }

    fn still(&self, seen: &Seen) -> Result<(), CommitError> {
        match seen {
            Seen::At(key, revision) => {
                let actual = self.current(key)?.map_or(0, |c| c.revision);
                if actual != *revision {
                    return Err(CommitError::ReadSetChanged(format!("{key} is at revision {actual}, not {revision}")));
                }
            }
            Seen::NoneLinked { kind, field, to, states } => {
                let mut statement = self
                    .conn
                    .prepare_cached(
                        "SELECT r.key, r.state FROM link l JOIN revision r ON r.key = l.from_key AND r.to_seq IS NULL
                         WHERE l.to_key = ?1 AND l.field = ?2 AND l.to_seq IS NULL AND r.kind = ?3",
                    )
                    .map_err(sql("read links"))?;
                let rows = statement
                    .query_map(params![to.to_string(), field, kind], |r| Ok((r.get(0)?, r.get(1)?)))
                    .map_err(sql("read links"))?;
                let linked: Vec<(String, String)> = rows.collect::<Result<_, _>>().map_err(sql("read links"))?;
                if let Some((key, state)) = linked.iter().find(|(_, state)| states.contains(state)) {
                    return Err(CommitError::ReadSetChanged(format!("{key} is {state} and points at {to}")));
                }
            }
        }
        Ok(())
    }

    fn keep_answer(&self, idempotency: &Idempotency, written: &[Written]) -> Result<(), CommitError> {
        let kept = |w: &Written| Kept { key: w.key.clone(), record: w.record, revision: w.revision, seq: w.seq };
        let answer = serde_json::to_string(&written.iter().map(kept).collect::<Vec<_>>())
            .map_err(|e| CommitError::Entry(e.to_string()))?;
        self.run(
            "INSERT INTO idempotency (key, request, answer, at) VALUES (?1, ?2, ?3, ?4)",
            params![idempotency.key, idempotency.request.as_slice(), answer, self.at.as_micros()],
        )?;
        Ok(())
    }
}

/// What a request with that key was answered before.
pub(super) fn answered(conn: &Connection, idempotency: &Idempotency) -> Result<Option<Vec<Written>>, CommitError> {
    let row: Option<(Vec<u8>, String)> = conn
        .prepare_cached("SELECT request, answer FROM idempotency WHERE key = ?1")
        .and_then(|mut s| s.query_row([&idempotency.key], |r| Ok((r.get(0)?, r.get(1)?))).optional())
        .map_err(sql("look an idempotency key up"))?;
    let Some((request, answer)) = row else { return Ok(None) };
    if request != idempotency.request {
        return Err(CommitError::IdempotencyReused(idempotency.key.clone()));
    }
    let kept: Vec<Kept> = serde_json::from_str(&answer).map_err(|e| StoreError::Damaged(e.to_string()))?;
    let written = |k: Kept| Written { key: k.key, record: k.record, revision: k.revision, seq: k.seq };
    Ok(Some(kept.into_iter().map(written).collect()))
}
