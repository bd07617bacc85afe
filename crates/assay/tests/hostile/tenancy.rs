//! Whose it is, and who may (numbers 13 to 16 and 18).

use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::cluster::{Cluster, SERVING};
use crate::house::{form, kept};
use crate::lab::{Lab, world};
use crate::session::home;
use crate::support::http::PATIENCE;
use crate::support::{Request, TestEnvironment};
use crate::world::{ALL, World};

/// A token of one workspace learns nothing of another, not even that it exists.
#[test]
fn b5_13_every_route_hides_the_other_workspace() {
    let world = World::new();
    let mine = world.token_of("second-lab", "MBR-1", &ALL);
    let size = world.size();
    let mut tried = 0;
    for operation in world.operations().into_iter().filter(|o| o.path.contains("{workspace}")) {
        let ask = |workspace: &str| {
            let answer = world.server.send(&world.request(&operation, workspace, "SYS-3").bearer(Some(&mine)));
            (answer.status, answer.text().replace(workspace, "?"))
        };
        let (theirs, nobodys) = (ask("demo"), ask("nowhere"));
        assert_eq!(theirs.0, 404, "{}: {}", operation.id, theirs.1);
        assert_eq!(theirs, nobodys, "{} tells the two apart", operation.id);
        tried += 1;
    }
    assert!(tried >= 28, "{tried}");
    assert_eq!(world.size(), size, "a refused request wrote something");
}

/// Keys and digests of the other workspace mean nothing here.
#[test]
fn b5_13_ids_do_not_cross() {
    let world = world();
    let lab = Lab::new("Apart");
    let ask = |request: Request| lab.send(request);
    for path in ["records/SYS-3", "records/SYS-3@1.0.0", "records/EV-34", "records/EV-34/history", "log/proof/SYS-3"] {
        ask(Request::get(&lab.path(path))).is(404);
    }
    ask(Request::get(&lab.path(&format!("artifacts/{}", world.sha256)))).is(404);
    let body = json!({"files": [{"name": "x", "sha256": world.sha256}], "subject": "SYS-1"});
    lab.refused(404, "not-found", Request::post(&lab.path("evidence"), &body));
    // The same bytes are new here: nobody learns from the answer that somebody else has them.
    let bytes = std::fs::read(crate::support::files::example("1.0.0.eval")).unwrap();
    let stored = ask(Request::new("POST", &lab.path("artifacts")).body(bytes)).is(201).json();
    assert_eq!(stored["existed"], false);
    let id = world.get("records/SYS-3")["id"].clone();
    ask(Request::get(&lab.path(&format!("records/{}", id.as_str().unwrap())))).is(400);
    let list = ask(Request::get("/api/v1/workspaces")).is(200).json();
    assert_eq!(list["workspaces"].as_array().unwrap().len(), 1);
    assert_eq!(list["workspaces"][0]["slug"], lab.slug.as_str());
}

#[test]
fn b5_14_fields_that_nobody_may_set() {
    let lab = Lab::new("Fields");
    let whole = json!({"title": "Drift", "owner": "PER-1"});
    let key = lab.create("risk", &whole);
    let path = lab.path(&format!("records/{key}"));
    for (field, value) in [
        ("workspace_id", json!("00000000-0000-4000-8000-000000000000")),
        ("approved_by", json!("PER-1")),
        ("seal", json!("signed")),
        ("state", json!("accepted")),
        ("creator", json!("MBR-1")),
    ] {
        let mut body = whole.clone();
        body[field] = value.clone();
        let within = Request::new("PUT", &path).json(&json!({"body": body, "revision": 1}));
        lab.refused(422, "body.invalid", within);
        let beside = Request::new("PUT", &path).json(&json!({"body": whole, "revision": 1, (field): value}));
        lab.refused(400, "request.shape", beside);
        let new = Request::post(&lab.path("records"), &json!({"kind": "risk", "body": body}));
        lab.refused(422, "body.invalid", new);
    }
    assert_eq!(lab.send(Request::new("PATCH", &path).json(&json!({"seal": 1}))).status, 405);
    let stands = lab.get(&format!("records/{key}"));
    assert_eq!((&stands["revision"], &stands["state"]), (&json!(1), &json!("draft")));
}

#[test]
fn b5_15_a_collector_reviews_through_the_api() {
    let world = world();
    let hiroshi = world.token("MBR-6", &["read", "collect", "review"]);
    let body = json!({"files": [{"name": "x.eval", "sha256": world.sha256}], "subject": "SYS-3@1.1.0"});
    let delivered =
        world.server.send(&Request::post("/api/v1/w/demo/evidence", &body).bearer(Some(&hiroshi))).is(200).json();
    let evidence = &delivered["artifacts"][0]["evidence"];
    let reviews = || world.get("records?kind=evidence-review&limit=500")["records"].clone();
    let before = reviews();
    let review = json!({"kind": "evidence-review", "body": {
        "title": "R", "evidence": evidence, "conclusion": "accepted", "reason": "Mine",
    }});
    // Another token makes nobody another person.
    for token in [&hiroshi, &world.token("MBR-6", &["read", "review"])] {
        let request = Request::post("/api/v1/w/demo/records", &review).bearer(Some(token));
        let refused = world.server.send(&request).is(403).json();
        assert_eq!(
            (&refused["code"], &refused["details"]["rule"]),
            (&json!("sod.collector_reviewer"), &json!("sod.collector_reviewer"))
        );
        assert!(refused["details"]["may"].as_array().is_some_and(|m| !m.is_empty()), "{refused}");
    }
    assert_eq!(reviews(), before);
}

/// A body that can be approved, and nobody's own.
pub(crate) fn approvable() -> Value {
    json!({
        "title": "Impact assessor", "owner": "PER-1", "role": "impact-assessor", "workforce": ["employees"],
        "knowledge": ["who is affected"], "skills": ["reads an evaluation"], "education_experience": "two assessments",
        "verification": "work sample",
    })
}

#[test]
fn b5_16_an_approver_who_is_one_no_more() {
    let home = home();
    let (house, ana) = (&home.house, home.ana.as_str());
    let act = |method: &str, path: &str, body: &Value| house.act(ana, method, path, body);
    let (member, invitation) = house.invite(ana, "Vera", &["approver"]);
    let fields = [("login", "vera@lab.example"), ("password", "copper meadow trombone")];
    let vera = kept(&house.server.send(&form(&invitation, &fields)).is(303));
    let made = act("POST", "records", &json!({"kind": "competence-requirement", "body": approvable()})).is(201).json();
    let key = made["key"].as_str().unwrap();
    let state = || act("GET", &format!("records/{key}"), &json!({})).is(200).json()["state"].clone();

    let path = format!("/w/second-lab/records/{key}/move/approve");
    let open = house.page(&path, &vera).is(200).text();
    let token = open.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let submit = || house.server.send(&form(&path, &[("form", &token), ("revision", "1")]).header("Cookie", &vera));
    let was = act("GET", &format!("records/{member}"), &json!({})).is(200).json();
    let mut less = was["body"].clone();
    less["roles"] = json!(["viewer"]);
    act("PUT", &format!("records/{member}"), &json!({"body": less, "revision": was["revision"]})).is(200);
    submit().is(403);
    assert_eq!(state(), "draft");
    act("POST", &format!("records/{member}/transitions"), &json!({"transition": "remove"})).is(200);
    // Who is a member no more is signed in no more: the form leads to where one signs in, and does nothing.
    let gone = submit().is(303);
    let there = gone.header("location").unwrap_or_default();
    assert!(there.starts_with("/sign-in?"), "{there}");
    assert_eq!(state(), "draft");
    // The form was right: whoever may approve does so.
    act("POST", &format!("records/{key}/transitions"), &json!({"transition": "approve"})).is(200);
    assert_eq!(state(), "approved");
}

#[test]
fn b5_18_a_database_without_a_workspace_and_with_a_superuser() {
    let Some(cluster) = Cluster::shared() else { return };
    let name = cluster.database();
    let place = TestEnvironment::empty();
    let url = cluster.url(SERVING, &name);
    place.run(&["init", "--organisation", "In rows", "--owner", "Ana", "--database", &url]).succeeds();
    let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'assay'::regnamespace AND relkind IN ('r', 'p') \
                  AND NOT relispartition AND relname <> 'schema_version'";
    let (mut tables_tried, mut filled) = (0, 0);
    for table in cluster.sql("postgres", &name, tables).lines() {
        let count = format!("SELECT count(*) FROM assay.{table}");
        assert_eq!(cluster.sql(SERVING, &name, &count), "0", "{table} shows rows of no workspace in particular");
        tables_tried += 1;
        filled += usize::from(cluster.sql("postgres", &name, &count) != "0");
    }
    assert!(tables_tried >= 14 && filled >= 4, "{tables_tried} tables, {filled} of them with rows");

    let mut serve = place.command();
    serve.args(["serve", "--listen", "127.0.0.1:0", "--database", &cluster.url("postgres", &name)]);
    let mut child = serve.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("it serves as a superuser");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let ended = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(!ended.status.success() && said.contains("row-level security") && !said.contains("Serving on"), "{said}");
    cluster.drop_database(&name);
}
