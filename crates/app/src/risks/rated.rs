//! One risk as it stands, and what its level follows from.

use assay_domain::kinds::risk::{Risk, Treatment};
use assay_domain::kinds::risk_criteria::{Level, RiskCriteria};
use assay_domain::{Day, Key, RiskSource, Stated, Timestamp};

use crate::dto::Harm;

/// A step of likelihood and one of impact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) likelihood: u8,
    pub(crate) impact: u8,
}

impl Pair {
    fn of(likelihood: Option<&Stated<u8>>, impact: Option<&Stated<u8>>) -> Option<Self> {
        Some(Self { likelihood: *likelihood?.known()?, impact: *impact?.known()? })
    }
}

/// A pair with the level that the criteria give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scored {
    pub(crate) pair: Pair,
    pub(crate) level: Option<Level>,
    /// Whether the level lies above the appetite; nothing while that cannot be told.
    pub(crate) above: Option<bool>,
}

/// Where a risk stood from an entry on; nothing where it was not rated, or closed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Move {
    pub(crate) seq: u64,
    pub(crate) at: Timestamp,
    pub(crate) pair: Option<Pair>,
}

/// The first moment of a day, and of the day behind it: read once, since a page compares many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Whole(Timestamp);

impl Whole {
    pub(super) fn of(day: &Day) -> Option<Self> {
        day.start().map(Self)
    }

    pub(crate) fn is_over(self, now: Timestamp) -> bool {
        now >= self.0.plus_days(1)
    }

    pub(crate) fn text(self) -> String {
        self.0.date()
    }
}

/// That top management keeps it, until a day and up to steps.
#[derive(Debug, Clone)]
pub(crate) struct Accepted {
    pub(crate) key: Key,
    pub(crate) until: Whole,
    pub(crate) most: Pair,
}

impl Accepted {
    /// Whether it still covers a risk that stands there: neither step is beyond what was accepted.
    pub(super) fn covers(&self, pair: Pair, now: Timestamp) -> bool {
        let within = pair.likelihood <= self.most.likelihood && pair.impact <= self.most.impact;
        within && !self.until.is_over(now)
    }
}

/// A risk in memory: what lists sort and count by.
#[derive(Debug)]
pub(crate) struct Rated {
    pub(crate) key: Key,
    pub(crate) revision: u32,
    pub(crate) title: String,
    /// The title without capitals, in which words are looked for.
    pub(crate) plain: Box<str>,
    pub(crate) state: String,
    pub(crate) owner: Option<Key>,
    pub(crate) system: Option<Key>,
    pub(crate) criteria: Option<Key>,
    pub(crate) treatment: Option<Treatment>,
    pub(crate) review_due: Option<Whole>,
    pub(crate) sources: Vec<RiskSource>,
    pub(crate) harms: Vec<Harm>,
    pub(crate) inherent: Option<Scored>,
    pub(crate) residual: Option<Scored>,
    /// The first day of its open treatment actions.
    pub(crate) action_due: Option<Whole>,
    pub(crate) accepted: Option<Accepted>,
    pub(crate) moves: Vec<Move>,
    /// Its body was erased: nothing is known of it any more.
    pub(crate) erased: bool,
}

impl Rated {
    pub(super) fn new(key: Key) -> Self {
        Self {
            key,
            revision: 0,
            title: String::new(),
            plain: Box::default(),
            state: String::new(),
            owner: None,
            system: None,
            criteria: None,
            treatment: None,
            review_due: None,
            sources: Vec::new(),
            harms: Vec::new(),
            inherent: None,
            residual: None,
            action_due: None,
            accepted: None,
            moves: Vec::new(),
            erased: false,
        }
    }

    /// Takes over what a revision says.
    pub(super) fn take(&mut self, revision: u32, title: &str, state: &str, body: &Risk) {
        self.revision = revision;
        title.clone_into(&mut self.title);
        self.plain = title.to_lowercase().into();
        state.clone_into(&mut self.state);
        self.owner = body.owner.as_ref().map(|r| r.key().clone());
        self.system = known(body.system.as_ref()).map(|r| r.key().clone());
        self.criteria = known(body.criteria.as_ref()).map(|r| r.key().clone());
        self.treatment = known(body.treatment.as_ref()).copied();
        self.review_due = known(body.review_due.as_ref()).and_then(Whole::of);
        self.sources = known(body.sources.as_ref()).cloned().unwrap_or_default();
        let harms = [
            (Harm::Organisation, &body.consequence_org),
            (Harm::Individuals, &body.consequence_individual),
            (Harm::Society, &body.consequence_society),
        ];
        self.harms =
            harms.into_iter().filter(|(_, said)| known(said.as_ref()).is_some()).map(|(harm, _)| harm).collect();
        let bare = |pair: Option<Pair>| pair.map(|pair| Scored { pair, level: None, above: None });
        self.inherent = bare(Pair::of(body.likelihood.as_ref(), body.impact.as_ref()));
        self.residual = bare(Pair::of(body.residual_likelihood.as_ref(), body.residual_impact.as_ref()));
        self.erased = false;
    }

    /// Reads its steps by its criteria.
    pub(super) fn score(&mut self, criteria: Option<&RiskCriteria>) {
        for scored in [&mut self.inherent, &mut self.residual].into_iter().flatten() {
            *scored = read(scored.pair, criteria);
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        !self.erased && self.state != "closed"
    }

    /// What counts now: once treated what remains, until then the rating without the treatment.
    pub(crate) fn stands(&self) -> Option<&Scored> {
        if self.state == "treated" { self.residual.as_ref() } else { self.inherent.as_ref() }
    }

    /// Whether it stands above the appetite; nothing while its level is not known.
    pub(crate) fn above(&self) -> Option<bool> {
        self.stands().and_then(|scored| scored.above)
    }

    /// The pair that held at an entry.
    pub(crate) fn stood(&self, before: impl Fn(&Move) -> bool) -> Option<Pair> {
        self.moves.iter().rev().find(|m| before(m)).and_then(|m| m.pair)
    }
}

/// A pair by criteria.
pub(crate) fn read(pair: Pair, criteria: Option<&RiskCriteria>) -> Scored {
    let level = criteria.and_then(|c| c.level(pair.likelihood, pair.impact));
    let above = criteria.zip(level).and_then(|(c, level)| c.is_acceptable(level)).map(|acceptable| !acceptable);
    Scored { pair, level, above }
}

pub(super) fn known<T>(stated: Option<&Stated<T>>) -> Option<&T> {
    stated.and_then(Stated::known)
}
