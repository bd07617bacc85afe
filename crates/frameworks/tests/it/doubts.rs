//! What is doubtful is said, and what is known to be wrong is nowhere.

use assay_frameworks::get;

use crate::registry::files;

#[test]
fn doubtful_rows_say_so() {
    let iso = get("iso42001").unwrap();
    let doubtful: Vec<&str> =
        iso.requirements.iter().filter(|row| row.doubt.is_some()).map(|row| row.id.as_str()).collect();
    assert_eq!(doubtful, ["4.1", "4.4", "A.5.4", "A.6.1.2", "A.6.1.3", "A.7.2", "A.9.3"]);
    assert!(iso.notes.iter().any(|note| note.contains("Annex B")));
    assert_eq!(iso.edition, "ISO/IEC 42001:2023");
    assert!(iso.notes.iter().any(|n| n.contains("First edition") && n.contains("EN ISO/IEC 42001:2026")));
}

/// Phrases of public lists of Annex A of ISO/IEC 42001 that are wrong (seven or eight areas, 37 or 42 rows, areas up to
/// A.11, controls numbered from 1), and titles of its draft.
const WRONG: &[&str] = &[
    "\"a.11",
    "\"a.2.1\"",
    "\"a.3.1\"",
    "\"a.4.1\"",
    "\"a.5.1\"",
    "\"a.6.1.1\"",
    "\"a.6.2.1\"",
    "\"a.7.1\"",
    "\"a.8.1\"",
    "\"a.9.1\"",
    "\"a.10.1\"",
    "seven areas",
    "eight areas",
    "ten areas",
    "37 controls",
    "39 controls",
    "42 controls",
    "fdis",
    "individuals and groups of individuals",
    "responsible design and development of ai system",
];

/// Claims nobody may make: no management system standard gives a presumption of conformity with the EU AI Act, and a
/// crosswalk fulfils nothing. And names of sources that are wrong.
const NEVER: &[&str] = &[
    "presumption of conformity",
    "ai act compliant",
    "ai act compliance",
    "complies with the ai act",
    "limited risk",
    "limited-risk",
    "minimal risk",
    "minimal-risk",
    "grecta",
    "verifywise",
    "isauditr",
    "glocert",
];

#[test]
fn no_file_says_what_is_known_to_be_wrong() {
    let iso = get("iso42001").unwrap().source.to_lowercase();
    for phrase in WRONG {
        assert!(!iso.contains(phrase), "iso42001.toml says `{phrase}`");
    }
    for (file, text) in files() {
        for phrase in NEVER {
            assert!(!text.to_lowercase().contains(phrase), "{file} says `{phrase}`");
        }
    }
}
