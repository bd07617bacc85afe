//! What every refusal looks like.

use serde_json::Value;

use crate::document::fits;
use crate::support::http::Answer;

/// A refusal by RFC 9457.
#[track_caller]
pub(crate) fn problem(document: &Value, what: &str, answer: &Answer) -> Value {
    assert!((400..500).contains(&answer.status), "{what}: {} {}", answer.status, answer.text());
    let kind = answer.header("content-type");
    assert_eq!(kind, Some("application/problem+json"), "{what}: {} {}", answer.status, answer.text());
    let problem = answer.json();
    let schema = document.pointer("/components/schemas/Problem").unwrap();
    assert_eq!(fits(document, schema, &problem, what), Ok(()));
    assert_eq!(problem["status"], answer.status, "{what}");
    assert!(problem["detail"].as_str().is_some_and(|d| d.len() > 5), "{what}: {problem}");
    problem
}
