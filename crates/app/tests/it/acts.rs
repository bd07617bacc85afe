//! What a person did and saw becomes evidence: as old as what it speaks of, and nothing before somebody else has looked.

use assay_app::dto::{ActReport, ActRequest, DeliveredFile};
use assay_app::{Answer, AppError, ErrorClass, Principal};
use assay_domain::kinds::evidence::Evidence;
use assay_domain::{EvidenceKind, EvidenceOrigin, Idempotency, Timestamp};
use serde_json::{Value, json};

use crate::house::{House, Open};

/// Attendance lists of the year, read to the last line.
fn lists() -> Value {
    json!({
        "title": "Attendance lists of 2026", "evidence_kind": "training-records", "subject": "workspace",
        "period": {"from": "2026-01-01", "to": "2026-11-20"},
        "population": {"text": "all who use or oversee AI systems", "size": 14, "sampled": 14, "method": "all"},
        "statement": "Both sessions; one person came to a third.", "requirements": ["A.9.3"],
    })
}

fn with(fields: &Value) -> ActRequest {
    let mut whole = lists();
    whole.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

fn state(open: &Open, by: &Principal, fields: &Value) -> Answer<ActReport> {
    open.workspace.record_act(by, &with(fields), None)
}

fn places(refused: &AppError) -> Vec<(&str, &str)> {
    refused.problems.iter().map(|p| (p.at.as_str(), p.code.as_str())).collect()
}

/// How the check on training stands: code and outcome.
fn trained(open: &Open) -> (String, Value) {
    let all = open.workspace.check(&open.owner, None, Some("A.9.3")).unwrap().verdicts;
    let one = all.into_iter().find(|v| v.check == "use.trained").unwrap();
    (one.code, serde_json::to_value(one.outcome).unwrap())
}

#[test]
fn it_counts_once_somebody_else_has_reviewed_it() {
    let house = House::new();
    let open = house.open();
    assert_eq!(trained(open), ("current.none".to_owned(), json!("missing")));
    let told = open.workspace.check(&open.owner, None, Some("A.9.3")).unwrap().verdicts;
    let asked = told.iter().find(|v| v.check == "use.trained").unwrap();
    assert_eq!(
        (asked.asks.as_deref(), asked.evidence_kinds.as_slice()),
        (Some("evidence"), &[EvidenceKind::TrainingRecords][..])
    );

    let report = state(open, &open.owner, &json!({})).unwrap();
    assert_eq!((report.evidence.as_str(), report.subject.as_str()), ("EV-1", "workspace"));
    assert!(report.changed.iter().any(|c| c.id == "A.9.3"), "{:?}", report.changed);
    assert_eq!(trained(open), ("current.unreviewed".to_owned(), json!("undecided")));
    let shown = open.workspace.show(&open.owner, "EV-1", None).unwrap();
    let mut body = shown.body;
    body.as_object_mut().unwrap().remove("schema");
    let body: Evidence = serde_json::from_value(body).unwrap();
    assert_eq!(
        (body.origin, body.requirements.as_slice()),
        (EvidenceOrigin::HumanAct, &["iso42001:A.9.3".to_owned()][..])
    );
    assert_eq!(body.collector.unwrap().member.key(), &open.owner.key);

    let own = open.review(&open.owner, "EV-1", "accepted").unwrap_err();
    assert_eq!((own.class, own.code.as_str()), (ErrorClass::Forbidden, "sod.collector_reviewer"));
    let other = open.member("Eva", "approver");
    open.review(&other, "EV-1", "accepted").unwrap();
    assert_eq!(trained(open), ("current.there".to_owned(), json!("pass")));
}

#[test]
fn it_is_as_old_as_the_last_day_it_speaks_of() {
    let house = House::new();
    let open = house.open();
    let other = open.member("Eva", "approver");
    // Written down today, of a year that ended ten months ago.
    let old = json!({"period": {"from": "2025-01-01", "to": "2026-01-15"}});
    state(open, &open.owner, &old).unwrap();
    open.review(&other, "EV-1", "accepted").unwrap();
    assert_eq!(trained(open).1, json!("pass"));
    let shown = open.workspace.show(&open.owner, "EV-1", None).unwrap();
    assert_eq!(shown.effective, Timestamp::parse("2026-01-15").ok());
    let holds = || {
        let all = open.workspace.check(&open.owner, None, Some("A.9.3")).unwrap().verdicts;
        all.iter().find(|v| v.check == "use.trained").unwrap().holds()
    };
    assert!(holds());
    house.clock.set(Timestamp::parse("2027-01-16T00:00:00Z").unwrap());
    assert!(!holds(), "a year after the last day that was seen, not after it was written down");
}

#[test]
fn what_does_not_hold_is_said_field_by_field_and_nothing_is_written() {
    let house = House::demo();
    let open = house.open();
    let viewer = open.member("Vera", "viewer");
    let size = open.posture(None).0;
    let refused = |fields: &Value| state(open, &open.owner, fields).unwrap_err();
    let wrong = refused(&json!({
        "title": " ", "subject": "EV-1", "evidence_kind": "evaluation", "requirements": ["A.9.3", "A.99"],
        "shows": ["TRN-9999"], "period": {"from": "2026-01-01", "to": "2027-01-01"}, "population": {"text": " "},
        "supersedes": "EV-1", "files": [{"name": "a", "sha256": "00"}],
    }));
    assert_eq!(
        places(&wrong),
        [
            ("/subject", "subject.unfit"),
            ("/shows/0", "not-found"),
            ("/requirements/1", "requirement.unknown"),
            ("/files", "digest.malformed"),
            ("/supersedes", "supersedes.unfit"),
            ("/period/to", "period.ahead"),
            ("/title", "field.required"),
            ("/population/text", "field.required"),
            ("/evidence_kind", "evidence.human-act"),
        ]
    );
    let open_end = refused(&json!({"period": {"from": "2026-01-01"}}));
    assert_eq!(places(&open_end), [("/period", "field.required")]);
    let turned = refused(&json!({"period": {"from": "2026-10-01", "to": "2026-01-01"}}));
    assert!(places(&turned).iter().all(|(at, _)| at.starts_with("/period")), "{turned:?}");
    let bare = refused(&json!({"statement": "  "}));
    assert_eq!(places(&bare), [("/statement", "field.required")], "neither words nor a file");
    let absent = refused(&json!({"files": [{"name": "a.pdf", "sha256": "0".repeat(64)}]}));
    assert_eq!(places(&absent), [("/files", "not-found")]);
    assert_eq!(state(open, &viewer, &json!({})).unwrap_err().class, ErrorClass::Forbidden);
    assert_eq!(open.posture(None).0, size);
}

#[test]
fn files_that_show_it_are_kept_with_it_and_leave_quarantine() {
    let house = House::new();
    let open = house.open();
    let stored = open.workspace.put_artifact(&open.owner, &mut &b"%PDF-1.7 minutes"[..]).unwrap();
    let file = DeliveredFile { name: "folder/minutes.pdf".to_owned(), sha256: stored.sha256.clone() };
    let system = open.create(&open.owner, "ai-system", json!({"title": "System", "owner": "PER-1"})).unwrap().key;
    // Tried as a tool's file first, as people do.
    let request = assay_app::dto::IngestRequest {
        files: vec![file.clone()],
        subject: system.clone(),
        pipeline: None,
        attempt: None,
    };
    assert_eq!(open.workspace.ingest(&open.owner, &request).unwrap().errors.len(), 1);
    assert_eq!(open.workspace.quarantined(&open.owner).unwrap().artifacts.len(), 1);

    let fields = json!({"subject": system, "evidence_kind": "user-documentation", "statement": null, "files": [file]});
    let report = state(open, &open.owner, &fields).unwrap();
    assert!(open.workspace.quarantined(&open.owner).unwrap().artifacts.is_empty());
    let shown = open.workspace.show_evidence(&open.owner, &report.evidence, None).unwrap();
    let file = &shown.files[0];
    assert_eq!((file.name.as_str(), file.sha256.to_string(), file.size), ("minutes.pdf", stored.sha256, 16));
}

#[test]
fn a_request_that_is_repeated_makes_one() {
    let house = House::new();
    let open = house.open();
    let once = Idempotency { key: "once".to_owned(), request: [7; 32] };
    let state = || open.workspace.record_act(&open.owner, &with(&json!({})), Some(&once)).unwrap().evidence;
    assert_eq!((state(), state()), ("EV-1".to_owned(), "EV-1".to_owned()));
    assert_eq!(open.all(Some("evidence")).len(), 1);
    let other = Idempotency { key: "once".to_owned(), request: [8; 32] };
    let refused = open.workspace.record_act(&open.owner, &with(&json!({"title": "Other"})), Some(&other)).unwrap_err();
    assert!(refused.code.starts_with("idempotency"), "{refused:?}");
}

#[test]
fn a_statement_is_replaced_by_another_and_only_that_counts() {
    let house = House::new();
    let open = house.open();
    let other = open.member("Eva", "approver");
    state(open, &open.owner, &json!({})).unwrap();
    open.review(&other, "EV-1", "accepted").unwrap();
    assert_eq!(trained(open).1, json!("pass"));
    state(open, &open.owner, &json!({"statement": "One person was missed.", "supersedes": "EV-1"})).unwrap();
    assert_eq!(trained(open), ("current.unreviewed".to_owned(), json!("undecided")));
}
