//! What somebody may see at all: until when, up to where in the log, which kinds.

use assay_app::records::{ChangesRequest, ListRequest};
use assay_app::{ErrorClass, Principal};
use assay_domain::{Action, Timestamp};
use serde_json::{Value, json};

use crate::house::{EVERYTHING, House};
use crate::restricted::{SECRET, changes, found, list, of_kind, restrict, words};

/// Whoever looks at a position sees what an owner saw then, and changes nothing.
#[test]
fn a_position_is_all_that_there_is() {
    let house = House::demo();
    let open = house.open();
    let w = &open.workspace;
    let told = |by: &Principal| {
        let lists: Vec<Value> =
            [ListRequest { limit: Some(500), ..ListRequest::default() }, of_kind("task"), words(SECRET)]
                .iter()
                .map(|r| json!(w.list(by, r).unwrap()))
                .collect();
        let posture = serde_json::to_value(w.posture(by, "iso42001", None).unwrap().requirements).unwrap();
        let soa = serde_json::to_value(w.soa(by, "iso42001", None).unwrap().rows).unwrap();
        let log = (w.log_checkpoint(by, None).unwrap(), w.log_entries(by, 0, 4096).unwrap());
        (
            lists,
            changes(open, by),
            posture,
            soa,
            log,
            json!(w.history(by, "SYS-3").unwrap()),
            json!(w.changes(by, &ChangesRequest::default()).unwrap().size),
        )
    };
    let task =
        open.create(&open.owner, "task", json!({"title": format!("{SECRET} one"), "owner": "PER-1"})).unwrap().key;
    let then = told(&open.owner);
    let position = w.changes(&open.owner, &ChangesRequest::default()).unwrap().size;
    let clamped = Principal { sight: open.owner.sight.clone().up_to(position), ..open.owner.clone() };

    house.clock.advance(3_600_000_000);
    open.change(&open.owner, &task, &json!({"title": "something else"})).unwrap();
    open.change(&open.owner, "SYS-3", &json!({"title": "Renamed since"})).unwrap();
    let later =
        open.create(&open.owner, "task", json!({"title": format!("{SECRET} two"), "owner": "PER-1"})).unwrap().key;
    assert_ne!(told(&open.owner).0, then.0);
    let now = told(&clamped);
    assert_eq!(now.0, then.0, "lists and search");
    assert_eq!(now.1, then.1, "changes");
    assert_eq!(now.2, then.2, "posture");
    assert_eq!(now.3, then.3, "applicability");
    assert_eq!(now.4, then.4, "the log and its checkpoint");
    assert_eq!((now.5, now.6), (then.5, then.6), "history and size");
    let nothing: [&str; 0] = [];
    assert_eq!(
        found(open, &clamped, &later, "task").iter().filter(|w| ["show", "history", "proof"].contains(w)).count(),
        0
    );
    assert_eq!(w.show(&clamped, &later, None).unwrap_err().class, ErrorClass::NotFound);
    assert_eq!(w.posture(&clamped, "iso42001", Some(&(position + 1).to_string())).unwrap_err().code, "as-of.ahead");
    let _ = nothing;

    let size = w.changes(&open.owner, &ChangesRequest::default()).unwrap().size;
    let writes = [
        open.create(&clamped, "task", json!({"title": "t", "owner": "PER-1"})).map(drop),
        open.change(&clamped, &task, &json!({"title": "t"})).map(drop),
        open.transition(&clamped, &task, "finish").map(drop),
        w.put_artifact(&clamped, &mut &b"bytes"[..]).map(drop),
        w.retry_quarantine(&clamped).map(drop),
        open.review(&clamped, "EV-1", "accepted").map(drop),
        restrict(open, &clamped, &task, &json!({})).map(drop),
    ];
    for (index, write) in writes.into_iter().enumerate() {
        let refused = write.unwrap_err();
        assert_eq!(
            (refused.class, refused.code.as_str()),
            (ErrorClass::Forbidden, "access.read_only"),
            "write {index}"
        );
    }
    assert_eq!(w.changes(&open.owner, &ChangesRequest::default()).unwrap().size, size);
    // It is only ever narrowed.
    assert_eq!(clamped.sight.clone().up_to(position + 5), clamped.sight);
}

#[test]
fn a_role_sees_its_kinds_and_no_other() {
    let house = House::demo();
    let open = house.open();
    let analyst = open.member("Vendor", "vendor-analyst");
    let supplier = open.all(Some("supplier"))[0].key.clone();
    assert!(found(open, &analyst, &supplier, "supplier").contains(&"list"));
    let nothing: [&str; 0] = [];
    for kind in ["risk", "ai-system", "evidence", "member", "document", "activation", "incident"] {
        for record in open.all(Some(kind)).into_iter().take(2) {
            let ways = found(open, &analyst, &record.key, kind);
            assert_eq!(ways, nothing, "{} is not for a vendor analyst", record.key);
        }
        assert!(list(open, &analyst, &of_kind(kind)).is_empty());
    }
    let seen = list(open, &analyst, &ListRequest::default());
    let kinds = ["SUP", "CRT", "CCK", "CAU", "CLS", "PER"];
    assert!(!seen.is_empty());
    let strange = seen.iter().find(|key| open.workspace.show(&analyst, key, None).is_err());
    assert_eq!(strange, None, "{kinds:?}");
    // They keep the checks of certificates, and write nothing else.
    let check = json!({"title": "Looked up", "owner": "PER-1"});
    let made = open.create(&analyst, "certificate-check", check).unwrap();
    open.change(&analyst, &made.key, &json!({"title": "Looked up twice"})).unwrap();
    for (kind, body) in
        [("supplier", json!({"title": "S", "owner": "PER-1"})), ("task", json!({"title": "t", "owner": "PER-1"}))]
    {
        let refused = open.create(&analyst, kind, body).unwrap_err();
        assert_eq!(refused.code, "role.lacks-action", "{kind}");
        assert!(!refused.details["roles"].to_string().contains("vendor-analyst"), "{refused:?}");
    }
    let refused = open.change(&analyst, &supplier, &json!({"title": "mine"})).unwrap_err();
    assert_eq!(refused.code, "role.lacks-action");
}

#[test]
fn access_that_is_given_for_a_time_ends_at_its_minute() {
    let house = House::new();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Ellis"})).unwrap().key;
    let give = |until: Option<&str>, roles: &[&str]| {
        let mut body = json!({"title": "Ellis", "person": person, "roles": roles});
        if let Some(until) = until {
            body["until"] = json!(until);
        }
        open.create(&open.owner, "member", body)
    };
    // It is 25 November 2026, nine o'clock.
    assert_eq!(give(None, &["external-auditor"]).unwrap_err().code, "body.invalid", "without an end");
    let long = give(Some("2027-02-23T09:01:00Z"), &["external-auditor"]).unwrap_err();
    assert_eq!(long.code, "member.until", "more than ninety days");
    assert_eq!(give(Some("2026-12-01T00:00:00Z"), &["owner"]).unwrap_err().code, "body.invalid");
    let member = give(Some("2026-11-25T10:00:00Z"), &["external-auditor"]).unwrap().key;
    let longer = open.change(&open.owner, &member, &json!({"until": "2027-06-01T00:00:00Z"})).unwrap_err();
    assert_eq!(longer.code, "member.until", "nor by and by");
    // An auditor from outside needs a room besides, which `rooms` tests.
    open.change(&open.owner, &member, &json!({"roles": ["reviewer"]})).unwrap();
    let secret = open.token(Some(&member), &EVERYTHING);
    let ellis = open.come_in(&secret);
    assert_eq!(ellis.actions.iter().copied().collect::<Vec<_>>(), [Action::Read, Action::Review, Action::Ask]);
    let request = json!({"title": "Releases", "owner": "PER-1", "request": "the last three"});
    let asked = open.create(&ellis, "audit-request", request).unwrap().key;
    assert_eq!(
        open.create(&ellis, "task", json!({"title": "t", "owner": "PER-1"})).unwrap_err().code,
        "role.lacks-action"
    );

    let ends = Timestamp::parse("2026-11-25T10:00:00Z").unwrap();
    house.clock.set(ends.plus_micros(-1));
    open.workspace.show(&ellis, &asked, None).unwrap();
    open.come_in(&secret);
    house.clock.set(ends);
    // Neither who comes anew nor who is inside goes on.
    let refused = open.installation.by_token(&secret).map(drop).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "access.ended"));
    for outcome in [
        open.workspace.show(&ellis, &asked, None).map(drop),
        open.workspace.list(&ellis, &ListRequest::default()).map(drop),
        open.workspace.follow(&ellis).map(drop),
        open.workspace.get_artifact(&ellis, &"0".repeat(64)).map(drop),
        open.transition(&ellis, &asked, "withdraw").map(drop),
    ] {
        assert_eq!(outcome.unwrap_err().code, "access.ended");
    }
    // Given anew, it goes on; before it begins it does not.
    open.change(&open.owner, &member, &json!({"from": "2026-11-26T09:00:00Z", "until": "2026-11-27T09:00:00Z"}))
        .unwrap();
    assert_eq!(open.installation.by_token(&secret).map(drop).unwrap_err().code, "token.refused");
    house.clock.set(Timestamp::parse("2026-11-26T09:00:00Z").unwrap());
    open.workspace.show(&open.come_in(&secret), &asked, None).unwrap();
}

/// Bytes that arrive after the minute are nobody's.
#[test]
fn a_delivery_ends_with_the_access_of_whoever_brings_it() {
    struct Slow<'h> {
        house: &'h House,
        left: u32,
    }
    impl std::io::Read for Slow<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            // A minute a byte.
            self.house.clock.advance(60_000_000);
            self.left = self.left.saturating_sub(1);
            out[0] = b'x';
            Ok(usize::from(self.left > 0))
        }
    }
    let house = House::new();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Cy"})).unwrap().key;
    let body = json!({"title": "Cy", "person": person, "roles": ["contributor"], "until": "2026-11-25T09:10:00Z"});
    let member = open.create(&open.owner, "member", body).unwrap().key;
    let cy = open.come_in(&open.token(Some(&member), &EVERYTHING));
    open.workspace.put_artifact(&cy, &mut Slow { house: &house, left: 4 }).unwrap();
    let refused = open.workspace.put_artifact(&cy, &mut Slow { house: &house, left: 100 }).unwrap_err();
    assert_eq!(refused.code, "access.ended");
    // The bytes before were read; the rest never was.
    assert!(open.workspace.doctor(&open.owner).unwrap().ok);
}
