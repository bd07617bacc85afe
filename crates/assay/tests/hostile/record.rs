//! What was recorded, and when (numbers 26 to 28).

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::thread;

use assay_domain::Timestamp;
use serde_json::{Value, json};

use crate::lab::Lab;
use crate::support::files::fixture;
use crate::support::{Request, Server, TestEnvironment};
use crate::tenancy::approvable;

#[test]
fn b5_26_one_byte_of_a_row_and_of_an_artifact() {
    let place = TestEnvironment::demo();
    let vkey = place.vkey();
    let artifacts = place.json(&["record", "list", "artifact"]);
    let key = artifacts["records"][0]["key"].as_str().unwrap();
    let sha256 = place.json(&["record", "show", key])["body"]["sha256"].as_str().unwrap().to_owned();
    let space = fs::read_dir(place.data().join("workspaces")).unwrap().next().unwrap().unwrap().path();

    let raw = rusqlite::Connection::open(space.join("workspace.sqlite")).unwrap();
    let mut triggers =
        raw.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'revision'").unwrap();
    let names: Vec<String> = triggers.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    names.iter().for_each(|name| raw.execute_batch(&format!("DROP TRIGGER {name}")).unwrap());
    let edit = "UPDATE revision SET body = CAST(replace(CAST(body AS TEXT), 'Digit reader', 'Digit reades') AS BLOB)
                WHERE key = 'SYS-3' AND to_seq IS NULL";
    assert_eq!(raw.execute(edit, []).unwrap(), 1);
    drop(triggers);
    drop(raw);
    let blob = space.join("artifacts").join(&sha256[..2]).join(&sha256);
    let mut bytes = fs::read(&blob).unwrap();
    let at = bytes.len() - 5;
    bytes[at] ^= 1;
    fs::set_permissions(&blob, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(&blob, bytes).unwrap();

    let verified = place.run(&["log", "verify", "--trust", &vkey]).exits(1).stdout;
    let line = verified.lines().find(|line| line.contains("FAILED") && line.contains("SYS-3"));
    assert!(line.is_some(), "{verified}");
    let doctor = place.run(&["doctor", "--output", "json"]).exits(1).json();
    let faults: Vec<String> = doctor["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["ok"] == false)
        .map(|f| f["item"].as_str().unwrap().to_owned())
        .collect();
    assert!(faults.iter().any(|item| item.starts_with("SYS-3 revision")), "{faults:?}");
    assert!(faults.iter().any(|item| item.starts_with(&format!("artifact {sha256}"))), "{faults:?}");

    // A bundle of it does not pass, whoever makes it.
    if place.run(&["bundle", "create", "-o", "bundle.tar"]).code == 0 {
        let judged = place.run(&["verify", "bundle.tar", "--trust", &vkey]).exits(1).stdout;
        assert!(judged.lines().any(|line| line.contains("FAILED")), "{judged}");
    }
    // Reading goes on.
    let server = Server::start(&place);
    for path in ["/", "/controls", "/w/-/records", "/w/-/records/SYS-3", "/w/-/records/SYS-1"] {
        server.send(&Request::get(path)).is(200);
    }
    server.as_owner(&Request::get("/api/v1/w/-/records/SYS-3")).is(200);
    // Once it was looked at, every page says so.
    assert!(!server.send(&Request::get("/")).is(200).text().contains("do not fit the log"));
    server.as_owner(&Request::get("/api/v1/w/-/doctor")).is(200);
    for path in ["/", "/controls", "/w/-/records/SYS-3"] {
        let page = server.send(&Request::get(path)).is(200).text();
        assert!(page.contains("do not fit the log") && page.contains("role=\"alert\""), "{path}");
    }
}

/// Fifty times at once; the statuses, sorted.
fn at_once(lab: &Lab, request: &Request) -> Vec<u16> {
    let mut all: Vec<u16> = thread::scope(|threads| {
        let send = |_| threads.spawn(|| lab.send(request.clone()).status);
        let sent: Vec<_> = (0..50).map(send).collect();
        sent.into_iter().map(|one| one.join().unwrap()).collect()
    });
    all.sort_unstable();
    all
}

#[test]
fn b5_27_the_same_approval_fifty_times() {
    let lab = Lab::new("Approvals");
    let approval = json!({"transition": "approve", "revision": 1});
    let of = |key: &str| Request::post(&lab.path(&format!("records/{key}/transitions")), &approval);
    let decided = |key: &str| {
        let history = lab.get(&format!("records/{key}/history"));
        let ops = history["revisions"].as_array().unwrap().iter().map(|r| r["op"].clone());
        ops.filter(|op| op == "approve").count()
    };

    let key = lab.create("competence-requirement", &approvable());
    let size = lab.size();
    let statuses = at_once(&lab, &of(&key));
    // The decision, and its signature.
    assert_eq!((statuses[0], decided(&key), lab.size()), (200, 1, size + 2));
    assert!(statuses[1..].iter().all(|s| matches!(s, 409 | 412)), "{statuses:?}");

    // As one request that a doubtful connection repeats: every answer is the one decision, or says that it was made.
    let key = lab.create("competence-requirement", &approvable());
    let (size, once) = (lab.size(), of(&key).header("Idempotency-Key", "approve-once"));
    let statuses = at_once(&lab, &once);
    assert_eq!((statuses[0], decided(&key), lab.size()), (200, 1, size + 2));
    assert!(statuses.iter().all(|s| matches!(s, 200 | 409 | 412)), "{statuses:?}");
    assert_eq!(lab.send(once).is(200).json()["op"], "approve");
    assert_eq!((decided(&key), lab.size()), (1, size + 2));
}

#[test]
fn b5_28_times_that_are_claimed() {
    let lab = Lab::new("Times");
    let text = fs::read_to_string(fixture("inspect/capitals.json")).unwrap().replace("\"2026-11-23T", "\"2099-11-23T");
    let sha256 = lab.store(text);
    // Nobody says when evidence was collected, or when anything was recorded.
    for (field, time) in [("collected_at", "2099-01-01T00:00:00Z"), ("collected_at", "1999-01-01T00:00:00Z")] {
        let delivery = json!({"files": [{"name": "c.json", "sha256": sha256}], "subject": "SYS-1", (field): time});
        lab.refused(400, "request.shape", Request::post(&lab.path("evidence"), &delivery));
        let body = json!({"title": "T", "owner": "PER-1", (field): time});
        let record = Request::post(&lab.path("records"), &json!({"kind": "task", "body": body}));
        lab.refused(422, "body.invalid", record);
        let body = json!({"kind": "task", "body": {"title": "T", "owner": "PER-1"}, "at": time});
        lab.refused(400, "request.shape", Request::post(&lab.path("records"), &body));
    }
    // What a person states to have seen has been seen.
    let act = json!({"title": "Seen", "evidence_kind": "training-records", "subject": "workspace",
        "period": {"from": "2026-01-01", "to": "2099-01-01"}, "population": {"text": "all"}, "statement": "All of it."});
    let problem = lab.refused(422, "body.invalid", Request::post(&lab.path("evidence/acts"), &act));
    assert_eq!(problem["problems"][0]["code"], "period.ahead", "{problem}");
    let at = |record: &Value| Timestamp::parse(record["at"].as_str().unwrap()).unwrap();
    let begun = at(&lab.get("records/SYS-1"));
    // What a file or a person claims is kept as claimed, with the server's own time beside it.
    let delivery = json!({"files": [{"name": "c.json", "sha256": sha256}], "subject": "SYS-1"});
    let report = lab.post("evidence", &delivery).is(200).json();
    let evidence = lab.get(&format!("records/{}", report["artifacts"][0]["evidence"].as_str().unwrap()));
    assert!(evidence["body"]["times"]["started"].to_string().contains("2099-11-23"), "{evidence:#}");
    let effective = "2099-01-01T00:00:00.000000Z";
    let body = json!({"kind": "task", "body": {"title": "T", "owner": "PER-1"}, "effective": effective});
    let task = lab.post("records", &body).is(201).json();
    assert!(task["effective"].as_str().unwrap().starts_with("2099-01-01"), "{task}");
    for record in [&evidence, &task] {
        assert!(at(record) >= begun && at(record) < begun.plus_days(1), "{record:#}");
    }
}
