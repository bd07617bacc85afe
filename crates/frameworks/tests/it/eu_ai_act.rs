//! The EU AI Act: counted, and asked since when what applies.

use std::collections::BTreeMap;

use assay_frameworks::{
    ActClass, ActRole, Calendar, Certainty, Dated, DatesQuery, Day, Framework, Nature, ObligationDetail,
    RequirementKind as Kind, Route, get,
};

fn act() -> &'static Framework {
    get("eu-ai-act").unwrap()
}

fn obligation(id: &str) -> &'static ObligationDetail {
    act().find(id).unwrap().obligation().unwrap()
}

fn dates(query: DatesQuery<'static>) -> Vec<Dated<'static>> {
    act().dates(&query).collect()
}

/// Route, original and amended day of each date of a row.
fn days(id: &'static str) -> Vec<(Route, Option<&'static str>, &'static str)> {
    let own = dates(DatesQuery { under: Some(id), ..DatesQuery::default() });
    own.iter()
        .filter(|dated| dated.requirement.id == id)
        .map(|d| {
            (d.application.route, d.application.original.as_ref().map(Day::as_str), d.application.amended.as_str())
        })
        .collect()
}

#[test]
fn rows_by_kind() {
    let count = |kind| act().of_kind(kind).count();
    let kinds = [Kind::Article, Kind::Point, Kind::Subpoint, Kind::Annex, Kind::Transition];
    assert_eq!(kinds.map(count), [39, 94, 24, 8, 3]);
    assert_eq!(act().requirements.len(), 168);
    let under = |id: &str| act().children(id).count();
    assert_eq!(["art5", "art17", "art27", "annexI", "annexIII", "annexIV"].map(under), [10, 13, 6, 20, 8, 9]);
    let uses: usize = act().children("annexIII").map(|area| act().children_of(area).count()).sum();
    assert_eq!(uses, 24);
    let sections = |wanted: &str| {
        act().children("annexI").filter(|row| row.obligation().unwrap().section.as_deref() == Some(wanted)).count()
    };
    assert_eq!((sections("A"), sections("B")), (12, 8));
}

#[test]
fn rows_are_cited_as_lawyers_do() {
    let cited = |id: &str| act().find(id).unwrap().label();
    assert_eq!(
        ["art4a", "art17.1.a", "art6.1a-c", "art5.1.ba", "art111.2", "annexIII.4.a", "annexXI.s2.3", "annexV"]
            .map(cited),
        [
            "Art. 4a",
            "Art. 17(1)(a)",
            "Art. 6(1a) to (1c)",
            "Art. 5(1)(ba)",
            "Art. 111(2)",
            "Annex III, point 4(a)",
            "Annex XI, Section 2, point 3",
            "Annex V"
        ]
    );
    assert_eq!(act().find_cited("Art. 26").unwrap().id, "art26");
}

#[test]
fn of_the_law_only_duties_and_bans_are_judged() {
    let mut natures: BTreeMap<Nature, usize> = BTreeMap::new();
    for row in &act().requirements {
        *natures.entry(row.obligation().unwrap().nature).or_default() += 1;
    }
    let expected = [
        (Nature::Prohibition, 11),
        (Nature::Duty, 62),
        (Nature::Permission, 1),
        (Nature::Classification, 61),
        (Nature::Content, 27),
        (Nature::Means, 1),
        (Nature::Sanction, 2),
        (Nature::Transition, 3),
    ];
    assert_eq!(natures, BTreeMap::from(expected));
    assert_eq!(act().judged().count(), 73);
    let judged = |id: &str| act().find(id).unwrap().is_judged();
    assert!(["art9", "art17.1.a", "art5.1.a", "art6.4"].iter().all(|id| judged(id)));
    assert!(!["art6", "art6.3", "art99", "annexIII.4.a", "annexIV.1", "art111.2"].iter().any(|id| judged(id)));
}

#[test]
fn both_calendars_of_both_routes() {
    let (original, amended) = (Some("2026-08-02"), "2027-12-02");
    let product = (Route::AnnexI, Some("2027-08-02"), "2028-08-02");
    assert_eq!(days("art9"), [(Route::AnnexIii, original, amended), product]);
    assert_eq!(days("annexIV.2"), [(Route::AnnexIii, original, amended), product]);
    assert_eq!(days("annexIII.4.a"), [(Route::AnnexIii, original, amended)]);
    assert_eq!(days("annexI.11"), [product]);
    assert_eq!(days("art50.2"), [(Route::Any, original, "2026-08-02")]);
    assert_eq!(days("art53"), [(Route::Any, Some("2025-08-02"), "2025-08-02")]);
    assert_eq!(days("art5.1.ba"), [(Route::Any, None, "2026-12-02")]);
    assert_eq!(obligation("art50.2").legacy_until.as_ref().unwrap().as_str(), "2026-12-02");
    assert_eq!(obligation("art43").formal_application.as_ref().unwrap().as_str(), "2026-08-02");
}

/// Art. 6(3) derogates from 6(2) only, and Art. 27 and 49 speak of Annex III: no date of theirs on the product route.
#[test]
fn what_belongs_to_one_route_has_no_date_on_the_other() {
    for id in ["art6.2", "art6.3", "art6.4", "art27", "art27.1.f", "art49", "annexVIII"] {
        assert!(days(id).iter().all(|(route, ..)| *route == Route::AnnexIii), "{id}");
    }
    for id in ["art6.1", "art6.1a-c"] {
        assert!(days(id).iter().all(|(route, ..)| *route == Route::AnnexI), "{id}");
    }
}

#[test]
fn every_date_has_a_source_and_a_certainty_and_never_came_earlier() {
    let all = dates(DatesQuery::default());
    // 168 rows: 51 have dates on both routes in what was read, 13 of them belong to one route only, and 14 take the date of
    // the article they belong to.
    assert_eq!(all.len(), 168 + 51 - 13 + 14);
    let law = act().law.as_ref().unwrap();
    for dated in &all {
        let date = dated.application;
        assert!(date.sources.iter().all(|id| law.sources.iter().any(|source| source.id == *id)));
        assert!(date.original.as_ref().is_none_or(|day| *day <= date.amended), "{}", dated.requirement.id);
        let moved = date.original.as_ref() != Some(&date.amended);
        let first_hand = date.sources == ["oj-2024-1689"];
        assert!(!(moved && first_hand), "{}: nobody has read the amending act", dated.requirement.id);
        assert!(date.certainty <= dated.obligation.certainty, "{}", dated.requirement.id);
    }
    let medium = all.iter().filter(|d| d.application.certainty == Certainty::Medium).count();
    assert_eq!((medium, all.iter().filter(|d| d.application.certainty == Certainty::Low).count()), (31, 0));
}

#[test]
fn dates_by_route() {
    let on = |route| dates(DatesQuery { route: Some(route), ..DatesQuery::default() });
    let (any, uses, products) = (on(Route::Any), on(Route::AnnexIii), on(Route::AnnexI));
    assert_eq!((any.len(), uses.len(), products.len()), (48, 48 + 97, 48 + 75));
    assert!(any.iter().all(|dated| dated.application.route == Route::Any));
    // What holds whatever the route belongs to both answers.
    for dated in &any {
        assert!(uses.contains(dated) && products.contains(dated));
    }
    assert!(uses.iter().any(|d| d.requirement.id == "art27") && !products.iter().any(|d| d.requirement.id == "art27"));
    let days: std::collections::BTreeSet<&str> = products
        .iter()
        .filter(|d| d.application.route == Route::AnnexI)
        .map(|d| d.application.amended.as_str())
        .collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), ["2028-08-02"]);
}

#[test]
fn dates_by_role() {
    let of = |role| dates(DatesQuery { role: Some(role), ..DatesQuery::default() });
    let importer: Vec<&str> = of(ActRole::Importer).iter().map(|d| d.requirement.id.as_str()).collect();
    assert_eq!(importer, ["art23", "art23", "art25", "art25", "art99"]);
    assert!(
        of(ActRole::GpaiSystemicRiskProvider)
            .iter()
            .all(|d| ["art55", "art101"].iter().any(|id| d.requirement.id.starts_with(id)))
    );
    let deployer = dates(DatesQuery {
        role: Some(ActRole::Deployer),
        route: Some(Route::AnnexIii),
        under: Some("art27"),
        ..DatesQuery::default()
    });
    assert_eq!(deployer.len(), 7);
    assert!(deployer.iter().all(|d| d.application.amended.as_str() == "2027-12-02"));
}

#[test]
fn dates_by_article() {
    let under = |id| dates(DatesQuery { under: Some(id), ..DatesQuery::default() });
    assert_eq!(under("art50").len(), 6);
    assert_eq!(under("annexIII").len(), 33);
    assert_eq!(under("annexIII.4").len(), 3);
    assert_eq!(under("art1").len(), 0, "art17 does not hang below art1");
    assert_eq!(get("iso42001").unwrap().dates(&DatesQuery::default()).count(), 0);
}

/// A system is of several classes at once, and each brings its rows.
#[test]
fn classes_are_a_set() {
    let of = |classes: &'static [ActClass]| dates(DatesQuery { classes, ..DatesQuery::default() });
    let (high, open, both) =
        (of(&[ActClass::HighRisk]), of(&[ActClass::Transparency]), of(&[ActClass::HighRisk, ActClass::Transparency]));
    let always = dates(DatesQuery::default()).iter().filter(|d| d.obligation.classes.is_empty()).count();
    assert_eq!(always, 3);
    assert_eq!(both.len(), high.len() + open.len() - always);
    assert!(open.iter().any(|d| d.requirement.id == "art50.1") && !high.iter().any(|d| d.requirement.id == "art50.1"));
    assert_eq!(of(&ActClass::ALL).len(), 220);
    let gpai = |id| obligation(id).classes == [ActClass::Gpai, ActClass::GpaiSystemic];
    assert!(gpai("art53") && obligation("art55").classes == [ActClass::GpaiSystemic]);
    let names = serde_json::to_string(&ActClass::ALL).unwrap();
    assert_eq!(names, r#"["prohibited","high-risk","transparency","gpai","gpai-systemic"]"#);
}

#[test]
fn assessments_before_the_amendment_keep_their_calendar() {
    let law = act().law.as_ref().unwrap();
    let on = |day: &str| law.calendar_on(&day.parse().unwrap());
    assert_eq!(
        [on("2026-07-26"), on("2026-07-27"), on("2026-11-23")],
        [Calendar::Original, Calendar::Amended, Calendar::Amended]
    );
    let application = &obligation("art9").applies[0];
    assert_eq!(application.on(on("2026-07-01")).unwrap().as_str(), "2026-08-02");
    assert_eq!(application.on(on("2026-08-01")).unwrap().as_str(), "2027-12-02");
    assert_eq!(obligation("art4a").applies[0].on(Calendar::Original), None);
}

#[test]
fn what_is_said_of_the_law_as_a_whole() {
    let law = act().law.as_ref().unwrap();
    assert_eq!((law.fines.len(), law.events.len(), law.standards.len()), (4, 22, 10));
    assert!(law.events.windows(2).all(|pair| pair[0].day <= pair[1].day));
    assert_eq!((law.celex.as_str(), law.amended_by.as_str()), ("32024R1689", "32026R1744"));
    assert!(law.standards.iter().any(|s| s.id.contains("42001") && s.covers.starts_with("nothing")));
    let fined = act().requirements.iter().filter(|row| row.obligation().unwrap().fine.is_some()).count();
    assert_eq!(fined, 68);
}

#[test]
fn days_are_days() {
    assert!("2026-02-30".parse::<Day>().is_err() && "2026-08-02T00:00:00Z".parse::<Day>().is_err());
    assert!("2026-8-2".parse::<Day>().is_err() && "".parse::<Day>().is_err());
    let (early, late): (Day, Day) = ("2026-08-02".parse().unwrap(), "2027-12-02".parse().unwrap());
    assert!(early < late && late.to_string() == "2027-12-02");
}
