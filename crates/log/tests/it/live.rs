//! `verify_log` on a live log: honest, and tampered with in every way an operator could think of.

use assay_log::audit::{LogFault, verify_log};
use assay_log::entry::{Envelope, Previous};
use assay_log::{Origin, leaf_hash};
use proptest::prelude::*;

use crate::made::{entries, envelope, head, key, origin};

fn reason(entries: &[Vec<u8>]) -> String {
    // Re-signed by the operator: only what the entries themselves say can betray the change.
    match verify_log(entries, head(entries, &origin()).as_bytes(), &key().verifier()) {
        Ok(_) => "accepted".into(),
        Err(fault) => fault.to_string(),
    }
}

fn change(entry: &mut Vec<u8>, change: impl FnOnce(&mut Envelope)) {
    let mut envelope = Envelope::from_bytes(entry).unwrap();
    change(&mut envelope);
    *entry = envelope.to_bytes().unwrap();
}

#[test]
fn an_honest_log_verifies() {
    let log = entries(600);
    let facts = verify_log(&log, head(&log, &origin()).as_bytes(), &key().verifier()).unwrap();
    assert_eq!((facts.size, facts.origin, facts.epochs), (600, origin(), vec![]));
    let empty: [Vec<u8>; 0] = [];
    assert!(verify_log(empty, head(&[], &origin()).as_bytes(), &key().verifier()).is_ok());
}

/// Entries are read in runs, on two threads: whatever run an entry is in, it is the first fault that is told.
#[test]
fn the_first_fault_is_told_wherever_it_lies() {
    let log = entries(4_500);
    for at in [0, 1_023, 1_024, 2_047, 2_048, 3_500, 4_499] {
        let mut changed = log.clone();
        for later in [at, 4_499] {
            change(&mut changed[later], |entry| entry.ws = "00000000-0000-0000-0000-000000000000".into());
        }
        let told = reason(&changed);
        assert!(told.starts_with(&format!("entry {at}: belongs to workspace")), "{told}");
    }
    let mut damaged = log;
    damaged[1_500] = b"{}".to_vec();
    damaged[1_400] = b"no entry".to_vec();
    assert!(reason(&damaged).starts_with("entry 1400: "), "{}", reason(&damaged));
}

#[test]
fn what_a_resigned_log_cannot_hide() {
    let log = entries(20);
    let mut moved = log.clone();
    moved.swap(3, 4);
    assert!(reason(&moved).contains("entries were moved"), "{}", reason(&moved));

    let mut removed = log.clone();
    removed.remove(5);
    assert!(reason(&removed).contains("entries were moved"));

    let mut backdated = log.clone();
    change(&mut backdated[9], |entry| entry.at = "2026-11-22T00:00:00.000000Z".into());
    assert!(reason(&backdated).contains("entry 9: is dated"));

    let mut foreign = log.clone();
    change(&mut foreign[2], |entry| entry.ws = "00000000-0000-0000-0000-000000000000".into());
    assert!(reason(&foreign).contains("another log"));

    // Entry 3 is followed by revision 2 of the same record in entry 10.
    let mut edited = log.clone();
    change(&mut edited[3], |entry| entry.state = "approved".into());
    assert!(reason(&edited).contains("entry 10: risk r3 revision 2 does not follow"), "{}", reason(&edited));

    let mut gap = log.clone();
    change(&mut gap[10], |entry| entry.rev = 3);
    assert!(reason(&gap).contains("does not follow"));

    let mut again = log.clone();
    change(&mut again[10], |entry| (entry.rev, entry.prev) = (1, None));
    assert!(reason(&again).contains("begins again"));

    let mut orphan = log;
    let previous = Previous { leaf: leaf_hash(&orphan[1]), seq: 1 };
    let entry = Envelope { rev: 2, prev: Some(previous), ..envelope(20, 99) };
    orphan.push(entry.to_bytes().unwrap());
    assert!(reason(&orphan).contains("not in the log"));
}

#[test]
fn an_epoch_needs_its_entry() {
    let mut log = entries(10);
    let second = origin().next_epoch();
    let judge = |log: &[Vec<u8>], origin: &Origin| verify_log(log, head(log, origin).as_bytes(), &key().verifier());
    assert!(matches!(judge(&log, &second), Err(LogFault::Head(reason)) if reason.contains("epoch")));
    log.push(Envelope { op: "epoch".into(), kind: "epoch".into(), ..envelope(10, 10) }.to_bytes().unwrap());
    assert_eq!(judge(&log, &second).unwrap().epochs, [10]);
    assert!(judge(&log, &origin()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_byte_of_an_entry_or_the_head_can_change(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let log = entries(12);
        let note = head(&log, &origin()).into_bytes();
        let mut bytes = [log.concat(), note].concat();
        let position = at.index(bytes.len());
        bytes[position] ^= flip;
        let mut rest = &bytes[..];
        let cut: Vec<&[u8]> = log.iter().map(|entry| {
            let (head, tail) = rest.split_at(entry.len());
            rest = tail;
            head
        }).collect();
        prop_assert!(verify_log(cut, rest, &key().verifier()).is_err());
    }

    #[test]
    fn a_shortened_log_fails(size in 1_u64..40, cut in 1_u64..40) {
        let log = entries(size);
        let kept = size.saturating_sub(cut) as usize;
        let verdict = verify_log(&log[..kept], head(&log, &origin()).as_bytes(), &key().verifier());
        prop_assert!(matches!(verdict, Err(LogFault::Head(_))));
    }
}
