//! Erasure: what was said is gone from every place, and a stranger still verifies that it was said.

use std::io::Cursor;

use assay_app::ErrorClass;
use assay_app::log::{BundleRequest, EraseRequest};
use assay_documents::bundle::TarFiles;
use assay_log::VerifierKey;
use assay_log::bundle::{Options, Report, Status, verify};
use serde_json::json;

use crate::house::{House, Open};
use crate::tokens::files;

fn erase(open: &Open, key: &str) -> Result<(), assay_app::AppError> {
    let request = EraseRequest { legal_basis: "data-subject-request".to_owned(), revision: None };
    open.workspace.erase(&open.owner, key, &request).map(drop)
}

fn bundle(open: &Open) -> (Vec<u8>, Report) {
    let mut bytes = Vec::new();
    open.workspace.bundle(&open.owner, &BundleRequest::default(), &mut bytes).unwrap();
    let trust = vec![VerifierKey::parse(&open.workspace.vkey).unwrap()];
    let files = TarFiles::open(Cursor::new(bytes.clone())).unwrap();
    let report = verify(&files, &Options { trust, ..Options::default() });
    (bytes, report)
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

#[test]
fn what_is_erased_is_gone_and_the_bundle_says_so() {
    let mut house = House::demo();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Zebulon Quixworth"})).unwrap();
    let second = open.change(&open.owner, &person.key, &json!({"position": "Xylographer"})).unwrap();
    let (before, report) = bundle(open);
    assert!(report.trusted && report.findings.iter().all(|f| f.status != Status::Failed), "{report:?}");
    assert!(holds(&before, "Zebulon") && holds(&before, "Xylographer"), "the bundle shows what is kept");
    let posture = open.posture(Some(second.seq + 1));

    erase(open, &person.key).unwrap();
    let shown = open.workspace.show(&open.owner, &person.key, None).unwrap();
    assert!(shown.erased && shown.title.is_empty() && shown.op == "erase");
    let history = open.workspace.history(&open.owner, &person.key).unwrap().revisions;
    assert_eq!(history.len(), 3);
    assert!(history.iter().all(|r| r.erased && r.title.is_empty()));

    let (after, report) = bundle(open);
    assert!(report.trusted && report.findings.iter().all(|f| f.status != Status::Failed), "{report:?}");
    let erased: Vec<_> = report.findings.iter().filter(|f| f.status == Status::Erased).collect();
    for seq in [person.seq, second.seq] {
        let named = |f: &&&assay_log::bundle::Finding| f.item.contains(&seq.to_string());
        assert_eq!(erased.iter().filter(named).count(), 1, "entry {seq}: {erased:?}");
    }
    assert_eq!(erased.len(), 2);
    assert!(!holds(&after, "Zebulon") && !holds(&after, "Xylographer"));
    assert_eq!(open.posture(Some(second.seq + 1)), posture, "the past stays");
    let doctor = open.workspace.doctor(&open.owner).unwrap();
    assert!(doctor.ok, "{:?}", doctor.findings);

    house.reopen();
    house.close();
    for file in files(&house.path()) {
        let bytes = std::fs::read(&file).unwrap().to_ascii_lowercase();
        for word in ["zebulon", "quixworth", "xylographer"] {
            assert!(!holds(&bytes, word), "`{word}` is still in {}", file.display());
        }
    }
}

#[test]
fn an_artifacts_bytes_go_with_it() {
    let house = House::demo();
    let open = house.open();
    let report = open.deliver(&open.owner, "1.0.0.eval", "SYS-3@1.0.0").unwrap();
    let (digest, evidence) = (report.artifacts[0].sha256.clone(), report.artifacts[0].evidence.clone().unwrap());
    assert!(open.workspace.get_artifact(&open.owner, &digest).is_ok());
    let artifact = open.all(Some("artifact")).into_iter().find(|a| a.body["sha256"] == digest.as_str()).unwrap();
    erase(open, &artifact.key).unwrap();
    let gone = open.workspace.get_artifact(&open.owner, &digest).err().unwrap();
    assert_eq!(gone.class, ErrorClass::NotFound);
    // What verdicts rest on stays: the past has to be explained.
    assert_eq!(erase(open, &evidence).unwrap_err().code, "erase.unfit");

    let (_, report) = bundle(open);
    let failed: Vec<_> = report.findings.iter().filter(|f| f.status == Status::Failed).collect();
    assert!(report.trusted && failed.is_empty(), "{failed:?}");
    let doctor = open.workspace.doctor(&open.owner).unwrap();
    assert!(doctor.ok, "{:?}", doctor.findings);
}

#[test]
fn erasing_is_refused_where_it_makes_no_sense() {
    let house = House::new();
    let open = house.open();
    let person = open.create(&open.owner, "person", json!({"title": "Rui"})).unwrap();
    let wrong = EraseRequest { legal_basis: "because".to_owned(), revision: None };
    assert_eq!(open.workspace.erase(&open.owner, &person.key, &wrong).unwrap_err().code, "erase.basis");
    for unfit in ["MBR-1", "ACT-1"] {
        assert_eq!(erase(open, unfit).unwrap_err().code, "erase.unfit", "{unfit}");
    }
    assert_eq!(erase(open, "PER-99").unwrap_err().class, ErrorClass::NotFound);
    let contributor = open.member("Eva", "contributor");
    let request = EraseRequest { legal_basis: "court-order".to_owned(), revision: None };
    let refused = open.workspace.erase(&contributor, &person.key, &request).unwrap_err();
    assert_eq!(refused.code, "role.lacks-action");

    erase(open, &person.key).unwrap();
    assert_eq!(erase(open, &person.key).unwrap_err().code, "record.erased");
    assert_eq!(open.change(&open.owner, &person.key, &json!({"title": "back"})).unwrap_err().code, "record.erased");
}

/// A file that somebody attached to a record of any kind is no stray, goes into a bundle, and stays while it is named.
#[test]
fn a_file_that_a_record_names_is_kept_with_it() {
    let house = House::new();
    let open = house.open();
    let list = &b"attendance list, signed by all twelve"[..];
    let stored = open.workspace.put_artifact(&open.owner, &mut &*list).unwrap();
    let strays = || {
        let findings = open.workspace.doctor(&open.owner).unwrap().findings;
        findings.into_iter().find(|finding| finding.item == "stray files").map(|finding| finding.text)
    };
    assert!(strays().unwrap().starts_with("1 stored"), "nobody names it yet");
    let body = json!({"title": "Training of the spring", "owner": "PER-1", "evidence": stored.sha256});
    open.create(&open.owner, "training-record", body).unwrap();
    assert_eq!(strays(), None);

    let (bytes, report) = bundle(open);
    assert!(report.trusted && report.findings.iter().all(|f| f.status != Status::Failed), "{report:?}");
    assert!(holds(&bytes, "signed by all twelve"));
    let withhold = BundleRequest { withhold: vec!["training-record".to_owned()], ..BundleRequest::default() };
    let mut without = Vec::new();
    open.workspace.bundle(&open.owner, &withhold, &mut without).unwrap();
    assert!(!holds(&without, "signed by all twelve"), "what is withheld takes its files along");
}
