//! What is told in confidence is seen by who handles it, and by nobody else, whichever way they look.

use assay_app::ErrorClass;
use assay_app::log::BundleRequest;
use assay_app::records::{ChangesRequest, ListRequest};
use assay_domain::Action;
use serde_json::json;

use crate::house::{House, Open};

const SECRET: &str = "the reviewer confirms rankings in bulk at night";

fn handler(open: &Open) -> assay_app::Principal {
    let person = open.create(&open.owner, "person", json!({"title": "Carla Mendes"})).unwrap();
    let body = json!({"title": "Carla Mendes", "person": person.key, "roles": ["case-handler"]});
    let member = open.create(&open.owner, "member", body).unwrap();
    open.come_in(&open.token(Some(&member.key), &[Action::Read, Action::Handle]))
}

fn keys(open: &Open, by: &assay_app::Principal, request: &ListRequest) -> Vec<String> {
    open.workspace.list(by, request).unwrap().records.into_iter().map(|r| r.key).collect()
}

#[test]
fn a_concern_is_seen_by_case_handlers_only() {
    let house = House::new();
    let open = house.open();
    let handler = handler(open);
    let body = json!({"title": "Concern of November", "owner": "PER-1", "text": SECRET});
    let refused = open.create(&open.owner, "concern", body.clone()).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "role.lacks-action"));
    let concern = open.create(&handler, "concern", body).unwrap().key;

    // The owner of the installation is an ordinary reader here.
    assert_eq!(open.workspace.show(&open.owner, &concern, None).unwrap_err().class, ErrorClass::NotFound);
    assert_eq!(open.workspace.history(&open.owner, &concern).unwrap_err().class, ErrorClass::NotFound);
    assert_eq!(open.workspace.show(&open.owner, &concern, Some("2026-11-25")).unwrap_err().class, ErrorClass::NotFound);
    let everything = ListRequest::default();
    let of_kind = ListRequest { kind: Some("concern".to_owned()), ..ListRequest::default() };
    let by_words = ListRequest { q: Some("bulk".to_owned()), ..ListRequest::default() };
    let by_link = ListRequest { link: Some("owner:PER-1".to_owned()), ..ListRequest::default() };
    for request in [&everything, &of_kind, &by_words, &by_link] {
        assert!(!keys(open, &open.owner, request).contains(&concern), "{request:?}");
        assert!(keys(open, &handler, request).contains(&concern), "{request:?}");
    }
}

#[test]
fn open_concerns_are_counted_for_case_handlers_only() {
    let house = House::new();
    let open = house.open();
    let handler = handler(open);
    let counted = |by: &assay_app::Principal| {
        let counts = open.workspace.open_by_kind(by).unwrap();
        counts.iter().find(|one| one.kind == "concern").map(|one| one.open.n)
    };
    assert_eq!((counted(&open.owner), counted(&handler)), (None, Some(0)));
    open.create(&handler, "concern", json!({"title": "Concern", "owner": "PER-1", "text": SECRET})).unwrap();
    assert_eq!((counted(&open.owner), counted(&handler)), (None, Some(1)));
    let then = open.workspace.now().to_string();
    let back = |by: &assay_app::Principal| open.workspace.looking_back(by.clone(), &then).unwrap().0;
    assert_eq!((counted(&back(&open.owner)), counted(&back(&handler))), (None, Some(1)));
}

#[test]
fn changes_pass_over_what_is_told_in_confidence() {
    let house = House::new();
    let open = house.open();
    let handler = handler(open);
    let concern = open.create(&handler, "concern", json!({"title": "Concern", "owner": "PER-1", "text": SECRET}));
    let concern = concern.unwrap().key;
    let after = open.create(&open.owner, "task", json!({"title": "after", "owner": "PER-1"})).unwrap().key;

    let told = |by, limit| {
        let (mut keys, mut from) = (Vec::new(), 0);
        loop {
            let page = open.workspace.changes(by, &ChangesRequest { after: from, limit: Some(limit) }).unwrap();
            keys.extend(page.changes.into_iter().map(|change| change.key));
            from = page.next;
            if from == page.size {
                return keys;
            }
        }
    };
    // One entry a page: a page that is empty is not the end.
    for limit in [1, 500] {
        assert!(told(&handler, limit).contains(&concern));
        let plain = told(&open.owner, limit);
        assert!(!plain.contains(&concern) && plain.contains(&after));
    }
}

#[test]
fn a_concern_never_leaves_in_a_bundle() {
    let house = House::new();
    let open = house.open();
    let handler = handler(open);
    open.create(&handler, "concern", json!({"title": "Concern", "owner": "PER-1", "text": SECRET})).unwrap();
    let plain = open.create(&open.owner, "task", json!({"title": "t", "owner": "PER-1", "detail": "seen by all"}));
    plain.unwrap();
    for by in [&open.owner, &handler] {
        let mut tar = Vec::new();
        open.workspace.bundle(by, &BundleRequest::default(), &mut tar).unwrap();
        let text = String::from_utf8_lossy(&tar);
        assert!(text.contains("seen by all"));
        assert!(!text.contains(SECRET));
    }
}

#[test]
fn who_is_named_in_a_concern_does_not_handle_it() {
    let house = House::new();
    let open = house.open();
    let handler = handler(open);
    let own = open.workspace.show(&open.owner, &handler.key.to_string(), None).unwrap().body["person"].clone();
    let body = json!({"title": "Concern", "owner": "PER-1", "text": "about Carla", "named": [own]});
    assert_eq!(open.create(&handler, "concern", body).unwrap_err().code, "sod.concern_named");
}
