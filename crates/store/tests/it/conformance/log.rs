//! Entries and checkpoints: each says what its revision says.

use assay_domain::Timestamp;
use assay_log::{Checkpoint, Envelope, leaf_hash};
use assay_ports::Clock as _;

use super::Fresh;
use crate::made;

pub(crate) fn an_entry_says_what_its_revision_says(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("one"));
    let other = home.write(made::new("document", "DOC", "two"));
    let second = home.write(made::after(&first, "task", "three").in_state("done"));
    let entries = home.entries();
    for (revision, bytes) in home.store.changes(&home.scope, 0, 10).unwrap().iter().zip(&entries) {
        let envelope = Envelope::from_bytes(bytes).unwrap();
        assert_eq!(&envelope.to_bytes().unwrap(), bytes, "canonical");
        assert_eq!(envelope.seq, revision.seq);
        assert_eq!((envelope.kind, envelope.rec), (revision.kind.clone(), revision.record.to_string()));
        assert_eq!((envelope.rev, envelope.op), (u64::from(revision.revision), revision.op.clone()));
        assert_eq!((envelope.state, envelope.at), (revision.state.clone(), revision.at.to_string()));
        assert_eq!((envelope.ws, envelope.via), (home.store.workspace().to_string(), revision.via.clone()));
        assert_eq!(envelope.actor, made::actor().member.to_string(), "members are named by their random id");
        let (body, salt) = home.store.body(&home.scope, revision.seq).unwrap().unwrap();
        assert_eq!(envelope.body.unwrap().c, assay_log::commit(&salt, &body));
        let previous = envelope.prev.map(|p| (p.seq, p.leaf));
        let meant = (revision.seq == second.seq).then(|| (first.seq, leaf_hash(&entries[0])));
        assert_eq!(previous, meant, "a revision names the leaf of the one before");
    }
    assert_eq!(home.store.entries(&home.scope, other.seq, 1).unwrap()[0].seq, other.seq);
    assert!(home.store.entries(&home.scope, 3, 5).unwrap().is_empty());
    assert_eq!(home.store.changes(&home.scope, 1, 1).unwrap()[0].key, other.key);
}

pub(crate) fn the_clock_going_back_does_not_turn_the_log(fresh: Fresh) {
    let home = fresh();
    let first = home.write(made::task("one"));
    home.clock.set(Timestamp::parse("1999-12-31").unwrap());
    let second = home.write(made::after(&first, "task", "two"));
    home.clock.advance(5);
    home.write(made::after(&second, "task", "three"));
    let times: Vec<Timestamp> =
        home.store.history(&home.scope, &first.key).unwrap().into_iter().map(|r| r.at).collect();
    assert!(times.is_sorted());
    assert!(times[0] > home.clock.now());
    home.sound();
}

pub(crate) fn every_change_ends_in_a_signed_checkpoint(fresh: Fresh) {
    let home = fresh();
    assert_eq!(home.store.checkpoint(&home.scope, None).unwrap(), None);
    assert_eq!(home.size(), 0);
    for size in [1, 4, 5] {
        let drafts = (home.size()..size).map(|n| made::task(&n.to_string()));
        home.commit(made::change(drafts)).unwrap();
        home.sound();
        let exact = home.store.checkpoint(&home.scope, Some(size)).unwrap();
        assert_eq!(exact, home.store.checkpoint(&home.scope, None).unwrap());
    }
    assert_eq!(home.store.checkpoint(&home.scope, Some(3)).unwrap(), None, "nothing was signed within a change");
    let old = home.store.checkpoint(&home.scope, Some(1)).unwrap().unwrap();
    assert_eq!(Checkpoint::open(old.as_bytes(), std::slice::from_ref(&home.verifier)).unwrap().size, 1);
}
