//! `assay token`

use std::process::ExitCode;

use assay_app::TokenRequest;
use assay_app::dto::{RecordView, TokenCreated};
use assay_domain::{Action, Timestamp};
use axum::body::Body;
use http::Method;

use super::{Done, record};
use crate::cli::Global;
use crate::client::{Client, collect, encode};
use crate::failure::Failure;
use crate::output;

/// Access for programs.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Make a token. Its secret is printed once and kept nowhere.
    Create {
        /// What it is for.
        #[arg(long)]
        title: String,
        /// The human behind it: a member's key; yourself when left out. Duties follow them.
        #[arg(long, value_name = "KEY")]
        member: Option<String>,
        /// What it may do: read, write, collect, review, approve, direct, administer, handle, ask, provision.
        #[arg(long, value_delimiter = ',', required = true, value_name = "SCOPE")]
        scopes: Vec<String>,
        /// Its end, for example 2027-01-31.
        #[arg(long, value_name = "TIME")]
        expires: Option<String>,
    },
    /// End a token at once.
    Revoke {
        /// Key of its record, for example TOK-1.
        key: String,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::Create { title, member, scopes, expires } => {
            let scopes = scopes.iter().map(|s| scope(s)).collect::<Result<_, _>>()?;
            let expires =
                expires.as_deref().map(Timestamp::parse).transpose().map_err(|e| Failure::usage(e.to_string()))?;
            let request = TokenRequest { title: title.clone(), member: member.clone(), scopes, expires };
            let made: TokenCreated = client.post("tokens", &request).await?;
            output::note(format!("{} for {}; the secret below is shown this once", made.key, made.member));
            output::emit(global, &made, |m| m.token.clone())?;
        }
        Command::Revoke { key } => {
            let path = client.path(&format!("tokens/{}", encode(key)));
            let response = client.call(Method::DELETE, &path, &[], Body::empty(), false).await?;
            let view: RecordView =
                serde_json::from_slice(&collect(response).await?).map_err(|e| Failure::usage(e.to_string()))?;
            output::emit(global, &view, record::done_text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn scope(text: &str) -> Result<Action, Failure> {
    let parsed = serde_json::from_value(serde_json::Value::String(text.to_owned()));
    parsed.map_err(|_| {
        Failure::usage(format!(
            "`{text}` is no scope; choose from read, write, collect, review, approve, direct, administer, handle, ask, provision"
        ))
    })
}
