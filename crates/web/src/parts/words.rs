//! Every word a page shows, in English, Brazilian and European Portuguese. A page never writes words of its own, and
//! never joins pieces of sentences: a sentence with values in it is one message with named places.

pub use assay_domain::Lang;

macro_rules! words {
    ($table:ident { $($word:ident: $en:literal, $pt_br:literal, $pt_pt:literal;)* }) => {
        /// A word, or a sentence with named places, that a page shows. A row lacking a language does not compile.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $table {
            $(#[doc = $en] $word,)*
        }

        impl $table {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$word),*];
        }

        impl $crate::parts::words::Said for $table {
            fn texts(self) -> [&'static str; 3] {
                match self {
                    $(Self::$word => [$en, $pt_br, $pt_pt],)*
                }
            }
        }
    };
}

/// Names each table once: its file and its words. The tests walk this list.
macro_rules! tables {
    ($($file:ident: $table:ident,)*) => {
        $(mod $file; pub use $file::$table;)*

        /// The words of every table, by name.
        #[cfg(test)]
        fn all() -> Vec<(String, [&'static str; 3])> {
            let mut all = Vec::new();
            $(all.extend($table::ALL.iter().map(|word| (format!("{word:?}"), word.texts())));)*
            all
        }
    };
}

tables! {
    account: AccountWord,
    assurance: AssuranceWord,
    bulk: BulkWord,
    controls: ControlWord,
    crosswalk: CrosswalkWord,
    door: DoorWord,
    error: ErrorWord,
    evidence: EvidenceWord,
    explain: WhyWord,
    forms: FormWord,
    gallery: GalleryWord,
    issues: IssueWord,
    kept: KeptWord,
    matrix: MatrixWord,
    passkeys: PasskeyWord,
    past: PastWord,
    places: PlaceWord,
    programme: ProgrammeWord,
    proof: ProofWord,
    readiness: ReadyWord,
    records: RecordWord,
    risks: RiskWord,
    room: RoomWord,
    search: SearchWord,
    second_factor: FactorWord,
    shared: Word,
    shell: ShellWord,
    soa: SoaWord,
    sso: SsoWord,
    systems: SystemWord,
    table: TableWord,
    today: TodayWord,
    trend: TrendWord,
}

/// A word of one of the tables.
pub trait Said: Copy {
    /// English, Brazilian Portuguese, European Portuguese.
    fn texts(self) -> [&'static str; 3];
}

/// A word in a language.
#[must_use]
pub fn t(lang: Lang, word: impl Said) -> &'static str {
    let [en, pt_br, pt_pt] = word.texts();
    match lang {
        Lang::En => en,
        Lang::PtBr => pt_br,
        Lang::PtPt => pt_pt,
    }
}

/// A sentence with its `{name}` places filled. Values are never searched for places themselves.
#[must_use]
pub fn fill(lang: Lang, word: impl Said, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut rest = t(lang, word);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, tail)) = after.split_once('}') else { break };
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| *value));
        rest = tail;
    }
    text.push_str(rest);
    text
}

/// The singular or the plural form, with `{n}` filled. All three languages have these two forms for whole numbers.
#[must_use]
pub fn count<W: Said>(lang: Lang, n: usize, one: W, other: W) -> String {
    fill(lang, if n == 1 { one } else { other }, &[("n", &number(lang, n))])
}

/// A whole number with the thousands of the language set apart.
#[must_use]
pub fn number(lang: Lang, n: usize) -> String {
    let mark = match lang {
        Lang::En => ',',
        Lang::PtBr => '.',
        Lang::PtPt => '\u{a0}',
    };
    let digits = n.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(text: &str) -> Vec<&str> {
        let mut all: Vec<&str> = text.split('{').skip(1).filter_map(|part| part.split('}').next()).collect();
        all.sort_unstable();
        all
    }

    #[test]
    fn every_word_is_said_in_all_three_languages() {
        for (word, texts) in all() {
            for text in texts {
                assert!(!text.trim().is_empty() && text == text.trim(), "{word}: `{text}`");
                assert_eq!(places(text), places(texts[0]), "{word}: places differ in `{text}`");
            }
        }
    }

    #[test]
    fn sentences_are_translated() {
        for (word, [en, pt_br, pt_pt]) in all() {
            if en.split(' ').count() > 3 {
                assert!(en != pt_br && en != pt_pt, "{word} is still English");
            }
        }
    }

    #[test]
    fn values_are_not_searched_for_places() {
        assert_eq!(fill(Lang::En, Word::PageTitle, &[("page", "{page} {x")]), "{page} {x · Assay");
    }

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(number(Lang::En, 1_234_567), "1,234,567");
        assert_eq!(number(Lang::PtBr, 18_402), "18.402");
        assert_eq!(number(Lang::PtPt, 999), "999");
        assert_eq!(count(Lang::En, 1, Word::EntriesOne, Word::EntriesOther), "1 entry");
    }

    #[test]
    fn tags_find_their_language() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("PT"), Some(Lang::PtPt));
        assert_eq!(Lang::from_tag("en-GB"), Some(Lang::En));
        assert_eq!(Lang::from_tag("de"), None);
    }
}
