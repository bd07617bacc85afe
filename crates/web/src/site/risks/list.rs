//! Fills the page of risks: the matrix, the risks beside it, the register.

use assay_app::dto::{CriteriaView, MoveView, Rating, RiskCellView, RiskMatrixView, RiskRow, RiskSummary, StepView};
use assay_app::{Answer, Principal, RiskSummaryRequest, Workspace};
use assay_domain::kinds::risk::KIND as RISK;
use assay_domain::{Kind, Timestamp};
use axum::extract::{self, RawQuery};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse as _, Redirect, Response};

use super::words::{level, score, standing, trend};
use super::{conditions, register};
use crate::asker::Reader;
use crate::pages::risks::list as pages;
use crate::pages::risks::views::{
    AxisStep, ChosenView, FigureView, MatrixCell, MatrixView, RiskCard, RisksView, ScoreLine,
};
use crate::parts::shell::{Place, Shell};
use crate::parts::table::Asked;
use crate::parts::words::{Lang, RiskWord, count, fill as filled_in, number, t};
use crate::parts::{dates, links};
use crate::problem::Problem;
use crate::site::answer::{PageError, filled, language};
use crate::site::records::list::state_word;
use crate::site::shell::shell;
use crate::state::Served;

/// Risks beside the matrix.
const CARDS: usize = 3;
/// The name under which the matrix is alone.
const ALONE: &str = "print";

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    reader: Result<Reader, Problem>,
) -> Result<Response, PageError> {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let query = query.unwrap_or_default();
    let alone = query.split('&').any(|part| part == ALONE);
    let asked = register::asked(&query.split('&').filter(|part| *part != ALONE).collect::<Vec<_>>().join("&"));
    if asked.crooked {
        // The same under its own address.
        return Ok(Redirect::to(&asked.address()).into_response());
    }
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &asked, alone, lang)).await?;
    Ok(Html(pages::page(&shell, &view).into_string()).into_response())
}

fn fill(w: &Workspace, p: &Principal, asked: &Asked, alone: bool, lang: Lang) -> Answer<(Shell, RisksView)> {
    let request = conditions::request(asked);
    let summary = RiskSummaryRequest { criteria: request.criteria.clone(), as_of: request.as_of.clone() };
    let summary = w.risk_summary(p, &summary)?;
    let rating = if request.show.as_deref() == Some("inherent") { Rating::Inherent } else { Rating::Residual };
    let found = w.risk_register(p, &request)?;
    let shown = match found.page {
        1 => found.rows.iter().take(CARDS).cloned().collect(),
        _ => w.risk_register(p, &assay_app::RiskListRequest { page: None, limit: Some(CARDS), ..request })?.rows,
    };
    let print = Asked { filters: Vec::new(), q: String::new(), ..asked.clone() }.address();
    let view = RisksView {
        workspace: w.slug.clone(),
        open: summary.open,
        above: summary.above,
        figures: figures(&summary, lang),
        matrix: summary.matrix.as_ref().map(|m| Drawing { lang, asked, rating }.matrix(m, &summary.criteria)),
        chosen: chosen(asked, &shown, found.found, summary.as_of.time, lang),
        register: register::table(w, p, lang, asked, &found),
        other: if alone { print } else { format!("{print}&{ALONE}") },
        alone,
        writes: p.sight.position.is_none() && w.refusal_to_create(p, &RISK)?.is_none(),
    };
    Ok((shell(w, p, Place::Risks, lang)?, view))
}

fn figures(sum: &RiskSummary, lang: Lang) -> Vec<FigureView> {
    let one = |word, n, filter: &str, tone| FigureView {
        label: filled_in(lang, word, &[("day", &dates::day(lang, &sum.quarter))]),
        n,
        href: links::risks_by(&[filter]),
        tone,
    };
    let moved = |word, n| FigureView { href: links::RISKS.to_owned(), ..one(word, n, "", "s-na") };
    vec![
        one(RiskWord::NotAccepted, sum.above_not_accepted, "appetite:open", "s-failing"),
        one(RiskWord::NotRated, sum.unknown, "appetite:unknown", "s-missing"),
        one(RiskWord::TreatmentLate, sum.late, "due:late", "s-stale"),
        one(RiskWord::AcceptanceEnds, sum.expiring, "due:expiring", "s-expiring"),
        moved(RiskWord::Lowered, sum.lowered),
        moved(RiskWord::Raised, sum.raised),
    ]
}

/// What the matrix is drawn by.
struct Drawing<'a> {
    lang: Lang,
    asked: &'a Asked,
    rating: Rating,
}

impl Drawing<'_> {
    /// The address with another value of what is kept.
    fn keeping(&self, name: &str, value: &str) -> String {
        let mut other = self.asked.clone();
        other.kept.retain(|(known, _)| known != name);
        if !value.is_empty() {
            other.kept.push((name.to_owned(), value.to_owned()));
        }
        other.address()
    }

    fn matrix(&self, m: &RiskMatrixView, all: &[CriteriaView]) -> MatrixView {
        let (lang, criteria) = (self.lang, &m.criteria);
        let approved = criteria.state == "approved";
        let wide = criteria.impact.len();
        let at = |l: usize, i: usize| m.cells.get(l * wide + i);
        let rows = criteria.likelihood.iter().enumerate().rev().map(|(l, step)| {
            let cells = (0..wide).filter_map(|i| {
                let above = |cell: Option<&RiskCellView>| cell.and_then(|c| c.above) == Some(true);
                let cell = at(l, i)?;
                let edge = approved && above(Some(cell));
                let start = edge && i > 0 && !above(at(l, i - 1));
                let below = edge && l > 0 && !above(at(l - 1, i));
                Some(self.cell(criteria, cell, (start, below)))
            });
            (axis(step), cells.collect())
        });
        let ratings = [(Rating::Residual, "", RiskWord::Residual), (Rating::Inherent, "inherent", RiskWord::Inherent)];
        let ratings =
            ratings.map(|(of, name, word)| (self.keeping("show", name), t(lang, word).to_owned(), of == self.rating));
        let unplaced = count(lang, m.unplaced, RiskWord::UnplacedOne, RiskWord::UnplacedOther);
        let other = |c: &&CriteriaView| c.key != criteria.key;
        MatrixView {
            criteria: criteria.title.clone(),
            line: self.line(criteria),
            href: links::record("-", &criteria.key),
            appetite: criteria
                .accept_up_to
                .filter(|_| approved)
                .map(|up_to| filled_in(lang, RiskWord::AppetiteLine, &[("level", &level(lang, Some(up_to)).word)])),
            help: t(
                lang,
                match self.rating {
                    Rating::Residual => RiskWord::ResidualHelp,
                    Rating::Inherent => RiskWord::InherentHelp,
                },
            )
            .to_owned(),
            ratings: ratings.to_vec(),
            rows: rows.collect(),
            impacts: criteria.impact.iter().map(axis).collect(),
            unplaced: (m.unplaced > 0).then(|| (unplaced, links::risks_by(&["appetite:unknown"]))),
            others: all.iter().filter(other).map(|c| (self.keeping("criteria", &c.key), c.title.clone())).collect(),
        }
    }

    /// Which criteria these are, and who made them hold since when.
    fn line(&self, criteria: &CriteriaView) -> String {
        let (n, key) = (criteria.revision.to_string(), criteria.key.as_str());
        match criteria.approved_at.filter(|_| criteria.state == "approved") {
            Some(at) => {
                let values = [("key", key), ("n", &n), ("date", &dates::day(self.lang, &at.date()))];
                filled_in(self.lang, RiskWord::CriteriaApproved, &values)
            }
            None => {
                let word = Kind::named("risk-criteria").map(|kind| state_word(kind, &criteria.state, self.lang));
                let values = [("key", key), ("n", &n), ("state", &word.unwrap_or_default())];
                filled_in(self.lang, RiskWord::CriteriaOpen, &values)
            }
        }
    }

    fn cell(&self, criteria: &CriteriaView, cell: &RiskCellView, (start, below): (bool, bool)) -> MatrixCell {
        let n = match self.rating {
            Rating::Residual => cell.residual,
            Rating::Inherent => cell.inherent,
        };
        let filter = format!("cell:{}x{}", cell.likelihood, cell.impact);
        let chosen = self.asked.filters.contains(&filter);
        let mut other = self.asked.clone();
        other.filters.retain(|f| !f.starts_with("cell:"));
        // A cell is one of these criteria's, so that risks by others are not among its list.
        if !chosen {
            other.filters.push(filter);
            other.kept.retain(|(name, _)| name != "criteria");
            other.kept.push(("criteria".to_owned(), criteria.key.clone()));
        }
        let level = level(self.lang, cell.level);
        let name = |steps: &[StepView], value: u8| {
            steps.iter().find(|s| s.value == value).map_or_else(|| value.to_string(), |s| format!("{value} {}", s.name))
        };
        let said = [
            ("likelihood", name(&criteria.likelihood, cell.likelihood)),
            ("impact", name(&criteria.impact, cell.impact)),
        ];
        let said = said.each_ref().map(|(name, value)| (*name, value.as_str()));
        MatrixCell {
            said: filled_in(self.lang, RiskWord::CellSaid, &said),
            href: other.address(),
            chosen,
            n,
            level,
            edge_start: start,
            edge_below: below,
        }
    }
}

fn axis(step: &StepView) -> AxisStep {
    AxisStep { value: step.value, name: step.name.clone(), meaning: step.meaning.clone() }
}

/// The risks of the chosen cell, or the gravest of those that are asked for.
fn chosen(asked: &Asked, rows: &[RiskRow], found: usize, now: Timestamp, lang: Lang) -> ChosenView {
    let cell = asked.filters.iter().position(|filter| filter.starts_with("cell:"));
    let pair = cell.and_then(|at| asked.filters.get(at)?.strip_prefix("cell:")?.split_once('x'));
    let heading = match pair {
        Some((likelihood, impact)) => {
            filled_in(lang, RiskWord::CellChosen, &[("likelihood", likelihood), ("impact", impact)])
        }
        None => t(lang, RiskWord::Gravest).to_owned(),
    };
    let n = number(lang, found);
    ChosenView {
        heading,
        remark: n.clone(),
        clear: cell.map(|at| asked.without(at)),
        cards: rows.iter().map(|row| card(row, now, lang)).collect(),
        more: (found > rows.len()).then(|| filled_in(lang, RiskWord::MoreBelow, &[("n", &n)])),
    }
}

fn card(row: &RiskRow, now: Timestamp, lang: Lang) -> RiskCard {
    RiskCard {
        key: row.key.clone(),
        title: row.title.clone(),
        href: links::risk(&row.key),
        owner: row.owner.as_ref().map(|o| o.name.clone()),
        standing: standing(row),
        story: story(row, lang),
        trend: trend(row, now),
    }
}

/// How it moved, what is due, who keeps it.
fn story(row: &RiskRow, lang: Lang) -> Vec<String> {
    let said = |s: &ScoreLine| format!("{} {}", s.level.word, s.steps);
    let scored: Vec<(&MoveView, ScoreLine)> =
        row.moves.iter().filter_map(|m| Some((m, score(lang, m.score.as_ref()?)))).collect();
    let mut sentences = vec![match scored.as_slice() {
        [] => t(lang, RiskWord::NeverRated).to_owned(),
        [(at, only)] => {
            filled_in(lang, RiskWord::Unmoved, &[("to", &said(only)), ("date", &dates::day(lang, &at.at.date()))])
        }
        [.., (_, from), (at, to)] => filled_in(
            lang,
            RiskWord::MovedFrom,
            &[("from", &said(from)), ("to", &said(to)), ("date", &dates::day(lang, &at.at.date()))],
        ),
    }];
    if let Some(due) = &row.action_due {
        let word = if row.late { RiskWord::ActionLate } else { RiskWord::ActionDue };
        sentences.push(filled_in(lang, word, &[("date", &dates::day(lang, due))]));
    }
    if let Some(accepted) = &row.accepted {
        let word = if accepted.covers { RiskWord::KeptUntil } else { RiskWord::KeptNoMore };
        sentences.push(filled_in(lang, word, &[("date", &dates::day(lang, &accepted.until)), ("key", &accepted.key)]));
    }
    sentences
}
