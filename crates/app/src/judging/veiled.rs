//! Verdicts as somebody may read them: what they conclude stays, and names no record that is not there for the reader.

use assay_checks::without_keys;
use assay_domain::{Action, Subject, Verdict, read_needs};
use assay_store::WorkspaceScope;

/// What stands where the key would.
const WORDS: &str = "a restricted record";

/// The verdict without what a scope hides; nothing where its subject is hidden.
pub(crate) fn veiled(scope: &WorkspaceScope, mut verdict: Verdict) -> Option<Verdict> {
    if let Subject::Record(key) | Subject::Version(key, _) = &verdict.subject
        && scope.hides(key)
    {
        return None;
    }
    // What is told in confidence is named by no verdict from the start.
    let blinds = scope.blinds();
    if !blinds.records.is_empty() || blinds.kinds.iter().any(|kind| read_needs(kind) == Action::Read) {
        without_keys(&mut verdict.message, &mut verdict.evidence, WORDS, |key| scope.hides(key));
    }
    Some(verdict)
}
