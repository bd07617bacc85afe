//! Verdict intervals.

use assay_domain::{Axis, Key, Message, Outcome, Subject, Verdict};
use assay_store::VerdictChange::{End, Set};
use assay_store::WorkspaceScope;

use super::{Fresh, Home};

fn verdict(check: &str, outcome: Outcome) -> Box<Verdict> {
    Box::new(Verdict {
        check: check.to_owned(),
        requirements: vec!["iso42001:A.6.2.4".to_owned()],
        axis: Axis::Operating,
        subject: Subject::Workspace,
        in_service: true,
        outcome,
        message: Message::new("test.reason", "because", &[]),
        value: None,
        threshold: None,
        observed_at: None,
        valid_until: None,
        evidence: Vec::new(),
    })
}

fn at(home: &Home, position: u64) -> Vec<(String, Outcome, u64)> {
    let rows = home.store.verdicts(&home.scope, position).unwrap();
    rows.into_iter().map(|r| (r.verdict.check, r.verdict.outcome, r.from)).collect()
}

pub(crate) fn intervals_answer_at_every_position(fresh: Fresh) {
    let home = fresh();
    let (scope, store) = (&home.scope, &home.store);
    assert_eq!(store.projected(scope).unwrap(), 0);
    let subject = Subject::Workspace.to_string();
    let first = vec![Set(2, verdict("a", Outcome::Missing)), Set(3, verdict("b", Outcome::Pass))];
    store.project(scope, 4, first).unwrap();
    let second = vec![Set(5, verdict("a", Outcome::Pass)), End(7, "b".to_owned(), subject)];
    store.project(scope, 8, second).unwrap();
    assert_eq!(store.projected(scope).unwrap(), 8);

    let (missing, pass, b) =
        (("a".to_owned(), Outcome::Missing, 2), ("a".to_owned(), Outcome::Pass, 5), ("b".to_owned(), Outcome::Pass, 3));
    assert!(at(&home, 0).is_empty() && at(&home, 1).is_empty());
    assert_eq!(at(&home, 2), std::slice::from_ref(&missing));
    assert_eq!(at(&home, 3), [missing.clone(), b.clone()]);
    assert_eq!(at(&home, 4), [missing, b.clone()]);
    assert_eq!(at(&home, 6), [pass.clone(), b]);
    assert_eq!(at(&home, 7), std::slice::from_ref(&pass));
    assert_eq!(at(&home, 100), [pass]);
    assert_eq!(store.verdicts(scope, 2).unwrap()[0].verdict, *verdict("a", Outcome::Missing));

    assert_eq!(home.size(), 0, "verdicts are never entries");
    store.forget_projection(scope).unwrap();
    assert_eq!(store.projected(scope).unwrap(), 0);
    assert!(at(&home, 8).is_empty());
}

pub(crate) fn a_verdict_may_change_and_change_back_in_one_go(fresh: Fresh) {
    let home = fresh();
    let (scope, store) = (&home.scope, &home.store);
    let subject = Subject::Workspace.to_string();
    store.project(scope, 1, vec![Set(1, verdict("a", Outcome::Missing)), Set(1, verdict("b", Outcome::Pass))]).unwrap();
    let end = |at, check: &str| End(at, check.to_owned(), subject.clone());
    let many = vec![
        Set(2, verdict("a", Outcome::Pass)),
        Set(4, verdict("a", Outcome::Fail)),
        end(5, "b"),
        Set(6, verdict("b", Outcome::Fail)),
        end(6, "never"),
        end(7, "a"),
        Set(8, verdict("a", Outcome::Pass)),
    ];
    store.project(scope, 9, many).unwrap();
    let told = |position| at(&home, position).into_iter().map(|(c, o, _)| (c, o)).collect::<Vec<_>>();
    let row = |check: &str, outcome| (check.to_owned(), outcome);
    assert_eq!(told(1), [row("a", Outcome::Missing), row("b", Outcome::Pass)]);
    assert_eq!(told(2), [row("a", Outcome::Pass), row("b", Outcome::Pass)]);
    assert_eq!(told(5), [row("a", Outcome::Fail)]);
    assert_eq!(told(6), [row("a", Outcome::Fail), row("b", Outcome::Fail)]);
    assert_eq!(told(7), [row("b", Outcome::Fail)]);
    assert_eq!(told(20), [row("a", Outcome::Pass), row("b", Outcome::Fail)]);
}

pub(crate) fn spans_tell_what_a_check_ever_found(fresh: Fresh) {
    let home = fresh();
    let (scope, store) = (&home.scope, &home.store);
    let about = |subject: &str, outcome| {
        let subject: Subject = subject.parse().unwrap();
        Box::new(Verdict { subject, ..*verdict("a", outcome) })
    };
    let changes = vec![
        Set(1, about("SYS-1", Outcome::Missing)),
        Set(1, about("SYS-10", Outcome::Pass)),
        Set(2, about("SYS-1@1.0", Outcome::Fail)),
        Set(3, about("SYS-1@1.0", Outcome::Pass)),
        Set(3, verdict("b", Outcome::Pass)),
        End(4, "a".to_owned(), "SYS-1".to_owned()),
    ];
    store.project(scope, 5, changes).unwrap();
    let told = |scope: &WorkspaceScope, system: Option<&str>, most| {
        let system: Option<Key> = system.map(|key| key.parse().unwrap());
        let spans = store.verdict_spans(scope, "a", system.as_ref(), most).unwrap();
        spans.into_iter().map(|s| (s.verdict.subject.to_string(), s.from, s.to)).collect::<Vec<_>>()
    };
    let span = |subject: &str, from, to| (subject.to_owned(), from, to);
    let (newest, failed, first, other) =
        (span("SYS-1@1.0", 3, None), span("SYS-1@1.0", 2, Some(3)), span("SYS-1", 1, Some(4)), span("SYS-10", 1, None));
    assert_eq!(told(scope, None, 9), [newest.clone(), failed.clone(), first.clone(), other]);
    assert_eq!(told(scope, Some("SYS-1"), 9), [newest.clone(), failed, first]);
    assert_eq!(told(scope, Some("SYS-1"), 1), [newest]);
    assert!(told(scope, Some("SYS-2"), 9).is_empty());
    // Whoever sees the log up to a position sees neither what began after it, nor what ended.
    let then = scope.clone().up_to(2);
    assert_eq!(told(&then, Some("SYS-1"), 9), [span("SYS-1@1.0", 2, None), span("SYS-1", 1, None)]);
}
