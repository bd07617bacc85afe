//! A move that signs leaves a signature: whose, of which body, how they had proved who they are.

use std::io::Cursor;

use assay_app::dto::{BulkReport, SignatureView};
use assay_app::exchange::{BulkMode, BulkOperation, BulkRequest};
use assay_app::log::{BundleRequest, EraseRequest};
use assay_app::records::{ChangesRequest, ListRequest, TransitionRequest};
use assay_app::{ActivateRequest, ErrorClass, Principal};
use assay_documents::bundle::TarFiles;
use assay_domain::kinds::signature::ProvedBy;
use assay_domain::{Action, Kind};
use assay_log::VerifierKey;
use assay_log::bundle::{Options, Report, Status, verify};
use serde_json::json;

use crate::house::{EVERYTHING, House, Open};
use crate::sign_in::{PASSWORD, set_up};

/// A row that somebody else decided, ready to be approved.
fn row(open: &Open, number: usize) -> String {
    let row = open.all(Some("control"))[number].key.clone();
    let decided = json!({"applicable": false, "reason": "Nothing asks for it."});
    open.change(&open.owner, &row, &decided).unwrap();
    row
}

fn signatures(open: &Open, key: &str) -> Vec<SignatureView> {
    open.workspace.show(&open.owner, key, None).unwrap().signatures
}

fn bundle(open: &Open, withhold: &[&str]) -> Report {
    let mut bytes = Vec::new();
    let withhold = withhold.iter().map(|kind| (*kind).to_owned()).collect();
    let request = BundleRequest { withhold, ..BundleRequest::default() };
    open.workspace.bundle(&open.owner, &request, &mut bytes).unwrap();
    let trust = vec![VerifierKey::parse(&open.workspace.vkey).unwrap()];
    verify(&TarFiles::open(Cursor::new(bytes)).unwrap(), &Options { trust, ..Options::default() })
}

fn status(report: &Report, item: &str) -> Option<Status> {
    report.findings.iter().find(|finding| finding.item == item).map(|finding| finding.status)
}

#[test]
fn a_signature_is_recorded_with_the_move_that_it_is() {
    let house = House::new();
    let open = house.open();
    let (row, rui) = (row(open, 0), open.member("Rui", "approver"));
    let named = open.workspace.digest_to_sign(&rui, &row).unwrap().unwrap();
    let size = open.posture(None).0;
    let moved = open.transition(&rui, &row, "approve").unwrap();
    assert_eq!(open.posture(None).0, size + 2, "the move and its signature, in one change");

    let all = signatures(open, &row);
    assert_eq!(all.len(), 1);
    let one = &all[0];
    assert_eq!((one.key.as_str(), one.seq, one.revision), ("SIG-1", moved.seq + 1, moved.revision));
    assert_eq!((one.transition.as_str(), one.signer.clone()), ("approve", rui.key.to_string()));
    assert_eq!(one.meaning, "approves this row of the Statement of Applicability");
    assert_eq!((one.digest.clone(), one.proved_by), (named.clone(), Some(ProvedBy::Token)));
    assert_eq!(moved.signatures.len(), 1, "the answer shows it too");
    let now = open.workspace.show(&open.owner, &row, None).unwrap();
    assert_eq!(now.digest, Some(named));
    let history = open.workspace.history(&open.owner, &row).unwrap().revisions;
    let of = |revision: usize| history[revision - 1].signatures.len();
    assert_eq!((of(moved.revision as usize), of(1)), (1, 0));

    // What is no signature leaves none, and a signature of a revision stays when the record goes on.
    open.transition(&rui, &row, "reopen").unwrap();
    assert_eq!(signatures(open, &row).len(), 1);
    let then = open.workspace.show(&open.owner, &row, Some(&moved.seq.to_string())).unwrap();
    assert!(then.signatures.is_empty(), "it was not signed then");

    let refused = open.create(&open.owner, "signature", json!({"title": "forged", "record": row})).unwrap_err();
    assert_eq!(refused.code, "kind.managed", "nobody writes one by hand");
}

#[test]
fn another_body_than_the_one_named_is_not_signed() {
    let house = House::new();
    let open = house.open();
    let (row, rui) = (row(open, 0), open.member("Rui", "approver"));
    let named = open.workspace.digest_to_sign(&rui, &row).unwrap();
    open.change(&open.owner, &row, &json!({"reason": "Nothing at all asks for it."})).unwrap();
    let approve = |digest: Option<String>| {
        let request = TransitionRequest { transition: "approve".to_owned(), revision: None, digest };
        open.workspace.transition(&rui, &row, &request, None)
    };
    let size = open.posture(None).0;
    let refused = approve(named.clone()).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Conflict, "signature.other-body"));
    assert_eq!(refused.details["named"], json!(named));
    assert_eq!(open.posture(None).0, size, "a refusal writes nothing");
    let stands = open.workspace.digest_to_sign(&rui, &row).unwrap();
    assert_eq!(refused.details["actual"], json!(stands));
    assert_eq!(approve(stands).unwrap().state, "approved");
}

#[test]
fn it_says_how_the_signer_had_proved_who_they_are() {
    let house = House::new();
    let open = house.open();
    let ana = set_up(open).session;
    let eva = open.member("Eva", "contributor");
    let row = open.all(Some("control"))[0].key.clone();
    open.change(&eva, &row, &json!({"applicable": false, "reason": "Nothing asks for it."})).unwrap();
    let sign = |by: &Principal| {
        open.transition(by, &row, "approve").unwrap();
        open.transition(by, &row, "reopen").unwrap();
        let last = signatures(open, &row).pop().unwrap();
        (last.proved_by, last.proved_at.map(|at| at.to_string()))
    };
    let who = || open.installation.by_session(&ana, None).unwrap().0;
    let proved = sign(&who());
    assert_eq!(proved, (Some(ProvedBy::Password), Some("2026-11-25T09:00:00.000000Z".to_owned())));
    house.clock.advance(4 * 60 * 1_000_000);
    assert_eq!(sign(&who()), proved, "the proof of four minutes ago");
    open.installation.prove(&ana, PASSWORD).unwrap();
    let anew = Some("2026-11-25T09:04:00.000000Z".to_owned());
    assert_eq!(sign(&who()), (Some(ProvedBy::Password), anew.clone()));
    assert_eq!(sign(&open.come_in(&open.token(None, &EVERYTHING))), (Some(ProvedBy::Token), anew.clone()));
    assert_eq!(sign(&open.owner), (Some(ProvedBy::Local), anew));
}

#[test]
fn many_moves_at_once_leave_a_signature_each_and_answer_for_themselves() {
    let house = House::new();
    let open = house.open();
    let (rows, rui) = ([row(open, 0), row(open, 1)], open.member("Rui", "approver"));
    let approve = |key: &String| BulkOperation::Transition {
        key: key.clone(),
        transition: "approve".to_owned(),
        revision: None,
        digest: None,
    };
    let request = BulkRequest { operations: rows.iter().map(approve).collect(), mode: BulkMode::Atomic };
    let once = assay_domain::Idempotency { key: "k".to_owned(), request: [1; 32] };
    let told = |report: &BulkReport| {
        report.items.iter().map(|item| item.record.as_ref().unwrap().key.clone()).collect::<Vec<_>>()
    };
    let first = open.workspace.bulk(&rui, &request, Some(once.clone())).unwrap();
    assert_eq!((first.done, told(&first)), (2, rows.to_vec()));
    let again = open.workspace.bulk(&rui, &request, Some(once)).unwrap();
    assert_eq!((again.repeated, told(&again)), (true, rows.to_vec()));
    for row in &rows {
        assert_eq!(signatures(open, row).len(), 1, "{row}");
    }
}

#[test]
fn what_is_put_out_of_force_or_revoked_is_signed_too() {
    let house = House::new();
    let open = house.open();
    let (token, _) = open.tokens(None, &[Action::Read], None);
    open.installation.revoke_token(&open.workspace, &open.owner, &token).unwrap();
    assert_eq!(signatures(open, &token)[0].meaning, "revokes this token");
    let same = ActivateRequest { what: "framework".to_owned(), slug: "iso42001".to_owned() };
    assert!(open.workspace.activate(&open.owner, &same).is_err());
    assert_eq!(open.all(Some("signature")).len(), 1, "what is refused is not signed");
}

#[test]
fn a_bundle_shows_whether_each_signature_is_one_of_what_it_names() {
    let house = House::new();
    let open = house.open();
    let (row, rui) = (row(open, 0), open.member("Rui", "approver"));
    let moved = open.transition(&rui, &row, "approve").unwrap();
    let item = format!("entry {}", moved.seq + 1);
    let whole = bundle(open, &[]);
    assert!(whole.ok(), "{whole:?}");
    assert_eq!(status(&whole, &item), Some(Status::Unaltered));
    // Who withholds a body withholds its digest, against which guesses could be tried.
    let part = bundle(open, &["control"]);
    assert!(part.ok(), "{part:?}");
    assert_eq!(
        (status(&part, &item), status(&part, &format!("bodies/{}.json", moved.seq + 1))),
        (None, Some(Status::Withheld))
    );
}

#[test]
fn who_may_not_see_a_record_sees_no_signature_of_it() {
    let house = House::new();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Carla"})).unwrap();
    let body = json!({"title": "Carla", "person": person.key, "roles": ["case-handler", "approver"]});
    let member = open.create(&open.owner, "member", body).unwrap();
    let carla = open.come_in(&open.token(Some(&member.key), &[Action::Read, Action::Write, Action::Handle]));
    let mut concern = Kind::named("concern").unwrap().sample();
    for elsewhere in ["system", "named", "incidents", "nonconformities"] {
        concern.as_object_mut().unwrap().remove(elsewhere);
    }
    concern["owner"] = json!(person.key);
    concern["handler"] = json!(person.key);
    let concern = open.create(&carla, "concern", concern).unwrap();
    for verb in ["take-on", "answer", "close"] {
        open.transition(&carla, &concern.key, verb).unwrap();
    }
    let seen = open.workspace.show(&carla, &concern.key, None).unwrap().signatures;
    let key = seen.first().expect("closing a concern is a signature").key.clone();
    open.workspace.show(&carla, &key, None).unwrap();

    let rui = open.member("Rui", "approver");
    for by in [&open.owner, &rui] {
        assert_eq!(open.workspace.show(by, &key, None).unwrap_err().class, ErrorClass::NotFound);
        assert_eq!(open.workspace.history(by, &key).unwrap_err().class, ErrorClass::NotFound);
        let kind = ListRequest { kind: Some("signature".to_owned()), ..ListRequest::default() };
        let link = ListRequest { link: Some(format!("record:{}", concern.key)), ..ListRequest::default() };
        for request in [&kind, &link] {
            let listed = open.workspace.list(by, request).unwrap().records;
            assert!(listed.iter().all(|r| r.key != key), "{request:?}");
        }
        let request = ChangesRequest { after: 0, limit: Some(500) };
        let changes = open.workspace.changes(by, &request).unwrap().changes;
        assert!(changes.iter().all(|change| change.key != key));
    }
    let report = bundle(open, &[]);
    assert!(report.ok(), "{report:?}");
    assert!(report.findings.iter().all(|f| !f.reason.contains("signs the body")), "{report:?}");
}

#[test]
fn an_erasure_takes_the_signatures_along() {
    let house = House::new();
    let open = house.open();
    let body = json!({"title": "Handbook of Zebulon", "owner": "PER-1", "document_type": "procedure", "text": "Zebulon",
        "review_months": 12});
    let document = open.create(&open.owner, "document", body).unwrap().key;
    open.transition(&open.owner, &document, "submit").unwrap();
    open.transition(&open.member("Rui", "approver"), &document, "approve").unwrap();
    let signature = signatures(open, &document).pop().unwrap();
    let request = EraseRequest { legal_basis: "data-subject-request".to_owned(), revision: None };
    open.workspace.erase(&open.owner, &document, &request).unwrap();
    assert!(signatures(open, &document).is_empty());
    // That something was signed stays, and nothing of what.
    let left = open.workspace.show(&open.owner, &signature.key, None).unwrap();
    assert!(left.erased && left.title.is_empty() && left.body == json!({}), "{left:?}");
    let report = bundle(open, &[]);
    assert!(report.ok(), "{report:?}");
    assert_eq!(status(&report, &format!("bodies/{}.json", signature.seq)), Some(Status::Erased));
    assert!(open.workspace.doctor(&open.owner).unwrap().ok);
}
