//! The demonstration is the whole organisation that was invented, with each of its gaps.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::Path;

use assay_domain::Kind;
use assay_domain::kinds::risk::Risk;
use assay_domain::kinds::risk_criteria::RiskCriteria;
use assay_store::Revision;
use serde_json::Value;

use super::{Demo, demo};
use crate::access::own_work;

/// The facts about the organisation, when they lie beside the sources.
fn facts() -> Option<toml::Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/facts/demo_org.toml");
    let text = std::fs::read_to_string(&path);
    if text.is_err() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: no {} to compare the demonstration with", path.display());
    }
    Some(toml::from_str(&text.ok()?).unwrap())
}

fn rows<'f>(facts: &'f toml::Value, table: &str) -> &'f [toml::Value] {
    facts[table].as_array().unwrap()
}

fn text<'f>(row: &'f toml::Value, field: &str) -> &'f str {
    row[field].as_str().unwrap()
}

impl Demo {
    fn all(&self, kind: &str) -> Vec<(Revision, Value)> {
        let scope = own_work(self.workspace.id);
        let size = self.workspace.store.size(&scope).unwrap();
        self.workspace.typed(&scope, kind, size).unwrap()
    }

    fn titles(&self, kind: &str) -> BTreeSet<String> {
        self.all(kind).into_iter().map(|(r, _)| r.title).collect()
    }

    fn state_of(&self, kind: &str, start: &str) -> String {
        let all = self.all(kind);
        let found = all.iter().find(|(r, _)| r.title.starts_with(start));
        found.unwrap_or_else(|| panic!("no {kind} `{start}`")).0.state.clone()
    }
}

#[test]
fn it_holds_everything_of_the_facts() {
    let Some(facts) = facts() else { return };
    let demo = demo("facts", 7, "2026-11-25T09:00:00Z");
    let tables = [
        ("person", "person", "name"),
        ("system", "ai-system", "name"),
        ("model", "model", "name"),
        ("dataset", "dataset", "name"),
        ("supplier", "supplier", "name"),
        ("risk", "risk", "title"),
    ];
    for (table, kind, field) in tables {
        let there = demo.titles(kind);
        for row in rows(&facts, table) {
            assert!(there.contains(text(row, field)), "{kind} {} is missing", text(row, field));
        }
    }
    let names: BTreeMap<&str, &str> = rows(&facts, "system").iter().map(|s| (text(s, "id"), text(s, "name"))).collect();
    let systems: BTreeMap<String, String> =
        demo.all("ai-system").into_iter().map(|(r, _)| (r.title, r.key.to_string())).collect();
    let (_, criteria) = demo.all("risk-criteria").remove(0);
    let criteria: RiskCriteria = serde_json::from_value(plain(criteria)).unwrap();
    let risks = demo.all("risk");
    for row in rows(&facts, "risk") {
        let (record, body) = risks.iter().find(|(r, _)| r.title == text(row, "title")).unwrap();
        assert_eq!(body["system"], systems[names[text(row, "system")]], "{}", record.title);
        let risk: Risk = serde_json::from_value(plain(body.clone())).unwrap();
        let level = serde_json::to_value(risk.inherent_level(&criteria)).unwrap();
        assert_eq!(level, text(row, "inherent_level"), "{}", record.title);
    }
}

/// A body without its tag.
fn plain(mut body: Value) -> Value {
    body.as_object_mut().unwrap().remove("schema");
    body
}

#[test]
fn each_kind_is_in_use_but_those_that_show_nothing() {
    let demo = demo("kinds", 7, "2026-11-25T09:00:00Z");
    let unused: Vec<&str> = Kind::all().iter().map(|k| k.name).filter(|k| demo.all(k).is_empty()).collect();
    // A token has a secret, which is shown to whoever asked for it; what is restricted is not there to be looked at, nor are
    // an auditor's notes; and a room is opened when an auditor comes.
    assert_eq!(unused, ["audit-note", "audit-room", "restriction", "token"]);
}

#[test]
fn the_planted_gaps_are_there_whenever_it_is_made() {
    for (name, now) in [("gaps", "2026-11-25T09:00:00Z"), ("gaps-later", "2027-10-01T00:00:01Z")] {
        let demo = demo(name, 7, now);
        let signature =
            |title: &str| demo.all("model").into_iter().find(|(r, _)| r.title == title).unwrap().1["signature"].clone();
        assert_eq!(signature("alder-rerank")["gap"], "unknown");
        assert!(signature("alder-chat-13b").as_str().is_some_and(|s| s.starts_with("EV-")));
        assert_eq!(demo.state_of("impact-assessment", "Impact of TalentSift"), "reviewed");
        let others = demo.all("impact-assessment").into_iter().filter(|(r, _)| !r.title.contains("TalentSift"));
        assert!(others.map(|(r, _)| r.state).all(|s| s == "approved"));
        assert_eq!(demo.state_of("system-version", "TalentSift 0.9.0"), "released");
        assert_eq!(demo.state_of("nonconformity", "NC-005"), "open");
        assert_eq!(demo.state_of("treatment-plan", "Treatment of TalentSift"), "draft");
        let ends: Vec<Value> = demo.all("certificate-check").into_iter().map(|(_, b)| b["expires"].clone()).collect();
        assert!(ends.contains(&Value::from("2027-01-31")), "{ends:?}");
        let judged = demo.all("training-record").into_iter().filter(|(r, _)| r.state == "effective").count();
        assert_eq!((judged, demo.all("training-record").len()), (1, 6));
        let findings = demo.all("finding");
        let of = |grade: &str| findings.iter().filter(|(_, b)| b["grade"] == grade).count();
        assert_eq!((of("major"), of("minor"), of("opportunity")), (1, 2, 4));
        assert_eq!(demo.all("management-decision").len(), 5);
        let chat: Vec<Value> =
            demo.all("evidence").into_iter().map(|(_, b)| b).filter(|b| b["subject"] == "SYS-1@2.1.0").collect();
        let in_spring = |b: &&Value| {
            let started = b["times"]["started"]["instant"].as_str().unwrap_or_default();
            ("2026-03".."2026-06").contains(&&started[..7.min(started.len())])
        };
        assert!(chat.len() > 8 && !chat.iter().any(|b| in_spring(&b)), "months without evidence");
    }
}
