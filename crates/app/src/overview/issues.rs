//! Issues: which of their records are open, and how many.

use assay_domain::Action;
use assay_store::{Filter, ListQuery};

use super::UpTo;
use crate::Answer;
use crate::access::Principal;
use crate::workspace::Workspace;

/// Kinds of issue, each with the states in which something is still to come.
pub const ISSUES: &[(&str, &[&str])] = &[
    ("incident", &["open", "contained", "resolved"]),
    ("incident-communication", &["draft", "approved"]),
    ("concern", &["received", "in-handling", "answered"]),
    ("nonconformity", &["open", "analysed", "resolved"]),
    ("corrective-action", &["draft", "agreed", "done"]),
    ("finding", &["draft", "open"]),
    ("improvement", &["proposed", "accepted"]),
];

/// The states in which a record of a kind of issue is open; none for another kind.
#[must_use]
pub fn open_states(kind: &str) -> &'static [&'static str] {
    ISSUES.iter().find(|(name, _)| *name == kind).map_or(&[], |(_, states)| *states)
}

/// How many records of a kind of issue are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenIssues {
    /// The kind.
    pub kind: &'static str,
    /// How many are open.
    pub open: UpTo,
    /// How many of them are past their day; nothing is known of that at a moment of the past.
    pub late: UpTo,
}

impl Workspace {
    /// How many issues are open, of each kind that whoever asks sees.
    ///
    /// # Errors
    /// When the asker may not read.
    pub fn open_by_kind(&self, principal: &Principal) -> Answer<Vec<OpenIssues>> {
        let kinds: Vec<&'static str> = ISSUES.iter().map(|(kind, _)| *kind).collect();
        if let Some(counts) = self.count_kinds(principal, &kinds)? {
            let of = |count: &super::KindCount| OpenIssues {
                kind: count.kind,
                open: UpTo { n: count.within(open_states(count.kind)), more: false },
                late: count.late,
            };
            return Ok(counts.iter().map(of).collect());
        }
        // What is kept in memory is of now: at a moment of the past the lists of then are counted.
        let scope = self.enter(principal, Action::Read)?;
        let seen = ISSUES.iter().filter(|(kind, _)| !scope.hides_kind(kind));
        seen.map(|(kind, states)| {
            let open = Filter::State(states.iter().map(|state| (*state).to_owned()).collect());
            let query = ListQuery { kind: Some((*kind).to_owned()), filters: vec![open], ..ListQuery::default() };
            let count = self.count_records(&scope, &query)?;
            let open = UpTo { n: usize::try_from(count.n).unwrap_or(usize::MAX), more: !count.exact };
            Ok(OpenIssues { kind, open, late: UpTo::default() })
        })
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use assay_domain::Kind;

    use super::*;

    #[test]
    fn what_is_open_can_be_brought_to_an_end_and_is_all_that_is_edited() {
        for (name, states) in ISSUES.iter().copied() {
            let kind = Kind::named(name).unwrap_or_else(|| panic!("no kind {name}"));
            assert_eq!(kind.workflow.editable, states, "{name}");
            for state in states {
                assert!(kind.workflow.transitions.iter().any(|t| t.from.contains(state)), "{name}: {state} never ends");
            }
        }
    }
}
