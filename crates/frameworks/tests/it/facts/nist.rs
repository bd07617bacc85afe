//! NIST AI RMF and Annex C against the facts.

use std::collections::BTreeSet;

use assay_frameworks::{RequirementKind as Kind, annex_c, get};

use super::{rows, table, text, texts};

#[test]
fn the_ai_rmf_is_that_of_the_facts() {
    let Some(facts) = table("nist_ai_rmf.toml") else { return };
    let nist = get("nist-ai-rmf").unwrap();
    let kinds = [("function", Kind::Function), ("category", Kind::Category), ("subcategory", Kind::Subcategory)];
    for (list, kind) in kinds.into_iter().chain([("genai_risk", Kind::Risk), ("genai_action", Kind::Action)]) {
        let stated = rows(&facts, list);
        let ids: BTreeSet<String> = stated.iter().map(|row| text(row, "id").replace(' ', "-")).collect();
        let shipped: BTreeSet<String> = nist.of_kind(kind).map(|row| row.id.clone()).collect();
        assert_eq!((shipped.len(), &shipped), (stated.len(), &ids));
        for fact in &stated {
            let row = nist.find_kind(kind, &text(fact, "id").replace(' ', "-")).unwrap();
            let parent = nist.parent_of(row).map(|parent| parent.label()).unwrap_or_default();
            assert_eq!((row.own_words.as_str(), parent), (text(fact, "own_words"), text(fact, "parent")));
            assert_eq!(
                row.practice().map_or_else(Vec::new, |p| p.typical_evidence.clone()),
                texts(fact, "typical_evidence")
            );
            assert_eq!(row.action().map_or_else(Vec::new, |a| a.risks.clone()), texts(fact, "risks"));
            assert_eq!(row.action().and_then(|a| a.note.as_deref()).unwrap_or_default(), text(fact, "note"));
            let printed = text(fact, "id_as_printed");
            assert_eq!(row.label(), if printed.is_empty() { text(fact, "id") } else { printed });
            if fact.contains_key("title") {
                assert_eq!(row.titles.en, text(fact, "title"));
            }
        }
    }
}

#[test]
fn annex_c_is_that_of_the_facts() {
    let Some(facts) = table("iso42001_annex_a.toml") else { return };
    let lists = [("annex_c_objective", &annex_c().objectives), ("annex_c_risk_source", &annex_c().risk_sources)];
    for (list, shipped) in lists {
        let shipped: Vec<_> = shipped.iter().map(|row| (&*row.id, &*row.titles.en, &*row.own_words)).collect();
        let stated = rows(&facts, list);
        let stated: Vec<_> =
            stated.iter().map(|row| (text(row, "id"), text(row, "title"), text(row, "own_words"))).collect();
        assert_eq!(shipped, stated);
    }
}
