//! Lists, their filters and their cursors.

use std::collections::BTreeSet;

use assay_domain::Key;
use assay_store::{Filter, ListQuery, StoreError};

use super::{Fresh, of_kind};
use crate::made;

pub(crate) fn cursors_give_each_record_once(fresh: Fresh) {
    let home = fresh();
    let drafts = (0..53).map(|n| if n % 3 == 0 { made::new("document", "DOC", "d") } else { made::task("t") });
    let written = home.commit(made::change(drafts)).unwrap().written;
    // Revisions in another order than the keys.
    for w in written.iter().rev().step_by(4) {
        let kind = if w.key.prefix() == "DOC" { "document" } else { "task" };
        home.write(made::after(w, kind, "changed"));
    }
    for limit in [1, 2, 7, 53, 500, 100_000] {
        for (kind, count) in [(Some("task"), 35), (Some("document"), 18), (None, 53)] {
            let query = ListQuery { kind: kind.map(str::to_owned), limit, ..ListQuery::default() };
            let rows = home.all(&query);
            let keys: BTreeSet<String> = rows.iter().map(|r| r.key.to_string()).collect();
            assert_eq!((rows.len(), keys.len()), (count, count), "{kind:?} by {limit}");
            let numbers: Vec<u64> = rows.iter().map(|r| r.key.number()).collect();
            assert!(kind.is_none() || numbers.is_sorted(), "a kind is listed in the order of its keys");
        }
    }
    assert_eq!(home.store.list(&home.scope, &of_kind("task", 0)).unwrap().rows.len(), 1, "a page holds at least one");
}

/// Between two pages records are changed and made: what was there at the start comes exactly once.
pub(crate) fn cursors_of_a_kind_hold_while_records_change(fresh: Fresh) {
    let home = fresh();
    let first: Vec<_> = (0..20).map(|n| home.write(made::task(&n.to_string()))).collect();
    let mut query = of_kind("task", 3);
    let mut seen = Vec::new();
    for turn in 0_usize.. {
        let page = home.store.list(&home.scope, &query).unwrap();
        seen.extend(page.rows.iter().map(|r| r.key.clone()));
        let Some(next) = page.next else { break };
        query.after = Some(next);
        if let Some(changing) = first.get(turn * 3) {
            home.write(made::after(changing, "task", "changed"));
            home.write(made::task("made meanwhile"));
        }
    }
    let unique: BTreeSet<_> = seen.iter().collect();
    assert_eq!(unique.len(), seen.len());
    assert!(first.iter().all(|w| unique.contains(&w.key)));
}

pub(crate) fn filters_narrow_now_and_then(fresh: Fresh) {
    let home = fresh();
    let ana = home.write(made::new("person", "PER", "Ana"));
    let open = home.write(made::task("open the door").linked("owner", &ana.key).in_state("open"));
    home.write(made::task("close the door").in_state("open"));
    home.write(made::after(&open, "task", "open the door").linked("owner", &ana.key).in_state("done"));
    let keys = |filters: Vec<Filter>, as_of| -> Vec<String> {
        let query = ListQuery { kind: Some("task".to_owned()), filters, as_of, limit: 10, ..ListQuery::default() };
        home.all(&query).iter().map(|r| r.key.to_string()).collect()
    };
    let state = |s: &[&str]| Filter::State(s.iter().map(|s| (*s).to_owned()).collect());
    let owner = || Filter::Links("owner".to_owned(), ana.key.clone());
    let door = || Filter::Words("door".to_owned());
    assert_eq!(keys(vec![state(&["open"])], None), ["TSK-2"]);
    assert_eq!(keys(vec![state(&["open"])], Some(3)), ["TSK-1", "TSK-2"]);
    assert_eq!(keys(vec![state(&["open", "done"])], None), ["TSK-1", "TSK-2"]);
    assert!(keys(vec![state(&[])], None).is_empty());
    assert_eq!(keys(vec![state(&["done"]), owner(), door()], None), ["TSK-1"]);
    assert!(keys(vec![state(&["open"]), owner()], None).is_empty());
    let named = |n: u64| vec![Key::new("TSK", n), Key::new("TSK", 99)];
    assert_eq!(keys(vec![Filter::Among(named(1))], None), ["TSK-1"]);
    assert_eq!(keys(vec![Filter::Outside(named(1))], None), ["TSK-2"]);
    assert_eq!(keys(vec![Filter::Among(named(2)), state(&["open"]), door()], None), ["TSK-2"]);
    assert!(keys(vec![Filter::Among(named(1)), state(&["open"])], None).is_empty());
    assert_eq!(keys(vec![Filter::Among(named(1)), state(&["open"])], Some(3)), ["TSK-1"]);
    assert!(keys(vec![Filter::Among(Vec::new())], None).is_empty());
    assert_eq!(keys(vec![Filter::Outside(Vec::new())], None), ["TSK-1", "TSK-2"]);
}

pub(crate) fn a_cursor_of_ones_own_making_is_refused(fresh: Fresh) {
    let home = fresh();
    home.write(made::task("t"));
    for text in ["", "x", "1; DROP TABLE entry", "99999999999999999999", "1.5"] {
        let query = ListQuery { after: Some(text.to_owned()), ..of_kind("task", 5) };
        let refused = home.store.list(&home.scope, &query);
        assert!(matches!(refused, Err(StoreError::BadCursor(_))), "{text}");
    }
}
