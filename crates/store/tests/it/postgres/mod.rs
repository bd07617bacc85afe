//! The PostgreSQL home: the laws of every home, beside a neighbour in the same database, and what the database holds to
//! when it is touched around the program.

mod cluster;
mod commits;
mod failover;
mod isolation;
mod kills;
mod load;
mod migrations;
mod moves;
mod proxy;
mod roles;
mod search;
mod threads;
mod triggers;

use std::cell::RefCell;
use std::sync::Arc;

use assay_store::postgres::{Database, PostgresStore};

use crate::conformance::Home;
use crate::made;
use crate::place::Named;
use cluster::{Cluster, SERVING};

crate::conformance::every_law!(fresh, there);

thread_local! {
    /// Every test runs on a thread of its own.
    static HERE: RefCell<Option<Arc<Place>>> = const { RefCell::new(None) };
}

/// A database of a test's own, which goes with it.
pub(crate) struct Place {
    cluster: &'static Cluster,
    name: String,
    database: Database,
}

impl Place {
    /// The one of this test.
    fn here() -> Option<Arc<Self>> {
        HERE.with_borrow_mut(|here| {
            if here.is_none() {
                *here = Self::new().map(Arc::new);
            }
            here.clone()
        })
    }

    fn new() -> Option<Self> {
        let cluster = Cluster::shared()?;
        let name = cluster.database();
        let database = Database::connect(&cluster.url(SERVING, &name)).unwrap();
        Some(Self { cluster, name, database })
    }

    fn open(&self, named: &Named) -> Home {
        let store = PostgresStore::open(&self.database, named.opening()).unwrap();
        named.home(Arc::new(store), Box::new(()))
    }

    fn sql(&self, role: &str, sql: &str) -> Result<String, String> {
        self.cluster.try_sql(role, &self.name, sql)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.cluster.drop_database(&self.name);
    }
}

/// Another workspace in the same database, with the same keys and names. Whatever a law does, it stays as it was.
struct Neighbour {
    home: Home,
    _place: Arc<Place>,
}

impl Neighbour {
    fn new(place: Arc<Place>) -> Self {
        let home = place.open(&Named::new());
        let task = home.write(made::task("alpha neighbour").named("n"));
        home.write(made::new("evidence", "EV", "theirs").linked("about", &task.key).observing("SYS-1", &[(0, "1")]));
        Self { home, _place: place }
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_eq!(self.home.size(), 2, "the neighbour was left alone");
            self.home.sound();
        }
    }
}

fn there() -> bool {
    Cluster::shared().is_some()
}

fn fresh() -> Home {
    let place = Place::here().unwrap();
    let home = place.open(&Named::new());
    Home { _keep: Box::new(Neighbour::new(place)), ..home }
}
