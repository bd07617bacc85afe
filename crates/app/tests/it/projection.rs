//! Posture is a projection of the log: however it was worked out, it comes to the same, and the past stays.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use assay_app::judging::Projection;
use assay_log::{Origin, SigningKey};
use assay_store::sqlite::{Opening, SqliteStore};
use assay_store::{Signer, Store, VerdictRow, WorkspaceScope};
use proptest::prelude::*;
use serde_json::Value;

use crate::history::{Act, acts, acts_with_erasures, perform};
use crate::house::House;

/// The store of a house that is closed.
fn store(house: &mut House) -> (SqliteStore, WorkspaceScope) {
    let id = house.open().workspace.id;
    house.close();
    let origin = Origin::new(&id.to_string(), true).unwrap();
    let key = SigningKey::from_seed(&origin.base(), &[1; 32]).unwrap();
    let signer = Signer { key, origin: origin.to_string(), version: String::new(), ruleset: String::new() };
    let path: PathBuf = house.path().join("workspaces").join(id.to_string()).join("workspace.sqlite");
    let clock = Arc::<assay_ports::SimulatedClock>::clone(&house.clock);
    let store = SqliteStore::open(&path, Opening { workspace: id, signer, clock }).unwrap();
    (store, WorkspaceScope::mint(id))
}

/// Verdicts as they held at positions: all of the newest, and some of the older.
fn rows(store: &dyn Store, scope: &WorkspaceScope) -> BTreeMap<u64, Vec<VerdictRow>> {
    let size = store.size(scope).unwrap();
    let positions = (0..=size).filter(|n| n + 60 > size || n % 25 == 0);
    positions.map(|n| (n, store.verdicts(scope, n).unwrap())).collect()
}

fn compare(before: &BTreeMap<u64, Vec<VerdictRow>>, after: &BTreeMap<u64, Vec<VerdictRow>>) {
    for (position, rows) in before {
        assert_eq!(rows, &after[position], "verdicts at {position}");
    }
}

/// Few cases, each a whole history; a failure is minimised by hand.
fn cases() -> ProptestConfig {
    ProptestConfig { cases: 8, max_shrink_iters: 24, failure_persistence: None, ..ProptestConfig::default() }
}

/// A posture as it was given at a position, with the names that people had then.
#[derive(Clone)]
struct Recorded {
    posture: Value,
    people: Vec<(String, String)>,
}

/// What is kept names people by key; what is shown names them as they are called today.
fn people(house: &House) -> Vec<(String, String)> {
    let all = ["person", "member"].into_iter().flat_map(|kind| house.open().all(Some(kind)));
    all.map(|r| (r.key, r.title)).collect()
}

fn play(house: &mut House, history: &[Act]) -> BTreeMap<u64, Recorded> {
    let mut recorded = BTreeMap::new();
    for (number, act) in history.iter().enumerate() {
        perform(house, act, number);
        let (position, now) = house.open().posture(None);
        // Position n means the clock of entry n-1: the two agree while the clock has not moved on.
        let (_, then) = house.open().posture(Some(position));
        if !matches!(act, Act::Days(_)) && !recorded.contains_key(&position) && clock_stands(house, position) {
            same(&now, &then, &format!("after {act:?}"));
        }
        recorded.entry(position).or_insert_with(|| Recorded { posture: then, people: people(house) });
    }
    recorded
}

/// Leaves out the sentences, in which names stand.
fn without_reasons(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_reasons),
        Value::Object(fields) => {
            fields.remove("reason");
            fields.values_mut().for_each(without_reasons);
        }
        _ => {}
    }
}

/// Names the requirements that differ, and only those.
fn same(one: &Value, other: &Value, what: &str) {
    let (one, other) = (one.as_array().unwrap(), other.as_array().unwrap());
    assert_eq!(one.len(), other.len(), "{what}");
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one, other, "{what}");
    }
}

/// Whether the clock still shows the time of the last entry.
fn clock_stands(house: &House, position: u64) -> bool {
    use assay_ports::Clock as _;
    let open = house.open();
    position > 0 && open.workspace.last_entry_at(&open.owner).unwrap() == Some(house.clock.now())
}

#[test]
fn worked_out_entry_by_entry_or_anew_it_is_the_same() {
    proptest!(cases(), |(history in acts(16))| {
        let mut house = House::demo();
        play(&mut house, &history);
        let (store, scope) = store(&mut house);
        let size = store.size(&scope).unwrap();
        prop_assert_eq!(store.projected(&scope).unwrap(), size);
        let kept = rows(&store, &scope);

        // Anew in memory, up to some positions.
        for position in [size, size.saturating_sub(1), size.saturating_sub(7), size / 2] {
            let replayed = Projection::replay(&store, &scope, position).unwrap();
            prop_assert_eq!(replayed.through(), position);
            let mut verdicts = replayed.verdicts();
            verdicts.sort_by_key(|v| (v.check.clone(), v.subject.to_string()));
            let held: Vec<_> =
                store.verdicts(&scope, position).unwrap().into_iter().map(|row| row.verdict).collect();
            prop_assert_eq!(&verdicts, &held, "replayed to {}", position);
        }

        // Anew in the store: the same rows with the same intervals.
        store.forget_projection(&scope).unwrap();
        prop_assert!(store.verdicts(&scope, size).unwrap().is_empty());
        let mut projection = Projection::default();
        while projection.advance(&store, &scope).unwrap() > 0 {}
        prop_assert_eq!(projection.through(), size);
        compare(&kept, &rows(&store, &scope));
    });
}

#[test]
fn the_posture_of_a_position_stays_what_it_was() {
    proptest!(cases(), |(history in acts_with_erasures(16))| {
        let mut house = House::demo();
        let recorded = play(&mut house, &history);
        house.clock.advance(400 * assay_domain::Timestamp::DAY);
        house.reopen();
        let called = people(&house);
        for (position, then) in &recorded {
            let (at, mut again) = house.open().posture(Some(*position));
            prop_assert_eq!(at, *position);
            let mut then = then.clone();
            if then.people != called {
                without_reasons(&mut again);
                without_reasons(&mut then.posture);
            }
            same(&again, &then.posture, &format!("posture at {position}"));
        }
        let open = house.open();
        let report = open.workspace.doctor(&open.owner).unwrap();
        prop_assert!(report.ok, "{:?}", report.findings.iter().filter(|f| !f.ok).collect::<Vec<_>>());
    });
}

#[test]
fn every_position_of_a_new_workspace_is_a_replay_up_to_it() {
    let mut house = House::new();
    let (store, scope) = store(&mut house);
    for position in 0..=store.size(&scope).unwrap() {
        let mut replayed = Projection::replay(&store, &scope, position).unwrap().verdicts();
        replayed.sort_by_key(|v| (v.check.clone(), v.subject.to_string()));
        let held: Vec<_> = store.verdicts(&scope, position).unwrap().into_iter().map(|row| row.verdict).collect();
        assert_eq!(replayed, held, "position {position}");
    }
}

#[test]
fn verdicts_can_be_worked_out_anew_while_open() {
    let house = House::demo();
    let open = house.open();
    let before = open.posture(None);
    open.workspace.rebuild_verdicts(&open.owner).unwrap();
    assert_eq!(open.posture(None), before);
    assert!(open.workspace.doctor(&open.owner).unwrap().ok);
}
