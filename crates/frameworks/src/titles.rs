//! Short titles in the languages of the product.

use serde::{Deserialize, Serialize};

/// A language other than English that the product speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// Brazilian Portuguese.
    #[serde(rename = "pt-BR")]
    PtBr,
    /// European Portuguese.
    #[serde(rename = "pt-PT")]
    PtPt,
}

/// A short title in every language; none is empty. Where nobody has translated it, English stands in, and
/// `untranslated` says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Titles {
    /// English: as in the standard, or ours.
    pub en: String,
    /// Brazilian Portuguese.
    pub pt_br: String,
    /// European Portuguese.
    pub pt_pt: String,
    /// The languages in which English stands in.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub untranslated: Vec<Locale>,
}

impl Titles {
    pub(crate) fn new(en: String, pt_br: Option<String>, pt_pt: Option<String>) -> Self {
        let absent = [(Locale::PtBr, pt_br.is_none()), (Locale::PtPt, pt_pt.is_none())];
        Self {
            untranslated: absent.into_iter().filter(|(_, absent)| *absent).map(|(locale, _)| locale).collect(),
            pt_br: pt_br.unwrap_or_else(|| en.clone()),
            pt_pt: pt_pt.unwrap_or_else(|| en.clone()),
            en,
        }
    }

    /// The translation, where there is one.
    #[must_use]
    pub fn translated(&self, locale: Locale) -> Option<&str> {
        let text = match locale {
            Locale::PtBr => &self.pt_br,
            Locale::PtPt => &self.pt_pt,
        };
        (!self.untranslated.contains(&locale)).then_some(text)
    }
}
