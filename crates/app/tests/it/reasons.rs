//! Reasons and faults are told in the language of whoever reads them; programs are told them in English.

use assay_app::dto::{EvidenceRequest, PostureView};
use assay_app::{CoverageRequest, Principal, WhyRequest};
use assay_domain::{AIMS, Lang};
use assay_ports::Clock as _;
use serde_json::json;

use crate::house::{House, Open};

const PORTUGUESE: [Lang; 2] = [Lang::PtBr, Lang::PtPt];

fn reading(open: &Open, lang: Lang) -> Principal {
    Principal { lang, ..open.owner.clone() }
}

/// Nothing of a sentence is left in English; names that people gave are no sentences.
fn is_told(english: &str, told: &str) {
    assert_ne!(english, told);
    let words: Vec<&str> = told.split(|c: char| !c.is_alphanumeric()).collect();
    for word in ["the", "is", "was", "which", "does", "by", "nobody", "nothing", "since", "with"] {
        assert!(!words.contains(&word), "`{told}` says `{word}` for `{english}`");
    }
}

#[test]
fn every_verdict_of_the_demonstration_is_told_in_each_language() {
    let house = House::demo();
    let open = house.open();
    let english = open.workspace.check(&open.owner, None, None).unwrap().verdicts;
    assert!(english.len() > 100);
    for lang in PORTUGUESE {
        let told = open.workspace.check(&reading(open, lang), None, None).unwrap().verdicts;
        assert_eq!(told.len(), english.len());
        for (a, b) in english.iter().zip(&told) {
            assert_eq!((&a.check, &a.subject, &a.code), (&b.check, &b.subject, &b.code));
            assert_ne!(a.reason, b.reason);
            // Parts have the names that people gave them.
            if !a.code.starts_with("parts.") {
                is_told(&a.reason, &b.reason);
            }
        }
    }
}

fn all_of(view: &PostureView) -> Vec<String> {
    let of_subject = |s: &assay_app::dto::SubjectView| -> Vec<String> {
        std::iter::once(s.reason.clone()).chain(s.axes.iter().map(|a| a.reason.clone())).collect()
    };
    let each = view.requirements.iter().flat_map(|r| {
        std::iter::once(r.reason.clone()).chain(r.subjects.iter().flat_map(of_subject)).collect::<Vec<_>>()
    });
    each.collect()
}

#[test]
fn every_state_is_told_in_each_language_now_and_as_of_any_moment() {
    let house = House::demo();
    let open = house.open();
    let size = open.posture(None).0;
    for as_of in [None, Some(size / 2), Some(size / 4)] {
        let as_of = as_of.map(|n| n.to_string());
        let posture = |p: &Principal| all_of(&open.workspace.posture(p, AIMS, as_of.as_deref()).unwrap());
        let english = posture(&open.owner);
        for lang in PORTUGUESE {
            for (a, b) in english.iter().zip(posture(&reading(open, lang))) {
                is_told(a, &b);
            }
        }
    }
    // What has run out says what it was, in the same language.
    house.clock.set(house.clock.now().plus_days(900));
    let stale = |p: &Principal| all_of(&open.workspace.posture(p, AIMS, None).unwrap());
    let (english, told) = (stale(&open.owner), stale(&reading(open, Lang::PtBr)));
    let ran_out: Vec<_> = english.iter().zip(&told).filter(|(a, _)| a.starts_with("ran out on ")).collect();
    assert!(!ran_out.is_empty());
    for (a, b) in ran_out {
        assert!(b.starts_with("venceu em "), "{b}");
        is_told(a, b);
    }
}

#[test]
fn the_matrix_and_why_tell_the_same_in_a_language() {
    let house = House::demo();
    let open = house.open();
    let reader = reading(open, Lang::PtPt);
    let covered = open.workspace.coverage(&reader, &CoverageRequest::default()).unwrap();
    let posture = open.workspace.posture(&reader, AIMS, None).unwrap();
    for (row, told) in covered.requirements.iter().zip(&posture.requirements) {
        assert_eq!((&row.id, &row.reason), (&told.id, &told.reason));
    }
    let asked = WhyRequest { requirement: "A.6.2.4".into(), subject: None, as_of: None };
    let (english, why) =
        (open.workspace.why(&open.owner, &asked).unwrap(), open.workspace.why(&reader, &asked).unwrap());
    is_told(&english.reason, &why.reason);
    for (a, b) in english.verdicts.iter().zip(&why.verdicts) {
        is_told(&a.reason, &b.reason);
    }
}

#[test]
fn evidence_says_in_each_language_why_it_is_not_whole_and_what_was_noticed() {
    let house = House::demo();
    let open = house.open();
    let rows =
        open.workspace.evidence_library(&open.owner, &EvidenceRequest { limit: Some(200), ..Default::default() });
    let mut said = 0;
    for row in rows.unwrap().evidence {
        let english = open.workspace.show_evidence(&open.owner, &row.key, None).unwrap();
        for lang in PORTUGUESE {
            let told = open.workspace.show_evidence(&reading(open, lang), &row.key, None).unwrap();
            let warnings = english.warnings.iter().zip(&told.warnings).map(|(a, b)| (&a.text, &b.text));
            for (a, b) in english.reasons.iter().zip(&told.reasons).chain(warnings) {
                is_told(a, b);
                said += 1;
            }
            for (a, b) in english.uses.iter().zip(&told.uses) {
                is_told(&a.reason, &b.reason);
            }
        }
    }
    assert!(said > 0, "nothing of the demonstration is partial or has a warning");
}

#[test]
fn a_file_that_could_not_be_read_says_why_in_each_language() {
    let house = House::demo();
    let open = house.open();
    let reader = reading(open, Lang::PtBr);
    let broken = br#"{"eval": {"model": "x"}, "status": "succ"#;
    let stored = open.workspace.put_artifact(&reader, &mut broken.as_slice()).unwrap();
    let files = json!([{"name": "broken.json", "sha256": stored.sha256}]);
    let request = serde_json::from_value(json!({"files": files, "subject": "SYS-3@1.0.0"})).unwrap();
    let report = open.workspace.ingest(&reader, &request).unwrap();
    let told = "o arquivo termina no meio do seu JSON: foi cortado; entregue o arquivo inteiro";
    assert_eq!(report.errors[0].reason, told);
    let kept = |lang| {
        let all = open.workspace.quarantined(&reading(open, lang)).unwrap().artifacts;
        all.into_iter().find(|a| a.file == "broken.json").unwrap().reason
    };
    assert_eq!(kept(Lang::PtBr), told);
    assert_eq!(kept(Lang::PtPt), told.replace("arquivo", "ficheiro").replace("no meio", "a meio"));
    assert_eq!(kept(Lang::En), "the file ends in the middle of its JSON: it was cut off; deliver the whole file");
}
