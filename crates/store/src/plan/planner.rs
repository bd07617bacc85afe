//! One change, planned: what is refused here was never written.

use std::collections::BTreeSet;

use assay_domain::{Change, Key, KeyPlan, Seen, Timestamp, WorkspaceId, Write};
use assay_log::{BodyCommitment, Envelope, EvidenceCommitment, Previous, Software};

use super::index;
use super::rows::Turn;
use super::{Answer, Current, Edge, ObservationRow, Rows, View};
use crate::head::LogHead;
use crate::{CommitError, Committed, Revision, Signer, Written};

/// Everything a change needs while it is planned.
pub(crate) struct Planner<'a> {
    pub(crate) head: &'a mut LogHead,
    pub(crate) workspace: WorkspaceId,
    pub(crate) signer: &'a Signer,
    pub(crate) at: Timestamp,
}

impl Planner<'_> {
    /// Plans a change and has the view keep it. After an error the caller undoes what was kept of it, head included.
    pub(crate) fn change(&mut self, view: &mut impl View, change: &Change) -> Result<Committed, CommitError> {
        if let Some(idempotency) = &change.idempotency
            && let Some(answer) = view.answer(&idempotency.key)?
        {
            return Ok(Committed { written: answer.to(idempotency)?, repeated: true });
        }
        for seen in &change.reads {
            still(view, seen)?;
        }
        let mut written = Vec::with_capacity(change.writes.len());
        for write in &change.writes {
            let rows = self.write(view, change, write)?;
            let revision = &rows.revision;
            let (key, record) = (revision.key.clone(), revision.record);
            written.push(Written { key, record, revision: revision.revision, seq: revision.seq });
            view.keep(rows)?;
        }
        if let Some(idempotency) = &change.idempotency {
            view.keep_answer(&idempotency.key, Answer::of(idempotency, &written, self.at)?)?;
        }
        Ok(Committed { written, repeated: false })
    }

    fn write(&mut self, view: &impl View, change: &Change, write: &Write) -> Result<Rows, CommitError> {
        let (key, before) = place(view, write)?;
        let erased = if write.op == "erase" { Some(view.bodies_of(&key)?) } else { None };
        let revision = self.revision(change, write, key);
        let envelope = self.envelope(change, write, &revision, before.as_ref(), erased.clone().unwrap_or_default());
        let (entry, tiles) = self.head.append(&envelope, self.at)?;
        let key = &revision.key;
        let links = links(view, write, key)?;
        let names = names(view, write, key)?;
        let indexed = index::turn(view, &revision)?;
        let observations = self.observations(view, write, key)?;
        let salt = revision.body.is_some().then_some(write.salt);
        let words = revision.body.is_some().then(|| format!("{key} {}", write.text));
        Ok(Rows { entry, tiles, before, salt, links, names, indexed, words, observations, erased, revision })
    }

    fn revision(&self, change: &Change, write: &Write, key: Key) -> Revision {
        let erases = write.op == "erase";
        Revision {
            seq: self.head.tree.size(),
            record: write.record,
            key,
            kind: write.kind.clone(),
            revision: write.expected + 1,
            op: write.op.clone(),
            state: write.state.clone(),
            title: if erases { String::new() } else { write.title.clone() },
            body: write.body.clone().filter(|_| !erases),
            actor: change.actor.key.clone(),
            via: change.actor.via.as_str().to_owned(),
            at: self.at,
            effective: write.effective,
        }
    }

    fn envelope(
        &self,
        change: &Change,
        write: &Write,
        revision: &Revision,
        before: Option<&Current>,
        erased: Vec<u64>,
    ) -> Envelope {
        Envelope {
            v: 1,
            ws: self.workspace.to_string(),
            seq: revision.seq,
            kind: write.kind.clone(),
            rec: write.record.to_string(),
            rev: u64::from(revision.revision),
            prev: before.map(|c| Previous { seq: c.seq, leaf: c.leaf }),
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

    fn observations(&self, view: &impl View, write: &Write, key: &Key) -> Result<Vec<ObservationRow>, CommitError> {
        let Some(subject) = &write.subject else { return Ok(Vec::new()) };
        let places: BTreeSet<u32> = write.observations.iter().map(|o| o.ordinal).collect();
        if places.len() < write.observations.len() {
            return Err(CommitError::Entry(format!("two observations of {key} have the same place")));
        }
        if write.expected > 0 && !write.observations.is_empty() && view.observed(key.number())? {
            return Err(CommitError::Entry(format!("the observations of {key} are kept already; they never change")));
        }
        let at = write.effective.unwrap_or(self.at);
        let row = |o: &assay_domain::Observation| {
            let body = serde_json::to_string(o).map_err(|e| CommitError::Entry(e.to_string()))?;
            let (subject, metric) = (subject.clone(), o.key.clone());
            Ok(ObservationRow { ordinal: o.ordinal, subject, metric, value: o.value.as_f64(), at, body })
        };
        write.observations.iter().map(row).collect()
    }
}

/// Gives a new record its key, or finds the one that is meant and holds it against the revision seen.
fn place(view: &impl View, write: &Write) -> Result<(Key, Option<Current>), CommitError> {
    match &write.key {
        KeyPlan::Next(prefix) => {
            if let Some(by) = view.key_of(write.record)? {
                return Err(CommitError::NotUnique { name: write.record.to_string(), by });
            }
            Ok((Key::new(prefix, view.last_number(prefix)? + 1), None))
        }
        KeyPlan::Existing(key) => {
            let current = view.current(key)?.ok_or_else(|| CommitError::NoRecord(key.clone()))?;
            if current.revision != write.expected {
                let (expected, actual) = (write.expected, current.revision);
                return Err(CommitError::Conflict { key: key.clone(), expected, actual });
            }
            Ok((key.clone(), Some(current)))
        }
    }
}

fn links(view: &impl View, write: &Write, key: &Key) -> Result<Turn<Edge>, CommitError> {
    let edge = |link: &assay_domain::Link| Edge { field: link.field.clone(), to: link.to.clone() };
    let turn = Turn::between(&view.links_from(key)?, &write.links.iter().map(edge).collect());
    for Edge { field, to } in &turn.begun {
        if to != key && view.current(to)?.is_none() {
            return Err(CommitError::DanglingLink { field: field.clone(), to: to.clone() });
        }
    }
    Ok(turn)
}

fn names(view: &impl View, write: &Write, key: &Key) -> Result<Turn<String>, CommitError> {
    let turn = Turn::between(&view.names_of(key)?, &write.unique.iter().cloned().collect());
    for name in &turn.begun {
        if let Some(by) = view.holder(name)? {
            return Err(CommitError::NotUnique { name: name.clone(), by });
        }
    }
    Ok(turn)
}

/// Holds what a decision relied on against what is so now.
fn still(view: &impl View, seen: &Seen) -> Result<(), CommitError> {
    let changed = |text: String| Err(CommitError::ReadSetChanged(text));
    match seen {
        Seen::At(key, revision) => {
            let actual = view.current(key)?.map_or(0, |c| c.revision);
            if actual == *revision { Ok(()) } else { changed(format!("{key} is at revision {actual}, not {revision}")) }
        }
        Seen::NoneLinked { kind, field, to, states } => {
            let linking = view.linking(kind, field, to)?;
            match linking.iter().find(|(_, state)| states.contains(state)) {
                Some((key, state)) => changed(format!("{key} is {state} and points at {to}")),
                None => Ok(()),
            }
        }
    }
}
