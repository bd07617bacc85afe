//! `assay room`

use std::process::ExitCode;

use assay_app::dto::{RoomList, RoomView, SampleView};
use assay_app::rooms::OpenRoom;
use assay_domain::Timestamp;
use serde_json::json;

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::failure::Failure;
use crate::output;

/// Audit rooms: what auditors from outside may see, and until when.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Let auditors see the records as they stand, or stood, for at most 90 days: your signature.
    Open(Box<Open>),
    /// Rooms, who is inside until when, and what waits for an answer.
    List,
    /// End a room before its minute.
    End {
        /// Key of the room, for example ROOM-1.
        key: String,
    },
    /// Draw a sample with the seed of a room; everybody who draws it gets the same.
    Sample {
        /// Key of the room.
        key: String,
        /// Records of which kind, for example system-version.
        #[arg(long)]
        kind: String,
        /// In which state.
        #[arg(long)]
        state: Option<String>,
        /// How many.
        #[arg(long, value_name = "N", default_value_t = 10)]
        size: u32,
        /// A word of the auditor's own, mixed into the seed.
        #[arg(long)]
        word: Option<String>,
    },
}

/// A room to be opened.
#[derive(Debug, clap::Args)]
pub(crate) struct Open {
    /// What people read.
    title: String,
    /// Key of a member who is let in; can be repeated.
    #[arg(long = "auditor", value_name = "KEY", required = true)]
    auditors: Vec<String>,
    /// The minute at which it ends, for example 2026-10-16T17:00:00Z.
    #[arg(long, value_name = "TIME")]
    until: String,
    /// First moment; now when left out.
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// What it is about: a framework, or a requirement such as iso42001:A.6.2.4; can be repeated.
    #[arg(long = "requirement", value_name = "ID", default_value = "iso42001")]
    requirements: Vec<String>,
    /// The internal audit it serves.
    #[arg(long, value_name = "KEY")]
    audit: Option<String>,
    /// Or the certification audit.
    #[arg(long, value_name = "KEY")]
    certification_audit: Option<String>,
    /// Position of the log or time at which it is to stand; now when left out.
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<String>,
    /// Who looks after it: a person's key; yourself when left out.
    #[arg(long, value_name = "KEY")]
    owner: Option<String>,
}

fn time(text: &str) -> Result<Timestamp, Failure> {
    Timestamp::parse(text).map_err(|e| Failure::usage(e.to_string()))
}

const HEAD: [&str; 7] = ["room", "title", "state", "until", "stands at", "auditors", "waiting"];

fn row(room: &RoomView) -> Vec<String> {
    let names: Vec<&str> = room.auditors.iter().map(|a| a.title.as_str()).collect();
    vec![
        room.key.clone(),
        room.title.clone(),
        room.state.clone(),
        room.until.map(|t| t.to_string()).unwrap_or_default(),
        room.stands_at.as_ref().map(|s| s.position.to_string()).unwrap_or_default(),
        names.join(", "),
        room.waiting.to_string(),
    ]
}

fn one(room: &RoomView) -> String {
    output::table(&HEAD, vec![row(room)])
}

fn drawn(sample: &SampleView) -> String {
    let row =
        |i: &assay_app::dto::SampleItem| vec![i.place.to_string(), i.key.clone(), i.title.clone(), i.state.clone()];
    let table = output::table(&["place", "key", "title", "state"], sample.items.iter().map(row).collect());
    format!(
        "{} of {} drawn at position {}.\nText hashed: {}\nSHA-256 of the keys, one a line: {}\n{}\n\n{table}",
        sample.items.len(),
        sample.population,
        sample.position,
        sample.seed,
        sample.population_sha256,
        sample.method
    )
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::Open(open) => {
            let request = OpenRoom {
                title: open.title.clone(),
                owner: open.owner.clone(),
                audit: open.audit.clone(),
                certification_audit: open.certification_audit.clone(),
                auditors: open.auditors.clone(),
                from: open.from.as_deref().map(time).transpose()?,
                until: time(&open.until)?,
                requirements: open.requirements.clone(),
                as_of: open.as_of.clone(),
            };
            let room: RoomView = client.post("rooms", &request).await?;
            output::emit(global, &room, one)?;
        }
        Command::List => {
            let list: RoomList = client.get("rooms", &[]).await?;
            output::emit(global, &list, |l| output::table(&HEAD, l.rooms.iter().map(row).collect()))?;
        }
        Command::End { key } => {
            let room: RoomView = client.post(&format!("rooms/{}/end", encode(key)), &json!({})).await?;
            output::emit(global, &room, one)?;
        }
        Command::Sample { key, kind, state, size, word } => {
            let query = [
                ("kind", Some(kind.clone())),
                ("state", state.clone()),
                ("size", Some(size.to_string())),
                ("word", word.clone()),
            ];
            let sample: SampleView = client.get(&format!("rooms/{}/sample", encode(key)), &query).await?;
            output::emit(global, &sample, drawn)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
