//! Reporting clocks of open incidents: those of notices that somebody decided to send, and for an incident without any
//! the ones that laws may have started. Which of these run is for people to decide.

use assay_domain::kinds::incident::{Incident, IncidentKind, Serious, StartEvent};
use assay_domain::kinds::incident_communication::IncidentCommunication;
use assay_domain::{Action, Key, Stated, Timestamp};
use assay_frameworks::{Clock, ClockUnit, Titles, Within, clocks};
use assay_store::{Filter, ListQuery, Revision, WorkspaceScope};

use super::open_states;
use crate::Answer;
use crate::access::Principal;
use crate::notices::reporting_clock;
use crate::workspace::Workspace;

/// Incidents looked at, and their notices.
const MOST: usize = 50;
/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

/// A clock of an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockLine {
    /// Key of the incident.
    pub incident: String,
    /// What happened.
    pub title: String,
    /// The notice that was decided on; none where the law is all there is.
    pub notice: Option<(String, String)>,
    /// The clock as laws have it, where no notice was decided on.
    pub law: Option<&'static Clock>,
    /// Whether the incident is serious; nobody has decided while it is `None`.
    pub serious: Option<bool>,
    /// When it began, where that is stated.
    pub limit: Option<ClockLimit>,
}

/// From when until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockLimit {
    /// When it began.
    pub begun: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// Shorter limits of the same duty, for graver cases.
    pub sooner: Vec<Timestamp>,
}

impl ClockLine {
    /// What the clock is called: the notice, or the duty in the law.
    #[must_use]
    pub fn law_titles(&self) -> Option<&'static Titles> {
        self.law.map(|clock| &clock.titles)
    }
}

impl Workspace {
    /// The clocks of open incidents, the one that ends first first, those that have not begun last.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn clock_lines(&self, principal: &Principal) -> Answer<Vec<ClockLine>> {
        let scope = self.enter(principal, Action::Read)?;
        let act = self.frameworks_in_force(principal, None)?.iter().any(|framework| framework.slug == "eu-ai-act");
        let notices = self.open_of(&scope, "incident-communication")?;
        let mut all = Vec::new();
        for record in self.open_of(&scope, "incident")? {
            let Some(incident) = Self::read_body::<Incident>(&record) else { continue };
            let own = notices.iter().filter(|notice| is_about(notice, &record.key));
            let before = all.len();
            for notice in own {
                all.push(self.notice_line(&scope, &record, &incident, notice)?);
            }
            if all.len() == before && incident.clocks_run() {
                all.extend(laws(&incident, act).into_iter().map(|law| law_line(&record, &incident, law)));
            }
        }
        all.sort_by_key(|line| (line.limit.is_none(), line.limit.as_ref().map(|limit| limit.ends)));
        Ok(all)
    }

    fn open_of(&self, scope: &WorkspaceScope, kind: &str) -> Answer<Vec<Revision>> {
        let states = Filter::State(open_states(kind).iter().map(|state| (*state).to_owned()).collect());
        let query =
            ListQuery { kind: Some(kind.to_owned()), filters: vec![states], limit: MOST, ..ListQuery::default() };
        Ok(self.store.list(scope, &query)?.rows)
    }

    fn notice_line(
        &self,
        scope: &WorkspaceScope,
        record: &Revision,
        incident: &Incident,
        notice: &Revision,
    ) -> Answer<ClockLine> {
        let counts_from = Self::read_body::<IncidentCommunication>(notice).and_then(|body| body.counts_from);
        let begun = counts_from.as_ref().and_then(Stated::known).and_then(|event| incident.started(*event));
        let ends = reporting_clock(self, scope, notice)?;
        let limit = begun.zip(ends).map(|(begun, ends)| ClockLimit { begun, ends, sooner: Vec::new() });
        let named = Some((notice.key.to_string(), notice.title.clone()));
        Ok(ClockLine { notice: named, law: None, limit, ..line(record, incident) })
    }
}

fn is_about(notice: &Revision, incident: &Key) -> bool {
    let body = Workspace::read_body::<IncidentCommunication>(notice);
    body.and_then(|body| body.incident).is_some_and(|about| about.key() == incident)
}

/// The duties that an incident may have brought: in the widest case of the AI Act, where that is in force here; for
/// personal data; for an attack.
fn laws(incident: &Incident, act: bool) -> Vec<&'static Clock> {
    let kind = incident.incident_kind.as_ref().and_then(Stated::known);
    let mut ids = Vec::new();
    if act {
        ids.push("ai-act-73-2");
    }
    match kind {
        Some(IncidentKind::Privacy) => ids.push("gdpr-33-1"),
        Some(IncidentKind::Security) => ids.push("nis2-23-4-a"),
        _ => {}
    }
    ids.into_iter().filter_map(|id| clocks().find(id)).collect()
}

fn line(record: &Revision, incident: &Incident) -> ClockLine {
    ClockLine {
        incident: record.key.to_string(),
        title: record.title.clone(),
        notice: None,
        law: None,
        serious: match incident.serious {
            Some(Serious::Yes) => Some(true),
            Some(Serious::No) => Some(false),
            Some(Serious::Undecided) | None => None,
        },
        limit: None,
    }
}

fn law_line(record: &Revision, incident: &Incident, law: &'static Clock) -> ClockLine {
    let begun = incident.started(StartEvent::Aware);
    let limit = begun.zip(law.within).and_then(|(begun, within)| {
        let article = law.id.rsplit_once('-').map_or("", |(article, _)| article);
        let same = clocks().clocks.iter().filter(|clock| clock.id.starts_with(article) && clock.id != law.id);
        let ends = end(begun, within)?;
        let sooner = same.filter_map(|clock| end(begun, clock.within?)).filter(|at| *at < ends).collect();
        Some(ClockLimit { begun, ends, sooner })
    });
    ClockLine { law: Some(law), limit, ..line(record, incident) }
}

/// When a limit ends that counts from awareness in hours or days. Working days and months are for whoever knows the
/// calendar.
fn end(begun: Timestamp, within: Within) -> Option<Timestamp> {
    let count = i64::from(within.count);
    if within.after != assay_frameworks::StartEvent::Aware {
        return None;
    }
    match within.unit {
        ClockUnit::Hour => Some(begun.plus_micros(count * HOUR)),
        ClockUnit::Day => Some(begun.plus_days(count)),
        ClockUnit::Week => Some(begun.plus_days(count * 7)),
        ClockUnit::WorkingDay | ClockUnit::Month => None,
    }
}
