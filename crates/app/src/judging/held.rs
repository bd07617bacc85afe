//! The verdicts that hold at one moment of the log, in memory, and what each requirement adds up to. To read everything
//! for each page would be far too much: what was added up is kept, and an entry has only what it touched added up anew.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

use assay_checks::{CheckSet, Over, speaks_for_all};
use assay_domain::{Key, Subject, Timestamp, Verdict};
use assay_store::{Store, WorkspaceScope};

use super::sum::{Sum, of_system};
use crate::Answer;

/// Verdicts by subject, then by check: an entry bears on few subjects, whose verdicts are found without the others.
pub(crate) type Current = BTreeMap<Subject, BTreeMap<String, Verdict>>;

/// Most subjects that are remembered as touched; beyond, the requirement is added up whole.
const MOST: usize = 2_000;

/// The verdicts after an entry.
#[derive(Default)]
pub(crate) struct Held {
    through: u64,
    current: Current,
    touched: BTreeMap<String, Touched>,
    sums: Mutex<BTreeMap<String, Arc<Sum>>>,
}

/// What of a requirement changed, and at which position.
#[derive(Default)]
struct Touched {
    whole: u64,
    subjects: Vec<(u64, Subject)>,
}

/// The subjects that are rows of a Statement of Applicability.
fn rows() -> RangeInclusive<Subject> {
    Subject::Record(Key::new("CTL", 0))..=Subject::Record(Key::new("CTL", u64::MAX))
}

impl Held {
    /// As the store has them at a position.
    pub(crate) fn read(store: &dyn Store, scope: &WorkspaceScope, position: u64) -> Answer<Self> {
        let mut held = Self { through: position, ..Self::default() };
        for row in store.verdicts(scope, position)? {
            let of_subject = held.current.entry(row.verdict.subject.clone()).or_default();
            of_subject.insert(row.verdict.check.clone(), row.verdict);
        }
        Ok(held)
    }

    /// The position up to which they are worked out.
    pub(crate) fn through(&self) -> u64 {
        self.through
    }

    /// Says that they are worked out up to a position.
    pub(super) fn reach(&mut self, position: u64) {
        self.through = position;
    }

    /// Ends verdicts of the subjects that are reached, of these systems where only some are; gives back which.
    pub(super) fn end(
        &mut self,
        position: u64,
        systems: Option<&BTreeSet<Key>>,
        reached: impl Fn(&Subject) -> bool,
        ended: impl Fn(&Verdict) -> bool,
    ) -> Vec<(String, Subject)> {
        let mut gone = Vec::new();
        let mut subjects: Vec<Subject> = match systems {
            None => self.current.keys().cloned().collect(),
            Some(systems) => {
                let rows = self.current.range(rows()).map(|(subject, _)| subject.clone());
                let own =
                    systems.iter().flat_map(|system| of_system(&self.current, system)).map(|(subject, _)| subject);
                [Subject::Workspace].into_iter().chain(rows).chain(own.cloned()).collect()
            }
        };
        subjects.retain(reached);
        for subject in subjects {
            let Some(verdicts) = self.current.get_mut(&subject) else { continue };
            verdicts.retain(|_, verdict| {
                let over = ended(verdict);
                if over {
                    gone.push(verdict.clone());
                }
                !over
            });
            if verdicts.is_empty() {
                self.current.remove(&subject);
            }
        }
        for verdict in &gone {
            self.touch(position, verdict);
        }
        gone.into_iter().map(|v| (v.check, v.subject)).collect()
    }

    /// Has a verdict hold from a position; gives back whether another held, or none.
    pub(super) fn begin(&mut self, position: u64, verdict: &Verdict) -> bool {
        let of_subject = self.current.entry(verdict.subject.clone()).or_default();
        if of_subject.get(&verdict.check) == Some(verdict) {
            return false;
        }
        let before = of_subject.insert(verdict.check.clone(), verdict.clone());
        self.touch(position, verdict);
        // A row may have been about another control before.
        if let Some(before) = before.filter(|b| b.requirements != verdict.requirements) {
            self.touch(position, &before);
        }
        true
    }

    fn touch(&mut self, position: u64, verdict: &Verdict) {
        for requirement in &verdict.requirements {
            if !self.touched.contains_key(requirement) {
                self.touched.insert(requirement.clone(), Touched::default());
            }
            let Some(touched) = self.touched.get_mut(requirement) else { continue };
            if speaks_for_all(&verdict.subject) || touched.subjects.len() >= MOST {
                *touched = Touched { whole: position, subjects: Vec::new() };
            } else if touched.subjects.last().is_none_or(|(at, s)| (*at, s) != (position, &verdict.subject)) {
                touched.subjects.push((position, verdict.subject.clone()));
            }
        }
    }

    /// Every verdict.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Verdict> {
        self.current.values().flat_map(BTreeMap::values)
    }

    /// The verdicts about one subject.
    pub(crate) fn about(&self, subject: &Subject) -> impl Iterator<Item = &Verdict> {
        self.current.get(subject).into_iter().flat_map(BTreeMap::values)
    }

    /// Verdicts that bear on a requirement: those that speak for all, and those of these subjects, or of every one.
    pub(crate) fn bearing_on(
        &self,
        set: &CheckSet,
        requirement: &str,
        only: Option<&BTreeSet<Subject>>,
    ) -> Vec<&Verdict> {
        let names = |v: &&Verdict| v.requirements.iter().any(|r| r == requirement);
        let rows = self.current.range(rows()).flat_map(|(_, verdicts)| verdicts.values());
        let mut found: Vec<&Verdict> = self.about(&Subject::Workspace).chain(rows).filter(names).collect();
        let own = set.checks.iter().filter(|c| matches!(c.over, Over::AiSystem | Over::SystemVersion));
        let mut own: Vec<&str> =
            own.filter(|c| c.requirements.iter().any(|r| r == requirement)).map(|c| c.id.as_str()).collect();
        // In the order in which everything is read: of several verdicts alike, the first gives the reason.
        own.sort_unstable();
        match only {
            _ if own.is_empty() => {}
            Some(only) => {
                for verdicts in only.iter().filter_map(|subject| self.current.get(subject)) {
                    found.extend(own.iter().filter_map(|id| verdicts.get(*id)));
                }
            }
            None => {
                for (_, verdicts) in self.current.iter().filter(|(subject, _)| !speaks_for_all(subject)) {
                    found.extend(own.iter().filter_map(|id| verdicts.get(*id)));
                }
            }
        }
        found
    }

    /// What a requirement adds up to by a set, known by its entry, at a moment.
    pub(crate) fn sum(&self, set: &CheckSet, entry: u64, requirement: &str, now: Timestamp) -> Arc<Sum> {
        let known = self.sums.lock().unwrap_or_else(PoisonError::into_inner).get(requirement).cloned();
        let touched = self.touched.get(requirement);
        let holds = |sum: &Arc<Sum>| sum.holds(entry, now) && touched.is_none_or(|t| t.whole <= sum.through());
        let sum = match known.filter(holds) {
            Some(sum) => {
                let since = touched.into_iter().flat_map(|t| &t.subjects).filter(|(at, _)| *at > sum.through());
                let changed: BTreeSet<Subject> = since.map(|(_, subject)| subject.clone()).collect();
                if changed.is_empty() {
                    return sum;
                }
                sum.anew(self, set, requirement, now, &changed)
            }
            None => Sum::of(self, set, entry, requirement, now),
        };
        let sum = Arc::new(sum);
        self.sums.lock().unwrap_or_else(PoisonError::into_inner).insert(requirement.to_owned(), Arc::clone(&sum));
        sum
    }
}

#[cfg(test)]
mod tests {
    use assay_domain::{Axis, Message, Outcome, State};

    use super::*;

    const WHEN: [Option<i64>; 4] = [None, Some(-5), Some(10), Some(200)];
    const OUTCOMES: [Outcome; 5] = [Outcome::Pass, Outcome::Pass, Outcome::Fail, Outcome::Missing, Outcome::Undecided];

    /// Numbers that look drawn, the same each time.
    struct Drawn(u64);

    impl Drawn {
        fn below(&mut self, most: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap_or(0) % most
        }
    }

    fn verdict(drawn: &mut Drawn, set: &CheckSet, now: Timestamp) -> Verdict {
        let check = &set.checks[drawn.below(set.checks.len())];
        let row = check.over == Over::Control;
        let subject = match check.over {
            Over::Workspace => Subject::Workspace,
            Over::Control => Subject::Record(Key::new("CTL", 1 + drawn.below(2) as u64)),
            Over::AiSystem => Subject::Record(Key::new("SYS", 1 + drawn.below(4) as u64)),
            Over::SystemVersion => Subject::Version(Key::new("SYS", 1 + drawn.below(4) as u64), "1.0".to_owned()),
        };
        let requirements =
            if row { vec![format!("iso42001:A.6.2.{}", 4 + drawn.below(2))] } else { check.requirements.clone() };
        Verdict {
            check: if row { format!("{}:designed", check.id) } else { check.id.clone() },
            requirements,
            axis: if row { Axis::Designed } else { check.axis },
            subject,
            in_service: drawn.below(5) > 0,
            outcome: OUTCOMES[drawn.below(OUTCOMES.len())],
            message: Message::new("test.reason", "because", &[]),
            value: None,
            threshold: None,
            observed_at: None,
            valid_until: WHEN[drawn.below(WHEN.len())].map(|days| now.plus_days(days)),
            evidence: vec![format!("EV-{}", 1 + drawn.below(3))],
        }
    }

    #[test]
    fn what_is_added_up_step_by_step_is_what_is_added_up_anew() {
        let set = CheckSet::baseline();
        let (mut drawn, mut held) = (Drawn(7), Held::default());
        let mut now = Timestamp::parse("2026-03-01").unwrap();
        let asked = ["iso42001:A.6.2.4", "iso42001:A.6.2.5", "iso42001:A.5.5", "iso42001:9.2.2"];
        let mut seen = BTreeSet::new();
        for position in 1..4_000 {
            let one = verdict(&mut drawn, set, now);
            if drawn.below(6) == 0 {
                let systems = one.subject.system().cloned().map(|system| BTreeSet::from([system]));
                held.end(position, systems.as_ref(), |subject| *subject == one.subject, |v| v.check == one.check);
            } else {
                held.begin(position, &one);
            }
            held.reach(position);
            if drawn.below(20) == 0 {
                now = now.plus_days(drawn.below(9) as i64);
            }
            // Not after every step: what is added up has to catch up with many.
            let requirement = asked[drawn.below(asked.len())];
            if drawn.below(3) == 0 {
                let (step, anew) = (held.sum(set, 1, requirement, now), Sum::of(&held, set, 1, requirement, now));
                assert!(step.says_as(&anew), "{requirement} at {position}: {step:?} and not {anew:?}");
                let scope = crate::access::own_work(assay_domain::WorkspaceId::from_random([1; 16]));
                seen.insert(step.state(&scope));
            }
        }
        assert!(seen.is_superset(&BTreeSet::from([State::Failing, State::Missing])), "{seen:?}");
    }
}
