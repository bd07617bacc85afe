//! Full-text search: what is current is found, and no input is syntax.

use std::sync::Arc;

use assay_store::{Blinds, Filter, ListQuery, WorkspaceScope};
use proptest::prelude::*;

use super::{Fresh, Home};
use crate::made;

fn found(home: &Home, words: &str) -> Vec<String> {
    let query = ListQuery { filters: vec![Filter::Words(words.to_owned())], limit: 100, ..ListQuery::default() };
    home.store.list(&home.scope, &query).unwrap().rows.into_iter().map(|r| r.key.to_string()).collect()
}

pub(crate) fn words_find_what_is_current(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("Leitura de dígitos manuscritos"));
    home.write(made::task("Handwritten digits, read by a \"model\""));
    assert_eq!(found(&home, "dígitos"), ["TSK-1"]);
    assert_eq!(found(&home, "DIGITOS manuscr"), ["TSK-1"], "case, accents and word endings do not matter");
    assert_eq!(found(&home, "model handwritten"), ["TSK-2"], "every word, in any order");
    assert_eq!(found(&home, "digit"), ["TSK-1", "TSK-2"]);
    assert_eq!(found(&home, "TSK-1"), ["TSK-1"], "a key is a word");
    assert!(found(&home, "manuscritos model").is_empty());
    home.write(made::after(&first, "task", "Reconhecimento de algarismos"));
    assert!(found(&home, "manuscritos").is_empty(), "an older revision's words are gone");
    assert_eq!(found(&home, "algarismos"), ["TSK-1"]);
    assert!(found(&home, "").is_empty() && found(&home, "   ").is_empty());
}

pub(crate) fn a_search_across_kinds_is_bounded_and_shows_what_may_be_seen(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("alpha"));
    home.write(made::new("document", "DOC", "alpha too"));
    home.write(made::task("beta"));
    let then = home.size();
    home.write(made::after(&first, "task", "alpha again"));
    home.write(made::task("alphabet"));
    let of = |scope: &WorkspaceScope, words: &str, most: usize| -> Vec<String> {
        let found = home.store.find(scope, words, most).unwrap();
        found.into_iter().map(|r| format!("{} {}", r.key, r.title)).collect()
    };
    let all = ["TSK-3 alphabet", "TSK-1 alpha again", "DOC-1 alpha too"];
    assert_eq!(of(&home.scope, "ALPHA", 9), all, "what changed last comes first");
    assert_eq!(of(&home.scope, "alpha", 1).len(), 1);
    assert_eq!(of(&home.scope, "alpha", 2).len(), 2);
    assert!(of(&home.scope, "", 9).is_empty() && of(&home.scope, "\"", 9).is_empty());
    let past = home.scope.clone().up_to(then);
    assert_eq!(of(&past, "alpha", 9), ["DOC-1 alpha too", "TSK-1 alpha"]);
    assert!(of(&past, "again", 9).is_empty(), "the words came later");
    let blinds = |kinds: &[&'static str], keys: &[&str]| Blinds {
        kinds: kinds.iter().copied().collect(),
        records: Arc::new(keys.iter().map(|k| k.parse().unwrap()).collect()),
        ..Blinds::default()
    };
    let less = home.scope.clone().behind(blinds(&["document"], &["TSK-3"]));
    assert_eq!(of(&less, "alpha", 9), ["TSK-1 alpha again"]);
    assert_eq!(of(&less, "alpha", 1), ["TSK-1 alpha again"], "what is hidden takes nobody's place");
    for hostile in ["\"", "*", "title:alpha", "NEAR(a b)", "\0", "' OR 1=1 --", "🦀"] {
        let _ = of(&home.scope, hostile, 9);
    }
}

pub(crate) fn no_query_text_is_read_as_syntax(fresh: Fresh) {
    let home = fresh();
    home.write(made::task("alpha beta"));
    home.write(made::task("gamma AND delta NOT epsilon"));
    for hostile in [
        "\"",
        "\"\"",
        "\"alpha",
        "alpha\"",
        "'",
        "*",
        "**",
        "^alpha",
        "title:alpha",
        "title : alpha",
        "-alpha",
        "{title words} : alpha",
        "NEAR(alpha beta)",
        "(",
        ")",
        "()",
        "alpha OR gamma",
        "alpha NOT beta",
        "a*b",
        "' OR 1=1 --",
        "%",
        "_",
        "\\",
        "\0",
        "alpha\0beta",
        "\u{202e}alpha",
        "🦀",
        "\u{fffd}",
        "+",
        "alpha + beta",
        "rank:1",
        "AND",
        "NOT",
        "OR",
        "--",
        "/*",
        ";",
        "?1",
        "$x",
        ":x",
        "@x",
    ] {
        // It may find something or nothing; it never fails.
        let _ = found(&home, hostile);
    }
    assert!(found(&home, "alpha OR gamma").is_empty(), "`OR` is a word like any other");
    assert_eq!(found(&home, "delta NOT"), ["TSK-2"], "and so is `NOT`");
    let _ = found(&home, &"long ".repeat(2_000));
    let _ = found(&home, &"x".repeat(100_000));
    proptest!(ProptestConfig::with_cases(256), |(text in any::<String>())| {
        let _ = found(&home, &text);
    });
}
