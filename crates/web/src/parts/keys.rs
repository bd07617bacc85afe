//! The keys that make a record: N, then the letter of its kind. The help tells of them, and pages carry them for the script.

use super::links;
use super::shell::Shell;

/// Kinds that are made most, each with its letter.
pub const MADE: [(char, &str); 6] =
    [('r', "risk"), ('s', "ai-system"), ('i', "incident"), ('t', "task"), ('e', "evidence"), ('n', "nonconformity")];

/// Letters with the address of the form that each leads to, for whoever may make something: `r /w/demo/records/new?kind=risk`.
pub(crate) fn made(shell: &Shell) -> Option<String> {
    // Who is not signed in acts by a token, whose rights are not known yet.
    let may = shell.may_write || shell.who.is_none();
    let now = shell.past.is_none() && !shell.in_room && !shell.workspace.is_empty();
    let one = |(letter, kind): (char, &str)| format!("{letter} {}", links::new_record(&shell.workspace, kind));
    (may && now).then(|| MADE.map(one).join(" "))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use assay_domain::Kind;

    use super::*;

    #[test]
    fn every_kind_that_has_a_letter_is_there_and_has_its_own() {
        assert!(MADE.iter().all(|(_, kind)| Kind::named(kind).is_some()));
        assert_eq!(MADE.iter().map(|(letter, _)| letter).collect::<BTreeSet<_>>().len(), MADE.len());
    }

    #[test]
    fn nothing_is_made_in_the_past_or_by_whoever_only_reads() {
        let now = Shell { workspace: "demo".to_owned(), who: Some("A".to_owned()), ..Shell::default() };
        assert_eq!(made(&now), None);
        let writes = Shell { may_write: true, ..now };
        assert!(made(&writes).unwrap().starts_with("r /w/demo/records/new?kind=risk s "));
        assert_eq!(made(&Shell { in_room: true, ..writes }), None);
    }
}
