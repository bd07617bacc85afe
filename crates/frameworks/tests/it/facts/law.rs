//! The EU AI Act against the facts.

use std::collections::BTreeSet;

use assay_frameworks::{Application, Day, Framework, ObligationDetail, Requirement, Route, clocks, get};
use toml::Table;

use super::{rows, table, text, texts};

fn act() -> &'static Framework {
    get("eu-ai-act").unwrap()
}

fn on(obligation: &ObligationDetail, route: Route) -> Option<&Application> {
    obligation.applies.iter().find(|application| application.route == route)
}

/// On the product route only: Art. 6(1) is that route. The facts give both routes to every paragraph of Art. 6.
const PRODUCT_ONLY: [&str; 2] = ["art6.1", "art6.1a-c"];
/// On the use route only: Art. 6(3) derogates from 6(2) alone, Art. 27(1) speaks of systems under 6(2), Art. 49 of
/// Annex III. The facts give them a date on the product route too.
const USE_ONLY: [&str; 5] = ["art6.2", "art6.3", "art6.4", "art27", "art49"];
/// Which article a row without a date of its own on the product route belongs to.
const FOLLOWS: [(&str, &str); 3] = [("annexIV", "art11"), ("annexV", "art47"), ("art73.", "art73")];
/// Rows that the amendment added have no original date; the facts repeat the amended one.
const ADDED: [&str; 5] = ["art4a", "art5.1.ba", "art5.1.bb", "art6.1a-c", "art111.4"];

fn is_use_only(id: &str) -> bool {
    USE_ONLY.contains(&id) || id.starts_with("art27.")
}

fn check(row: &Requirement, fact: &Table) {
    let (id, obligation) = (row.id.as_str(), row.obligation().unwrap());
    // "art. 9" in a title of the facts is a slip of a lower-casing.
    assert_eq!(row.titles.en, text(fact, "title").replace("(art. ", "(Art. "), "{id}");
    assert_eq!(row.own_words, text(fact, "own_words"), "{id}");
    assert_eq!(act().parent_of(row).map(|parent| parent.id.as_str()).unwrap_or_default(), text(fact, "parent"), "{id}");
    let roles = serde_json::to_value(&obligation.roles).unwrap();
    assert_eq!(roles, serde_json::json!(texts(fact, "roles")), "{id}");
    assert_eq!(obligation.typical_evidence, texts(fact, "typical_evidence"), "{id}");
    assert_eq!(serde_json::to_value(obligation.certainty).unwrap(), text(fact, "certainty"), "{id}");
    let fine = obligation.fine.as_ref().or(obligation.fine_note.as_ref());
    assert_eq!(fine.map_or("", String::as_str), text(fact, "fine_band"), "{id}");
    assert_eq!(obligation.section.as_deref().unwrap_or_default(), text(fact, "section"), "{id}");
    let day = |day: &Option<Day>| day.as_ref().map_or_else(String::new, Day::to_string);
    assert_eq!(day(&obligation.formal_application), text(fact, "formal_application"), "{id}");
    assert_eq!(day(&obligation.legacy_until), text(fact, "legacy_deadline"), "{id}");
    let note = obligation.note.as_deref().unwrap_or_default().to_lowercase();
    let mut stated = text(fact, "note").to_lowercase();
    if is_use_only(id) {
        stated = stated.replace(" / 2028-08-02", "");
    }
    assert!(note.starts_with(&stated), "{id}: {note}");
}

fn check_dates(row: &Requirement, fact: &Table) {
    let (id, obligation) = (row.id.as_str(), row.obligation().unwrap());
    let product = on(obligation, Route::AnnexI);
    let day = |application: &Application| application.amended.to_string();
    let original = |application: &Application| application.original.as_ref().map_or_else(String::new, Day::to_string);
    let stated = |field: &str| if ADDED.contains(&id) { String::new() } else { text(fact, field).to_owned() };
    // The general date of the facts is that of the use route where the routes differ, and that of the product route
    // for the products of Annex I.
    if !PRODUCT_ONLY.contains(&id) {
        let general = if id.starts_with("annexI.") || id == "annexI" { Route::AnnexI } else { Route::AnnexIii };
        let general = on(obligation, general).or_else(|| on(obligation, Route::Any)).unwrap();
        assert_eq!(day(general), text(fact, "applies_from"), "{id}");
        assert_eq!(original(general), stated("applies_from_original"), "{id}");
    }
    if fact.contains_key("applies_from_annex_i") {
        assert_eq!(product.is_none(), is_use_only(id), "{id}");
        assert_eq!(on(obligation, Route::AnnexIii).is_none(), PRODUCT_ONLY.contains(&id), "{id}");
        if let Some(product) = product {
            assert_eq!(day(product), text(fact, "applies_from_annex_i"), "{id}");
            assert_eq!(original(product), stated("applies_from_annex_i_original"), "{id}");
        }
    } else if let (Some(product), false) = (product, id.starts_with("annexI.") || id == "annexI") {
        let (_, article) = FOLLOWS.iter().find(|(prefix, _)| id.starts_with(prefix)).unwrap();
        let of_article = on(act().find(article).unwrap().obligation().unwrap(), Route::AnnexI).unwrap();
        assert_eq!((&product.amended, &product.original), (&of_article.amended, &of_article.original), "{id}");
        assert_eq!(product.sources, ["analysis"], "{id}");
    }
}

#[test]
fn the_act_is_that_of_the_facts() {
    let Some(facts) = table("eu_ai_act.toml") else { return };
    let stated = rows(&facts, "item");
    let ids: BTreeSet<&str> = stated.iter().map(|fact| text(fact, "id")).collect();
    assert_eq!(act().requirements.iter().map(|row| row.id.as_str()).collect::<BTreeSet<_>>(), ids);
    for fact in &stated {
        let row = act().find(text(fact, "id")).unwrap();
        check(row, fact);
        check_dates(row, fact);
    }
}

#[test]
fn deadlines_are_those_of_the_facts() {
    let Some(facts) = table("eu_ai_act.toml") else { return };
    let counted = |id: &str| {
        let reference = format!("eu-ai-act:{id}");
        let clock = clocks().clocks.iter().find(|c| c.requirement.as_ref().is_some_and(|r| r.to_string() == reference));
        let within = clock.unwrap().within.unwrap();
        // Art. 52 counts weeks, the facts its days.
        i64::from(within.count) * if id == "art52" { 7 } else { 1 }
    };
    let stated: Vec<Table> =
        rows(&facts, "item").into_iter().filter(|fact| fact.contains_key("deadline_days")).collect();
    assert_eq!(stated.len(), 4);
    for fact in stated {
        assert_eq!(counted(text(&fact, "id")), fact["deadline_days"].as_integer().unwrap(), "{}", text(&fact, "id"));
    }
}

#[test]
fn fines_and_events_are_those_of_the_facts() {
    let Some(facts) = table("eu_ai_act.toml") else { return };
    let law = act().law.as_ref().unwrap();
    let fines: Vec<_> = law.fines.iter().map(|f| (f.id.clone(), f.basis.clone(), f.max_eur as i64)).collect();
    let stated = rows(&facts, "fine");
    let euros = |fact: &Table| fact["max_eur"].as_integer().unwrap();
    assert_eq!(
        fines,
        stated.iter().map(|f| (text(f, "id").to_owned(), text(f, "basis").to_owned(), euros(f))).collect::<Vec<_>>()
    );
    let events: Vec<_> = law.events.iter().map(|event| (event.day.as_str(), event.title.as_str())).collect();
    let stated = rows(&facts, "timeline");
    assert_eq!(events, stated.iter().map(|e| (text(e, "date"), text(e, "event"))).collect::<Vec<_>>());
    let standards: Vec<_> = law.standards.iter().map(|s| (s.id.as_str(), s.status.as_str())).collect();
    let stated = rows(&facts, "standard");
    assert_eq!(standards, stated.iter().map(|s| (text(s, "id"), text(s, "status"))).collect::<Vec<_>>());
}
