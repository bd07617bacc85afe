//! Random histories through the real use cases.

use assay_app::log::EraseRequest;
use assay_app::records::kinds;
use assay_app::{AppError, ErrorClass, Principal, ThresholdRequest};
use proptest::prelude::*;
use serde_json::json;

use crate::house::{House, Open};

/// One act; numbers pick among what there is when its turn comes.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    /// A record takes one of the moves of its kind, possible or not.
    Move { record: usize, verb: usize },
    /// A record is edited.
    Edit { record: usize },
    /// A row of the Statement of Applicability is decided.
    Decide { row: usize, applicable: bool, implementation: usize },
    /// A log of the example is delivered for a version.
    Deliver { log: usize, version: usize },
    /// Evidence is reviewed by somebody, who may be the collector.
    Review { evidence: usize, accepted: bool },
    /// A criterion is set.
    Criterion { mark: u8, version: usize, approve: bool },
    /// A failure is to be tolerated.
    Waive { version: usize },
    /// A record is erased.
    Erase { record: usize },
    /// Time goes by.
    Days(i64),
    /// The process ends and another one goes on.
    Restart,
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    let any = any::<usize>;
    prop_oneof![
        6 => (any(), any()).prop_map(|(record, verb)| Act::Move { record, verb }),
        3 => any().prop_map(|record| Act::Edit { record }),
        3 => (any(), prop::bool::ANY, 0..3_usize)
            .prop_map(|(row, applicable, implementation)| Act::Decide { row, applicable, implementation }),
        4 => (0..3_usize, any()).prop_map(|(log, version)| Act::Deliver { log, version }),
        3 => (any(), prop::bool::ANY).prop_map(|(evidence, accepted)| Act::Review { evidence, accepted }),
        2 => (0..100_u8, any(), prop::bool::ANY)
            .prop_map(|(mark, version, approve)| Act::Criterion { mark, version, approve }),
        1 => any().prop_map(|version| Act::Waive { version }),
        1 => any().prop_map(|record| Act::Erase { record }),
        2 => (0..200_i64).prop_map(Act::Days),
        1 => Just(Act::Restart),
    ]
}

/// A history without erasures: what is erased cannot be worked out anew.
pub(crate) fn acts(most: usize) -> impl Strategy<Value = Vec<Act>> {
    let kept = act().prop_filter("an erasure", |a| !matches!(a, Act::Erase { .. }));
    prop::collection::vec(kept, 1..most)
}

pub(crate) fn acts_with_erasures(most: usize) -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 1..most)
}

fn pick<T>(all: &[T], number: usize) -> Option<&T> {
    (!all.is_empty()).then(|| &all[number % all.len()])
}

/// Performs an act. Whether it is refused for a good reason does not matter; a fault of the program does.
pub(crate) fn perform(house: &mut House, act: &Act, number: usize) {
    match act {
        Act::Days(days) => {
            use assay_ports::Clock as _;
            let now = house.clock.now();
            house.clock.set(now.plus_days(*days));
        }
        Act::Restart => house.reopen(),
        _ => {
            let open = house.open();
            if let Err(e) = attempt(open, &open.owner, act, number) {
                assert!(!matches!(e.class, ErrorClass::Internal | ErrorClass::Unavailable), "{act:?}: {e:?}");
            }
        }
    }
}

fn version(open: &Open, number: usize) -> Option<String> {
    let versions = open.all(Some("system-version"));
    let version = pick(&versions, number)?;
    let part = |name: &str| version.body[name].as_str().map(str::to_owned);
    Some(format!("{}@{}", part("system")?, part("version")?))
}

fn attempt(open: &Open, by: &Principal, act: &Act, number: usize) -> Result<(), AppError> {
    let nothing = || AppError::not_found("anything to do it to");
    match act {
        Act::Move { record, verb } => {
            let all = open.all(None);
            let record = pick(&all, *record).ok_or_else(nothing)?;
            let kind = kinds().kinds.into_iter().find(|k| k.name == record.kind).ok_or_else(nothing)?;
            // Whoever acts has to be there afterwards.
            let moves: Vec<_> = kind.transitions.iter().filter(|t| t.name != "remove" && t.name != "replace").collect();
            let verb = pick(&moves, *verb).ok_or_else(nothing)?;
            open.transition(by, &record.key, &verb.name).map(drop)
        }
        Act::Edit { record } => {
            let all = open.all(None);
            let record = pick(&all, *record).ok_or_else(nothing)?;
            open.change(by, &record.key, &json!({"title": format!("Title {number}")})).map(drop)
        }
        Act::Decide { row, applicable, implementation } => {
            let rows = open.all(Some("control"));
            let row = pick(&rows, *row).ok_or_else(nothing)?;
            let _ = open.transition(by, &row.key, "reopen");
            let state = ["not-started", "partial", "full"][*implementation];
            let fields =
                json!({"applicable": applicable, "reason": "decided", "statement": "so", "implementation": state});
            open.change(by, &row.key, &fields)?;
            open.transition(by, &row.key, "approve").map(drop)
        }
        Act::Deliver { log, version: subject } => {
            let subject = version(open, *subject).ok_or_else(nothing)?;
            open.deliver(by, ["1.0.0.eval", "1.1.0.eval", "1.1.0-limit20.eval"][*log], &subject).map(drop)
        }
        Act::Review { evidence, accepted } => {
            let all = open.all(Some("evidence"));
            let evidence = pick(&all, *evidence).ok_or_else(nothing)?;
            open.review(by, &evidence.key, if *accepted { "accepted" } else { "rejected" }).map(drop)
        }
        Act::Criterion { mark, version: subject, approve } => {
            let subject = version(open, *subject).ok_or_else(nothing)?;
            let request = json!({"metric": "digit_reading/*/accuracy", "operator": ">=", "value": format!("0.{mark:02}"),
                "requirement": "A.6.2.4", "subject": subject, "valid_days": 60});
            let request: ThresholdRequest = serde_json::from_value(request).unwrap();
            let draft = open.workspace.set_threshold(by, &request)?;
            if *approve {
                open.transition(&open.known("Beatriz Lemos"), &draft.key, "approve").map(drop)
            } else {
                Ok(())
            }
        }
        Act::Waive { version: subject } => {
            let subject = version(open, *subject).ok_or_else(nothing)?;
            let body = json!({"title": "tolerated", "check": "vv.threshold", "subject": subject,
                "reason": "for now", "until": "2027-03-31"});
            open.create(by, "waiver", body).map(drop)
        }
        Act::Erase { record } => {
            let all = open.all(None);
            let record = pick(&all, *record).ok_or_else(nothing)?;
            let request = EraseRequest { legal_basis: "retention-ended".to_owned(), revision: None };
            open.workspace.erase(by, &record.key, &request).map(drop)
        }
        Act::Days(_) | Act::Restart => Ok(()),
    }
}
