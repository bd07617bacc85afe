//! What closes the gap that decides the state of a requirement.

use assay_app::dto::VerdictView;
use assay_domain::{EvidenceKind, Key, Kind, State};

use crate::pages::controls::views::Fix;
use crate::parts::links;
use crate::parts::words::{self, EvidenceWord, Lang, MatrixWord, t};
use crate::site::records::list::said;

/// What closes the gap that decides: the command, and where there is a form, the way to it.
pub(super) fn fix(verdicts: &[VerdictView], state: State, undecided: Option<&str>, lang: Lang) -> Option<Fix> {
    if matches!(state, State::Effective | State::NotApplicable) {
        return None;
    }
    // A row is decided before anybody approves it.
    if let Some(row) = undecided {
        let command = format!("assay record update {row} --set applicable=… --set reason='…' --set statement='…'");
        return Some(by(command, t(lang, MatrixWord::Decide), links::edit_at("-", row, "applicable")));
    }
    let gravest = || verdicts.iter().filter(|v| v.in_service && !v.holds()).min_by_key(|v| v.gravity());
    known(verdicts, lang).or_else(|| gravest().and_then(|v| written(v, lang).or_else(|| looked_at(v, lang))))
}

fn by(command: String, word: impl Into<String>, href: String) -> Fix {
    Fix { command: Some(command), when: None, ways: vec![(word.into(), href)] }
}

/// Gaps that are closed in one way only.
fn known(verdicts: &[VerdictView], lang: Lang) -> Option<Fix> {
    let open = |code: &str| verdicts.iter().find(|v| v.in_service && v.code == code);
    if let Some(v) = open("threshold.not-met") {
        // A result is not argued away: another version has to be better, and this one goes.
        let evidence = v.evidence.iter().find(|key| key.starts_with("EV-"));
        let open = evidence.map(|key| (words::fill(lang, MatrixWord::OpenIt, &[("key", key)]), links::evidence(key)));
        let system = v.subject.split('@').next().unwrap_or_default();
        let better = (t(lang, MatrixWord::BetterVersion).to_owned(), links::deliver_about(system));
        return Some(Fix {
            command: Some(format!("assay record transition {} retire", v.subject)),
            when: Some(t(lang, MatrixWord::OnceBetter)),
            ways: open.into_iter().chain([better]).collect(),
        });
    }
    if let Some(v) = open("threshold.no-result").or_else(|| open("plan.not-delivered")) {
        return Some(deliver(&v.subject, lang));
    }
    if let Some(v) = open("review.waiting").or_else(|| open("current.unreviewed")) {
        let evidence = v.evidence.iter().find(|e| e.starts_with("EV-"))?;
        let title = words::fill(lang, EvidenceWord::ReviewOf, &[("key", evidence)]);
        let command = format!(
            "assay record create evidence-review --set title='Review of {evidence}' --set evidence={evidence} --set conclusion=accepted --set reason='…'"
        );
        return Some(by(command, t(lang, MatrixWord::Review), links::review_of("-", evidence, &title)));
    }
    let approve = |v: &VerdictView, word| {
        let key = v.evidence.first()?;
        let command = format!("assay record transition {key} approve");
        Some(by(command, t(lang, word), links::move_record("-", key, "approve")))
    };
    if let Some(v) = open("soa.not-approved") {
        return approve(v, MatrixWord::Approve);
    }
    open("threshold.proposed").and_then(|v| approve(v, MatrixWord::ApproveThreshold))
}

fn deliver(subject: &str, lang: Lang) -> Fix {
    let command = format!("assay ingest RESULT… --subject {subject}");
    by(command, t(lang, EvidenceWord::Deliver), links::deliver_about(subject))
}

/// What no tool writes is recorded by whoever did it.
fn state(missing: &VerdictView, kind: EvidenceKind, lang: Lang) -> Fix {
    let subject = missing.subject.as_str();
    let word = serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let command = format!(
        "assay evidence record --kind {word} --subject {subject} --title '…' --from … --to … --population '…' --statement '…'"
    );
    let mut given = vec![("evidence_kind", word.as_str()), ("subject", subject)];
    given.extend(missing.requirements.iter().map(|id| ("requirements", id.as_str())));
    by(command, t(lang, EvidenceWord::RecordIt), links::new_record_with("-", "evidence", &given))
}

/// What is missing is written, or delivered.
fn written(missing: &VerdictView, lang: Lang) -> Option<Fix> {
    match missing.asks.as_deref()? {
        "evidence" => Some(match missing.evidence_kinds.iter().find(|kind| !kind.is_of_tools()) {
            Some(kind) => state(missing, *kind, lang),
            None => deliver(&missing.subject, lang),
        }),
        // A version of the Statement is drafted from its rows.
        "soa-version" => Some(Fix {
            command: None,
            when: None,
            ways: vec![(t(lang, MatrixWord::Soa).to_owned(), links::SOA.to_owned())],
        }),
        name => {
            let kind = Kind::named(name).filter(|kind| kind.workflow.create.is_some())?;
            let word = words::fill(lang, MatrixWord::WriteOne, &[("kind", said(&kind.title, lang))]);
            // What a system lacks is written about that system.
            let of_system = kind.labels.iter().any(|label| label.field == "system");
            let system = missing.subject.split('@').next().filter(|key| of_system && key.starts_with("SYS-"));
            let command = match system {
                Some(key) => format!("assay record create {name} --set title='…' --set system={key}"),
                None => format!("assay record create {name} --set title='…'"),
            };
            let given: Vec<(&str, &str)> = system.into_iter().map(|key| ("system", key)).collect();
            Some(by(command, word, links::new_record_with("-", name, &given)))
        }
    }
}

/// What does not hold is looked at: the record that decides.
fn looked_at(decides: &VerdictView, lang: Lang) -> Option<Fix> {
    let key = decides.evidence.iter().find(|key| key.parse::<Key>().is_ok())?;
    let word = words::fill(lang, MatrixWord::OpenIt, &[("key", key)]);
    Some(Fix { command: None, when: None, ways: vec![(word, links::record("-", key))] })
}
