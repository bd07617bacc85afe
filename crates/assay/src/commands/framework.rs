//! `assay framework`

use std::process::ExitCode;

use assay_app::dto::{FrameworkEntry, FrameworkList, FrameworkView, ProfileRowView, ProfileView};

use super::Done;
use crate::cli::Global;
use crate::client::{Client, encode};
use crate::output;

/// What is asked: standards, laws and guides.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Frameworks that are shipped, and which are in force.
    List,
    /// One framework with its rows.
    Show {
        /// Its slug, for example nist-ai-rmf.
        slug: String,
        /// Its edition, as the list names it; the newest when left out.
        #[arg(long)]
        edition: Option<String>,
    },
    /// Where an AI system is with a framework's outcomes, and where it is meant to be: its approved profiles side by side.
    Profile {
        /// The framework's slug, for example nist-ai-rmf.
        slug: String,
        /// The AI system, for example SYS-1.
        #[arg(long, value_name = "KEY")]
        system: String,
    },
}

pub(crate) async fn run(global: &Global, command: &Command) -> Done {
    let client = Client::open(global)?;
    match command {
        Command::List => {
            let list: FrameworkList = client.get("frameworks", &[]).await?;
            output::emit(global, &list, list_text)?;
        }
        Command::Show { slug, edition } => {
            let path = format!("frameworks/{}", encode(slug));
            let view: FrameworkView = client.get(&path, &[("edition", edition.clone())]).await?;
            output::emit(global, &view, view_text)?;
        }
        Command::Profile { slug, system } => {
            let path = format!("frameworks/{}/profile", encode(slug));
            let view: ProfileView = client.get(&path, &[("system", Some(system.clone()))]).await?;
            output::emit(global, &view, profile_text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn list_text(list: &FrameworkList) -> String {
    let row = |f: &FrameworkEntry| {
        let standing = if f.in_force { "in force" } else { "" };
        vec![f.slug.clone(), f.edition.clone(), f.judged.to_string(), f.controls.to_string(), standing.to_owned()]
    };
    output::table(&["framework", "edition", "judged", "controls", ""], list.frameworks.iter().map(row).collect())
}

fn view_text(view: &FrameworkView) -> String {
    let since = |dates: &[serde_json::Value]| {
        let days = dates.iter().filter_map(|date| date["amended"].as_str());
        days.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", ")
    };
    let dated = view.requirements.iter().any(|r| !r.dates.is_empty());
    let rows = view.requirements.iter().map(|r| {
        let mut row = vec![r.label.clone(), r.kind.clone(), r.title.clone()];
        if dated {
            row.insert(2, since(&r.dates));
        }
        row
    });
    let heads: &[&str] = if dated { &["id", "kind", "applies from", "title"] } else { &["id", "kind", "title"] };
    let table = output::table(heads, rows.collect());
    let standing = if view.framework.in_force { "in force here" } else { "shipped, not in force here" };
    format!("{}, {standing}\n\n{table}", view.framework.name)
}

fn profile_text(view: &ProfileView) -> String {
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let row = |r: &ProfileRowView| {
        vec![r.outcome.clone(), or_dash(&r.current), or_dash(&r.target), r.verdict.clone(), r.title.clone()]
    };
    let heads = ["outcome", "current", "target", "", "title"];
    let table = output::table(&heads, view.rows.iter().map(row).collect());
    format!(
        "{} with {}: current profile {}, target profile {} ({}).\n{} of {} outcomes are not looked at.\n\n{table}",
        view.system,
        view.framework,
        or_dash(&view.current),
        or_dash(&view.target),
        or_dash(&view.target_day),
        view.not_looked_at,
        view.outcomes
    )
}
