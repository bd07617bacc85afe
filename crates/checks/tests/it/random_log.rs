//! Random logs: any record in any state with any of a few bodies, in any order.

use std::collections::BTreeSet;

use assay_checks::Fact;
use assay_domain::{Key, Kind};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{UNSET, facts};

pub(crate) const KINDS: &[&str] = &[
    "person",
    "member",
    "ai-system",
    "system-version",
    "system-version",
    "model",
    "dataset",
    "control",
    "threshold",
    "test-plan",
    "document",
    "role-assignment",
    "soa-version",
    "task",
    "waiver",
    "evidence",
    "evidence-review",
];

/// What checks over records and evidence of any type read, with what decides whom they look at.
pub(crate) const RECORDS: &[&str] = &[
    "ai-system",
    "system-version",
    "evidence",
    "evidence-review",
    "threshold",
    "control",
    "document",
    "role-assignment",
    "context-issue",
    "role-determination",
    "interested-party",
    "obligation",
    "scope-statement",
    "process",
    "management-decision",
    "policy",
    "acknowledgement",
    "risk-criteria",
    "opportunity",
    "risk",
    "risk",
    "risk-acceptance",
    "treatment-action",
    "treatment-plan",
    "impact-assessment",
    "impact-assessment",
    "objective",
    "change",
    "resource",
    "competence-requirement",
    "competence-evaluation",
    "training-record",
    "communication",
    "retention-rule",
    "control-test",
    "supplier",
    "certificate-check",
    "contract-clause",
    "risk-assessment-round",
    "metric",
    "measurement",
    "audit",
    "audit-programme",
    "finding",
    "management-review",
    "improvement",
    "nonconformity",
    "corrective-action",
    "concern",
    "requirement",
    "design-decision",
    "technical-documentation",
    "incident",
    "incident-communication",
    "tool-request",
    "customer-requirement",
];

/// A register and what bears on its records: what is carried on from entry to entry.
pub(crate) const REGISTER: &[&str] =
    &["risk", "risk", "risk", "risk-criteria", "risk-acceptance", "risk-acceptance", "treatment-action"];

/// One act on a random record.
#[derive(Debug, Clone)]
pub(crate) struct Act {
    kind: &'static str,
    number: u64,
    picks: Vec<usize>,
    erase: bool,
}

pub(crate) fn act() -> impl Strategy<Value = Act> {
    act_on(KINDS)
}

/// An act on a record of one of these kinds.
pub(crate) fn act_on(kinds: &'static [&'static str]) -> impl Strategy<Value = Act> {
    let picks = prop::collection::vec(0..60_usize, 8);
    (prop::sample::select(kinds), 1..=6_u64, picks, prop::bool::weighted(0.05))
        .prop_map(|(kind, number, picks, erase)| Act { kind, number, picks, erase })
}

/// The random choices of one act, in turn.
struct Picks<'a>(std::iter::Cycle<std::iter::Copied<std::slice::Iter<'a, usize>>>);

impl Picks<'_> {
    fn below(&mut self, end: usize) -> usize {
        self.0.next().unwrap() % end
    }

    fn one<T, const N: usize>(&mut self, of: [T; N]) -> T {
        let place = self.below(N);
        of.into_iter().nth(place).unwrap()
    }

    fn first<T, const N: usize>(&mut self, of: [T; N]) -> Vec<T> {
        let many = self.below(N + 1);
        of.into_iter().take(many).collect()
    }

    fn person(&mut self) -> String {
        self.one(["PER-1", "PER-2", "PER-3"]).to_owned()
    }
}

const VV: &str = "iso42001:A.6.2.4";
const BINDINGS: [&str; 5] = ["workspace", "SYS-1", "SYS-2", "SYS-1@1", "SYS-2@2"];

fn nth<T: Copy>(number: u64, of: [T; 3]) -> T {
    of[usize::try_from(number - 1).unwrap() % 3]
}

fn gap() -> Value {
    json!({ "gap": "unknown", "because": "asked", "owner": "PER-1", "due": "2026-12-01" })
}

/// A body of a kind: its number decides what may never change, the choices the rest.
fn body(kind: &str, number: u64, p: &mut Picks<'_>) -> Value {
    match kind {
        "member" => json!({ "person": format!("PER-{number}"), "roles": [] }),
        "ai-system" => json!({
            "owner": p.person(), "intended_use": "Reads", "excluded_uses": gap(), "affected_groups": p.first(["all"]),
            "models": p.first(["MOD-1", "MOD-2"]), "datasets": p.first(["DAT-1", "DAT-2"]),
        }),
        "system-version" => {
            let part = json!({ "name": "weights", "sha256": p.one([json!("07".repeat(32)), gap()]) });
            json!({ "system": p.one(["SYS-1", "SYS-2"]), "version": number.to_string(), "parts": [part] })
        }
        "model" => json!({ "origin": p.one(["ours", ""]), "licence": "own", "sha256": gap() }),
        "dataset" => json!({ "source": p.one(["public", ""]), "personal_data": false, "known_bias": "none seen" }),
        "control" => json!({
            "requirement": nth(number, [VV, "iso42001:A.2.2", "own:X.1"]), "owner": p.person(),
            "applicable": p.one([true, true, false]), "reason": "said", "statement": "done",
            "implementation": p.one(["full", "partial", "not-started"]), "missing_for": p.first(["SYS-1", "SYS-2"]),
        }),
        "threshold" => json!({
            "requirement": p.one([VV, VV, "iso42001:A.7.4"]), "subject": p.one(BINDINGS),
            "metric": p.one(["digits/*", "letters/*"]), "evidence_kind": p.one(["unset", "data-quality"]),
            "operator": ">=", "value": p.one(["0.5", "0.95"]),
        }),
        "test-plan" => {
            let run = json!({ "suite": "digits", "tool": "inspect", "min_n": p.one([1, 1000]) });
            json!({ "subject": p.one(BINDINGS), "runs": [run] })
        }
        "document" => json!({
            "document_type": p.one(["ai-policy", "user-documentation"]), "review_months": p.one([1, 12]),
            "subject": p.one(["unset", "workspace", "SYS-1", "SYS-2@2"]),
        }),
        "role-assignment" => json!({ "person": p.person(), "role": p.one(["top-management", "aims-manager"]) }),
        "soa-version" => {
            let row =
                |key: &str, id: &str| json!({ "control": key, "revision": 1, "requirement": id, "applicable": true });
            let rows = p.first([row("CTL-1", VV), row("CTL-2", "iso42001:A.2.2")]);
            json!({ "framework": "iso42001", "edition": "ISO/IEC 42001:2023", "scope": "all", "rows": rows })
        }
        "task" => json!({ "due": p.one(["unset", "2026-03-01", "2026-09-01"]) }),
        "waiver" => {
            let (check, subject) =
                p.one([("vv.threshold", "SYS-1@1"), ("soa.row", "CTL-1"), ("inventory.owner", "SYS-1")]);
            let until = p.one(["2026-03-01", "2026-09-01"]);
            json!({ "check": check, "subject": subject, "reason": "pilot", "until": until })
        }
        "evidence" => json!({
            "subject": if number == 6 { p.one(["workspace", "SYS-1"]) } else { nth(number, ["SYS-1@1", "SYS-2@2", "SYS-1@3"]) },
            "evidence_kind": p.one(["evaluation", "evaluation", "data-quality", "logs", "user-documentation", "concern-report"]),
            "supersedes": if number > 3 { p.one(["unset".to_owned(), format!("EV-{}", number - 3)]) } else { "unset".to_owned() },
            "run": { "status": p.one(["complete", "complete", "complete", "partial"]) },
        }),
        "evidence-review" => json!({
            "evidence": p.one(["EV-1", "EV-2", "EV-3", "EV-4", "EV-5", "EV-6"]), "reason": "read",
            "conclusion": p.one(["accepted", "rejected"]),
        }),
        "person" => json!({}),
        other => any_body(other, p),
    }
}

/// The sample of a kind with fields left out, not known, or naming other records and days.
fn any_body(kind: &str, p: &mut Picks<'_>) -> Value {
    let mut sample = Kind::named(kind).unwrap().sample();
    let fields = sample.as_object_mut().unwrap();
    fields.retain(|name, value| name != "schema" && name != "title" && !value.is_null());
    for (name, value) in fields.iter_mut() {
        match p.below(12) {
            0 => *value = gap(),
            1 => *value = UNSET.into(),
            _ => vary(name, value, p),
        }
    }
    fields.retain(|_, value| value != UNSET);
    sample
}

fn vary(name: &str, value: &mut Value, p: &mut Picks<'_>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| vary(name, item, p)),
        Value::Bool(truth) => *truth = p.one([true, false]),
        Value::Number(_) if ["likelihood", "impact"].contains(&name) => *value = p.one([1, 4]).into(),
        Value::String(text) if text.parse::<Key>().is_ok() => {
            let prefix = text.parse::<Key>().unwrap().prefix().to_owned();
            *text = format!("{prefix}-{}", p.one([1, 1, 2, 3]));
        }
        Value::String(text) if text.len() == 10 && text.starts_with("20") => {
            *text = p.one(["2026-02-01", "2026-09-01", "2027-09-01"]).to_owned();
        }
        _ => {}
    }
}

/// A log of these acts. What is recorded once for all keeps its body; access is never erased.
pub(crate) fn log(acts: &[Act]) -> Vec<Fact> {
    let mut seen = BTreeSet::new();
    let lines = acts.iter().map(|act| {
        let kind = Kind::named(act.kind).unwrap();
        let fixed = kind.name.starts_with("evidence");
        let number = if fixed { act.number } else { (act.number - 1) % 3 + 1 };
        let key = format!("{}-{number}", kind.prefix);
        let mut picks = Picks(act.picks.iter().copied().cycle());
        // The state in which the record counts comes as often as all others.
        let state = kind.workflow.states[picks.below(kind.workflow.states.len())];
        let state = picks.one([Some(state), None]);
        let again = !seen.insert(key.clone());
        let mut line = json!({ "key": key, "actor": picks.one(["MBR-1", "MBR-2"]) });
        if let Some(state) = state {
            line["state"] = state.into();
        }
        if !(fixed && again) {
            line["body"] = body(kind.name, number, &mut picks);
        }
        // A sample with fields missing need not be one that could be saved; it has to be judged all the same.
        line["unchecked"] = (!KINDS.contains(&kind.name)).into();
        if kind.name == "evidence" && !again {
            let value = picks.one(["0.97", "0.6", "nan"]);
            line["observations"] = json!([{ "key": "digits/match/accuracy", "value": value, "n": 899 }]);
        }
        line["erased"] = (act.erase && kind.name != "member").into();
        line
    });
    facts(lines.collect::<Vec<_>>())
}
