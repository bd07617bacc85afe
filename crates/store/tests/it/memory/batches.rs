//! The same changes on the same clock give the same bytes, however they meet in batches; and every home gives them.

use assay_domain::{Change, Seen};
use assay_store::memory::MemoryStore;
use assay_store::{CommitError, Store};
use proptest::prelude::*;

use crate::made;
use crate::place::Named;

/// Changes of which some are refused: for a name that is taken, a revision that is not there, a link to nothing.
fn changes(picks: &[u8]) -> Vec<Change> {
    let first = made::change([made::new("person", "PER", "Ana").named("n0"), made::task("t")]);
    let others = picks.iter().enumerate().map(|(number, pick)| {
        let title = format!("{number}");
        let key = assay_domain::Key::new("TSK", u64::from(pick / 8) + 1);
        match pick % 8 {
            0 => made::change([made::task(&title).named(&format!("n{}", pick / 16))]),
            1 => made::change([made::task("undone"), made::task(&title).linked("about", &key)]),
            2 => made::relying_on(Seen::At(key, 1), made::task(&title)),
            3 => made::repeatable(&format!("k{}", pick / 32), pick % 64, made::task(&title)),
            4 => {
                let written = assay_store::Written {
                    key,
                    record: assay_domain::RecordId::from_random([1; 16]),
                    revision: 1,
                    seq: 0,
                };
                made::change([made::task("undone"), made::after(&written, "task", &title)])
            }
            5 => {
                let written = assay_store::Written {
                    key,
                    record: assay_domain::RecordId::from_random([1; 16]),
                    revision: 1,
                    seq: 0,
                };
                made::change([
                    made::after(&written, "task", &title),
                    made::erasure(&assay_store::Written { revision: 2, ..written }, "task"),
                ])
            }
            6 => made::change([made::task(&title).named("a").named("b"), made::task("x").named("b")]),
            _ => made::change([made::task(&title), made::new("document", "DOC", &title)]),
        }
    });
    std::iter::once(first).chain(others).collect()
}

fn told(outcome: &Result<assay_store::Committed, CommitError>) -> String {
    match outcome {
        Ok(committed) => format!("{committed:?}"),
        Err(error) => error.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn batches_change_nothing(picks in prop::collection::vec(any::<u8>(), 1..40), cut in 1_usize..12) {
        let (named, changes) = (Named::new(), changes(&picks));
        let alone = MemoryStore::open(named.opening());
        let together = MemoryStore::open(named.opening());
        let folder = tempfile::tempdir().unwrap();
        let file = assay_store::sqlite::SqliteStore::open(&folder.path().join("a.sqlite"), named.opening()).unwrap();
        let scope = named.scope();
        let one: Vec<String> = changes.iter().map(|c| told(&alone.commit(&scope, c.clone()))).collect();
        let many: Vec<String> = changes.chunks(cut).flat_map(|part| together.commit_together(&scope, part.to_vec())).map(|o| told(&o)).collect();
        let sql: Vec<String> = changes.iter().map(|c| told(&file.commit(&scope, c.clone()))).collect();
        prop_assert_eq!(&one, &many);
        prop_assert_eq!(&one, &sql);
        let entries = |store: &dyn Store| store.entries(&scope, 0, 1000).unwrap();
        prop_assert_eq!(entries(&alone), entries(&together));
        prop_assert_eq!(entries(&alone), entries(&file));
        prop_assert_eq!(alone.checkpoint(&scope, None).unwrap(), together.checkpoint(&scope, None).unwrap());
        prop_assert_eq!(alone.checkpoint(&scope, None).unwrap(), file.checkpoint(&scope, None).unwrap());
        prop_assert_eq!(together.check(&scope).unwrap().faults, []);
    }
}
