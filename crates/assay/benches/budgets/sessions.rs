//! Ten thousand people signed in, two thousand of whom keep a stream of events open: how long pages take, and how much
//! memory the program needs. Requests come at times fixed beforehand, so that a slow answer does not spare the next.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};

use crate::folder::Folder;
use crate::homes::Home;
use crate::process::{Server, change_as_owner};
use crate::records::Records;
use crate::table::{Amount, Row, note, quantile};
use crate::{Fault, Rows, Setup, crowd};

const SESSIONS: u64 = 10_000;
const STREAMS: u64 = 2_000;
/// The cookie of whoever is signed in.
pub(crate) const SESSION: &str = "__Host-assay-session";
/// Pages asked for in a second, by everybody together.
pub(crate) const RATE: u32 = 200;
/// Between two records made meanwhile; every stream is told of each.
const EVERY: Duration = Duration::from_secs(1);
/// Longest wait for the news of the last record.
const NEWS: Duration = Duration::from_secs(30);
/// What people look at, in turn.
const PATHS: [&str; 5] = [
    "/",
    "/controls",
    "/controls/iso42001:A.6.2.4",
    "/w/-/records?kind=dataset",
    "/api/v1/w/-/records?kind=dataset&limit=50",
];

pub(crate) fn run(setup: &Setup) -> Rows {
    let (sessions, streams) = (setup.options.size(SESSIONS), setup.options.size(STREAMS));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut rows = Vec::new();
    for home in setup.homes.iter().copied() {
        let folder = setup.records.at(&setup.options, Home::File)?.copied_to(Home::File)?;
        note("  planting accounts and sessions …");
        let secrets = crowd::plant(&folder, sessions)?;
        let folder = match home {
            Home::File => folder,
            Home::Database(_) => folder.copied_to(home)?,
        };
        note("  asking …");
        let mut seen = runtime.block_on(watch(&folder, secrets, usize::try_from(streams)?))?;
        let records = Records::many(&setup.options);
        let what =
            format!("{sessions} sessions, {streams} streams, {RATE} pages/s, a record a second, {records} records");
        rows.extend([
            Row::new(format!("{what}: page p50"), Amount::time(quantile(&mut seen.pages, 0.5))).on(home),
            Row::new(format!("{what}: page p99"), Amount::time(quantile(&mut seen.pages, 0.99)))
                .at_most(Amount::Seconds(0.25))
                .on(home),
            Row::new(format!("{what}: until every stream knew of the last record"), Amount::time(seen.news)).on(home),
            Row::new(format!("{what}: resident memory"), Amount::Bytes(seen.resident))
                .at_most(Amount::Bytes(600e6))
                .on(home),
        ]);
    }
    Ok(rows)
}

/// What was seen; any error of a page or a stream ends the measurement instead.
struct Seen {
    pages: Vec<Duration>,
    news: Duration,
    resident: f64,
}

async fn watch(folder: &Folder, secrets: Vec<String>, streams: usize) -> Result<Seen, Fault> {
    let server = Server::start(folder)?;
    let address = server.address;
    let secrets: Arc<[String]> = secrets.into();
    let seconds = u32::try_from(secrets.len())?.div_ceil(RATE).max(5);
    let mut followers = JoinSet::new();
    for secret in secrets.iter().take(streams) {
        let body = open(address, secret).await?;
        followers.spawn(follow(body, seconds));
    }
    note("  every stream is open …");
    let path = folder.path().to_owned();
    let writing = tokio::task::spawn_blocking(move || {
        for n in 0..seconds {
            let body = format!(r#"{{"kind":"dataset","body":{{"title":"made meanwhile {n}","owner":"PER-1"}}}}"#);
            change_as_owner(&path, "/api/v1/w/-/records", &body)?;
            std::thread::sleep(EVERY);
        }
        Ok::<_, Fault>(Instant::now() - EVERY)
    });
    let start = Instant::now();
    let mut asking = JoinSet::new();
    for n in 0..RATE * seconds {
        let (secrets, due) = (Arc::clone(&secrets), start + Duration::from_secs(1) / RATE * n);
        asking.spawn(async move {
            sleep_until(due).await;
            let secret = &secrets[n as usize % secrets.len()];
            page(address, secret, PATHS[n as usize % PATHS.len()]).await?;
            Ok::<_, Fault>((n / RATE, due.elapsed()))
        });
    }
    let (mut pages, mut slowest) = (Vec::new(), BTreeMap::<u32, Duration>::new());
    while let Some(done) = asking.join_next().await {
        let (second, took) = done??;
        pages.push(took);
        let most = slowest.entry(second).or_default();
        *most = took.max(*most);
    }
    let slow: Vec<String> = slowest.values().map(|most| most.as_millis().to_string()).collect();
    note(&format!("  slowest page of each second, ms: {}", slow.join(" ")));
    let last = writing.await??;
    let resident = server.resident()?;
    let told = async {
        while let Some(done) = followers.join_next().await {
            done??;
        }
        Ok::<_, Fault>(last.elapsed())
    };
    let news = timeout(NEWS, told).await.map_err(|_| "a stream was not told of every record")??;
    Ok(Seen { pages, news, resident })
}

async fn connect(address: SocketAddr) -> Result<SendRequest<Empty<Bytes>>, Fault> {
    let (sender, connection) = http1::handshake(TokioIo::new(TcpStream::connect(address).await?)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

/// What a path is answered, to somebody who is signed in.
pub(crate) async fn get(address: SocketAddr, secret: &str, path: &str) -> Result<Response<Incoming>, Fault> {
    let request = Request::builder()
        .uri(path)
        .header(header::HOST, address.to_string())
        .header(header::COOKIE, format!("{SESSION}={secret}"))
        .body(Empty::new())?;
    Ok(connect(address).await?.send_request(request).await?)
}

async fn ask(address: SocketAddr, secret: &str, path: &str) -> Result<Incoming, Fault> {
    let answer = get(address, secret, path).await?;
    if answer.status() != StatusCode::OK {
        return Err(format!("{path} answered {}", answer.status()).into());
    }
    Ok(answer.into_body())
}

async fn page(address: SocketAddr, secret: &str, path: &str) -> Result<(), Fault> {
    let body = ask(address, secret, path).await?.collect().await?.to_bytes();
    if body.len() < 500 { Err(format!("{path} answered {} bytes", body.len()).into()) } else { Ok(()) }
}

async fn open(address: SocketAddr, secret: &str) -> Result<Incoming, Fault> {
    ask(address, secret, "/api/v1/w/-/changes/stream").await
}

/// Reads a stream until it told of that many records.
async fn follow(mut body: Incoming, records: u32) -> Result<(), Fault> {
    let mut told = 0;
    while told < records {
        let frame = body.frame().await.ok_or("a stream ended early")??;
        let data = frame.into_data().unwrap_or_default();
        told += u32::try_from(data.split(|b| *b == b'\n').filter(|line| line.starts_with(b"data:")).count())?;
    }
    Ok(())
}
