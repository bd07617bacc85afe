//! Fields that the address of a form fills in: `…/records/new?kind=evidence-review&evidence=EV-4`. They are held to the
//! fields of the kind as what somebody types is. Nothing is written by following a link.

use std::collections::BTreeMap;

use assay_app::{Answer, AppError};
use assay_domain::{Kind, Problem};
use serde_json::{Map, Value};

use super::form::About;
use crate::site::drafts::of_field;
use crate::site::typed::{Field, Typed, body, one, read};

/// The kind that a form is to make, and what its address fills in. A field that is called `kind` too comes second.
pub(in crate::site) fn about(query: Option<&str>) -> About {
    let mut given = read(query.unwrap_or_default().as_bytes());
    let kind = one(&given, "kind").to_owned();
    if let Some(values) = given.get_mut("kind") {
        values.remove(0);
    }
    // A moment to look at is no field.
    given.retain(|name, values| name != "as_of" && values.iter().any(|value| !value.is_empty()));
    About::New(kind, given)
}

/// What of an address does not fit the kind: a field that it does not have, or a value that the field does not take.
pub(super) fn misfit(kind: &'static Kind, fields: &[Field], given: &Typed) -> Answer<Option<AppError>> {
    if let Some(unknown) = given.keys().find(|name| !of_field(kind, name)) {
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        let text = format!("`{unknown}` is no field of {}; its fields are {}", kind.name, names.join(", "));
        return Err(AppError::input("form.field-unknown", text));
    }
    let named = |field: &&Field| given.keys().any(|name| name.split('.').next() == Some(field.name.as_str()));
    let problems: Vec<Problem> = fields.iter().filter(named).flat_map(|field| of_one(kind, field, given)).collect();
    Ok((!problems.is_empty()).then(|| AppError::body(problems)))
}

/// A field alone in a body, read as any body is: what is said of it is about it, whatever else the kind asks for.
fn of_one(kind: &'static Kind, field: &Field, given: &Typed) -> Vec<Problem> {
    let of_field = |name: &str| name.split('.').next() == Some(field.name.as_str());
    let own: BTreeMap<_, _> =
        given.iter().filter(|(name, _)| of_field(name)).map(|(n, v)| (n.clone(), v.clone())).collect();
    let read = match body(std::slice::from_ref(field), &own, &Value::Object(Map::new())) {
        Ok(read) => read,
        Err(problems) => return problems,
    };
    let found = kind.normalise(read).err().unwrap_or_default();
    let at = format!("/{}", field.name);
    let about = |p: &Problem| p.at == at || p.at.starts_with(&format!("{at}/"));
    // What does not read at all is said without a place, and only this field is there.
    found
        .into_iter()
        .filter(|p| about(p) || p.code == "body.shape")
        .map(|p| Problem::new(at.clone(), &p.code, p.text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::words::Lang;
    use crate::site::typed::fields;

    fn asked(query: &str) -> (&'static Kind, Typed) {
        let About::New(kind, given) = about(Some(query)) else { panic!("a new record") };
        (Kind::named(&kind).unwrap(), given)
    }

    fn misfits(query: &str) -> Vec<(String, String)> {
        let (kind, given) = asked(query);
        let found = misfit(kind, &fields(kind, Lang::En), &given).unwrap();
        found.into_iter().flat_map(|error| error.problems).map(|p| (p.at, p.text)).collect()
    }

    #[test]
    fn what_fits_is_filled_in_and_what_else_the_kind_asks_for_is_no_fault() {
        assert_eq!(misfits("kind=evidence-review&evidence=EV-4&title=Review"), []);
        assert_eq!(misfits("kind=risk&likelihood=3&treatment=modify&likelihood.because=&as_of=4"), []);
        assert_eq!(
            misfits("kind=risk&impact.gap=unknown&impact.because=new&impact.owner=PER-1&impact.due=2027-01-01"),
            []
        );
    }

    #[test]
    fn a_value_that_does_not_fit_is_said_at_its_field() {
        let at = |query| misfits(query).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(at("kind=evidence-review&evidence=RISK-4"), ["/evidence"]);
        assert_eq!(at("kind=evidence-review&evidence=EV-4&conclusion=perhaps"), ["/conclusion"]);
        assert_eq!(at("kind=risk&likelihood=often&review_due=tomorrow"), ["/likelihood", "/review_due"]);
    }

    #[test]
    fn what_is_no_field_is_refused_by_name() {
        for query in ["kind=evidence-review&token=x", "kind=evidence-review&seen=4", "kind=risk&likelihood.token=x"] {
            let (kind, given) = asked(query);
            let error = misfit(kind, &fields(kind, Lang::En), &given).unwrap_err();
            assert_eq!(error.code, "form.field-unknown", "{query}");
        }
    }

    #[test]
    fn a_field_called_kind_comes_after_the_kind() {
        let (kind, given) = asked("kind=objective&title=T");
        assert_eq!((kind.name, given.len()), ("objective", 1));
        let (kind, given) = asked("kind=objective&kind=ai");
        assert_eq!((kind.name, one(&given, "kind")), ("objective", "ai"));
    }

    #[test]
    fn the_sample_of_every_kind_is_filled_in_from_an_address_without_a_misfit() {
        for kind in Kind::all() {
            let sample = kind.normalise(kind.sample()).unwrap().value;
            let fields = fields(kind, Lang::En);
            let given = |field: &Field| {
                let filled = field.filled(&sample);
                let values = match filled.input {
                    crate::pages::records::views::Input::Several(_) => {
                        filled.value.lines().map(str::to_owned).collect()
                    }
                    _ => vec![filled.value],
                };
                (field.name.to_owned(), values)
            };
            let given: Typed = fields.iter().map(given).filter(|(_, v)| v.iter().any(|v| !v.is_empty())).collect();
            let found = misfit(kind, &fields, &given).unwrap();
            assert!(found.is_none(), "{}: {:?}", kind.name, found.map(|e| e.problems));
        }
    }
}
