//! The inventory, a system and its gates, and what records are linked with, on the demonstration.

use std::collections::BTreeSet;

use assay_app::ErrorClass;
use assay_app::dto::{GraphPlace, PartDigest, PartSort, SystemLine};
use assay_app::records::ListRequest;
use assay_domain::Outcome;
use assay_log::{TlogProof, VerifierKey, leaf_hash};
use serde_json::json;

use crate::house::{House, Open};

fn line<'a>(lines: &'a [SystemLine], key: &str) -> &'a SystemLine {
    lines.iter().find(|line| line.record.key == key).unwrap()
}

fn systems(open: &Open, request: &ListRequest) -> Vec<SystemLine> {
    open.workspace.systems(&open.owner, request).unwrap().systems
}

#[test]
fn the_inventory_says_of_each_system_what_is_in_service_and_what_is_wrong() {
    let house = House::demo();
    let open = house.open();
    open.deliver(&open.owner, "1.0.0.eval", "SYS-3@1.0.0").unwrap();
    let all = systems(open, &ListRequest::default());
    assert_eq!(all.len(), open.all(Some("ai-system")).len());
    let reader = line(&all, "SYS-3");
    let newest = reader.newest.as_ref().unwrap();
    let versions = open.all(Some("system-version"));
    let of_reader = versions.iter().filter(|v| v.body["system"] == "SYS-3");
    let last = of_reader.max_by_key(|v| v.key[4..].parse::<u32>().unwrap()).unwrap();
    assert_eq!((&newest.key, newest.label.as_str()), (&last.key, last.body["version"].as_str().unwrap()));
    assert!(reader.owner.as_ref().is_some_and(|owner| !owner.starts_with("PER-")), "{:?}", reader.owner);
    assert!(reader.posture.iter().any(|c| c.count > 0), "requirements are judged for it");
    let risks: Vec<_> = open.all(Some("risk")).into_iter().filter(|r| r.state != "closed").collect();
    for one in &all {
        let own = risks.iter().filter(|r| r.body["system"] == one.record.key.as_str()).count();
        assert_eq!(one.risks.open, own, "{}", one.record.key);
        assert!(one.risks.above + one.risks.unrated <= one.risks.open);
    }
}

/// Whether something that is judged for it is in a state, by the word that addresses have.
fn is_in(line: &SystemLine, state: &str) -> bool {
    line.posture.iter().any(|count| serde_json::to_value(count.state).unwrap() == state)
}

#[test]
fn the_inventory_is_narrowed_down_and_sorted_by_posture() {
    let house = House::demo();
    let open = house.open();
    open.deliver(&open.owner, "1.0.0.eval", "SYS-3@1.0.0").unwrap();
    let all = systems(open, &ListRequest::default());
    let keys = |lines: &[SystemLine]| lines.iter().map(|line| line.record.key.clone()).collect::<Vec<_>>();
    let of = |wanted: &str, more: &[&str]| {
        let mut filter = vec![format!("posture:{wanted}")];
        filter.extend(more.iter().map(|text| (*text).to_owned()));
        systems(open, &ListRequest { filter, ..ListRequest::default() })
    };
    for state in ["failing", "missing", "stale", "partly", "expiring", "effective"] {
        let expected: Vec<_> = all.iter().filter(|line| is_in(line, state)).cloned().collect();
        assert_eq!(keys(&of(state, &[])), keys(&expected), "{state}");
    }
    let stale = of("stale", &[]).len();
    assert!(stale > 0 && stale < all.len(), "{stale} of {}", all.len());
    let either = all.iter().filter(|line| is_in(line, "stale") || is_in(line, "expiring")).count();
    assert_eq!(of("stale,expiring", &[]).len(), either);
    let judged = all.iter().filter(|line| !line.posture.is_empty()).count();
    assert_eq!(of("*", &[]).len(), judged);
    assert_eq!(of("", &[]).len(), all.len() - judged);
    let users = all.iter().filter(|line| {
        !line.posture.is_empty()
            && line.record.body["roles"].as_array().is_some_and(|roles| roles.contains(&json!("user")))
    });
    assert_eq!(of("*", &["roles:user"]).len(), users.count());
    // In its order, page by page, each once; what is not judged comes last both ways.
    for (sort, turned) in [("posture", false), ("-posture", true)] {
        let mut request = ListRequest { sort: Some(sort.to_owned()), limit: Some(2), ..ListRequest::default() };
        let mut seen = Vec::new();
        loop {
            let page = open.workspace.systems(&open.owner, &request).unwrap();
            seen.extend(page.systems);
            request.after = page.next;
            if request.after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), all.len(), "{sort}");
        let grave = |line: &SystemLine| line.posture.first().map(|c| (c.state, std::cmp::Reverse(c.count)));
        let states: Vec<_> = seen.iter().filter_map(grave).collect();
        let ordered = if turned { states.is_sorted_by(|a, b| a >= b) } else { states.is_sorted() };
        assert!(ordered, "{sort}: {states:?}");
        assert!(seen[..judged].iter().all(|line| !line.posture.is_empty()), "{sort}");
    }
    let wrong = ListRequest { filter: vec!["posture:splendid".to_owned()], ..ListRequest::default() };
    assert_eq!(open.workspace.systems(&open.owner, &wrong).unwrap_err().code, "state.unknown");
}

#[test]
fn the_inventory_is_narrowed_down_and_paged() {
    let house = House::demo();
    let open = house.open();
    let of = |role: &str| {
        let request = ListRequest { filter: vec![format!("roles:{role}")], ..ListRequest::default() };
        systems(open, &request)
    };
    let users = of("user");
    let expected = open.all(Some("ai-system")).into_iter();
    let expected = expected.filter(|s| s.body["roles"].as_array().is_some_and(|r| r.contains(&json!("user")))).count();
    assert_eq!(users.len(), expected);
    let mut request = ListRequest { limit: Some(1), ..ListRequest::default() };
    let mut seen = BTreeSet::new();
    loop {
        let page = open.workspace.systems(&open.owner, &request).unwrap();
        assert_eq!(page.systems.len(), 1);
        assert!(seen.insert(page.systems[0].record.key.clone()), "no system comes twice");
        request.after = page.next;
        if request.after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), open.all(Some("ai-system")).len());
}

#[test]
fn a_gate_names_its_checks_and_whoever_released_it() {
    let house = House::demo();
    let open = house.open();
    open.deliver(&open.owner, "1.0.0.eval", "SYS-3@1.0.0").unwrap();
    let gate = open.workspace.gate(&open.owner, "SYS-3", "1.0.0").unwrap();
    assert_eq!(gate.subject, "SYS-3@1.0.0");
    assert!(gate.checks.iter().any(|c| c.outcome == Outcome::Fail && c.value.is_some()), "{:?}", gate.checks);
    assert!(gate.evidence.iter().any(|e| gate.checks.iter().any(|c| c.evidence.contains(&e.key))));
    assert!(!gate.line.passes());
    let wrong = open.workspace.gate(&open.owner, "SYS-1", &gate.record.key).unwrap_err();
    assert_eq!(wrong.class, ErrorClass::NotFound, "a version of another system has no gate here");
    assert_eq!(open.workspace.gate(&open.owner, "SYS-3", "9.9").unwrap_err().class, ErrorClass::NotFound);
    let released = open.all(Some("system-version")).into_iter().find(|v| v.state == "released").unwrap();
    let system = released.body["system"].as_str().unwrap();
    let gate = open.workspace.gate(&open.owner, system, &released.key).unwrap();
    let (signature, who) = gate.signatures.iter().find(|(s, _)| s.transition == "release").unwrap();
    assert_eq!(Some(&signature.digest), open.workspace.show(&open.owner, &released.key, None).unwrap().digest.as_ref());
    assert!(!who.starts_with("MBR-"), "{who}");
    assert_ne!(*who, gate.written_by, "a second person decided");
}

#[test]
fn two_versions_are_set_side_by_side() {
    let house = House::demo();
    let open = house.open();
    let labels = open.workspace.version_labels(&open.owner, "SYS-3").unwrap();
    let lines = open.workspace.version_lines(&open.owner, "SYS-3").unwrap();
    let line = |n: usize| lines.line(&labels[n].0).unwrap().line;
    let (new, old) = (line(0), line(1));
    assert_eq!((&new.label, &old.label), (&labels[0].1, &labels[1].1));
    let diff = open.workspace.compare_versions(&open.owner, "SYS-3", &old.key, &new.key).unwrap();
    assert!(diff.changes.iter().any(|c| c.path == "/version"), "{:?}", diff.changes);
    let other = open.all(Some("system-version")).into_iter().find(|v| v.body["system"] != "SYS-3").unwrap();
    assert!(open.workspace.compare_versions(&open.owner, "SYS-3", &old.key, &other.key).is_err());
    assert!(open.workspace.compare_versions(&open.owner, "SYS-3", &old.key, "SYS-3").is_err());
}

#[test]
fn every_part_has_a_digest_or_says_why_not() {
    let house = House::demo();
    let open = house.open();
    let component = json!({"kind": "prompt", "name": "reply", "sha256": {"gap": "none", "because": "written anew"}});
    open.change(&open.owner, "SYS-3", &json!({"components": [component]})).unwrap();
    let view = open.workspace.system_parts(&open.owner, "SYS-3").unwrap();
    let prompt = view.parts.iter().find(|p| p.sort == PartSort::Component).unwrap();
    assert_eq!(
        (prompt.kind.as_deref(), &prompt.digest),
        (Some("prompt"), &PartDigest::None("written anew".to_owned()))
    );
    let body = open.workspace.show(&open.owner, "SYS-3", None).unwrap().body;
    let models = body["models"].as_array().unwrap();
    assert_eq!(view.parts.iter().filter(|p| p.sort == PartSort::Model).count(), models.len());
    let bare = view.parts.iter().filter(|p| p.sort != PartSort::Agent && !matches!(p.digest, PartDigest::Sha256(_)));
    assert_eq!(view.without_digest, bare.count());
}

#[test]
fn links_are_told_from_both_sides_and_drawn_within_a_bound() {
    let house = House::demo();
    let open = house.open();
    for key in ["SYS-3", "VER-1", "RISK-1", "PER-1", "CTL-1"] {
        let found = open.workspace.connections(&open.owner, key).unwrap();
        for group in &found.to {
            for record in &group.records {
                let (_, back) = open.workspace.links(&open.owner, &record.key).unwrap();
                let told = back.iter().any(|g| {
                    g.field == group.field
                        && g.kind == group.kind
                        && (g.records.iter().any(|r| r.key == key) || g.count.n > g.records.len() as u64)
                });
                assert!(told, "{key} names {} in {}: {back:?}", record.key, group.field);
            }
        }
        let graph = &found.graph;
        assert!(graph.nodes.len() <= 60, "{key}: {}", graph.nodes.len());
        assert_eq!(graph.nodes[0].place, GraphPlace::Middle);
        let keys: BTreeSet<_> = graph.nodes.iter().map(|n| &n.record.key).collect();
        assert_eq!(keys.len(), graph.nodes.len(), "{key}: no record is drawn twice");
        assert!(graph.edges.iter().all(|e| e.from.max(e.to) < graph.nodes.len()));
    }
    // Whom nearly everything names is not drawn whole, and that is said.
    let person = open.workspace.connections(&open.owner, "PER-1").unwrap();
    assert!(person.graph.left_out > 0);
}

#[test]
fn what_evidence_names_is_a_link_though_no_field_of_a_record_is() {
    let house = House::demo();
    let open = house.open();
    open.deliver(&open.owner, "1.0.0.eval", "SYS-3@1.0.0").unwrap();
    let version = open
        .all(Some("system-version"))
        .into_iter()
        .find(|v| v.body["version"] == "1.0.0" && v.body["system"] == "SYS-3")
        .unwrap();
    let (_, from) = open.workspace.links(&open.owner, &version.key).unwrap();
    assert!(from.iter().any(|g| g.kind == "evidence" && g.field == "subject"), "{from:?}");
}

#[test]
fn a_receipt_is_verified_with_the_key_alone() {
    let house = House::demo();
    let open = house.open();
    let record = open.workspace.show(&open.owner, "SYS-3", None).unwrap();
    let receipt = TlogProof::parse(open.workspace.log_receipt(&open.owner, record.seq).unwrap().as_bytes()).unwrap();
    let entry = receipt.extra.clone().unwrap();
    let key = VerifierKey::parse(&open.workspace.vkey).unwrap();
    let head = receipt.verify(&leaf_hash(&entry), std::slice::from_ref(&key)).unwrap();
    assert!(record.seq < head.size);
    let mut other = entry;
    other[10] ^= 1;
    assert!(receipt.verify(&leaf_hash(&other), &[key]).is_err());
    assert!(open.workspace.log_receipt(&open.owner, head.size).is_err());
}

#[test]
fn evidence_of_a_system_says_how_long_it_holds() {
    let house = House::demo();
    let open = house.open();
    open.deliver(&open.owner, "1.0.0.eval", "SYS-3@1.0.0").unwrap();
    let ask = |subject: Option<&str>| {
        let request = assay_app::SystemEvidenceRequest { subject: subject.map(str::to_owned), after: None };
        open.workspace.system_evidence(&open.owner, "SYS-3", &request)
    };
    let all = ask(None).unwrap();
    let one = ask(Some("SYS-3@1.0.0")).unwrap();
    assert!(one.count.n >= 1 && one.count.n <= all.count.n);
    assert!(one.evidence.iter().all(|e| e.evidence.subject == "SYS-3@1.0.0"));
    assert!(all.subjects.contains(&"SYS-3@1.0.0".to_owned()));
    assert!(ask(Some("SYS-1")).is_err(), "evidence of another system is not asked for here");
}
