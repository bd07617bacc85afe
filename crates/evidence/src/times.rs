//! Times as tools write them.

use assay_domain::{TimeSource, TimeStated, Timestamp};

/// Reads an ISO 8601 time. One without a zone is read as UTC and marked so: it may be off by up to 14 hours.
pub(crate) fn stated(text: &str, source: TimeSource) -> Option<TimeStated> {
    if text.len() < 10 || text.len() > 64 {
        return None;
    }
    let stated = |instant, zone_known| TimeStated { instant, original: Some(text.to_owned()), zone_known, source };
    if let Ok(instant) = Timestamp::parse(text) {
        return Some(stated(instant, text.len() > 10));
    }
    Timestamp::parse(&format!("{text}Z")).ok().map(|instant| stated(instant, false))
}

/// Reads seconds since the Unix epoch. What lies outside the years 2000 to 2100 is no date: some tools write a
/// monotonic clock in fields that are named like one.
pub(crate) fn epoch_seconds(text: &str) -> Option<TimeStated> {
    const FROM: f64 = 946_684_800.0;
    const UNTIL: f64 = 4_102_444_800.0;
    let seconds: f64 = text.parse().ok().filter(|s| (FROM..UNTIL).contains(s))?;
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked above")]
    let micros = (seconds * 1e6).round() as i64;
    Some(TimeStated {
        instant: Timestamp::from_micros(micros),
        original: Some(text.to_owned()),
        zone_known: true,
        source: TimeSource::InFile,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_without_zone_says_so() {
        let naive = stated("2026-11-23T18:41:28.723120", TimeSource::InFile).unwrap();
        assert_eq!((naive.instant.to_string().as_str(), naive.zone_known), ("2026-11-23T18:41:28.723120Z", false));
        let zoned = stated("2026-11-23T19:38:58+01:00", TimeSource::InFile).unwrap();
        assert_eq!((zoned.instant.to_string().as_str(), zoned.zone_known), ("2026-11-23T18:38:58.000000Z", true));
        assert!(!stated("2026-11-23", TimeSource::InFile).unwrap().zone_known);
        assert!(stated("soon", TimeSource::InFile).is_none());
        assert!(stated("", TimeSource::InFile).is_none());
    }

    #[test]
    fn a_monotonic_clock_is_no_date() {
        assert!(epoch_seconds("3769.3").is_none());
        assert!(epoch_seconds("NaN").is_none());
        assert_eq!(epoch_seconds("1795459570.1506197").unwrap().instant.to_string(), "2026-11-23T18:46:10.150620Z");
    }
}
