//! The demonstration holds what its pages and its first run need, whenever it is made.

mod coverage;
mod organisation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use assay_domain::{AIMS, State, Timestamp, Via};
use assay_ports::outbound::Silent;
use assay_ports::{Clock, SeededRandom, SimulatedClock};
use assay_store::Revision;
use serde_json::{Value, json};

use crate::access::{Principal, own_work};
use crate::dto::{DeliveredFile, IngestRequest, PostureView, RequirementView};
use crate::installation::Outside;
use crate::records::{CreateRequest, ListRequest, TransitionRequest};
use crate::{AppError, ErrorClass, Installation, Workspace};

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Demo {
    workspace: Arc<Workspace>,
    owner: Principal,
    now: Timestamp,
    installation: Installation,
    // Dropped last.
    _folder: Folder,
}

/// The demonstration as made at a moment, with keys and salts of a seed.
fn demo(name: &str, seed: u64, now: &str) -> Demo {
    let folder = Folder(std::env::temp_dir().join(format!("assay-demo-{name}-{}", std::process::id())));
    let now = Timestamp::parse(now).unwrap();
    let outside = Outside {
        clock: Arc::new(SimulatedClock::at(now)) as Arc<dyn Clock>,
        random: Arc::new(SeededRandom::new(seed)),
        outbound: Arc::new(Silent),
    };
    let installation = Installation::open(&folder.0, outside).unwrap();
    let workspace = installation.create_demo(None).unwrap();
    let owner = workspace.local_principal(Via::LocalCli).unwrap();
    Demo { workspace, owner, now, installation, _folder: folder }
}

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/digit-reader").join(name)
}

impl Demo {
    fn member(&self, name: &str) -> Principal {
        let request = ListRequest { kind: Some("member".to_owned()), ..ListRequest::default() };
        let members = self.workspace.list(&self.owner, &request).unwrap().records;
        let key = members.iter().find(|m| m.title == name).unwrap().key.parse().unwrap();
        let scope = self.workspace.enter(&self.owner, assay_domain::Action::Read).unwrap();
        Principal::of_member(self.workspace.id, &self.workspace.head(&scope, &key).unwrap(), Via::Api)
    }

    fn posture(&self) -> PostureView {
        self.workspace.posture(&self.owner, AIMS, None).unwrap()
    }

    fn requirement(&self, id: &str) -> RequirementView {
        self.posture().requirements.into_iter().find(|r| r.id == id).unwrap()
    }

    /// The states of A.6.2.4 by subject.
    fn verified(&self) -> BTreeMap<String, State> {
        self.requirement("A.6.2.4").subjects.into_iter().map(|s| (s.subject, s.state)).collect()
    }

    fn ingest(&self, by: &Principal, log: &str, subject: &str) -> String {
        let mut bytes = std::fs::File::open(example("logs").join(log)).unwrap();
        let stored = self.workspace.put_artifact(by, &mut bytes).unwrap();
        let files = vec![DeliveredFile { name: log.to_owned(), sha256: stored.sha256 }];
        let request = IngestRequest { files, subject: subject.to_owned(), pipeline: None, attempt: None };
        let report = self.workspace.ingest(by, &request).unwrap();
        assert!(report.errors.is_empty(), "{:?}", report.errors);
        report.artifacts[0].evidence.clone().unwrap()
    }

    fn review(&self, by: &Principal, evidence: &str) -> Result<(), AppError> {
        let body = json!({"title": format!("Review of {evidence}"), "evidence": evidence, "conclusion": "accepted",
            "reason": "All 300 pictures were read."});
        let request = CreateRequest { kind: "evidence-review".to_owned(), body, effective: None };
        self.workspace.create(by, &request, None).map(drop)
    }

    fn transition(&self, by: &Principal, record: &str, transition: &str) {
        let request = TransitionRequest { transition: transition.to_owned(), revision: None, digest: None };
        self.workspace.transition(by, record, &request, None).unwrap();
    }
}

/// Each state is shown by a control.
fn every_state(demo: &Demo) {
    let posture = demo.posture();
    let controls: Vec<&RequirementView> = posture.requirements.iter().filter(|r| r.id.starts_with("A.")).collect();
    assert_eq!(controls.len(), 38);
    let expected = [
        (State::Failing, "A.4.3"),
        (State::Failing, "A.5.5"),
        (State::Missing, "A.6.2.4"),
        (State::Stale, "A.8.2"),
        (State::Partly, "A.6.2.5"),
        (State::Expiring, "A.2.2"),
        (State::Effective, "A.3.2"),
    ];
    for (state, id) in expected {
        let found = controls.iter().find(|r| r.id == id).unwrap();
        assert_eq!(found.state, state, "{id}: {}", found.reason);
    }
    // Version 2 of the Statement of Applicability left one out; version 3 does not.
    let then = demo.workspace.posture(&demo.owner, AIMS, Some("2026-05-15")).unwrap();
    let left_out = then.requirements.iter().find(|r| r.id == "A.10.4").unwrap();
    assert_eq!(left_out.state, State::NotApplicable, "{}", left_out.reason);
}

/// The first run of the product: a version fails, the next one passes and takes its place.
fn first_run(demo: &Demo) {
    let (tomasz, hiroshi, beatriz) =
        (demo.member("Tomasz Wilk"), demo.member("Hiroshi Kanda"), demo.member("Beatriz Lemos"));
    let before = demo.verified();
    assert_eq!(before.len(), 7, "{before:?}");
    for (subject, state) in &before {
        let expected = if subject == "SYS-3@1.0.0" { State::Missing } else { State::Effective };
        assert_eq!(*state, expected, "{subject}");
    }

    demo.ingest(&demo.owner, "1.0.0.eval", "SYS-3@1.0.0");
    assert_eq!(demo.verified()["SYS-3@1.0.0"], State::Failing);
    assert_eq!(demo.requirement("A.6.2.4").state, State::Failing);

    let part = demo.ingest(&tomasz, "1.1.0-limit20.eval", "SYS-3@1.1.0");
    let whole = demo.ingest(&tomasz, "1.1.0.eval", "SYS-3@1.1.0");
    assert_ne!(part, whole);
    demo.review(&hiroshi, &whole).unwrap();
    demo.transition(&beatriz, "SYS-3@1.1.0", "release");
    demo.transition(&beatriz, "SYS-3@1.0.0", "retire");
    let after = demo.requirement("A.6.2.4");
    assert_eq!(after.state, State::Effective, "{}", after.reason);
    assert_eq!(after.subjects.len(), 7);
}

#[test]
fn every_state_is_there_and_the_first_run_turns_one_green() {
    let demo = demo("now", 7, "2026-11-25T09:00:00Z");
    let view = demo.workspace.view().unwrap();
    assert!(view.demo && view.slug == "demo", "{view:?}");
    assert_eq!(demo.installation.create_demo(None).err().unwrap().code, "slug.taken");
    every_state(&demo);
    first_run(&demo);
}

#[test]
fn all_goes_the_same_way_a_year_later() {
    let demo = demo("later", 7, "2027-10-01T00:00:01Z");
    every_state(&demo);
    first_run(&demo);
}

#[test]
fn the_history_keeps_its_order_its_duties_and_its_word() {
    let demo = demo("history", 7, "2026-11-25T09:00:00Z");
    let workspace = &demo.workspace;

    let scope = own_work(workspace.id);
    let size = workspace.store.size(&scope).unwrap();
    let acts = workspace.store.changes(&scope, 0, usize::try_from(size).unwrap()).unwrap();
    assert_eq!(acts.len() as u64, size);
    assert!(acts.windows(2).all(|pair| pair[0].at <= pair[1].at));
    assert!(acts.last().is_some_and(|last| last.at < demo.now));
    assert!(acts[0].at <= demo.now.plus_days(-365));

    // The history is over: what is done now is recorded now.
    let hiroshi = demo.member("Hiroshi Kanda");
    let own = demo.ingest(&hiroshi, "1.0.0.eval", "SYS-3@1.0.0");
    assert_eq!(workspace.show(&demo.owner, &own, None).unwrap().at, demo.now);
    let refused = demo.review(&hiroshi, &own).unwrap_err();
    assert_eq!((refused.class, refused.code.as_str()), (ErrorClass::Forbidden, "sod.collector_reviewer"));

    // A perfect run against a stand-in counts for nothing.
    let verdicts = workspace.check(&demo.owner, Some("SYS-2@1.3.0"), Some("A.6.2.4")).unwrap().verdicts;
    let threshold = verdicts.iter().find(|v| v.check == "vv.threshold").unwrap();
    assert_eq!((threshold.outcome, threshold.code.as_str()), (assay_domain::Outcome::Missing, "evidence.mock"));

    let soa = workspace.soa(&demo.owner, AIMS, None).unwrap();
    assert_eq!(soa.approved_by.as_deref(), Some("Inês Duarte"));
    assert!(soa.diverged.is_empty() && soa.rows.iter().all(|r| r.decision.as_deref() == Some("approved")));
    let annex = || soa.rows.iter().filter(|r| r.source == "Annex A" && r.applicable == Some(true));
    let of = |state: &str| annex().filter(|r| r.implementation.as_deref() == Some(state)).count();
    assert_eq!((of("full"), of("partial"), of("not-started")), (29, 7, 2));
    let own: Vec<&str> = soa.rows.iter().filter(|r| r.source == "own").map(|r| r.id.as_str()).collect();
    assert_eq!(own, ["X.1", "X.2", "X.3"]);

    let report = workspace.doctor(&demo.owner).unwrap();
    assert!(report.ok, "{:?}", report.findings);
}

#[test]
fn the_content_depends_on_nothing_but_the_day() {
    let told = |name, seed| {
        let demo = demo(name, seed, "2026-11-25T09:00:00Z");
        let scope = demo.workspace.enter(&demo.owner, assay_domain::Action::Read).unwrap();
        let acts = demo.workspace.store.changes(&scope, 0, 100_000).unwrap();
        let tell = |r: &Revision| {
            let mut body = Workspace::body(r);
            // Ids of records are random, as keys of logs are.
            body.as_object_mut().unwrap().remove("record_id");
            json!([r.key, r.revision, r.state, r.actor, r.at, body])
        };
        (demo.workspace.id, acts.iter().map(tell).collect::<Vec<_>>())
    };
    let (one, other) = (told("one", 1), told("other", 2));
    assert_ne!(one.0, other.0);
    assert_eq!(one.1.len(), other.1.len());
    for (a, b) in one.1.iter().zip(&other.1) {
        assert_eq!(a, b);
    }
}

#[test]
fn the_digit_reader_is_the_example() {
    let versions: Value = serde_json::from_str(&std::fs::read_to_string(example("versions.json")).unwrap()).unwrap();
    let inventory = include_str!("../../data/demo/systems.toml");
    for version in versions.as_array().unwrap() {
        for digest in ["model_sha256", "dataset_sha256"] {
            assert!(inventory.contains(version[digest].as_str().unwrap()), "{digest} of {}", version["version"]);
        }
    }
}
