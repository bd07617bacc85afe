//! Crosswalks: counted, resolved, and the same read from either side.

use std::collections::{BTreeMap, BTreeSet};

use assay_frameworks::{
    Certainty, Crosswalk, Framework, Offer, Relation, RequirementKind as Kind, RequirementRef, crosswalk, crosswalks,
    get, get_edition, offers,
};
use proptest::prelude::*;

fn reference(text: &str) -> RequirementRef {
    text.parse().unwrap()
}

fn ends(crosswalk: &Crosswalk) -> [&'static Framework; 2] {
    [&crosswalk.from, &crosswalk.to].map(|end| get_edition(&end.framework, &end.edition).unwrap())
}

#[test]
fn pairs_of_each() {
    let counts: Vec<(&str, usize)> = crosswalks().map(|c| (c.slug.as_str(), c.pairs.len())).collect();
    let expected = [
        ("iso42001--eu-ai-act", 202),
        ("iso42001--iso27001", 162),
        ("iso42001--iso27701", 134),
        ("iso42001--nist-ai-rmf", 325),
    ];
    assert_eq!(counts, expected);
    assert_eq!(counts.iter().map(|(_, pairs)| pairs).sum::<usize>(), 823);
    let mut relations: BTreeMap<Relation, usize> = BTreeMap::new();
    crosswalks().flat_map(|c| &c.pairs).for_each(|pair| *relations.entry(pair.relation).or_default() += 1);
    let expected = [(Relation::Equal, 11), (Relation::Subset, 9), (Relation::Superset, 2), (Relation::Intersects, 801)];
    assert_eq!(relations, BTreeMap::from(expected));
    let mut sources: BTreeMap<&str, usize> = BTreeMap::new();
    crosswalks().flat_map(|c| &c.pairs).for_each(|pair| *sources.entry(&pair.source).or_default() += 1);
    assert_eq!(sources, BTreeMap::from([("assay", 483), ("harmonised-structure", 60), ("microsoft", 280)]));
}

/// What rests on one source or one judgement is never more than unsure.
#[test]
fn each_source_says_how_sure_its_pairs_are() {
    let sources = crosswalks().flat_map(|c| &c.sources);
    let sure: BTreeSet<(&str, Option<Certainty>)> = sources.map(|s| (s.id.as_str(), s.certainty)).collect();
    let expected = [
        ("assay", Some(Certainty::Low)),
        ("harmonised-structure", Some(Certainty::Medium)),
        ("microsoft", Some(Certainty::Low)),
    ];
    assert_eq!(sure, BTreeSet::from(expected));
}

/// Every id is a requirement of a shipped edition: there are no known exceptions.
#[test]
fn every_id_resolves() {
    for crosswalk in crosswalks() {
        let [from, to] = ends(crosswalk);
        let missing: Vec<&str> = crosswalk
            .pairs
            .iter()
            .flat_map(|pair| [(from, pair.from.as_str()), (to, pair.to.as_str())])
            .filter(|(framework, id)| framework.find(id).is_none())
            .map(|(_, id)| id)
            .collect();
        assert_eq!(missing, Vec::<&str>::new(), "{}", crosswalk.slug);
    }
}

/// Whatever is judged under ISO/IEC 42001 is read against each of the four, and all of the AI RMF is read.
#[test]
fn what_is_covered() {
    let judged: BTreeSet<&str> = get("iso42001").unwrap().judged().map(|row| row.id.as_str()).collect();
    for crosswalk in crosswalks() {
        let from: BTreeSet<&str> = crosswalk.pairs.iter().map(|pair| pair.from.as_str()).collect();
        assert_eq!(from, judged, "{}", crosswalk.slug);
    }
    let reached = |slug: &str, kind| {
        let crosswalk = crosswalk(&format!("iso42001--{slug}")).unwrap();
        let ids: BTreeSet<&str> = crosswalk.pairs.iter().map(|pair| pair.to.as_str()).collect();
        get(slug).unwrap().of_kind(kind).filter(|row| ids.contains(row.id.as_str())).count()
    };
    assert_eq!(reached("nist-ai-rmf", Kind::Subcategory), 72);
    assert_eq!(reached("iso27001", Kind::Control), 48);
    assert_eq!(reached("iso27701", Kind::Subclause), 25);
}

/// A pair never speaks of what it would fulfil.
#[test]
fn rationales_are_sentences() {
    for pair in crosswalks().flat_map(|c| &c.pairs) {
        assert!(pair.rationale.starts_with(char::is_uppercase) && pair.rationale.ends_with('.'), "{pair:?}");
        for word in ["gPAI", " aI ", "pII", " eU ", " cE ", "pIMS", "is fulfilled", "fulfils", "satisf"] {
            assert!(!pair.rationale.contains(word), "{pair:?}");
        }
    }
}

#[test]
fn subset_and_superset_are_inverted_on_the_way_back() {
    let forward: Vec<Offer<'_>> = offers(&reference("iso42001:7.2")).filter(|o| o.id == "GOVERN-2.2").collect();
    let [there] = forward[..] else { panic!("{forward:?}") };
    assert_eq!((there.relation, there.strength, there.inverted), (Relation::Superset, 8, false));
    let backward: Vec<Offer<'_>> = offers(&reference("nist-ai-rmf:GOVERN-2.2")).filter(|o| o.id == "7.2").collect();
    let [back] = backward[..] else { panic!("{backward:?}") };
    assert_eq!((back.relation, back.strength, back.inverted), (Relation::Subset, 8, true));
    assert_eq!((back.asked, back.end, back.source), (there.end, there.asked, there.source));
    assert_eq!((back.end.framework.as_str(), back.end.edition.as_str()), ("iso42001", "ISO/IEC 42001:2023"));
}

#[test]
fn every_relation_inverted_twice_is_itself() {
    for relation in Relation::ALL {
        assert_eq!(relation.inverted().inverted(), relation);
        let symmetric = matches!(relation, Relation::Equal | Relation::Intersects);
        assert_eq!(relation.inverted() == relation, symmetric);
        assert_eq!(serde_json::to_value(relation).unwrap(), relation.name());
    }
}

#[test]
fn one_requirement_is_offered_by_every_crosswalk_that_has_it() {
    let all: Vec<Offer<'_>> = offers(&reference("iso42001:A.6.2.4")).collect();
    let mut by_framework: BTreeMap<&str, usize> = BTreeMap::new();
    all.iter().for_each(|offer| *by_framework.entry(&offer.end.framework).or_default() += 1);
    assert_eq!(by_framework.keys().copied().collect::<Vec<_>>(), ["eu-ai-act", "iso27001", "iso27701", "nist-ai-rmf"]);
    assert!(all.iter().all(|offer| offer.asked_id == "A.6.2.4" && !offer.inverted && !offer.source.title.is_empty()));
    assert_eq!(offers(&reference("iso42001:A.99")).count(), 0);
    assert_eq!(offers(&reference("own:X.1")).count(), 0);
    assert_eq!(crosswalk("iso42001--iso27001").unwrap().offers("eu-ai-act", "art9").count(), 0);
    // Clause 5.1 is of three frameworks: whose is asked decides the direction.
    let iso27001 = crosswalk("iso42001--iso27001").unwrap();
    assert!(iso27001.offers("iso27001", "5.1").all(|o| o.inverted && o.asked.framework == "iso27001"));
    assert!(iso27001.offers("iso42001", "5.1").all(|o| !o.inverted) && iso27001.offers("iso42001", "5.1").count() > 0);
}

/// Offers leave the crate as JSON with everything a reader needs to judge them, and no word of a state.
#[test]
fn an_offer_carries_its_reasons() {
    let offer = offers(&reference("eu-ai-act:art9")).next().unwrap();
    let json = serde_json::to_value(offer).unwrap();
    let fields: BTreeSet<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = ["asked", "asked_id", "end", "id", "inverted", "rationale", "relation", "source", "strength"];
    assert_eq!(fields, BTreeSet::from(expected));
}

fn relation() -> impl Strategy<Value = Relation> {
    proptest::sample::select(Relation::ALL.to_vec())
}

fn write(pairs: &BTreeMap<(u8, u8), (Relation, u8)>) -> String {
    let mut text =
        "schema = 1\nname = \"Made up\"\ncopyright = \"Ours.\"\n[from]\nframework = \"left\"\nedition = \"1\"\n\
                    [to]\nframework = \"right\"\nedition = \"2\"\n[[source]]\nid = \"us\"\ntitle = \"Us\"\n"
            .to_owned();
    for ((from, to), (relation, strength)) in pairs {
        let relation = relation.name();
        text += &format!(
            "[[pair]]\nfrom = \"L.{from}\"\nto = \"R.{to}\"\nrelation = \"{relation}\"\nstrength = {strength}\n\
             rationale = \"So.\"\nsource = \"us\"\n"
        );
    }
    text
}

proptest! {
    /// Whatever is offered one way is offered the other way: same strength, same reason, relation inverted; and nothing
    /// else is.
    #[test]
    fn both_directions_agree(
        pairs in proptest::collection::btree_map((0..6u8, 0..6u8), (relation(), 1..=10u8), 1..30)
    ) {
        let made = Crosswalk::parse("left--right", write(&pairs)).unwrap();
        let mut backward = BTreeMap::new();
        for to in 0..7 {
            for offer in made.offers("right", &format!("R.{to}")) {
                prop_assert_eq!((offer.asked.framework.as_str(), offer.end.framework.as_str()), ("right", "left"));
                backward.insert((offer.id.to_owned(), offer.asked_id.to_owned()), offer);
            }
        }
        let mut forward = 0;
        for from in 0..7 {
            for offer in made.offers("left", &format!("L.{from}")) {
                forward += 1;
                let back = backward[&(offer.asked_id.to_owned(), offer.id.to_owned())];
                prop_assert_eq!(back.relation, offer.relation.inverted());
                prop_assert_eq!((back.strength, back.rationale, back.source), (offer.strength, offer.rationale, offer.source));
                prop_assert_eq!((back.asked, back.end), (offer.end, offer.asked));
                let stated = pairs.iter().find(|((f, t), _)| offer.asked_id == format!("L.{f}") && offer.id == format!("R.{t}"));
                prop_assert_eq!(stated.map(|(_, stated)| *stated), Some((offer.relation, offer.strength)));
            }
        }
        prop_assert_eq!((forward, backward.len()), (pairs.len(), pairs.len()));
        prop_assert_eq!(&Crosswalk::parse("left--right", made.to_toml()).unwrap().pairs, &made.pairs);
    }

    /// The shipped ones keep the same law.
    #[test]
    fn every_shipped_pair_is_found_from_either_side(which in 0..4usize, at in any::<proptest::sample::Index>()) {
        let crosswalk = crosswalks().nth(which).unwrap();
        let pair = at.get(&crosswalk.pairs);
        let there: Vec<_> = offers(&RequirementRef::new(&crosswalk.from.framework, &pair.from).unwrap())
            .filter(|o| o.end == &crosswalk.to && o.id == pair.to).collect();
        let back: Vec<_> = offers(&RequirementRef::new(&crosswalk.to.framework, &pair.to).unwrap())
            .filter(|o| o.end == &crosswalk.from && o.id == pair.from).collect();
        prop_assert_eq!((there.len(), back.len()), (1, 1));
        prop_assert_eq!((there[0].relation, back[0].relation), (pair.relation, pair.relation.inverted()));
    }
}

/// A crosswalk between two editions of one framework has both its ends under one slug.
#[test]
fn editions_of_one_framework_can_be_read_against_each_other() {
    let text = write(&BTreeMap::from([((1, 2), (Relation::Subset, 5))])).replace("\"right\"", "\"left\"");
    let made = Crosswalk::parse("left--left", text).unwrap();
    let there: Vec<Offer<'_>> = made.offers("left", "L.1").collect();
    let back: Vec<Offer<'_>> = made.offers("left", "R.2").collect();
    assert_eq!((there[0].relation, there[0].end.edition.as_str()), (Relation::Subset, "2"));
    assert_eq!((back[0].relation, back[0].end.edition.as_str()), (Relation::Superset, "1"));
}

#[test]
fn what_is_wrong_is_said() {
    let right = write(&BTreeMap::from([((1, 1), (Relation::Equal, 9)), ((1, 2), (Relation::Equal, 9))]));
    assert!(Crosswalk::parse("left--right", right.clone()).is_ok());
    let said = |from: &str, to: &str| {
        assert!(right.contains(from), "{from}");
        Crosswalk::parse("left--right", right.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert_eq!(
        said("\"R.2\"", "\"R.1\""),
        "left--right.toml, pair 2 (L.1 to R.1): pair 1 has the same ids; remove one"
    );
    assert!(said("strength = 9", "strength = 11").ends_with("strength 11 is not on the scale; use 1 to 10"));
    assert!(said("strength = 9", "strength = 0").ends_with("strength 0 is not on the scale; use 1 to 10"));
    assert!(said("\"R.2\"", "\"R 2\"").contains("`R 2` is no requirement id"));
    assert!(said("\"So.\"", "\" \"").ends_with("`rationale` is empty; say why"));
    assert!(said("source = \"us\"", "source = \"them\"").contains("`them` is none of the file's [[source]]"));
    assert!(said("\"equal\"", "\"same\"").starts_with("left--right.toml, line 16: unknown variant `same`"));
    assert!(said("schema = 1", "schema = 9").contains("schema 9 is not known here"));
    assert!(said("\"right\"", "\"Right\"").contains("`Right` and its edition cannot be an end"));
    assert!(said("\"right\"", "\"wrong\"").ends_with("call it left--wrong.toml"));
    let head = right.split("[[pair]]").next().unwrap().replace("[from]", "pair = []\n[from]");
    let none = Crosswalk::parse("left--right", head).unwrap_err().to_string();
    assert!(none.ends_with("0 pairs; a crosswalk has 1 to 20000"), "{none}");
    let same = right.replace("\"right\"", "\"left\"").replace("edition = \"2\"", "edition = \"1\"");
    assert!(Crosswalk::parse("left--left", same).unwrap_err().to_string().contains("cannot be an end"));
}
