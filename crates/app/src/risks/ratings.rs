//! Every risk as it stands after an entry of the log, in memory: a page counts and sorts fifty thousand of them, and
//! levels follow from criteria, so no index of a database could. The projector keeps it up entry by entry.

use std::collections::{BTreeMap, BTreeSet};

use assay_checks::Fact;
use assay_domain::kinds::risk_acceptance::RiskAcceptance;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_domain::kinds::treatment_action::TreatmentAction;
use assay_domain::{Body, Key, Timestamp};
use assay_store::Revision;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::kept::Kept;
use super::rated::{Accepted, Move, Pair, Rated, Whole, known};

/// Criteria with who approved them.
#[derive(Debug)]
pub(crate) struct Criteria {
    pub(crate) state: String,
    pub(crate) revision: u32,
    pub(crate) body: RiskCriteria,
    pub(crate) approved: Option<(Timestamp, Key)>,
}

/// A treatment action that is still to be done.
#[derive(Debug)]
struct Promised {
    risks: Vec<Key>,
    due: Whole,
}

/// Where risks stand.
#[derive(Debug, Default)]
pub(crate) struct Ratings {
    through: u64,
    risks: Vec<Rated>,
    places: BTreeMap<Key, usize>,
    criteria: BTreeMap<Key, Criteria>,
    /// Which risks an action is for, and the other way round, as far as it is open.
    promised: BTreeMap<Key, Promised>,
    promises: BTreeMap<Key, BTreeSet<Key>>,
    /// Which risk is accepted by what, and the other way round.
    accepts: BTreeMap<Key, Key>,
    accepted: BTreeMap<Key, BTreeMap<Key, Accepted>>,
    /// Names of people and AI systems.
    names: BTreeMap<Key, Box<str>>,
    kept: Kept,
}

/// What an entry says, whether it comes from the log or from a list.
struct Said<'a> {
    seq: u64,
    at: Timestamp,
    key: &'a Key,
    revision: u32,
    state: &'a str,
    title: &'a str,
    actor: &'a Key,
    body: Option<&'a Value>,
}

impl Said<'_> {
    fn typed<B: DeserializeOwned>(&self) -> Option<B> {
        let mut body = self.body?.clone();
        body.as_object_mut()?.remove("schema");
        serde_json::from_value(body).ok()
    }
}

impl Ratings {
    pub(crate) fn through(&self) -> u64 {
        self.through
    }

    /// Takes an entry in.
    pub(crate) fn apply(&mut self, fact: &Fact) {
        self.through = fact.seq + 1;
        self.take(
            &fact.kind,
            &Said {
                seq: fact.seq,
                at: fact.at,
                key: &fact.key,
                revision: fact.revision,
                state: &fact.state,
                title: &fact.title,
                actor: &fact.actor,
                body: fact.body.as_ref(),
            },
        );
    }

    /// Takes a revision in as it stood at a moment of the past, in any order but criteria first.
    pub(super) fn stood(&mut self, revision: &Revision, body: &Value) {
        self.take(
            &revision.kind,
            &Said {
                seq: revision.seq,
                at: revision.at,
                key: &revision.key,
                revision: revision.revision,
                state: &revision.state,
                title: &revision.title,
                actor: &revision.actor,
                body: revision.body.is_some().then_some(body),
            },
        );
    }

    /// Says up to where it goes, and takes over how its risks had moved until then.
    pub(super) fn ends(&mut self, position: u64, later: &Self) {
        self.through = position;
        for risk in &mut self.risks {
            if let Some(known) = later.risk(&risk.key) {
                risk.moves = known.moves.iter().filter(|m| m.seq < position).copied().collect();
            }
        }
    }

    fn take(&mut self, kind: &str, said: &Said<'_>) {
        if Self::KINDS.contains(&kind) {
            self.kept.forget();
        }
        match kind {
            "risk" => self.take_risk(said),
            "risk-criteria" => self.take_criteria(said),
            "treatment-action" => self.take_action(said),
            "risk-acceptance" => self.take_acceptance(said),
            "person" | "ai-system" => {
                self.names.insert(said.key.clone(), said.title.into());
            }
            _ => {}
        }
    }

    fn take_risk(&mut self, said: &Said<'_>) {
        let place = self.places.get(said.key).copied().unwrap_or_else(|| {
            self.risks.push(Rated::new(said.key.clone()));
            self.places.insert(said.key.clone(), self.risks.len() - 1);
            self.risks.len() - 1
        });
        let Some(risk) = self.risks.get_mut(place) else { return };
        let Some(body) = said.typed() else {
            *risk = Rated { erased: true, ..Rated::new(said.key.clone()) };
            return;
        };
        risk.take(said.revision, said.title, said.state, &body);
        risk.score(risk.criteria.as_ref().and_then(|key| self.criteria.get(key)).map(|c| &c.body));
        let pair = risk.stands().map(|scored| scored.pair).filter(|_| risk.is_open());
        if risk.moves.last().map_or(pair.is_some(), |last| last.pair != pair) {
            risk.moves.push(Move { seq: said.seq, at: said.at, pair });
        }
        self.promise(said.key);
        self.accept(said.key);
    }

    fn take_criteria(&mut self, said: &Said<'_>) {
        let before = self.criteria.remove(said.key);
        if let Some(body) = said.typed::<RiskCriteria>() {
            let approved = match before.and_then(|b| b.approved) {
                Some(known) => Some(known),
                None => (said.state == "approved").then(|| (said.at, said.actor.clone())),
            };
            let (state, revision) = (said.state.to_owned(), said.revision);
            self.criteria.insert(said.key.clone(), Criteria { state, revision, body, approved });
        }
        let now = self.criteria.get(said.key).map(|c| &c.body);
        for risk in self.risks.iter_mut().filter(|r| r.criteria.as_ref() == Some(said.key)) {
            risk.score(now);
        }
    }

    fn take_action(&mut self, said: &Said<'_>) {
        let mut touched: BTreeSet<Key> = BTreeSet::new();
        if let Some(before) = self.promised.remove(said.key) {
            for risk in before.risks {
                if let Some(of) = self.promises.get_mut(&risk) {
                    of.remove(said.key);
                }
                touched.insert(risk);
            }
        }
        let open = matches!(said.state, "draft" | "open");
        let body = open.then(|| said.typed::<TreatmentAction>()).flatten();
        let due = body.as_ref().and_then(|b| known(b.due.as_ref())).and_then(Whole::of);
        if let Some((body, due)) = body.zip(due) {
            let risks: Vec<Key> = known(body.risks.as_ref()).into_iter().flatten().map(|r| r.key().clone()).collect();
            for risk in &risks {
                self.promises.entry(risk.clone()).or_default().insert(said.key.clone());
                touched.insert(risk.clone());
            }
            self.promised.insert(said.key.clone(), Promised { risks, due });
        }
        for risk in &touched {
            self.promise(risk);
        }
    }

    fn take_acceptance(&mut self, said: &Said<'_>) {
        if let Some(risk) = self.accepts.remove(said.key) {
            if let Some(of) = self.accepted.get_mut(&risk) {
                of.remove(said.key);
            }
            self.accept(&risk);
        }
        let body = (said.state == "accepted").then(|| said.typed::<RiskAcceptance>()).flatten();
        let now = body.and_then(|body| {
            let most = Pair { likelihood: *known(body.likelihood.as_ref())?, impact: *known(body.impact.as_ref())? };
            let until = known(body.until.as_ref()).and_then(Whole::of)?;
            Some((known(body.risk.as_ref())?.key().clone(), Accepted { key: said.key.clone(), until, most }))
        });
        if let Some((risk, accepted)) = now {
            self.accepts.insert(said.key.clone(), risk.clone());
            self.accepted.entry(risk.clone()).or_default().insert(said.key.clone(), accepted);
            self.accept(&risk);
        }
    }

    /// The first day that its open actions name.
    fn promise(&mut self, key: &Key) {
        let days = self.promises.get(key).into_iter().flatten().filter_map(|a| self.promised.get(a)).map(|p| p.due);
        let due = days.min();
        if let Some(risk) = self.places.get(key).and_then(|place| self.risks.get_mut(*place)) {
            risk.action_due = due;
        }
    }

    /// The acceptance of it that reaches furthest.
    fn accept(&mut self, key: &Key) {
        let own = self.accepted.get(key).into_iter().flat_map(BTreeMap::values);
        let furthest = own.max_by_key(|accepted| accepted.until).cloned();
        if let Some(risk) = self.places.get(key).and_then(|place| self.risks.get_mut(*place)) {
            risk.accepted = furthest;
        }
    }

    /// The open actions of a risk, each with its day.
    pub(super) fn promises_of(&self, risk: &Key) -> impl Iterator<Item = (&Key, Whole)> {
        let actions = self.promises.get(risk).into_iter().flatten();
        actions.filter_map(|key| Some((key, self.promised.get(key)?.due)))
    }

    pub(super) fn kept(&self) -> &Kept {
        &self.kept
    }

    pub(crate) fn all(&self) -> &[Rated] {
        &self.risks
    }

    pub(crate) fn risk(&self, key: &Key) -> Option<&Rated> {
        self.places.get(key).and_then(|place| self.risks.get(*place))
    }

    pub(crate) fn criteria(&self) -> impl Iterator<Item = (&Key, &Criteria)> {
        self.criteria.iter()
    }

    pub(crate) fn criteria_at(&self, key: &Key) -> Option<&Criteria> {
        self.criteria.get(key)
    }

    /// The name of a person or a system; nothing once it is erased.
    pub(crate) fn name(&self, key: &Key) -> Option<&str> {
        self.names.get(key).map(|name| &**name).filter(|name| !name.is_empty())
    }

    /// Kinds it is made of, so that a moment of the past can be put together: criteria before risks.
    pub(super) const KINDS: [&'static str; 6] = [
        RiskCriteria::NAME,
        assay_domain::kinds::risk::Risk::NAME,
        TreatmentAction::NAME,
        RiskAcceptance::NAME,
        "person",
        "ai-system",
    ];
}
