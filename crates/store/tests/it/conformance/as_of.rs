//! Every position of the log reads as a naive replay up to it.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::Key;
use assay_store::{Filter, ListQuery, Written};
use proptest::prelude::*;

use super::{Fresh, Home, of_kind};
use crate::made::{self, Draft};

/// One write of a random history; the number picks the record.
#[derive(Debug, Clone)]
enum Step {
    Create { task: bool },
    Update { which: usize, state: usize, link: Option<usize> },
    Erase { which: usize },
}

const STATES: [&str; 3] = ["draft", "open", "done"];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<bool>().prop_map(|task| Step::Create { task }),
        5 => (any::<usize>(), 0..STATES.len(), any::<Option<usize>>())
            .prop_map(|(which, state, link)| Step::Update { which, state, link }),
        1 => any::<usize>().prop_map(|which| Step::Erase { which }),
    ]
}

/// What the log says, kept the simplest way: a list.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    seq: u64,
    key: Key,
    kind: &'static str,
    revision: u32,
    state: String,
    title: String,
    link: Option<Key>,
}

#[derive(Default)]
struct Model {
    lines: Vec<Line>,
    erased: BTreeSet<Key>,
    heads: Vec<(Written, &'static str)>,
}

impl Model {
    /// Commits a batch of steps in one change; each record is touched at most once in it.
    fn commit(&mut self, home: &Home, steps: &[Step], number: usize) {
        let (mut drafts, mut lines, mut touched) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (place, step) in steps.iter().enumerate() {
            let title = format!("title {number}.{place}");
            let Some((draft, line, erases)) = self.plan(step, &title, &mut touched) else { continue };
            drafts.push(draft);
            lines.push((line, erases));
        }
        let before = home.size();
        let written = home.commit(made::change(drafts)).unwrap().written;
        assert_eq!(written.len(), lines.len());
        for ((written, (mut line, erases)), seq) in written.into_iter().zip(lines).zip(before..) {
            assert_eq!(written.seq, seq);
            (line.seq, line.key, line.revision) = (seq, written.key.clone(), written.revision);
            if erases {
                self.erased.insert(line.key.clone());
            }
            let kind = line.kind;
            self.lines.push(line);
            match self.heads.iter_mut().find(|(head, _)| head.key == written.key) {
                Some(head) => head.0 = written,
                None => self.heads.push((written, kind)),
            }
        }
    }

    fn plan(&self, step: &Step, title: &str, touched: &mut BTreeSet<Key>) -> Option<(Draft, Line, bool)> {
        let line = |kind, state: &str, title: &str, link| Line {
            seq: 0,
            key: Key::new("TSK", 1),
            kind,
            revision: 0,
            state: state.to_owned(),
            title: title.to_owned(),
            link,
        };
        let alive: Vec<_> = self.heads.iter().filter(|(h, _)| !self.erased.contains(&h.key)).collect();
        let pick = |which: usize| (!alive.is_empty()).then(|| alive[which % alive.len()]);
        match step {
            Step::Create { task } => {
                let (kind, prefix) = if *task { ("task", "TSK") } else { ("document", "DOC") };
                Some((made::new(kind, prefix, title), line(kind, "draft", title, None), false))
            }
            Step::Update { which, state, link } => {
                let (head, kind) = pick(*which).filter(|(h, _)| touched.insert(h.key.clone()))?;
                let to = link.and_then(pick).map(|(to, _)| to.key.clone());
                let draft = made::after(head, kind, title).in_state(STATES[*state]);
                let draft = to.iter().fold(draft, |draft, to| draft.linked("about", to));
                Some((draft, line(kind, STATES[*state], title, to), false))
            }
            Step::Erase { which } => {
                let (head, kind) = pick(*which).filter(|(h, _)| touched.insert(h.key.clone()))?;
                Some((made::erasure(head, kind).in_state("gone"), line(kind, "gone", "", None), true))
            }
        }
    }

    /// The naive replay: the last line of each record before a position. What was erased stays erased in the past.
    fn replay(&self, position: u64) -> BTreeMap<Key, Line> {
        let mut world = BTreeMap::new();
        for line in self.lines.iter().filter(|l| l.seq < position) {
            let mut line = line.clone();
            if self.erased.contains(&line.key) {
                line.title = String::new();
            }
            world.insert(line.key.clone(), line);
        }
        world
    }

    fn compare(&self, home: &Home, position: Option<u64>) {
        let world = self.replay(position.unwrap_or(u64::MAX));
        let told = |rows: Vec<assay_store::Revision>| -> Vec<(u64, String, u32, String, String, bool)> {
            rows.into_iter()
                .map(|r| (r.seq, r.key.to_string(), r.revision, r.state, r.title, r.body.is_none()))
                .collect()
        };
        let meant = |keep: &dyn Fn(&Line) -> bool, by_seq: bool| {
            let mut lines: Vec<&Line> = world.values().filter(|l| keep(l)).collect();
            lines.sort_by_key(|l| if by_seq { (String::new(), l.seq) } else { (String::new(), l.key.number()) });
            let gone = |l: &Line| self.erased.contains(&l.key);
            lines
                .into_iter()
                .map(|l| (l.seq, l.key.to_string(), l.revision, l.state.clone(), l.title.clone(), gone(l)))
                .collect::<Vec<_>>()
        };
        let query = |kind: Option<&str>, filters| ListQuery {
            kind: kind.map(str::to_owned),
            filters,
            as_of: position,
            limit: 3,
            ..ListQuery::default()
        };
        assert_eq!(told(home.all(&query(None, Vec::new()))), meant(&|_| true, true), "all kinds");
        for kind in ["task", "document"] {
            assert_eq!(told(home.all(&query(Some(kind), Vec::new()))), meant(&|l| l.kind == kind, false), "{kind}");
            let open = vec![Filter::State(vec!["open".to_owned(), "gone".to_owned()])];
            let is_open = |l: &Line| l.kind == kind && (l.state == "open" || l.state == "gone");
            assert_eq!(told(home.all(&query(Some(kind), open))), meant(&is_open, false), "{kind} by state");
        }
        for (head, _) in &self.heads {
            let linked = vec![Filter::Links("about".to_owned(), head.key.clone())];
            let points = |l: &Line| l.link.as_ref() == Some(&head.key);
            assert_eq!(told(home.all(&query(None, linked))), meant(&points, true), "what points at {}", head.key);
            let one = match position {
                Some(n) => home.store.as_of(&home.scope, &head.key, n).unwrap(),
                None => home.store.head(&home.scope, &head.key).unwrap(),
            };
            let one = one.map(|r| (r.seq, r.revision, r.state, r.title));
            let line = world.get(&head.key).map(|l| (l.seq, l.revision, l.state.clone(), l.title.clone()));
            assert_eq!(one, line, "{}", head.key);
        }
    }
}

pub(crate) fn every_position_reads_as_a_replay_up_to_it(fresh: Fresh) {
    let histories = prop::collection::vec(prop::collection::vec(step(), 1..5), 1..9);
    proptest!(ProptestConfig::with_cases(24), |(history in histories)| {
        let home = fresh();
        let mut model = Model::default();
        for (number, steps) in history.iter().enumerate() {
            model.commit(&home, steps, number);
        }
        for position in 0..=home.size() {
            model.compare(&home, Some(position));
        }
        model.compare(&home, None);
        home.sound();
    });
}

pub(crate) fn times_and_positions_name_the_same_moments(fresh: Fresh) {
    let home = fresh();
    let mut times = Vec::new();
    for number in 0..12 {
        // Some entries share a time.
        if number % 3 != 0 {
            home.clock.advance(1_000);
        }
        let written = home.write(made::task(&format!("task {number}")));
        times.push(home.store.head(&home.scope, &written.key).unwrap().unwrap().at);
    }
    assert_eq!(home.store.time_of(&home.scope, 0).unwrap(), None);
    assert_eq!(home.store.time_of(&home.scope, 13).unwrap(), None, "nothing lies ahead of the log");
    for (index, time) in times.iter().enumerate() {
        let position = index as u64 + 1;
        assert_eq!(home.store.time_of(&home.scope, position).unwrap(), Some(*time));
        for at in [time.plus_micros(-1), *time, time.plus_micros(1)] {
            let meant = times.iter().filter(|t| **t <= at).count() as u64;
            assert_eq!(home.store.position_at(&home.scope, at).unwrap(), meant);
        }
    }
    assert_eq!(home.all(&of_kind("task", 5)).len(), 12);
}
