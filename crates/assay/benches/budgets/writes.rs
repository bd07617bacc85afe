//! Durable writes of many clients, beside a bare group-commit loop that inserts the very same rows.

use std::time::Duration;

use assay_app::records::CreateRequest;
use assay_domain::{Change, Via};

use crate::bare::{self, CLIENTS, clients, group_commit};
use crate::folder::{self, Folder, data_set, new_data_set};
use crate::homes::Home;
use crate::options::scratch;
use crate::table::{Amount, Row};
use crate::{Fault, Rows, Setup};

/// Runs of which the best counts, on both sides.
const RUNS: usize = 2;

pub(crate) fn run(setup: &Setup) -> Rows {
    let each = setup.options.size(500);
    let mut rows = Vec::new();
    for home in setup.homes.iter().copied() {
        rows.extend(on(home, each)?);
    }
    Ok(rows)
}

fn on(home: Home, each: u64) -> Rows {
    let writes = each * CLIENTS;
    let (mut whole, mut store_only, mut bare) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let folder = Folder::create(home)?;
        whole = whole.min(through_use_cases(&folder, each)?);
        bare = bare.min(bare_loop(&folder, writes)?);
        store_only = store_only.min(through_store(&Folder::create(home)?, each)?);
    }
    let rate = |time: Duration| Amount::PerSecond(writes as f64 / time.as_secs_f64(), "writes");
    let how = "bare group commit, same rows";
    Ok(vec![
        Row::new(format!("durable writes, {CLIENTS} clients, use cases and projector at work"), rate(whole))
            .at_least(0.5)
            .beside(rate(bare), how)
            .on(home),
        Row::new(format!("durable writes, {CLIENTS} clients, the store alone"), rate(store_only))
            .at_least(0.5)
            .beside(rate(bare), how)
            .on(home),
    ])
}

fn through_use_cases(folder: &Folder, each: u64) -> Result<Duration, Fault> {
    let (_installation, workspace) = folder.open()?;
    let owner = workspace.local_principal(Via::Api)?;
    clients(|client| {
        for n in 0..each {
            let body = data_set(client * each + n);
            let request = CreateRequest { kind: "dataset".to_owned(), body, effective: None };
            workspace.create(&owner, &request, None)?;
        }
        Ok(())
    })
}

fn through_store(folder: &Folder, each: u64) -> Result<Duration, Fault> {
    let store = folder.store()?;
    let scope = folder.scope();
    let actor = folder::actor(&*store, &scope)?;
    clients(|client| {
        for n in 0..each {
            let writes = vec![folder::write(new_data_set(client * each + n))?];
            let change = Change { actor: actor.clone(), writes, reads: Vec::new(), idempotency: None };
            store.commit(&scope, change)?;
        }
        Ok(())
    })
}

fn bare_loop(folder: &Folder, writes: u64) -> Result<Duration, Fault> {
    let all = |rows: usize| if rows as u64 == writes { Ok(()) } else { Err("rows of the product are not there") };
    let scratch = scratch()?;
    match folder.place() {
        None => {
            let (file, rows) = bare::file::open(&folder.database(), &scratch.path().join("bare.sqlite"))?;
            all(rows.len())?;
            group_commit(file, &rows)
        }
        Some(place) => {
            let (tables, rows) = bare::database::open(place, folder.workspace())?;
            all(rows.len())?;
            group_commit(tables, &rows)
        }
    }
}
