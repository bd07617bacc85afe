//! The audit that comes next.

use assay_domain::kinds::audit::Audit;
use assay_domain::kinds::certification_audit::CertificationAudit;
use assay_domain::{Action, Period, Stated, Timestamp};
use assay_store::Revision;

use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// What is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// An audit of our own.
    Internal,
    /// An audit by a certification body.
    Certification,
}

/// An audit that is to come, or goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Key of its record.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Which.
    pub kind: EventKind,
    /// Who comes: the certification body.
    pub by: Option<String>,
    /// Its first day.
    pub from: String,
    /// Its last day; empty when that is not stated.
    pub to: String,
    /// Whole days until the first; 0 while it goes on.
    pub days: i64,
}

fn dates(revision: &Revision) -> Option<Period> {
    let stated = match revision.kind.as_str() {
        "certification-audit" => Workspace::read_body::<CertificationAudit>(revision)?.dates,
        "audit" => Workspace::read_body::<Audit>(revision)?.dates,
        _ => return None,
    };
    stated.as_ref().and_then(Stated::known).cloned()
}

/// The last moment at which an audit that is planned or goes on is one to look forward to.
pub(super) fn begins(revision: &Revision) -> Option<Timestamp> {
    if !matches!(revision.state.as_str(), "planned" | "in-progress") {
        return None;
    }
    let dates = dates(revision)?;
    let last = dates.to.or(dates.from)?;
    Timestamp::parse(last.as_str()).ok().map(|day| day.plus_days(1))
}

impl Workspace {
    /// The next audit, our own or that of a certification body, that is planned or goes on.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn next_event(&self, principal: &Principal) -> Answer<Option<Event>> {
        let scope = self.enter(principal, Action::Read)?;
        let now = self.clock.now();
        let found = self.counted(principal, |counted, scope| {
            let coming = counted.events.iter().filter(|(ends, key)| *ends > now && !scope.hides(key));
            coming.map(|(_, key)| key.clone()).next()
        })?;
        let Some(key) = found.flatten() else { return Ok(None) };
        let Some(head) = self.store.head(&scope, &key)? else { return Ok(None) };
        let Some(dates) = dates(&head) else { return Ok(None) };
        let day = |day: Option<&assay_domain::Day>| day.map(|d| d.as_str().to_owned()).unwrap_or_default();
        let from = dates.from.as_ref().or(dates.to.as_ref());
        let first = from.and_then(|d| Timestamp::parse(d.as_str()).ok());
        let today = Timestamp::parse(&now.date()).unwrap_or(now);
        let days = first.map_or(0, |first| (first.as_micros() - today.as_micros()).div_euclid(86_400_000_000).max(0));
        let body = match head.kind.as_str() {
            "certification-audit" => Self::read_body::<CertificationAudit>(&head).and_then(|audit| audit.body),
            _ => None,
        };
        Ok(Some(Event {
            key: key.to_string(),
            title: head.title.clone(),
            kind: if head.kind == "audit" { EventKind::Internal } else { EventKind::Certification },
            by: body.as_ref().and_then(Stated::known).cloned(),
            from: day(from),
            to: day(dates.to.as_ref()),
            days,
        }))
    }
}
