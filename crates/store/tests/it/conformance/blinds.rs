//! What a scope hides is in no answer, and pages are as full as if it were not there at all.

use std::collections::BTreeSet;
use std::sync::Arc;

use assay_domain::Key;
use assay_store::{Blinds, Filter, ListQuery, Revision, WorkspaceScope};
use proptest::prelude::*;

use super::{Fresh, Home, of_kind};
use crate::made;

impl Home {
    /// The same home as somebody sees it.
    fn behind(&self, blinds: Blinds) -> Self {
        Self {
            store: Arc::clone(&self.store),
            scope: self.scope.clone().behind(blinds),
            verifier: self.verifier.clone(),
            clock: Arc::clone(&self.clock),
            _keep: Box::new(()),
        }
    }

    pub(super) fn kind_hidden(&self, kind: &'static str) -> Self {
        self.behind(Blinds { kinds: BTreeSet::from([kind]), ..Blinds::default() })
    }

    pub(super) fn records_hidden(&self, keys: &[&Key]) -> Self {
        let records = keys.iter().copied().cloned().collect();
        self.behind(Blinds { records: Arc::new(records), ..Blinds::default() })
    }

    pub(super) fn up_to(&self, position: u64) -> Self {
        self.behind(Blinds { position: Some(position), ..Blinds::default() })
    }

    fn told(&self, query: &ListQuery) -> Vec<String> {
        self.all(query).iter().map(|r| r.key.to_string()).collect()
    }
}

fn words(text: &str) -> ListQuery {
    ListQuery { filters: vec![Filter::Words(text.to_owned())], limit: 2, ..ListQuery::default() }
}

/// Every third task hidden, and every document.
pub(crate) fn what_is_hidden_is_in_no_page_and_leaves_no_gap(fresh: Fresh) {
    let home = fresh();
    let drafts = (0..30).map(|n| match n % 3 {
        0 => made::new("document", "DOC", "alpha"),
        _ => made::task("alpha"),
    });
    let written = home.commit(made::change(drafts)).unwrap().written;
    let tasks: Vec<&Key> = written.iter().map(|w| &w.key).filter(|key| key.prefix() == "TSK").collect();
    let hidden: Vec<&Key> = tasks.iter().copied().step_by(3).collect();
    let seen = home.records_hidden(&hidden);
    let left = tasks.len() - hidden.len();
    for limit in [1, 2, 5, 500] {
        let query = of_kind("task", limit);
        assert_eq!(seen.all(&query).len(), left, "by {limit}");
        // A page is full while there is more: what is hidden was never counted.
        let page = seen.store.list(&seen.scope, &query).unwrap();
        assert_eq!(page.rows.len(), limit.min(left));
        assert_eq!(seen.all(&ListQuery { limit, ..ListQuery::default() }).len(), left + 10);
        let plain = home.kind_hidden("document");
        assert_eq!(plain.all(&ListQuery { limit, ..ListQuery::default() }).len(), tasks.len());
        assert!(plain.all(&of_kind("document", limit)).is_empty());
        assert_eq!(plain.all(&words("alpha")).len(), tasks.len(), "searching as well");
    }
    let mut from = 0;
    let mut changes = Vec::new();
    loop {
        let page = seen.store.changes(&seen.scope, from, 4).unwrap();
        changes.extend(page.iter().map(|r| r.key.clone()));
        if page.len() < 4 {
            break;
        }
        from = page[3].seq + 1;
    }
    assert_eq!(changes.len(), 30 - hidden.len());
    assert!(hidden.iter().all(|key| !changes.contains(key)));
}

/// A key that is hidden answers as one that never was.
pub(crate) fn a_hidden_record_answers_as_none(fresh: Fresh) {
    let home = fresh();
    let secret = home.write(made::new("evidence", "EV", "secret").named("n:secret").observing("SYS-1", &[(0, "0.9")]));
    let open = home.write(made::task("open").linked("about", &secret.key));
    home.write(made::task("other").linked("about", &open.key));
    let from = home.write(made::new("evidence", "EV", "second").linked("about", &open.key).named("n:second"));
    let never = Key::new("EV", 77);
    for seen in [home.records_hidden(&[&secret.key, &from.key]), home.kind_hidden("evidence")] {
        let (store, scope) = (&*seen.store, &seen.scope);
        for key in [&secret.key, &from.key, &never] {
            assert!(scope.hides(key) || *key == never);
            assert_eq!(store.head(scope, key).unwrap(), None);
            assert_eq!(store.as_of(scope, key, 4).unwrap(), None);
            assert!(store.history(scope, key).unwrap().is_empty());
            assert!(store.links_to(scope, key).unwrap().is_empty());
            assert!(store.observations(scope, key).unwrap().is_empty());
        }
        assert_eq!(store.by_id(scope, secret.record).unwrap(), None);
        assert_eq!(store.holder(scope, "n:secret").unwrap(), None);
        assert_eq!(store.body(scope, secret.seq).unwrap(), None);
        assert!(store.body(scope, open.seq).unwrap().is_some());
        let links = store.links_to(scope, &open.key).unwrap();
        assert_eq!(links.iter().map(|l| l.from.to_string()).collect::<Vec<_>>(), ["TSK-2"]);
        // The log itself is whole: it says that entries were made, and nothing of what.
        assert_eq!(store.size(scope).unwrap(), 4);
        assert_eq!(store.entries(scope, 0, 10).unwrap().len(), 4);
    }
    assert_eq!(home.store.observations(&home.scope, &secret.key).unwrap().len(), 1);
    assert_eq!(home.store.holder(&home.scope, "n:secret").unwrap(), Some(secret.key));
}

fn bare(r: &Revision) -> (u64, String, u32, String, String) {
    (r.seq, r.key.to_string(), r.revision, r.state.clone(), r.title.clone())
}

/// A scope that ends at a position answers as the store did when it had that size.
pub(crate) fn a_scope_of_the_past_answers_as_the_store_did_then(fresh: Fresh) {
    let home = fresh();
    let queries = [ListQuery { limit: 2, ..ListQuery::default() }, of_kind("task", 3), words("alpha"), words("beta")];
    // What the store says of itself now.
    let told = |home: &Home| {
        let (store, scope) = (&*home.store, &home.scope);
        let keys = ["TSK-1", "TSK-2", "DOC-1"].map(|key| key.parse::<Key>().unwrap());
        let size = store.size(scope).unwrap();
        let lists: Vec<Vec<_>> = queries.iter().map(|q| home.all(q).iter().map(bare).collect()).collect();
        let heads: Vec<_> = keys.iter().map(|k| store.head(scope, k).unwrap().as_ref().map(bare)).collect();
        let pasts: Vec<_> = keys.iter().map(|k| store.as_of(scope, k, 99).unwrap().as_ref().map(bare)).collect();
        let histories: Vec<Vec<_>> =
            keys.iter().map(|k| store.history(scope, k).unwrap().iter().map(bare).collect()).collect();
        let links: Vec<_> = keys.iter().map(|k| store.links_to(scope, k).unwrap()).collect();
        let names = ["n:one", "n:two"].map(|name| store.holder(scope, name).unwrap());
        let changes: Vec<_> = store.changes(scope, 0, 99).unwrap().iter().map(bare).collect();
        let entries = store.entries(scope, 0, 99).unwrap();
        let log = (store.checkpoint(scope, None).unwrap(), store.tile(scope, 0, 0, 99).unwrap(), entries);
        let times = (store.time_of(scope, size).unwrap(), store.time_of(scope, size + 1).unwrap());
        let last = store.position_at(scope, assay_domain::Timestamp::parse("2099-01-01").unwrap()).unwrap();
        let bodies: Vec<bool> = (0..9).map(|seq| store.body(scope, seq).unwrap().is_some()).collect();
        (size, lists, (heads, pasts), (histories, links), names, (changes, log), (times, last, bodies))
    };
    let mut then = vec![told(&home)];
    let one = home.write(made::task("alpha one").named("n:one"));
    then.push(told(&home));
    let two = home.write(made::new("document", "DOC", "beta").linked("about", &one.key));
    then.push(told(&home));
    let one = home.write(made::after(&one, "task", "beta one").named("n:two").in_state("open"));
    then.push(told(&home));
    home.write(made::task("alpha two").named("n:one").linked("about", &one.key));
    then.push(told(&home));
    home.write(made::after(&two, "document", "alpha").linked("about", &one.key).in_state("done"));
    then.push(told(&home));
    for (position, then) in (0..).zip(then) {
        let now = told(&home.up_to(position));
        assert_eq!(now.0, then.0, "size at {position}");
        assert_eq!(now.1, then.1, "lists and search at {position}");
        assert_eq!(now.2, then.2, "records at {position}");
        assert_eq!(now.3, then.3, "histories and links at {position}");
        assert_eq!(now.4, then.4, "names at {position}");
        assert_eq!(now.5, then.5, "the log at {position}");
        assert_eq!(now.6, then.6, "times and bodies at {position}");
    }
}

/// Words of the past are found as the index found them when they were current.
pub(crate) fn words_of_the_past_are_found_as_they_were(fresh: Fresh) {
    let text = proptest::sample::subsequence(vec!["alpha", "Béta", "gamma-ray", "TSK", "2026", "delta"], 0..5);
    let history = prop::collection::vec((any::<usize>(), text.clone()), 1..8);
    let asked = prop::collection::vec(text, 1..4);
    proptest!(ProptestConfig::with_cases(16), |(history in history, asked in asked)| {
        let home = fresh();
        let queries: Vec<ListQuery> = asked.iter().map(|w| words(&w.join(" "))).collect();
        let (mut heads, mut then) = (Vec::new(), Vec::new());
        for (which, text) in history {
            let title = text.join(" ");
            let known = which.checked_rem(heads.len()).filter(|_| which % 2 == 0);
            match known {
                Some(at) => heads[at] = home.write(made::after(&heads[at], "task", &title)),
                None => heads.push(home.write(made::task(&title))),
            }
            then.push(queries.iter().map(|q| home.told(q)).collect::<Vec<_>>());
        }
        for (position, then) in (1..).zip(then) {
            let past = |q: &ListQuery| home.told(&ListQuery { as_of: Some(position), ..q.clone() });
            prop_assert_eq!(queries.iter().map(past).collect::<Vec<_>>(), then, "at {}", position);
        }
    });
}

/// Blinds narrow a scope; they open no other workspace.
pub(crate) fn a_scope_behind_blinds_is_of_the_same_workspace(fresh: Fresh) {
    let home = fresh();
    home.write(made::task("ours"));
    let wrong = WorkspaceScope::mint(assay_domain::WorkspaceId::from_random(made::bytes())).up_to(1);
    assert!(home.store.size(&wrong).is_err());
    assert_eq!(home.store.size(&home.scope.clone().up_to(7)).unwrap(), 1);
    let narrow = home.scope.up_to(7);
    assert_eq!(narrow.clone().up_to(9), narrow, "it is never widened");
}
