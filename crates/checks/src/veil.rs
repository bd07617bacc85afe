//! Verdicts are read by more people than some records: what is told in confidence is judged, and never named.

use std::sync::LazyLock;

use assay_domain::{Action, Key, Kind, read_needs};

use crate::rules::Finding;

/// What stands where the key would.
const WORDS: &str = "a record told in confidence";

fn is_confidential(key: &Key) -> bool {
    static PREFIXES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        Kind::all().iter().filter(|kind| read_needs(kind.name) != Action::Read).map(|kind| kind.prefix).collect()
    });
    PREFIXES.contains(&key.prefix())
}

/// Keys of confidential records that a text names.
fn named(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words.filter(|word| word.parse::<Key>().is_ok_and(|key| is_confidential(&key))).map(str::to_owned)
}

/// The finding without the keys of records that not every reader may see.
pub(crate) fn veil(mut finding: Finding) -> Finding {
    let texts = [&finding.message.text].into_iter().chain(finding.message.args.values()).chain(&finding.evidence);
    let mut keys: Vec<String> = texts.flat_map(|text| named(text)).collect();
    // The longest first: one key may begin as another does.
    keys.sort_by_key(|key| std::cmp::Reverse(key.len()));
    for key in &keys {
        finding.message.text = finding.message.text.replace(key, WORDS);
        finding.message.args.values_mut().for_each(|value| *value = value.replace(key, WORDS));
    }
    finding.evidence.retain(|key| !keys.contains(key));
    finding
}

#[cfg(test)]
mod tests {
    use assay_domain::Outcome;

    use super::*;

    #[test]
    fn keys_of_what_is_confidential_are_nowhere_in_it() {
        let args: [(&str, &dyn std::fmt::Display); 2] = [("record", &"CNC-1"), ("others", &"CNC-12, CNC-2")];
        let finding = Finding::new(Outcome::Fail, "x", "{record} is like {others}, not like TSK-1", &args);
        let veiled = veil(finding.resting_on(["CNC-1", "EV-2"]));
        assert_eq!(veiled.message.text, format!("{WORDS} is like {WORDS}, {WORDS}, not like TSK-1"));
        assert!(veiled.message.args.values().all(|value| !value.contains("CNC")));
        assert_eq!(veiled.evidence, ["EV-2"]);
    }
}
