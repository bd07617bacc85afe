//! What was worked out of all risks for whoever sees all, kept until one of them changes or the day ends: a page that
//! many look at counts fifty thousand once.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use assay_domain::Timestamp;

/// Answers that are kept, those asked for last first.
const MOST: usize = 64;

type Answer = Arc<dyn Any + Send + Sync>;

/// Answers by what was asked.
#[derive(Default)]
pub(super) struct Kept(Mutex<Vec<(String, Answer)>>);

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept")
    }
}

impl Kept {
    /// Forgets everything.
    pub(super) fn forget(&mut self) {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What was asked on that day, worked out unless it is known.
    pub(super) fn ask<T: Send + Sync + 'static>(&self, what: &str, now: Timestamp, make: impl FnOnce() -> T) -> Arc<T> {
        let what = format!("{} {what}", now.date());
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        {
            let mut all = lock();
            if let Some(place) = all.iter().position(|(known, _)| *known == what) {
                let found = all.remove(place);
                let answer = Arc::clone(&found.1).downcast::<T>();
                all.insert(0, found);
                if let Ok(answer) = answer {
                    return answer;
                }
            }
        }
        // Not under the lock: others ask for other things meanwhile.
        let answer = Arc::new(make());
        let mut all = lock();
        let kept: Answer = Arc::<T>::clone(&answer);
        all.insert(0, (what, kept));
        all.truncate(MOST);
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_worked_out_once_a_day_until_something_changes() {
        let mut kept = Kept::default();
        let today = Timestamp::parse("2026-03-01T10:00:00Z").unwrap();
        let asked = |kept: &Kept, what: &str, now: Timestamp, n: u32| *kept.ask(what, now, || n);
        assert_eq!((asked(&kept, "a", today, 1), asked(&kept, "a", today, 2)), (1, 1));
        assert_eq!(asked(&kept, "b", today, 3), 3);
        assert_eq!(asked(&kept, "a", today.plus_days(1), 4), 4, "another day is another answer");
        kept.forget();
        assert_eq!(asked(&kept, "a", today, 5), 5);
        for n in 0..100 {
            asked(&kept, &format!("other {n}"), today, n);
        }
        assert_eq!(asked(&kept, "a", today, 6), 6, "what nobody asks for makes room");
    }
}
