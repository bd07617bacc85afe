//! Places that gather kinds of record: Programme, Assurance.

use assay_app::overview::KindCount;
use assay_app::{Answer, CoverageRequest, Principal, Workspace};
use assay_domain::{AIMS, Kind, State, is_author_only};
use axum::extract;
use axum::http::HeaderMap;
use axum::response::Html;

use crate::asker::Reader;
use crate::pages::place::{self as pages, GapLine, KindGroup, KindRow, PlaceView};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, PlaceWord, Said, t};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, filled, language};
use crate::site::records::list::state_word;
use crate::site::shell::shell;
use crate::site::today::page::title;
use crate::state::Served;

/// What a place gathers.
pub(in crate::site) struct Gathered<W: 'static> {
    pub(in crate::site) place: Place,
    pub(in crate::site) title: W,
    pub(in crate::site) lead: PlaceWord,
    /// Clauses of the standard it is about.
    pub(in crate::site) clauses: &'static [&'static str],
    /// Headings with the kinds under them.
    pub(in crate::site) groups: &'static [(PlaceWord, &'static [&'static str])],
    /// Pages of its own, besides.
    pub(in crate::site) ways: fn(Lang) -> Vec<(String, String)>,
}

/// Answers with the page of a place.
pub(in crate::site) async fn answer<W: Said + Send + Sync>(
    gathered: &'static Gathered<W>,
    s: extract::State<Served>,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(gathered, w, p, lang)).await?;
    Ok(Html(pages::page(&shell, &view).into_string()))
}

fn fill<W: Said>(g: &Gathered<W>, w: &Workspace, p: &Principal, lang: Lang) -> Answer<(Shell, PlaceView)> {
    let kinds: Vec<&'static str> = g.groups.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
    let counts = w.count_kinds(p, &kinds)?;
    let (gaps, standing) = standing(g.clauses, w, p, lang)?;
    let group = |(heading, kinds): &(PlaceWord, &'static [&'static str])| KindGroup {
        title: t(lang, *heading).to_owned(),
        rows: kinds.iter().filter_map(|name| row(name, counts.as_deref(), lang)).collect(),
    };
    let view = PlaceView {
        title: t(lang, g.title).to_owned(),
        lead: t(lang, g.lead).to_owned(),
        workspace: w.slug.clone(),
        gaps,
        standing,
        groups: g.groups.iter().map(group).filter(|group| !group.rows.is_empty()).collect(),
        ways: (g.ways)(lang),
    };
    Ok((shell(w, p, g.place, lang)?, view))
}

/// How many requirements clauses have, and how many of them are effective.
pub(in crate::site) type Standing = (usize, usize);

/// What clauses lack, gravest first, and how they stand. Nothing where the standard is not in force.
pub(in crate::site) fn standing(
    clauses: &[&str],
    w: &Workspace,
    p: &Principal,
    lang: Lang,
) -> Answer<(Vec<GapLine>, Standing)> {
    if !w.frameworks_in_force(p, None)?.iter().any(|framework| framework.slug == AIMS) {
        return Ok((Vec::new(), (0, 0)));
    }
    let none = CoverageRequest { limit: Some(0), ..CoverageRequest::default() };
    let (framework, covered) = (w.framework(p, AIMS)?, w.coverage(p, &none)?);
    let of_place = |id: &str| clauses.iter().any(|clause| id.split('.').next() == Some(clause));
    let all: Vec<_> = covered.requirements.into_iter().filter(|r| of_place(&r.id)).collect();
    let well = |state: State| matches!(state, State::Effective | State::NotApplicable);
    let standing = (all.len(), all.iter().filter(|r| r.state == State::Effective).count());
    let mut gaps: Vec<GapLine> = all
        .into_iter()
        .filter(|r| !well(r.state))
        .map(|r| GapLine {
            title: framework.find(&r.id).map_or(r.title, |row| title(row, lang)),
            id: r.id,
            state: r.state,
            reason: r.reason,
        })
        .collect();
    gaps.sort_by_key(|gap| gap.state);
    Ok((gaps, standing))
}

/// A kind with what was counted of it; nothing when whoever asks does not see the kind.
fn row(name: &str, counts: Option<&[KindCount]>, lang: Lang) -> Option<KindRow> {
    let kind = Kind::named(name)?;
    let count = counts.map(|all| all.iter().find(|count| count.kind == name));
    if count == Some(None) {
        return None;
    }
    let count = count.flatten();
    let of_state = |(state, n): &(String, usize)| (state.clone(), state_word(kind, state, lang), *n);
    let mut states: Vec<_> = count.iter().flat_map(|count| &count.states).map(of_state).collect();
    states.sort_by_key(|(state, ..)| kind.workflow.states.iter().position(|known| known == state));
    Some(KindRow {
        name: kind.name.to_owned(),
        title: lang.of(&kind.title).to_owned(),
        refs: kind.refs.join(" · "),
        total: count.map(KindCount::all),
        states,
        late: count.map(|count| (count.late.n, count.late.more)).unwrap_or_default(),
        made: kind.workflow.create.is_some() && !is_author_only(kind.name),
    })
}
