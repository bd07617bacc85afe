//! Parts, data, risks and evidence of a system.

use std::collections::BTreeMap;

use assay_app::dto::{DataLine, FreshEvidence, SystemRisk};
use assay_app::{Answer, Principal, SystemEvidenceRequest, Workspace};
use assay_domain::kinds::dataset::KIND as DATASET;
use assay_domain::kinds::risk_criteria::{self, Level};
use axum::extract::{self, Path};
use axum::http::HeaderMap;
use axum::response::Html;
use maud::Markup;

use super::filling::{head, linked, part, so_many};
use super::versions::After;
use crate::asker::Reader;
use crate::pages::systems::views::{DataPage, DataSet, EvidencePage, FreshLine, PartsPage, RiskRow, RisksPage};
use crate::pages::systems::{data as data_page, evidence as evidence_page, parts as parts_page, risks as risks_page};
use crate::parts::shell::{Place, Shell};
use crate::parts::words::{Lang, SystemWord};
use crate::parts::{dates, links};
use crate::problem::Problem;
use crate::site::answer::{PageError, PageReply, Params, filled, language};
use crate::site::records::list::{Names, said};
use crate::site::records::showing::{field, value_word};
use crate::site::shell::{evidence_line, shell};
use crate::state::Served;

/// What is said of a data set: provenance, quality, rights.
const SAID: [&str; 14] = [
    "purposes",
    "source",
    "supplier",
    "collected",
    "rights",
    "personal_data",
    "special_categories",
    "legal_basis",
    "demographics",
    "known_bias",
    "labelling",
    "quality_criteria",
    "lineage",
    "retention_until",
];
/// What has to be known of every data set (A.7.3 to A.7.6): left open, it is named.
const NEEDED: [&str; 5] = ["source", "rights", "personal_data", "known_bias", "quality_criteria"];

/// A page of one tab.
async fn answer<T: Send + 'static>(
    s: Served,
    headers: HeaderMap,
    reader: Result<Reader, Problem>,
    fill: impl FnOnce(&Workspace, &Principal, Lang) -> Answer<T> + Send + 'static,
    page: impl FnOnce(&Shell, &T) -> Markup,
) -> PageReply {
    let lang = language(&headers);
    let r = reader.map_err(|p| PageError::of(lang, p))?;
    let (shell, view) = filled(&s, r, lang, move |w, p| {
        let view = fill(w, p, lang)?;
        Ok((shell(w, p, Place::Systems, lang)?, view))
    })
    .await?;
    Ok(Html(page(&shell, &view).into_string()))
}

pub(in crate::site) async fn parts(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let fill = move |w: &Workspace, p: &Principal, lang: Lang| {
        let found = w.system_parts(p, &key)?;
        Ok(PartsPage {
            head: head(w, p, &key, lang)?,
            parts: found.parts.iter().map(|one| part(w, one, lang)).collect(),
            suppliers: found.suppliers.iter().map(|(key, name)| (name.clone(), links::record(&w.slug, key))).collect(),
            without_digest: found.without_digest,
            left_out: found.left_out,
        })
    };
    answer(s.0, headers, reader, fill, parts_page::page).await
}

pub(in crate::site) async fn data(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let fill = move |w: &Workspace, p: &Principal, lang: Lang| {
        let (sets, more) = w.system_data(p, &key)?;
        let mut names = Names { workspace: w, principal: p, known: BTreeMap::new() };
        let sets = sets.into_iter().map(|line| data_set(w, line, lang, &mut names)).collect::<Answer<_>>()?;
        Ok(DataPage { head: head(w, p, &key, lang)?, sets, more })
    };
    answer(s.0, headers, reader, fill, data_page::page).await
}

fn data_set(w: &Workspace, line: DataLine, lang: Lang, names: &mut Names<'_>) -> Answer<DataSet> {
    let body = &line.record.body;
    let label = |name: &str| {
        let found = DATASET.labels.iter().find(|l| l.field == name);
        found.map(|l| said(&l.text, lang).to_owned())
    };
    Ok(DataSet {
        record: linked(w, &line.record, lang)?,
        through: line.through.map(|(key, name)| (name, links::record(&w.slug, &key))),
        fields: SAID.iter().filter_map(|name| field(&DATASET, name, body, lang, names)).collect(),
        lacks: NEEDED.iter().filter(|name| body.get(**name).is_none()).filter_map(|name| label(name)).collect(),
        quality: line.quality.into_iter().map(|e| evidence_line(lang, e)).collect(),
    })
}

pub(in crate::site) async fn risks(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Params(after): Params<After>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let fill = move |w: &Workspace, p: &Principal, lang: Lang| {
        let found = w.system_risks(p, &key, after.after.as_deref())?;
        let head = head(w, p, &key, lang)?;
        Ok(RisksPage {
            risks: found.risks.iter().map(|risk| risk_row(w, risk, lang)).collect::<Answer<_>>()?,
            count: so_many(lang, found.count, SystemWord::RisksOne, SystemWord::RisksOther),
            next: found.next.as_ref().map(|cursor| links::system_tab_after(&head.key, "risks", cursor)),
            head,
        })
    };
    answer(s.0, headers, reader, fill, risks_page::page).await
}

fn risk_row(w: &Workspace, risk: &SystemRisk, lang: Lang) -> Answer<RiskRow> {
    let level = |level: Option<Level>, steps: Option<(u8, u8)>| {
        steps.map(|(likelihood, impact)| {
            (level.map_or_else(String::new, |level| level_word(level, lang)), likelihood, impact)
        })
    };
    Ok(RiskRow {
        record: linked(w, &risk.record, lang)?,
        owner: risk.owner.clone(),
        now: level(risk.level, risk.now),
        after: level(risk.residual, risk.after),
        above: risk.above,
    })
}

/// The word for a level, as the criteria have it.
fn level_word(level: Level, lang: Lang) -> String {
    let slug = serde_json::to_value(level).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    value_word(&risk_criteria::KIND, "accept_up_to", &slug, lang).map_or(slug.clone(), str::to_owned)
}

pub(in crate::site) async fn evidence(
    s: extract::State<Served>,
    headers: HeaderMap,
    Path(key): Path<String>,
    Params(request): Params<SystemEvidenceRequest>,
    reader: Result<Reader, Problem>,
) -> PageReply {
    let fill = move |w: &Workspace, p: &Principal, lang: Lang| {
        let found = w.system_evidence(p, &key, &request)?;
        let head = head(w, p, &key, lang)?;
        let subject = request.subject.clone().unwrap_or_default();
        let line = |fresh: FreshEvidence| FreshLine {
            href: links::record(&w.slug, &fresh.evidence.key),
            state: fresh.state,
            ends: fresh.ends.map(|at| dates::day(lang, &at.date())),
            verdicts: fresh.verdicts,
            line: evidence_line(lang, fresh.evidence),
        };
        Ok(EvidencePage {
            next: found.next.as_ref().map(|cursor| links::system_evidence(&head.key, &subject, cursor)),
            count: so_many(lang, found.count, SystemWord::EvidenceOne, SystemWord::EvidenceOther),
            lines: found.evidence.into_iter().map(line).collect(),
            subjects: found.subjects,
            subject,
            head,
        })
    };
    answer(s.0, headers, reader, fill, evidence_page::page).await
}
