//! Records by key, title and words.

use std::cmp::Reverse;

use assay_domain::Key;
use assay_store::{Revision, WorkspaceScope};

use super::{FoundKind, FoundRecord, LOOKED_AT, OF_A_KIND};
use crate::Answer;
use crate::workspace::Workspace;

/// Letters that a word needs to be searched for as a beginning: of fewer nearly everything matches.
const SHORTEST: usize = 2;

/// Kinds that come first among those whose titles answer alike.
const FIRST: [&str; 5] = ["ai-system", "risk", "control", "incident", "policy"];

/// How well a title answers: it is the text, begins with it, holds it, or only the words are somewhere.
fn rank(title: &str, text: &str) -> u8 {
    let title = title.to_lowercase();
    match title.find(text) {
        Some(0) if title.len() == text.len() => 0,
        Some(0) => 1,
        Some(_) => 2,
        None => 3,
    }
}

impl Workspace {
    /// The record whose key that is, whatever the letter case.
    pub(super) fn record_named(&self, scope: &WorkspaceScope, text: &str) -> Answer<Option<String>> {
        let Ok(key) = text.to_uppercase().parse::<Key>() else { return Ok(None) };
        Ok(self.store.head(scope, &key)?.map(|record| record.key.to_string()))
    }

    /// The newest records in which all words occur, by kind: of each the best few. Whether there are more than were
    /// looked at.
    pub(super) fn find_records(&self, scope: &WorkspaceScope, text: &str) -> Answer<(Vec<FoundKind>, bool)> {
        if !text.split_whitespace().any(|word| word.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST) {
            return Ok((Vec::new(), false));
        }
        let mut rows = self.store.find(scope, text, LOOKED_AT + 1)?;
        let more = rows.len() > LOOKED_AT;
        rows.truncate(LOOKED_AT);
        Ok((by_kind(rows, &text.to_lowercase()), more))
    }
}

fn by_kind(rows: Vec<Revision>, text: &str) -> Vec<FoundKind> {
    let mut ranked: Vec<(u8, Revision)> =
        rows.into_iter().filter(|r| r.body.is_some()).map(|r| (rank(&r.title, text), r)).collect();
    // Of titles that begin with the text the shorter says less besides; of equals the one that changed last comes first.
    let besides = |rank: u8, record: &Revision| if rank < 2 { record.title.len() } else { 0 };
    ranked.sort_by_key(|(rank, record)| (*rank, besides(*rank, record), Reverse(record.seq)));
    // What a day is about comes first where titles answer alike; what is delivered by the hundred comes last.
    let weight = |kind: &str| {
        FIRST.iter().position(|first| *first == kind).unwrap_or(FIRST.len() + usize::from(kind == "evidence"))
    };
    let mut kinds: Vec<((u8, usize), FoundKind)> = Vec::new();
    for (rank, record) in ranked {
        let at = kinds.iter().position(|(_, k)| k.kind == record.kind).unwrap_or_else(|| {
            let found = FoundKind { kind: record.kind.clone(), count: 0, records: Vec::new() };
            kinds.push(((rank.clamp(1, 2), weight(&record.kind)), found));
            kinds.len() - 1
        });
        if let Some((_, kind)) = kinds.get_mut(at) {
            kind.count += 1;
            if kind.records.len() < OF_A_KIND {
                let (key, title, state) = (record.key.to_string(), record.title, record.state);
                kind.records.push(FoundRecord { key, title, state });
            }
        }
    }
    kinds.sort_by_key(|(order, _)| *order);
    kinds.into_iter().map(|(_, kind)| kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_the_text_comes_first() {
        assert_eq!(rank("Risk", "risk"), 0);
        assert_eq!(rank("Risk of bias", "risk"), 1);
        assert_eq!(rank("The risk", "risk"), 2);
        assert_eq!(rank("Bias", "risk"), 3);
    }
}
