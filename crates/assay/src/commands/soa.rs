//! `assay soa`

use std::process::ExitCode;

use assay_app::dto::{RecordView, SoaRowView, SoaView};
use assay_documents::soa::{self, Row};
use assay_domain::AIMS;
use serde_json::json;

use super::{Done, record};
use crate::cli::{Format, Global};
use crate::client::Client;
use crate::output::{self, word};

/// The Statement of Applicability of a framework, computed.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    /// Whose Statement of Applicability: the slug of a framework that has one.
    #[arg(long, value_name = "SLUG", default_value = AIMS, global = true)]
    framework: String,
    /// As it stood at a time or a position of the log.
    #[arg(long, value_name = "TIME|POSITION")]
    as_of: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What else can be done with it.
#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Freeze the approved rows as a new version, for top management to approve.
    Draft {
        /// What people read.
        #[arg(long)]
        title: String,
        /// Who answers for it: a person's key.
        #[arg(long)]
        owner: String,
        /// Scope it speaks of.
        #[arg(long)]
        scope: String,
    },
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let client = Client::open(global)?;
    if let Some(Command::Draft { title, owner, scope }) = &args.command {
        let view: RecordView = client
            .post("soa", &json!({"framework": args.framework, "title": title, "owner": owner, "scope": scope}))
            .await?;
        output::emit(global, &view, record::done_text)?;
        return Ok(ExitCode::SUCCESS);
    }
    let view: SoaView =
        client.get("soa", &[("framework", Some(args.framework.clone())), ("as_of", args.as_of.clone())]).await?;
    let rows = || view.rows.iter().map(row).collect::<Vec<Row>>();
    match global.output {
        Format::Csv => output::write(global, &soa::csv(&rows()))?,
        Format::Md => output::write(global, &soa::markdown(&head(&view), &rows()))?,
        _ => output::emit(global, &view, text)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn head(view: &SoaView) -> String {
    match (&view.version, &view.approved_by, &view.approved_at) {
        (Some(version), Some(by), Some(at)) => {
            format!("{}: {version}, approved by {by} on {}", view.edition, at.date())
        }
        _ => format!("{}: no version is approved", view.edition),
    }
}

fn applies(applicable: Option<bool>) -> &'static str {
    match applicable {
        Some(true) => "yes",
        Some(false) => "no",
        None => "undecided",
    }
}

fn row(r: &SoaRowView) -> Row {
    Row {
        id: r.id.clone(),
        title: r.title.clone(),
        source: r.source.clone(),
        applicable: applies(r.applicable).to_owned(),
        reason: r.reason.clone().unwrap_or_default(),
        implementation: r.implementation.clone().unwrap_or_default(),
        owner: r.owner.clone().unwrap_or_default(),
        state: word(&r.state),
        risks: r.risks.join(" "),
        evidence: r.evidence.to_string(),
    }
}

fn text(view: &SoaView) -> String {
    let cells = |r: &SoaRowView| {
        let owner = r.owner.clone().unwrap_or_default();
        vec![
            r.id.clone(),
            applies(r.applicable).to_owned(),
            r.implementation.clone().unwrap_or_default(),
            word(&r.state),
            owner,
            r.title.clone(),
        ]
    };
    let table =
        output::table(&["id", "applies", "in place", "state", "owner", "title"], view.rows.iter().map(cells).collect());
    let mut text = format!("{}\n", head(view));
    if !view.diverged.is_empty() {
        text += &format!("Decided anew since then: {}\n", view.diverged.join(", "));
    }
    format!("{text}\n{table}")
}
