//! Jobs over a real folder: they run when they are due, once, and what they find is there after a restart.

use assay_app::dto::{JobView, NoticeView};
use assay_app::records::CreateRequest;
use assay_domain::{Action, Idempotency, Timestamp};
use assay_ports::Clock as _;
use serde_json::json;

use crate::house::{House, Open};

const MINUTE: i64 = 60_000_000;

fn job(open: &Open, name: &str) -> JobView {
    let list = open.installation.list_jobs(&open.workspace, &open.owner).unwrap();
    list.jobs.into_iter().find(|j| j.name == name).unwrap()
}

/// Notices about records; verdicts that rest on the same dates have notices of their own.
fn notices(open: &Open) -> Vec<NoticeView> {
    seen_by(open, &open.owner).into_iter().filter(|n| n.kind != "verdict").collect()
}

fn seen_by(open: &Open, who: &assay_app::Principal) -> Vec<NoticeView> {
    open.installation.list_notices(&open.workspace, who).unwrap().notices
}

/// Moves the clock and does what is due.
fn later(house: &House, micros: i64) -> usize {
    house.clock.advance(micros);
    house.open().installation.tick(house.clock.now(), &|| false).unwrap()
}

#[test]
fn a_due_job_runs_once_and_its_state_survives_a_restart() {
    let mut house = House::new();
    let size = house.open().workspace.changes(&house.open().owner, &Default::default()).unwrap().size;
    assert_eq!(later(&house, 0), 0, "the first look plans");
    assert_eq!(later(&house, MINUTE), 1);
    assert_eq!(later(&house, 0), 0);
    house.reopen();
    assert_eq!(later(&house, MINUTE), 0, "done before the restart");
    let expiry = job(house.open(), "expiry");
    assert_eq!((expiry.runs, expiry.ok, expiry.state.as_str()), (1, Some(true), "waiting"));
    assert_eq!(later(&house, 61 * MINUTE), 4, "expiry, doctor, housekeeping and idempotency");
    assert_eq!(job(house.open(), "doctor").ok, Some(true));
    let now = house.open().workspace.changes(&house.open().owner, &Default::default()).unwrap().size;
    assert_eq!(now, size, "bookkeeping makes no entries");
}

#[test]
fn notice_is_given_once_per_threshold_and_revision() {
    let house = House::new();
    let open = house.open();
    let run = || open.installation.run_job(&open.workspace, &open.owner, "expiry").unwrap();
    let body = json!({"title": "Review the risks", "owner": "PER-1", "due": "2026-12-20"});
    let task = open.create(&open.owner, "task", body).unwrap();
    run();
    let first = notices(open);
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(
        (first[0].key.as_str(), first[0].days, first[0].owner.as_deref()),
        (task.key.as_str(), 30, Some("PER-1"))
    );
    run();
    assert_eq!(notices(open)[0].id, first[0].id, "given once");
    house.clock.set(Timestamp::parse("2026-12-15").unwrap());
    run();
    assert_eq!((notices(open)[0].days, notices(open).len()), (7, 1));
    house.clock.set(Timestamp::parse("2026-12-21").unwrap());
    run();
    let ended = notices(open).remove(0);
    assert_eq!((ended.days, ended.code.as_str()), (0, "notice.ended"));
    let taken = open.installation.acknowledge_notice(&open.workspace, &open.owner, ended.id).unwrap();
    assert_eq!(taken.acknowledged_by.as_deref(), Some(open.owner.key.to_string().as_str()));
    let again = open.installation.acknowledge_notice(&open.workspace, &open.owner, ended.id).unwrap_err();
    assert_eq!(again.code, "notice.acknowledged");
    open.change(&open.owner, &task.key, &json!({"due": "2027-01-15"})).unwrap();
    assert!(notices(open).is_empty(), "the record was seen to");
    run();
    assert_eq!(notices(open)[0].days, 30, "a new revision, a new notice");
    open.transition(&open.owner, &task.key, "finish").unwrap();
    run();
    assert!(notices(open).is_empty());
}

#[test]
fn the_rights_of_records_hold_for_notices_and_jobs() {
    let house = House::new();
    let open = house.open();
    let viewer = open.member("Vera", "viewer");
    open.create(&open.owner, "task", json!({"title": "T", "owner": "PER-1", "due": "2026-12-01"})).unwrap();
    open.installation.run_job(&open.workspace, &open.owner, "expiry").unwrap();
    let seen = seen_by(open, &viewer);
    assert!(seen.iter().any(|n| n.kind == "task") && seen.iter().any(|n| n.kind == "verdict"), "{seen:?}");
    let id = notices(open)[0].id;
    let refused = open.installation.acknowledge_notice(&open.workspace, &viewer, id).unwrap_err();
    assert_eq!(refused.code, "role.lacks-action");
    for refused in [
        open.installation.list_jobs(&open.workspace, &viewer).map(drop).unwrap_err(),
        open.installation.run_job(&open.workspace, &viewer, "doctor").map(drop).unwrap_err(),
    ] {
        assert_eq!(refused.code, "role.lacks-action");
    }
    assert!(!viewer.actions.contains(&Action::Administer));
    let unknown = open.installation.run_job(&open.workspace, &open.owner, "nothing").unwrap_err();
    assert_eq!(unknown.code, "not-found");
}

#[test]
fn clocks_of_incidents_are_counted_from_what_starts_them() {
    let house = House::new();
    let open = house.open();
    let body = json!({"title": "Wrong answers", "owner": "PER-1", "aware_at": "2026-11-25T08:00:00Z"});
    let incident = open.create(&open.owner, "incident", body).unwrap();
    let body = json!({"title": "Notify", "owner": "PER-1", "incident": incident.key,
        "deadline": {"amount": 72, "unit": "hours"}, "counts_from": "aware"});
    let told = open.create(&open.owner, "incident-communication", body).unwrap();
    open.installation.run_job(&open.workspace, &open.owner, "expiry").unwrap();
    let all = notices(open);
    let notice = all.iter().find(|n| n.key == told.key).unwrap();
    assert_eq!(notice.ends.to_string(), "2026-11-28T08:00:00.000000Z");
}

#[test]
fn the_doctor_says_what_it_found_and_housekeeping_clears() {
    let house = House::demo();
    let open = house.open();
    let found = open.installation.run_job(&open.workspace, &open.owner, "doctor").unwrap();
    assert_eq!((found.ok, found.error), (Some(true), None));
    let blobs = house.path().join("workspaces");
    let mut damaged = 0;
    for path in walk(&blobs) {
        let is_blob = path.file_name().is_some_and(|n| n.len() == 64);
        if is_blob && damaged == 0 {
            std::fs::write(&path, b"nothing").unwrap();
            damaged += 1;
        }
    }
    assert_eq!(damaged, 1);
    let found = open.installation.run_job(&open.workspace, &open.owner, "doctor").unwrap();
    assert_eq!((found.ok, found.state.as_str()), (Some(false), "waiting"), "it ran; what it found is bad");
    assert!(found.result.unwrap().contains("artifact"), "and says where");
}

#[test]
fn a_job_that_fails_is_tried_again_and_stays_visible_once_dead() {
    let mut house = House::new();
    later(&house, 0);
    later(&house, 61 * MINUTE);
    let incoming = walk_folders(&house.path()).into_iter().find(|p| p.ends_with("incoming")).unwrap();
    std::fs::remove_dir(&incoming).unwrap();
    later(&house, 6 * 60 * MINUTE);
    let mut waits = Vec::new();
    for failures in 1..5 {
        let job = job(house.open(), "housekeeping");
        assert_eq!((job.failures, job.state.as_str()), (failures, "retrying"), "{job:?}");
        assert!(job.error.as_deref().is_some_and(|e| e.contains("artifact folder")), "{job:?}");
        let wait = job.next.unwrap().as_micros() - house.clock.now().as_micros();
        waits.push(wait);
        later(&house, wait - 1);
        assert_eq!(self::job(house.open(), "housekeeping").failures, failures, "not before its time");
        later(&house, 1);
    }
    assert!(waits.windows(2).all(|w| w[1] > w[0]), "{waits:?}");
    house.reopen();
    let dead = job(house.open(), "housekeeping");
    assert_eq!((dead.state.as_str(), dead.failures, dead.failed, dead.runs), ("dead", 5, 5, 1));
    assert!(dead.error.is_some() && dead.error_at.is_some(), "it stays visible");
    assert!(incoming.exists(), "the restart made it anew");
    later(&house, 6 * 60 * MINUTE);
    let well = job(house.open(), "housekeeping");
    assert_eq!((well.state.as_str(), well.failures, well.error, well.runs), ("waiting", 0, None, 2));
}

#[test]
fn an_idempotency_key_is_kept_for_thirty_days() {
    let house = House::new();
    let open = house.open();
    let request =
        CreateRequest { kind: "task".to_owned(), body: json!({"title": "Once", "owner": "PER-1"}), effective: None };
    let sent = |key: &str| {
        let idempotency = Idempotency { key: key.to_owned(), request: [1; 32] };
        open.workspace.create(&open.owner, &request, Some(idempotency)).unwrap().key
    };
    let swept = || {
        let ran = open.installation.run_job(&open.workspace, &open.owner, "idempotency").unwrap();
        assert_eq!((ran.ok, ran.error), (Some(true), None));
        ran.result.unwrap()
    };
    let (first, size) = (sent("a"), || open.workspace.changes(&open.owner, &Default::default()).unwrap().size);
    house.clock.advance(29 * 24 * 60 * MINUTE);
    // More than one step of the writer takes.
    let (kept, many) = (sent("b"), 1_050);
    (0..many).for_each(|n| drop(sent(&format!("many/{n}"))));
    assert_eq!(swept(), "0 idempotency keys forgotten");
    assert_eq!(sent("a"), first, "a repetition");
    house.clock.advance(24 * 60 * MINUTE + 1);
    let before = size();
    assert_eq!(swept(), "1 idempotency keys forgotten");
    assert_eq!(size(), before, "no entry");
    assert_eq!(sent("b"), kept);
    assert_ne!(sent("a"), first, "a new request");
    house.clock.advance(29 * 24 * 60 * MINUTE);
    assert_eq!(swept(), format!("{} idempotency keys forgotten", many + 1));
    assert_ne!(sent("b"), kept);
}

#[test]
fn a_run_that_is_told_to_end_is_taken_up_again() {
    let house = House::new();
    later(&house, 0);
    house.clock.advance(2 * 60 * MINUTE);
    let asked = std::cell::Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 1
    };
    house.open().installation.tick(house.clock.now(), &stop).unwrap();
    let doctor = job(house.open(), "doctor");
    assert_eq!((doctor.runs, doctor.failed, doctor.state.as_str()), (0, 0, "waiting"), "neither done nor failed");
    assert!(later(&house, 0) >= 1);
    assert_eq!(job(house.open(), "doctor").runs, 1);
}

fn walk_folders(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = vec![folder.to_owned()];
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            all.extend(walk_folders(&entry.path()));
        }
    }
    all
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.file_type().unwrap().is_dir() {
            all.extend(walk(&entry.path()));
        } else {
            all.push(entry.path());
        }
    }
    all
}
