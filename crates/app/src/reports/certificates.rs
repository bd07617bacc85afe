//! Certificates that end soon: those of suppliers, as they were looked up, and our own [A.10.3].

use assay_domain::kinds::certificate::Certificate;
use assay_domain::kinds::certificate_check::CertificateCheck;
use assay_domain::{Day, Stated};
use assay_store::Revision;

use super::ReportRequest;
use super::gather::{Gather, known, line, section};
use crate::Answer;
use crate::dto::{ReportLine, ReportSection};

/// Days ahead unless stated.
const AHEAD: u32 = 120;

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let days = request.days.unwrap_or(AHEAD);
    let now = gather.at.time;
    let end = now.plus_days(i64::from(days));
    let soon = |record: &Revision, expires: Option<&Stated<Day>>, of: &str| -> Option<ReportLine> {
        let day = known(expires)?;
        if !day.has_come(end) {
            return None;
        }
        let when = if day.is_over(now) { "ended on" } else { "ends on" };
        Some(line(record, format!("{of} {when} {day}")).with("expires", day.as_str()))
    };
    let suppliers = gather.all::<CertificateCheck>("certificate-check")?;
    let lines = suppliers.iter().filter(|(r, _)| r.state == "concluded").filter_map(|(r, b)| {
        let holder = known(b.holder_legal_name.as_ref()).cloned().unwrap_or_default();
        soon(r, b.expires.as_ref(), &holder)
    });
    let own = gather.all::<Certificate>("certificate")?;
    let ours = own.iter().filter(|(r, _)| r.state == "valid" || r.state == "suspended");
    let ours = ours.filter_map(|(r, b)| soon(r, b.expires.as_ref(), "it"));
    let none = format!("None that is recorded ends within {days} days.");
    Ok(vec![section("Of suppliers", lines.collect(), &none), section("Our own", ours.collect(), &none)])
}
