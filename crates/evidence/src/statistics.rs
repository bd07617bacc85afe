//! Intervals around measured shares and means.

use assay_domain::{Uncertainty, decimal};

/// The 97.5 % point of the normal distribution: two-sided 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval at 95 % for `k` of `n` (E. B. Wilson, 1927). It never leaves 0 to 1 and stays honest for
/// shares at the ends, where the normal interval shrinks to nothing. Nothing when `n` is 0.
pub(crate) fn wilson(k: u64, n: u64) -> Option<Uncertainty> {
    if n == 0 || k > n {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let (p, n_f) = (k as f64 / n as f64, n as f64);
    let z2 = Z * Z;
    let centre = (p + z2 / (2.0 * n_f)) / (1.0 + z2 / n_f);
    let half = Z / (1.0 + z2 / n_f) * (p * (1.0 - p) / n_f + z2 / (4.0 * n_f * n_f)).sqrt();
    let low = if k == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if k == n { 1.0 } else { (centre + half).min(1.0) };
    Some(Uncertainty {
        stderr: None,
        low: Some(decimal(low)),
        high: Some(decimal(high)),
        method: Some("wilson-95".to_owned()),
    })
}

/// The normal interval at 95 % around a value with a standard error; without the interval when the value is not
/// finite. Nothing when the standard error is no number of its kind.
pub(crate) fn normal(value: Option<f64>, stderr: f64) -> Option<Uncertainty> {
    if !stderr.is_finite() || stderr < 0.0 {
        return None;
    }
    let ends = value.map(|v| (v - Z * stderr, v + Z * stderr)).filter(|(a, b)| a.is_finite() && b.is_finite());
    Some(Uncertainty {
        stderr: Some(decimal(stderr)),
        low: ends.map(|(low, _)| decimal(low)),
        high: ends.map(|(_, high)| decimal(high)),
        method: ends.map(|_| "normal-95".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(k: u64, n: u64) -> (f64, f64) {
        let u = wilson(k, n).unwrap();
        (u.low.unwrap().parse().unwrap(), u.high.unwrap().parse().unwrap())
    }

    #[test]
    fn wilson_gives_the_published_values() {
        // Newcombe 1998, table I: 81 of 263 and 15 of 148.
        let (low, high) = ends(81, 263);
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5, "{low} {high}");
        let (low, high) = ends(15, 148);
        assert!((low - 0.0624).abs() < 5e-5 && (high - 0.1605).abs() < 5e-5, "{low} {high}");
    }

    #[test]
    fn the_ends_stay_within_0_and_1_and_nothing_divides_by_zero() {
        assert_eq!(ends(0, 20).0, 0.0);
        assert_eq!(ends(20, 20).1, 1.0);
        assert!(wilson(0, 0).is_none());
        assert!(normal(Some(1.0), f64::NAN).is_none());
        assert!(normal(None, 0.1).unwrap().low.is_none());
    }
}
