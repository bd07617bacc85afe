//! Whether what is in service is what was tested [A.6.2.5]: digests of the parts, evidence bound to the same parts, who
//! reviewed it, and the proof that both are in the log.

use assay_domain::Stated;
use assay_domain::kinds::evidence::Evidence;
use assay_domain::kinds::evidence_review::EvidenceReview;
use assay_domain::kinds::system_version::{SystemVersion, parts_digest};
use assay_store::Revision;

use super::gather::{Gather, bare, known, line, section, word};
use super::{ReportRequest, system_of};
use crate::Answer;
use crate::dto::{ReportLine, ReportSection};
use crate::workspace::Workspace;

pub(super) fn make(gather: &Gather<'_>, request: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let system = system_of(gather, request)?;
    let versions = gather.all::<SystemVersion>("system-version")?;
    let of = |v: &SystemVersion| v.system.as_ref().is_some_and(|s| *s.key() == system.key);
    let evidence = gather.all::<Evidence>("evidence")?;
    let reviews = gather.all::<EvidenceReview>("evidence-review")?;
    let (mut parts, mut tests) = (Vec::new(), Vec::new());
    for (record, version) in versions.iter().filter(|(r, v)| r.state == "released" && of(v)) {
        let name = format!("{}@{}", system.key, version.version);
        let released =
            line(record, format!("{name} was released on {} by {}", record.at.date(), gather.name(&record.actor)?));
        parts.push(proven(gather, released, record)?.with("version", &name));
        for part in known(version.parts.as_ref()).into_iter().flatten() {
            let digest = match &part.sha256 {
                Stated::Known(digest) => digest.to_string(),
                Stated::Gap(gap) => format!("no digest: {}", gap.because),
            };
            parts
                .push(line(record, format!("{}: {digest}", part.name)).with("part", &part.name).with("sha256", digest));
        }
        let now = parts_digest(&Workspace::body(record));
        for (run, body) in evidence.iter().filter(|(_, b)| b.subject.as_ref().is_some_and(|s| s.to_string() == name)) {
            let same = now.is_some() && body.subject_parts == now;
            let review = reviews.iter().rev().find(|(_, r)| r.evidence.as_ref().is_some_and(|e| *e.key() == run.key));
            let judged = match review {
                Some((r, b)) => format!("{} by {} ({})", word(&b.conclusion), gather.name(&r.actor)?, r.key),
                None => "reviewed by nobody".to_owned(),
            };
            let bound = if same { "bound to the same parts" } else { "NOT bound to the parts in service" };
            let text = format!("{bound}; the run names the version: {}; {judged}", word(&body.subject_match));
            let tested = line(run, text).with("same_parts", same.to_string()).with("match", word(&body.subject_match));
            tests.push(proven(gather, tested, run)?);
        }
    }
    let running = vec![bare(
        system.title.clone(),
        "nothing recorded: no telemetry and no deploy hook has reported which digests run; compare them with those above",
    )];
    Ok(vec![
        section("In service, as released", parts, "No version of it is released."),
        section("What was tested", tests, "NOTHING WAS TESTED: no evidence is bound to a version in service."),
        section("What the machines report", running, ""),
    ])
}

/// The line with the proof that its entry is in the log, in the form that any C2SP verifier reads.
fn proven(gather: &Gather<'_>, line: ReportLine, record: &Revision) -> Answer<ReportLine> {
    Ok(line.with("proof", gather.ws.proof_of(&gather.scope, record.seq)?))
}
