//! `assay member`

use std::process::ExitCode;

use assay_app::sign_in::{Invited, SecondFactorReset, SignedOut};
use serde_json::json;

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::output;

/// Accounts of members: how they come in, and how they are shown out.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Invite a member to make an account. The link is printed once and works once.
    Invite {
        /// Key of the member, for example MBR-2.
        key: String,
    },
    /// End every session of a member's account, as when a device is lost.
    SignOut {
        /// Key of the member.
        key: String,
    },
    /// Take a member's second factor away, as when phone and recovery codes are lost. Every session of theirs ends.
    ResetSecondFactor {
        /// Key of the member.
        key: String,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::Invite { key } => {
            let made: Invited = client.post(&format!("members/{}/invitation", encode(key)), &json!({})).await?;
            output::note(format!(
                "{} is invited until {}. Give them the address of this server with this path; it works once:",
                made.member,
                made.ends.date()
            ));
            output::emit(global, &made, |m| m.path.clone())?;
        }
        Command::SignOut { key } => {
            let done: SignedOut = client.post(&format!("members/{}/sign-out", encode(key)), &json!({})).await?;
            output::emit(global, &done, |d| match d.ended {
                0 => format!("{} was signed in nowhere.", d.member),
                n => format!("{} was signed in {n} times; that has ended.", d.member),
            })?;
        }
        Command::ResetSecondFactor { key } => {
            let path = format!("members/{}/second-factor/reset", encode(key));
            let done: SecondFactorReset = client.post(&path, &json!({})).await?;
            output::emit(global, &done, |d| match d.was_on {
                false => format!("{} had no second factor.", d.member),
                true => format!("{} signs in with the password alone now, and can set up another.", d.member),
            })?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
