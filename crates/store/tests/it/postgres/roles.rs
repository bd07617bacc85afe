//! Who may serve: nobody whom row-level security would not hold.

use assay_store::StoreError;
use assay_store::postgres::Database;

use super::Place;
use super::cluster::{OWNER, SERVING};

fn refused(place: &Place, role: &str) -> String {
    match Database::connect(&place.cluster.url(role, &place.name)) {
        Err(StoreError::UnfitRole { role: named, reason }) => {
            assert_eq!(named, role);
            reason
        }
        other => panic!("{role} must not serve: {other:?}"),
    }
}

#[test]
fn a_role_that_could_get_around_the_protection_is_refused() {
    let Some(place) = Place::here() else { return };
    let make = |sql: &str| place.sql("postgres", sql).unwrap();
    // Roles belong to the cluster that tests share: their names are this test's alone.
    make("CREATE ROLE bypassing LOGIN BYPASSRLS; GRANT assay_serving TO bypassing");
    make("CREATE ROLE climbing LOGIN; GRANT assay_serving, bypassing TO climbing");
    make("CREATE ROLE making LOGIN CREATEROLE; GRANT assay_serving TO making");
    make("CREATE ROLE owning LOGIN; GRANT assay_owner TO owning");
    assert!(refused(&place, "postgres").contains("row-level security does not hold"));
    assert!(refused(&place, "bypassing").contains("`bypassing`") || refused(&place, "bypassing").contains("bypassing"));
    assert!(refused(&place, "climbing").contains("bypassing"), "becoming somebody is as good as being them");
    assert!(refused(&place, "making").contains("make roles"));
    assert!(refused(&place, "owning").contains("owner"));
    assert!(refused(&place, OWNER).contains("owns"));
    Database::connect(&place.cluster.url(SERVING, &place.name)).unwrap();
}

#[test]
fn a_table_without_protection_is_refused() {
    let Some(place) = Place::here() else { return };
    for (sql, undo) in [
        ("ALTER TABLE assay.link NO FORCE ROW LEVEL SECURITY", "ALTER TABLE assay.link FORCE ROW LEVEL SECURITY"),
        ("ALTER TABLE assay.link DISABLE ROW LEVEL SECURITY", "ALTER TABLE assay.link ENABLE ROW LEVEL SECURITY"),
        ("CREATE TABLE assay.stray (workspace uuid)", "DROP TABLE assay.stray"),
    ] {
        place.sql(OWNER, sql).unwrap();
        let refused = Database::connect(&place.cluster.url(SERVING, &place.name));
        assert!(matches!(refused, Err(StoreError::Damaged(_))), "{sql}: {refused:?}");
        place.sql(OWNER, undo).unwrap();
    }
    Database::connect(&place.cluster.url(SERVING, &place.name)).unwrap();
}
