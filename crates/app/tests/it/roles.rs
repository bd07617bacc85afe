//! Every role against everything that can be done.

use assay_app::scim::Query;
use assay_app::{Answer, AppError, ErrorClass, Principal};
use assay_domain::{Action, roles};
use serde_json::json;

use crate::house::{EVERYTHING, House, Open};

/// Records that somebody else made, ready for one role to be tried on.
struct Ready {
    evidence: String,
    row: String,
    waiver: String,
}

fn ready(open: &Open, number: usize) -> Ready {
    let row = open.all(Some("control"))[number].key.clone();
    let decided = json!({"applicable": true, "reason": "it applies", "statement": "so", "implementation": "partial"});
    let _ = open.transition(&open.owner, &row, "reopen");
    open.change(&open.owner, &row, &decided).unwrap();
    let body = json!({"title": "tolerated", "owner": "PER-1", "check": "vv.threshold", "subject": "workspace",
        "reason": "for now", "until": "2027-03-31"});
    let waiver = open.create(&open.owner, "waiver", body).unwrap().key;
    Ready { evidence: open.all(Some("evidence"))[0].key.clone(), row, waiver }
}

fn attempt(open: &Open, by: &Principal, action: Action, ready: &Ready) -> Answer<()> {
    match action {
        Action::Read => open.workspace.show(by, "PER-1", None).map(drop),
        Action::Write => open.create(by, "task", json!({"title": "t", "owner": "PER-1"})).map(drop),
        Action::Collect => open.workspace.put_artifact(by, &mut &b"bytes"[..]).map(drop),
        Action::Review => open.review(by, &ready.evidence, "accepted").map(drop),
        Action::Approve => open.transition(by, &ready.row, "approve").map(drop),
        Action::Direct => open.transition(by, &ready.waiver, "grant").map(drop),
        Action::Administer => {
            open.create(by, "member", json!({"title": "x", "person": "PER-1", "roles": []})).map(drop)
        }
        Action::Ask => open.create(by, "audit-request", json!({"title": "a", "owner": "PER-1"})).map(drop),
        Action::Handle => open.create(by, "concern", json!({"title": "c", "owner": "PER-1"})).map(drop),
        Action::Provision => open.installation.users(&open.workspace, by, &Query::default()).map(drop),
    }
}

/// The kind of the record that an attempt is made on.
fn kind_of(action: Action) -> &'static str {
    match action {
        Action::Read | Action::Collect => "person",
        Action::Write => "task",
        Action::Review => "evidence-review",
        Action::Approve => "control",
        Action::Direct => "waiver",
        Action::Administer | Action::Provision => "member",
        Action::Handle => "concern",
        Action::Ask => "audit-request",
    }
}

fn lacks(outcome: &Answer<()>) -> Option<&AppError> {
    outcome.as_ref().err().filter(|e| e.code == "role.lacks-action")
}

#[test]
fn a_role_does_what_it_says_and_nothing_else() {
    let house = House::demo();
    let open = house.open();
    // Who audits from outside sees nothing without a room (`rooms.rs`).
    for (number, role) in roles().iter().filter(|role| !role.time_boxed).enumerate() {
        let somebody = open.member(&format!("Somebody {number}"), &role.id);
        let ready = ready(open, number);
        for action in EVERYTHING {
            let outcome = attempt(open, &somebody, action, &ready);
            let able = roles().iter().filter(|r| r.may(action, kind_of(action))).map(|r| r.id.as_str());
            let moves = matches!(action, Action::Approve | Action::Direct);
            if moves && !role.may(Action::Read, kind_of(action)) {
                assert_eq!(
                    outcome.unwrap_err().class,
                    ErrorClass::NotFound,
                    "{}: what is not seen is not there",
                    role.id
                );
            } else if !role.may(action, kind_of(action)) {
                let refused = outcome.as_ref().unwrap_err();
                assert!(lacks(&outcome).is_some(), "{} {action:?}: {refused:?}", role.id);
                assert_eq!(refused.class, ErrorClass::Forbidden);
                assert_eq!(refused.details["roles"], json!(able.collect::<Vec<_>>()), "it says who may");
            } else if action == Action::Administer {
                // PER-1 is a member already: what is refused is the second membership, not the act.
                assert_eq!(outcome.unwrap_err().code, "name.taken", "{}", role.id);
            } else {
                outcome.unwrap_or_else(|e| panic!("{} {action:?}: {e:?}", role.id));
            }
        }
    }
}

#[test]
fn a_token_narrows_what_its_member_may_and_never_widens_it() {
    let house = House::demo();
    let open = house.open();
    let ready = ready(open, 0);
    for action in EVERYTHING {
        // The owner may do everything; with this token only one thing.
        let one = open.come_in(&open.token(None, &[action]));
        assert_eq!(one.actions.iter().copied().collect::<Vec<_>>(), [action]);
        for other in EVERYTHING.into_iter().filter(|a| *a != action) {
            let outcome = attempt(open, &one, other, &ready);
            assert!(lacks(&outcome).is_some(), "{action:?} token, {other:?}: {outcome:?}");
        }
    }
    let viewer = open.member("Vera", "viewer");
    assert_eq!(viewer.actions.iter().copied().collect::<Vec<_>>(), [Action::Read], "though the token names all");
}

/// Making a request for an audit takes another right than answering it.
#[test]
fn whoever_writes_may_edit_what_was_asked_for_an_audit() {
    let house = House::demo();
    let open = house.open();
    let asked = open.create(&open.owner, "audit-request", json!({"title": "a", "owner": "PER-1"})).unwrap().key;
    let (writer, reader) = (open.member("Cora", "contributor"), open.member("Vera", "viewer"));
    assert!(open.workspace.refusal_to_edit(&writer, &asked).unwrap().is_none());
    assert_eq!(open.workspace.refusal_to_edit(&reader, &asked).unwrap().unwrap().code, "role.lacks-action");
}
