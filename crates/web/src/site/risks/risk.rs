//! Fills the page of one risk.

use std::collections::BTreeMap;

use assay_app::dto::{
    AcceptanceView, Appetite, RiskControlView, RiskEventView, RiskLinkView, RiskStory, TreatmentView,
};
use assay_app::{Answer, Principal, Workspace};
use assay_domain::kinds::risk_criteria::Level;
use assay_domain::{AIMS, Kind};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;
use serde_json::Value;

use super::words::{level, score, standing, trend};
use crate::asker::Reader;
use crate::pages::records::views::Shown;
use crate::pages::risks::risk as pages;
use crate::pages::risks::views::{
    AcceptanceLine, ControlLine, EventLine, LevelsView, LinkLine, RiskNotice, RiskView, ScoreLine, TreatmentLine,
};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, RiskWord, count, fill as filled_in, t};
use crate::parts::{dates, links};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::list::{Names, said, state_word, verb};
use crate::site::records::showing::showing;
use crate::site::shell::{moment, shell};
use crate::site::table::label;
use crate::state::Served;

/// As of which moment.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct When {
    as_of: Option<String>,
}

pub(super) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Params(when): Params<When>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let as_of = when.as_of.filter(|text| !text.is_empty());
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &key, as_of.as_deref(), lang)).await?;
    Ok(Html(pages::page(&shell, &view).into_string()))
}

fn word_of(kind: &str, state: &str, lang: Lang) -> String {
    Kind::named(kind).map_or_else(|| state.to_owned(), |kind| state_word(kind, state, lang))
}

fn fill(w: &Workspace, p: &Principal, key: &str, as_of: Option<&str>, lang: Lang) -> Answer<(Shell, RiskView)> {
    let story = w.risk_story(p, key, as_of)?;
    let position = story.as_of.position.to_string();
    let record = w.show(p, key, as_of.map(|_| position.as_str()))?;
    let row = &story.row;
    let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
    let view = RiskView {
        workspace: w.slug.clone(),
        key: row.key.clone(),
        title: row.title.clone(),
        state: word_of("risk", &row.state, lang),
        standing: standing(row),
        notice: notice(&story, w, lang),
        statement: statement(&record.body, lang, &mut names),
        facts: facts(&record.body, lang, &mut names),
        ratings: ratings(&story, lang),
        trend: levels(&story, lang),
        events: story.events.iter().map(|event| self::event(event, w, lang)).collect(),
        treatments: story.treatments.iter().map(|one| treatment(one, lang)).collect(),
        acceptances: story.acceptances.iter().map(|one| acceptance(one, lang)).collect(),
        ask: asks(&story).then(|| links::new_record_with(&w.slug, "risk-acceptance", &[("risk", &row.key)])),
        controls: story.controls.iter().map(|one| control(one, lang)).collect(),
        links: grouped(&story.links, lang),
        more: story.more,
    };
    Ok((shell(w, p, Place::Risks, lang)?, view))
}

/// Whether there is something to keep that nobody keeps, or was asked to.
fn asks(story: &RiskStory) -> bool {
    let covered = story.row.accepted.as_ref().is_some_and(|a| a.covers);
    story.row.appetite == Appetite::Above && !covered && !story.acceptances.iter().any(|a| a.state == "requested")
}

/// What stands above appetite is kept by top management alone, and by another than who asks.
fn notice(story: &RiskStory, w: &Workspace, lang: Lang) -> Option<RiskNotice> {
    if story.row.appetite != Appetite::Above {
        return None;
    }
    match story.row.accepted.as_ref().filter(|a| a.covers) {
        Some(accepted) => {
            let by = story.acceptances.iter().find(|a| a.key == accepted.key).and_then(|a| a.decided_by.clone());
            let until = dates::day(lang, &accepted.until);
            let values = [("date", until.as_str()), ("key", by.as_deref().unwrap_or(&accepted.key))];
            let way = (links::record(&w.slug, &accepted.key), accepted.key.clone());
            let text = filled_in(lang, RiskWord::CoveredUntil, &values);
            Some(RiskNotice { tone: "s-expiring", text, way: Some(way) })
        }
        None => {
            let two = t(lang, RiskWord::TwoPeople);
            let short = story.row.accepted.as_ref().map(|a| {
                filled_in(lang, RiskWord::KeptNoMore, &[("date", &dates::day(lang, &a.until)), ("key", &a.key)])
            });
            let text = short.map_or_else(|| two.to_owned(), |short| format!("{short} {two}"));
            Some(RiskNotice { tone: "s-failing", text, way: None })
        }
    }
}

fn field(body: &Value, name: &str, lang: Lang, names: &mut Names<'_>) -> Option<Shown> {
    let kind = Kind::named("risk")?;
    Some(showing(kind, lang, names, name, body.get(name)?))
}

fn statement(body: &Value, lang: Lang, names: &mut Names<'_>) -> Vec<(String, Option<Shown>)> {
    let lines = [
        (RiskWord::Event, "event"),
        (RiskWord::Cause, "cause"),
        (RiskWord::ForIndividuals, "consequence_individual"),
        (RiskWord::ForOrganisation, "consequence_org"),
        (RiskWord::ForSociety, "consequence_society"),
    ];
    lines.map(|(word, name)| (t(lang, word).to_owned(), field(body, name, lang, names))).to_vec()
}

fn facts(body: &Value, lang: Lang, names: &mut Names<'_>) -> Vec<(String, Shown)> {
    let shown = ["owner", "system", "treatment", "review_due", "sources", "genai_risks", "criteria", "closed_because"];
    let Some(kind) = Kind::named("risk") else { return Vec::new() };
    let lines = shown.into_iter().filter(|name| !matches!(body.get(*name), None | Some(Value::Null)));
    lines.filter_map(|name| Some((label(kind, name, lang), field(body, name, lang, names)?))).collect()
}

/// A rating by name, with what is to be said of it.
type Rated = (String, Option<ScoreLine>, Option<String>);

fn ratings(story: &RiskStory, lang: Lang) -> Vec<Rated> {
    let row = &story.row;
    let line = |score: &Option<_>| score.as_ref().map(|s| self::score(lang, s));
    let mut all = vec![(t(lang, RiskWord::Inherent).to_owned(), line(&row.inherent), None)];
    for plan in story.treatments.iter().filter(|plan| plan.expected.is_some()) {
        let name = filled_in(lang, RiskWord::ExpectedBy, &[("key", &plan.key)]);
        all.push((name, line(&plan.expected), Some(word_of(&plan.kind, &plan.state, lang))));
    }
    let remark = (!row.treated).then(|| t(lang, RiskWord::NotTreated).to_owned());
    let residual = if row.treated { line(&row.residual) } else { None };
    if residual.is_some() {
        all.push((t(lang, RiskWord::Residual).to_owned(), residual, None));
    } else {
        all.push((t(lang, RiskWord::StandsNow).to_owned(), line(&row.residual), remark));
    }
    all
}

/// The level over time, with the appetite of the criteria.
fn levels(story: &RiskStory, lang: Lang) -> Option<LevelsView> {
    let row = &story.row;
    let trend = trend(row, story.as_of.time)?;
    let first = row.moves.iter().find(|m| m.score.as_ref().is_some_and(|s| s.level.is_some()))?;
    let all = [Level::Critical, Level::High, Level::Medium, Level::Low];
    let up_to = row.accept_up_to.map(|up_to| level(lang, Some(up_to)).word);
    Some(LevelsView {
        title: filled_in(lang, RiskWord::TrendTitle, &[("key", &row.key)]),
        words: all.map(|one| level(lang, Some(one)).word).to_vec(),
        appetite: up_to.map(|word| filled_in(lang, RiskWord::AppetiteUpTo, &[("level", &word)])),
        days: (dates::day(lang, &first.at.date()), dates::day(lang, &story.as_of.time.date())),
        rows: row
            .moves
            .iter()
            .rev()
            .map(|m| (dates::day(lang, &m.at.date()), m.score.as_ref().map(|s| score(lang, s))))
            .collect(),
        trend,
    })
}

fn event(event: &RiskEventView, w: &Workspace, lang: Lang) -> EventLine {
    let kind = Kind::named(&event.kind);
    let mut what = kind.map_or_else(|| event.op.clone(), |kind| verb(kind, &event.op, lang));
    if event.kind != "risk" {
        what = filled_in(lang, RiskWord::RatedByRound, &[("key", &event.key)]);
    } else if !event.changed.is_empty()
        && let Some(kind) = kind
    {
        let fields: Vec<String> = event.changed.iter().map(|name| label(kind, name, lang)).collect();
        what = format!("{what}: {}", filled_in(lang, RiskWord::Changed, &[("fields", &fields.join(", "))]));
    }
    let line = |score: &Option<_>| score.as_ref().map(|s| self::score(lang, s));
    EventLine {
        at: moment(lang, event.at),
        by: event.by.clone(),
        what,
        source: (links::record(&w.slug, &event.key), format!("{} · {}", event.key, event.revision)),
        was: line(&event.was),
        score: line(&event.score),
        reason: event.reason.clone(),
        proof: links::proof(&w.slug, event.seq),
    }
}

fn treatment(one: &TreatmentView, lang: Lang) -> TreatmentLine {
    let late = one.days_late.and_then(|n| usize::try_from(n).ok()).filter(|n| *n > 0);
    TreatmentLine {
        key: one.key.clone(),
        title: one.title.clone(),
        kind: Kind::named(&one.kind).map(|kind| said(&kind.title, lang).to_owned()).unwrap_or_default(),
        state: word_of(&one.kind, &one.state, lang),
        owner: one.owner.clone(),
        due: one.due.as_deref().map(|day| dates::day(lang, day)),
        late: late.map(|n| count(lang, n, RiskWord::DayLate, RiskWord::DaysLate)),
        aim: one.aim.clone(),
        effect: one.effect.clone(),
        expected: one.expected.as_ref().map(|s| score(lang, s)),
    }
}

fn acceptance(one: &AcceptanceView, lang: Lang) -> AcceptanceLine {
    AcceptanceLine {
        key: one.key.clone(),
        title: one.title.clone(),
        state: word_of("risk-acceptance", &one.state, lang),
        score: one.score.as_ref().map(|s| score(lang, s)),
        asked_by: one.asked_by.clone(),
        decided: one.decided_by.clone().zip(one.decided_at.map(|at| moment(lang, at))),
        until: one.until.as_deref().map(|until| (dates::day(lang, until), one.over)),
        reason: one.reason.clone(),
        conditions: one.conditions.clone(),
        refusal: one.refusal.clone(),
    }
}

fn control(one: &RiskControlView, lang: Lang) -> ControlLine {
    let (framework, id) = one.requirement.split_once(':').unwrap_or((AIMS, &one.requirement));
    let how = [(one.existing, RiskWord::InPlace), (one.planned, RiskWord::Planned)];
    ControlLine {
        id: id.to_owned(),
        title: one.title.clone(),
        href: links::requirement(framework, id),
        how: how.iter().filter(|(is, _)| *is).map(|(_, word)| t(lang, *word).to_owned()).collect(),
        state: one.posture,
        evidence: count(lang, one.evidence, RiskWord::EvidenceOne, RiskWord::EvidenceOther),
    }
}

/// Linked records by their kind.
fn grouped(all: &[RiskLinkView], lang: Lang) -> Vec<(String, Vec<LinkLine>)> {
    let mut groups: BTreeMap<String, Vec<LinkLine>> = BTreeMap::new();
    for one in all {
        let kind = Kind::named(&one.kind).map_or_else(|| one.kind.clone(), |kind| said(&kind.title, lang).to_owned());
        let state = word_of(&one.kind, &one.state, lang);
        groups.entry(kind).or_default().push(LinkLine { key: one.key.clone(), title: one.title.clone(), state });
    }
    groups.into_iter().collect()
}
