//! Until when evidence may be relied on: worked out of the verdicts that rest on it, and kept until an entry changes them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use assay_domain::kinds::evidence::KIND;
use assay_domain::{Key, Outcome, Timestamp, Verdict};

use super::library::freshness;
use crate::dto::Freshness;
use crate::judging::Held;

/// What verdicts rest on, each with the first end among those that pass on it. Evidence that no verdict rests on is not
/// here.
#[derive(Debug, Default)]
pub(crate) struct Ends(BTreeMap<Key, Option<Timestamp>>);

/// Those that were worked out last, with the position they hold at.
#[derive(Default)]
pub(crate) struct KeptEnds(Mutex<Option<(u64, Arc<Ends>)>>);

impl KeptEnds {
    pub(crate) fn of(&self, held: &Held) -> Arc<Ends> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, ends)) = kept.as_ref().filter(|(at, _)| *at == held.through()) {
            return Arc::clone(ends);
        }
        // Worked out under the lock: many who ask at once have it done once.
        let ends = Arc::new(Ends::of(held.all()));
        *kept = Some((held.through(), Arc::clone(&ends)));
        ends
    }
}

impl Ends {
    fn of<'v>(verdicts: impl Iterator<Item = &'v Verdict>) -> Self {
        let mut all: BTreeMap<Key, Option<Timestamp>> = BTreeMap::new();
        for verdict in verdicts {
            let until = verdict.valid_until.filter(|_| verdict.outcome == Outcome::Pass);
            let keys = verdict.evidence.iter().filter_map(|text| text.parse::<Key>().ok());
            for key in keys.filter(|key| key.prefix() == KIND.prefix) {
                let first = all.entry(key).or_default();
                *first = first.iter().chain(&until).min().copied();
            }
        }
        Self(all)
    }

    /// What is so fresh at a moment.
    pub(crate) fn with(&self, wanted: &[Freshness], now: Timestamp) -> Vec<Key> {
        let fits = |ends: &Option<Timestamp>| wanted.contains(&freshness(false, *ends, now));
        self.0.iter().filter(|(_, ends)| fits(ends)).map(|(key, _)| key.clone()).collect()
    }

    /// What runs out first comes first, day by day, each day under its name; what does not run out comes last.
    pub(crate) fn by_day(&self) -> Vec<(String, Vec<Key>)> {
        let mut days: BTreeMap<String, Vec<Key>> = BTreeMap::new();
        for (key, ends) in &self.0 {
            // Letters come after digits.
            let day = ends.map_or_else(|| "none".to_owned(), Timestamp::date);
            days.entry(day).or_default().push(key.clone());
        }
        days.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use assay_domain::{Axis, Message, Subject};

    use super::*;

    fn verdict(outcome: Outcome, until: Option<Timestamp>, evidence: &[&str]) -> Verdict {
        Verdict {
            check: "c".to_owned(),
            requirements: Vec::new(),
            axis: Axis::Operating,
            subject: Subject::Workspace,
            in_service: true,
            outcome,
            message: Message::new("test.reason", "because", &[]),
            value: None,
            threshold: None,
            observed_at: None,
            valid_until: until,
            evidence: evidence.iter().map(|key| (*key).to_owned()).collect(),
        }
    }

    #[test]
    fn the_first_end_of_what_passes_decides() {
        let now = Timestamp::parse("2026-03-01").unwrap();
        let at = |days| Some(now.plus_days(days));
        let all = [
            verdict(Outcome::Pass, at(200), &["EV-1", "EV-2"]),
            verdict(Outcome::Pass, at(-1), &["EV-1", "SYS-1"]),
            verdict(Outcome::Pass, at(20), &["EV-3"]),
            // What failed does not hold, and so does not run out.
            verdict(Outcome::Fail, at(-9), &["EV-2", "EV-4"]),
            verdict(Outcome::Pass, None, &["EV-4"]),
        ];
        let ends = Ends::of(all.iter());
        let with = |wanted: &[Freshness]| {
            let keys = ends.with(wanted, now).into_iter();
            keys.map(|key| key.to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(with(&[Freshness::Stale]), "EV-1");
        assert_eq!(with(&[Freshness::Expiring]), "EV-3");
        assert_eq!(with(&[Freshness::Current]), "EV-2 EV-4");
        assert_eq!(with(&[Freshness::Stale, Freshness::Expiring]), "EV-1 EV-3");
        assert_eq!(with(&[]), "");
        let days: Vec<String> = ends.by_day().into_iter().map(|(day, keys)| format!("{day}: {}", keys[0])).collect();
        assert_eq!(days, ["2026-02-28: EV-1", "2026-03-21: EV-3", "2026-09-17: EV-2", "none: EV-4"]);
    }
}
