//! Whatever a text holds, it comes back as it was.

use assay_store::{Filter, ListQuery};

use super::Fresh;
use crate::made;

const ODD: [&str; 9] = [
    "a\0b",
    "\0",
    "\u{1a}0 and \u{1a}",
    "\\N \\x00 \"quoted\" 'single'",
    "{curly,\"array\",NULL}",
    "\u{202e}right to left",
    "tab\tline\nreturn\r",
    "\u{10ffff}\u{fffe}\u{feff}",
    " ",
];

pub(crate) fn every_text_comes_back_as_it_was(fresh: Fresh) {
    let home = fresh();
    let person = home.write(made::new("person", "PER", "Ana"));
    for (number, text) in ODD.into_iter().enumerate() {
        let name = format!("{text}{number}");
        let draft = made::task(text).named(&name).linked(text, &person.key);
        let change = made::repeatable(&name, 1, draft);
        let written = home.commit(change.clone()).unwrap().written.remove(0);
        let there = home.store.head(&home.scope, &written.key).unwrap().unwrap();
        assert_eq!(there.title, text);
        assert_eq!(home.store.holder(&home.scope, &name).unwrap(), Some(written.key.clone()), "{text:?} as a name");
        assert!(home.commit(change).unwrap().repeated, "{text:?} in an idempotency key");
        let filters = vec![Filter::Links(text.to_owned(), person.key.clone())];
        let query = ListQuery { filters, limit: 5, ..ListQuery::default() };
        let found: Vec<_> = home.all(&query).into_iter().map(|r| r.key).collect();
        assert_eq!(found, [written.key], "{text:?} in filters");
    }
    let fields: Vec<String> =
        home.store.links_to(&home.scope, &person.key).unwrap().into_iter().map(|l| l.field).collect();
    assert_eq!(fields, ODD, "in the order of their records");
    home.sound();
}
