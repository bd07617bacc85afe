//! `assay record`

mod body;
mod diff;
mod sheet;

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::dto::{RecordHistory, RecordList, RecordView, SignatureView};
use http::Method;
use serde_json::{Value, json};

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::output;

/// Records: list, show, create, update, move, history, diff, sheets.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// A page of records of a kind.
    List {
        /// Kebab-case kind, for example `ai-system`; every kind when left out.
        kind: Option<String>,
        /// Only in these states, separated by commas.
        #[arg(long)]
        state: Option<String>,
        /// Only those that hold these words.
        #[arg(long, short = 'q', value_name = "WORDS")]
        search: Option<String>,
        /// Only those whose field points at a record, for example system:SYS-1.
        #[arg(long, value_name = "FIELD:KEY")]
        link: Option<String>,
        /// Only those whose field has a value: owner:PER-1, stage:design,deployed, review_due:2026-01-01..2026-06-30,
        /// due: for none, due:* for any. May be given several times.
        #[arg(long, value_name = "FIELD:VALUE")]
        filter: Vec<String>,
        /// The order: key, title, state, changed, or an indexed field; -title the other way round.
        #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
        sort: Option<String>,
        /// As they stood at a time or a position of the log.
        #[arg(long, value_name = "TIME|POSITION")]
        as_of: Option<String>,
        /// Most records, at most 500.
        #[arg(long, default_value_t = 50)]
        limit: usize,
        /// Cursor of the page before.
        #[arg(long)]
        after: Option<String>,
        /// Cursor of the page behind.
        #[arg(long, conflicts_with = "after")]
        before: Option<String>,
        /// Say how many there are in all.
        #[arg(long)]
        count: bool,
    },
    /// One record.
    Show {
        /// Key, for example `SYS-1`, or a version such as `SYS-1@1.1.0`.
        key: String,
        /// As it stood.
        #[arg(long, value_name = "TIME|POSITION")]
        as_of: Option<String>,
    },
    /// Make a record. Title and owner are enough for a draft.
    Create {
        /// Kebab-case kind.
        kind: String,
        #[command(flatten)]
        fields: Fields,
        /// Business date, when it is another than now.
        #[arg(long, value_name = "TIME")]
        effective: Option<String>,
    },
    /// Change fields of a record.
    Update {
        /// Key.
        key: String,
        #[command(flatten)]
        fields: Fields,
        /// The revision you saw; the present one when left out.
        #[arg(long)]
        revision: Option<u32>,
    },
    /// Move a record to another state.
    Transition {
        /// Key.
        key: String,
        /// The verb, for example `approve`.
        transition: String,
        /// The revision you saw; the present one when left out.
        #[arg(long)]
        revision: Option<u32>,
        /// SHA-256 of the body that you mean to sign, as `record show --output json` says it; another one is refused.
        #[arg(long, value_name = "SHA256")]
        digest: Option<String>,
    },
    /// Every revision of a record.
    History {
        /// Key.
        key: String,
    },
    /// What differs between two revisions, field by field.
    Diff(diff::Args),
    /// JSON Schema of a kind, with labels, states, moves and who may.
    Schema {
        /// Kebab-case kind.
        kind: String,
    },
    /// Records of a kind as CSV or XLSX.
    Export(sheet::Export),
    /// Say what would become of each row of a CSV or XLSX; take them in with --apply.
    Import(sheet::Import),
}

/// Fields of a body.
#[derive(Debug, clap::Args)]
pub(crate) struct Fields {
    /// A field, for example `title='Digit reader'`; lists and objects as JSON. An empty value removes the field.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// The body as a JSON file; `-` reads it from standard input.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::List { kind, state, search, link, filter, sort, as_of, limit, after, before, count } => {
            let mut query = vec![
                ("kind", kind.clone()),
                ("state", state.clone()),
                ("q", search.clone()),
                ("link", link.clone()),
                ("as_of", as_of.clone()),
                ("limit", Some(limit.to_string())),
                ("after", after.clone()),
                ("before", before.clone()),
                ("sort", sort.clone()),
                ("count", count.then(|| true.to_string())),
            ];
            query.extend(filter.iter().map(|one| ("filter", Some(one.clone()))));
            let list: RecordList = client.get("records", &query).await?;
            output::emit(global, &list, list_text)?;
        }
        Command::Show { key, as_of } => {
            let view: RecordView = client.get(&format!("records/{}", encode(key)), &[("as_of", as_of.clone())]).await?;
            output::emit(global, &view, show_text)?;
        }
        Command::Create { kind, fields, effective } => {
            let body = body::make(kind, fields, None)?;
            let request = json!({"kind": kind, "body": body, "effective": effective});
            let view: RecordView = client.post("records", &request).await?;
            output::emit(global, &view, done_text)?;
        }
        Command::Update { key, fields, revision } => {
            let path = format!("records/{}", encode(key));
            let now: RecordView = client.get(&path, &[]).await?;
            let body = body::make(&now.kind, fields, Some(now.body))?;
            let request = json!({"body": body, "revision": revision.unwrap_or(now.revision)});
            let view: RecordView = client.send_json(Method::PUT, &client.path(&path), &request).await?;
            output::emit(global, &view, done_text)?;
        }
        Command::Transition { key, transition, revision, digest } => {
            let request = json!({"transition": transition, "revision": revision, "digest": digest});
            let view: RecordView = client.post(&format!("records/{}/transitions", encode(key)), &request).await?;
            output::emit(global, &view, done_text)?;
        }
        Command::History { key } => {
            let history: RecordHistory = client.get(&format!("records/{}/history", encode(key)), &[]).await?;
            output::emit(global, &history, history_text)?;
        }
        Command::Diff(args) => diff::run(global, &client, args).await?,
        Command::Schema { kind } => {
            let schema: Value = client.get(&format!("kinds/{}/schema", encode(kind)), &[]).await?;
            output::emit(global, &schema, |s| serde_json::to_string_pretty(s).unwrap_or_default())?;
        }
        Command::Export(args) => sheet::export(global, &client, args).await?,
        Command::Import(args) => return sheet::import(global, &client, args).await,
    }
    Ok(ExitCode::SUCCESS)
}

fn list_text(list: &RecordList) -> String {
    let row =
        |r: &RecordView| vec![r.key.clone(), r.kind.clone(), r.state.clone(), r.revision.to_string(), r.title.clone()];
    let mut text = output::table(&["key", "kind", "state", "rev", "title"], list.records.iter().map(row).collect());
    if let Some(count) = &list.count {
        text += &format!("\n\n{}{} in all", if count.exact { "" } else { "more than " }, count.n);
    }
    if let Some(next) = &list.next {
        text += &format!("\n\nmore: repeat with --after {}", quoted(next));
    }
    text
}

/// A cursor as a shell takes it.
fn quoted(cursor: &str) -> String {
    if cursor.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return cursor.to_owned();
    }
    format!("'{}'", cursor.replace('\'', r"'\''"))
}

pub(crate) fn done_text(r: &RecordView) -> String {
    format!("{} {} · {} · revision {} · entry {} of the log", r.key, r.title, r.state, r.revision, r.seq)
}

/// A signature in one line.
fn signature_text(s: &SignatureView) -> String {
    let proved = s.proved_by.and_then(|by| serde_json::to_value(by).ok()?.as_str().map(str::to_owned));
    let proved = proved.zip(s.proved_at).map(|(by, at)| format!(" (proved by {by} at {at})")).unwrap_or_default();
    format!(
        "{} {} of revision {} at {}: {} {}{proved}, SHA-256 {}",
        s.key, s.transition, s.revision, s.at, s.signer, s.meaning, s.digest
    )
}

fn show_text(r: &RecordView) -> String {
    let mut text = format!("{}\n{} by {} ({}) at {}\n\n", done_text(r), r.op, r.actor, r.via, r.at);
    if r.erased {
        text += "the body was erased; its entry in the log remains";
    } else {
        text += &serde_json::to_string_pretty(&r.body).unwrap_or_default();
    }
    for signature in &r.signatures {
        text += &format!("\n{}", signature_text(signature));
    }
    text
}

fn history_text(history: &RecordHistory) -> String {
    let row = |r: &RecordView| {
        vec![
            r.revision.to_string(),
            r.seq.to_string(),
            r.at.to_string(),
            r.op.clone(),
            r.state.clone(),
            format!("{} ({})", r.actor, r.via),
            r.title.clone(),
        ]
    };
    let revisions = &history.revisions;
    let mut text =
        output::table(&["rev", "entry", "at", "act", "state", "by", "title"], revisions.iter().map(row).collect());
    for signature in revisions.iter().flat_map(|r| &r.signatures) {
        text += &format!("\n{}", signature_text(signature));
    }
    text
}
