//! One requirement, most often a control: its parts, each at an address of its own, and why it has its state.

use std::collections::BTreeMap;

use assay_app::dto::{
    AxisView, ContinuityView, CoverageView, EvidenceSummary, OfferView, SoaRowView, SoaView, VerdictView,
};
use assay_app::{
    Answer, AppError, ContinuityRequest, CoverageRequest, CrosswalkRequest, Principal, RequirementHistoryRequest,
    WhyRequest, Workspace,
};
use assay_domain::{AIMS, Key, State};
use assay_frameworks::Framework;
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use super::about::About;
use super::fix::fix;
use super::said_check;
use crate::asker::Reader;
use crate::pages::controls::control;
use crate::pages::controls::views::{
    AxisLine, ControlView, CoverageBlock, CoverageLine, HistoryLine, Month, OfferLine, SoaLine, Tab, VerdictLine,
};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{EvidenceWord, Lang, fill, number};
use crate::parts::{explain, links};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::controls::list::{given, implementation};
use crate::site::shell::{evidence_line, moment, shell};
use crate::site::today::page::title;
use crate::state::Served;

/// How much of each a page shows.
const NEWEST: usize = 5;
const EVIDENCE: usize = 50;
const VERDICTS: usize = 60;
const SYSTEMS: usize = 10;

/// Where a page of systems begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Asked {
    after: String,
}

type Handler<'a> = (extract::State<Served>, HeaderMap, Result<Reader, Problem>);

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Params(q): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    show((s, headers, reader), id, Tab::Overview, q.after).await
}

pub(in crate::site) async fn part(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path((id, name)): Path<(String, String)>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let tab = match name.as_str() {
        "evidence" => Tab::Evidence,
        "tests" => Tab::Tests,
        "crosswalk" => Tab::Crosswalk,
        "history" => Tab::History,
        _ => {
            let lang = language(&headers);
            return Err(PageError::of(lang, Problem(AppError::not_found(format!("part `{name}` of {id}")))));
        }
    };
    show((s, headers, reader), id, tab, String::new()).await
}

async fn show((s, headers, reader): Handler<'_>, id: String, tab: Tab, after: String) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| Desk { w, p, lang }.fill(&id, tab, &after)).await?;
    Ok(Html(control::page(&shell, &view).into_string()))
}

/// Where a page is filled.
struct Desk<'a> {
    w: &'a Workspace,
    p: &'a Principal,
    lang: Lang,
}

impl Desk<'_> {
    fn fill(&self, name: &str, tab: Tab, after: &str) -> Answer<(Shell, ControlView)> {
        let (slug, id) = name.split_once(':').unwrap_or((AIMS, name));
        let About { framework, title, own_words, ids, place, soa } = About::of(self.w, self.p, slug, id, self.lang)?;
        let requirement = format!("{slug}:{id}");
        let asked = WhyRequest { requirement: requirement.clone(), ..WhyRequest::default() };
        let why = self.w.why(self.p, &asked)?;
        let beside =
            |index: Option<usize>| index.and_then(|i| ids.get(i)).map(|c| (c.clone(), links::requirement(slug, c)));
        let mut view = ControlView {
            id: id.to_owned(),
            framework: slug.to_owned(),
            title,
            own_words,
            is_control: slug == links::OWN || framework.controls().any(|r| r.id == id),
            about: self.about(&why.subject),
            tab,
            state: Some(why.state),
            reason: why.reason,
            prev: beside(place.checked_sub(1)),
            next: beside(Some(place + 1)),
            place: (place + 1, ids.len()),
            ..ControlView::default()
        };
        if matches!(tab, Tab::Overview | Tab::History) && framework.has_statement_of_applicability() {
            let soa = soa.map_or_else(|| self.w.soa(self.p, slug, None), Ok)?;
            if let Some(decided) = soa.rows.iter().find(|r| is_row(r, slug, id)) {
                view.row = Some(self.soa_line(decided, &soa)?);
                view.refusal = self.refusal(decided)?;
                let open = decided.applicable.is_none().then_some(decided.record.as_deref()).flatten();
                view.fix = fix(&why.verdicts, why.state, open, self.lang);
            }
        }
        let evidence = match tab {
            Tab::Overview => NEWEST,
            Tab::Evidence => EVIDENCE,
            _ => 0,
        };
        if evidence > 0 {
            let found = self.w.requirement_evidence(self.p, &requirement, evidence)?;
            view.evidence = found.evidence.into_iter().map(|e| evidence_line(self.lang, e)).collect();
            view.evidence_total = found.total;
        }
        match tab {
            Tab::Overview => {
                view.fix = view.fix.take().or_else(|| fix(&why.verdicts, why.state, None, self.lang));
                // Of a clause only what is judged is told: it has no row that could say more.
                let axes = why.axes.into_iter().filter(|axis| view.is_control || axis.decided_by.is_some());
                view.axes = axes.map(|axis| axis_line(axis, &why.subject, self.lang)).collect();
                view.coverage = self.coverage(slug, id, after)?;
                view.offers = self.offers(&requirement, &framework)?;
            }
            Tab::Tests => {
                let found = self.w.requirement_verdicts(self.p, &requirement, None, VERDICTS)?;
                view.verdicts =
                    found.verdicts.into_iter().map(|v| verdict_line(v, &found.evidence, self.lang)).collect();
                view.verdicts_total = found.total;
            }
            Tab::Crosswalk => view.offers = self.offers(&requirement, &framework)?,
            Tab::History => view.history = self.history(requirement)?,
            Tab::Evidence => {}
        }
        Ok((shell(self.w, self.p, Place::Controls, self.lang)?, view))
    }

    /// The record that a subject is or is a version of.
    fn about(&self, subject: &str) -> Option<(String, String)> {
        let key = subject.split('@').next().filter(|key| key.parse::<Key>().is_ok())?;
        let record = self.w.show(self.p, key, None).ok()?;
        let version = subject.split_once('@').map(|(_, version)| format!(" {version}")).unwrap_or_default();
        Some((format!("{}{version}", record.title), record.key))
    }

    fn soa_line(&self, d: &SoaRowView, soa: &SoaView) -> Answer<SoaLine> {
        let record = d.record.as_deref().map(|key| self.w.history(self.p, key)).transpose()?;
        let approval = record.as_ref().and_then(|h| h.revisions.iter().rev().find(|r| r.op == "approve"));
        let approved = approval.filter(|_| d.decision.as_deref() == Some("approved"));
        let by = match approved {
            Some(r) => Some(self.w.show(self.p, &r.actor, None)?.title),
            None => None,
        };
        Ok(SoaLine {
            applicable: d.applicable,
            reason: d.reason.clone(),
            statement: d.statement.clone(),
            implementation: implementation(d.implementation.as_deref()),
            owner: d.owner.clone(),
            approved_by: by,
            approved_at: approved.map(|r| moment(self.lang, r.at)),
            revision: record.and_then(|h| h.revisions.last().map(|r| r.revision)).unwrap_or(0),
            record: d.record.clone(),
            editable: d.decision.as_deref() == Some("draft"),
            version: soa.version.clone(),
            diverged: soa.diverged.contains(&d.id),
        })
    }

    /// Why whoever is signed in may not approve a row that waits for it.
    fn refusal(&self, d: &SoaRowView) -> Answer<Option<String>> {
        let waits = d.decision.as_deref() == Some("draft") && self.p.proved.is_some();
        let Some(key) = d.record.as_deref().filter(|_| waits) else { return Ok(None) };
        Ok(self.w.refusal_to_move(self.p, key, "approve")?.map(|refused| refused.text))
    }

    fn coverage(&self, slug: &str, id: &str, after: &str) -> Answer<CoverageBlock> {
        let requirement = format!("{slug}:{id}");
        let asked = ContinuityRequest {
            requirement,
            after: given(after),
            limit: Some(SYSTEMS),
            ..ContinuityRequest::default()
        };
        let months = self.w.continuity(self.p, &asked)?;
        let own = slug == links::OWN;
        let request = CoverageRequest {
            framework: Some(if own { AIMS } else { slug }.to_owned()),
            requirement: Some(if own { asked.requirement } else { id.to_owned() }),
            after: given(after),
            limit: Some(SYSTEMS),
            ..CoverageRequest::default()
        };
        Ok(coverage_block(&self.w.coverage(self.p, &request)?, months, slug, id))
    }

    fn history(&self, requirement: String) -> Answer<Vec<HistoryLine>> {
        let request = RequirementHistoryRequest { requirement, ..RequirementHistoryRequest::default() };
        let found = self.w.requirement_history(self.p, &request)?;
        Ok(found
            .changes
            .into_iter()
            .map(|c| HistoryLine {
                at: moment(self.lang, c.at),
                entry: c.entry,
                title: said_check(&c.check, &c.title, self.lang),
                subject: c.subject,
                before: c.before,
                outcome: c.outcome,
                reason: c.reason,
            })
            .collect())
    }

    fn offers(&self, requirement: &str, framework: &Framework) -> Answer<Vec<OfferLine>> {
        // Crosswalks are about what is shipped: not of an edition that is only in force here, nor of our own controls.
        let own = requirement.starts_with("own:");
        if own || assay_frameworks::get(&framework.slug).is_none() {
            return Ok(Vec::new());
        }
        let request = CrosswalkRequest { requirement: requirement.to_owned() };
        let found = self.w.crosswalk(self.p, &request)?;
        offer_lines(self.w, self.p, found.offers, self.lang)
    }
}

/// What crosswalks offer, as lines; those that are managed here lead to their page.
pub(in crate::site) fn offer_lines(
    w: &Workspace,
    p: &Principal,
    offers: Vec<OfferView>,
    lang: Lang,
) -> Answer<Vec<OfferLine>> {
    let in_force = w.frameworks_in_force(p, None)?;
    let by_slug: BTreeMap<&str, &Framework> = in_force.iter().map(|f| (f.slug.as_str(), f.as_ref())).collect();
    let line = |offer: OfferView| {
        let (slug, id) = offer.requirement.split_once(':').unwrap_or((AIMS, &offer.requirement));
        let here = by_slug.get(slug).and_then(|f| f.judged().find(|r| r.id == id));
        let shipped = assay_frameworks::get(slug);
        let titled = shipped.and_then(|f| f.find(id)).map(|row| title(row, lang));
        OfferLine {
            framework: shipped.map_or_else(|| offer.edition.clone(), |f| f.name.clone()),
            title: titled.unwrap_or(offer.title),
            href: here.map(|_| links::requirement(slug, id)),
            label: offer.label,
            relation: offer.relation,
            strength: offer.strength,
            rationale: offer.rationale,
            source: offer.source,
            certainty: offer.certainty,
            inverted: offer.inverted,
            standing: offer.standing,
            crosswalk: offer.crosswalk,
            candidates: offer.candidates,
            requirement: offer.requirement,
        }
    };
    Ok(offers.into_iter().map(line).collect())
}

/// Whether a row of a Statement of Applicability is that of a requirement; ids of our own may be like those of Annex A.
pub(super) fn is_row(row: &SoaRowView, slug: &str, id: &str) -> bool {
    row.id == id && (row.source == links::OWN) == (slug == links::OWN)
}

fn axis_line(axis: AxisView, subject: &str, lang: Lang) -> AxisLine {
    let decided = axis.decided_by;
    AxisLine {
        axis: axis.axis,
        state: decided.as_ref().map_or(State::Missing, |v| explain::as_state(v.outcome, v.stale)),
        rule: decided.as_ref().map(|v| said_check(&v.check, &v.title, lang)),
        reason: decided.as_ref().map(|v| v.reason.clone()).unwrap_or_default(),
        subject: subject.to_owned(),
        inputs: decided.map(|v| v.evidence).unwrap_or_default(),
    }
}

/// The systems of a page with their months; one line where one state holds for all.
fn coverage_block(coverage: &CoverageView, months: ContinuityView, slug: &str, id: &str) -> CoverageBlock {
    let measured = !months.rules.is_empty();
    let mut strips: BTreeMap<String, Vec<Month>> = BTreeMap::new();
    for strip in months.strips {
        let months = strip.months.into_iter();
        let month = |m: assay_app::dto::MonthView| Month { month: m.month, days: m.days, held: m.held, some: m.some };
        strips.insert(strip.subject, months.map(month).collect());
    }
    let whole = coverage.requirements.first().filter(|c| c.alike);
    if let Some(whole) = whole {
        let line = CoverageLine {
            subject: "workspace".to_owned(),
            title: String::new(),
            state: whole.state,
            why: links::why(slug, id, ""),
            months: strips.remove("workspace").unwrap_or_default(),
        };
        return CoverageBlock { lines: vec![line], measured, next: None };
    }
    let lines = coverage.systems.iter().filter_map(|system| {
        let cell = system.cells.first()?;
        Some(CoverageLine {
            subject: system.key.clone(),
            title: system.title.clone(),
            state: cell.state,
            why: links::why(slug, id, &cell.subject),
            months: strips.remove(&system.key).unwrap_or_default(),
        })
    });
    let next = coverage.next.as_deref().map(|after| links::asked(&links::requirement(slug, id), &[("after", after)]));
    CoverageBlock { lines: lines.collect(), measured, next }
}

fn verdict_line(v: VerdictView, evidence: &[EvidenceSummary], lang: Lang) -> VerdictLine {
    let behind = evidence.iter().find(|e| v.evidence.contains(&e.key));
    let population = behind.map(|e| {
        let p = &e.population;
        match (p.sampled, p.size) {
            (Some(sampled), Some(size)) => {
                let whole = |n: u64| number(lang, usize::try_from(n).unwrap_or(usize::MAX));
                let values = [("text", p.text.as_str()), ("sampled", &whole(sampled)), ("size", &whole(size))];
                fill(lang, EvidenceWord::PopulationOf, &values)
            }
            _ => p.text.clone(),
        }
    });
    // A subject such as a version is named too, and has no page by that name.
    let anchor = |key: &String| {
        let record = key.parse::<Key>().is_ok();
        (key.clone(), if record { links::record("-", key) } else { String::new() })
    };
    VerdictLine {
        rests_on: v.evidence.iter().map(anchor).collect(),
        title: said_check(&v.check, &v.title, lang),
        check: v.check,
        subject: v.subject,
        outcome: v.outcome,
        reason: v.reason,
        value: v.value,
        threshold: v.threshold,
        observed_at: v.observed_at.map(|at| moment(lang, at)),
        valid_until: v.valid_until.map(|at| moment(lang, at)),
        collector: behind.map(|e| e.collector.clone()),
        population: population.filter(|p| !p.is_empty()),
    }
}
