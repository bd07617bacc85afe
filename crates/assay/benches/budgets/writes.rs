//! Durable writes of many clients, beside a bare group-commit loop that inserts the very same rows.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use assay_app::records::CreateRequest;
use assay_domain::{Change, Via};
use assay_store::Store as _;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};

use crate::folder::{self, Folder, data_set, new_data_set};
use crate::options::{Options, scratch};
use crate::table::{Amount, Row};
use crate::{Fault, Rows};

/// Clients at the same time.
const CLIENTS: u64 = 64;
/// Runs of which the best counts, on both sides.
const RUNS: usize = 2;

/// The rows that one change leaves behind.
struct Written {
    entry: Vec<Value>,
    record: Vec<Value>,
    revision: Vec<Value>,
    search: [Value; 2],
}

pub(crate) fn run(options: &Options) -> Rows {
    let each = options.size(500);
    let writes = each * CLIENTS;
    let (mut whole, mut store_only, mut bare) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        let folder = Folder::create()?;
        whole = whole.min(through_use_cases(&folder, each)?);
        bare = bare.min(bare_loop(&folder.database())?);
        store_only = store_only.min(through_store(&Folder::create()?, each)?);
    }
    let rate = |time: Duration| Amount::PerSecond(writes as f64 / time.as_secs_f64(), "writes");
    let how = "bare group commit, same rows";
    Ok(vec![
        Row::new(format!("durable writes, {CLIENTS} clients, use cases and projector at work"), rate(whole))
            .at_least(0.5)
            .beside(rate(bare), how),
        Row::new(format!("durable writes, {CLIENTS} clients, the store alone"), rate(store_only))
            .at_least(0.5)
            .beside(rate(bare), how),
    ])
}

/// Runs that many clients and gives the time until the last one ends.
fn clients(work: impl Fn(u64) -> Result<(), Fault> + Sync) -> Result<Duration, Fault> {
    let started = Instant::now();
    thread::scope(|threads| {
        let work = &work;
        let all: Vec<_> = (0..CLIENTS).map(|client| threads.spawn(move || work(client))).collect();
        all.into_iter().try_for_each(|t| t.join().unwrap_or_else(|_| Err("a client died".into())))
    })?;
    Ok(started.elapsed())
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
    let actor = folder::actor(&store, &scope)?;
    clients(|client| {
        for n in 0..each {
            let writes = vec![folder::write(new_data_set(client * each + n))?];
            let change = Change { actor: actor.clone(), writes, reads: Vec::new(), idempotency: None };
            store.commit(&scope, change)?;
        }
        Ok(())
    })
}

/// The same rows into tables of the same shape: one thread commits whatever waits, nothing is worked out.
fn bare_loop(product: &Path) -> Result<Duration, Fault> {
    let scratch = scratch()?;
    let conn = Connection::open(scratch.path().join("bare.sqlite"))?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    conn.set_prepared_statement_cache_capacity(64);
    let source = Connection::open_with_flags(product, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    for statement in shapes(&source)? {
        conn.execute_batch(&statement)?;
    }
    let rows = rows(&source)?;
    let (send, jobs) = sync_channel::<(&Written, SyncSender<()>)>(4096);
    thread::scope(|threads| {
        let writer = threads.spawn(move || commit_what_waits(&conn, &jobs));
        let time = clients(|client| {
            // Near the order in which they were first written.
            for row in rows.iter().skip(usize::try_from(client)?).step_by(usize::try_from(CLIENTS)?) {
                let (answer, done) = sync_channel(1);
                send.send((row, answer)).map_err(|_| "the writer has ended")?;
                done.recv()?;
            }
            Ok(())
        });
        drop(send);
        writer.join().unwrap_or_else(|_| Err("the writer died".into()))?;
        time
    })
}

fn commit_what_waits(conn: &Connection, jobs: &Receiver<(&Written, SyncSender<()>)>) -> Result<(), Fault> {
    let mut size = 0_i64;
    while let Ok(first) = jobs.recv() {
        let mut batch = vec![first];
        batch.extend(jobs.try_iter().take(1023));
        conn.execute_batch("BEGIN IMMEDIATE")?;
        for (row, _) in &batch {
            insert(conn, row)?;
        }
        size += i64::try_from(batch.len())?;
        // A signed checkpoint has about this many bytes.
        conn.execute("INSERT INTO checkpoint (size, note) VALUES (?1, ?2)", (size, "x".repeat(220)))?;
        conn.execute_batch("COMMIT")?;
        batch.iter().try_for_each(|(_, answer)| answer.send(()))?;
    }
    Ok(())
}

fn insert(conn: &Connection, row: &Written) -> Result<(), Fault> {
    let values = |row: &[Value]| rusqlite::params_from_iter(row.to_vec());
    conn.prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)")?.execute(values(&row.entry))?;
    conn.prepare_cached("INSERT INTO record VALUES (?1, ?2, ?3, ?4)")?.execute(values(&row.record))?;
    let places: Vec<String> = (1..=row.revision.len()).map(|n| format!("?{n}")).collect();
    let revision = format!("INSERT INTO revision VALUES ({})", places.join(", "));
    conn.prepare_cached(&revision)?.execute(values(&row.revision))?;
    let search = "INSERT INTO search (rowid, title, words) VALUES (last_insert_rowid(), ?1, ?2)";
    conn.prepare_cached(search)?.execute(values(&row.search))?;
    Ok(())
}

/// Tables and indexes that a new record touches.
fn shapes(source: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = source.prepare(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL
         AND (name = 'search' OR (type IN ('table', 'index') AND tbl_name IN ('entry', 'record', 'revision', 'checkpoint')))
         ORDER BY type = 'index'",
    )?;
    let all = statement.query_map([], |r| r.get(0))?;
    Ok(all.collect::<Result<_, _>>()?)
}

/// What the product wrote for each data set, as it lies in its tables.
fn rows(source: &Connection) -> Result<Vec<Written>, Fault> {
    let width =
        |table: &str| Ok::<_, rusqlite::Error>(source.prepare(&format!("SELECT * FROM {table}"))?.column_count());
    let (entry, record, revision) = (width("entry")?, width("record")?, width("revision")?);
    let mut statement = source.prepare(
        "SELECT e.*, d.*, r.*, r.title, CAST(r.body AS TEXT) FROM revision r JOIN entry e ON e.seq = r.seq
         JOIN record d ON d.key = r.key WHERE r.kind = 'dataset' ORDER BY r.seq",
    )?;
    let all = statement.query_map([], |r| {
        let part =
            |from: usize, count: usize| (from..from + count).map(|i| r.get(i)).collect::<Result<Vec<Value>, _>>();
        let after = entry + record + revision;
        Ok(Written {
            entry: part(0, entry)?,
            record: part(entry, record)?,
            revision: part(entry + record, revision)?,
            search: [r.get(after)?, r.get(after + 1)?],
        })
    })?;
    Ok(all.collect::<Result<_, _>>()?)
}
