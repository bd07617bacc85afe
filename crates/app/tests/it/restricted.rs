//! A record that is restricted is there for its readers alone, whichever way somebody comes upon it.

use assay_app::exchange::{DiffRequest, ExportRequest};
use assay_app::log::BundleRequest;
use assay_app::records::{ChangesRequest, ListRequest};
use assay_app::{AppError, ErrorClass, Principal};
use serde_json::{Value, json};

use crate::house::{House, Open};

pub(crate) const SECRET: &str = "zanzibar";

pub(crate) fn list(open: &Open, by: &Principal, request: &ListRequest) -> Vec<String> {
    let (mut request, mut keys) = (request.clone(), Vec::new());
    loop {
        let page = open.workspace.list(by, &request).unwrap();
        let full = page.records.len() == request.limit.unwrap_or(50);
        assert!(full || page.next.is_none(), "a page that is not the last is full: nothing was counted and left out");
        keys.extend(page.records.into_iter().map(|r| r.key));
        request.after = page.next;
        if request.after.is_none() {
            return keys;
        }
    }
}

pub(crate) fn of_kind(kind: &str) -> ListRequest {
    ListRequest { kind: Some(kind.to_owned()), limit: Some(2), ..ListRequest::default() }
}

pub(crate) fn words(text: &str) -> ListRequest {
    ListRequest { q: Some(text.to_owned()), limit: Some(2), ..ListRequest::default() }
}

pub(crate) fn changes(open: &Open, by: &Principal) -> Vec<String> {
    let (mut keys, mut after) = (Vec::new(), 0);
    loop {
        let page = open.workspace.changes(by, &ChangesRequest { after, limit: Some(7) }).unwrap();
        keys.extend(page.changes.into_iter().map(|c| c.key));
        after = page.next;
        if after >= page.size {
            return keys;
        }
    }
}

/// Every way by which a reader might come upon a record, by its key or by what it says.
pub(crate) fn found(open: &Open, by: &Principal, key: &str, kind: &str) -> Vec<&'static str> {
    let w = &open.workspace;
    let holds = |keys: Vec<String>| keys.iter().any(|k| k == key);
    let link = ListRequest { link: Some("owner:PER-1".to_owned()), limit: Some(500), ..ListRequest::default() };
    let then = ListRequest {
        as_of: Some(w.changes(by, &ChangesRequest::default()).unwrap().size.to_string()),
        ..words(SECRET)
    };
    let sheet = w.export(by, kind, &ExportRequest::default()).unwrap();
    let mut tar = Vec::new();
    w.bundle(by, &BundleRequest { without_files: true, ..BundleRequest::default() }, &mut tar).unwrap();
    let tar = String::from_utf8_lossy(&tar).into_owned();
    let posture = serde_json::to_string(&w.posture(by, "iso42001", None).unwrap()).unwrap();
    let verdicts = serde_json::to_string(&w.check(by, None, None).unwrap()).unwrap();
    let soa = serde_json::to_string(&w.soa(by, "iso42001", None).unwrap()).unwrap();
    let names = |text: &str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == key);
    let ways = [
        ("show", w.show(by, key, None).is_ok()),
        ("show then", w.show(by, key, Some("9999-01-01")).is_ok()),
        ("history", w.history(by, key).is_ok()),
        ("difference", w.diff(by, key, &DiffRequest::default()).is_ok()),
        ("proof", w.log_proof(by, key).is_ok()),
        ("list", holds(list(open, by, &of_kind(kind)))),
        ("list of all", holds(list(open, by, &ListRequest::default()))),
        ("search", holds(list(open, by, &words(SECRET)))),
        ("search then", holds(list(open, by, &then))),
        ("reference", holds(list(open, by, &link))),
        ("changes", holds(changes(open, by))),
        ("sheet", String::from_utf8_lossy(&sheet.bytes).contains(SECRET)),
        ("bundle", tar.contains(SECRET)),
        ("posture", names(&posture) || posture.contains(SECRET)),
        ("verdicts", names(&verdicts) || verdicts.contains(SECRET)),
        ("applicability", names(&soa) || soa.contains(SECRET)),
    ];
    ways.into_iter().filter(|(_, found)| *found).map(|(way, _)| way).collect()
}

pub(crate) fn restrict(open: &Open, by: &Principal, key: &str, more: &Value) -> Result<String, AppError> {
    let mut body = json!({"title": "Under inquiry", "record": key, "because": "an inquiry"});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    open.create(by, "restriction", body).map(|r| r.key)
}

#[test]
fn a_restricted_record_is_there_for_its_readers_alone() {
    let house = House::demo();
    let open = house.open();
    let (reader, outsider, auditor) =
        (open.member("Vera", "contributor"), open.member("Rui", "contributor"), open.member("Ida", "internal-auditor"));
    let key = open.create(&open.owner, "ai-system", json!({"title": SECRET, "owner": "PER-1"})).unwrap().key;
    open.change(&open.owner, &key, &json!({"title": format!("{SECRET} two")})).unwrap();
    let before = found(open, &outsider, &key, "ai-system");
    for way in ["show", "list", "search", "search then", "changes", "sheet", "bundle"] {
        assert!(before.contains(&way), "the test looks where it can be found: {way}, {before:?}");
    }
    let restriction =
        restrict(open, &open.owner, &key, &json!({"members": [reader.key], "roles": ["internal-auditor"]})).unwrap();

    let nothing: [&str; 0] = [];
    assert_eq!(found(open, &outsider, &key, "ai-system"), nothing);
    let refused = open.workspace.show(&outsider, &key, None).unwrap_err();
    let unknown = open.workspace.show(&outsider, "SYS-99", None).unwrap_err();
    assert_eq!(refused.text.replace(&key, "?"), unknown.text.replace("SYS-99", "?"));
    assert!(!list(open, &outsider, &of_kind("restriction")).contains(&restriction), "nor is its restriction");
    assert!(!changes(open, &outsider).contains(&restriction));
    for by in [&reader, &auditor, &open.owner] {
        let seen: Vec<&str> = before.iter().copied().filter(|way| *way != "bundle").collect();
        assert_eq!(found(open, by, &key, "ai-system"), seen, "{} sees all of it, and takes none of it away", by.name);
    }
    // The log is whole: it says that entries were made.
    assert_eq!(
        open.workspace.log_entries(&outsider, 0, 4096).unwrap(),
        open.workspace.log_entries(&open.owner, 0, 4096).unwrap()
    );
    assert!(open.workspace.log_verify(&outsider, &[]).unwrap().findings.iter().all(|f| f.status != "FAILED"));

    // Nobody refers to it, takes its place, or changes it who does not see it.
    let pointing = json!({"title": "points", "owner": "PER-1", "systems": [key]});
    let there = open.create(&outsider, "resource", pointing.clone()).unwrap_err();
    let nowhere = open.create(&outsider, "resource", json!({"title": "p", "owner": "PER-1", "systems": ["SYS-99"]}));
    let nowhere = nowhere.unwrap_err();
    assert_eq!(
        (there.code.as_str(), there.text.replace(&key, "?")),
        (nowhere.code.as_str(), nowhere.text.replace("SYS-99", "?"))
    );
    let resource = open.create(&reader, "resource", pointing).unwrap().key;
    assert_eq!(open.change(&outsider, &key, &json!({"title": "mine"})).unwrap_err().class, ErrorClass::NotFound);
    // What referred to it before is still edited by anybody, and keeps its reference.
    let edited = open.change(&outsider, &resource, &json!({"title": "renamed"})).unwrap();
    assert_eq!(edited.body["systems"], json!([key]));

    open.transition(&open.owner, &restriction, "lift").unwrap();
    let after = found(open, &outsider, &key, "ai-system");
    assert!(before.iter().all(|way| after.contains(way)), "{after:?}");
}

/// What is judged stays judged: a verdict names no source that is hidden, and none is told of a hidden subject.
#[test]
fn verdicts_stand_and_name_nothing_that_is_hidden() {
    let house = House::demo();
    let open = house.open();
    let outsider = open.member("Rui", "contributor");
    let told = |by: &Principal| {
        let verdicts = open.workspace.check(by, None, None).unwrap().verdicts;
        let conclusions: Vec<_> = verdicts.iter().map(|v| (v.check.clone(), v.subject.clone(), v.outcome)).collect();
        let posture = open.workspace.posture(by, "iso42001", None).unwrap().requirements;
        let states: Vec<_> = posture.iter().map(|r| (r.id.clone(), r.state)).collect();
        (conclusions, states, format!("{} {}", json!(verdicts), json!(posture)))
    };
    let names =
        |text: &str, key: &str| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| word == key);
    let all = told(&open.owner);
    let source = open.all(Some("evidence")).into_iter().map(|r| r.key).find(|key| names(&all.2, key)).unwrap();
    restrict(open, &open.owner, &source, &json!({})).unwrap();
    let left = told(&outsider);
    assert_eq!((&left.0, &left.1), (&all.0, &all.1), "every verdict stands");
    assert!(!names(&left.2, &source), "and none says what it rests on");
    assert!(names(&told(&open.owner).2, &source));

    let subject = "SYS-3";
    assert!(names(&left.2, subject));
    restrict(open, &open.owner, subject, &json!({})).unwrap();
    let left = told(&outsider);
    assert!(!names(&left.2, subject), "of a hidden subject there is no verdict");
    assert!(left.0.len() < all.0.len() && !left.0.is_empty());
    assert_eq!(told(&open.owner).0, all.0);
}

#[test]
fn its_owner_or_an_administrator_says_who_sees_a_record() {
    let house = House::new();
    let open = house.open();
    let (vera, rui) = (open.member("Vera", "contributor"), open.member("Rui", "contributor"));
    let admin = open.member("Adam", "administrator");
    let person =
        |by: &Principal| open.workspace.show(&open.owner, &by.key.to_string(), None).unwrap().body["person"].clone();
    let own = open.create(&rui, "task", json!({"title": SECRET, "owner": person(&vera)})).unwrap().key;
    let refused = restrict(open, &rui, &own, &json!({})).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "restriction.not-yours"));
    let by_owner = restrict(open, &vera, &own, &json!({})).unwrap();
    let nothing: [&str; 0] = [];
    assert_eq!(found(open, &rui, &own, "task"), nothing, "not even who made the record sees it");
    assert_eq!(found(open, &admin, &own, "task"), nothing, "nor an administrator");
    assert_eq!(restrict(open, &admin, &own, &json!({})).unwrap_err().class, ErrorClass::NotFound);
    assert_eq!(open.transition(&admin, &by_owner, "lift").unwrap_err().class, ErrorClass::NotFound);
    // Who becomes its owner sees it, at once; who was it does no longer.
    open.change(&vera, &own, &json!({"owner": person(&rui)})).unwrap();
    assert!(found(open, &rui, &own, "task").contains(&"show"));
    assert!(found(open, &vera, &own, "task").contains(&"show"), "she made the restriction");
    // A reader reads, and neither lifts the restriction nor adds to it.
    open.change(&vera, &by_owner, &json!({"members": [admin.key], "roles": ["viewer"]})).unwrap();
    let viewer = open.member("Vic", "contributor");
    open.change(&vera, &by_owner, &json!({"members": [admin.key, viewer.key]})).unwrap();
    assert_eq!(open.transition(&viewer, &by_owner, "lift").unwrap_err().code, "restriction.not-yours");
    open.transition(&admin, &by_owner, "lift").unwrap();
    assert!(found(open, &viewer, &own, "task").contains(&"show"));
    for wrong in ["RST-1", "MBR-1"] {
        assert_eq!(restrict(open, &open.owner, wrong, &json!({})).unwrap_err().code, "body.invalid", "{wrong}");
    }
    assert_eq!(restrict(open, &open.owner, "TSK-99", &json!({})).unwrap_err().class, ErrorClass::NotFound);
}

/// What somebody does not see binds them all the same.
#[test]
fn guards_and_duties_go_by_what_is_so() {
    let house = House::new();
    let open = house.open();
    let (vera, rui) = (open.member("Vera", "approver"), open.member("Rui", "approver"));
    let risk = open
        .create(&open.owner, "document", json!({"title": "Policy", "owner": "PER-1", "author": "PER-1"}))
        .unwrap()
        .key;
    restrict(open, &open.owner, &risk, &json!({"members": [vera.key]})).unwrap();
    assert_eq!(open.transition(&rui, &risk, "submit").unwrap_err().class, ErrorClass::NotFound);
    // The name of a hidden member's record is taken for everybody, and nobody is told by what.
    let person = open.create(&open.owner, "person", json!({"title": "Twice"})).unwrap().key;
    open.create(&open.owner, "member", json!({"title": "Twice", "person": person, "roles": []})).unwrap();
    let again =
        open.create(&open.owner, "member", json!({"title": "Twice", "person": person, "roles": []})).unwrap_err();
    assert_eq!(again.code, "name.taken");
    assert!(again.details.contains_key("by"));
    let system = open.create(&open.owner, "ai-system", json!({"title": "S", "owner": "PER-1"})).unwrap().key;
    let version = |by: &Principal| {
        open.create(by, "system-version", json!({"title": "V", "owner": "PER-1", "system": system, "version": "1.0"}))
    };
    let first = version(&open.owner).unwrap().key;
    restrict(open, &open.owner, &first, &json!({})).unwrap();
    let taken = version(&rui).unwrap_err();
    assert_eq!(taken.code, "name.taken");
    assert!(!taken.details.contains_key("by") && !taken.text.contains(&first), "{taken:?}");
}
