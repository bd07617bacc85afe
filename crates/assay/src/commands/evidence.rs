//! `assay evidence`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::dto::{ActReport, ActRequest};
use assay_domain::kinds::evidence::stated_kinds;
use assay_domain::{Day, EvidenceKind, Period, Population};
use clap::builder::PossibleValuesParser;
use serde_json::Value;

use super::{Done, ingest};
use crate::cli::Global;
use crate::client::Client;
use crate::client::upload::deliver;
use crate::failure::Failure;
use crate::output;

/// Evidence that people state.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Record what a person did and saw, with the files that show it. It counts once somebody else has reviewed it.
    Record(Box<Record>),
}

/// What was done and seen. What a tool wrote is taken in by `assay ingest`.
#[derive(Debug, clap::Args)]
pub(crate) struct Record {
    /// What people read.
    #[arg(long)]
    title: String,
    /// What sort.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(stated_kinds().map(|word| word.slug)))]
    kind: String,
    /// What it is about: `workspace`, a record such as SYS-1, or a system version such as SYS-1@1.1.0.
    #[arg(long, value_name = "KEY[@VERSION]", default_value = "workspace")]
    subject: String,
    /// First day it speaks of, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    from: String,
    /// Last day it speaks of, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    to: String,
    /// What it was taken from, in words.
    #[arg(long, value_name = "TEXT")]
    population: String,
    /// How many there are in all.
    #[arg(long, value_name = "N")]
    size: Option<u64>,
    /// How many were looked at.
    #[arg(long, value_name = "N")]
    sampled: Option<u64>,
    /// How they were chosen, for example `all`.
    #[arg(long, value_name = "TEXT")]
    method: Option<String>,
    /// What was done and seen; needed where no file shows it.
    #[arg(long, value_name = "TEXT")]
    statement: Option<String>,
    /// Where it came from: a system, a place, an address.
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
    /// The query or filter that gave it.
    #[arg(long, value_name = "TEXT")]
    query: Option<String>,
    /// A record of ours that it shows; may be given again.
    #[arg(long, value_name = "KEY")]
    shows: Vec<String>,
    /// A requirement that it is offered for, for example A.9.3; may be given again.
    #[arg(long, value_name = "ID")]
    requirement: Vec<String>,
    /// Last day it may be relied on, YYYY-MM-DD.
    #[arg(long, value_name = "DAY")]
    valid_until: Option<String>,
    /// Evidence of a person that this one replaces.
    #[arg(long, value_name = "KEY")]
    supersedes: Option<String>,
    /// Files that show it.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

fn kind(text: &str) -> Result<EvidenceKind, Failure> {
    serde_json::from_value(Value::String(text.to_owned())).map_err(|e| Failure::usage(e.to_string()))
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let Command::Record(act) = command;
    let client = Client::open(global)?;
    let day = |text: &str| Day::from(text);
    let request = ActRequest {
        title: act.title.clone(),
        evidence_kind: kind(&act.kind)?,
        subject: act.subject.clone(),
        period: Period { from: Some(day(&act.from)), to: Some(day(&act.to)) },
        population: Population {
            text: act.population.clone(),
            size: act.size,
            sampled: act.sampled,
            method: act.method.clone(),
        },
        statement: act.statement.clone(),
        source: act.source.clone(),
        query: act.query.clone(),
        shows: act.shows.clone(),
        requirements: act.requirement.clone(),
        valid_until: act.valid_until.as_deref().map(day),
        files: deliver(&client, &act.paths).await?,
        supersedes: act.supersedes.clone(),
    };
    let report: ActReport = client.post("evidence/acts", &request).await?;
    output::emit(global, &report, text)?;
    Ok(ExitCode::SUCCESS)
}

fn text(report: &ActReport) -> String {
    let mut lines = vec![format!(
        "{} about {} is recorded. It counts once somebody else has reviewed it.",
        report.evidence, report.subject
    )];
    lines.extend(ingest::changed(&report.changed));
    lines.join("\n")
}
