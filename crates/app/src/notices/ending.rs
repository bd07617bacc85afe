//! When things end, as the records and verdicts of now say.

use std::collections::{BTreeMap, BTreeSet};

use assay_checks::reason;
use assay_domain::kinds::document::Document;
use assay_domain::kinds::incident::Incident;
use assay_domain::kinds::incident_communication::IncidentCommunication;
use assay_domain::kinds::obligation::TimeUnit;
use assay_domain::{Key, Kind, Lang, Outcome, Stated, Subject, Timestamp};
use assay_store::{ListQuery, Revision, WorkspaceScope};

use super::table::DATED;
use crate::Answer;
use crate::judging::veiled;
use crate::workspace::Workspace;

/// Microseconds in an hour.
const HOUR: i64 = 3_600_000_000;

/// Something that ends.
#[derive(Debug, Clone)]
pub(crate) struct End {
    /// Key of the record; for a verdict its subject.
    pub(crate) item: String,
    pub(crate) kind: String,
    /// The kind whose confidentiality it shares.
    pub(crate) guarded_as: String,
    pub(crate) title: String,
    pub(crate) revision: u32,
    pub(crate) field: String,
    pub(crate) label: String,
    pub(crate) ends: Timestamp,
    pub(crate) owner: Option<String>,
}

/// Kinds with ends that take more than a field.
const MORE: [&str; 2] = ["document", "incident-communication"];

/// Everything that ends.
pub(crate) fn ending(ws: &Workspace, scope: &WorkspaceScope) -> Answer<Vec<End>> {
    let kinds: BTreeSet<&str> = DATED.iter().map(|d| d.kind).chain(MORE).collect();
    let mut all = Vec::new();
    for kind in kinds {
        let mut query = ListQuery { kind: Some(kind.to_owned()), limit: 500, ..ListQuery::default() };
        loop {
            let page = ws.store.list(scope, &query)?;
            for revision in &page.rows {
                all.extend(of_record(ws, scope, revision)?);
            }
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
    }
    all.extend(of_verdicts(ws, scope, Lang::En)?);
    Ok(all)
}

/// What ends of some records, and of verdicts, told in a language.
pub(super) fn ending_of(
    ws: &Workspace,
    scope: &WorkspaceScope,
    items: &BTreeSet<&str>,
    lang: Lang,
) -> Answer<Vec<End>> {
    let mut all = Vec::new();
    for key in items.iter().filter_map(|item| item.parse::<Key>().ok()) {
        if let Some(head) = ws.store.head(scope, &key)? {
            all.extend(of_record(ws, scope, &head)?);
        }
    }
    all.extend(of_verdicts(ws, scope, lang)?);
    Ok(all)
}

fn of_record(ws: &Workspace, scope: &WorkspaceScope, revision: &Revision) -> Answer<Vec<End>> {
    if revision.body.is_none() {
        return Ok(Vec::new());
    }
    let body = Workspace::body(revision);
    let text = |field: &str| body.get(field).and_then(serde_json::Value::as_str);
    let mut ends: Vec<(&str, Timestamp)> = dated(&revision.kind, &revision.state, text).collect();
    if revision.kind == "document" && revision.state == "approved" {
        ends.extend(document_review(revision).map(|at| ("review_months", at)));
    }
    if revision.kind == "incident-communication" && matches!(revision.state.as_str(), "draft" | "approved") {
        ends.extend(reporting_clock(ws, scope, revision)?.map(|at| ("deadline", at)));
    }
    let owner = text("owner").map(str::to_owned);
    let label = |field: &str| {
        let labels = Kind::named(&revision.kind).map_or(&[][..], |kind| kind.labels);
        labels.iter().find(|l| l.field == field).map_or(field, |l| l.text.en).to_owned()
    };
    let end = |(field, ends): (&str, Timestamp)| End {
        item: revision.key.to_string(),
        kind: revision.kind.clone(),
        guarded_as: revision.kind.clone(),
        title: revision.title.clone(),
        revision: revision.revision,
        field: field.to_owned(),
        label: label(field),
        ends,
        owner: owner.clone(),
    };
    Ok(ends.into_iter().map(end).collect())
}

/// What ends by a field, of a record of that kind in that state.
fn dated<'t>(
    kind: &str,
    state: &str,
    text: impl Fn(&str) -> Option<&'t str>,
) -> impl Iterator<Item = (&'static str, Timestamp)> {
    let rows = DATED.iter().filter(move |d| d.kind == kind && d.states.contains(&state));
    rows.filter_map(move |d| Some((d.field, last_moment(text(d.field)?)?)))
}

/// When a record is late that has a day of its own: the first of them.
pub(crate) fn last_day<'t>(kind: &str, state: &str, text: impl Fn(&str) -> Option<&'t str>) -> Option<Timestamp> {
    dated(kind, state, text).map(|(_, ends)| ends).min()
}

/// Whether a record is work that waits for somebody and has no day by which it is to be done.
pub(crate) fn is_undated<'t>(kind: &str, state: &str, text: impl Fn(&str) -> Option<&'t str>) -> bool {
    let by_day = DATED.iter().any(|d| d.kind == kind && d.field == "due" && d.states.contains(&state));
    by_day && text("due").and_then(last_moment).is_none()
}

/// A day is over when it has passed; a moment when it has come.
fn last_moment(text: &str) -> Option<Timestamp> {
    let at = Timestamp::parse(text).ok()?;
    Some(if text.len() == 10 { at.plus_days(1) } else { at })
}

/// A document is looked at anew so many months after it began to apply, or was approved.
fn document_review(revision: &Revision) -> Option<Timestamp> {
    let body: Document = Workspace::read_body(revision)?;
    let months = body.review_months?;
    let from = revision_text(revision, "effective_from").and_then(|t| Timestamp::parse(&t).ok());
    plus_months(from.unwrap_or(revision.at), months)
}

fn revision_text(revision: &Revision, field: &str) -> Option<String> {
    Workspace::body(revision).get(field)?.as_str().map(str::to_owned)
}

/// When a notice to an authority or a customer has to be out. Nothing while the clock has not begun. Working days are
/// counted as days: which ones are free the calendar of the place says, so this is never later than the true end.
pub(crate) fn reporting_clock(
    ws: &Workspace,
    scope: &WorkspaceScope,
    revision: &Revision,
) -> Answer<Option<Timestamp>> {
    let Some(body) = Workspace::read_body::<IncidentCommunication>(revision) else { return Ok(None) };
    let (Some(incident), Some(deadline), Some(from)) = (
        &body.incident,
        body.deadline.as_ref().and_then(Stated::known),
        body.counts_from.as_ref().and_then(Stated::known),
    ) else {
        return Ok(None);
    };
    let head = ws.store.head(scope, incident.key())?;
    let Some(begun) = head.as_ref().and_then(Workspace::read_body::<Incident>).and_then(|i| i.started(*from)) else {
        return Ok(None);
    };
    let amount = i64::from(deadline.amount);
    Ok(match deadline.unit {
        Some(TimeUnit::Hours) => Some(begun.plus_micros(amount.saturating_mul(HOUR))),
        Some(TimeUnit::Days | TimeUnit::WorkingDays) => Some(begun.plus_days(amount)),
        Some(TimeUnit::Months) => plus_months(begun, deadline.amount),
        None => None,
    })
}

/// The same day so many months on, or the last day of a shorter month.
fn plus_months(from: Timestamp, months: u32) -> Option<Timestamp> {
    let date = from.date();
    let mut parts = date.splitn(3, '-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let count = (year * 12 + month - 1).checked_add(months)?;
    let (year, month) = (count / 12, count % 12 + 1);
    let midnight = Timestamp::parse(&date).ok()?;
    let whole = (28..=day.max(28))
        .rev()
        .find_map(|d| Timestamp::parse(&format!("{year:04}-{month:02}-{:02}", d.min(day))).ok())?;
    Some(whole.plus_micros(from.as_micros() - midnight.as_micros()))
}

/// What passes now and rests on facts that grow old.
fn of_verdicts(ws: &Workspace, scope: &WorkspaceScope, lang: Lang) -> Answer<Vec<End>> {
    let rows = ws.store.verdicts(scope, ws.store.size(scope)?)?;
    let mut kinds: BTreeMap<Key, Option<String>> = BTreeMap::new();
    let mut all = Vec::new();
    for verdict in rows.into_iter().filter_map(|row| veiled(scope, row.verdict)) {
        let Some(ends) = verdict.valid_until.filter(|_| verdict.outcome == Outcome::Pass) else { continue };
        let guarded_as = match &verdict.subject {
            Subject::Workspace => "workspace".to_owned(),
            Subject::Record(key) | Subject::Version(key, _) => {
                if !kinds.contains_key(key) {
                    kinds.insert(key.clone(), ws.store.head(scope, key)?.map(|r| r.kind));
                }
                // A subject that is not there for whoever asks.
                let Some(kind) = kinds.get(key).cloned().flatten() else { continue };
                kind
            }
        };
        all.push(End {
            item: verdict.subject.to_string(),
            kind: "verdict".to_owned(),
            guarded_as,
            title: reason(&verdict.message, lang),
            revision: 0,
            label: format!("the verdict of {}", verdict.check),
            field: verdict.check,
            ends,
            owner: None,
        });
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_end_with_their_last_day() {
        let of = |from: &str, months| plus_months(Timestamp::parse(from).unwrap(), months).unwrap().to_string();
        assert_eq!(of("2027-01-31T08:30:00Z", 1), "2027-02-28T08:30:00.000000Z");
        assert_eq!(of("2026-11-25", 14), "2028-01-25T00:00:00.000000Z");
        assert_eq!(of("2028-01-30", 1), "2028-02-29T00:00:00.000000Z");
    }

    #[test]
    fn a_day_lasts_until_it_has_passed() {
        assert_eq!(last_moment("2026-12-31").unwrap().to_string(), "2027-01-01T00:00:00.000000Z");
        assert_eq!(last_moment("2026-12-31T10:00:00Z").unwrap().to_string(), "2026-12-31T10:00:00.000000Z");
        assert!(last_moment("soon").is_none());
    }
}
