//! A glance: how long the log is, asked once for all that one page tells. A page asks many things, and each would ask the
//! store anew. Verdicts and lists are read as they stand when their turn comes, as they are without it.

use std::sync::{Arc, Mutex, PoisonError};

use assay_store::Position;

use super::Principal;
use crate::Answer;

/// How long the log was when somebody began to look; who takes no glance is told by the log as it grows.
#[derive(Debug, Clone, Default)]
pub struct Glance(Option<Arc<Mutex<Seen>>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    NotYet,
    At(Position),
    /// They change something: what they read from then on has to show it.
    Over,
}

impl Glance {
    fn seen(&self, change: impl FnOnce(&mut Seen)) -> Option<Position> {
        let mut seen = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut seen);
        if let Seen::At(size) = *seen { Some(size) } else { None }
    }

    /// How long the log was, once it was asked for.
    pub(super) fn size(&self) -> Option<Position> {
        self.seen(|_| ())
    }

    /// The same, asked for where it is not known.
    pub(super) fn size_or(&self, ask: impl FnOnce() -> Answer<Position>) -> Answer<Position> {
        if let Some(size) = self.size() {
            return Ok(size);
        }
        let size = ask()?;
        self.seen(|seen| {
            if *seen == Seen::NotYet {
                *seen = Seen::At(size);
            }
        });
        Ok(size)
    }

    /// Nothing is told by it any more.
    pub(super) fn end(&self) {
        self.seen(|seen| *seen = Seen::Over);
    }
}

impl Principal {
    /// The same somebody, as they look at one page.
    #[must_use]
    pub fn at_a_glance(&self) -> Self {
        Self { glance: Glance(Some(Arc::new(Mutex::new(Seen::NotYet)))), ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_asked_for_once_and_not_after_a_change() {
        let glance = Glance(Some(Arc::new(Mutex::new(Seen::NotYet))));
        let copy = glance.clone();
        assert_eq!(glance.size(), None);
        assert_eq!((glance.size_or(|| Ok(5)).unwrap(), copy.size_or(|| Ok(6)).unwrap()), (5, 5));
        copy.end();
        assert_eq!((glance.size(), glance.size_or(|| Ok(7)).unwrap(), glance.size()), (None, 7, None));
        let none = Glance::default();
        assert_eq!((none.size_or(|| Ok(1)).unwrap(), none.size_or(|| Ok(2)).unwrap()), (1, 2));
    }
}
