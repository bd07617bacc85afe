//! The languages the product speaks, and days and numbers as people read them in each.

use crate::Text;

/// The languages the product speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Brazilian Portuguese.
    PtBr,
    /// European Portuguese.
    PtPt,
}

const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
];

impl Lang {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::En, Self::PtBr, Self::PtPt];

    /// The language tag for the `lang` attribute (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::PtBr => "pt-BR",
            Self::PtPt => "pt-PT",
        }
    }

    /// What its speakers call it.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::PtBr => "Português (Brasil)",
            Self::PtPt => "Português (Portugal)",
        }
    }

    /// A text of the domain in this language.
    #[must_use]
    pub const fn of(self, text: &Text) -> &'static str {
        match self {
            Self::En => text.en,
            Self::PtBr => text.pt_br,
            Self::PtPt => text.pt_pt,
        }
    }

    /// The language that serves a tag, letter case aside: `pt` and every Portuguese but that of Brazil read European
    /// Portuguese. `None` when we do not speak it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        match tag.split('-').next() {
            Some("en") => Some(Self::En),
            Some("pt") if tag == "pt-br" || tag.starts_with("pt-br-") => Some(Self::PtBr),
            Some("pt") => Some(Self::PtPt),
            _ => None,
        }
    }

    /// A day, `2026-11-30` or longer, as `30 Nov 2026`. What is no day stays what it is.
    #[must_use]
    pub fn day(self, text: &str) -> String {
        let months = if self == Self::En { MONTHS[0] } else { MONTHS[1] };
        let read = read(text).and_then(|(year, month, day)| Some(format!("{day} {} {year}", months.get(month)?)));
        read.unwrap_or_else(|| text.to_owned())
    }

    /// A decimal number as it is kept, `0.95`, with the mark that the language puts before the fraction. What is no
    /// number stays what it is.
    #[must_use]
    pub fn decimal(self, text: &str) -> String {
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b"+-.e".contains(&b));
        match self {
            Self::PtBr | Self::PtPt if plain && text.parse::<f64>().is_ok() => text.replacen('.', ",", 1),
            _ => text.to_owned(),
        }
    }
}

/// Year, month from 0, day.
fn read(text: &str) -> Option<(&str, usize, u8)> {
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?.parse().ok()?);
    (year.len() == 4 && (1..=12).contains(&month)).then_some((year, month - 1, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_are_said_in_each_language() {
        assert_eq!(Lang::En.day("2026-11-30"), "30 Nov 2026");
        assert_eq!(Lang::PtBr.day("2026-02-01T10:00:00Z"), "1 fev. 2026");
        assert_eq!(Lang::PtPt.day("soon"), "soon");
        assert_eq!(Lang::En.day("2026-13-01"), "2026-13-01");
        assert_eq!(Lang::En.decimal("0.95"), "0.95");
        assert_eq!(Lang::PtBr.decimal("0.95"), "0,95");
        assert_eq!(Lang::PtPt.decimal("-1.5e-7"), "-1,5e-7");
        for no_number in ["1.2.0", "v1.2", "", "inf", "."] {
            assert_eq!(Lang::PtPt.decimal(no_number), no_number);
        }
    }
}
