//! What the checks that are proposed are called in the languages of the product.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use assay_domain::Text;

use crate::set::{BASELINE, CheckSet};

/// By the id of the check: English, Brazilian and European Portuguese.
static TITLES: LazyLock<BTreeMap<String, [String; 3]>> = LazyLock::new(|| {
    let said: BTreeMap<String, [String; 2]> =
        toml::from_str(include_str!("../data/words/titles.toml")).unwrap_or_default();
    let checks = CheckSet::parse(BASELINE).map(|set| set.checks).unwrap_or_default();
    let with = |check: crate::CheckDefinition| {
        let [pt_br, pt_pt] = said.get(&check.id)?.clone();
        Some((check.id, [check.title, pt_br, pt_pt]))
    };
    checks.into_iter().filter_map(with).collect()
});

/// The title of a check in every language, where it is the one that is proposed: a set of somebody's own, or one that was
/// put in force when it read otherwise, is called as it says.
#[must_use]
pub fn check_title(id: &str, english: &str) -> Option<Text> {
    // What looks at a row says on which axis: `soa.row:designed`.
    let check = id.split_once(':').map_or(id, |(check, _)| check);
    let [en, pt_br, pt_pt] = TITLES.get(check).filter(|[en, ..]| en == english)?;
    Some(Text { en, pt_br, pt_pt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_is_called_something_in_every_language() {
        let set = CheckSet::parse(BASELINE).unwrap();
        for check in &set.checks {
            let said = check_title(&check.id, &check.title).unwrap_or_else(|| panic!("{} is not translated", check.id));
            for text in [said.pt_br, said.pt_pt] {
                assert!(!text.trim().is_empty() && text == text.trim() && !text.ends_with('.'), "{}: {text}", check.id);
                assert_ne!(text, said.en, "{} is still English", check.id);
            }
        }
        let words: BTreeMap<String, [String; 2]> = toml::from_str(include_str!("../data/words/titles.toml")).unwrap();
        let known = |id: &str| set.checks.iter().any(|check| check.id == id);
        let stray: Vec<&String> = words.keys().filter(|id| !known(id)).collect();
        assert!(stray.is_empty(), "no check is called {stray:?}");
        let row = &set.checks.iter().find(|check| check.id == "soa.row").unwrap().title;
        assert_eq!(check_title("soa.row:designed", row), check_title("soa.row", row));
        assert!(check_title("soa.row", "Something else").is_none() && check_title("none", "").is_none());
    }

    #[test]
    fn each_language_uses_its_own_terms() {
        for [_, pt_br, pt_pt] in TITLES.values() {
            for (own, other) in
                [("controle", "controlo"), ("registros", "registos"), ("escopo", "âmbito"), ("usuári", "utilizador")]
            {
                assert!(!pt_br.contains(other), "pt-BR says `{other}`: {pt_br}");
                assert!(!pt_pt.contains(own), "pt-PT says `{own}`: {pt_pt}");
            }
        }
    }
}
