//! Twelve questions that people ask of a management system, each answered by the program about the demonstration. What is
//! expected follows from the facts about the invented organisation, not from what the program prints.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::contract::holds;
use crate::support::TestEnvironment;
use crate::support::files::skipped;

/// The facts, when they lie beside the sources.
fn facts() -> Option<toml::Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts/demo_org.toml");
    let Ok(text) = std::fs::read_to_string(&path) else {
        skipped("there are no facts beside the repository to take the answers from");
        return None;
    };
    Some(toml::from_str(&text).unwrap())
}

fn report(place: &TestEnvironment, name: &str, with: &[&str]) -> Value {
    place.json(&[&["report", "show", name], with].concat())
}

fn lines(report: &Value, section: usize) -> &[Value] {
    report["sections"][section]["lines"].as_array().unwrap()
}

fn subjects(report: &Value, section: usize) -> BTreeSet<&str> {
    lines(report, section).iter().map(|l| l["subject"].as_str().unwrap()).collect()
}

#[track_caller]
fn of<'r>(report: &'r Value, section: usize, subject: &str) -> &'r Value {
    let found = lines(report, section).iter().find(|l| l["subject"].as_str().unwrap().contains(subject));
    found.unwrap_or_else(|| panic!("nothing says {subject} in {report:#}"))
}

fn text(line: &Value) -> &str {
    line["text"].as_str().unwrap()
}

/// Key of a record by its title.
fn key(place: &TestEnvironment, kind: &str, title: &str) -> String {
    let all = place.json(&["record", "list", kind]);
    let found = all["records"].as_array().unwrap().iter().find(|r| r["title"] == title);
    found.unwrap_or_else(|| panic!("no {kind} {title}"))["key"].as_str().unwrap().to_owned()
}

#[test]
fn contract() {
    let place = TestEnvironment::demo();
    let list = place.json(&["report", "list"]);
    holds(&list, &serde_json::json!({"reports": [{"name": "string", "title": "string", "parameters": ["string"]}]}));
    let certificates = report(&place, "expiring-certificates", &[]);
    assert_eq!(certificates["as_of"]["position"].as_u64().unwrap(), place.json(&["posture"])["as_of"]["position"]);
    let line = &lines(&certificates, 0)[0];
    for (field, there) in [
        ("record", line["record"].is_string()),
        ("revision", line["revision"].is_u64()),
        ("entry", line["entry"].is_u64()),
    ] {
        assert!(there, "{field}: {line}");
    }
    // The entry that is named is the one that made this revision.
    let record = place.json(&["record", "show", line["record"].as_str().unwrap()]);
    assert_eq!((&record["seq"], &record["revision"]), (&line["entry"], &line["revision"]));
    let md = place.run(&["report", "show", "expiring-certificates", "--output", "md"]).succeeds().stdout;
    assert!(md.starts_with("# Certificates") && md.contains(", revision "), "{md}");
    place.run(&["report", "show", "everything"]).refuses(2, &["risks-above-appetite"]);
    place.run(&["report", "show", "system-duties"]).refuses(2, &["SYS-1"]);
}

/// 1. NC-006: the third system was piloted before its assessment was approved.
#[test]
fn which_systems_have_no_approved_impact_assessment() {
    let Some(facts) = facts() else { return };
    let story = facts["story"].as_array().unwrap().iter().find(|s| s["id"].as_str() == Some("st3")).unwrap();
    assert!(story["text"].as_str().unwrap().contains("s3 piloted before its impact assessment was approved"));
    let system = facts["system"].as_array().unwrap().iter().find(|s| s["id"].as_str() == Some("s3")).unwrap();
    let place = TestEnvironment::demo();
    let answer = report(&place, "impact-assessments-missing", &[]);
    assert_eq!(subjects(&answer, 0), BTreeSet::from([system["name"].as_str().unwrap()]));
    assert!(text(&lines(&answer, 0)[0]).contains("not approved"), "{answer}");
    // Once it is approved, nothing is left to name.
    let assessment = lines(&answer, 0)[0]["values"]["assessment"].as_str().unwrap();
    place.run(&["record", "transition", assessment, "approve"]).succeeds();
    let after = report(&place, "impact-assessments-missing", &[]);
    assert_eq!(lines(&after, 0).len(), 0);
    assert!(after["sections"][0]["nothing"].is_string(), "{after}");
}

/// 2. The two controls that were not started have nothing; the one that is measured each month is not named.
#[test]
fn which_controls_have_no_evidence_younger_than_ninety_days() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "controls-without-evidence", &["--days", "90"]);
    let ids = |section: usize| -> BTreeSet<&str> {
        lines(&answer, section).iter().map(|l| l["values"]["requirement"].as_str().unwrap()).collect()
    };
    let (old, none) = (ids(0), ids(1));
    assert!(old.contains("A.2.2"), "the policy was approved 160 days ago: {old:?}");
    assert!(old.contains("A.5.5"), "societal impacts were last assessed in the spring: {old:?}");
    assert!(none.contains("A.6.2.6"), "no record of monitoring was ever delivered: {none:?}");
    assert!(!old.contains("A.6.2.4") && !none.contains("A.6.2.4"), "it was measured this week");
    // All 38 apply and three are our own: each is named once, or has evidence.
    assert!(old.is_disjoint(&none) && old.len() + none.len() < 41);
    let wide = report(&place, "controls-without-evidence", &["--days", "3650"]);
    assert_eq!(lines(&wide, 0).len(), 0, "ten years back there is nothing older");
}

/// 3. A provider of a high-risk system of Annex III: duties of Section 2 and 3 of Chapter III begin on 2 December 2027.
#[test]
fn what_must_talentsift_prove_before_december_2027() {
    let place = TestEnvironment::demo();
    let system = key(&place, "ai-system", "TalentSift");
    let answer = report(&place, "system-duties", &["--system", &system, "--to", "2027-12-02"]);
    let due: BTreeMap<&str, &Value> =
        lines(&answer, 1).iter().map(|l| (l["values"]["requirement"].as_str().unwrap(), l)).collect();
    for (id, about) in [("art9", "risk"), ("art11", "documentation"), ("art16", "provider"), ("art17", "quality")] {
        let line = due.get(id).unwrap_or_else(|| panic!("{about}: no {id} in {:?}", due.keys()));
        assert_eq!(line["values"]["applies_from"], "2027-12-02", "{id}");
    }
    assert!(text(due["art16"]).contains("recorded here as OBL-"), "{}", due["art16"]);
    let before = report(&place, "system-duties", &["--system", &system, "--to", "2027-12-01"]);
    assert!(!lines(&before, 1).iter().any(|l| l["values"]["requirement"] == "art16"));
    // The chat interface is not high-risk.
    let chat = report(&place, "system-duties", &["--system", "SYS-1", "--to", "2027-12-02"]);
    let ids = |section: usize| lines(&chat, section).iter().any(|l| l["values"]["requirement"] == "art16");
    assert!(!ids(1) && !ids(2), "{chat:#}");
}

/// 4. High and critical risks of the facts, less those that the approved plan of the platform names.
#[test]
fn which_risks_lie_above_appetite_without_approved_treatment() {
    let Some(facts) = facts() else { return };
    let above: BTreeSet<&str> = facts["risk"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| ["high", "critical"].contains(&r["inherent_level"].as_str().unwrap()))
        .map(|r| r["title"].as_str().unwrap())
        .collect();
    let place = TestEnvironment::demo();
    let plans = place.json(&["record", "list", "treatment-plan", "--state", "approved,in-force"]);
    let planned: BTreeSet<String> = plans["records"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|p| p["body"]["risks"].as_array().unwrap())
        .map(|k| place.json(&["record", "show", k.as_str().unwrap()])["title"].as_str().unwrap().to_owned())
        .collect();
    let expected: BTreeSet<&str> = above.into_iter().filter(|title| !planned.contains(*title)).collect();
    let answer = report(&place, "risks-above-appetite", &[]);
    assert_eq!(subjects(&answer, 0), expected);
    assert!(expected.contains("Lower ranking of women and older applicants"), "{expected:?}");
    assert!(text(of(&answer, 0, "Lower ranking")).starts_with("critical"));
    assert!(text(of(&answer, 0, "Guard misses")).contains("no treatment plan names it"));
}

/// 5. One supplier certificate ends on 31 January 2027.
#[test]
fn which_supplier_certificates_end_within_120_days() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "expiring-certificates", &["--days", "120"]);
    let ends: Vec<&Value> = lines(&answer, 0).iter().map(|l| &l["values"]["expires"]).collect();
    assert_eq!(ends, ["2027-01-31"]);
    assert!(lines(&answer, 0)[0]["subject"].as_str().unwrap().starts_with("Brightforge AI"));
    assert_eq!(lines(&answer, 1).len(), 0, "our own runs until 2028");
    let far = report(&place, "expiring-certificates", &["--days", "3650"]);
    assert_eq!((lines(&far, 0).len(), lines(&far, 1).len()), (4, 1));
}

/// 6. Each input of 9.3.2 for the second half of 2026, and a loud line where nothing was recorded.
#[test]
fn the_input_pack_of_the_management_review() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "management-review", &["--from", "2026-07-01", "--to", "2026-12-31"]);
    let titles: Vec<&str> =
        answer["sections"].as_array().unwrap().iter().map(|s| s["title"].as_str().unwrap()).collect();
    let inputs: BTreeSet<&str> = titles.iter().filter_map(|t| t.strip_prefix("9.3.2 ")?.split(')').next()).collect();
    assert_eq!(inputs, BTreeSet::from(["a", "b", "c", "d", "e"]));
    for nc in ["NC-004", "NC-005", "NC-006", "NC-007"] {
        of(&answer, 3, nc);
    }
    assert!(subjects(&answer, 5).contains("IA-2026-02"), "{titles:?}");
    of(&answer, 4, "AI literacy, 2026-09");
    of(&answer, 6, "Portuguese");
    of(&answer, 7, "File names of another tenant");
    let empty = report(&place, "management-review", &["--from", "2020-01-01", "--to", "2020-12-31"]);
    for section in empty["sections"].as_array().unwrap() {
        assert!(section["nothing"].as_str().unwrap().starts_with("NOTHING WAS RECORDED"), "{section}");
    }
}

/// 7. Digests of the parts, evidence bound to the same digests, and proofs; what the machines run nobody reported.
#[test]
fn what_runs_is_what_was_tested_as_far_as_that_is_recorded() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "deployed", &["--system", "SYS-1"]);
    let version = place.json(&["record", "show", "SYS-1@2.1.0"]);
    let parts = version["body"]["parts"].as_array().unwrap();
    for part in parts {
        let line = lines(&answer, 0).iter().find(|l| l["values"]["part"] == part["name"]).unwrap();
        assert_eq!(line["values"]["sha256"], part["sha256"]);
    }
    let tests = lines(&answer, 1);
    let delivered = place.json(&["record", "list", "evidence", "--limit", "200"]);
    let bound =
        delivered["records"].as_array().unwrap().iter().filter(|e| e["body"]["subject"] == "SYS-1@2.1.0").count();
    assert_eq!(tests.len(), bound);
    assert!(tests.iter().all(|t| t["values"]["same_parts"] == "true"), "{answer:#}");
    assert!(tests.iter().any(|t| text(t).contains("rejected by Hiroshi Kanda")), "one run was too good to be true");
    let key = tests[0]["record"].as_str().unwrap();
    let proof = place.run(&["log", "prove", key]).succeeds().stdout;
    assert_eq!(tests[0]["values"]["proof"], proof);
    assert!(text(&lines(&answer, 2)[0]).starts_with("nothing recorded"));
}

/// 8. What the clauses ask to be written down, and what is missing.
#[test]
fn the_stage_1_list_says_what_is_missing() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "documented-information", &[]);
    let shown = |section: usize| -> BTreeSet<&str> {
        lines(&answer, section).iter().filter_map(|l| l["values"]["requirement"].as_str()).collect()
    };
    let framework = place.json(&["framework", "show", "iso42001"]);
    assert!(framework["requirements"].as_array().unwrap().len() > 60);
    let (missing, there) = (shown(0), shown(1));
    assert!(
        there.is_superset(&BTreeSet::from(["4.3", "5.2", "6.1.2", "6.1.3", "6.2", "9.2.2", "9.3.3", "10.2"])),
        "{there:?}"
    );
    assert!(missing.is_disjoint(&there));
    // Of an organisation that has only begun nearly all is missing.
    let empty = TestEnvironment::empty();
    empty.run(&["init", "--organisation", "New", "--owner", "Ana"]).succeeds();
    let new = report(&empty, "documented-information", &[]);
    let asked: Vec<&str> = lines(&new, 0).iter().map(text).collect();
    assert!(lines(&new, 0).len() >= there.len() - 2, "{asked:?}");
    assert!(asked.iter().any(|t| t.contains("NOTHING IS RECORDED")), "{asked:?}");
}

/// 9. Training effectiveness was not evaluated and its nonconformity is past its day: nobody analysed it.
#[test]
fn which_nonconformities_are_overdue_and_why() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "overdue-nonconformities", &[]);
    let named: Vec<&str> = subjects(&answer, 0).into_iter().collect();
    assert_eq!(named.len(), 1, "{named:?}");
    assert!(named[0].starts_with("NC-005"), "{named:?}");
    let why = text(&lines(&answer, 0)[0]);
    assert!(why.contains("the analysis") && why.contains("root cause") && why.contains("Lívia Nunes"), "{why}");
    // The action for NC-007 is late although the nonconformity itself is not due yet.
    let action = of(&answer, 1, "Lists are attacked");
    let nonconformity = place.json(&["record", "show", action["values"]["nonconformity"].as_str().unwrap()]);
    assert!(nonconformity["title"].as_str().unwrap().starts_with("NC-007"));
}

/// 10. All 38 rows and three of our own apply in both; version 2 had left out A.10.4.
#[test]
fn version_3_of_the_soa_against_version_4() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "applicability-versions", &["--from", "SOA-3", "--to", "SOA-4"]);
    for head in lines(&answer, 0) {
        assert_eq!((&head["values"]["applicable"], &head["values"]["excluded"]), (&"41".into(), &"0".into()));
    }
    let changed: BTreeSet<&str> =
        lines(&answer, 2).iter().map(|l| l["values"]["requirement"].as_str().unwrap()).collect();
    assert_eq!(changed, BTreeSet::from(["A.5.2", "A.6.2.5", "A.8.4"]), "what incident, audit and review led to");
    assert!(!lines(&answer, 2).iter().any(|l| text(l).contains("in place:")), "none is more or less in place");
    let earlier = report(&place, "applicability-versions", &["--from", "SOA-2", "--to", "SOA-3"]);
    assert_eq!(lines(&earlier, 1).len(), 3, "X.1 to X.3 came");
    let exclusion = lines(&earlier, 2).iter().find(|l| l["values"]["requirement"] == "A.10.4").unwrap();
    assert!(text(exclusion).starts_with("applies instead of left out"), "{exclusion}");
    place.run(&["report", "show", "applicability-versions", "--from", "SOA-9"]).refuses(2, &["SOA-9"]);
}

/// 11. Answers quote states and records; nothing is claimed that only others may say.
#[test]
fn a_buyers_questionnaire_is_answered_from_records_only() {
    let place = TestEnvironment::demo();
    let asked = place.write(
        "bank.toml",
        "[[question]]\ntext = \"Is each version tested?\"\nrequirements = [\"A.6.2.4\"]\n\n\
         [[question]]\ntext = \"Can outsiders report harm?\"\nrequirements = [\"A.8.3\"]\n\n\
         [[question]]\ntext = \"Do you sign what you release?\"\nrequirements = [\"own:X.2\", \"A.99\"]\n",
    );
    let answer = place.json(&["report", "answer", &asked]);
    assert_eq!(answer["sections"].as_array().unwrap().len(), 3);
    let state = |section: usize| lines(&answer, section)[0]["values"]["state"].as_str().unwrap();
    let posture = place.json(&["posture"]);
    let row =
        |id: &str| posture["requirements"].as_array().unwrap().iter().find(|r| r["id"] == id).unwrap()["state"].clone();
    assert_eq!((row("A.6.2.4"), row("A.8.3")), (state(0).into(), state(1).into()));
    assert!(lines(&answer, 0)[0]["values"]["rests_on"].as_str().unwrap().contains("EV-"));
    assert!(text(lines(&answer, 2).last().unwrap()).starts_with("nothing recorded"));
    let printed = place.run(&["report", "answer", &asked, "--output", "md"]).succeeds().stdout.to_lowercase();
    for word in ["certified", "compliant", "conformity"] {
        assert!(!printed.contains(word), "{word} in {printed}");
    }
    let bad = place.write("bad.toml", "[[question]]\ntitle = \"?\"\n");
    place.run(&["report", "answer", &bad]).refuses(2, &["[[question]]"]);
}

/// 12. The amendment in force since 27 July 2026 moved high-risk duties; marking applies, with time for older systems.
#[test]
fn what_changed_in_the_ai_act_since_july_2026() {
    let place = TestEnvironment::demo();
    let answer = report(&place, "law-changes", &["--from", "2026-07-27"]);
    let moved = lines(&answer, 0);
    let provider: Vec<&Value> = moved.iter().filter(|l| l["values"]["requirement"] == "art16").collect();
    let dates: BTreeSet<(&str, &str)> = provider
        .iter()
        .map(|l| (l["values"]["before"].as_str().unwrap(), l["values"]["applies_from"].as_str().unwrap()))
        .collect();
    assert_eq!(dates, BTreeSet::from([("2026-08-02", "2027-12-02"), ("2027-08-02", "2028-08-02")]));
    let marking = lines(&answer, 1).iter().find(|l| l["values"]["requirement"] == "art50.2").unwrap();
    assert!(text(marking).contains("until 2026-12-02"), "{marking}");
    let later = report(&place, "law-changes", &["--from", "2026-07-28"]);
    assert_eq!(lines(&later, 0).len(), 0);
    assert!(later["sections"][0]["nothing"].is_string());
    place.run(&["report", "show", "law-changes", "--from", "July"]).refuses(2, &["2027-12-02"]);
}

/// Who may not see concerns does not find them in a report either.
#[test]
fn a_report_shows_no_more_than_its_reader_may_see() {
    let place = TestEnvironment::demo();
    let ask = |with: &[&str]| {
        let args =
            [&["report", "show", "management-review", "--from", "2026-07-01", "--output", "json"], with].concat();
        place.run(&args).succeeds().stdout
    };
    assert!(!ask(&[]).contains("Concern of August"), "the owner of the installation handles no concerns");
    let made = ["token", "create", "--title", "x", "--member", "MBR-10", "--scopes", "read,handle"];
    let ran = place.run(&made).succeeds();
    let args = ["report", "show", "management-review", "--from", "2026-07-01", "--output", "json"];
    let out = place.command().env("ASSAY_TOKEN", ran.stdout.trim()).args(args).output().unwrap();
    assert!(String::from_utf8_lossy(&out.stdout).contains("Concern of August"), "{out:?}");
}
