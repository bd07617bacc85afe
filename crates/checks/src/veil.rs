//! Verdicts are read by more people than some records: what is told in confidence is judged, and never named.

use std::sync::LazyLock;

use assay_domain::{Action, Key, Kind, Message, read_needs};

use crate::rules::Finding;

/// What stands where the key would.
const WORDS: &str = "a record told in confidence";

fn is_confidential(key: &Key) -> bool {
    static PREFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        Kind::all().iter().filter(|kind| read_needs(kind.name) != Action::Read).map(|kind| kind.prefix).collect()
    });
    PREFIXES.contains(&key.prefix())
}

/// A text without the hidden keys, and whether it named any. A version is named by its system's key before an `@`.
fn without(text: &str, words: &str, hidden: &dyn Fn(&Key) -> bool) -> (String, bool) {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (mut out, mut rest, mut found) = (String::with_capacity(text.len()), text, false);
    while let Some(at) = rest.find(word) {
        let (before, tail) = rest.split_at(at);
        let (part, after) = tail.split_at(tail.find(|c| !word(c)).unwrap_or(tail.len()));
        let hides = part.parse::<Key>().is_ok_and(|key| hidden(&key));
        out.push_str(before);
        out.push_str(if hides { words } else { part });
        found |= hides;
        rest = after;
    }
    (out + rest, found)
}

/// Takes keys out of what a verdict says: words stand where one stood, and nothing rests on it by name.
pub fn without_keys(message: &mut Message, evidence: &mut Vec<String>, words: &str, hidden: impl Fn(&Key) -> bool) {
    evidence.retain(|text| !without(text, words, &hidden).1);
    without_keys_in(message, words, &hidden);
}

fn without_keys_in(message: &mut Message, words: &str, hidden: &dyn Fn(&Key) -> bool) {
    message.text = without(&message.text, words, hidden).0;
    message.args.values_mut().for_each(|value| *value = without(value, words, hidden).0);
    if let Some(inner) = &mut message.inner {
        without_keys_in(inner, words, hidden);
    }
}

/// The finding without the keys of records that not every reader may see.
pub(crate) fn veil(mut finding: Finding) -> Finding {
    without_keys(&mut finding.message, &mut finding.evidence, WORDS, is_confidential);
    finding
}

#[cfg(test)]
mod tests {
    use assay_domain::Outcome;

    use super::*;

    #[test]
    fn a_key_is_taken_out_whole_and_its_neighbour_stays() {
        let hidden = |key: &Key| key.to_string() == "INC-1";
        let (text, found) = without("INC-1, INC-12 and INC-1@2.0 (INC-1)", "one", &hidden);
        assert_eq!((text.as_str(), found), ("one, INC-12 and one@2.0 (one)", true));
        assert_eq!(without("INC-12", "one", &hidden), ("INC-12".to_owned(), false));
    }

    #[test]
    fn keys_of_what_is_confidential_are_nowhere_in_it() {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("record", &"CNC-1"), ("others", &"CNC-12, CNC-2")];
        let finding = Finding::new(Outcome::Fail, "x", "{record} is like {others}, not like TSK-1", &args);
        let mut outer = finding.clone();
        outer.message = Message::about("y", "once more: {what}", &[], &finding.message);
        let inner = veil(outer).message;
        assert!(!inner.text.contains("CNC") && !inner.inner.unwrap().text.contains("CNC"));
        let veiled = veil(finding.resting_on(["CNC-1", "EV-2"]));
        assert_eq!(veiled.message.text, format!("{WORDS} is like {WORDS}, {WORDS}, not like TSK-1"));
        assert!(veiled.message.args.values().all(|value| !value.contains("CNC")));
        assert_eq!(veiled.evidence, ["EV-2"]);
    }
}
