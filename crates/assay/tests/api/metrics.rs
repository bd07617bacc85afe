//! What the server tells of itself, and to whom.

use crate::support::Request;
use crate::world::World;

/// The value of a series in the OpenMetrics text.
fn value(text: &str, series: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(series)?.strip_prefix(' ')?.parse().ok())
}

#[test]
fn requests_and_entries_are_counted() {
    let world = World::new();
    let size = world.size();
    for path in ["/controls/A.2.2", "/controls/A.2.3", "/nowhere", "/controls/A.99"] {
        let _ = world.server.send(&Request::get(path));
    }
    let answer = world.server.send(&Request::get("/metrics")).is(200);
    assert!(answer.header("content-type").unwrap().starts_with("application/openmetrics-text"));
    let text = answer.text();
    assert!(text.ends_with("# EOF\n"), "{text}");
    assert_eq!(value(&text, r#"assay_log_entries{workspace="demo"}"#), Some(size), "{text}");
    assert_eq!(value(&text, r#"assay_projected_entries{workspace="demo"}"#), Some(size), "{text}");
    let of = |status: u16| {
        value(
            &text,
            &format!(r#"assay_http_requests_total{{route="/controls/{{id}}",method="GET",status="{status}"}}"#),
        )
    };
    assert_eq!((of(200), of(404)), (Some(2), Some(1)), "templates, not paths: {text}");
    assert!(!text.contains("nowhere") && !text.contains("A.2.2"), "{text}");
}

#[test]
fn others_are_told_nothing() {
    let world = World::new();
    for (name, value) in [("Host", "assay.example"), ("X-Forwarded-For", "203.0.113.7")] {
        let answer = world.server.send(&Request::get("/metrics").header(name, value)).is(403);
        assert_eq!(answer.json()["code"], "metrics.elsewhere");
    }
    assert!(world.server.as_owner(&Request::get("/metrics")).is(200).text().contains("assay_build"));
}

#[test]
fn jobs_are_counted() {
    let world = World::new();
    let series = |name: &str| format!(r#"assay_{name}{{workspace="demo",job="expiry"}}"#);
    let metrics = || world.server.as_owner(&Request::get("/metrics")).is(200).text();
    assert_eq!(value(&metrics(), &series("job_runs_total")), None, "nothing ran yet");
    let run = Request::post("/api/v1/w/demo/jobs/expiry/run", &serde_json::json!({}));
    assert_eq!(world.server.as_owner(&run).is(200).json()["runs"], 1);
    let text = metrics();
    let of = |name: &str| value(&text, &series(name));
    assert_eq!((of("job_runs_total"), of("job_failures_total")), (Some(1), Some(0)), "{text}");
    assert_eq!((of("job_dead"), of("job_in_order")), (Some(0), Some(1)), "{text}");
    assert!(of("job_ran_at_seconds").is_some_and(|at| at > 1_700_000_000), "{text}");
}
