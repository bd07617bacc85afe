//! A page of 50 out of many records, as the API answers it.

use std::time::{Duration, Instant};

use assay_domain::Via;
use assay_web::{Entrance, Served, router};
use axum::Router;
use axum::body::Body;
use http::Request;
use http_body_util::BodyExt as _;
use rusqlite::{Connection, OpenFlags};
use tower::ServiceExt as _;

use crate::direct::Direct;
use crate::folder::Folder;
use crate::homes::Place;
use crate::records::Records;
use crate::table::{Amount, Row, quantile};
use crate::{Fault, Rows, Setup};

/// Pages asked for.
const PAGES: u64 = 2_000;

pub(crate) fn run(setup: &Setup) -> Rows {
    let records = Records::many(&setup.options);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let what = |share: &str| format!("list page of 50 from {records} records, {share}");
    let how = "the same SQL alone";
    let mut rows = Vec::new();
    for home in setup.homes.iter().copied() {
        let folder = setup.records.at(&setup.options, home)?;
        let mut bare = match folder.place() {
            None => in_file(folder, records)?,
            Some(place) => in_database(folder, place, records)?,
        };
        let (installation, _) = folder.open()?;
        let router = router(Served::new(installation), Entrance::Owner(Via::LocalCli));
        let mut pages = runtime.block_on(ask(&router, records))?;
        for (name, share, budget) in [("p50", 0.5, 0.003), ("p99", 0.99, 0.020)] {
            rows.push(
                Row::new(what(name), Amount::time(quantile(&mut pages, share)))
                    .at_most(Amount::Seconds(budget))
                    .beside(Amount::time(quantile(&mut bare, share)), how)
                    .on(home),
            );
        }
    }
    Ok(rows)
}

/// Cursors all over the list, the same every time.
fn cursors(records: u64) -> impl Iterator<Item = u64> {
    (0..PAGES).map(move |n| n * 7_919 % records.saturating_sub(50).max(1))
}

async fn ask(router: &Router, records: u64) -> Result<Vec<Duration>, Fault> {
    let mut times = Vec::new();
    for after in cursors(records) {
        let uri = format!("/api/v1/w/-/records?kind=dataset&limit=50&after={after}");
        let request = Request::builder().uri(uri).body(Body::empty())?;
        let started = Instant::now();
        let answer = router.clone().oneshot(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        times.push(started.elapsed());
        if !status.is_success() || body.len() < 1_000 {
            return Err(format!("a page answered {status} with {} bytes", body.len()).into());
        }
    }
    Ok(times)
}

/// The rows of the same pages, read from the same file and dropped.
fn in_file(folder: &Folder, records: u64) -> Result<Vec<Duration>, Fault> {
    let conn = Connection::open_with_flags(folder.database(), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut page = conn.prepare(
        "SELECT seq, record, key, title, body FROM revision
         WHERE kind = 'dataset' AND to_seq IS NULL AND number > ?1 ORDER BY number LIMIT 51",
    )?;
    let mut times = Vec::new();
    for after in cursors(records) {
        let started = Instant::now();
        let rows = page.query_map([i64::try_from(after)?], |r| r.get::<_, Vec<u8>>(4))?;
        for body in rows {
            std::hint::black_box(body?);
        }
        times.push(started.elapsed());
    }
    Ok(times)
}

/// The same in PostgreSQL.
fn in_database(folder: &Folder, place: &Place, records: u64) -> Result<Vec<Duration>, Fault> {
    let direct = Direct::connect(&place.direct())?;
    let page = direct.prepare(&format!(
        "SELECT seq, record, key, title, body FROM assay.revision
         WHERE workspace = '{}' AND kind = 'dataset' AND to_seq IS NULL AND number > $1 ORDER BY number LIMIT 51",
        folder.workspace()
    ))?;
    let mut times = Vec::new();
    for after in cursors(records) {
        let started = Instant::now();
        for row in direct.rows(&page, &[&i64::try_from(after)?])? {
            std::hint::black_box(row.get::<_, Vec<u8>>(4));
        }
        times.push(started.elapsed());
    }
    Ok(times)
}
