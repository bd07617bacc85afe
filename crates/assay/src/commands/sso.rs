//! `assay sso`

use std::path::PathBuf;
use std::process::ExitCode;

use assay_app::sign_in::sso::{SsoSettings, SsoView};
use axum::body::Body;
use http::Method;

use super::Done;
use crate::cli::Global;
use crate::client::{Client, parse};
use crate::failure::Failure;
use crate::output;

/// Where the API has it.
const PATH: &str = "/api/v1/sso";

/// Single sign-on with OpenID Connect.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Set the provider that people sign in at. It is asked what it can do before anything is kept.
    Set {
        /// What the provider calls itself, for example `https://login.example.org/realms/main`.
        #[arg(long, value_name = "URL")]
        issuer: String,
        /// What people call it: the page says `Sign in with NAME`.
        #[arg(long, value_name = "NAME", default_value = "single sign-on")]
        name: String,
        /// Where people reach this server, for example `https://assay.example.org`.
        #[arg(long, value_name = "URL")]
        address: String,
        /// What the provider calls this installation.
        #[arg(long, value_name = "ID")]
        client_id: String,
        /// A file with the secret that the provider gave, on its first line. Left out where it gave none.
        #[arg(long, value_name = "FILE")]
        client_secret_file: Option<PathBuf>,
        /// Let nobody sign in with a password any more, but whom --break-glass names.
        #[arg(long, requires = "break_glass")]
        require_sso: bool,
        /// Login of whoever gets in with a password when the provider does not answer. Each time is an entry of the log.
        #[arg(long, value_name = "LOGIN", requires = "require_sso")]
        break_glass: Option<String>,
    },
    /// Show how it is set.
    Show,
    /// End it. Who is who at the provider stays known, in case it comes back.
    Remove,
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::Set { issuer, name, address, client_id, client_secret_file, require_sso, break_glass } => {
            let settings = SsoSettings {
                issuer: issuer.clone(),
                name: name.clone(),
                address: address.trim_end_matches('/').to_owned(),
                client_id: client_id.clone(),
                client_secret: client_secret_file.as_ref().map(secret).transpose()?,
                required: *require_sso,
                break_glass: break_glass.clone(),
            };
            let set: SsoView = client.send_json(Method::PUT, PATH, &settings).await?;
            output::note(format!("Tell the provider to send people back to {}", set.redirect_uri));
            output::emit(global, &set, lines)?;
        }
        Command::Show => {
            let set: SsoView = parse(client.call(Method::GET, PATH, &[], Body::empty(), false).await?).await?;
            output::emit(global, &set, lines)?;
        }
        Command::Remove => {
            let was: SsoView = parse(client.call(Method::DELETE, PATH, &[], Body::empty(), false).await?).await?;
            output::emit(global, &was, |w| format!("Nobody signs in with {} any more.", w.name))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn secret(file: &PathBuf) -> Result<String, Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|e| Failure::usage(format!("cannot read the secret in {}: {e}", file.display())))?;
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}

fn lines(set: &SsoView) -> String {
    let passwords = match &set.break_glass {
        Some(login) if set.required => format!("turned off, but for {login}"),
        _ => "work".to_owned(),
    };
    format!(
        "{}\nissuer: {}\nclient: {}{}\nsent back to: {}\npasswords: {passwords}\nlinked: {} of {} accounts",
        set.name,
        set.issuer,
        set.client_id,
        if set.has_secret { ", with a secret" } else { "" },
        set.redirect_uri,
        set.linked,
        set.accounts,
    )
}
