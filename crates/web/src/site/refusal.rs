//! What a refusal says in the reader's language. English comes from where it was refused; rights and duties, which people
//! meet most, are said again from their ids.

use assay_app::AppError;
use assay_domain::{role, rule_said};
use serde_json::Value;

use crate::parts::words::{ErrorWord, Lang, fill};

/// The names that a refusal gives under a word.
fn names<'e>(error: &'e AppError, word: &str) -> Vec<&'e str> {
    error.details.get(word).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The refusal.
pub(in crate::site) fn told(lang: Lang, error: &AppError) -> String {
    if lang == Lang::En {
        return error.text.clone();
    }
    if let Some(duty) = rule_said(&error.code) {
        let may = names(error, "may").join(", ");
        let duty = lang.of(&duty);
        return if may.is_empty() {
            duty.to_owned()
        } else {
            fill(lang, ErrorWord::WhoMay, &[("duty", duty), ("names", &may)])
        };
    }
    if error.code == "role.lacks-action" {
        let said = |id: &str| role(id).map_or_else(|| id.to_owned(), |role| lang.of(&role.said()).to_owned());
        let roles: Vec<String> = names(error, "roles").into_iter().map(said).collect();
        return fill(lang, ErrorWord::RolesThatMay, &[("roles", &roles.join(", "))]);
    }
    error.text.clone()
}

#[cfg(test)]
mod tests {
    use assay_app::ErrorClass;

    use super::*;

    #[test]
    fn rights_and_duties_are_refused_in_the_readers_language() {
        let refused = |code: &str, word: &str, names: &[&str]| {
            AppError::new(ErrorClass::Forbidden, code, "English").with(word, names.to_vec())
        };
        let duty = refused("sod.threshold_author", "may", &["Rui"]);
        assert_eq!(told(Lang::En, &duty), "English");
        assert_eq!(told(Lang::PtPt, &duty), "Quem propôs um limiar não o pode aprovar. Quem pode: Rui.");
        assert_eq!(
            told(Lang::PtBr, &refused("sod.threshold_author", "may", &[])),
            "Quem propôs um limiar não pode aprová-lo."
        );
        assert!(told(Lang::PtBr, &refused("role.lacks-action", "roles", &["viewer"])).ends_with("Leitor."));
        assert_eq!(told(Lang::PtBr, &AppError::input("other", "English")), "English");
    }
}
