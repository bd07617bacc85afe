//! Why a requirement has its state.

use assay_app::dto::{EvidenceSummary, InputView, VerdictView};
use assay_app::{Answer, AppError, Principal, WhyRequest, Workspace};
use assay_domain::{AIMS, Kind};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use serde::Deserialize;

use super::said_check;
use crate::asker::Reader;
use crate::pages::controls::why::{self, RecordLine, RuleLine, WhyPage};
use crate::parts::links;
use crate::parts::shell::{Place, Shell};
use crate::parts::words::Lang;
use crate::parts::{explain, state};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::controls::list::given;
use crate::site::records::list::{kind_name, state_word};
use crate::site::shell::{evidence_line, moment, shell};
use crate::site::today::page::title;
use crate::state::Served;

/// For which subject, and when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::site) struct Asked {
    subject: String,
    as_of: String,
}

pub(in crate::site) async fn page(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(id): Path<String>,
    Params(q): Params<Asked>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| fill(w, p, &id, &q, lang)).await?;
    Ok(Html(why::page(&shell, &view).into_string()))
}

fn fill(w: &Workspace, p: &Principal, name: &str, asked: &Asked, lang: Lang) -> Answer<(Shell, WhyPage)> {
    let (slug, id) = name.split_once(':').unwrap_or((AIMS, name));
    let own = slug == links::OWN;
    let framework = w.framework(p, if own { AIMS } else { slug })?;
    let row = framework.judged().find(|r| r.id == id);
    if row.is_none() && !own {
        return Err(AppError::not_found(format!("requirement {id} of {}", framework.name)));
    }
    let request = WhyRequest {
        requirement: format!("{slug}:{id}"),
        subject: given(&asked.subject),
        as_of: given(&asked.as_of).filter(|_| p.sight.clock.is_none()),
    };
    let found = w.why(p, &request)?;
    let view = WhyPage {
        framework: slug.to_owned(),
        id: id.to_owned(),
        title: row.map_or_else(|| found.title.clone(), |row| title(row, lang)),
        page: links::requirement(slug, id),
        subject: found.subject,
        state: found.state,
        reason: found.reason,
        check_set: found.check_set,
        at: moment(lang, found.as_of.time),
        entry: found.as_of.position,
        counts: found.subjects.into_iter().map(|c| (c.state, c.count)).collect(),
        axes: found.axes.into_iter().map(|a| (a.axis, a.decided_by.map(|v| rule_line(v, lang)))).collect(),
        rules: found.verdicts.into_iter().map(|v| rule_line(v, lang)).collect(),
        evidence: found
            .evidence
            .into_iter()
            .map(|e| (population(&e), e))
            .map(|(p, e)| (evidence_line(lang, e), p))
            .collect(),
        records: found.records.into_iter().map(|r| record_line(r, lang)).collect(),
    };
    Ok((shell(w, p, Place::Controls, lang)?, view))
}

fn rule_line(v: VerdictView, lang: Lang) -> RuleLine {
    let value = match (v.value, v.threshold) {
        (Some(value), Some(bound)) => Some(format!("{value} ({bound})")),
        (value, bound) => value.or(bound),
    };
    RuleLine {
        state: explain::as_state(v.outcome, v.stale),
        outcome: if v.stale {
            state::word(lang, assay_domain::State::Stale).to_owned()
        } else {
            state::outcome_word(lang, v.outcome).to_owned()
        },
        title: said_check(&v.check, &v.title, lang),
        check: v.check,
        reason: v.reason,
        value,
        observed: v.observed_at.map(|at| moment(lang, at)),
        until: v.valid_until.map(|at| moment(lang, at)),
        inputs: v.evidence,
    }
}

/// What samples were drawn from, and how many of how many.
fn population(e: &EvidenceSummary) -> String {
    let p = &e.population;
    match (p.sampled, p.size) {
        (Some(sampled), Some(size)) if !p.text.is_empty() => format!("{} ({sampled} / {size})", p.text),
        (Some(sampled), Some(size)) => format!("{sampled} / {size}"),
        _ => p.text.clone(),
    }
}

fn record_line(r: InputView, lang: Lang) -> RecordLine {
    let kind = Kind::named(&r.kind);
    RecordLine {
        kind: kind.map_or_else(|| r.kind.clone(), |k| kind_name(k, lang).title),
        state: kind.map_or_else(|| r.state.clone(), |k| state_word(k, &r.state, lang)),
        key: r.key,
        title: r.title,
        by: r.by,
        at: moment(lang, r.at),
        signed_by: r.signed_by,
    }
}
