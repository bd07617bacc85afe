//! Verdict intervals from the log: entry by entry, the same however often it is begun anew.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use assay_checks::{Affected, CheckSet, Fact, Judgement, World, affected, definition_of, judge};
use assay_domain::kinds::activation::Activation;
use assay_domain::{Observation, Verdict};
use assay_store::{Revision, Store, VerdictChange, WorkspaceScope};

use super::held::{Current, Held};
use super::standing::Standing;
use crate::risks::Ratings;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most entries worked out between two writes of the projection.
const STRIDE: usize = 512;

/// The world after an entry, and the verdicts that hold then.
#[derive(Default)]
pub struct Projection {
    world: World,
    set: Option<CheckSet>,
    standing: Arc<Standing>,
    through: u64,
}

impl Projection {
    /// Takes the projection up where the store left it: the world is replayed, verdicts are read. Told to stop, it
    /// comes back early and is good for nothing more.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn resume(store: &dyn Store, scope: &WorkspaceScope, stop: &AtomicBool) -> Answer<Self> {
        Self::resume_in(store, scope, stop, Arc::default())
    }

    /// The same, with its verdicts where others read them.
    pub(crate) fn resume_in(
        store: &dyn Store,
        scope: &WorkspaceScope,
        stop: &AtomicBool,
        standing: Arc<Standing>,
    ) -> Answer<Self> {
        let mut projection = Self::begin_in(standing);
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
                projection.standing.rate().apply(&fact);
                projection.world.apply(fact);
                projection.through = revision.seq + 1;
            }
        }
        *projection.standing.write() = Held::read(store, scope, through)?;
        Ok(projection)
    }

    /// Nothing worked out yet, with its verdicts where others read them.
    pub(crate) fn begin_in(standing: Arc<Standing>) -> Self {
        *standing.write() = Held::default();
        *standing.rate() = Ratings::default();
        Self { standing, ..Self::default() }
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
        self.standing.read().all().cloned().collect()
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
        self.standing.rate().apply(fact);
        self.world.apply(fact.clone());
        self.through = position;
        let scope = if changed_set { Affected::Everything } else { affected(&self.world, fact, before.as_deref()) };
        let Some(set) = self.set.as_ref().filter(|_| scope != Affected::Nothing) else {
            self.standing.write().reach(position);
            return Vec::new();
        };
        let Judgement { verdicts, scope } = judge(&self.world, set, scope);
        let mut seen = Current::new();
        for verdict in verdicts {
            seen.entry(verdict.subject.clone()).or_default().insert(verdict.check.clone(), verdict);
        }
        // A check that is no longer in the set covers nothing any more, so its verdicts end.
        let left: BTreeSet<&str> = set.checks.iter().filter(|c| !scope.touches(c)).map(|c| c.id.as_str()).collect();
        let mut held = self.standing.write();
        let ended = |verdict: &Verdict| {
            let now = seen.get(&verdict.subject);
            !now.is_some_and(|now| now.contains_key(&verdict.check)) && !left.contains(definition_of(&verdict.check))
        };
        let gone = held.end(position, scope.systems(), |subject| scope.reaches(subject), ended);
        let mut changes: Vec<VerdictChange> =
            gone.into_iter().map(|(check, subject)| VerdictChange::End(position, check, subject.to_string())).collect();
        for verdict in seen.into_values().flat_map(BTreeMap::into_values) {
            if held.begin(position, &verdict) {
                changes.push(VerdictChange::Set(position, Box::new(verdict)));
            }
        }
        held.reach(position);
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
