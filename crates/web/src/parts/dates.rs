//! Days and moments as people read them, by language.

use assay_domain::Timestamp;
use maud::{Markup, html};

use super::words::Lang;

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
    lang.day(text)
}

/// A day with the day of the week, as `Mon 30 Nov 2026`.
#[must_use]
pub fn weekday(lang: Lang, at: Timestamp) -> String {
    // 1 January 1970 was a Thursday.
    let week = usize::try_from((at.as_micros().div_euclid(DAY) + 3).rem_euclid(7)).unwrap_or(0);
    format!("{} {}", WEEKDAYS[of(lang)][week % 7], day(lang, &at.date()))
}

/// A moment to the minute, as `30 Nov 2026 09:15 UTC`.
#[must_use]
pub fn moment(lang: Lang, at: Timestamp) -> String {
    let exact = at.to_string();
    format!("{} {} UTC", day(lang, &exact), &exact[11..16])
}

/// A value of a record that is a day or an instant and nothing else, as people read it.
#[must_use]
pub fn said(lang: Lang, text: &str) -> Option<String> {
    let at = Timestamp::parse(text).ok()?;
    match text.len() {
        10 => Some(day(lang, text)),
        _ if text.contains('T') => Some(moment(lang, at)),
        _ => None,
    }
}

/// A moment to the minute, with the exact one for machines and for whoever points at it.
#[must_use]
pub fn time(lang: Lang, at: Timestamp) -> Markup {
    html! { time datetime=(at) title=(at) { (moment(lang, at)) } }
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
        let at = |text| Timestamp::parse(text).unwrap();
        assert_eq!(weekday(Lang::En, at("2026-11-30")), "Mon 30 Nov 2026");
        assert_eq!(weekday(Lang::PtBr, at("1969-12-31")), "qua. 31 dez. 1969");
        assert_eq!(moment(Lang::PtBr, at("2026-11-30T09:05:07Z")), "30 nov. 2026 09:05 UTC");
        assert_eq!(
            time(Lang::En, at("2026-11-30T09:05:07Z")).into_string(),
            r#"<time datetime="2026-11-30T09:05:07.000000Z" title="2026-11-30T09:05:07.000000Z">30 Nov 2026 09:05 UTC</time>"#
        );
        assert_eq!(said(Lang::En, "2026-11-30").as_deref(), Some("30 Nov 2026"));
        assert_eq!(said(Lang::En, "2026-11-30T09:05:07Z").as_deref(), Some("30 Nov 2026 09:05 UTC"));
        assert_eq!(said(Lang::En, "2026-11-30 is the day"), None);
        assert_eq!(said(Lang::En, "2026-13-30"), None);
        assert_eq!(days_between(at("2026-11-30"), at("2026-11-28")), -2);
    }
}
