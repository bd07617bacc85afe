//! From values to places: linear, finite for every finite input, and never outside.

/// A stretch of values on a stretch of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    lo: f64,
    hi: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Values from `lo` to `hi` between two places.
    pub(super) fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { lo: values.0, hi: values.1, start: places.0, end: places.1 }
    }

    /// Where a value stands. Halves, since the whole of two large numbers may be no number.
    pub(super) fn at(&self, value: f64) -> f64 {
        let part = (value / 2.0 - self.lo / 2.0) / (self.hi / 2.0 - self.lo / 2.0);
        let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.5 };
        self.start + part * (self.end - self.start)
    }
}

/// The least and the greatest of the values; nothing when there are none.
pub(super) fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.filter(|v| v.is_finite()).fold(None, |found, v| match found {
        None => Some((v, v)),
        Some((lo, hi)) => Some((lo.min(v), hi.max(v))),
    })
}

/// The values, widened a little so that nothing lies on the edge; never beyond what a share or a count can be.
pub(super) fn widened((lo, hi): (f64, f64)) -> (f64, f64) {
    let space = (hi / 2.0 - lo / 2.0) * 0.16;
    let space = if space > 0.0 { space } else { (lo.abs() * 0.1).max(0.05) };
    let shares = lo >= 0.0 && hi <= 1.0;
    let low = (lo - space).max(if lo >= 0.0 { 0.0 } else { f64::MIN });
    let high = (hi + space).min(if shares { 1.0 } else { f64::MAX });
    if low < high { (low, high) } else { (lo.min(0.0), hi.max(1.0)) }
}

/// Round numbers within a stretch, at most so many, and the places after the point that they need.
pub(super) fn ticks((lo, hi): (f64, f64), most: usize) -> (Vec<f64>, usize) {
    let parts = f64::from(u32::try_from(most.clamp(2, 20)).unwrap_or(2));
    let raw = (hi / 2.0 - lo / 2.0) / parts * 2.0;
    let magnitude = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|n| n * magnitude).into_iter().find(|s| *s >= raw);
    let Some(step) = step.filter(|s| s.is_finite() && *s > 0.0) else { return (vec![lo, hi], 0) };
    let first = (lo / step).ceil();
    let mut found: Vec<f64> = Vec::new();
    for index in 0..=most.min(20) {
        let value = (first + f64::from(u32::try_from(index).unwrap_or(0))) * step;
        if !value.is_finite() || value > hi {
            break;
        }
        if value >= lo && found.last() != Some(&value) {
            found.push(value);
        }
    }
    let places = (-step.log10().floor()).clamp(0.0, 9.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 9")]
    let places = places as usize;
    (found, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        assert_eq!(ticks((0.0, 1.0), 5), (vec![0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0], 1));
        assert_eq!(ticks((0.0, 25.0), 5).0, [0.0, 5.0, 10.0, 15.0, 20.0, 25.0]);
        assert_eq!(ticks((3.0, 3.0), 5).0, [3.0, 3.0]);
        let huge = ticks((-1e308, 1e308), 5).0;
        assert!(huge.len() > 1 && huge.iter().all(|v| v.is_finite()));
    }

    #[test]
    fn shares_stay_shares_and_equal_values_have_room() {
        assert_eq!(widened((0.5, 1.0)).1, 1.0);
        let (lo, hi) = widened((7.0, 7.0));
        assert!(lo < 7.0 && hi > 7.0);
        let (lo, hi) = widened((1.0, 1.0));
        assert!(lo < hi);
    }
}
