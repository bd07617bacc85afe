//! Two hundred times the server, or the connections of it, are killed while two processes write: nothing that was
//! acknowledged is lost, nothing is there twice, and writing goes on each time.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use assay_ports::{Random, SeededRandom};
use assay_store::Store;
use assay_store::postgres::{Database, PostgresStore};

use super::cluster::{Cluster, SERVING, aloud};
use super::load::under_load;
use crate::place::Named;

const KILLS: u32 = 200;
const BACKENDS: &str = "FROM pg_stat_activity WHERE application_name = 'assay'";

#[test]
fn nothing_acknowledged_is_lost_to_kills_and_nothing_is_applied_twice() {
    let Some(cluster) = Cluster::start("kills", "fsync = off\nlog_min_messages = fatal") else { return };
    let (named, name) = (Named::new(), cluster.database());
    let stores: Vec<Arc<dyn Store>> = (0..2)
        .map(|_| {
            let database = Database::connect(&cluster.url(SERVING, &name)).unwrap();
            Arc::new(PostgresStore::open(&database, named.opening()).unwrap()) as Arc<dyn Store>
        })
        .collect();
    let random: &dyn Random = &SeededRandom::new(7);
    let told = under_load(&stores, &named.scope(), |progress| {
        for kill in 0..KILLS {
            let [wait, which] = random.bytes();
            progress.await_more(2);
            sleep(Duration::from_millis(u64::from(wait) / 4));
            match kill % 20 {
                // The whole server, as a power cut would.
                0 | 7 => {
                    cluster.crash();
                    cluster.up();
                }
                // One of its processes, which takes all the others with it.
                3 | 11 | 16 => {
                    let one = format!("SELECT pid {BACKENDS} ORDER BY pid OFFSET {} LIMIT 1", which % 4);
                    if let Ok(process) = cluster.try_sql("postgres", &name, &one) {
                        cluster.signal("-9", &process);
                    }
                }
                // Connections.
                _ => {
                    let _ = cluster.try_sql("postgres", &name, &format!("SELECT pg_terminate_backend(pid) {BACKENDS}"));
                }
            }
        }
        progress.await_more(50);
    });
    aloud(&format!("{KILLS} kills, {} writes acknowledged", told.acknowledged()));
    for store in stores {
        told.holds(&named.home(store, Box::new(())));
    }
}
