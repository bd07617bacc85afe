//! Full-text search goes through its index, under row-level security too.

use super::Place;
use super::cluster::{OWNER, SERVING};
use crate::made;
use crate::place::Named;

#[test]
fn search_reads_the_index_of_its_workspace() {
    let Some(place) = Place::here() else { return };
    let named = [Named::new(), Named::new(), Named::new()];
    let homes: Vec<_> = named.iter().map(|named| place.open(named)).collect();
    for home in &homes {
        for round in 0..4 {
            let drafts = (0..500).map(|n| made::task(&format!("common word{n} round{round} lorem ipsum dolor")));
            home.commit(made::change(drafts)).unwrap();
        }
    }
    place.sql(OWNER, "ANALYZE assay.search").unwrap();
    let tag = &named[0].workspace.to_string()[..8];
    // The plan that the function runs, as the server itself tells it while the role that serves calls it.
    let asked = format!(
        "LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; SET auto_explain.log_nested_statements = on;
         SET auto_explain.log_level = notice; SET client_min_messages = notice;
         SET SESSION AUTHORIZATION {SERVING}; SET assay.workspace = '{}';
         SELECT count(*) FROM assay.found('''{tag}word7'':* & ''{tag}round2'':*')",
        named[0].workspace
    );
    let told = place.cluster.everything_said("postgres", &place.name, &asked);
    assert!(told.contains("Bitmap Index Scan on search_words"), "{told}");
    assert!(told.contains("this_workspace") || told.contains("workspace ="), "filtered by workspace besides: {told}");
    assert!(!told.contains("Seq Scan on search"), "{told}");
    // word7, word70-79, word700-…: of 500 there are 11.
    assert_eq!(told.lines().find(|l| l.trim().parse::<u32>().is_ok()).map(str::trim), Some("11"), "{told}");
}

/// The lists people page through, by the indexes made for them.
#[test]
fn lists_and_heads_are_read_by_their_indexes() {
    let Some(place) = Place::here() else { return };
    let named = [Named::new(), Named::new()];
    for named in &named {
        let home = place.open(named);
        for _ in 0..4 {
            let named = |n: u64| made::task("t").named(&format!("name {}", home.size() + n));
            let drafts = (0..500).map(|n| if n % 7 == 0 { made::new("document", "DOC", "d") } else { named(n) });
            home.commit(made::change(drafts)).unwrap();
        }
    }
    place.sql(OWNER, "ANALYZE").unwrap();
    let workspace = named[0].workspace;
    for (question, index) in [
        (
            "SELECT * FROM revision WHERE workspace = $w AND to_seq IS NULL AND kind = 'task' AND number > 20 ORDER BY number LIMIT 50",
            "revision_current",
        ),
        (
            "SELECT * FROM revision WHERE workspace = $w AND to_seq IS NULL AND kind = 'task' AND state = ANY ('{open}') ORDER BY number LIMIT 50",
            "revision_state",
        ),
        ("SELECT * FROM revision WHERE workspace = $w AND key = 'TSK-7' AND to_seq IS NULL", "revision_head"),
        ("SELECT * FROM uniq WHERE workspace = $w AND name = 'name 9' AND to_seq IS NULL", "uniq_current"),
        ("SELECT * FROM entry WHERE workspace = $w AND seq >= 300 ORDER BY seq LIMIT 100", "entry_pkey"),
        ("SELECT max(seq) FROM entry WHERE workspace = $w AND at <= 5", "entry_at"),
    ] {
        let question = question.replace("$w", &format!("'{workspace}'"));
        let sql = format!("SET search_path = assay; SET assay.workspace = '{workspace}'; EXPLAIN {question}");
        let plan = place.sql(SERVING, &sql).unwrap();
        assert!(plan.contains(index), "{question}: {plan}");
    }
}
