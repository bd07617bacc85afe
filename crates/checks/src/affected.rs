//! Which checks and subjects an entry of the log may change: the reason one new piece of evidence costs little.

use std::collections::BTreeSet;

use assay_domain::{Key, Subject};
use serde_json::Value;

use crate::body::Body;
use crate::world::{Fact, World, systems_named};
use crate::{CheckDefinition, Over};

/// A scope of judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Affected {
    /// All checks, all subjects.
    Everything,
    /// Checks that read this kind; of those over systems and versions, the ones of these systems; of those over
    /// controls, these rows.
    Some {
        /// Kind of the record that changed.
        kind: String,
        /// The systems it bears on; nothing means all.
        systems: Option<BTreeSet<Key>>,
        /// The control rows it bears on; nothing means all.
        rows: Option<BTreeSet<Key>>,
        /// Of these systems and their versions, the ones it bears on; nothing means all.
        subjects: Option<BTreeSet<Subject>>,
    },
    /// No check.
    Nothing,
}

/// What applying a fact may change. To be asked on the world after it, with the record as it was before.
#[must_use]
pub fn affected(world: &World, fact: &Fact, before: Option<&Body>) -> Affected {
    let kind = fact.kind.as_str();
    let bodies = [fact.body.as_ref(), before.map(|b| &**b)];
    let of_field = |field: &str| -> BTreeSet<Key> {
        let texts = bodies.into_iter().flatten().filter_map(|b| b.get(field)?.as_str());
        texts.filter_map(|t| t.parse::<Subject>().ok()?.system().cloned()).collect()
    };
    let some = |systems: Option<BTreeSet<Key>>| Affected::Some {
        kind: kind.to_owned(),
        systems,
        rows: Some(BTreeSet::new()),
        subjects: None,
    };
    // What is bound to a subject is asked for by that subject alone.
    let bound = |subjects: BTreeSet<Subject>| Affected::Some {
        kind: kind.to_owned(),
        systems: Some(subjects.iter().filter_map(|s| s.system().cloned()).collect()),
        rows: Some(BTreeSet::new()),
        subjects: Some(subjects),
    };
    match kind {
        // Whoever owns a row or a system may be this one.
        "person" => Affected::Some { kind: kind.to_owned(), systems: None, rows: None, subjects: None },
        "ai-system" => some(Some(BTreeSet::from([fact.key.clone()]))),
        "system-version" => some(Some(of_field("system"))),
        "evidence" => {
            let subjects = bodies.into_iter().flatten().filter_map(|b| b.get("subject")?.as_str()?.parse().ok());
            bound(subjects.collect())
        }
        "evidence-review" => {
            let evidence = bodies.into_iter().flatten().filter_map(|b| b.get("evidence")?.as_str()?.parse().ok());
            bound(evidence.filter_map(|k| world.get(&k)?.body.get("subject")?.as_str()?.parse().ok()).collect())
        }
        "model" | "dataset" => {
            let field = if kind == "model" { "models" } else { "datasets" };
            let key = fact.key.to_string();
            let names = |v: &Value| v.get(field).and_then(Value::as_array).is_some_and(|a| a.iter().any(|k| k == &key));
            some(Some(world.of_kind("ai-system").filter(|r| names(&r.body)).map(|r| r.key.clone()).collect()))
        }
        "control" => {
            let rows = Some(BTreeSet::from([fact.key.clone()]));
            Affected::Some { kind: kind.to_owned(), systems: None, rows, subjects: None }
        }
        "threshold" | "test-plan" | "document" => {
            let systems = of_field("subject");
            let bound_to_all = bodies.into_iter().flatten().any(|b| {
                let subject = b.get("subject").and_then(Value::as_str);
                subject.is_none_or(|s| s == "workspace")
            });
            some(if bound_to_all { None } else { Some(systems) })
        }
        // A waiver lies over any check of its subject.
        "waiver" => Affected::Everything,
        "soa-version" | "role-assignment" | "task" => some(None),
        // Bytes and access, which no rule reads.
        "artifact" | "token" | "workspace" => Affected::Nothing,
        // Whatever it is, it bears on the AIMS as a whole and on the systems it names.
        _ => some(Some(bodies.into_iter().flatten().flat_map(systems_named).collect())),
    }
}

impl Affected {
    /// Whether the check may give another verdict at all.
    #[must_use]
    pub fn touches(&self, check: &CheckDefinition) -> bool {
        match self {
            Self::Everything => true,
            Self::Nothing => false,
            Self::Some { kind, .. } => {
                let own = match check.over {
                    Over::Workspace => false,
                    Over::Control => kind == "control",
                    Over::AiSystem => kind == "ai-system",
                    Over::SystemVersion => kind == "ai-system" || kind == "system-version",
                };
                own || check.predicate.reads().contains(&kind.as_str())
            }
        }
    }

    /// Whether the check's verdict about the subject may be another.
    #[must_use]
    pub fn covers(&self, check: &CheckDefinition, subject: &Subject) -> bool {
        self.touches(check) && self.reaches(subject)
    }

    /// The systems whose verdicts may be others, when not all may.
    #[must_use]
    pub fn systems(&self) -> Option<&BTreeSet<Key>> {
        match self {
            Self::Some { systems, .. } => systems.as_ref(),
            Self::Everything | Self::Nothing => None,
        }
    }

    /// Whether a verdict about the subject may be another, of the checks this touches.
    #[must_use]
    pub fn reaches(&self, subject: &Subject) -> bool {
        let (systems, rows, subjects) = match self {
            Self::Everything => return true,
            Self::Nothing => return false,
            Self::Some { systems, rows, subjects, .. } => (systems, rows, subjects),
        };
        match subject {
            Subject::Workspace => true,
            Subject::Record(key) if key.prefix() == "CTL" => rows.as_ref().is_none_or(|r| r.contains(key)),
            _ => match (systems, subject.system()) {
                (Some(systems), Some(system)) => {
                    systems.contains(system) && subjects.as_ref().is_none_or(|s| s.contains(subject))
                }
                _ => true,
            },
        }
    }
}
