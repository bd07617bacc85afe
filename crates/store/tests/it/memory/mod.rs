//! The home in memory: the laws of every home, and that it holds no surprise.

mod batches;

use std::sync::Arc;

use assay_store::memory::MemoryStore;

use crate::conformance::Home;
use crate::place::Named;

crate::conformance::every_law!(fresh);

fn fresh() -> Home {
    let named = Named::new();
    named.home(Arc::new(MemoryStore::open(named.opening())), Box::new(()))
}
