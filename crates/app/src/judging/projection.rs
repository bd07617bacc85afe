//! Verdict intervals from the log: entry by entry, the same however often it is begun anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use assay_checks::{Affected, CheckSet, Fact, Judgement, World, affected, definition_of, judge};
use assay_domain::kinds::activation::Activation;
use assay_domain::{Observation, Subject, Verdict};
use assay_store::{Revision, Store, VerdictChange, WorkspaceScope};

use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most entries worked out between two writes of the projection.
const STRIDE: usize = 512;

/// The world after an entry, and the verdicts that hold then.
#[derive(Default)]
pub struct Projection {
    world: World,
    set: Option<CheckSet>,
    current: Current,
    through: u64,
}

/// Verdicts by subject, then by check: an entry bears on few subjects, whose verdicts are found without the others.
type Current = BTreeMap<Subject, BTreeMap<String, Verdict>>;

impl Projection {
    /// Takes the projection up where the store left it: the world is replayed, verdicts are read. Told to stop, it
    /// comes back early and is good for nothing more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn resume(store: &dyn Store, scope: &WorkspaceScope, stop: &AtomicBool) -> Answer<Self> {
        let mut projection = Self::default();
        let through = store.projected(scope)?;
        while projection.through < through {
            if stop.load(Ordering::SeqCst) {
                return Ok(projection);
            }
            let wanted = usize::try_from(through - projection.through).unwrap_or(STRIDE).min(STRIDE);
            let facts = store.changes(scope, projection.through, wanted)?;
            if facts.is_empty() {
                return Err(AppError::internal("the projection is ahead of the log; run `assay doctor`"));
            }
            for revision in &facts {
                let fact = fact(store, scope, revision)?;
                projection.follow(&fact);
                projection.world.apply(fact);
                projection.through = revision.seq + 1;
            }
        }
        for row in store.verdicts(scope, through)? {
            let of_subject = projection.current.entry(row.verdict.subject.clone()).or_default();
            of_subject.insert(row.verdict.check.clone(), row.verdict);
        }
        Ok(projection)
    }

    /// Works everything out anew in memory, up to a position, and writes nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn replay(store: &dyn Store, scope: &WorkspaceScope, position: u64) -> Answer<Self> {
        let mut projection = Self::default();
        while projection.through < position {
            let revisions = store.changes(scope, projection.through, STRIDE)?;
            if revisions.is_empty() {
                break;
            }
            for revision in revisions.iter().take_while(|r| r.seq < position) {
                projection.step(&fact(store, scope, revision)?);
            }
        }
        Ok(projection)
    }

    /// The verdicts that hold.
    #[must_use]
    pub fn verdicts(&self) -> Vec<Verdict> {
        self.current.values().flat_map(BTreeMap::values).cloned().collect()
    }

    /// Position up to which verdicts are worked out.
    #[must_use]
    pub fn through(&self) -> u64 {
        self.through
    }

    /// The world as it stands there.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Works out the next entries and writes them; gives back how many there were.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn advance(&mut self, store: &dyn Store, scope: &WorkspaceScope) -> Answer<usize> {
        let revisions = store.changes(scope, self.through, STRIDE)?;
        let mut changes = Vec::new();
        for revision in &revisions {
            changes.extend(self.step(&fact(store, scope, revision)?));
        }
        if let Some(last) = revisions.last() {
            store.project(scope, last.seq + 1, changes)?;
        }
        Ok(revisions.len())
    }

    /// One entry: what it may have changed is judged anew, the difference becomes intervals.
    pub fn step(&mut self, fact: &Fact) -> Vec<VerdictChange> {
        let position = fact.seq + 1;
        let before = self.world.get(&fact.key).map(|r| r.body.clone());
        let changed_set = self.follow(fact);
        self.world.apply(fact.clone());
        self.through = position;
        let Some(set) = &self.set else { return Vec::new() };
        let scope = if changed_set { Affected::Everything } else { affected(&self.world, fact, before.as_deref()) };
        if scope == Affected::Nothing {
            return Vec::new();
        }
        let Judgement { verdicts, scope } = judge(&self.world, set, scope);
        let mut seen = Current::new();
        for verdict in verdicts {
            seen.entry(verdict.subject.clone()).or_default().insert(verdict.check.clone(), verdict);
        }
        // A check that is no longer in the set covers nothing any more, so its verdicts end.
        let left: BTreeSet<&str> = set.checks.iter().filter(|c| !scope.touches(c)).map(|c| c.id.as_str()).collect();
        let mut changes = Vec::new();
        for (subject, before) in self.current.iter_mut().filter(|(subject, _)| scope.reaches(subject)) {
            let now = seen.get(subject);
            before.retain(|check, _| {
                let ended = !now.is_some_and(|now| now.contains_key(check)) && !left.contains(definition_of(check));
                if ended {
                    changes.push(VerdictChange::End(position, check.clone(), subject.to_string()));
                }
                !ended
            });
        }
        for (subject, verdicts) in seen {
            let before = self.current.entry(subject).or_default();
            for (check, verdict) in verdicts {
                if before.get(&check) != Some(&verdict) {
                    changes.push(VerdictChange::Set(position, Box::new(verdict.clone())));
                    before.insert(check, verdict);
                }
            }
        }
        self.current.retain(|_, verdicts| !verdicts.is_empty());
        changes
    }

    /// The check set in force is whatever the log last activated. Gives back whether it changed.
    fn follow(&mut self, fact: &Fact) -> bool {
        if fact.kind != "activation" {
            return false;
        }
        let Some(body) = fact.body.as_ref().and_then(read_activation) else { return false };
        if body.subject_kind != "check-set" || fact.state != "in-force" {
            return false;
        }
        match body.content.as_deref().map(CheckSet::parse) {
            Some(Ok(set)) => {
                self.set = Some(set);
                true
            }
            _ => false,
        }
    }
}

fn read_activation(body: &serde_json::Value) -> Option<Activation> {
    let mut body = body.clone();
    body.as_object_mut()?.remove("schema");
    serde_json::from_value(body).ok()
}

/// An entry as rules need it.
fn fact(store: &dyn Store, scope: &WorkspaceScope, revision: &Revision) -> Answer<Fact> {
    let observations: Vec<Observation> =
        if revision.kind == "evidence" { store.observations(scope, &revision.key)? } else { Vec::new() };
    Ok(Fact {
        seq: revision.seq,
        at: revision.at,
        key: revision.key.clone(),
        kind: revision.kind.clone(),
        revision: revision.revision,
        state: revision.state.clone(),
        title: revision.title.clone(),
        body: revision.body.as_ref().map(|_| Workspace::body(revision)),
        actor: revision.actor.clone(),
        observations,
    })
}
