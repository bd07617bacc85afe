//! What has to hold of a history, worked out from the log by simple means of its own.

use std::collections::BTreeMap;
use std::io::Read as _;

use assay_app::judging::Projection;
use assay_domain::{Timestamp, Verdict};
use assay_log::proof::verify_consistency;
use assay_log::tile_proof::{TileSource, consistency_proof};
use assay_log::{Checkpoint, SigningKey, leaf_hash, root_of};
use assay_ports::blobs::{Blobs as _, hex};
use assay_store::memory::MemoryStore;
use assay_store::{Revision, Store as _, StoreError, WorkspaceScope};
use serde_json::Value;

use crate::world::World;

type Held = Result<(), String>;

fn hold(holds: bool, wrong: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(wrong()) }
}

/// Everything.
pub(crate) fn check(world: &mut World) -> Held {
    let changes = world.memory.changes(&world.scope, 0, 100_000).unwrap();
    acknowledged(world, &changes)?;
    duties(&changes)?;
    log(world, &changes)?;
    verdicts(world)?;
    past(world, &changes)?;
    stored(world)?;
    for ((job, due), times) in world.jobs.done() {
        hold(times == 1, || format!("{job} due at {due} ended {times} times"))?;
    }
    Ok(())
}

/// Days for which an idempotency key is kept at least.
pub(crate) const KEY_DAYS: i64 = 30;

/// What was acknowledged is there as it was told, and once; what was refused is not.
fn acknowledged(world: &World, changes: &[Revision]) -> Held {
    for (request, view) in &world.done {
        let kept = changes.iter().find(|c| c.seq == view.seq);
        let same = kept.is_some_and(|c| {
            c.key.to_string() == view.key && c.revision == view.revision && c.title == view.title && c.op == view.op
        });
        hold(same, || format!("request {} was acknowledged and lost: {view:?}, there is {kept:?}", request.id))?;
    }
    let times =
        |mark: &str| changes.iter().filter(|c| c.title == mark && (c.op == "create" || c.op == "update")).count();
    for (request, _) in &world.done {
        if let Some(mark) = &request.mark {
            let times = times(mark);
            // Asked again once its idempotency key was forgotten, it is a new request; the clock may go back meanwhile.
            let kept = changes.iter().filter(|c| &c.title == mark && (c.op == "create" || c.op == "update"));
            let at: Vec<Timestamp> = kept.map(|c| c.at).collect();
            let forgotten = at.windows(2).all(|pair| pair[0].plus_days(KEY_DAYS - 1) <= pair[1]);
            hold(times >= 1 && forgotten, || format!("request {} was applied {times} times", request.id))?;
        }
    }
    for (request, code) in &world.refused {
        if let Some(mark) = &request.mark {
            hold(times(mark) == 0, || format!("request {} was refused ({code}) and applied", request.id))?;
        }
    }
    Ok(())
}

/// Nobody grants a waiver that they asked for, wrote last, or answer for; nobody acts beyond their role.
fn duties(changes: &[Revision]) -> Held {
    let body = |r: &Revision| -> Value { serde_json::from_slice(r.body.as_deref().unwrap_or(b"{}")).unwrap() };
    let of = |r: &Revision, field: &str| body(r).get(field).and_then(Value::as_str).map(str::to_owned);
    let members = changes.iter().filter(|c| c.kind == "member");
    let person: BTreeMap<String, Option<String>> = members.map(|m| (m.key.to_string(), of(m, "person"))).collect();
    let roles: BTreeMap<String, String> = changes
        .iter()
        .filter(|c| c.kind == "member")
        .map(|m| (m.key.to_string(), body(m)["roles"][0].as_str().unwrap_or_default().to_owned()))
        .collect();
    for grant in changes.iter().filter(|c| c.kind == "waiver" && c.op == "grant") {
        let before = changes.iter().filter(|c| c.key == grant.key && c.seq < grant.seq);
        let wrote: Vec<&Revision> = before.filter(|c| c.op == "create" || c.op == "update").collect();
        let (first, last) = (wrote.first(), wrote.last());
        let own = [first, last].into_iter().flatten().any(|w| w.actor == grant.actor);
        hold(!own, || format!("{} granted their own {} at {}", grant.actor, grant.key, grant.seq))?;
        let answers = person.get(&grant.actor.to_string()).cloned().flatten();
        hold(answers.is_none() || answers != of(grant, "owner"), || {
            format!("{} answers for {} and granted it", grant.actor, grant.key)
        })?;
        let role = roles.get(&grant.actor.to_string()).map(String::as_str);
        hold(matches!(role, Some("owner" | "top-management")), || format!("{role:?} granted {}", grant.key))?;
    }
    Ok(())
}

struct Tiles<'w>(&'w MemoryStore, &'w WorkspaceScope);

impl TileSource for Tiles<'_> {
    type Error = StoreError;

    fn tile(&self, level: u8, index: u64, width: u16) -> Result<Vec<u8>, StoreError> {
        Ok(self.0.tile(self.1, level, index, width)?.concat())
    }
}

/// One entry for each change, and every checkpoint is the head of a beginning of the log.
fn log(world: &mut World, changes: &[Revision]) -> Held {
    let entries = world.memory.entries(&world.scope, 0, 100_000).unwrap();
    hold(entries.len() == changes.len(), || format!("{} entries, {} changes", entries.len(), changes.len()))?;
    for (at, (entry, change)) in entries.iter().zip(changes).enumerate() {
        let said: Value = serde_json::from_slice(&entry.bytes).unwrap();
        let same = entry.seq == at as u64
            && change.seq == entry.seq
            && said["rec"] == change.record.to_string()
            && said["rev"] == change.revision
            && said["op"] == change.op.as_str();
        hold(same, || format!("entry {at} says {said}, the change {change:?}"))?;
    }
    let trust = [SigningKey::from_seed("assay/simulation", &[5; 32]).unwrap().verifier()];
    let leaves: Vec<_> = entries.iter().map(|e| leaf_hash(&e.bytes)).collect();
    let size = leaves.len() as u64;
    let root = root_of(&leaves);
    let mut signed = 0;
    for old in 1..=leaves.len() {
        let Some(note) = world.memory.checkpoint(&world.scope, Some(old as u64)).unwrap() else { continue };
        signed += 1;
        let head = Checkpoint::open(note.as_bytes(), &trust).map_err(|e| format!("checkpoint {old}: {e}"))?;
        hold(head.size == old as u64 && head.root == root_of(&leaves[..old]), || format!("checkpoint {old} differs"))?;
        let proof = consistency_proof(&Tiles(&world.memory, &world.scope), old as u64, size).unwrap();
        let shown = verify_consistency(old as u64, &head.root, size, &root, &proof);
        shown.map_err(|e| format!("checkpoint {old} is no beginning of the log: {e}"))?;
    }
    let report = world.memory.check(&world.scope).unwrap();
    hold(report.faults.is_empty(), || format!("faults: {:?}", report.faults))?;
    hold(signed > 0, || "nothing was signed".to_owned())
}

fn sorted(mut verdicts: Vec<Verdict>) -> Vec<Verdict> {
    verdicts.sort_by_key(|v| (v.check.clone(), v.subject.to_string()));
    verdicts
}

/// Verdicts as they were kept entry by entry are what the log gives anew, now and at a moment of the past.
fn verdicts(world: &mut World) -> Held {
    let size = world.memory.size(&world.scope).unwrap();
    // The doctor has compared those of now by the same means; most histories look at some moment before.
    let back = if world.dice.one_in(4) { 0 } else { world.dice.below(usize::try_from(size / 3).unwrap()) as u64 };
    let position = size - back;
    let anew = Projection::replay(&*world.memory, &world.scope, position).unwrap().verdicts();
    let kept = world.memory.verdicts(&world.scope, position).unwrap().into_iter().map(|r| r.verdict).collect();
    hold(sorted(anew) == sorted(kept), || format!("verdicts differ at {position}"))
}

/// A record as of a position is its last revision before it.
fn past(world: &mut World, changes: &[Revision]) -> Held {
    for _ in 0..8 {
        let position = world.dice.below(changes.len() + 1) as u64;
        let of = &changes[world.dice.below(changes.len())].key;
        let expected = changes.iter().rfind(|c| c.key == *of && c.seq < position);
        let found = world.memory.as_of(&world.scope, of, position).unwrap();
        hold(found.as_ref() == expected, || format!("{of} as of {position}: {found:?}, not {expected:?}"))?;
    }
    Ok(())
}

/// Bytes that were acknowledged are there, and nothing has a name that is not its digest.
fn stored(world: &World) -> Held {
    for (digest, bytes) in &world.stored {
        let mut found = Vec::new();
        let opened =
            world.disk.open(digest).map_err(|e| format!("stored bytes are gone: {e}"))?.read_to_end(&mut found);
        hold(opened.is_ok() && found == *bytes, || format!("stored bytes {} differ", hex(digest)))?;
    }
    for digest in world.disk.list().unwrap() {
        let mut found = Vec::new();
        world.disk.open(&digest).unwrap().read_to_end(&mut found).unwrap();
        let is: [u8; 32] =
            sha2::Digest::finalize(sha2::Digest::chain_update(<sha2::Sha256 as sha2::Digest>::new(), &found)).into();
        hold(is == digest, || format!("stored bytes {} are torn", hex(&digest)))?;
    }
    Ok(())
}
