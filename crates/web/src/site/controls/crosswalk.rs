//! The crosswalk view: one requirement, and every other it touches.

use assay_app::{Answer, CrosswalkRequest, Principal, Workspace};
use assay_domain::AIMS;
use axum::extract::{self};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use crate::asker::Reader;
use crate::pages::controls::crosswalk::{self, CrosswalkPage};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::controls::control::offer_lines;
use crate::site::controls::list::given;
use crate::site::shell::shell;
use crate::site::today::page::title;
use crate::state::Served;

/// Requirements to begin with, of each framework that is shipped.
const EXAMPLES: usize = 2;

/// From which requirement, and to which framework.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Asked {
    requirement: String,
    other: String,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(q): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &q, lang)).await?;
    Ok(Html(crosswalk::page(&shell, &view).into_string()))
}

fn fill(w: &Workspace, p: &Principal, asked: &Asked, lang: Lang) -> Answer<(Shell, CrosswalkPage)> {
    let shipped: Vec<&'static assay_frameworks::Framework> =
        assay_frameworks::slugs().filter_map(assay_frameworks::get).collect();
    let mut view = CrosswalkPage {
        other: asked.other.clone(),
        frameworks: shipped.iter().map(|f| (f.slug.clone(), f.name.clone())).collect(),
        ..CrosswalkPage::default()
    };
    match given(&asked.requirement) {
        None => {
            let first = |f: &&'static assay_frameworks::Framework| {
                let all =
                    if f.controls().next().is_some() { f.controls().collect() } else { f.judged().collect::<Vec<_>>() };
                all.into_iter().take(EXAMPLES).map(|row| format!("{}:{}", f.slug, row.id)).collect::<Vec<_>>()
            };
            view.examples = shipped.iter().flat_map(first).collect();
        }
        Some(requirement) => {
            let found = w.crosswalk(p, &CrosswalkRequest { requirement })?;
            let (slug, id) = found.requirement.split_once(':').unwrap_or((AIMS, &found.requirement));
            let row = assay_frameworks::get(slug).and_then(|f| f.find(id));
            view.title = row.map_or_else(|| found.title.clone(), |row| title(row, lang));
            let here = w.framework(p, slug).ok();
            view.href = here.filter(|f| f.judged().any(|r| r.id == id)).map(|_| links::requirement(slug, id));
            let mut offers = offer_lines(w, p, found.offers, lang)?;
            let to = |requirement: &str| requirement.split_once(':').is_some_and(|(of, _)| of == asked.other);
            offers.retain(|offer| asked.other.is_empty() || to(&offer.requirement));
            view.offers = offers;
            view.requirement = found.requirement;
        }
    }
    Ok((shell(w, p, Place::Controls, lang)?, view))
}
