//! Each framework with controls has a Statement of Applicability of its own: that of one never stands in for another's.

use assay_app::{ActivateRequest, DraftSoaRequest, ErrorClass};
use assay_domain::State;
use serde_json::{Value, json};

use crate::house::{House, Open};

fn activate(open: &Open, slug: &str) {
    let request = ActivateRequest { what: "framework".to_owned(), slug: slug.to_owned() };
    open.workspace.activate(&open.owner, &request).unwrap();
}

fn draft(framework: &str, scope: &str) -> DraftSoaRequest {
    let text = |t: &str| t.to_owned();
    DraftSoaRequest { framework: text(framework), title: text("Statement"), owner: text("PER-1"), scope: text(scope) }
}

/// The verdict on the whole statement of the AIMS.
fn verdict_of_the_aims(open: &Open) -> String {
    let all = open.workspace.check(&open.owner, None, Some("6.1.3")).unwrap().verdicts;
    all.into_iter().find(|v| v.check == "soa.approved").unwrap().reason
}

/// Decides each row of a framework, all but one as applicable, in small records as a person would.
fn decide(open: &Open, framework: &str, excluded: &str) {
    let approver = open.member("Approver", "approver");
    for row in open.workspace.soa(&open.owner, framework, None).unwrap().rows {
        let key = row.record.unwrap();
        let fields = if row.id == excluded {
            json!({"applicable": false, "reason": "We rent no premises."})
        } else {
            json!({"applicable": true, "reason": "Our risks ask for it.", "statement": "As the handbook says.",
                "implementation": "full"})
        };
        open.change(&open.owner, &key, &fields).unwrap();
        open.transition(&approver, &key, "approve").unwrap();
    }
}

#[test]
fn activating_a_framework_brings_its_rows_once() {
    let house = House::new();
    let open = house.open();
    for (slug, rows) in [("iso27001", 93), ("iso27701", 78)] {
        let refused = open.workspace.soa(&open.owner, slug, None).unwrap_err();
        assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Input, "framework.not-in-force"));
        activate(open, slug);
        let soa = open.workspace.soa(&open.owner, slug, None).unwrap();
        assert_eq!((soa.framework.as_str(), soa.rows.len()), (slug, rows));
        assert!(soa.rows.iter().all(|r| r.applicable.is_none() && r.record.is_some() && r.state == State::Missing));
        let posture = open.workspace.posture(&open.owner, slug, None).unwrap();
        assert!(posture.requirements.iter().all(|r| r.state == State::Missing), "not measured is never anything else");
    }
    assert_eq!(open.workspace.soa(&open.owner, "iso42001", None).unwrap().rows.len(), 38);
    assert_eq!(open.all(Some("control")).len(), 38 + 93 + 78);
    let in_force: Vec<String> =
        open.workspace.frameworks_in_force(&open.owner, None).unwrap().into_iter().map(|f| f.slug.clone()).collect();
    assert_eq!(in_force, ["iso42001", "iso27001", "iso27701"]);
}

#[test]
fn a_framework_without_controls_has_no_statement() {
    let house = House::new();
    let open = house.open();
    activate(open, "nist-ai-rmf");
    assert_eq!(open.all(Some("control")).len(), 38, "no rows came");
    let refused = open.workspace.soa(&open.owner, "nist-ai-rmf", None).unwrap_err();
    assert_eq!(refused.code, "soa.not-of-framework");
    assert_eq!(open.workspace.draft_soa(&open.owner, &draft("nist-ai-rmf", "All")).unwrap_err().code, refused.code);
}

#[test]
fn one_statement_is_decided_without_touching_the_other() {
    let house = House::new();
    let open = house.open();
    activate(open, "iso27001");
    let before = verdict_of_the_aims(open);
    assert!(before.contains("no Statement of Applicability"), "{before}");
    let open_rows = open.workspace.draft_soa(&open.owner, &draft("iso27001", "The offices")).unwrap_err();
    assert_eq!(open_rows.code, "soa.rows-open");
    decide(open, "iso27001", "A.7.2");
    let made = open.workspace.draft_soa(&open.owner, &draft("iso27001", "The offices")).unwrap();
    assert_eq!(
        (made.body["framework"].as_str(), made.body["edition"].as_str()),
        (Some("iso27001"), Some("ISO/IEC 27001:2022"))
    );
    assert_eq!(made.body["rows"].as_array().map(Vec::len), Some(93));
    let direct = open.member("Top management", "top-management");
    open.transition(&direct, &made.key, "approve").unwrap();

    let soa = open.workspace.soa(&open.owner, "iso27001", None).unwrap();
    assert_eq!((soa.version.as_deref(), soa.diverged.len()), (Some(made.key.as_str()), 0));
    let state = |id: &str| soa.rows.iter().find(|r| r.id == id).unwrap().state;
    assert_eq!(state("A.7.2"), State::NotApplicable);
    assert_eq!(state("A.5.1"), State::Missing, "decided and in place by one's own word; nothing measured it");
    // The AIMS has still none, whatever the ISMS has.
    assert_eq!(open.workspace.soa(&open.owner, "iso42001", None).unwrap().version, None);
    assert_eq!(verdict_of_the_aims(open), before);

    // A row decided anew diverges in its own statement only.
    let row = soa.rows.iter().find(|r| r.id == "A.5.7").and_then(|r| r.record.clone()).unwrap();
    open.transition(&direct, &row, "reopen")
        .map(drop)
        .or_else(|_| open.transition(&open.member("B", "approver"), &row, "reopen").map(drop))
        .unwrap();
    assert_eq!(open.workspace.soa(&open.owner, "iso27001", None).unwrap().diverged, ["A.5.7"]);
}

#[test]
fn rows_of_another_framework_do_not_go_into_a_version() {
    let house = House::new();
    let open = house.open();
    let row = json!({"control": "CTL-1", "revision": 1, "requirement": "iso27001:A.5.1", "applicable": true});
    let body = |framework: Value| json!({"title": "Mixed", "owner": "PER-1", "framework": framework, "rows": [row]});
    let refused = open.create(&open.owner, "soa-version", body(json!("iso42001"))).unwrap_err();
    assert_eq!(refused.problems.first().map(|p| p.code.as_str()), Some("soa.foreign-row"), "{refused:?}");
    let unnamed = open.create(&open.owner, "soa-version", body(Value::Null)).unwrap();
    let direct = open.member("Top management", "top-management");
    assert!(open.transition(&direct, &unnamed.key, "approve").is_err(), "it does not say whose it is");
}
