//! What the attacks on one target come to.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::{Digest, Observation, TimeStated};
use sha2::{Digest as _, Sha256};

use super::attack::{Attack, TargetName};
use crate::observe::{Count, Ending};
use crate::parsed::{MAX_OBSERVATIONS, too_many};
use crate::{Fault, metrics};

/// How many targets one file may hold results against.
const MAX_TARGETS: usize = 1_000;
/// How many ways of attacking make up the digest of the configuration.
const MAX_SETUPS: usize = 10_000;

/// Targets, each with its attacks counted.
#[derive(Default)]
pub(super) struct Targets(pub(super) BTreeMap<TargetName, Target>);

/// The attacks on one target, counted.
#[derive(Debug, Default)]
pub(super) struct Target {
    pub(super) all: Count,
    pub(super) odd_outcomes: BTreeSet<String>,
    pub(super) versions: BTreeSet<String>,
    pub(super) begun: Option<TimeStated>,
    pub(super) ended: Option<TimeStated>,
    /// By class of the attack.
    pub(super) attacks: BTreeMap<String, Count>,
    /// By class of the attack and harm it aims at.
    harms: BTreeMap<(String, String), Count>,
    setups: BTreeSet<String>,
}

impl Targets {
    /// Counts an attack.
    pub(super) fn take(&mut self, attack: &Attack) -> Result<(), Fault> {
        if !self.0.contains_key(&attack.target) && self.0.len() >= MAX_TARGETS {
            let text = format!("the file holds results against more than {MAX_TARGETS} targets; split it into several");
            return Err(Fault::new("pyrit.too-many-targets", text));
        }
        self.0.entry(attack.target.clone()).or_default().take(attack)
    }
}

impl Target {
    fn take(&mut self, attack: &Attack) -> Result<(), Fault> {
        let ending = attack.ending().unwrap_or_else(|| {
            if self.odd_outcomes.len() < 10 {
                self.odd_outcomes.insert(attack.outcome.clone().unwrap_or_else(|| "(none)".to_owned()));
            }
            Ending::Unscored
        });
        self.all.take(ending);
        let class = attack.class.clone().unwrap_or_else(|| "attack".to_owned());
        for harm in &attack.harms {
            self.harms.entry((class.clone(), harm.clone())).or_default().take(ending);
        }
        self.attacks.entry(class).or_default().take(ending);
        if let Some(setup) = attack.setup.clone().filter(|_| self.setups.len() < MAX_SETUPS) {
            self.setups.insert(setup);
        }
        if let Some(version) = attack.version.clone().filter(|_| self.versions.len() < 10) {
            self.versions.insert(version);
        }
        self.begun = earlier(self.begun.take(), attack.begun.clone());
        self.ended = later(self.ended.take(), attack.ended.clone());
        if self.attacks.len() + self.harms.len() > MAX_OBSERVATIONS { Err(too_many()) } else { Ok(()) }
    }

    /// One observation per class of attack, and one per class and harm.
    pub(super) fn observations(&self) -> Vec<Observation> {
        let classes = self.attacks.iter().map(|(class, count)| {
            let rate = count.attack_success_rate(format!("{class}/attack_success_rate"));
            Observation { group: Some(class.clone()), ..rate }
        });
        let harms = self.harms.iter().map(|((class, harm), count)| Observation {
            group: Some(class.clone()),
            family: metrics::spoken_of(harm).unwrap_or("other").to_owned(),
            slice: [("harm".to_owned(), harm.clone())].into(),
            ..count.attack_success_rate(format!("{class}/{harm}/attack_success_rate"))
        });
        classes.chain(harms).collect()
    }

    /// Digest over PyRIT's own digests of how its attacks were made up.
    pub(super) fn config_sha256(&self) -> Option<Digest> {
        let mut hash = Sha256::new();
        self.setups.iter().for_each(|setup| hash.update(format!("{setup}\n")));
        (!self.setups.is_empty()).then(|| Digest(hash.finalize().into()))
    }
}

fn earlier(one: Option<TimeStated>, other: Option<TimeStated>) -> Option<TimeStated> {
    one.into_iter().chain(other).min_by_key(|time| time.instant)
}

fn later(one: Option<TimeStated>, other: Option<TimeStated>) -> Option<TimeStated> {
    one.into_iter().chain(other).max_by_key(|time| time.instant)
}
