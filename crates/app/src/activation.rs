//! Putting a framework edition, a crosswalk or a check set in force. Its content is copied into the log, so that an upgrade of the
//! program offers but never changes the past.

use std::sync::{Arc, PoisonError};

use assay_checks::{BASELINE, CheckSet};
use assay_domain::kinds::activation::Activation;
use assay_domain::{Action, Digest, KeyPlan, Kind, Write};
use assay_store::{Filter, ListQuery, Revision};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::access::{Principal, own_work};
use crate::dto::RecordView;
use crate::workspace::{Draft, Workspace};
use crate::{Answer, AppError, ErrorClass};

/// What to put in force.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActivateRequest {
    /// `framework`, `crosswalk` or `check-set`.
    #[schemars(extend("enum" = ["framework", "crosswalk", "check-set"]))]
    pub what: String,
    /// Its slug, for example `iso42001` or `baseline`.
    pub slug: String,
}

/// What the program ships, as the body of an activation.
pub(crate) fn shipped(what: &str, slug: &str) -> Answer<Activation> {
    let (title, edition, content) = match what {
        "framework" => {
            let framework = assay_frameworks::get(slug).ok_or_else(|| {
                let known: Vec<&str> = assay_frameworks::slugs().collect();
                AppError::input(
                    "framework.unknown",
                    format!("no framework `{slug}` is shipped; shipped: {}", known.join(", ")),
                )
            })?;
            (framework.name.clone(), framework.edition.clone(), framework.source.to_string())
        }
        "crosswalk" => {
            let crosswalk = assay_frameworks::crosswalk(slug).ok_or_else(|| {
                let known: Vec<&str> = assay_frameworks::crosswalks().map(|c| c.slug.as_str()).collect();
                let text = format!("no crosswalk `{slug}` is shipped; shipped: {}", known.join(", "));
                AppError::input("crosswalk.unknown", text)
            })?;
            let edition = format!("{} · {}", crosswalk.from.edition, crosswalk.to.edition);
            (crosswalk.name.clone(), edition, crosswalk.source.to_string())
        }
        "check-set" if slug == "baseline" => {
            let set = CheckSet::baseline();
            (format!("Check set baseline, edition {}", set.edition), set.edition.clone(), BASELINE.to_owned())
        }
        "check-set" => {
            return Err(AppError::input(
                "check-set.unknown",
                format!("no check set `{slug}` is shipped; shipped: baseline"),
            ));
        }
        other => {
            let text = format!("`{other}` cannot be put in force; choose `framework`, `crosswalk` or `check-set`");
            return Err(AppError::input("activation.what", text));
        }
    };
    Ok(Activation {
        title,
        subject_kind: what.to_owned(),
        slug: slug.to_owned(),
        edition: Some(edition),
        sha256: Some(Digest(Sha256::digest(&content).into())),
        content: Some(content),
    })
}

impl Workspace {
    /// Puts what the program ships in force, in place of what was. A framework with a Statement of Applicability of its
    /// own brings a row to be decided for each control that has none yet; rows that were decided stay as they are.
    ///
    /// # Errors
    /// When the same content is in force already, or nothing of that name is shipped.
    pub fn activate(&self, principal: &Principal, request: &ActivateRequest) -> Answer<RecordView> {
        self.enter(principal, Action::Administer)?;
        let scope = own_work(self.id);
        let body = shipped(&request.what, &request.slug)?;
        let position = self.size(&scope)?;
        let all: Vec<(Revision, Activation)> = self.typed(&scope, "activation", position)?;
        let same = |b: &Activation| b.subject_kind == request.what && b.slug == request.slug;
        let before = all.into_iter().find(|(r, b)| r.state == "in-force" && same(b));
        if let Some((record, old)) = &before
            && old.sha256 == body.sha256
        {
            let text = format!("{} puts exactly this in force already", record.key);
            return Err(AppError::new(ErrorClass::Conflict, "activation.same", text));
        }
        let mut writes = Vec::new();
        if let Some((record, _)) = before {
            let replaced = self.replace(&record)?;
            let signature = self.signature(principal, &record, &replaced)?;
            writes.extend([replaced].into_iter().chain(signature));
        }
        writes.push(self.activation(body)?);
        let at = writes.len() - 1;
        if request.what == "framework"
            && let Some(framework) = assay_frameworks::get(&request.slug)
        {
            let owner = self.own_person(principal)?;
            writes.extend(self.rows_to_decide(framework, &owner)?);
        }
        let committed = self.commit(&scope, principal, writes, Vec::new(), None)?;
        self.settle(&scope)?;
        let written = committed.written.get(at).ok_or_else(|| AppError::internal("nothing was written"))?;
        Ok(RecordView::from(&self.head(&scope, &written.key)?))
    }

    pub(crate) fn activation(&self, body: Activation) -> Answer<Write> {
        let kind =
            Kind::named("activation").ok_or_else(|| AppError::internal("the kind `activation` is not registered"))?;
        let value = serde_json::to_value(body).map_err(AppError::internal)?;
        let normal = kind.normalise(value).map_err(AppError::body)?;
        self.write(self.new_record(kind, normal))
    }

    fn replace(&self, record: &Revision) -> Answer<Write> {
        let kind =
            Kind::named("activation").ok_or_else(|| AppError::internal("the kind `activation` is not registered"))?;
        let normal = kind.normalise(Self::body(record)).map_err(AppError::body)?;
        self.write(Draft {
            record: record.record,
            kind,
            key: KeyPlan::Existing(record.key.clone()),
            expected: record.revision,
            op: "replace".to_owned(),
            state: "replaced".to_owned(),
            normal,
            effective: None,
        })
    }

    /// What was in force at a position, in the order it was put there, each with its entry. What does not read is left out.
    /// It is for whoever reads, as the words of a judgement are, whatever else they see.
    pub(crate) fn active_at(&self, position: u64) -> Answer<Vec<Active>> {
        let mut last = self.readings.active.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, active)) = &*last
            && *of == position
        {
            return Ok(active.clone());
        }
        let active = self.read_active_at(position)?;
        *last = Some((position, active.clone()));
        Ok(active)
    }

    fn read_active_at(&self, position: u64) -> Answer<Vec<Active>> {
        let query = ListQuery {
            kind: Some("activation".to_owned()),
            filters: vec![Filter::State(vec!["in-force".to_owned()])],
            as_of: Some(position),
            limit: 500,
            ..Default::default()
        };
        let rows = self.store.list(&own_work(self.id), &query)?.rows;
        let unread = |row: &Revision| AppError::internal(format!("{} does not read", row.key));
        let read = |row: &Revision| {
            self.readings.activations.of(row.seq, || Self::read_body(row).ok_or_else(|| unread(row))).ok()
        };
        Ok(rows.iter().filter_map(|row| Some((row.seq, read(row)?))).collect())
    }

    /// What the program ships in a newer form than is in force: an offer, never applied by itself.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn upgrades(&self, principal: &Principal) -> Answer<Vec<String>> {
        let scope = self.enter(principal, Action::Read)?;
        let mut offers = Vec::new();
        for (_, active) in self.active_at(self.size(&scope)?)? {
            if let Ok(ships) = shipped(&active.subject_kind, &active.slug)
                && ships.sha256 != active.sha256
            {
                offers.push(format!("{} {}", active.subject_kind, active.slug));
            }
        }
        Ok(offers)
    }
}

/// An activation with its entry.
pub(crate) type Active = (u64, Arc<Activation>);
