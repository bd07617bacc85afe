//! ISO/IEC 42001:2023, counted.

use assay_frameworks::{
    Applies, Framework, Pdca, Requirement, RequirementDetail as Detail, RequirementKind as Kind, get,
};

fn iso() -> &'static Framework {
    get("iso42001").unwrap()
}

fn ids<'a>(rows: impl Iterator<Item = &'a Requirement>) -> Vec<&'a str> {
    rows.map(|row| row.id.as_str()).collect()
}

#[test]
fn rows_of_the_clauses() {
    let count = |kind| iso().of_kind(kind).count();
    assert_eq!([Kind::Clause, Kind::Group, Kind::Subclause].map(count), [7, 4, 32]);
    assert_eq!(iso().requirements.iter().filter(|row| row.clause().is_some()).count(), 43);
    assert_eq!(ids(iso().of_kind(Kind::Clause)), ["4", "5", "6", "7", "8", "9", "10"]);
    assert_eq!(ids(iso().of_kind(Kind::Group)), ["6.1", "7.5", "9.2", "9.3"]);
    let subclauses = "4.1 4.2 4.3 4.4 5.1 5.2 5.3 6.1.1 6.1.2 6.1.3 6.1.4 6.2 6.3 7.1 7.2 7.3 7.4 7.5.1 7.5.2 7.5.3 \
                      8.1 8.2 8.3 8.4 9.1 9.2.1 9.2.2 9.3.1 9.3.2 9.3.3 10.1 10.2";
    assert_eq!(ids(iso().subclauses()), subclauses.split(' ').collect::<Vec<_>>());
    let documented = iso().subclauses().filter(|row| row.clause().unwrap().documented_information_required);
    assert_eq!(
        ids(documented),
        [
            "4.3", "4.4", "5.2", "6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.2", "7.2", "7.5.1", "7.5.3", "8.1", "8.2",
            "8.3", "8.4", "9.1", "9.2.2", "9.3.3", "10.2"
        ]
    );
}

#[test]
fn rows_of_annex_a() {
    let count = |kind| iso().of_kind(kind).count();
    assert_eq!([Kind::Area, Kind::Objective, Kind::Control].map(count), [9, 10, 38]);
    assert_eq!(iso().requirements.len(), 100);
    let under: Vec<(&str, usize)> =
        iso().of_kind(Kind::Objective).map(|row| (row.id.as_str(), iso().children_of(row).count())).collect();
    assert_eq!(
        under,
        [
            ("A.2", 3),
            ("A.3", 2),
            ("A.4", 5),
            ("A.5", 4),
            ("A.6.1", 2),
            ("A.6.2", 7),
            ("A.7", 5),
            ("A.8", 4),
            ("A.9", 3),
            ("A.10", 3)
        ]
    );
}

#[test]
fn the_controls_by_id() {
    let expected = "A.2.2 A.2.3 A.2.4 A.3.2 A.3.3 A.4.2 A.4.3 A.4.4 A.4.5 A.4.6 A.5.2 A.5.3 A.5.4 A.5.5 A.6.1.2 A.6.1.3 \
                    A.6.2.2 A.6.2.3 A.6.2.4 A.6.2.5 A.6.2.6 A.6.2.7 A.6.2.8 A.7.2 A.7.3 A.7.4 A.7.5 A.7.6 A.8.2 A.8.3 \
                    A.8.4 A.8.5 A.9.2 A.9.3 A.9.4 A.10.2 A.10.3 A.10.4";
    assert_eq!(ids(iso().controls()), expected.split(' ').collect::<Vec<_>>());
    for row in iso().controls() {
        assert_eq!(row.control().unwrap().annex_b_guidance, row.id.replacen('A', "B", 1));
    }
}

#[test]
fn posture_covers_the_subclauses_then_the_controls() {
    let judged = ids(iso().judged());
    assert_eq!(judged.len(), 70);
    assert_eq!((judged[0], judged[31], judged[32], judged[69]), ("4.1", "10.2", "A.2.2", "A.10.4"));
    assert!(iso().judged().all(|row| row.kind.is_judged() && iso().find(&row.id) == Some(row)));
}

#[test]
fn an_area_and_its_objective_share_an_id() {
    let area = iso().find_kind(Kind::Area, "A.2").unwrap();
    let objective = iso().find("A.2").unwrap();
    assert_eq!(objective.kind, Kind::Objective);
    assert_eq!(iso().parent_of(objective), Some(area));
    assert_eq!(iso().children_of(area).collect::<Vec<_>>(), [objective]);
    assert_eq!(ids(iso().children("A.2")), ["A.2.2", "A.2.3", "A.2.4"]);
    assert_eq!(ids(iso().children("A.6")), ["A.6.1", "A.6.2"]);
    assert_eq!(ids(iso().children("6")), ["6.1", "6.2", "6.3"]);
    assert_eq!(ids(iso().children("6.1")), ["6.1.1", "6.1.2", "6.1.3", "6.1.4"]);
    assert_eq!(iso().children("A.6.2.4").count() + iso().children("11").count(), 0);
}

#[test]
fn every_row_hangs_under_the_number_it_begins_with() {
    for row in &iso().requirements {
        match iso().parent_of(row) {
            Some(parent) => {
                assert!(row.id == parent.id || row.id.starts_with(&format!("{}.", parent.id)), "{}", row.id);
            }
            None => assert!(matches!(row.kind, Kind::Clause | Kind::Area), "{}", row.id),
        }
    }
}

#[test]
fn two_titles_across_the_ocean() {
    let titles = &iso().find("9.1").unwrap().titles;
    assert_eq!(titles.pt_br, "Monitoramento, medição, análise e avaliação");
    assert_eq!(titles.pt_pt, "Monitorização, medição, análise e avaliação");
}

#[test]
fn what_is_judged_is_described() {
    for row in iso().judged() {
        match &row.detail {
            Detail::Clause(detail) => {
                assert!(!detail.typical_evidence.is_empty() && !detail.common_nonconformities.is_empty(), "{}", row.id);
                assert!(!detail.usual_owner.is_empty() && !detail.record_types.is_empty(), "{}", row.id);
            }
            Detail::Control(detail) => {
                assert!(!detail.typical_evidence.is_empty() && !detail.common_gap.is_empty(), "{}", row.id);
                assert!(detail.audit_question.ends_with(['?', '.']), "{}", row.id);
            }
            other => unreachable!("{} is judged: {other:?}", row.id),
        }
    }
    assert_eq!(iso().find("10.2").unwrap().clause().unwrap().pdca, Pdca::Act);
    assert_eq!(iso().find("A.4.4").unwrap().control().unwrap().applies_user, Applies::Rarely);
}

#[test]
fn evidence_types_are_the_named_ones() {
    let technical = [
        "evaluation",
        "red_team",
        "data_quality",
        "incident",
        "inventory",
        "model_signing",
        "monitoring",
        "logs",
        "training_records",
        "document_approval",
        "supplier_attestation",
    ];
    let other = [
        "impact_assessment",
        "risk_assessment",
        "audit_report",
        "management_review",
        "change_record",
        "concern_report",
        "contract",
        "user_documentation",
        "release_gate",
        "aibom",
    ];
    assert_eq!((technical.len(), other.len()), (11, 10));
    assert_eq!(iso().technical_evidence_types, technical);
    assert_eq!(iso().other_evidence_types, other);
    for row in iso().controls() {
        let detail = row.control().unwrap();
        assert!(!detail.technical_evidence_types.is_empty(), "{}", row.id);
        assert!(detail.technical_evidence_types.iter().all(|name| technical.contains(&name.as_str())), "{}", row.id);
        assert!(detail.other_evidence_types.iter().all(|name| other.contains(&name.as_str())), "{}", row.id);
    }
}

/// Workspaces hold this text: what they activated has to go on being what is shipped, or be read as another.
#[test]
fn the_text_is_the_one_in_force_everywhere() {
    assert_eq!(iso().digest, "475400ac26414065cf066e654f9da45b82e99d772b7e6dee75665ce9857852e4");
}

#[test]
fn a_stored_copy_reads_as_the_shipped_one() {
    let copy = Framework::parse("iso42001", iso().source.to_string()).unwrap();
    assert_eq!((&copy.digest, &copy.requirements), (&iso().digest, &iso().requirements));
    assert!(copy.digest.len() == 64 && copy.digest.bytes().all(|b| b"0123456789abcdef".contains(&b)));
    let changed = Framework::parse("iso42001", format!("{}\n", iso().source)).unwrap();
    assert_ne!(changed.digest, copy.digest);
}
