//! Verdicts as somebody may read them: what they conclude stays, and names no record that is not there for the reader.

use assay_checks::without_keys;
use assay_domain::{Action, Message, Subject, Verdict, read_needs};
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
    if names_hidden(scope) {
        without_keys(&mut verdict.message, &mut verdict.evidence, WORDS, |key| scope.hides(key));
    }
    Some(verdict)
}

/// A reason without what a scope hides.
pub(crate) fn veiled_reason(scope: &WorkspaceScope, mut reason: Message) -> Message {
    if names_hidden(scope) {
        without_keys(&mut reason, &mut Vec::new(), WORDS, |key| scope.hides(key));
    }
    reason
}

/// Whether a verdict may name what a scope hides. What is told in confidence is named by none from the start.
fn names_hidden(scope: &WorkspaceScope) -> bool {
    let blinds = scope.blinds();
    !blinds.records.is_empty() || blinds.kinds.iter().any(|kind| read_needs(kind) == Action::Read)
}
