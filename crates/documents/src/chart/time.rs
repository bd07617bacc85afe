//! The axis of time: days, months or years, whichever leaves room for their names.

use assay_ports::Timestamp;

use super::Said;
use super::said::parts;
use super::scale::Scale;

/// Steps of days, while they fit.
const DAYS: [i64; 4] = [1, 2, 7, 14];
/// Steps of months.
const MONTHS: [i32; 12] = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 12_000];

/// A stretch of time on a stretch of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    from: Timestamp,
    to: Timestamp,
    scale: Scale,
}

#[expect(clippy::cast_precision_loss, reason = "a place in a picture needs no microsecond")]
fn float(at: Timestamp) -> f64 {
    at.as_micros() as f64
}

impl Times {
    /// From one moment to another, two days at the least.
    pub(super) fn new(from: Timestamp, to: Timestamp, places: (f64, f64)) -> Self {
        let short = to < from.plus_days(2);
        let (from, to) = if short { (from.plus_days(-1), to.max(from).plus_days(1)) } else { (from, to) };
        Self { from, to, scale: Scale::new((float(from), float(to)), places) }
    }

    pub(super) fn at(&self, at: Timestamp) -> f64 {
        self.scale.at(float(at))
    }

    /// Moments to be named, with their names, at most so many.
    pub(super) fn ticks(&self, most: usize, said: &Said) -> Vec<(Timestamp, String)> {
        let most = most.max(2);
        let span = i128::from(self.to.as_micros()) - i128::from(self.from.as_micros());
        let days = span / i128::from(Timestamp::DAY);
        let room = i128::try_from(most).unwrap_or(2);
        if let Some(step) = DAYS.into_iter().find(|step| days / i128::from(*step) < room) {
            return self.days(step, most, said);
        }
        let months = MONTHS.into_iter().find(|step| days / (i128::from(*step) * 30) < room);
        let found = months.map_or_else(Vec::new, |step| self.months(step, most, said));
        if found.is_empty() { vec![(self.from, said.day(self.from)), (self.to, said.day(self.to))] } else { found }
    }

    fn days(&self, step: i64, most: usize, said: &Said) -> Vec<(Timestamp, String)> {
        let day = |at: Timestamp| at.as_micros().div_euclid(Timestamp::DAY);
        let first = day(self.from) + i64::from(self.from.as_micros().rem_euclid(Timestamp::DAY) > 0);
        let first = (first + step - 1).div_euclid(step) * step;
        let moments = (0..).map(|n| Timestamp::from_micros((first + n * step).saturating_mul(Timestamp::DAY)));
        let within = moments.take(most + 1).take_while(|at| *at <= self.to);
        // The year stands once, with the first.
        within.enumerate().map(|(i, at)| (at, if i == 0 { said.day(at) } else { said.short_day(at) })).collect()
    }

    fn months(&self, step: i32, most: usize, said: &Said) -> Vec<(Timestamp, String)> {
        let Some((year, month, _)) = parts(self.from) else { return Vec::new() };
        let first = year * 12 + i32::try_from(month).unwrap_or(1) - 1;
        let first = first.div_euclid(step) * step;
        let moments = (0..).map(|n: i32| {
            let month = first + n * step;
            Timestamp::parse(&format!("{:04}-{:02}-01", month.div_euclid(12), month.rem_euclid(12) + 1)).ok()
        });
        let within = moments.take(most + 3).map_while(|at| at).take_while(|at| *at <= self.to);
        let year = |at: Timestamp| parts(at).map_or_else(String::new, |(year, ..)| year.to_string());
        let named = |at| (at, if step >= 12 { year(at) } else { said.month(at) });
        within.filter(|at| *at >= self.from).map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(from: &str, to: &str, most: usize) -> Vec<String> {
        let at = |text| Timestamp::parse(text).unwrap();
        let times = Times::new(at(from), at(to), (0.0, 100.0));
        times.ticks(most, Said::in_language("en")).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn the_names_are_days_months_or_years() {
        assert_eq!(names("2026-03-01", "2026-03-04", 6), ["1 Mar 2026", "2 Mar", "3 Mar", "4 Mar"]);
        assert_eq!(names("2026-01-15", "2026-06-20", 6), ["Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026"]);
        assert_eq!(names("2020-02-01", "2026-06-20", 7), ["2021", "2022", "2023", "2024", "2025", "2026"]);
        assert_eq!(names("2026-03-01", "2026-03-01", 6).len(), 3, "one moment has a day around it");
    }
}
