//! Migrations: whole or not at all, once, and never backwards.

use std::thread;
use std::time::Duration;

use assay_store::StoreError;
use assay_store::postgres::{Database, migrate};

use super::cluster::{Cluster, OWNER, SERVING};

/// An empty database that goes with the test.
struct Empty(&'static Cluster, String);

impl Empty {
    fn new() -> Option<Self> {
        let cluster = Cluster::shared()?;
        let name = cluster.database();
        cluster.sql(OWNER, &name, "DROP SCHEMA assay CASCADE");
        Some(Self(cluster, name))
    }

    fn migrate(&self) -> Result<(), StoreError> {
        migrate(&self.0.url(OWNER, &self.1), SERVING)
    }

    fn connect(&self) -> Result<Database, StoreError> {
        Database::connect(&self.0.url(SERVING, &self.1))
    }
}

impl Drop for Empty {
    fn drop(&mut self) {
        self.0.drop_database(&self.1);
    }
}

#[test]
fn a_database_that_was_not_migrated_is_refused_and_again_is_harmless() {
    let Some(empty) = Empty::new() else { return };
    assert!(matches!(empty.connect(), Err(StoreError::TooOld { found: 0, .. })));
    empty.migrate().unwrap();
    empty.migrate().unwrap();
    empty.connect().unwrap();
    // The role that serves cannot do it.
    assert!(migrate(&empty.0.url(SERVING, &empty.1), SERVING).is_err());
}

#[test]
fn an_older_program_refuses_a_newer_database() {
    let Some(empty) = Empty::new() else { return };
    empty.migrate().unwrap();
    empty.0.sql(OWNER, &empty.1, "INSERT INTO assay.schema_version (number) VALUES (99)");
    assert!(matches!(empty.connect(), Err(StoreError::TooNew { found: 99, .. })));
    assert!(matches!(empty.migrate(), Err(StoreError::TooNew { found: 99, .. })));
}

#[test]
fn a_migration_that_is_cut_off_leaves_nothing_and_resumes() {
    let Some(empty) = Empty::new() else { return };
    // Something in its way makes it fail in the middle.
    empty.0.sql(OWNER, &empty.1, "CREATE SCHEMA assay; CREATE TABLE assay.verdict (x int)");
    assert!(empty.migrate().is_err());
    let tables =
        "SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'assay'::regnamespace AND relkind = 'r'";
    assert_eq!(empty.0.sql(OWNER, &empty.1, tables), "verdict", "nothing of it is left");
    empty.0.sql(OWNER, &empty.1, "DROP TABLE assay.verdict");
    // One that waits for another and is killed meanwhile.
    thread::scope(|threads| {
        let hold = "SELECT pg_advisory_lock(hashtext('assay.migrate')), pg_sleep(1.5)";
        threads.spawn(|| empty.0.sql(OWNER, &empty.1, hold));
        thread::sleep(Duration::from_millis(500));
        let waiting = threads.spawn(|| empty.migrate());
        thread::sleep(Duration::from_millis(500));
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'assay'";
        empty.0.sql("postgres", &empty.1, kill);
        assert!(waiting.join().unwrap().is_err());
    });
    empty.migrate().unwrap();
    empty.connect().unwrap();
}

#[test]
fn of_many_at_once_each_finds_it_done() {
    let Some(empty) = Empty::new() else { return };
    thread::scope(|threads| {
        let all: Vec<_> = (0..6).map(|_| threads.spawn(|| empty.migrate())).collect();
        for one in all {
            one.join().unwrap().unwrap();
        }
    });
    assert_eq!(empty.0.sql(OWNER, &empty.1, "SELECT count(*) FROM assay.schema_version"), "4");
    empty.connect().unwrap();
}
