//! What is asked: frameworks as shipped and as in force, and what crosswalks between them offer.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use assay_domain::kinds::activation::Activation;
use assay_domain::kinds::crosswalk_correction::{Correction, CrosswalkCorrection};
use assay_domain::{AIMS, Action, Relation, Stated};
use assay_frameworks::{Crosswalk, DatesQuery, Framework, Offer, RequirementRef};
use assay_store::WorkspaceScope;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::Principal;
use crate::dto::{CrosswalkView, FrameworkEntry, FrameworkList, FrameworkView, OfferView, RowView};
use crate::judging::veiled;
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Which edition of a framework.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EditionRequest {
    /// As the list of frameworks names it; the newest unless stated.
    pub edition: Option<String>,
}

/// For which requirement.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CrosswalkRequest {
    /// For example `iso42001:A.6.2.4` or `nist-ai-rmf:GOVERN-1.1`.
    pub requirement: String,
}

impl Workspace {
    /// Every edition that is shipped, and which of them are in force here.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn frameworks(&self, principal: &Principal) -> Answer<FrameworkList> {
        let active = self.active(principal, "framework")?;
        let all = assay_frameworks::slugs().flat_map(assay_frameworks::editions);
        Ok(FrameworkList { frameworks: all.map(|f| entry(f, &active)).collect() })
    }

    /// One edition with its rows.
    ///
    /// # Errors
    /// When no such framework or edition is shipped.
    pub fn framework_rows(&self, principal: &Principal, slug: &str, request: &EditionRequest) -> Answer<FrameworkView> {
        let active = self.active(principal, "framework")?;
        let newest = shipped(slug)?;
        let framework = match &request.edition {
            None => newest,
            Some(edition) => assay_frameworks::get_edition(slug, edition).ok_or_else(|| {
                let known: Vec<&str> = assay_frameworks::editions(slug).map(|f| f.edition.as_str()).collect();
                AppError::not_found(format!("edition `{edition}` of {slug} (shipped: {})", known.join(", ")))
            })?,
        };
        let requirements = framework.requirements.iter().map(|row| row_view(framework, row)).collect();
        Ok(FrameworkView { framework: entry(framework, &active), notes: framework.notes.clone(), requirements })
    }

    /// What crosswalks offer for a requirement: those in force as they were put in force, the others as shipped.
    ///
    /// # Errors
    /// When there is no such requirement.
    pub fn crosswalk(&self, principal: &Principal, request: &CrosswalkRequest) -> Answer<CrosswalkView> {
        let scope = self.enter(principal, Action::Read)?;
        let (held, at) = self.reading(&scope, None)?;
        let wrong = |e: assay_frameworks::RequirementRefError| AppError::input("requirement.unknown", e.to_string());
        let text = request.requirement.as_str();
        // A bare number is of the standard this is all about.
        let text = if text.contains(':') { Cow::Borrowed(text) } else { Cow::Owned(format!("iso42001:{text}")) };
        let asked: RequirementRef = text.parse().map_err(wrong)?;
        let (_, row) = asked.resolve().map_err(wrong)?;
        let set = self.in_force(AIMS, &at)?.set;
        let active = self.active(principal, "crosswalk")?;
        let mut offers = Vec::new();
        for shipped in assay_frameworks::crosswalks_of(asked.framework()) {
            let stored = active.iter().find(|a| a.slug == shipped.slug).and_then(|a| a.content.clone());
            let stored = stored.map(|c| Crosswalk::parse(&shipped.slug, c)).transpose().map_err(AppError::internal)?;
            let standing = if stored.is_some() { "in-force" } else { "proposed" };
            let crosswalk = stored.as_ref().unwrap_or(shipped);
            offers.extend(
                crosswalk.offers(asked.framework(), asked.id()).map(|offer| offer_view(crosswalk, &offer, standing)),
            );
        }
        self.correct(&scope, at.position, &asked, &mut offers)?;
        for offer in &mut offers {
            let about = held.bearing_on(&set, &offer.requirement, None).into_iter();
            let about: Vec<_> = about.filter_map(|v| veiled(&scope, v.clone())).collect();
            let evidence: BTreeSet<&String> = about.iter().flat_map(|v| &v.evidence).collect();
            offer.candidates = evidence.into_iter().filter(|key| key.starts_with("EV-")).cloned().collect();
        }
        offers.sort_by_key(|offer| std::cmp::Reverse(offer.strength));
        Ok(CrosswalkView { requirement: asked.to_string(), title: row.titles.en.clone(), offers })
    }

    /// Lays approved corrections over what is shipped or in force; the newest of several about one pair counts.
    fn correct(
        &self,
        scope: &WorkspaceScope,
        position: u64,
        asked: &RequirementRef,
        offers: &mut Vec<OfferView>,
    ) -> Answer<()> {
        let mut all = self.typed::<CrosswalkCorrection>(scope, "crosswalk-correction", position)?;
        all.retain(|(revision, _)| revision.state == "approved");
        all.sort_by_key(|(revision, _)| revision.seq);
        let asked = asked.to_string();
        for (revision, body) in all {
            let said = |stated: &Option<Stated<String>>| stated.as_ref().and_then(Stated::known).cloned();
            let (Some(here), Some(there)) = (said(&body.requirement), said(&body.other)) else { continue };
            let inverted = there == asked;
            let other = match (here == asked, inverted) {
                (true, _) => there,
                (_, true) => here,
                _ => continue,
            };
            offers.retain(|offer| offer.requirement != other);
            if body.correction.as_ref().and_then(Stated::known) == Some(&Correction::Withdraws) {
                continue;
            }
            let Ok((framework, row)) = other.parse().and_then(|r: RequirementRef| r.resolve()) else { continue };
            let relation = body.relation.map(|r| if inverted { r.inverted() } else { r });
            offers.push(OfferView {
                label: row.label().to_owned(),
                title: row.titles.en.clone(),
                edition: framework.edition.clone(),
                relation: relation.map(Relation::name).unwrap_or_default().to_owned(),
                strength: body.strength.unwrap_or_default(),
                rationale: said(&body.rationale).unwrap_or_default(),
                source: body.source.unwrap_or_default(),
                certainty: None,
                inverted,
                crosswalk: revision.key.to_string(),
                standing: "corrected".to_owned(),
                candidates: Vec::new(),
                requirement: other,
            });
        }
        Ok(())
    }

    fn active(&self, principal: &Principal, what: &str) -> Answer<Vec<Activation>> {
        let scope = self.enter(principal, Action::Read)?;
        let all = self.active_at(self.size(&scope)?)?;
        Ok(all.into_iter().map(|(_, a)| Arc::unwrap_or_clone(a)).filter(|a| a.subject_kind == what).collect())
    }
}

/// The newest edition of a framework that is shipped.
pub(crate) fn shipped(slug: &str) -> Answer<&'static Framework> {
    assay_frameworks::get(slug).ok_or_else(|| {
        let known = assay_frameworks::slugs().collect::<Vec<_>>().join(", ");
        AppError::not_found(format!("framework `{slug}` (shipped: {known})"))
    })
}

fn entry(framework: &Framework, active: &[Activation]) -> FrameworkEntry {
    let ours = |a: &Activation| {
        a.slug == framework.slug && a.sha256.is_some_and(|digest| digest.to_string() == framework.digest)
    };
    FrameworkEntry {
        slug: framework.slug.clone(),
        name: framework.name.clone(),
        edition: framework.edition.clone(),
        judged: framework.judged().count(),
        controls: framework.controls().count(),
        digest: framework.digest.clone(),
        in_force: active.iter().any(ours),
    }
}

fn row_view(framework: &Framework, row: &assay_frameworks::Requirement) -> RowView {
    let own = DatesQuery { under: Some(&row.id), ..DatesQuery::default() };
    let dates = framework.dates(&own).filter(|dated| dated.requirement.key() == row.key());
    RowView {
        id: row.id.clone(),
        label: row.label().to_owned(),
        kind: serde_json::to_value(row.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default(),
        parent: row.parent.as_ref().map(|p| p.id.clone()),
        title: row.titles.en.clone(),
        own_words: row.own_words.clone(),
        doubt: row.doubt.clone(),
        judged: row.is_judged(),
        dates: dates.map(|dated| serde_json::to_value(dated.application).unwrap_or(Value::Null)).collect(),
    }
}

fn offer_view(crosswalk: &Crosswalk, offer: &Offer<'_>, standing: &str) -> OfferView {
    let edition = assay_frameworks::get_edition(&offer.end.framework, &offer.end.edition);
    let row = edition.and_then(|f| f.find(offer.id));
    OfferView {
        requirement: format!("{}:{}", offer.end.framework, offer.id),
        label: row.map_or_else(|| offer.id.to_owned(), |r| r.label().to_owned()),
        title: row.map(|r| r.titles.en.clone()).unwrap_or_default(),
        edition: offer.end.edition.clone(),
        relation: offer.relation.name().to_owned(),
        strength: offer.strength,
        rationale: offer.rationale.to_owned(),
        source: offer.source.title.clone(),
        certainty: offer.source.certainty.map(|sure| sure.name().to_owned()),
        inverted: offer.inverted,
        crosswalk: crosswalk.slug.clone(),
        standing: standing.to_owned(),
        candidates: Vec::new(),
    }
}
