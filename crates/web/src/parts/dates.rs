//! Days as people read them, by language.

use assay_domain::Timestamp;

use super::words::Lang;

const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
];
const WEEKDAYS: [[&str; 7]; 2] =
    [["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."]];
/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

const fn of(lang: Lang) -> usize {
    match lang {
        Lang::En => 0,
        Lang::PtBr | Lang::PtPt => 1,
    }
}

/// A day, `2026-11-30` or longer, as `30 Nov 2026`. What is no day stays what it is.
#[must_use]
pub fn day(lang: Lang, text: &str) -> String {
    read(text).map_or_else(|| text.to_owned(), |(year, month, day)| format!("{day} {} {year}", MONTHS[of(lang)][month]))
}

/// Whether a text is a day, `2026-11-30`, and nothing else.
#[must_use]
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && read(text).is_some()
}

/// A day with the day of the week, as `Mon 30 Nov 2026`.
#[must_use]
pub fn weekday(lang: Lang, at: Timestamp) -> String {
    // 1 January 1970 was a Thursday.
    let week = usize::try_from((at.as_micros().div_euclid(DAY) + 3).rem_euclid(7)).unwrap_or(0);
    format!("{} {}", WEEKDAYS[of(lang)][week % 7], day(lang, &at.date()))
}

/// Year, month from 0, day.
fn read(text: &str) -> Option<(&str, usize, u8)> {
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
    (year.len() == 4 && (1..=12).contains(&month)).then_some((year, month - 1, day))
}

/// Whole days from one moment to another; negative when it lies before.
#[must_use]
pub fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    (to.as_micros() - from.as_micros()).div_euclid(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_each_language() {
        assert_eq!(day(Lang::En, "2026-11-30"), "30 Nov 2026");
        assert_eq!(day(Lang::PtBr, "2026-02-01T10:00:00Z"), "1 fev. 2026");
        assert_eq!(day(Lang::PtPt, "soon"), "soon");
        assert_eq!(day(Lang::En, "2026-13-01"), "2026-13-01");
        assert!(is_day("2026-11-30") && !is_day("2026-11-30T10:00:00Z") && !is_day("ten letter"));
        let at = |text| Timestamp::parse(text).unwrap();
        assert_eq!(weekday(Lang::En, at("2026-11-30")), "Mon 30 Nov 2026");
        assert_eq!(weekday(Lang::PtBr, at("1969-12-31")), "qua. 31 dez. 1969");
        assert_eq!(days_between(at("2026-11-30"), at("2026-11-28")), -2);
    }
}
