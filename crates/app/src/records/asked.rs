//! What a list is asked for, as text: its order and its conditions. What cannot be read is refused with what can be.

use assay_domain::{IndexedField, Key, Kind, Takes};
use assay_store::{Filter, Sort, SortBy, Wanted};
use serde::{Deserialize, Deserializer};

use crate::{Answer, AppError};

/// What stands between values of a parameter that came several times.
pub const SEVERAL: char = '\u{1f}';

/// A list, or one text that holds several as they came in an address.
pub(crate) fn several<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        One(String),
        Many(Vec<String>),
    }
    Ok(match Given::deserialize(d)? {
        Given::Many(all) => all,
        Given::One(text) => text.split(SEVERAL).filter(|one| !one.is_empty()).map(str::to_owned).collect(),
    })
}

/// The order that a text asks for: a name, with `-` before it for the other way round.
pub(super) fn sort(kind: Option<&'static Kind>, text: Option<&str>) -> Answer<Sort> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(Sort::default()) };
    let (descending, name) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let by = match (name, kind) {
        ("changed", _) => SortBy::Changed,
        ("key", Some(_)) => SortBy::Key,
        ("state", Some(kind)) => SortBy::State(kind.workflow.states.iter().map(|s| (*s).to_owned()).collect()),
        (name, Some(kind)) if kind.indexed_field(name).is_some() => SortBy::Field(name.to_owned()),
        (name, Some(kind)) => {
            let text = format!(
                "a list of {} is not sorted by `{name}`; sort it by key, state, changed, {}; `-` before the name turns it round",
                kind.name,
                names(kind)
            );
            return Err(AppError::input("sort.unknown", text));
        }
        (name, None) => {
            let text = format!("a list of every kind is sorted by `changed` only; name a kind to sort by `{name}`");
            return Err(AppError::input("sort.needs-kind", text));
        }
    };
    Ok(Sort { by, descending })
}

fn names(kind: &'static Kind) -> String {
    kind.indexed().iter().map(|field| field.path).collect::<Vec<_>>().join(", ")
}

/// A condition: `field:value`, `field:value,value`, `field:from..to`, `field:` for none, `field:*` for any.
pub(super) fn filter(kind: Option<&'static Kind>, text: &str) -> Answer<Filter> {
    let (name, wanted) = text.split_once(':').ok_or_else(|| {
        AppError::input("filter.malformed", format!("`{text}` is not field:value, such as owner:PER-1"))
    })?;
    if name == "state" {
        return Ok(Filter::State(parts(wanted).map(str::to_owned).collect()));
    }
    let Some(kind) = kind else {
        let text = format!("`{name}` is a field of a kind; name the kind to filter by it");
        return Err(AppError::input("filter.needs-kind", text));
    };
    if let Some(field) = kind.indexed_field(name) {
        return Ok(Filter::Field(name.to_owned(), self::wanted(field, wanted)?));
    }
    if kind.refers(name) {
        let key: Key = wanted.trim().parse().map_err(|_| wrong(name, wanted, "a key such as SYS-1"))?;
        return Ok(Filter::Links(name.to_owned(), key));
    }
    let text = format!(
        "a list of {} is not filtered by `{name}`; filter it by state, {}, or by a field that refers to records",
        kind.name,
        names(kind)
    );
    Err(AppError::input("filter.unknown", text))
}

fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

fn wrong(name: &str, value: &str, takes: &str) -> AppError {
    let text =
        format!("`{value}` is nothing that `{name}` is filtered by; it takes {takes}, nothing for none, or * for any");
    AppError::input("filter.value", text)
}

fn wanted(field: &IndexedField, text: &str) -> Answer<Wanted> {
    let text = text.trim();
    match text {
        "" => return Ok(Wanted::Empty),
        "*" => return Ok(Wanted::Present),
        _ => {}
    }
    let refused = || wrong(field.path, text, &takes(field));
    if field.has_ranges()
        && let Some((from, to)) = text.split_once("..")
    {
        let end = |text: &str, last: bool| match text.trim() {
            "" => Ok(None),
            text => bound(field, text, last).map(Some).ok_or_else(refused),
        };
        return Ok(Wanted::Between(end(from, false)?, end(to, true)?));
    }
    if field.takes == Takes::Moment && text.len() == DAY {
        let (from, to) = (bound(field, text, false), bound(field, text, true));
        return if from.is_some() { Ok(Wanted::Between(from, to)) } else { Err(refused()) };
    }
    // Words may hold commas.
    let all: Vec<&str> = if field.takes == Takes::Text { vec![text] } else { parts(text).collect() };
    let values: Option<Vec<String>> = all.into_iter().map(|value| field.encode(value)).collect();
    values.map(Wanted::OneOf).ok_or_else(refused)
}

/// Letters of a day, `2026-11-25`.
const DAY: usize = 10;

/// The end of a range. A day that ends a range of instants is in it with all its hours.
fn bound(field: &IndexedField, text: &str, last: bool) -> Option<String> {
    if field.takes == Takes::Moment && text.len() == DAY && last {
        let next = assay_domain::Day::from(text).start()?.plus_days(1);
        return field.encode(&next.plus_micros(-1).to_string());
    }
    field.encode(text)
}

/// What a field is filtered by, in words.
fn takes(field: &IndexedField) -> String {
    match field.takes {
        Takes::Text => "words".to_owned(),
        Takes::Number => "a number, or a range such as 2..4".to_owned(),
        Takes::Day => "a day, or a range such as 2026-01-01..2026-06-30".to_owned(),
        Takes::Moment => "a day, a time, or a range such as 2026-01-01..2026-06-30".to_owned(),
        Takes::Flag => "true or false".to_owned(),
        Takes::Record => "keys such as PER-1".to_owned(),
        Takes::Choice => field.choices.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, text: &str) -> Result<Filter, String> {
        filter(Kind::named(kind), text).map_err(|e| format!("{}: {}", e.code, e.text))
    }

    fn one_of(field: &str, values: &[&str]) -> Filter {
        Filter::Field(field.to_owned(), Wanted::OneOf(values.iter().map(|v| (*v).to_owned()).collect()))
    }

    #[test]
    fn conditions_read_as_they_are_written() {
        assert_eq!(of("risk", "treatment:modify, share"), Ok(one_of("treatment", &["001modify", "002share"])));
        assert_eq!(of("risk", "owner:PER-1"), Ok(one_of("owner", &["PER-000000000001"])));
        assert_eq!(of("tool-request", "tool:Ação, rápida"), Ok(one_of("tool", &["acao, rapida"])));
        assert_eq!(of("risk", "review_due:"), Ok(Filter::Field("review_due".to_owned(), Wanted::Empty)));
        assert_eq!(of("risk", "review_due:*"), Ok(Filter::Field("review_due".to_owned(), Wanted::Present)));
        let range =
            |from: Option<&str>, to: Option<&str>| Wanted::Between(from.map(str::to_owned), to.map(str::to_owned));
        let due = |text: &str| of("risk", &format!("review_due:{text}"));
        let field = |wanted| Ok(Filter::Field("review_due".to_owned(), wanted));
        assert_eq!(due("2027-01-01.."), field(range(Some("2027-01-01"), None)));
        assert_eq!(due("2027-01-01..2027-02-01"), field(range(Some("2027-01-01"), Some("2027-02-01"))));
        let day = range(Some("2026-11-02T00:00:00.000000Z"), Some("2026-11-02T23:59:59.999999Z"));
        assert_eq!(of("incident", "detected_at:2026-11-02"), Ok(Filter::Field("detected_at".to_owned(), day)));
        assert_eq!(of("risk", "state:draft,closed"), Ok(Filter::State(vec!["draft".to_owned(), "closed".to_owned()])));
        let link = Filter::Links("existing_controls".to_owned(), Key::new("CTL", 3));
        assert_eq!(of("risk", "existing_controls:CTL-3"), Ok(link));
    }

    #[test]
    fn what_does_not_read_is_refused_with_what_does() {
        for (text, said) in [
            ("owner", "field:value"),
            ("nothing:1", "filter it by state, title, owner, system"),
            ("treatment:ignore", "avoid, modify, share, retain"),
            ("likelihood:high", "a number"),
            ("review_due:soon", "a day"),
            ("review_due:2027-01-01..soon", "a day"),
            ("owner:Ana", "keys such as PER-1"),
            ("cause:x", "is not filtered by `cause`"),
        ] {
            let refused = of("risk", text).unwrap_err();
            assert!(refused.contains(said), "{text}: {refused}");
        }
        assert!(filter(None, "owner:PER-1").unwrap_err().text.contains("name the kind"));
    }

    #[test]
    fn orders_are_named_and_turned_round() {
        let by = |text: &str| sort(Kind::named("risk"), Some(text));
        assert_eq!(by("-likelihood").unwrap(), Sort { by: SortBy::Field("likelihood".to_owned()), descending: true });
        assert_eq!(by("").unwrap(), Sort::default());
        assert!(matches!(by("state").unwrap().by, SortBy::State(states) if states[0] == "draft"));
        assert!(by("cause").unwrap_err().text.contains("residual_impact"));
        assert!(sort(None, Some("title")).is_err() && sort(None, Some("-changed")).is_ok());
    }
}
