//! A metric over time, the metrics of a subject, and the observations of one evidence.

use std::collections::{BTreeMap, BTreeSet};

use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::system_version::SystemVersion;
use assay_domain::kinds::threshold::Threshold;
use assay_domain::{Key, Subject, Timestamp};
use assay_store::{
    Filter, ListQuery, Measure, MetricsQuery, ObservationOrder, ObservationQuery, Revision, SeriesQuery, WorkspaceScope,
};

use crate::access::Principal;
use crate::dto::{
    MetricList, MetricsRequest, ObservationList, ObservationsRequest, ReleaseLine, SeriesPoint, SeriesRequest,
    SeriesView, SubjectSeries, ThresholdLine,
};
use crate::workspace::Workspace;
use crate::{Answer, AppError};

/// Most points of a subject.
const POINTS: usize = 2_000;
/// Most versions of a system whose points are shown beside each other.
const VERSIONS: usize = 6;
/// Most criteria looked at.
const CRITERIA: usize = 500;

impl Workspace {
    /// A metric of a subject over time, with the criteria it is held against and the releases of the system.
    ///
    /// # Errors
    /// On a subject or a moment that is not well formed or not there.
    pub fn series(&self, principal: &Principal, request: &SeriesRequest) -> Answer<SeriesView> {
        let (scope, as_of) = self.enter_as_of(principal, request.as_of.as_deref())?;
        let subject = self.subject(&scope, &request.subject)?;
        let versions = self.system_versions(&scope, &subject)?;
        let mut subjects = BTreeSet::from([subject.clone()]);
        if request.versions == Some(true)
            && let Some(system) = subject.system()
        {
            subjects.insert(Subject::Record(system.clone()));
            let of = |(_, body): &(Revision, SystemVersion)| Subject::Version(system.clone(), body.version.clone());
            subjects.extend(versions.iter().map(of));
        }
        let time = |text: &Option<String>| text.as_deref().map(moment).transpose();
        let (from, to, slice) = (time(&request.from)?, time(&request.to)?, slice(request.slice.as_deref())?);
        let limit = request.limit.unwrap_or(200).clamp(1, POINTS);
        let mut doubts = Doubts { workspace: self, scope: &scope, known: BTreeMap::new() };
        let mut series = Vec::new();
        for subject in subjects {
            let (subject, metric, slice) = (subject.to_string(), request.metric.clone(), slice.clone());
            let query = SeriesQuery { subject: subject.clone(), metric, slice, from, to, limit };
            let found = self.store.series(&scope, &query)?;
            let points = found.measures.into_iter().map(|m| doubts.point(m)).collect::<Answer<Vec<_>>>()?;
            if !points.is_empty() {
                series.push(SubjectSeries { subject, points, more: found.more });
            }
        }
        let mut thresholds = self.criteria(&scope, &subject)?;
        thresholds.retain(|line| line.matches(&request.metric));
        let releases = self.releases(&scope, &versions)?;
        Ok(SeriesView { metric: request.metric.clone(), as_of, series, thresholds, releases })
    }

    /// Versions of the system that a subject is, or is a version of; the newest six.
    fn system_versions(&self, scope: &WorkspaceScope, subject: &Subject) -> Answer<Vec<(Revision, SystemVersion)>> {
        let Some(system) = subject.system() else { return Ok(Vec::new()) };
        let query = ListQuery {
            kind: Some("system-version".to_owned()),
            filters: vec![Filter::Links("system".to_owned(), system.clone())],
            as_of: scope.position(),
            limit: 500,
            ..Default::default()
        };
        let rows = self.store.list(scope, &query)?.rows.into_iter().rev().take(VERSIONS);
        Ok(rows.filter_map(|r| Some((Self::read_body(&r)?, r))).map(|(body, r)| (r, body)).collect())
    }

    /// Criteria in force for a subject or what it is part of, whichever metric they speak of.
    ///
    /// # Errors
    /// On a subject or a moment that is not well formed or not there.
    pub fn criteria_in_force(
        &self,
        principal: &Principal,
        subject: &str,
        as_of: Option<&str>,
    ) -> Answer<Vec<ThresholdLine>> {
        let (scope, _) = self.enter_as_of(principal, as_of)?;
        let subject = self.subject(&scope, subject)?;
        self.criteria(&scope, &subject)
    }

    fn criteria(&self, scope: &WorkspaceScope, subject: &Subject) -> Answer<Vec<ThresholdLine>> {
        let query = ListQuery {
            kind: Some("threshold".to_owned()),
            filters: vec![Filter::State(vec!["approved".to_owned()])],
            as_of: scope.position(),
            limit: CRITERIA,
            ..Default::default()
        };
        let binds = |of: Option<&Subject>| match of {
            Some(Subject::Workspace) => true,
            Some(Subject::Record(key)) => *subject == Subject::Record(key.clone()) || subject.system() == Some(key),
            Some(version) => version == subject,
            None => false,
        };
        let line = |record: &Revision| {
            let body: Threshold = Self::read_body(record)?;
            let (operator, value) = (body.operator?, body.value.clone()?);
            binds(body.subject.as_ref()).then(|| ThresholdLine {
                key: record.key.to_string(),
                metric: body.metric,
                operator: operator.as_str().to_owned(),
                value,
                // What is approved is not edited: its newest revision is the approval.
                approved_at: record.at,
            })
        };
        Ok(self.store.list(scope, &query)?.rows.iter().filter_map(line).collect())
    }

    fn releases(&self, scope: &WorkspaceScope, versions: &[(Revision, SystemVersion)]) -> Answer<Vec<ReleaseLine>> {
        let mut lines = Vec::new();
        for (record, body) in versions.iter().filter(|(r, _)| matches!(r.state.as_str(), "released" | "retired")) {
            let history = self.store.history(scope, &record.key)?;
            lines.extend(history.iter().filter(|r| r.op == "release").map(|r| ReleaseLine {
                key: record.key.to_string(),
                version: body.version.clone(),
                at: r.at,
            }));
        }
        lines.sort_by_key(|line| line.at);
        Ok(lines)
    }

    /// The metrics of a subject, each with its newest point.
    ///
    /// # Errors
    /// On a subject or a moment that is not well formed or not there.
    pub fn metrics(&self, principal: &Principal, request: &MetricsRequest) -> Answer<MetricList> {
        let (scope, _) = self.enter_as_of(principal, request.as_of.as_deref())?;
        let subject = self.subject(&scope, &request.subject)?.to_string();
        let query = MetricsQuery { subject, after: request.after.clone(), limit: request.limit.unwrap_or(50) };
        let page = self.store.metrics(&scope, &query)?;
        let mut doubts = Doubts { workspace: self, scope: &scope, known: BTreeMap::new() };
        let metrics = page.rows.into_iter().map(|m| doubts.point(m)).collect::<Answer<_>>()?;
        Ok(MetricList { metrics, next: page.next })
    }

    /// A page of the observations of one evidence.
    ///
    /// # Errors
    /// When there is no such evidence, and on an order or a cursor that is not known.
    pub fn observations(
        &self,
        principal: &Principal,
        key: &str,
        request: &ObservationsRequest,
    ) -> Answer<ObservationList> {
        let (scope, _) = self.enter_as_of(principal, request.as_of.as_deref())?;
        let evidence = self.evidence_head(&scope, key)?.key;
        let order = match request.order.as_deref() {
            None | Some("place") => ObservationOrder::Place,
            Some("metric") => ObservationOrder::Metric,
            Some("lowest") => ObservationOrder::Lowest,
            Some("highest") => ObservationOrder::Highest,
            Some(other) => {
                let text = format!("there is no order `{other}`; choose from place, metric, lowest, highest");
                return Err(AppError::input("order.unknown", text));
            }
        };
        let skip = match request.after.as_deref() {
            None => 0,
            Some(text) => text.parse::<u64>().map_err(|_| {
                AppError::input("cursor.malformed", format!("`{text}` is no place to go on from: use `next` of a page"))
            })?,
        };
        let holding = request.q.clone().filter(|text| !text.is_empty());
        let query = ObservationQuery { evidence, order, holding, skip, limit: request.limit.unwrap_or(50) };
        let page = self.store.observation_page(&scope, &query)?;
        let end = skip.saturating_add(page.rows.len() as u64);
        let next = (!page.rows.is_empty() && end < page.total).then(|| end.to_string());
        Ok(ObservationList { observations: page.rows, total: page.total, next })
    }
}

fn moment(text: &str) -> Answer<Timestamp> {
    Timestamp::parse(text).map_err(|e| AppError::input("time.malformed", e.to_string()))
}

/// Reads `language=pt,age=adult`.
fn slice(text: Option<&str>) -> Answer<Option<BTreeMap<String, String>>> {
    let Some(text) = text else { return Ok(None) };
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').ok_or_else(|| {
            AppError::input("slice.malformed", format!("`{part}` is not name=value, such as language=pt"))
        })?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    };
    text.split(',').filter(|part| !part.trim().is_empty()).map(pair).collect::<Answer<_>>().map(Some)
}

/// Why points decide nothing, looked up once for each evidence.
struct Doubts<'w> {
    workspace: &'w Workspace,
    scope: &'w WorkspaceScope,
    known: BTreeMap<Key, Option<String>>,
}

impl Doubts<'_> {
    fn point(&mut self, measure: Measure) -> Answer<SeriesPoint> {
        let Measure { evidence, at, observation } = measure;
        let doubt = match self.known.get(&evidence) {
            Some(known) => known.clone(),
            None => {
                let found = self.of(&evidence)?;
                self.known.insert(evidence.clone(), found.clone());
                found
            }
        };
        Ok(SeriesPoint { evidence: evidence.to_string(), at, observation, doubt })
    }

    fn of(&self, key: &Key) -> Answer<Option<String>> {
        let Some(record) = self.workspace.store.head(self.scope, key)? else { return Ok(None) };
        let Some(body) = Workspace::read_body::<Evidence>(&record) else { return Ok(None) };
        if let Some(word) = super::library::doubt(&body) {
            return Ok(Some(word.to_owned()));
        }
        let links = self.workspace.bearing_on(self.scope, &record)?;
        let rejected = links.review.as_ref().is_some_and(|review| !review.accepted);
        let word = rejected.then_some("rejected").or(links.superseded_by.is_some().then_some("superseded"));
        Ok(word.map(str::to_owned))
    }
}
