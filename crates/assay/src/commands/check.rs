//! `assay check`

use std::process::ExitCode;

use assay_app::dto::{VerdictList, VerdictView};
use assay_documents::verdicts::{self, Level, Line};
use assay_domain::Outcome;

use super::Done;
use crate::cli::{Format, Global};
use crate::client::Client;
use crate::failure::Failure;
use crate::output::{self, word};

/// Verdicts: what passes, what is missing, and why. Exits 1 unless everything asked for passes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only of this subject, for example SYS-1@1.1.0.
    #[arg(long, value_name = "KEY[@VERSION]")]
    subject: Option<String>,
    /// Only of this requirement, for example A.6.2.4.
    #[arg(long, value_name = "ID")]
    requirement: Option<String>,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let client = Client::open(global)?;
    let query = [("subject", args.subject.clone()), ("requirement", args.requirement.clone())];
    let list: VerdictList = client.get("verdicts", &query).await?;
    let lines: Vec<Line> = list.verdicts.iter().map(line).collect();
    match global.output {
        Format::Sarif => output::write(
            global,
            &verdicts::sarif(&lines, env!("CARGO_PKG_VERSION")).map_err(|e| Failure::usage(e.to_string()))?,
        )?,
        Format::Junit => output::write(global, &verdicts::junit(&lines))?,
        _ => output::emit(global, &list, text)?,
    }
    let open = list.verdicts.iter().filter(|v| !holds(v)).count();
    if list.verdicts.is_empty() {
        output::note("nothing was measured: no check in force looks at this");
    } else if open > 0 && global.output != Format::Json {
        output::note(format!("{open} of {} checks do not hold", list.verdicts.len()));
    }
    Ok(if open == 0 && !list.verdicts.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// A pass that has not run out, or a failure that is tolerated for a time. Not measured is never a pass.
fn holds(v: &VerdictView) -> bool {
    (v.outcome == Outcome::Pass && !v.stale) || v.outcome == Outcome::Waived
}

fn shown(v: &VerdictView) -> String {
    if v.stale { "stale".to_owned() } else { word(&v.outcome) }
}

fn text(list: &VerdictList) -> String {
    let row = |v: &VerdictView| vec![shown(v), v.check.clone(), v.subject.clone(), v.reason.clone()];
    let mut sorted: Vec<&VerdictView> = list.verdicts.iter().collect();
    sorted.sort_by_key(|v| holds(v));
    output::table(&["outcome", "check", "subject", "reason"], sorted.into_iter().map(row).collect())
}

fn line(v: &VerdictView) -> Line {
    let level = match v.outcome {
        _ if v.stale => Level::Error,
        Outcome::Pass => Level::Pass,
        Outcome::Waived => Level::Note,
        Outcome::Fail | Outcome::Error | Outcome::Missing => Level::Error,
        Outcome::Undecided => Level::Warning,
    };
    Line {
        check: v.check.clone(),
        title: v.title.clone(),
        subject: v.subject.clone(),
        level,
        outcome: shown(v),
        code: v.code.clone(),
        reason: v.reason.clone(),
        requirements: v.requirements.clone(),
    }
}
