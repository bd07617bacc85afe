//! One attack result.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::Read;

use assay_domain::{TimeSource, TimeStated};

use crate::observe::Ending;
use crate::scan::{Scanner, Value};
use crate::{Fault, times};

/// How deep the object that describes the attack is searched for its target.
const MAX_SEARCH: usize = 16;

/// What is kept of an attack result.
#[derive(Debug, Default)]
pub(super) struct Attack {
    pub(super) id_hash: Option<u64>,
    pub(super) outcome: Option<String>,
    /// Class of the attack, for example `PromptSendingAttack`.
    pub(super) class: Option<String>,
    pub(super) target: TargetName,
    pub(super) harms: Vec<String>,
    /// When it began: its end less the time it took. The file does not write this moment itself.
    pub(super) begun: Option<TimeStated>,
    pub(super) ended: Option<TimeStated>,
    pub(super) version: Option<String>,
    /// PyRIT's own digest of how the attack was made up.
    pub(super) setup: Option<String>,
}

/// What the attack was aimed at.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TargetName {
    pub(super) class: Option<String>,
    pub(super) model: Option<String>,
}

impl Attack {
    /// Pulls an attack result, its long texts passed over.
    pub(super) fn pull<R: Read>(scanner: &mut Scanner<R>) -> Result<Self, Fault> {
        let mut attack = Self::default();
        let mut took = None;
        scanner.object_or_skip(|scanner, key| {
            match key {
                "attack_result_id" => attack.id_hash = scanner.passing()?.as_str().map(hashed),
                "outcome" => attack.outcome = scanner.passing()?.to_label(),
                "timestamp" => {
                    attack.ended = scanner.passing()?.as_str().and_then(|text| times::stated(text, TimeSource::InFile));
                }
                "execution_time_ms" => took = scanner.passing()?.as_count(),
                "targeted_harm_categories" => {
                    attack.harms = scanner.passing()?.items().iter().filter_map(Value::to_label).collect();
                }
                "atomic_attack_identifier" => attack.describe(&scanner.passing()?),
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        attack.harms.sort_unstable();
        attack.harms.dedup();
        attack.begun = attack.ended.clone().map(|ended| before(ended, took.unwrap_or(0)));
        Ok(attack)
    }

    fn describe(&mut self, identifier: &Value) {
        let text = |value: Option<&Value>, key: &str| value.and_then(|v| v.get(key)).and_then(Value::to_label);
        let made_up = find(identifier, "attack", MAX_SEARCH);
        let target = find(identifier, "objective_target", MAX_SEARCH);
        self.class = text(made_up, "class_name");
        self.version = text(Some(identifier), "pyrit_version");
        self.setup = text(Some(identifier), "hash");
        // A deployment has a name of its own; what lies under it is the model.
        let model = text(target, "underlying_model_name").or_else(|| text(target, "model_name"));
        self.target = TargetName { class: text(target, "class_name"), model };
    }

    /// How it ended, seen from the target; `None` for an outcome that is not known.
    pub(super) fn ending(&self) -> Option<Ending> {
        match self.outcome.as_deref() {
            Some("success") => Some(Ending::Failed),
            Some("failure") => Some(Ending::Passed),
            Some("error") => Some(Ending::Error),
            Some("undetermined") => Some(Ending::Unscored),
            _ => None,
        }
    }
}

/// The nearest member of that name among `children` of `children`.
fn find<'v>(value: &'v Value, name: &str, depth: usize) -> Option<&'v Value> {
    let children = value.get("children")?.members()?;
    if let Some(found) = children.get(name) {
        return Some(found);
    }
    let deeper = depth.checked_sub(1)?;
    children.values().find_map(|child| find(child, name, deeper))
}

/// The moment so many milliseconds before another; that moment itself when no attack takes so long.
fn before(ended: TimeStated, milliseconds: u64) -> TimeStated {
    const MOST: u64 = 366 * 86_400_000;
    let micros = if milliseconds > MOST { 0 } else { i64::try_from(milliseconds * 1000).unwrap_or(0) };
    let original = ended.original.filter(|_| micros == 0);
    TimeStated { instant: ended.instant.plus_micros(-micros), original, ..ended }
}

fn hashed(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}
