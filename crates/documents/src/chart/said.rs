//! How a chart speaks: its few words, its numbers and its days, by language.

use assay_ports::Timestamp;

/// A language of charts.
#[derive(Debug, PartialEq, Eq)]
pub struct Said {
    decimal: char,
    thousands: char,
    months: [&'static str; 12],
    pub(super) not_measured: &'static str,
    pub(super) nothing: &'static str,
    pub(super) thinned: &'static str,
    pub(super) more: &'static str,
    pub(super) released: &'static str,
    pub(super) when: &'static str,
    pub(super) what: &'static str,
    pub(super) value: &'static str,
    pub(super) interval: &'static str,
    pub(super) samples: &'static str,
    pub(super) source: &'static str,
    pub(super) limit: &'static str,
    pub(super) state: &'static str,
}

const ENGLISH: Said = Said {
    decimal: '.',
    thousands: ',',
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    not_measured: "not measured",
    nothing: "Nothing was measured.",
    thinned: "{all} points, drawn as the lowest and the highest of each column; the table has the values.",
    more: "{n} more stand in the table.",
    released: "released",
    when: "When",
    what: "What",
    value: "Value",
    interval: "Interval",
    samples: "n",
    source: "Source",
    limit: "Limit",
    state: "State",
};

const BRAZIL: Said = Said {
    decimal: ',',
    thousands: '.',
    months: ["jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."],
    not_measured: "não medido",
    nothing: "Nada foi medido.",
    thinned: "{all} pontos, desenhados como o menor e o maior de cada coluna; a tabela traz os valores.",
    more: "Outros {n} estão na tabela.",
    released: "liberada",
    when: "Quando",
    what: "O quê",
    value: "Valor",
    interval: "Intervalo",
    samples: "n",
    source: "Fonte",
    limit: "Limite",
    state: "Estado",
};

const PORTUGAL: Said = Said {
    thousands: '\u{a0}',
    thinned: "{all} pontos, desenhados como o mais baixo e o mais alto de cada coluna; a tabela tem os valores.",
    more: "Mais {n} encontram-se na tabela.",
    released: "lançada",
    ..BRAZIL
};

impl Said {
    /// The language of a tag that pages use: `pt-BR`, `pt-PT`, and English for every other.
    #[must_use]
    pub fn in_language(tag: &str) -> &'static Self {
        match tag {
            "pt-BR" => &BRAZIL,
            "pt-PT" => &PORTUGAL,
            _ => &ENGLISH,
        }
    }

    /// A number with so many places after the point.
    #[must_use]
    pub fn fixed(&self, value: f64, places: usize) -> String {
        if !value.is_finite() {
            return self.not_measured.to_owned();
        }
        if value != 0.0 && !(1e-6..1e15).contains(&value.abs()) {
            return format!("{value:.2e}").replace('.', &self.decimal.to_string());
        }
        self.grouped(&format!("{value:.places$}"))
    }

    /// A number as it was recorded, with the signs of the language.
    #[must_use]
    pub fn exact(&self, value: f64) -> String {
        if !value.is_finite() {
            return self.not_measured.to_owned();
        }
        if value != 0.0 && !(1e-9..1e15).contains(&value.abs()) {
            return format!("{value:e}").replace('.', &self.decimal.to_string());
        }
        self.grouped(&format!("{value}"))
    }

    /// A number to four places, without those that say nothing.
    #[must_use]
    pub fn short(&self, value: f64) -> String {
        let rounded = (value * 10_000.0).round() / 10_000.0;
        // What is smaller than that, or too large to be rounded so, is written as it is.
        if rounded == 0.0 || !rounded.is_finite() { self.exact(value) } else { self.exact(rounded) }
    }

    /// A whole number.
    #[must_use]
    pub fn whole(&self, n: u64) -> String {
        self.grouped(&n.to_string())
    }

    /// A share of one as a percentage.
    #[must_use]
    pub fn share(&self, value: f64) -> String {
        let percent = value * 100.0;
        let places = usize::from((percent - percent.round()).abs() > 0.05);
        format!("{}\u{a0}%", self.fixed(percent, places))
    }

    fn grouped(&self, text: &str) -> String {
        let (sign, text) = text.strip_prefix('-').map_or(("", text), |rest| ("\u{2212}", rest));
        let (whole, part) = text.split_once('.').map_or((text, None), |(w, p)| (w, Some(p)));
        let mut out =
            String::from(if whole == "0" && part.is_none_or(|p| p.bytes().all(|b| b == b'0')) { "" } else { sign });
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(self.thousands);
            }
            out.push(digit);
        }
        if let Some(part) = part {
            out.push(self.decimal);
            out.push_str(part);
        }
        out
    }

    /// A day, for example `12 Mar 2026`.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> String {
        match parts(at) {
            Some((year, month, day)) => format!("{day} {} {year}", self.month_name(month)),
            None => at.date(),
        }
    }

    /// A day without its year.
    pub(super) fn short_day(&self, at: Timestamp) -> String {
        parts(at).map_or_else(|| at.date(), |(_, month, day)| format!("{day} {}", self.month_name(month)))
    }

    /// A month, for example `Mar 2026`.
    #[must_use]
    pub fn month(&self, at: Timestamp) -> String {
        parts(at).map_or_else(|| at.month(), |(year, month, _)| format!("{} {year}", self.month_name(month)))
    }

    fn month_name(&self, month: usize) -> &'static str {
        self.months.get(month.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// Year, month and day of a moment, in UTC; nothing outside of four-digit years.
pub(super) fn parts(at: Timestamp) -> Option<(i32, usize, u32)> {
    let date = at.date();
    let mut parts = date.split('-');
    let mut next = || parts.next().filter(|p| !p.is_empty());
    Some((next()?.parse().ok()?, next()?.parse().ok()?, next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_those_of_the_language() {
        let [en, br, pt] = ["en", "pt-BR", "pt-PT"].map(Said::in_language);
        assert_eq!(en.exact(-12_345.678), "\u{2212}12,345.678");
        assert_eq!(br.exact(12_345.678), "12.345,678");
        assert_eq!(pt.exact(12_345.5), "12\u{a0}345,5");
        assert_eq!(en.fixed(-0.001, 1), "0.0");
        assert_eq!((en.short(0.846_666_6), en.short(0.000_01)), ("0.8467".to_owned(), "0.00001".to_owned()));
        assert_eq!(br.share(0.953), "95,3\u{a0}%");
        assert_eq!(en.share(1.0), "100\u{a0}%");
        let day = Timestamp::parse("2026-03-05").unwrap();
        assert_eq!((en.day(day), br.day(day)), ("5 Mar 2026".to_owned(), "5 mar. 2026".to_owned()));
        assert_eq!(pt.month(day), "mar. 2026");
    }

    #[test]
    fn what_is_no_number_is_not_written_as_one() {
        for said in ["en", "pt-BR", "pt-PT"].map(Said::in_language) {
            assert_eq!(said.exact(f64::NAN), said.not_measured);
            assert_eq!(said.fixed(f64::INFINITY, 2), said.not_measured);
        }
    }

    #[test]
    fn every_word_is_said_and_no_two_languages_read_alike() {
        let words = |s: &Said| [s.thinned, s.more, s.released, s.nothing, s.not_measured];
        let all = ["en", "pt-BR", "pt-PT"].map(Said::in_language).map(words);
        assert!(all.iter().flatten().all(|word| !word.is_empty()));
        assert!(all[0].iter().zip(all[1]).all(|(en, br)| *en != br));
        assert!(all[1].iter().zip(all[2]).any(|(br, pt)| *br != pt));
    }
}
