//! What the server measures of itself, in the OpenMetrics text format.
//!
//! Labels come from closed sets (route templates, methods, status codes, workspaces of this folder), so the number of
//! series is bounded whatever is asked. Counts reveal what goes on in every workspace: only whoever may read all of them
//! gets them, the owner of this machine.

use std::sync::Arc;
use std::time::Instant;

use assay_app::scheduler::JobGauge;
use assay_app::{AppError, ErrorClass};
use axum::Extension;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::asker::from_this_machine;
use crate::problem::Reply;
use crate::state::{Entrance, Served};

/// Bounds of the buckets of answering times, in seconds.
const SECONDS: [f64; 9] = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0];

/// Every method that has a name; others count as `other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EncodeLabelValue)]
#[expect(clippy::upper_case_acronyms, reason = "the label's value is the method's name")]
enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    DELETE,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    method: Method,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfWorkspace {
    workspace: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfJob {
    workspace: String,
    job: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfVersion {
    version: String,
}

/// What requests add up to since the start.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metrics(Arc<Requests>);

#[derive(Debug)]
struct Requests {
    answered: Family<Answered, Counter>,
    took: Family<OfRoute, Histogram, fn() -> Histogram>,
}

impl Default for Requests {
    fn default() -> Self {
        Self { answered: Family::default(), took: Family::new_with_constructor(|| Histogram::new(SECONDS)) }
    }
}

/// Counts a request once its answer begins.
pub(crate) async fn count(State(served): State<Served>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none", |path| path.as_str()).to_owned();
    let method = match request.method().as_str() {
        "GET" => Method::GET,
        "HEAD" => Method::HEAD,
        "POST" => Method::POST,
        "PUT" => Method::PUT,
        "DELETE" => Method::DELETE,
        _ => Method::Other,
    };
    let begun = Instant::now();
    let mut response = next.run(request).await;
    let took = begun.elapsed().as_secs_f64();
    let requests = &served.metrics.0;
    requests.took.get_or_create(&OfRoute { route: route.clone() }).observe(took);
    // Said of what is read only: how long a secret took to be checked is nobody's business.
    if method == Method::GET
        && let Ok(said) = HeaderValue::from_str(&format!("app;dur={:.3}", took * 1_000.0))
    {
        response.headers_mut().insert("server-timing", said);
    }
    let answered = Answered { route, method, status: response.status().as_u16() };
    requests.answered.get_or_create(&answered).inc();
    response
}

/// All of it, with how far each workspace is.
pub(crate) async fn show(
    State(served): State<Served>,
    Extension(entrance): Extension<Entrance>,
    headers: HeaderMap,
) -> Reply<Response> {
    let ours = match entrance {
        Entrance::Owner(_) => true,
        Entrance::Network { loopback } => loopback && from_this_machine(&headers),
    };
    if !ours {
        let text = "measurements are given on this machine alone: ask on a loopback address, or through the socket";
        return Err(AppError::new(ErrorClass::Forbidden, "metrics.elsewhere", text).into());
    }
    let (gauges, jobs) = served.run(|installation| Ok((installation.gauges()?, installation.job_gauges()?))).await?;
    let mut registry = Registry::with_prefix("assay");
    let build: Family<OfVersion, Gauge> = Family::default();
    build.get_or_create(&OfVersion { version: env!("CARGO_PKG_VERSION").to_owned() }).set(1);
    registry.register("build", "The version that runs", build);
    let (entries, projected): (Family<OfWorkspace, Gauge>, Family<OfWorkspace, Gauge>) = Default::default();
    for of in gauges {
        let label = OfWorkspace { workspace: of.workspace };
        entries.get_or_create(&label).set(i64::try_from(of.entries).unwrap_or(i64::MAX));
        projected.get_or_create(&label).set(i64::try_from(of.projected).unwrap_or(i64::MAX));
    }
    registry.register("log_entries", "Entries of the log", entries);
    registry.register("projected_entries", "Entries whose verdicts are worked out", projected);
    register_jobs(&mut registry, jobs);
    let requests = &served.metrics.0;
    registry.register("http_requests", "Requests answered", requests.answered.clone());
    registry.register("http_answer_seconds", "Time until the answer began", requests.took.clone());
    let mut text = String::new();
    encode(&mut text, &registry).map_err(|e| AppError::internal(format!("measurements cannot be written: {e}")))?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// What jobs came to, as the control store remembers it.
fn register_jobs(registry: &mut Registry, jobs: Vec<JobGauge>) {
    let (runs, failed): (Family<OfJob, Counter>, Family<OfJob, Counter>) = Default::default();
    let (dead, order, ran): (Family<OfJob, Gauge>, Family<OfJob, Gauge>, Family<OfJob, Gauge>) = Default::default();
    for JobGauge { workspace, job } in jobs {
        let of = OfJob { workspace, job: job.name };
        runs.get_or_create(&of).inc_by(job.runs);
        failed.get_or_create(&of).inc_by(job.failed);
        dead.get_or_create(&of).set(i64::from(job.state == "dead"));
        if let (Some(ok), Some(at)) = (job.ok, job.ran_at) {
            order.get_or_create(&of).set(i64::from(ok));
            ran.get_or_create(&of).set(at.as_micros() / 1_000_000);
        }
    }
    registry.register("job_runs", "Runs of a job that came to an end", runs);
    registry.register("job_failures", "Tries of a job that failed", failed);
    registry.register("job_dead", "1 while a job has failed as often as it may", dead);
    registry.register("job_in_order", "1 when the last run found everything in order", order);
    registry.register("job_ran_at_seconds", "When the last run ended, in Unix time", ran);
}
