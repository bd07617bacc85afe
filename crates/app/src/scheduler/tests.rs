use assay_ports::SeededRandom;

use super::*;

#[test]
fn waits_grow_and_are_bounded() {
    let random = SeededRandom::new(1);
    let mut last = 0;
    for failures in 1..60 {
        let waited = wait(failures, &random);
        let doubled = FIRST_WAIT.saturating_mul(1 << (failures - 1).min(20)).min(MOST_WAIT);
        assert!(waited >= doubled && waited <= doubled + doubled / 2, "{failures}: {waited}");
        assert!(waited >= last.min(MOST_WAIT));
        last = doubled;
    }
    let spread: std::collections::BTreeSet<i64> = (0..20).map(|_| wait(3, &random)).collect();
    assert!(spread.len() > 10, "tries come at different moments");
}

#[test]
fn what_was_missed_is_not_made_up_for() {
    let at = Timestamp::from_micros;
    assert_eq!(next_due(at(100), 10, at(100)), at(110));
    assert_eq!(next_due(at(100), 10, at(135)), at(140));
    assert_eq!(next_due(at(100), 10, at(50)), at(110), "a clock set back does not make it run again and again");
}

#[test]
fn every_type_has_a_name_of_its_own_and_a_rhythm() {
    let names: std::collections::BTreeSet<&str> = jobs::ALL.iter().map(|j| j.name).collect();
    assert_eq!(names.len(), jobs::ALL.len());
    for job in jobs::ALL {
        assert!(job.every > 0 && job.lease > 0 && job.first >= 0 && !job.about.is_empty(), "{}", job.name);
    }
}
