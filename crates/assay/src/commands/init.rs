//! `assay init`

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use assay_app::installation::Outside;
use assay_app::sign_in::NewAccount;
use assay_app::{AppError, Beginning, ErrorClass, Installation, NewWorkspace, Workspace};
use assay_domain::kinds::ai_system::SystemRole;
use clap::ValueEnum;

use super::Done;
use crate::cli::Global;
use crate::failure::Failure;
use crate::{folder, output};

/// Most bytes of a password that are read.
const MOST_PASSWORD: u64 = 4096;

/// Create a data folder with its first workspace.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of the organisation.
    #[arg(long, value_name = "N", conflicts_with = "demo", default_value = "My organisation")]
    organisation: String,
    /// Your name: the first member, who owns the installation.
    #[arg(long, value_name = "NAME", conflicts_with = "demo")]
    owner: Option<String>,
    /// What the organisation is to AI systems (ISO/IEC 22989); several are named one by one.
    #[arg(long, value_enum, value_name = "ROLE", conflicts_with = "demo")]
    role: Vec<Role>,
    /// Framework to put in force besides ISO/IEC 42001, by its slug, for example `eu-ai-act`; several one by one.
    #[arg(long, value_name = "SLUG", conflicts_with = "demo")]
    framework: Vec<String>,
    /// Where law binds the organisation: a two-letter code such as DE, or a name; several one by one.
    #[arg(long, value_name = "PLACE", conflicts_with = "demo")]
    jurisdiction: Vec<String>,
    /// E-mail address that you sign in with on the pages. Without it the server shows a code for the first sign-in.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "demo", requires_all = ["owner", "admin_password_file"])]
    admin_login: Option<String>,
    /// File with the password of that account in its first line; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "demo", requires = "admin_login")]
    admin_password_file: Option<PathBuf>,
    /// Fill the workspace with an invented organisation, marked as a demo for ever.
    #[arg(long)]
    demo: bool,
}

/// What an organisation is to AI systems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    /// Designs and builds them.
    Developer,
    /// Offers them to others.
    Provider,
    /// Uses them.
    User,
}

impl From<Role> for SystemRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Developer => Self::Developer,
            Role::Provider => Self::Provider,
            Role::User => Self::User,
        }
    }
}

/// The first line of a file, or of what is piped in: nothing secret stands on a command line, which others can read.
fn password(from: &Path) -> Result<String, Failure> {
    let fail = |e: std::io::Error| Failure::usage(format!("cannot read the password from {}: {e}", from.display()));
    let mut text = String::new();
    if from == Path::new("-") {
        std::io::stdin().take(MOST_PASSWORD).read_to_string(&mut text).map_err(fail)?;
    } else {
        std::fs::File::open(from).map_err(fail)?.take(MOST_PASSWORD).read_to_string(&mut text).map_err(fail)?;
    }
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn create(installation: &Installation, global: &Global, args: &Args) -> Result<Arc<Workspace>, Failure> {
    if args.demo {
        return Ok(installation.create_demo(global.workspace.as_deref())?);
    }
    let new = NewWorkspace {
        organisation: args.organisation.clone(),
        slug: global.workspace.clone(),
        owner: args.owner.clone(),
    };
    let beginning = Beginning {
        roles: args.role.iter().map(|r| (*r).into()).collect(),
        frameworks: args.framework.clone(),
        jurisdictions: args.jurisdiction.clone(),
    };
    match (&args.admin_login, &args.admin_password_file) {
        (Some(login), Some(file)) => {
            let account = NewAccount { login: login.clone(), password: password(file)? };
            Ok(installation.found_with_administrator(&new, &beginning, &account)?)
        }
        _ => Ok(installation.create_workspace_with(&new, &beginning)?),
    }
}

pub(crate) fn run(global: &Global, args: &Args) -> Done {
    if global.server.is_some() {
        return Err(Failure::usage("`init` works on a data folder, not on a server"));
    }
    let installation = Installation::open_at(folder::layout(global)?, Outside::real())?;
    if !installation.list_workspaces()?.workspaces.is_empty() {
        let text = format!(
            "{} holds an installation already; add a workspace with `assay workspace create`",
            global.data.display()
        );
        return Err(AppError::new(ErrorClass::Conflict, "folder.exists", text).into());
    }
    let workspace = create(&installation, global, args)?;
    let view = workspace.view()?;
    output::emit(global, &view, |v| {
        let mut text = format!("Created workspace `{}` of {} in {}.\n", v.slug, v.organisation, global.data.display());
        text += &format!("Log origin:   {}\nVerifier key: {}\n", v.origin, workspace.vkey);
        text += "Give the verifier key to those who will check your records: it is what they trust.\n";
        if let Some(login) = &args.admin_login {
            text += &format!("Sign in as {login} once the server runs.\n");
        }
        if v.demo {
            text += "Everything in it is invented: pages, reports and log say so for ever.\n";
        }
        text
    })?;
    Ok(ExitCode::SUCCESS)
}
