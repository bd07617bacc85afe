//! What observations of different tools have in common.

use std::collections::BTreeMap;

use assay_domain::{Direction, Measured, NativeThreshold, Observation};

use crate::statistics::wilson;

/// An observation of which nothing is known but its key and metric.
pub(crate) fn bare(key: String, metric: &str) -> Observation {
    Observation {
        ordinal: 0,
        key,
        metric: metric.to_owned(),
        family: "other".to_owned(),
        group: None,
        direction: Direction::Unknown,
        value: Measured::absent(),
        uncertainty: None,
        n: None,
        n_failed: None,
        n_unscored: None,
        n_error: None,
        threshold: NativeThreshold::NotRecorded,
        slice: BTreeMap::new(),
        taxonomies: Vec::new(),
        address: None,
    }
}

/// A number of things found.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn number(count: u64) -> Measured {
    Measured::from_f64(count as f64)
}

/// A share; no value when there is nothing to share out.
#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
pub(crate) fn share(part: u64, whole: u64) -> Measured {
    if whole == 0 { Measured::absent() } else { Measured::from_f64(part as f64 / whole as f64) }
}

/// How one sample ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Passed,
    Failed,
    /// It was not measured, for something broke.
    Error,
    /// Nobody judged it.
    Unscored,
}

/// Samples by how they ended. What broke and what nobody judged is neither passed nor failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) errors: u64,
    pub(crate) unscored: u64,
}

impl Count {
    pub(crate) fn take(&mut self, ending: Ending) {
        match ending {
            Ending::Passed => self.passed += 1,
            Ending::Failed => self.failed += 1,
            Ending::Error => self.errors += 1,
            Ending::Unscored => self.unscored += 1,
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.errors += other.errors;
        self.unscored += other.unscored;
    }

    /// All samples.
    pub(crate) fn all(self) -> u64 {
        self.passed + self.failed + self.errors + self.unscored
    }

    /// Samples that were judged.
    fn judged(self) -> u64 {
        self.passed + self.failed
    }

    /// The share of judged samples that passed.
    pub(crate) fn pass_rate(self, key: String) -> Observation {
        let value = share(self.passed, self.judged());
        let uncertainty = wilson(self.passed, self.judged());
        Observation { value, uncertainty, direction: Direction::Higher, ..self.counted(bare(key, "pass_rate")) }
    }

    /// The share of judged attacks that succeeded, which is where the target failed.
    pub(crate) fn attack_success_rate(self, key: String) -> Observation {
        let value = share(self.failed, self.judged());
        let uncertainty = wilson(self.failed, self.judged());
        Observation {
            value,
            uncertainty,
            direction: Direction::Lower,
            ..self.counted(bare(key, "attack_success_rate"))
        }
    }

    fn counted(self, observation: Observation) -> Observation {
        Observation {
            n: Some(self.judged()),
            n_failed: Some(self.failed),
            n_unscored: Some(self.unscored),
            n_error: Some(self.errors),
            ..observation
        }
    }
}

#[cfg(test)]
mod tests {
    use assay_domain::ValueState;

    use super::*;

    #[test]
    fn what_broke_is_neither_passed_nor_failed() {
        let mut count = Count::default();
        for ending in [Ending::Passed, Ending::Passed, Ending::Failed, Ending::Error, Ending::Unscored] {
            count.take(ending);
        }
        let rate = count.pass_rate("k".into());
        assert_eq!((rate.n, rate.n_failed, rate.n_error, rate.n_unscored), (Some(3), Some(1), Some(1), Some(1)));
        assert_eq!(rate.value.as_f64(), Some(2.0 / 3.0));
        assert_eq!(count.attack_success_rate("k".into()).value.as_f64(), Some(1.0 / 3.0));
        let nothing = Count { errors: 4, ..Count::default() }.pass_rate("k".into());
        assert_eq!((nothing.value.state, nothing.n), (ValueState::Absent, Some(0)));
    }
}
