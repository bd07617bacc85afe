//! Erasure: what was said is gone, that it was said stays.

use assay_log::Envelope;
use assay_store::{Filter, ListQuery};

use super::Fresh;
use crate::made;

pub(crate) fn bodies_go_and_entries_stay(fresh: Fresh) {
    let home = fresh();
    let kept = home.write(made::task("kept"));
    let first = home.write(made::new("person", "PER", "Ana Martins"));
    let second = home.write(made::after(&first, "person", "Ana Martins Lopes"));
    let before = home.entries();
    let (body, salt) = home.store.body(&home.scope, first.seq).unwrap().unwrap();
    let erased = home.write(made::erasure(&second, "person"));

    let entries = home.entries();
    assert_eq!(entries[..3], before[..], "no entry changes");
    let envelope = |seq: u64| Envelope::from_bytes(&entries[usize::try_from(seq).unwrap()]).unwrap();
    let act = envelope(erased.seq);
    assert_eq!((act.op.as_str(), act.reason_code.as_deref()), ("erase", Some("data-subject-request")));
    assert_eq!(act.erased, [first.seq, second.seq], "the act names what it emptied");
    assert!(act.body.is_none());
    // The commitment stays, and still fits what somebody else may have kept.
    assert_eq!(envelope(first.seq).body.unwrap().c, assay_log::commit(&salt, &body));
    for seq in [first.seq, second.seq, erased.seq] {
        assert_eq!(home.store.body(&home.scope, seq).unwrap(), None, "body and salt of {seq}");
    }
    assert!(home.store.body(&home.scope, kept.seq).unwrap().is_some());
    let history = home.store.history(&home.scope, &first.key).unwrap();
    assert_eq!(history.len(), 3);
    assert!(history.iter().all(|r| r.body.is_none() && r.title.is_empty()));
    assert_eq!(home.store.as_of(&home.scope, &first.key, 2).unwrap().unwrap().body, None, "in the past too");
    let text = String::from_utf8(entries.concat()).unwrap();
    assert!(!text.contains("Ana") && !text.contains("Martins"), "the log never held a name");
    home.sound();
}

pub(crate) fn an_erased_record_frees_its_names_and_links_and_words(fresh: Fresh) {
    let home = fresh();
    let system = home.write(made::new("ai-system", "SYS", "reader"));
    let person = home.write(made::new("person", "PER", "Ana Martins").named("mail:ana").linked("system", &system.key));
    home.write(made::erasure(&person, "person"));
    assert_eq!(home.store.holder(&home.scope, "mail:ana").unwrap(), None);
    assert!(home.store.links_to(&home.scope, &system.key).unwrap().is_empty());
    for words in ["Martins", "PER-1"] {
        let query = ListQuery { filters: vec![Filter::Words(words.to_owned())], limit: 5, ..ListQuery::default() };
        assert!(home.all(&query).is_empty(), "{words}");
    }
    home.write(made::new("person", "PER", "Rui").named("mail:ana"));
    home.sound();
}
