//! Nothing is said to people in English alone: what rules and parsers say stands in every language, found in their sources.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use assay_domain::Sentences;

/// Sources with the file of what they say.
const SAID: [(&str, &str); 2] =
    [("checks/src", "checks/data/words/reasons.toml"), ("evidence/src", "evidence/data/words/faults.toml")];

/// Look like codes, and are members of files that tools write.
const MEMBERS: [&str; 10] = [
    "dataset.sample_ids",
    "header.json",
    "plugins.model_name",
    "plugins.model_type",
    "plugins.target_name",
    "plugins.target_type",
    "run.generations",
    "run.soft_probe_prompt_cap",
    "transient.active_probes",
    "transient.run_id",
];

/// Several words, and none of them a reason or a fault: what a run is called and looked at, which is kept as data, marks
/// of formats, and words that stand at places and are said there.
const OTHER: [&str; 34] = [
    " (line {}, byte {})",
    "(no version)",
    ", {} files named",
    ", {} outputs each",
    "<!doctype html",
    "`,` or the closing bracket",
    "`:` after the key",
    "a detector occurs twice",
    "a list of scores",
    "a record told in confidence",
    "a test parses data/baseline.toml",
    "an array",
    "an object of score lists",
    "bill of materials of {}, {} parts",
    "data set {}{}{}",
    "first of a shuffled order:",
    "first of each task, limit {}",
    "garak {}, {} probes",
    "garak hit log without its report",
    "garak's prompts, at most {} a probe",
    "lm-eval samples without their results",
    "pytest tests",
    "something unnamed",
    "start_run setup",
    "training data",
    "unnamed model",
    "unnamed provider",
    "unnamed target",
    "{} and {} more",
    "{} findings, {} open and {} suppressed",
    "{} prompts of {} probes{}",
    "{} results under {} rules listed{}{}",
    "{} tests in {} suites, {} of them skipped",
    "{} {} of {} tests",
];

fn crates() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            found.push(path);
        }
    }
    found
}

/// The texts of a source, without comments, tests, attributes, and errors of sets, which only programs read.
fn texts(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let letters: Vec<char> = code.chars().collect();
    let (mut at, mut found) = (0, Vec::new());
    while at < letters.len() {
        let next = letters.get(at + 1).copied();
        match letters[at] {
            '/' if next == Some('/') => {
                while letters.get(at).is_some_and(|c| *c != '\n') {
                    at += 1;
                }
            }
            '\'' if next == Some('\\') => at += 3,
            '\'' if letters.get(at + 2) == Some(&'\'') => at += 2,
            'r' if next == Some('#') && letters.get(at + 2) == Some(&'"') => {
                at += 3;
                while !(letters[at] == '"' && letters[at + 1] == '#') {
                    at += 1;
                }
            }
            '"' => {
                let before: String = letters[at.saturating_sub(9)..at].iter().collect();
                let (text, end) = text(&letters, at + 1);
                if !before.ends_with("reason = ") && !before.ends_with("#[error(") {
                    found.push(text);
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// A text in quotes from its first letter, and where its last quote stands.
fn text(letters: &[char], mut at: usize) -> (String, usize) {
    let mut text = String::new();
    while letters[at] != '"' {
        if letters[at] == '\\' {
            at += 1;
            match letters[at] {
                '\n' => {
                    while letters[at + 1].is_whitespace() {
                        at += 1;
                    }
                }
                'n' => text.push('\n'),
                other => text.push(other),
            }
        } else {
            text.push(letters[at]);
        }
        at += 1;
    }
    (text, at)
}

/// The id of a sentence: `threshold.not-met`.
fn is_code(text: &str) -> bool {
    let word = |word: &str| {
        word.split(['-', '_']).all(|part| !part.is_empty()) && word.starts_with(|c: char| c.is_ascii_lowercase())
    };
    let letters = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b));
    letters && text.split_once('.').is_some_and(|(area, rest)| word(area) && word(rest) && !rest.contains('.'))
}

/// A text with its places empty: `{evidence} is there` is `{} is there`.
fn bare(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + "{}" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

/// Two words or more, places aside.
fn is_sentence(text: &str) -> bool {
    let letters = |word: &str| word.chars().filter(char::is_ascii_alphabetic).count() > 1;
    let bare = bare(text);
    bare.contains(' ') && bare.replace("{}", " ").split([' ', '\n']).filter(|word| letters(word)).count() > 1
}

#[test]
fn all_that_rules_and_parsers_say_is_said_in_every_language() {
    let mut others = BTreeSet::new();
    for (folder, words) in SAID {
        let sentences = Sentences::parse(&fs::read_to_string(crates().join(words)).unwrap()).unwrap();
        assert_eq!(sentences.faults(), Vec::<String>::new(), "{words}");
        let (mut codes, mut all) = (BTreeSet::new(), BTreeSet::new());
        for path in sources(&crates().join(folder)) {
            // What says sentences holds words of every language, which its own tests look at.
            let says = path.ends_with("said.rs") || path.components().any(|c| c.as_os_str() == "reasons");
            let found = texts(&fs::read_to_string(&path).unwrap()).into_iter();
            let (ids, rest): (Vec<String>, Vec<String>) = found.partition(|text| is_code(text));
            codes.extend(ids.into_iter().filter(|id| !MEMBERS.contains(&id.as_str())));
            let wild = path.components().any(|c| c.as_os_str() == "formats");
            all.extend(rest.into_iter().filter(|_| !says && !wild).map(|text| bare(&text)));
        }
        let known: BTreeSet<&str> = sentences.all().map(|(code, _)| code).collect();
        let lacking: Vec<&String> = codes.iter().filter(|code| !known.contains(code.as_str())).collect();
        assert!(lacking.is_empty(), "{words} has no {lacking:?}: say them in every language");
        let stray: Vec<&&str> = known.iter().filter(|c| c.contains('.') && !codes.contains(**c)).collect();
        assert!(stray.is_empty(), "{words}: nothing says {stray:?} any more");
        let english: Vec<String> = sentences.all().map(|(_, sentence)| bare(&sentence.en)).collect();
        let said = |text: &&String| english.iter().any(|sentence| sentence.contains(text.as_str()));
        let (known, unsaid): (Vec<&String>, Vec<&String>) =
            all.iter().filter(|text| is_sentence(text) && !said(text)).partition(|text| OTHER.contains(&text.as_str()));
        assert!(unsaid.is_empty(), "{folder} says in English alone: {unsaid:#?}; say it in {words}");
        others.extend(known.into_iter().cloned());
        for sentence in &english {
            // A sentence may be put together from two texts.
            let longest = sentence.split("{}").flat_map(|part| part.split(": ")).map(str::trim).max_by_key(|p| p.len());
            let there = all.iter().any(|text| text.contains(longest.unwrap_or_default()));
            assert!(there, "{words}: nothing in {folder} says `{sentence}` any more");
        }
    }
    let gone: Vec<&&str> = OTHER.iter().filter(|text| !others.contains(**text)).collect();
    assert!(gone.is_empty(), "nothing says {gone:?} any more");
}
