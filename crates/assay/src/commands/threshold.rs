//! `assay threshold`

use std::process::ExitCode;

use assay_app::ThresholdRequest;
use assay_app::dto::RecordView;
use assay_domain::Subject;

use super::{Done, record};
use crate::cli::Global;
use crate::client::Client;
use crate::failure::Failure;
use crate::output;

/// Acceptance criteria.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Draft a criterion. Somebody else approves it, which has to happen before the run it judges.
    Set(Box<Set>),
}

/// A criterion.
#[derive(Debug, clap::Args)]
pub(crate) struct Set {
    /// Observation key, with `*` for any characters, for example `digit_reading/*/accuracy`.
    metric: String,
    /// `>=` or `<=`.
    operator: String,
    /// The mark, for example 0.95.
    value: String,
    /// The requirement it serves.
    #[arg(long, default_value = "A.6.2.4")]
    requirement: String,
    /// What it binds: `workspace`, a system, or one version.
    #[arg(long, default_value = "workspace", value_name = "KEY[@VERSION]")]
    subject: String,
    /// Who answers for it: a person's key; yourself when left out.
    #[arg(long, value_name = "KEY")]
    owner: Option<String>,
    /// What people read.
    #[arg(long)]
    title: Option<String>,
    /// Fewest samples that count.
    #[arg(long, value_name = "N")]
    min_n: Option<u32>,
    /// Days a result may be relied on.
    #[arg(long, value_name = "DAYS")]
    valid_days: Option<u32>,
    /// Let the cautious end of the confidence interval decide.
    #[arg(long)]
    use_bound: bool,
    /// Why this mark.
    #[arg(long)]
    rationale: Option<String>,
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let Command::Set(set) = command;
    let subject: Subject =
        set.subject.parse().map_err(|e: assay_domain::SubjectError| Failure::usage(e.to_string()))?;
    let request = ThresholdRequest {
        metric: set.metric.clone(),
        operator: set.operator.clone(),
        value: set.value.clone(),
        requirement: set.requirement.clone(),
        subject,
        owner: set.owner.clone(),
        title: set.title.clone(),
        min_n: set.min_n,
        valid_days: set.valid_days,
        use_bound: set.use_bound,
        rationale: set.rationale.clone(),
        evidence_kind: None,
    };
    let view: RecordView = Client::open(global)?.post("thresholds", &request).await?;
    output::emit(global, &view, record::done_text)?;
    Ok(ExitCode::SUCCESS)
}
