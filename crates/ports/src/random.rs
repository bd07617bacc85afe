//! Where unpredictable bytes come from.

use std::sync::Mutex;

use sha2::{Digest as _, Sha256};

/// A source of random bytes.
pub trait Random: Send + Sync {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);
}

impl dyn Random + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut out = [0; N];
        self.fill(&mut out);
        out
    }
}

/// The operating system's generator. Keys and salts come from here, always.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, out: &mut [u8]) {
        getrandom::fill(out).expect("the operating system's random generator answers on every supported platform");
    }
}

/// The same bytes for the same seed, for tests and simulation: SHA-256 in counter mode. Not for keys.
#[derive(Debug)]
pub struct SeededRandom {
    seed: u64,
    counter: Mutex<u64>,
}

impl SeededRandom {
    /// A generator that always gives the same bytes for `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, counter: Mutex::new(0) }
    }
}

impl Random for SeededRandom {
    fn fill(&self, out: &mut [u8]) {
        let mut counter = self.counter.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in out.chunks_mut(32) {
            let block =
                Sha256::new().chain_update(self.seed.to_be_bytes()).chain_update(counter.to_be_bytes()).finalize();
            chunk.copy_from_slice(&block[..chunk.len()]);
            *counter += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_replays() {
        let (a, b): (&dyn Random, &dyn Random) = (&SeededRandom::new(7), &SeededRandom::new(7));
        let first = a.bytes::<40>();
        assert_eq!(first, b.bytes::<40>());
        assert_ne!(first, a.bytes::<40>());
        let other: &dyn Random = &SeededRandom::new(8);
        assert_ne!(first, other.bytes::<40>());
    }
}
