use proptest::prelude::*;
use serde_json::json;

use super::super::matching::{fulfils, read};
use super::super::schema::Resource;
use super::*;

fn ana() -> serde_json::Map<String, Value> {
    let user = json!({"id": "MBR-2", "userName": "Ana@House.example", "displayName": "Ana \"the\" Ribeiro",
        "externalId": "Ax7", "active": true, "title": "AIMS manager",
        "emails": [{"value": "ana@house.example", "type": "work", "primary": true}],
        "meta": {"lastModified": "2026-11-25T09:00:00Z"}});
    user.as_object().unwrap().clone()
}

fn holds(filter: &str) -> bool {
    fulfils(Resource::User.attributes(), &ana(), &read(Resource::User, filter).unwrap())
}

#[test]
fn a_filter_says_whom_it_means() {
    for filter in [
        r#"userName eq "ana@house.example""#,
        r#"USERNAME Eq "ANA@house.example""#,
        r#"urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ana""#,
        r#"displayName co "\"the\"""#,
        r#"displayName ew "ribeiro" and title pr"#,
        r#"emails co "house""#,
        r#"emails.value eq "ana@house.example""#,
        r#"emails[type eq "work" and value sw "ana"]"#,
        r#"emails[primary eq true]"#,
        "active eq true",
        "active ne false",
        r#"not (externalId eq "ax7")"#,
        r#"externalId eq "Ax7""#,
        r#"meta.lastModified gt "2026-11-25T08:59:59Z""#,
        r#"meta.lastModified le "2026-11-25T10:00:00+01:00""#,
        r#"title eq "x" or title eq "y" or active eq true"#,
        r#"title eq "x" and title eq "y" or active eq true"#,
        r#"(title eq "x" or active eq true) and userName pr"#,
        "not(groups pr)",
        "groups eq null",
        r#"title gt "AIMS""#,
        r#"title ne "x""#,
    ] {
        assert!(holds(filter), "{filter}");
    }
    for filter in [
        r#"userName eq "ana""#,
        r#"externalId eq "ax7""#,
        r#"emails[type eq "home"]"#,
        r#"emails[type eq "work" and value sw "x"]"#,
        "active eq false",
        r#"active eq "true""#,
        r#"meta.lastModified lt "2026-11-25T10:00:00+01:00""#,
        r#"title eq "x" and (title eq "y" or active eq true)"#,
        r#"title lt "AIMS""#,
        "groups pr",
        "title eq null",
    ] {
        assert!(!holds(filter), "{filter}");
    }
}

#[test]
fn what_is_no_filter_is_refused_and_says_where() {
    for (filter, says) in [
        ("", "character 1"),
        ("userName", "lacks one of eq"),
        ("userName eq", "lacks a value"),
        (r#"userName eq "x"#, "lacks a value"),
        (r#"userName eq "x" and"#, "lacks a name"),
        (r#"userName eq "x" title pr"#, "goes on"),
        (r#"userName is "x""#, "lacks one of eq"),
        (r#"userName eq 'x'"#, "lacks a value"),
        ("(userName pr", "lacks a `)`"),
        ("userName pr)", "goes on"),
        (r#"emails[type eq "work""#, "lacks a `]`"),
        ("nobody pr", "no attribute `nobody`"),
        ("emails.nobody pr", "no attribute `emails`"),
        (r#"active gt true"#, "true or false"),
        (r#"title[value eq "x"]"#, "no parts"),
        (r#"urn:other:userName eq "x""#, "no attribute"),
        ("1name pr", "names no attribute"),
        ("a.b.c pr", "names no attribute"),
        ("userName eq 1e999", "lacks a value"),
    ] {
        let refused = read(Resource::User, filter).unwrap_err();
        assert_eq!(refused.code, "scim.invalid-filter");
        assert!(refused.text.contains(says), "{filter}: {}", refused.text);
    }
}

#[test]
fn a_filter_is_bounded() {
    let deep = |n: usize| format!("{}active eq true{}", "(".repeat(n), ")".repeat(n));
    assert!(holds(&deep(MOST_DEPTH - 1)));
    assert!(Filter::parse(&deep(MOST_DEPTH)).unwrap_err().contains("deeply"));
    assert!(Filter::parse(&"(".repeat(MOST_BYTES)).unwrap_err().contains("deeply"));
    assert!(Filter::parse(&"not (".repeat(800)).unwrap_err().contains("deeply"));
    let many = |n: usize| vec!["active eq true"; n].join(" and ");
    assert!(holds(&many(MOST_TERMS)));
    assert!(Filter::parse(&many(MOST_TERMS + 1)).unwrap_err().contains("too many"));
    let long = format!("title eq \"{}\"", "x".repeat(MOST_BYTES));
    assert!(Filter::parse(&long).unwrap_err().contains("at most"));
}

#[test]
fn a_path_names_a_place() {
    let target = Target::parse(r#"emails[type eq "work"].value"#).unwrap();
    assert_eq!((target.attribute.name.as_str(), target.attribute.sub.as_deref()), ("emails", Some("value")));
    assert!(target.which.is_some());
    let target = Target::parse("urn:ietf:params:scim:schemas:core:2.0:User:emails.value").unwrap();
    let schema = target.attribute.schema.as_deref();
    assert_eq!(schema, Some("urn:ietf:params:scim:schemas:core:2.0:User"));
    assert_eq!((target.attribute.name.as_str(), target.attribute.sub.as_deref()), ("emails", Some("value")));
    for wrong in
        ["", "emails[", "emails[]", "emails[value eq \"x\"].", "emails[value eq \"x\"]value", "a b", "a.b[c pr].d"]
    {
        assert!(Target::parse(wrong).is_err(), "{wrong}");
    }
}

/// A filter as it is written.
fn written(filter: &Filter) -> String {
    let path = |p: &AttributePath| match &p.sub {
        Some(sub) => format!("{}.{sub}", p.name),
        None => p.name.clone(),
    };
    let joined = |all: &[Filter], word: &str| {
        let all: Vec<String> = all.iter().map(|f| format!("({})", written(f))).collect();
        all.join(word)
    };
    match filter {
        Filter::All(all) => joined(all, " and "),
        Filter::Any(all) => joined(all, " OR "),
        Filter::Not(inner) => format!("not ({})", written(inner)),
        Filter::Present(p) => format!("{} pr", path(p)),
        Filter::Compare(p, c, value) => {
            let word = match c {
                Comparison::Equal => "eq",
                Comparison::NotEqual => "ne",
                Comparison::Contains => "co",
                Comparison::Starts => "sw",
                Comparison::Ends => "ew",
                Comparison::Greater => "gt",
                Comparison::GreaterOrEqual => "ge",
                Comparison::Less => "lt",
                Comparison::LessOrEqual => "le",
            };
            format!("{} {word} {value}", path(p))
        }
        Filter::Within(p, inner) => format!("{}[{}]", path(p), written(inner)),
    }
}

fn a_path() -> impl Strategy<Value = AttributePath> {
    let name = "[a-zA-Z][a-zA-Z0-9_-]{0,8}";
    (name, proptest::option::of("[a-zA-Z$][a-zA-Z][a-zA-Z0-9]{0,5}")).prop_map(|(name, sub)| AttributePath {
        schema: None,
        name,
        sub,
    })
}

fn a_filter() -> impl Strategy<Value = Filter> {
    let value = prop_oneof![
        any::<String>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    let comparison = proptest::sample::select(vec![
        Comparison::Equal,
        Comparison::NotEqual,
        Comparison::Contains,
        Comparison::Starts,
        Comparison::Ends,
        Comparison::Greater,
        Comparison::GreaterOrEqual,
        Comparison::Less,
        Comparison::LessOrEqual,
    ]);
    let leaf = prop_oneof![
        a_path().prop_map(Filter::Present),
        (a_path(), comparison, value).prop_map(|(p, c, v)| Filter::Compare(p, c, v)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Filter::All),
            proptest::collection::vec(inner.clone(), 2..4).prop_map(Filter::Any),
            inner.clone().prop_map(|f| Filter::Not(Box::new(f))),
            (a_path(), inner).prop_map(|(p, f)| Filter::Within(p, Box::new(f))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(filter in a_filter()) {
        let text = written(&filter);
        prop_assume!(text.len() <= MOST_BYTES);
        prop_assert_eq!(Filter::parse(&text), Ok(filter), "{}", text);
    }

    #[test]
    fn no_text_is_too_much(text in any::<String>()) {
        let _ = Filter::parse(&text);
        let _ = Target::parse(&text);
        let _ = AttributePath::parse(&text);
    }

    #[test]
    fn nor_is_one_that_nearly_fits(text in "(userName|emails|not|and|or|eq|pr|co|\\(|\\)|\\[|\\]|\\.|\"|\\\\|x|é| |:|true|1){0,40}") {
        let _ = read(Resource::User, &text);
        let _ = Target::parse(&text);
    }
}
