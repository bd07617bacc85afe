//! What is wrong with what was typed, said where it was typed.

use assay_app::AppError;

use crate::pages::records::views::{FormField, FormView};

/// What is wrong with fields that the form does not ask for.
pub(super) fn unplaced(view: &FormView, error: Option<&AppError>) -> Option<String> {
    let told = view.fields.iter().any(FormField::is_wrong);
    let problems =
        error.into_iter().flat_map(|e| &e.problems).map(|p| format!("{}: {}", p.at.trim_start_matches('/'), p.text));
    let all: Vec<String> = problems.collect();
    (!told && !all.is_empty()).then(|| all.join("; "))
}

/// Says what is wrong at the field itself, or at the part of it. What is wrong with no field in particular stands with the
/// title.
pub(super) fn tell(field: &mut FormField, error: Option<&AppError>) {
    field.inner.iter_mut().for_each(|part| tell(part, error));
    let at = |name: &str| format!("/{}", name.replace('.', "/"));
    let within = |place: &str, name: &str| {
        place.strip_prefix(at(name).as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let (name, inner) = (field.name.clone(), &field.inner);
    let here = |place: &str| within(place, &name) && !inner.iter().any(|part| within(place, &part.name));
    let nowhere = |place: &str| name == "title" && place.trim_start_matches('/').is_empty();
    let problems = error.into_iter().flat_map(|e| &e.problems).filter(|p| here(&p.at) || nowhere(&p.at));
    let said = problems.map(|p| match p.at.strip_prefix(at(&name).as_str()) {
        Some(inside) if !inside.is_empty() => format!("{inside}: {}", p.text),
        _ => p.text.clone(),
    });
    field.errors = said.collect();
}
