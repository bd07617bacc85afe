//! Row-level security: what the role that serves sees without our code, and what it cannot do.

use super::Place;
use super::cluster::{OWNER, SERVING};
use crate::conformance::copies::lived_in;
use crate::made;
use crate::place::Named;

/// Every table that holds rows of a workspace.
fn tables(place: &Place) -> Vec<String> {
    let sql = "SELECT relname FROM pg_class WHERE relnamespace = 'assay'::regnamespace AND relkind IN ('r', 'p')
               AND NOT relispartition AND relname <> 'schema_version' ORDER BY 1";
    place.sql(OWNER, sql).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn a_raw_connection_sees_the_workspace_it_names_and_no_other() {
    let Some(place) = Place::here() else { return };
    let (ours, theirs) = (Named::new(), Named::new());
    let (home, other) = (place.open(&ours), place.open(&theirs));
    lived_in(&home);
    lived_in(&other);
    other.write(made::task("one more"));
    let all = tables(&place);
    assert_eq!(all.len(), 17, "{all:?}");
    for table in &all {
        let named = |named: &Named| format!("SET assay.workspace = '{}';", named.workspace);
        let counted = |role: &str, setting: &str| -> u64 {
            let sql = format!("{setting} SELECT count(*) FROM assay.{table}");
            place.sql(role, &sql).unwrap().parse().unwrap()
        };
        // Forced, so that the owner is held to it too, but for the index of words, which its function has to read.
        let roles = if table == "search" { vec![SERVING] } else { vec![SERVING, OWNER] };
        for role in roles {
            assert_eq!(counted(role, ""), 0, "{role} sees {table} without a setting");
            assert_eq!(counted(role, "SET assay.workspace = '';"), 0, "{role} sees {table} with an empty setting");
            assert!(counted(role, &named(&ours)) > 0, "{table} holds something");
            let sql = format!("{} SELECT count(DISTINCT workspace) FROM assay.{table}", named(&ours));
            assert_eq!(place.sql(role, &sql).unwrap(), "1", "{role} sees another workspace in {table}");
        }
        let everything: u64 =
            place.sql("postgres", &format!("SELECT count(*) FROM assay.{table}")).unwrap().parse().unwrap();
        let (a, b) = (counted(SERVING, &named(&ours)), counted(SERVING, &named(&theirs)));
        assert_eq!(a + b, everything, "{table}: each sees its own, together they see all");
    }
}

#[test]
fn search_finds_nothing_of_another_workspace() {
    let Some(place) = Place::here() else { return };
    let (ours, theirs) = (Named::new(), Named::new());
    let (home, other) = (place.open(&ours), place.open(&theirs));
    home.write(made::task("secret of ours"));
    other.write(made::task("secret of theirs"));
    // The words as they lie in the index, with the tag of the workspace that they are of.
    let word = |named: &Named| format!("{}secret", &named.workspace.to_string()[..8]);
    let found = |setting: &str, word: &str| {
        place.sql(SERVING, &format!("{setting} SELECT count(*) FROM assay.found('''{word}'':*')")).unwrap()
    };
    let as_us = format!("SET assay.workspace = '{}';", ours.workspace);
    assert_eq!(found(&as_us, &word(&ours)), "1");
    assert_eq!(found(&as_us, &word(&theirs)), "0", "asking for their very words");
    assert_eq!(found("", &word(&ours)), "0", "without a workspace there is nothing");
}

#[test]
fn nothing_is_written_for_another_workspace() {
    let Some(place) = Place::here() else { return };
    let (ours, theirs) = (Named::new(), Named::new());
    let (home, other) = (place.open(&ours), place.open(&theirs));
    home.write(made::task("ours"));
    let task = other.write(made::task("theirs"));
    let as_us = format!("SET assay.workspace = '{}';", ours.workspace);
    let insert = format!("{as_us} INSERT INTO assay.uniq VALUES ('{}', 'n', 'TSK-1', 0)", theirs.workspace);
    let refused = place.sql(SERVING, &insert).unwrap_err();
    assert!(refused.contains("row-level security"), "{refused}");
    for sql in [
        format!("UPDATE assay.log_head SET size = 99 WHERE workspace = '{}'", theirs.workspace),
        format!(
            "UPDATE assay.revision SET to_seq = 7 WHERE key = '{}' AND workspace = '{}'",
            task.key, theirs.workspace
        ),
        format!("DELETE FROM assay.search WHERE workspace = '{}'", theirs.workspace),
    ] {
        place.sql(SERVING, &format!("{as_us} {sql}")).unwrap();
    }
    other.sound();
    assert_eq!(other.size(), 1);
}

#[test]
fn the_serving_role_cannot_take_the_protection_away() {
    let Some(place) = Place::here() else { return };
    for sql in [
        "ALTER TABLE assay.entry DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE assay.entry NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own ON assay.entry",
        "CREATE POLICY open ON assay.entry USING (true)",
        "ALTER TABLE assay.entry DISABLE TRIGGER entry_fixed",
        "DROP TRIGGER entry_fixed ON assay.entry",
        "SET session_replication_role = replica",
        "TRUNCATE assay.entry",
        "SET ROLE assay_owner",
        "SET ROLE postgres",
        "CREATE TABLE assay.mine (x int)",
        "CREATE FUNCTION assay.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "INSERT INTO assay.schema_version (number) VALUES (9)",
        "SELECT * FROM assay.observation_0",
        "UPDATE assay.entry SET bytes = ''",
        "DELETE FROM assay.entry",
        "DELETE FROM assay.revision",
        "UPDATE assay.revision SET state = 'approved'",
        "DELETE FROM assay.log_head",
    ] {
        let refused = place.sql(SERVING, sql).expect_err(sql);
        assert!(refused.contains("permission denied") || refused.contains("must be owner"), "{sql}: {refused}");
    }
}
