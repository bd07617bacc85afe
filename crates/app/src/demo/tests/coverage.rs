//! What covers the requirements of the demonstration says the same as its posture, cell by cell.

use assay_domain::{AIMS, State, Subject};

use super::demo;
use crate::dto::{CoveredView, RowBecame, Standing};
use crate::{ContinuityRequest, CoverageRequest, RequirementHistoryRequest, SoaDifferenceRequest, WhyRequest};

#[test]
fn coverage_says_what_posture_says_and_why_says_it_too() {
    let demo = demo("coverage", 31, "2026-11-20T09:00:00Z");
    let (w, owner) = (&demo.workspace, &demo.owner);
    for as_of in [None, Some("2026-08-01")] {
        let posture = w.posture(owner, AIMS, as_of).unwrap();
        let request = CoverageRequest { as_of: as_of.map(str::to_owned), ..CoverageRequest::default() };
        let coverage = w.coverage(owner, &request).unwrap();
        assert_eq!(coverage.requirements.len(), posture.requirements.len());
        assert!(coverage.systems.len() >= 5 && coverage.next.is_none());
        for (place, covered) in coverage.requirements.iter().enumerate() {
            let told = posture.requirements.iter().find(|r| r.id == covered.id).unwrap();
            assert_eq!((covered.state, &covered.reason), (told.state, &told.reason), "{} {as_of:?}", covered.id);
            for system in &coverage.systems {
                let of_system = |subject: &str| {
                    subject.parse::<Subject>().unwrap().system().is_some_and(|key| key.to_string() == system.key)
                };
                let own = told.subjects.iter().filter(|s| of_system(&s.subject)).map(|s| s.state).min();
                let expected = if covered.alike { told.state } else { own.unwrap_or(State::Missing) };
                assert_eq!(system.cells[place].state, expected, "{} for {} {as_of:?}", covered.id, system.key);
            }
        }
    }
    let why = WhyRequest { requirement: "A.6.2.4".to_owned(), ..WhyRequest::default() };
    let why = w.why(owner, &why).unwrap();
    let told = w.posture(owner, AIMS, None).unwrap().requirements.into_iter().find(|r| r.id == "A.6.2.4").unwrap();
    assert_eq!((why.state, &why.reason), (told.state, &told.reason));
    assert_eq!(why.axes.len(), 3);
    assert!(why.axes.iter().all(|axis| axis.decided_by.is_some()), "each axis has a rule that decided");
    assert!(why.verdicts.iter().all(|v| !v.title.is_empty()));
}

#[test]
fn a_control_of_our_own_is_covered_as_others_are() {
    let demo = demo("own-controls", 34, "2026-11-20T09:00:00Z");
    let (w, owner) = (&demo.workspace, &demo.owner);
    let soa = w.soa(owner, AIMS, None).unwrap();
    let own: Vec<_> = soa.rows.iter().filter(|row| row.source == "own").collect();
    assert!(!own.is_empty());
    for row in own {
        let requirement = format!("own:{}", row.id);
        let asked = CoverageRequest { requirement: Some(requirement.clone()), ..CoverageRequest::default() };
        let coverage = w.coverage(owner, &asked).unwrap();
        let [covered] = coverage.requirements.as_slice() else { panic!("{requirement}: {coverage:?}") };
        assert_eq!((&covered.id, &covered.title, covered.state), (&requirement, &row.title, row.state));
        assert_eq!((&covered.row, &covered.owner, covered.applicable), (&row.record, &row.owner, row.applicable));
        assert_eq!(covered.implementation, row.implementation);
        assert!(coverage.systems.iter().all(|s| s.cells.len() == 1));
        let months = ContinuityRequest { requirement: requirement.clone(), ..ContinuityRequest::default() };
        assert!(w.continuity(owner, &months).unwrap().strips.is_empty(), "nothing measures it in operation");
    }
    // In the matrix they stand last, in an area of their own; who does not ask for them has the framework alone.
    let asked = CoverageRequest { controls: Some(true), own: Some(true), ..CoverageRequest::default() };
    let whole = w.coverage(owner, &asked).unwrap();
    let told = |c: &CoveredView| (c.area == "own").then(|| c.id.clone());
    let ours: Vec<String> = whole.requirements.iter().filter_map(told).collect();
    assert_eq!(ours, soa.rows[38..].iter().map(|row| format!("own:{}", row.id)).collect::<Vec<_>>());
    assert_eq!((whole.requirements.len(), whole.areas.last().map(|a| a.id.as_str())), (soa.rows.len(), Some("own")));
    assert!(whole.systems.iter().all(|s| s.cells.len() == soa.rows.len()));
    let alone = w.coverage(owner, &CoverageRequest { area: Some("own".to_owned()), ..asked }).unwrap();
    assert_eq!(alone.requirements.len(), ours.len());
    let none = CoverageRequest { requirement: Some("own:X.99".to_owned()), ..CoverageRequest::default() };
    assert!(w.coverage(owner, &none).unwrap().requirements.is_empty());
}

#[test]
fn a_page_of_systems_follows_another_and_filters_hold() {
    let demo = demo("pages", 32, "2026-11-20T09:00:00Z");
    let (w, owner) = (&demo.workspace, &demo.owner);
    let ask = |request: CoverageRequest| w.coverage(owner, &request).unwrap();
    let whole = ask(CoverageRequest::default());
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = ask(CoverageRequest { after, limit: Some(2), ..CoverageRequest::default() });
        seen.extend(page.systems.into_iter().map(|s| s.key));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, whole.systems.iter().map(|s| s.key.clone()).collect::<Vec<_>>());
    let controls = ask(CoverageRequest { controls: Some(true), ..CoverageRequest::default() });
    assert_eq!(controls.requirements.len(), 38);
    let failing = ask(CoverageRequest { state: Some("failing".to_owned()), ..CoverageRequest::default() });
    assert!(!failing.requirements.is_empty() && failing.requirements.iter().all(|r| r.state == State::Failing));
    let one = ask(CoverageRequest { system: Some("SYS-3".to_owned()), ..CoverageRequest::default() });
    assert_eq!(one.systems.len(), 1);
    let request = CoverageRequest { state: Some("green".to_owned()), ..CoverageRequest::default() };
    assert_eq!(w.coverage(owner, &request).unwrap_err().code, "state.unknown");
}

#[test]
fn months_history_readiness_and_divergence_come_from_the_log() {
    let demo = demo("months", 33, "2026-11-20T09:00:00Z");
    let (w, owner) = (&demo.workspace, &demo.owner);
    let request = ContinuityRequest { requirement: "A.6.2.4".to_owned(), ..ContinuityRequest::default() };
    let months = w.continuity(owner, &request).unwrap();
    assert!(!months.rules.is_empty() && months.strips.len() >= 5);
    for strip in &months.strips {
        assert_eq!(strip.months.len(), 12);
        assert!(strip.months.iter().all(|m| m.held <= m.some && m.some <= m.days && m.days <= 31), "{strip:?}");
    }
    let all = || months.strips.iter().flat_map(|s| &s.months);
    assert!(all().any(|m| m.held > 0) && all().any(|m| m.days > 0 && m.some == 0), "some months show nothing");

    let request = RequirementHistoryRequest { requirement: "A.6.2.4".to_owned(), ..Default::default() };
    let history = w.requirement_history(owner, &request).unwrap().changes;
    assert!(history.windows(2).all(|pair| pair[0].at >= pair[1].at) && history.len() > 10);

    let readiness = w.readiness(owner, None).unwrap();
    assert_eq!((readiness.rows, readiness.rows_decided), (38, 38));
    assert!(readiness.lines.iter().any(|l| l.kind == "scope-statement" && l.standing == Standing::There));

    // Every record is there, and one audit left requirements out: that is no full audit before stage 2.
    let audit = readiness.lines.iter().find(|l| l.requirement == "9.2.1").unwrap();
    assert_eq!(audit.standing, Standing::Begun);
    assert!(audit.reason.as_deref().is_some_and(|why| why.contains("no internal audit")), "{audit:?}");
    let in_order: Vec<&str> =
        readiness.lines.iter().map(|l| l.requirement.as_str()).filter(|id| !id.starts_with("A.")).collect();
    let number = |id: &str| id.split('.').map(|part| part.parse::<u32>().unwrap()).collect::<Vec<_>>();
    assert!(in_order.windows(2).all(|pair| number(pair[0]) <= number(pair[1])), "{in_order:?}");

    let versions = w.soa_versions(owner, AIMS).unwrap().versions;
    assert_eq!(versions.len(), 4);
    let between = |from: &str, to: Option<&str>| {
        let request = SoaDifferenceRequest { framework: None, from: Some(from.to_owned()), to: to.map(str::to_owned) };
        w.soa_difference(owner, &request).unwrap()
    };
    let same = between("SOA-4", Some("SOA-4"));
    assert!(same.rows.is_empty() && same.same == 41);
    let grown = between("SOA-2", Some("SOA-4"));
    assert!(grown.rows.iter().filter(|r| r.became == RowBecame::Added).count() >= 3);
    let today = between("SOA-4", None);
    assert!(today.rows.iter().all(|r| r.became != RowBecame::Contradicted || r.state.is_some()));
    let ids: std::collections::BTreeSet<&String> = today.rows.iter().map(|r| &r.record).collect();
    assert_eq!(ids.len(), today.rows.len(), "each row is named once");
}
