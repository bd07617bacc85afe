//! `assay record diff`

use std::fmt::Write as _;

use assay_app::dto::{DiffSide, FieldChange, How, RecordDiff};
use serde_json::Value;

use crate::cli::Global;
use crate::client::{Client, encode};
use crate::failure::Failure;
use crate::output;

/// What differs between two revisions.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Key.
    key: String,
    /// The revision to start from; the one before the other when left out.
    #[arg(long, value_name = "REVISION")]
    from: Option<u32>,
    /// The revision to end with; the present one when left out.
    #[arg(long, value_name = "REVISION")]
    to: Option<u32>,
}

pub(super) async fn run(global: &Global, client: &Client, args: &Args) -> Result<(), Failure> {
    let query = [("from", args.from.map(|n| n.to_string())), ("to", args.to.map(|n| n.to_string()))];
    let diff: RecordDiff = client.get(&format!("records/{}/diff", encode(&args.key)), &query).await?;
    output::emit(global, &diff, text)
}

fn text(diff: &RecordDiff) -> String {
    let side = |s: &DiffSide| format!("revision {} · {} · {} by {} at {}", s.revision, s.state, s.op, s.actor, s.at);
    let mut out = format!("{}\n--- {}\n+++ {}\n\n", diff.key, side(&diff.from), side(&diff.to));
    for s in [&diff.from, &diff.to].into_iter().filter(|s| s.erased) {
        let _ = writeln!(out, "revision {} was erased; its entry in the log remains", s.revision);
    }
    if diff.changes.is_empty() && !diff.from.erased && !diff.to.erased {
        out += "no field differs";
    }
    for change in &diff.changes {
        field(&mut out, change);
    }
    out
}

fn field(out: &mut String, change: &FieldChange) {
    let _ = writeln!(out, "{}", change.path);
    let sign = |how: Option<How>| match how {
        Some(How::Added) => '+',
        Some(How::Removed) => '-',
        Some(How::Changed) | None => ' ',
    };
    if !change.lines.is_empty() {
        for line in &change.lines {
            let _ = writeln!(out, "  {} {}", sign(line.how), line.text);
        }
        return;
    }
    for (sign, value) in [('-', &change.old), ('+', &change.new)] {
        if let Some(value) = value {
            let _ = writeln!(out, "  {sign} {}", plain(value));
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
