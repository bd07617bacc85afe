//! Lists in an order and by the values of fields: what the index says is what the bodies say, at every moment.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use assay_domain::{Key, Kind, indexed};
use assay_store::{Blinds, Count, Filter, ListQuery, Revision, Sort, SortBy, StoreError, Wanted, Written};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Fresh, Home, of_kind};
use crate::made::{self, Draft};

const STATES: [&str; 3] = ["draft", "assessed", "odd"];

/// A risk as a test makes it: title, state, likelihood, day of review, sources.
#[derive(Debug, Clone)]
struct Line {
    title: String,
    state: usize,
    likelihood: Option<u8>,
    review: Option<u8>,
    sources: Vec<usize>,
}

const SOURCES: [&str; 3] = ["environment-complexity", "lack-of-transparency", "automation-level"];

fn line() -> impl Strategy<Value = Line> {
    let title = prop::sample::select(vec!["Ábaco", "abaco", "ABACUS", "b", "Zebra", "10", "9", "É", "straße", "日本"]);
    let sources = prop::sample::subsequence(vec![0, 1, 2], 0..3);
    (title, 0..STATES.len(), prop::option::of(1_u8..12), prop::option::of(1_u8..28), sources).prop_map(
        |(title, state, likelihood, review, sources)| Line {
            title: title.to_owned(),
            state,
            likelihood,
            review,
            sources,
        },
    )
}

fn body(line: &Line) -> Value {
    let mut body = json!({"owner": "PER-1"});
    if let Some(step) = line.likelihood {
        body["likelihood"] = json!(step);
    }
    if let Some(day) = line.review {
        body["review_due"] = json!(format!("2027-03-{day:02}"));
    }
    if !line.sources.is_empty() {
        body["sources"] = line.sources.iter().map(|n| SOURCES[*n]).collect();
    }
    body
}

fn risk(line: &Line) -> Draft {
    made::new("risk", "RISK", &line.title).saying(&body(line)).in_state(STATES[line.state])
}

fn sorts() -> Vec<Sort> {
    let field = |name: &str| SortBy::Field(name.to_owned());
    let states = SortBy::State(vec!["assessed".to_owned(), "draft".to_owned()]);
    let all = [
        SortBy::Key,
        SortBy::Changed,
        states,
        field("title"),
        field("likelihood"),
        field("review_due"),
        field("sources"),
        SortBy::Groups(groups()),
    ];
    all.into_iter().flat_map(|by| [false, true].map(|descending| Sort { by: by.clone(), descending })).collect()
}

/// Some risks in groups, and most in none.
fn groups() -> Vec<(String, Vec<Key>)> {
    let group = |name: &str, numbers: &[u64]| (name.to_owned(), numbers.iter().map(|n| Key::new("RISK", *n)).collect());
    vec![group("red", &[5, 2]), group("none", &[]), group("green", &[1, 7, 9])]
}

/// The values of a field as the body has them, smallest first; none are none.
fn values(r: &Revision, field: &str) -> Vec<String> {
    let all = indexed(&r.kind, &r.title, r.body.as_deref());
    all.into_iter().filter(|i| i.field == field && !i.value.is_empty()).map(|i| i.value).collect()
}

fn compare(sort: &Sort, a: &Revision, b: &Revision) -> Ordering {
    let turned = |order: Ordering| if sort.descending { order.reverse() } else { order };
    let keys = || turned(a.key.number().cmp(&b.key.number()));
    match &sort.by {
        SortBy::Key => keys(),
        SortBy::Changed => turned(a.seq.cmp(&b.seq)),
        SortBy::State(states) => {
            let rank = |r: &Revision| {
                states.iter().position(|s| *s == r.state).map(|n| if sort.descending { states.len() - n } else { n })
            };
            let place = |r: &Revision| rank(r).map_or((1, 0), |n| (0, n));
            place(a).cmp(&place(b)).then_with(|| turned(a.state.cmp(&b.state))).then_with(keys)
        }
        SortBy::Groups(groups) => {
            let rank = |r: &Revision| {
                let at = groups.iter().position(|(_, keys)| keys.contains(&r.key));
                at.map_or((1, 0), |n| (0, if sort.descending { groups.len() - n } else { n }))
            };
            rank(a).cmp(&rank(b)).then_with(keys)
        }
        SortBy::Field(field) => match (values(a, field).first(), values(b, field).first()) {
            (Some(x), Some(y)) => turned(x.cmp(y)).then_with(keys),
            (None, None) => keys(),
            (x, _) => {
                if x.is_some() {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        },
    }
}

fn keys(rows: &[Revision]) -> Vec<String> {
    rows.iter().map(|r| r.key.to_string()).collect()
}

/// Every order, forwards and backwards, against sorting what the plain list gives.
fn every_order(home: &Home, as_of: Option<u64>) {
    for sort in sorts() {
        let query = ListQuery { sort: sort.clone(), as_of, ..of_kind("risk", 2) };
        let mut meant = home.all(&ListQuery { sort: Sort::default(), ..query.clone() });
        meant.sort_by(|a, b| compare(&sort, a, b));
        let found = home.all(&query);
        assert_eq!(keys(&found), keys(&meant), "{sort:?} as of {as_of:?}");
        // From the last row backwards: all but that one.
        let whole = home.store.list(&home.scope, &ListQuery { limit: 500, ..query.clone() }).unwrap();
        assert!(whole.next.is_none() && whole.previous.is_none());
        let Some(but_one) = found.len().checked_sub(1).filter(|n| *n > 0) else { continue };
        let first = home.store.list(&home.scope, &ListQuery { limit: but_one, ..query.clone() }).unwrap();
        let last = ListQuery { after: first.next, limit: 1, ..query.clone() };
        let last = home.store.list(&home.scope, &last).unwrap();
        assert_eq!(keys(&last.rows), keys(&meant[but_one..]), "{sort:?}");
        let back = home.all_backwards(&query, last.previous.unwrap());
        assert_eq!(keys(&back), keys(&meant[..but_one]), "{sort:?} backwards as of {as_of:?}");
    }
}

pub(crate) fn a_list_is_in_the_order_asked_for_at_every_moment(fresh: Fresh) {
    let lines =
        (prop::collection::vec(line(), 1..7), prop::collection::vec((any::<usize>(), line(), any::<bool>()), 0..5));
    proptest!(ProptestConfig::with_cases(12), |((made_first, changed) in lines)| {
        let home = fresh();
        let mut heads: Vec<Written> = home.commit(made::change(made_first.iter().map(risk))).unwrap().written;
        for (which, line, erases) in &changed {
            let place = which % heads.len();
            let head = &heads[place];
            let gone = home.store.head(&home.scope, &head.key).unwrap().is_some_and(|r| r.body.is_none());
            if gone {
                continue;
            }
            let draft = if *erases {
                made::erasure(head, "risk").in_state("odd")
            } else {
                made::after(head, "risk", &line.title).saying(&body(line)).in_state(STATES[line.state])
            };
            heads[place] = home.write(draft);
        }
        every_order(&home, None);
        for position in [1, home.size() / 2, home.size()] {
            every_order(&home, Some(position));
        }
        home.sound();
    });
}

fn some_risks(home: &Home) -> Vec<Written> {
    home.write(made::new("person", "PER", "Ana"));
    let line = |title: &str, likelihood, review, sources: &[usize]| Line {
        title: title.to_owned(),
        state: 0,
        likelihood,
        review,
        sources: sources.to_vec(),
    };
    [
        line("one", Some(2), Some(5), &[0]),
        line("two", Some(10), None, &[0, 1]),
        line("three", None, Some(9), &[]),
        line("four", Some(2), Some(20), &[2]),
    ]
    .iter()
    .map(|line| home.write(risk(line)))
    .collect()
}

fn wanted(field: &str, values: &[&str]) -> Filter {
    let field_of = Kind::named("risk").unwrap().indexed_field(field).unwrap();
    Filter::Field(field.to_owned(), Wanted::OneOf(values.iter().map(|v| field_of.encode(v).unwrap()).collect()))
}

fn found(home: &Home, filters: &[Filter], as_of: Option<u64>) -> Vec<String> {
    let mut by_key = Vec::new();
    // Whatever the order, a filter takes the same.
    for sort in sorts() {
        let mut rows = home.all(&ListQuery { filters: filters.to_vec(), sort, as_of, ..of_kind("risk", 2) });
        rows.sort_by_key(|r| r.key.number());
        by_key.push(keys(&rows));
    }
    assert!(by_key.windows(2).all(|pair| pair[0] == pair[1]), "{by_key:?}");
    by_key.remove(0)
}

pub(crate) fn filters_on_fields_take_what_they_say(fresh: Fresh) {
    let home = fresh();
    let risks = some_risks(&home);
    let field = |name: &str, wanted| Filter::Field(name.to_owned(), wanted);
    let between =
        |from: Option<&str>, to: Option<&str>| Wanted::Between(from.map(str::to_owned), to.map(str::to_owned));
    assert_eq!(found(&home, &[wanted("likelihood", &["2"])], None), ["RISK-1", "RISK-4"]);
    assert_eq!(found(&home, &[wanted("likelihood", &["2", "10"])], None), ["RISK-1", "RISK-2", "RISK-4"]);
    assert!(found(&home, &[field("likelihood", Wanted::OneOf(Vec::new()))], None).is_empty());
    assert_eq!(found(&home, &[wanted("sources", &[SOURCES[0]])], None), ["RISK-1", "RISK-2"]);
    assert_eq!(found(&home, &[wanted("sources", &[SOURCES[1]])], None), ["RISK-2"]);
    assert_eq!(found(&home, &[field("sources", Wanted::Empty)], None), ["RISK-3"]);
    assert_eq!(found(&home, &[field("review_due", Wanted::Empty)], None), ["RISK-2"]);
    assert_eq!(found(&home, &[field("review_due", Wanted::Present)], None), ["RISK-1", "RISK-3", "RISK-4"]);
    let days = |from, to| field("review_due", between(from, to));
    assert_eq!(found(&home, &[days(Some("2027-03-09"), None)], None), ["RISK-3", "RISK-4"]);
    assert_eq!(found(&home, &[days(None, Some("2027-03-09"))], None), ["RISK-1", "RISK-3"]);
    assert_eq!(found(&home, &[days(Some("2027-03-06"), Some("2027-03-19"))], None), ["RISK-3"]);
    let both = vec![wanted("likelihood", &["2"]), days(Some("2027-03-10"), None), Filter::Words("four".to_owned())];
    assert_eq!(found(&home, &both, None), ["RISK-4"]);
    let elsewhere = ListQuery { filters: vec![wanted("likelihood", &["2"])], limit: 5, ..ListQuery::default() };
    assert!(home.all(&elsewhere).is_empty(), "without a kind no record has the field");
    // What was so stays so then.
    let then = home.size();
    let plain = Line { title: "one".to_owned(), state: 1, likelihood: Some(3), review: None, sources: Vec::new() };
    home.write(made::after(&risks[0], "risk", "one").saying(&body(&plain)));
    assert_eq!(found(&home, &[wanted("likelihood", &["2"])], None), ["RISK-4"]);
    assert_eq!(found(&home, &[wanted("likelihood", &["2"])], Some(then)), ["RISK-1", "RISK-4"]);
    assert_eq!(found(&home, &[field("review_due", Wanted::Empty)], None), ["RISK-1", "RISK-2"]);
}

pub(crate) fn records_without_a_value_come_last_both_ways(fresh: Fresh) {
    let home = fresh();
    some_risks(&home);
    let listed = |descending| {
        let sort = Sort { by: SortBy::Field("likelihood".to_owned()), descending };
        keys(&home.all(&ListQuery { sort, ..of_kind("risk", 1) }))
    };
    assert_eq!(listed(false), ["RISK-1", "RISK-4", "RISK-2", "RISK-3"]);
    assert_eq!(listed(true), ["RISK-2", "RISK-4", "RISK-1", "RISK-3"]);
}

pub(crate) fn counts_are_those_of_the_list(fresh: Fresh) {
    let home = fresh();
    some_risks(&home);
    let count = |query: &ListQuery| home.store.count(&home.scope, query).unwrap();
    let exactly = |n| Count { n, exact: true };
    assert_eq!(count(&of_kind("risk", 1)), exactly(4));
    assert_eq!(count(&ListQuery::default()), exactly(5));
    assert_eq!(count(&ListQuery { as_of: Some(3), ..of_kind("risk", 1) }), exactly(2));
    let some =
        ListQuery { filters: vec![wanted("likelihood", &["2"])], after: Some("1".to_owned()), ..of_kind("risk", 1) };
    assert_eq!(count(&some), exactly(2), "whatever the page");
    let then = ListQuery { filters: vec![Filter::Words("two".to_owned())], as_of: Some(5), ..of_kind("risk", 1) };
    assert_eq!(count(&then), exactly(1), "words of the past too");
    // One more than are counted.
    for _ in 0..10 {
        home.commit(made::change((0..1_000).map(|_| made::task("t")))).unwrap();
    }
    assert_eq!(count(&of_kind("task", 1)), exactly(10_000));
    home.write(made::task("one more"));
    assert_eq!(count(&of_kind("task", 1)), Count { n: 10_000, exact: false });
}

pub(crate) fn what_is_hidden_is_not_sorted_filtered_or_counted(fresh: Fresh) {
    let home = fresh();
    let risks = some_risks(&home);
    let blinds = Blinds {
        records: [risks[1].key.clone()].into_iter().collect::<std::collections::BTreeSet<_>>().into(),
        ..Blinds::default()
    };
    let scope = home.scope.clone().behind(blinds);
    let sort = Sort { by: SortBy::Field("likelihood".to_owned()), descending: true };
    let query = ListQuery { sort, ..of_kind("risk", 10) };
    assert_eq!(keys(&home.store.list(&scope, &query).unwrap().rows), ["RISK-4", "RISK-1", "RISK-3"]);
    assert_eq!(home.store.count(&scope, &query).unwrap(), Count { n: 3, exact: true });
    let filtered = ListQuery { filters: vec![wanted("likelihood", &["10"])], ..query.clone() };
    assert!(home.store.list(&scope, &filtered).unwrap().rows.is_empty());
    assert_eq!(home.store.count(&scope, &filtered).unwrap().n, 0);
    // Whoever sees the past only is sorted by what was so then.
    let past = home.scope.clone().behind(Blinds { position: Some(home.size()), ..Blinds::default() });
    let risen = Line { title: "one".to_owned(), state: 0, likelihood: Some(11), review: None, sources: Vec::new() };
    home.write(made::after(&risks[0], "risk", "one").saying(&body(&risen)));
    assert_eq!(keys(&home.store.list(&past, &query).unwrap().rows), ["RISK-2", "RISK-4", "RISK-1", "RISK-3"]);
    assert_eq!(keys(&home.store.list(&home.scope, &query).unwrap().rows), ["RISK-1", "RISK-2", "RISK-4", "RISK-3"]);
}

pub(crate) fn an_erased_record_leaves_no_value(fresh: Fresh) {
    let home = fresh();
    let risks = some_risks(&home);
    let then = home.size();
    home.write(made::erasure(&risks[1], "risk"));
    for as_of in [None, Some(then)] {
        assert!(found(&home, &[wanted("likelihood", &["10"])], as_of).is_empty(), "{as_of:?}");
        assert_eq!(found(&home, &[Filter::Field("title".to_owned(), Wanted::Empty)], as_of), ["RISK-2"], "{as_of:?}");
    }
    home.sound();
}

pub(crate) fn a_cursor_of_another_order_is_refused(fresh: Fresh) {
    let home = fresh();
    some_risks(&home);
    let by_title = Sort { by: SortBy::Field("title".to_owned()), descending: false };
    for (sort, after) in [(by_title.clone(), "3"), (Sort::default(), "3~three"), (by_title.clone(), "x~three")] {
        let query = ListQuery { sort, after: Some(after.to_owned()), ..of_kind("risk", 2) };
        let refused = home.store.list(&home.scope, &query);
        assert!(matches!(refused, Err(StoreError::BadCursor(_))), "{after}");
    }
    let every_kind = ListQuery { sort: by_title, limit: 2, ..ListQuery::default() };
    assert!(matches!(home.store.list(&home.scope, &every_kind), Err(StoreError::NoSuchOrder)));
}

/// Values move to no other home: it works them out from the bodies, and comes to the same.
pub(crate) fn a_copy_lists_the_same(fresh: Fresh) {
    let home = fresh();
    let risks = some_risks(&home);
    home.write(made::erasure(&risks[3], "risk"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.sqlite");
    home.store.backup(&home.scope, &path).unwrap();
    let copy = assay_store::sqlite::SqliteStore::open(&path, home.named().opening()).unwrap();
    let listed = |store: &dyn assay_store::Store| -> BTreeMap<String, Vec<String>> {
        let list = |sort: Sort| store.list(&home.scope, &ListQuery { sort, ..of_kind("risk", 50) }).unwrap().rows;
        sorts().into_iter().map(|sort| (format!("{sort:?}"), keys(&list(sort)))).collect()
    };
    use assay_store::Store as _;
    assert_eq!(listed(&copy), listed(&*home.store));
    assert_eq!(copy.check(&home.scope).unwrap().faults, []);
}
