//! The primary is lost under load, its synchronous standby takes over: what was acknowledged is there, and writing goes
//! on without anybody restarting anything.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use assay_store::Store;
use assay_store::postgres::{Database, PostgresStore};

use super::cluster::{Cluster, SERVING, aloud};
use super::load::under_load;
use crate::made;
use crate::place::Named;

#[test]
fn a_synchronous_standby_takes_over_with_everything_acknowledged() {
    let Some(primary) = Cluster::start("primary", "fsync = off\nwal_level = replica") else { return };
    let name = primary.database();
    let standby = Cluster::standby("standby", &primary);
    // From here on a commit is one only when the standby has it too.
    primary.sql("postgres", &name, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
    primary.sql("postgres", &name, "SELECT pg_reload_conf()");
    let state = "SELECT sync_state FROM pg_stat_replication WHERE application_name = 'standby'";
    for _ in 0..100 {
        if primary.sql("postgres", &name, state) == "sync" {
            break;
        }
        sleep(Duration::from_millis(100));
    }
    assert_eq!(primary.sql("postgres", &name, state), "sync");

    let both = format!("host={},{}", primary.folder().display(), standby.folder().display());
    let database = Database::connect(&format!("{both} user={SERVING} dbname={name}")).unwrap();
    let named = Named::new();
    let store: Arc<dyn Store> = Arc::new(PostgresStore::open(&database, named.opening()).unwrap());
    let home = named.home(Arc::clone(&store), Box::new(()));
    let mut before = 0;
    let told = under_load(&[store], &named.scope(), |progress| {
        progress.await_more(200);
        before = home.size();
        primary.crash();
        // Nobody is there for a moment.
        sleep(Duration::from_millis(700));
        standby.promote();
        progress.await_more(50);
    });
    let after = standby.sql("postgres", &name, "SELECT size FROM assay.log_head").parse::<u64>().unwrap();
    let told_by = told.acknowledged();
    aloud(&format!("failover: {before} entries before it, {after} after it, {told_by} acknowledged"));
    assert!(before > 0 && after > before + 20, "writes go on after the failover: {before}, {after}");
    told.holds(&home);
    home.write(made::task("and still"));
    home.sound();
}
