//! One search over everything that the reader may see. A key or an id leads there at once.

use assay_app::search::{Exact, Found, FoundFramework, FoundKind, FoundRequirement};
use assay_app::{Answer, CoverageRequest, Principal, Workspace};
use assay_domain::Kind;
use axum::Router;
use axum::extract::{self};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use super::answer::{PageError, Params, filled, language, shown};
use super::records::list::{said, state_word};
use super::shell::shell;
use crate::asker::Reader;
use crate::cookies;
use crate::pages::search::{self, Group, Hit, SearchView};
use crate::parts::shell::Place;
use crate::parts::words::{
    AssuranceWord, EvidenceWord, IssueWord, Lang, MatrixWord, ProgrammeWord, ReadyWord, RiskWord, SearchWord,
    SystemWord, TrendWord, Word, fill, number, t,
};
use crate::parts::{keys, links};
use crate::problem::Problem;
use crate::state::Served;

/// Actions and places that a search offers.
const OFFERED: usize = 5;

pub(super) fn router() -> Router<Served> {
    Router::new().route(links::SEARCH, get(page)).route("/search/palette", get(palette))
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    /// Whether a key or an id is to be searched for, rather than gone to.
    all: String,
    /// `options`: what the palette shows, and no page.
    part: String,
}

/// The places, each with the letter that goes there after G.
fn places(lang: Lang) -> [(char, &'static str, &'static str); 8] {
    [
        ('t', links::TODAY, t(lang, Word::Today)),
        ('p', links::PROGRAMME, t(lang, ProgrammeWord::Programme)),
        ('s', links::SYSTEMS, t(lang, SystemWord::Systems)),
        ('r', links::RISKS, t(lang, RiskWord::Risks)),
        ('c', links::CONTROLS, t(lang, Word::Controls)),
        ('e', links::EVIDENCE, t(lang, Word::Evidence)),
        ('i', links::ISSUES, t(lang, IssueWord::Issues)),
        ('a', links::ASSURANCE, t(lang, AssuranceWord::Assurance)),
    ]
}

async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Params(asked): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let jumps = asked.all.is_empty() && asked.part.is_empty();
    let options = asked.part == "options";
    let done = filled(&s, r, lang, move |w, p| {
        let found = w.search(p, &asked.q)?;
        match &found.exact {
            Some(exact) if jumps => Ok(Err(address(w, exact))),
            _ => {
                let view = view(w, p, &asked.q, &found, options, lang);
                let page = if options {
                    search::options(lang, &view)
                } else {
                    search::page(&shell(w, p, Place::Elsewhere, lang)?, &view)
                };
                Ok(Ok(page))
            }
        }
    });
    Ok(match done.await? {
        Ok(page) => shown(StatusCode::OK, page),
        Err(address) => Redirect::to(&address).into_response(),
    })
}

async fn palette(headers: HeaderMap) -> Response {
    let lang = language(&headers);
    let places: Vec<(char, &str)> = places(lang).into_iter().map(|(key, _, word)| (key, word)).collect();
    let made: Vec<(char, &str)> =
        keys::MADE.iter().filter_map(|(key, kind)| Some((*key, said(&Kind::named(kind)?.title, lang)))).collect();
    shown(StatusCode::OK, search::palette(lang, &places, &made, cookies::keys(&headers)))
}

fn address(w: &Workspace, exact: &Exact) -> String {
    match exact {
        Exact::Record(key) => links::record(&w.slug, key),
        Exact::Requirement(framework, id) => links::requirement(framework, id),
    }
}

fn view(w: &Workspace, p: &Principal, q: &str, found: &Found, options: bool, lang: Lang) -> SearchView {
    let mut groups = Vec::new();
    if let Some(exact) = &found.exact {
        let title = match exact {
            Exact::Record(key) => w.show(p, key, None).map(|r| r.title).unwrap_or_default(),
            Exact::Requirement(slug, id) if slug == links::OWN => own_title(w, p, id),
            Exact::Requirement(..) => requirement_title(found, exact, lang),
        };
        let id = match exact {
            Exact::Record(key) => key.clone(),
            Exact::Requirement(_, id) => id.clone(),
        };
        let hits = vec![Hit { href: address(w, exact), id, title, state: None }];
        groups.push(Group { id: "exact".to_owned(), title: t(lang, SearchWord::Exact).to_owned(), hits, more: None });
    }
    groups.extend(found.kinds.iter().map(|kind| of_kind(w, kind, q, lang)));
    groups.extend(found.frameworks.iter().map(|framework| of_framework(framework, lang)));
    let ways = [go(q, options, lang), act(w, p, q, lang)].into_iter().flatten();
    // Whoever opens the palette mostly wants to go somewhere or make something; whoever searches on the page, to find.
    let at = if options { usize::from(found.exact.is_some()) } else { groups.len() };
    groups.splice(at..at, ways);
    SearchView { q: q.trim().to_owned(), groups, looked_at: found.more.then_some(assay_app::search::LOOKED_AT) }
}

fn own_title(w: &Workspace, p: &Principal, id: &str) -> String {
    let requirement = Some(format!("{}:{id}", links::OWN));
    let found = w.coverage(p, &CoverageRequest { requirement, limit: Some(0), ..CoverageRequest::default() });
    found.ok().and_then(|found| found.requirements.into_iter().next()).map(|row| row.title).unwrap_or_default()
}

fn requirement_title(found: &Found, exact: &Exact, lang: Lang) -> String {
    let Exact::Requirement(slug, id) = exact else { return String::new() };
    let framework = found.frameworks.iter().find(|f| f.slug == *slug);
    let row = framework.and_then(|f| f.requirements.iter().find(|r| r.id == *id));
    row.map(|row| titled(row, lang)).unwrap_or_default()
}

fn titled(row: &FoundRequirement, lang: Lang) -> String {
    let [en, pt_br, pt_pt] = &row.titles;
    match lang {
        Lang::En => en,
        Lang::PtBr => pt_br,
        Lang::PtPt => pt_pt,
    }
    .clone()
}

fn of_kind(w: &Workspace, found: &FoundKind, q: &str, lang: Lang) -> Group {
    let kind = Kind::named(&found.kind);
    let title = kind.map_or_else(|| found.kind.clone(), |kind| said(&kind.title, lang).to_owned());
    let hit = |record: &assay_app::search::FoundRecord| Hit {
        href: links::record(&w.slug, &record.key),
        id: record.key.clone(),
        title: record.title.clone(),
        state: kind.map(|kind| state_word(kind, &record.state, lang)),
    };
    let more = (found.count > found.records.len()).then(|| {
        let word = fill(lang, SearchWord::SeeAll, &[("n", &number(lang, found.count)), ("kind", &title)]);
        (links::records_with(&w.slug, &found.kind, q.trim()), word)
    });
    Group { id: found.kind.clone(), hits: found.records.iter().map(hit).collect(), title, more }
}

fn of_framework(found: &FoundFramework, lang: Lang) -> Group {
    let hit = |row: &FoundRequirement| Hit {
        href: links::requirement(&found.slug, &row.id),
        id: row.id.clone(),
        title: titled(row, lang),
        state: None,
    };
    let more = (found.count > found.requirements.len()).then(|| {
        let word = fill(lang, SearchWord::SeeList, &[("kind", &found.name)]);
        (links::controls_of(&found.slug), word)
    });
    let (id, title) = (format!("f-{}", found.slug), found.name.clone());
    Group { id, title, hits: found.requirements.iter().map(hit).collect(), more }
}

/// Whether a name answers what was typed, as far as it was typed.
fn answers(name: &str, q: &str) -> bool {
    let (name, q) = (name.to_lowercase(), q.trim().to_lowercase());
    q.split_whitespace().all(|word| name.split_whitespace().any(|own| own.starts_with(word)))
}

/// A page, and what it is called in a language.
type NamedPage = (&'static str, fn(Lang) -> &'static str);

/// Pages below the places that people go to by name.
const BELOW: [NamedPage; 6] = [
    (links::SOA, |lang| t(lang, MatrixWord::Soa)),
    (links::READINESS, |lang| t(lang, ReadyWord::Title)),
    (links::CROSSWALK, |lang| t(lang, MatrixWord::Crosswalk)),
    (links::OVER_TIME, |lang| t(lang, TrendWord::Title)),
    (links::QUARANTINE, |lang| t(lang, EvidenceWord::Quarantine)),
    (links::DELIVER, |lang| t(lang, EvidenceWord::Deliver)),
];

/// The places that answer; all of them while nothing is typed into the palette.
fn go(q: &str, options: bool, lang: Lang) -> Option<Group> {
    if q.trim().is_empty() && !options {
        return None;
    }
    let found = places(lang).into_iter().filter(|(_, _, word)| answers(word, q));
    let below = BELOW.iter().map(|(href, of)| (*href, of(lang)));
    let below = below.filter(|(_, word)| !q.trim().is_empty() && answers(word, q));
    let hits: Vec<Hit> = found
        .map(|(_, href, word)| (href, word))
        .chain(below)
        .map(|(href, word)| Hit { href: href.to_owned(), title: word.to_owned(), ..Hit::default() })
        .collect();
    let title = t(lang, SearchWord::Places).to_owned();
    (!hits.is_empty()).then(|| Group { id: "places".to_owned(), title, hits, more: None })
}

/// What can be made: records of the kinds that answer, where the reader may make them.
fn act(w: &Workspace, p: &Principal, q: &str, lang: Lang) -> Option<Group> {
    if q.trim().is_empty() || p.may_change().is_err() {
        return None;
    }
    let may = |kind: &&'static Kind| -> Answer<bool> {
        if kind.workflow.create.is_none() {
            return Ok(false);
        }
        // Who is not signed in acts by a token, whose rights are not known yet.
        Ok(p.proved.is_none() || w.refusal_to_create(p, kind)?.is_none())
    };
    let named = |kind: &&'static Kind| fill(lang, SearchWord::NewOf, &[("kind", said(&kind.title, lang))]);
    let found = Kind::all().iter().copied().filter(|kind| answers(&named(kind), q));
    let hits: Vec<Hit> = found
        .filter(|kind| may(kind).unwrap_or(false))
        .take(OFFERED)
        .map(|kind| Hit { href: links::new_record(&w.slug, kind.name), title: named(&kind), ..Hit::default() })
        .collect();
    let title = t(lang, SearchWord::Actions).to_owned();
    (!hits.is_empty()).then(|| Group { id: "actions".to_owned(), title, hits, more: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_answered_by_the_beginnings_of_its_words() {
        assert!(answers("New: AI system", "new ai") && answers("Riscos", "risc") && answers("Today", ""));
        assert!(!answers("Risks", "isk") && !answers("Risks", "risks more"));
    }

    #[test]
    fn every_place_has_a_letter_of_its_own() {
        let letters: std::collections::BTreeSet<char> = places(Lang::En).into_iter().map(|(key, _, _)| key).collect();
        assert_eq!(letters.len(), 8);
    }
}
