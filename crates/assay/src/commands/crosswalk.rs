//! `assay crosswalk`

use std::process::ExitCode;

use assay_app::dto::{CrosswalkView, OfferView};

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::output;

/// What crosswalks offer for a requirement: where else its evidence may bear. An offer is no state; people decide.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// For example A.6.2.4, or eu-ai-act:art15 in another framework.
    requirement: String,
}

pub(crate) async fn run(global: &Global, args: &Args) -> Done {
    let query = [("requirement", Some(args.requirement.clone()))];
    let view: CrosswalkView = Client::open(global)?.get("crosswalk", &query).await?;
    output::emit(global, &view, text)?;
    Ok(ExitCode::SUCCESS)
}

fn text(view: &CrosswalkView) -> String {
    let row = |o: &OfferView| {
        let candidates = if o.candidates.is_empty() { "-".to_owned() } else { o.candidates.join(", ") };
        let certainty = o.certainty.clone().unwrap_or_else(|| "-".to_owned());
        vec![o.requirement.clone(), o.relation.clone(), o.strength.to_string(), certainty, candidates, o.title.clone()]
    };
    let heads = ["requirement", "relation", "strength", "certainty", "candidates", "title"];
    let table = output::table(&heads, view.offers.iter().map(row).collect());
    let proposed = view.offers.iter().filter(|o| o.standing == "proposed").count();
    let standing = match proposed {
        0 => String::new(),
        n => format!(
            "\n{n} of these come from a crosswalk that is proposed, not in force: `assay activate crosswalk SLUG`"
        ),
    };
    format!(
        "{} {}\nOffers, not states: a person accepts evidence for another requirement or does not.\n\n{table}{standing}",
        view.requirement, view.title
    )
}
