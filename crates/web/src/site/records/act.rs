//! The form for evidence that a person states. It asks for what a person knows; the rest of the record is written by the
//! program, or by whoever reads what a tool wrote.

use assay_app::dto::ActRequest;
use assay_app::{Answer, AppError};
use assay_domain::kinds::evidence::stated_kinds;
use assay_domain::{Kind, Problem};
use serde_json::{Value, json};

use crate::pages::records::views::Input;
use crate::parts::words::{FormWord, Lang, t};
use crate::site::typed::{self, Field, Typed, body};
use crate::site::uploads;

/// The kind of record that the form makes.
pub(super) const KIND: &str = "evidence";

/// What is asked for, in this order.
const ASKED: [&str; 13] = [
    "title",
    "evidence_kind",
    "subject",
    "period",
    "population",
    "statement",
    "artifacts",
    "source",
    "query",
    "requirements",
    "shows",
    "valid_until",
    "supersedes",
];

/// What has to be filled in.
const NEEDED: [&str; 5] = ["title", "evidence_kind", "subject", "period", "population"];

/// The fields that the form asks for.
pub(super) fn fields(lang: Lang) -> Vec<Field> {
    let mut all = Kind::named(KIND).map(|kind| typed::fields(kind, lang)).unwrap_or_default();
    all.retain(|field| ASKED.contains(&field.name.as_str()));
    all.sort_by_key(|field| ASKED.iter().position(|name| *name == field.name));
    let stated: Vec<&str> = stated_kinds().map(|word| word.slug).collect();
    for field in &mut all {
        field.required = NEEDED.contains(&field.name.as_str());
        match field.name.as_str() {
            "subject" => t(lang, FormWord::ActSubject).clone_into(&mut field.help),
            "artifacts" => {
                field.input = Input::Files;
                field.help.clear();
                field.parts.clear();
            }
            _ => {}
        }
        if let Input::Choice(picks) = &mut field.input {
            picks.retain(|pick| stated.contains(&pick.value.as_str()));
        }
    }
    all
}

/// What was typed, as the use case takes it.
///
/// # Errors
/// `body.invalid` with each field that is needed and empty, or that does not read.
pub(super) fn request(fields: &[Field], typed: &Typed) -> Answer<ActRequest> {
    let mut act = body(fields, typed, &Value::Null).map_err(AppError::body)?;
    let empty = NEEDED.iter().filter(|name| act.get(**name).is_none());
    let problems: Vec<Problem> =
        empty.map(|name| Problem::new(format!("/{name}"), "field.required", "this has to be filled in")).collect();
    if !problems.is_empty() {
        return Err(AppError::body(problems));
    }
    if let Some(map) = act.as_object_mut() {
        map.remove("artifacts");
        map.insert("files".to_owned(), json!(uploads::stored(typed, "artifacts")));
        if let Some(population) = map.get_mut("population").and_then(Value::as_object_mut) {
            population.entry("text").or_insert_with(|| "".into());
        }
    }
    serde_json::from_value(act).map_err(|e| AppError::input("request.shape", e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::typed::read;

    #[test]
    fn what_is_typed_is_what_the_use_case_takes() {
        let typed = read(
            b"title=Lists+read&evidence_kind=training-records&subject=workspace&period.from=2026-01-01\
              &period.to=2026-10-31&population.text=all&population.sampled=14&requirements=A.9.3%0D%0AA.4.6\
              &artifacts=ab+one+file.pdf&artifacts=cd+list.csv&valid_until=2027-10-31",
        );
        let act = request(&fields(Lang::En), &typed).unwrap();
        assert_eq!((act.title.as_str(), act.population.sampled, act.requirements.len()), ("Lists read", Some(14), 2));
        let names: Vec<&str> = act.files.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["one file.pdf", "list.csv"]);
        assert_eq!(act.valid_until.unwrap().as_str(), "2027-10-31");
    }

    #[test]
    fn what_is_needed_and_empty_is_named() {
        let refused = request(&fields(Lang::En), &read(b"title=T&period.from=&statement=Seen")).unwrap_err();
        let places: Vec<&str> = refused.problems.iter().map(|p| p.at.as_str()).collect();
        assert_eq!(places, ["/evidence_kind", "/subject", "/period", "/population"]);
    }

    #[test]
    fn only_what_a_person_can_state_is_offered() {
        for lang in [Lang::En, Lang::PtBr, Lang::PtPt] {
            let all = fields(lang);
            let names: Vec<&str> = all.iter().map(|f| f.name.as_str()).collect();
            assert_eq!(names, ASKED);
            let Input::Choice(picks) = &all[1].input else { panic!("a closed list") };
            assert!(picks.len() == 18 && !picks.iter().any(|p| p.value == "evaluation"), "{}", picks.len());
        }
    }
}
