//! What closes the gap that decides the state of a requirement.

use assay_app::dto::VerdictView;
use assay_domain::State;

use crate::pages::controls::views::Fix;
use crate::parts::links;
use crate::parts::words::{self, EvidenceWord, Lang, MatrixWord};

/// What closes the gap that decides: the command, and where there is a form, the way to it.
pub(super) fn fix(verdicts: &[VerdictView], state: State, undecided: Option<&str>, lang: Lang) -> Option<Fix> {
    if matches!(state, State::Effective | State::NotApplicable) {
        return None;
    }
    let done = |command: String, way| Some(Fix { command, way });
    // A row is decided before anybody approves it.
    if let Some(row) = undecided {
        let command = format!("assay record update {row} --set applicable=… --set reason='…' --set statement='…'");
        return done(command, Some((MatrixWord::Decide, links::edit_at("-", row, "applicable"))));
    }
    let open = |code: &str| verdicts.iter().find(|v| v.in_service && v.code == code);
    if let Some(v) = open("threshold.not-met") {
        // A result is not argued away: another version has to be better, and this one goes.
        return done(format!("assay record transition {} retire", v.subject), None);
    }
    if let Some(v) = open("threshold.no-result").or_else(|| open("plan.not-delivered")) {
        return done(format!("assay ingest RESULT… --subject {}", v.subject), None);
    }
    if let Some(v) = open("review.waiting").or_else(|| open("current.unreviewed")) {
        let evidence = v.evidence.iter().find(|e| e.starts_with("EV-"))?;
        let title = words::fill(lang, EvidenceWord::ReviewOf, &[("key", evidence)]);
        let command = format!(
            "assay record create evidence-review --set title='Review of {evidence}' --set evidence={evidence} --set conclusion=accepted --set reason='…'"
        );
        return done(command, Some((MatrixWord::Review, links::review_of("-", evidence, &title))));
    }
    let approve = |v: &VerdictView, word| {
        let key = v.evidence.first()?;
        done(format!("assay record transition {key} approve"), Some((word, links::move_record("-", key, "approve"))))
    };
    if let Some(v) = open("soa.not-approved") {
        return approve(v, MatrixWord::Approve);
    }
    open("threshold.proposed").and_then(|v| approve(v, MatrixWord::ApproveThreshold))
}
