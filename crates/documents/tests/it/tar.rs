//! The archive: no byte of it can change, no member can move, nothing can be added or cut.

use proptest::prelude::*;

use crate::sample::{judge, tar};

fn members(tar: &[u8]) -> Vec<&[u8]> {
    let mut members = Vec::new();
    let mut rest = tar;
    while rest[0] != 0 {
        let size = usize::from_str_radix(std::str::from_utf8(&rest[124..135]).unwrap(), 8).unwrap();
        let (member, tail) = rest.split_at(512 + size.next_multiple_of(512));
        members.push(member);
        rest = tail;
    }
    members
}

fn joined(members: &[&[u8]]) -> Vec<u8> {
    [members.concat(), vec![0; 1024]].concat()
}

#[test]
fn an_untouched_archive_is_accepted_and_written_alike_twice() {
    let archive = tar();
    assert_eq!(judge(&archive), Ok(()));
    assert_eq!(archive, tar());
    assert_eq!(joined(&members(&archive)), archive);
}

#[test]
fn members_cannot_move_double_or_go() {
    let archive = tar();
    let members = members(&archive);
    for at in 0..members.len() - 1 {
        let mut swapped = members.clone();
        swapped.swap(at, at + 1);
        assert!(judge(&joined(&swapped)).is_err(), "members {at} and {} swapped", at + 1);
    }
    for at in 0..members.len() {
        let mut doubled = members.clone();
        doubled.insert(at, members[at]);
        assert!(judge(&joined(&doubled)).unwrap_err().contains("twice"), "member {at} doubled");
        let mut gone = members.clone();
        gone.remove(at);
        assert!(judge(&joined(&gone)).is_err(), "member {at} removed");
    }
}

#[test]
fn nothing_follows_the_end_and_the_end_is_there() {
    let archive = tar();
    for more in [&[0_u8][..], &[0; 512], &[1; 512], b"x"] {
        assert!(judge(&[&archive, more].concat()).is_err());
    }
    assert!(judge(&archive[..archive.len() - 512]).is_err());
    assert!(judge(&[]).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn no_byte_can_change(at in any::<prop::sample::Index>(), flip in 1_u8..) {
        let mut archive = ARCHIVE.clone();
        let at = at.index(archive.len());
        archive[at] ^= flip;
        prop_assert!(judge(&archive).is_err(), "byte {} ^ {}", at, flip);
    }
}

proptest! {
    #[test]
    fn no_cut_is_accepted(at in any::<prop::sample::Index>()) {
        prop_assert!(judge(&ARCHIVE[..at.index(ARCHIVE.len())]).is_err());
    }

    #[test]
    fn noise_never_panics(noise in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(judge(&noise).is_err());
    }
}

static ARCHIVE: std::sync::LazyLock<Vec<u8>> = std::sync::LazyLock::new(tar);
