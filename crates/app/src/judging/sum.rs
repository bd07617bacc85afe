//! What the verdicts on a requirement add up to: a state for each subject, counted.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use assay_checks::{CheckSet, next_turn, roll_up, speaks_for_all};
use assay_domain::{Key, Message, State, Subject, Timestamp, Verdict};
use assay_store::WorkspaceScope;

use super::held::Held;

/// Pieces of evidence that are kept by their keys.
pub(crate) const NEWEST: usize = 200;

/// A state with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) state: State,
    /// Stable id of the reason.
    pub(crate) code: Arc<str>,
}

/// A requirement at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    through: u64,
    /// Entry of the set it was added up by.
    entry: u64,
    /// From when, and until what runs out next: within, time alone changes nothing.
    from: Timestamp,
    until: Timestamp,
    /// Where no subject has a state of its own.
    whole: Cell,
    subjects: BTreeMap<Subject, Cell>,
    counts: BTreeMap<State, usize>,
    /// The first subject in each state: the one that decides, where it is the worst.
    first: BTreeMap<State, Subject>,
    /// How many pieces of evidence the verdicts of each subject rest on; what speaks for all stands together.
    evidence: BTreeMap<Subject, usize>,
    /// The same, of all.
    pieces: usize,
    /// Why it has its state, for whoever sees everything; worked out when it is first asked for.
    told: OnceLock<Option<Message>>,
    /// The evidence it rests on, the newest delivered first, and how much there is; likewise.
    newest: OnceLock<(Vec<Key>, usize)>,
}

impl Sum {
    pub(super) fn of(held: &Held, set: &CheckSet, entry: u64, requirement: &str, now: Timestamp) -> Self {
        let verdicts = held.bearing_on(set, requirement, None);
        let turns = verdicts.iter().filter_map(|v| next_turn(v, now));
        let until = turns.min().unwrap_or(Timestamp::from_micros(i64::MAX));
        let mut codes = Codes::default();
        let found = roll_up(set, [requirement], verdicts.iter().copied(), now).pop();
        let (whole, subjects) = match found {
            None => (codes.cell(State::Missing, "posture.nothing"), BTreeMap::new()),
            Some(found) => {
                let whole = codes.cell(found.state, &found.message.code);
                let each = found.subjects.into_iter().map(|p| (p.subject, codes.cell(p.state, &p.message.code)));
                (whole, each.collect())
            }
        };
        let (through, evidence) = (held.through(), evidence_of(&verdicts));
        Self {
            through,
            entry,
            from: now,
            until,
            whole,
            subjects,
            counts: BTreeMap::new(),
            first: BTreeMap::new(),
            evidence,
            pieces: 0,
            told: OnceLock::new(),
            newest: OnceLock::new(),
        }
        .counted()
    }

    /// The same, where nothing but what is known of these subjects has changed.
    pub(super) fn anew(
        &self,
        held: &Held,
        set: &CheckSet,
        requirement: &str,
        now: Timestamp,
        changed: &BTreeSet<Subject>,
    ) -> Self {
        let verdicts = held.bearing_on(set, requirement, Some(changed));
        let found = roll_up(set, [requirement], verdicts.iter().copied(), now).pop();
        let own = found.map(|f| f.subjects).unwrap_or_default();
        let mut subjects = self.subjects.clone();
        subjects.retain(|subject, _| !changed.contains(subject));
        let mut codes = Codes::default();
        let each = own.into_iter().filter(|p| changed.contains(&p.subject));
        subjects.extend(each.map(|p| (p.subject, codes.cell(p.state, &p.message.code))));
        // With the first subject or without the last, the whole is another matter.
        if subjects.is_empty() || self.subjects.keys().any(|s| *s == Subject::Workspace) {
            return Self::of(held, set, self.entry, requirement, now);
        }
        let turns = verdicts.iter().filter_map(|v| next_turn(v, now));
        let until = turns.min().map_or(self.until, |turn| turn.min(self.until));
        let mut evidence = self.evidence.clone();
        evidence.retain(|subject, _| !changed.contains(subject));
        evidence.extend(evidence_of(&verdicts));
        Self { through: held.through(), from: now, until, subjects, evidence, ..self.clone() }.counted()
    }

    fn counted(mut self) -> Self {
        self.counts.clear();
        self.first.clear();
        for (subject, cell) in &self.subjects {
            *self.counts.entry(cell.state).or_insert(0) += 1;
            self.first.entry(cell.state).or_insert_with(|| subject.clone());
        }
        self.pieces = self.evidence.values().sum();
        self.told = OnceLock::new();
        self.newest = OnceLock::new();
        if let Some(worst) = self.subjects.values().min_by_key(|cell| cell.state) {
            self.whole = worst.clone();
        }
        self
    }

    /// Whether both say the same, whenever they were added up.
    #[cfg(test)]
    pub(super) fn says_as(&self, other: &Self) -> bool {
        let of = |sum: &Self| Self { through: 0, from: self.from, until: self.until, ..sum.clone().counted() };
        of(self) == of(other)
    }

    pub(super) fn holds(&self, entry: u64, now: Timestamp) -> bool {
        self.entry == entry && self.from <= now && now < self.until
    }

    pub(super) fn through(&self) -> u64 {
        self.through
    }

    /// The state of the requirement as somebody sees it: that of the worst subject they see.
    pub(crate) fn state(&self, scope: &WorkspaceScope) -> State {
        if self.subjects.is_empty() {
            return self.whole.state;
        }
        self.counts(scope).keys().next().copied().unwrap_or(State::Missing)
    }

    /// How many subjects are in each state, of those somebody sees.
    pub(crate) fn counts(&self, scope: &WorkspaceScope) -> BTreeMap<State, usize> {
        if scope.hides_kind("ai-system") {
            let others = self.subjects.iter().filter(|(subject, _)| subject.system().is_none());
            return others.fold(BTreeMap::new(), |mut counts, (_, cell)| {
                *counts.entry(cell.state).or_insert(0) += 1;
                counts
            });
        }
        let mut counts = self.counts.clone();
        for key in scope.blinds().records.iter() {
            for (_, cell) in self.cells_of(key) {
                if let Some(count) = counts.get_mut(&cell.state) {
                    *count -= 1;
                }
            }
        }
        counts.retain(|_, count| *count > 0);
        counts
    }

    /// How many pieces of evidence bear on it, of those about what somebody sees.
    pub(crate) fn evidence(&self, scope: &WorkspaceScope) -> usize {
        if scope.hides_kind("ai-system") {
            return self.evidence.iter().filter(|(s, _)| s.system().is_none()).map(|(_, count)| count).sum();
        }
        let of = |key: &Key| of_system(&self.evidence, key).map(|(_, count)| count).sum::<usize>();
        let hidden: usize = scope.blinds().records.iter().map(of).sum();
        self.pieces.saturating_sub(hidden)
    }

    /// The subject that decides, of those somebody sees.
    pub(crate) fn worst(&self, scope: &WorkspaceScope) -> Option<(&Subject, &Cell)> {
        let state = self.state(scope);
        let hidden = |s: &Subject| s.system().is_some_and(|key| scope.hides(key));
        match self.first.get(&state).filter(|subject| !hidden(subject)) {
            Some(first) => self.subjects.get_key_value(first),
            None => self.subjects.iter().find(|(subject, cell)| cell.state == state && !hidden(subject)),
        }
    }

    /// What holds of each subject.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&Subject, &Cell)> {
        self.subjects.iter()
    }

    /// What holds of a system: itself and its versions.
    pub(crate) fn cells_of<'s>(&'s self, system: &'s Key) -> impl Iterator<Item = (&'s Subject, &'s Cell)> {
        of_system(&self.subjects, system)
    }

    /// Some of the evidence it rests on, the newest delivered first, and how much there is, for whoever sees everything.
    pub(crate) fn newest(&self, find: impl FnOnce() -> BTreeSet<Reverse<Key>>) -> (&[Key], usize) {
        let (keys, total) = self.newest.get_or_init(|| {
            let all = find();
            let total = all.len();
            (all.into_iter().take(NEWEST).map(|Reverse(key)| key).collect(), total)
        });
        (keys, *total)
    }

    /// Why it has its state, as whoever sees everything is told.
    pub(crate) fn told(&self, tell: impl FnOnce() -> Option<Message>) -> Option<Message> {
        self.told.get_or_init(tell).clone()
    }

    /// What holds of everything alike, where no system has a state of its own.
    pub(crate) fn alike(&self) -> Option<&Cell> {
        let own = self.subjects.keys().any(|subject| subject.system().is_some());
        if own { None } else { Some(&self.whole) }
    }
}

/// What is kept of a system and its versions.
pub(super) fn of_system<'s, T>(
    all: &'s BTreeMap<Subject, T>,
    system: &'s Key,
) -> impl Iterator<Item = (&'s Subject, &'s T)> {
    let itself = all.get_key_value(&Subject::Record(system.clone()));
    let first = Subject::Version(system.clone(), String::new());
    itself.into_iter().chain(all.range(first..).take_while(move |(s, _)| s.system() == Some(system)))
}

fn evidence_of(verdicts: &[&Verdict]) -> BTreeMap<Subject, usize> {
    let mut keys: BTreeMap<&Subject, BTreeSet<&str>> = BTreeMap::new();
    for verdict in verdicts {
        let subject = if speaks_for_all(&verdict.subject) { &Subject::Workspace } else { &verdict.subject };
        let named = verdict.evidence.iter().map(String::as_str).filter(|key| key.starts_with("EV-"));
        keys.entry(subject).or_default().extend(named);
    }
    keys.into_iter().map(|(subject, keys)| (subject.clone(), keys.len())).collect()
}

/// Codes are few and subjects are many: each code is kept once.
#[derive(Default)]
struct Codes(BTreeSet<Arc<str>>);

impl Codes {
    fn cell(&mut self, state: State, code: &str) -> Cell {
        let known = self.0.get(code).cloned();
        let code = known.unwrap_or_else(|| {
            let code: Arc<str> = code.into();
            self.0.insert(Arc::clone(&code));
            code
        });
        Cell { state, code }
    }
}
