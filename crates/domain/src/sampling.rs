//! Drawing a sample that anybody can draw again: from a seed and the size of the population, with SHA-256 and nothing
//! else.
//!
//! The nth attempt (n from 0) hashes the text `SEED:n`; its first eight bytes, big-endian, are a number v. With s the
//! size of the population, v is passed over when it is not below the largest multiple of s that 64 bits hold, so that
//! every position is equally likely; else it draws position v mod s + 1. A position drawn before is passed over.

use std::collections::BTreeSet;

use crate::Digest;

/// Most items that a sample holds.
pub const MOST_ITEMS: u32 = 10_000;

/// Attempts per item before a draw is given up; a seed that needs them does not occur.
const ATTEMPTS: u64 = 1_000_000;

/// Positions from 1 to `size`, in the order drawn. All of them when the sample is no smaller than the population;
/// nothing when either is empty or the sample is larger than [`MOST_ITEMS`].
#[must_use]
pub fn draw(seed: &str, size: u64, items: u32) -> Option<Vec<u64>> {
    if size == 0 || items == 0 || items > MOST_ITEMS {
        return None;
    }
    if u64::from(items) >= size {
        return Some((1..=size).collect());
    }
    let fair = u64::MAX - u64::MAX % size;
    let (mut seen, mut drawn) = (BTreeSet::new(), Vec::new());
    for attempt in 0..ATTEMPTS {
        let hash = Digest::of(format!("{seed}:{attempt}").as_bytes());
        let value = hash.0[..8].iter().fold(0_u64, |v, byte| v << 8 | u64::from(*byte));
        let position = value % size + 1;
        if value < fair && seen.insert(position) {
            drawn.push(position);
            if drawn.len() == items as usize {
                return Some(drawn);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_sample_elsewhere() {
        // Drawn with Python's hashlib from the rule above.
        assert_eq!(draw("2026-10-12 12 31 7 44 9 40", 212, 8), Some(vec![169, 33, 104, 20, 79, 117, 24, 155]));
        assert_ne!(draw("a", 212, 8), draw("b", 212, 8));
    }

    #[test]
    fn a_sample_holds_each_position_once() {
        let drawn = draw("seed", 30, 29).unwrap();
        assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), 29);
        assert!(drawn.iter().all(|p| (1..=30).contains(p)));
        assert_eq!(draw("seed", 3, 10), Some(vec![1, 2, 3]));
        assert_eq!(draw("seed", 0, 1), None);
        assert_eq!(draw("seed", 1_000_000, MOST_ITEMS + 1), None);
    }

    #[test]
    fn no_position_is_favoured() {
        let mut hits = [0_u32; 10];
        for seed in 0..2_000 {
            for position in draw(&seed.to_string(), 10, 3).unwrap() {
                hits[usize::try_from(position).unwrap() - 1] += 1;
            }
        }
        // 600 each are expected; chance alone stays within five standard deviations of about 20.
        assert!(hits.iter().all(|n| (500..=700).contains(n)), "{hits:?}");
    }
}
