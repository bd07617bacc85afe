//! AI systems in scope without an approved impact assessment [6.1.4, 8.4].

use assay_domain::kinds::ai_system::AiSystem;
use assay_domain::kinds::impact_assessment::ImpactAssessment;

use super::ReportRequest;
use super::gather::{Gather, known, line, section};
use crate::Answer;
use crate::dto::ReportSection;

pub(super) fn make(gather: &Gather<'_>, _: &ReportRequest) -> Answer<Vec<ReportSection>> {
    let assessments = gather.all::<ImpactAssessment>("impact-assessment")?;
    let systems = gather.all::<AiSystem>("ai-system")?;
    let mut lines = Vec::new();
    for (system, _) in systems.iter().filter(|(r, _)| r.state == "in-scope") {
        let of = |a: &ImpactAssessment| known(a.system.as_ref()).is_some_and(|s| *s.key() == system.key);
        let own: Vec<_> = assessments.iter().filter(|(_, a)| of(a)).collect();
        if own.iter().any(|(r, _)| r.state == "approved") {
            continue;
        }
        let text = match own.last() {
            None => "no impact assessment was begun".to_owned(),
            Some((r, _)) => format!("{} is {} since {}, not approved", r.key, r.state, r.at.date()),
        };
        lines.push(
            line(system, text).with("assessment", own.last().map(|(r, _)| r.key.to_string()).unwrap_or_default()),
        );
    }
    Ok(vec![section("AI systems in scope", lines, "Every AI system in scope has an approved impact assessment.")])
}
