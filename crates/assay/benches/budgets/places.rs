//! Every list, matrix and search page over a large management system: how long the server takes for each while all are
//! asked for at a rate fixed beforehand, so that a slow answer does not spare the next.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use http::{Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

use crate::folder::Folder;
use crate::homes::Home;
use crate::large::{self, Sizes};
use crate::process::Server;
use crate::sessions::{RATE, SESSION, get};
use crate::table::{Amount, Row, note, quantile};
use crate::{Fault, Rows, Setup, crowd};

/// People who look; each keeps coming back.
const READERS: u64 = 40;
/// Times each page is asked for.
const TIMES: u64 = 400;
/// Times each page is asked for while nobody else asks.
const ALONE: u64 = 9;
/// What a page may take on the server.
const BUDGET: Duration = Duration::from_millis(30);

/// Pages, each with a name for the table; `{n}` differs from time to time, so that no answer is merely repeated.
const PAGES: [(&str, &str); 30] = [
    ("today", "/"),
    ("programme", "/programme"),
    ("AI systems", "/systems"),
    ("risks", "/risks"),
    ("risks, a cell", "/risks?criteria=RCR-1&filter=cell%3A{step}x4"),
    ("risks, inherent, words", "/risks?show=inherent&q=office+{n}"),
    ("risks above appetite, by owner", "/risks?filter=appetite%3Aabove&sort=owner"),
    ("one risk", "/risks/RISK-{n}"),
    ("controls", "/controls"),
    ("controls, list", "/controls?view=list"),
    ("one control", "/controls/A.6.2.4"),
    ("Statement of Applicability", "/soa"),
    ("evidence", "/evidence"),
    ("evidence that nothing rests on", "/evidence?filter=freshness%3Aunused"),
    ("issues", "/issues"),
    ("issues, nonconformities by day", "/issues?kind=nonconformity&sort=due"),
    ("versions of a system", "/systems/SYS-{n}/versions"),
    ("assurance", "/assurance"),
    ("search, a word", "/search?q=forms"),
    ("search, two words", "/search?q=office+{n}"),
    ("AI systems, list", "/w/-/records?kind=ai-system"),
    ("AI systems, by title", "/w/-/records?kind=ai-system&sort=title"),
    ("AI systems, filtered", "/w/-/records?kind=ai-system&filter=stage%3Aoperation&sort=-changed"),
    ("risks, list by impact", "/w/-/records?kind=risk&sort=-residual_impact"),
    ("risks, list filtered", "/w/-/records?kind=risk&filter=treatment%3Amodify&filter=impact%3A4..&sort=review_due"),
    ("risks, list of a system", "/w/-/records?kind=risk&filter=system%3ASYS-{n}"),
    ("risks, list with words", "/w/-/records?kind=risk&q=office+{n}"),
    ("evidence, list by time", "/w/-/records?kind=evidence&sort=-changed"),
    ("evidence, list of a system", "/w/-/records?kind=evidence&filter=subject%3ASYS-{n}"),
    ("kinds of record", "/w/-/records"),
];

pub(crate) fn run(setup: &Setup) -> Rows {
    let sizes = Sizes::at(&setup.options);
    let (readers, times) = (setup.options.size(READERS).max(4), setup.options.size(TIMES).max(20));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let file = large::make(&sizes)?;
    note("  planting readers …");
    let secrets = crowd::plant(&file, readers)?;
    let mut rows = Vec::new();
    for home in setup.homes.iter().copied() {
        let moved = match home {
            Home::File => None,
            Home::Database(_) => Some(file.copied_to(home)?),
        };
        let folder = moved.as_ref().unwrap_or(&file);
        note("  asking …");
        let seen = runtime.block_on(watch(folder, &secrets, &sizes, times, setup.options.browser))?;
        let seen: Vec<Row> = seen.into_iter().flat_map(|page| told(&sizes, page, home)).collect();
        seen.iter().for_each(Row::tell);
        rows.extend(seen);
    }
    Ok(rows)
}

fn told(sizes: &Sizes, mut page: Seen, home: Home) -> [Row; 3] {
    let what = format!("{}: {sizes}, server time", page.name);
    let (alone, half, most) =
        (quantile(&mut page.alone, 0.5), quantile(&mut page.crowded, 0.5), quantile(&mut page.crowded, 0.95));
    [
        Row::new(format!("{what}, nobody else asks, p50"), Amount::time(alone)).on(home),
        Row::new(format!("{what}, {RATE} pages/s, p50"), Amount::time(half)).on(home),
        Row::new(format!("{what}, {RATE} pages/s, p95"), Amount::time(most)).at_most(Amount::time(BUDGET)).on(home),
    ]
}

/// What the server said a page took: while nobody else asked, and while everybody did.
struct Seen {
    name: &'static str,
    alone: Vec<Duration>,
    crowded: Vec<Duration>,
}

/// Has a browser look at the main pages, which prints how soon they show what they are for.
fn look(address: SocketAddr, secret: &str) -> Result<(), Fault> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../e2e/measure.js");
    let cookie = format!("{SESSION}={secret}");
    let mut node = Command::new("node");
    let ended = node.arg(script).arg(format!("http://{address}")).env("MEASURE_COOKIE", cookie).status()?;
    if ended.success() { Ok(()) } else { Err(format!("the browser's measurement ended with {ended}").into()) }
}

async fn watch(
    folder: &Folder,
    secrets: &[String],
    sizes: &Sizes,
    times: u64,
    browser: bool,
) -> Result<Vec<Seen>, Fault> {
    let server = Server::start(folder)?;
    let (address, secrets): (SocketAddr, Arc<[String]>) = (server.address, secrets.into());
    let secret = secrets.first().ok_or("nobody is signed in")?;
    if browser {
        look(address, secret)?;
    }
    let mut seen: Vec<Seen> =
        PAGES.iter().map(|(name, _)| Seen { name, alone: Vec::new(), crowded: Vec::new() }).collect();
    // The first round is not counted: it fills what is kept in memory.
    for n in 0..=ALONE {
        for (page, (_, path)) in seen.iter_mut().zip(PAGES) {
            let took = once(address, secret, &filled(path, n, sizes)).await?;
            if n > 0 {
                page.alone.push(took);
            }
        }
    }
    let all = u32::try_from(times)? * u32::try_from(PAGES.len())?;
    let start = Instant::now();
    let mut asking = JoinSet::new();
    for n in 0..all {
        let (secrets, due) = (Arc::clone(&secrets), start + Duration::from_secs(1) / RATE * n);
        let page = n as usize % PAGES.len();
        let path = filled(PAGES[page].1, u64::from(n) / PAGES.len() as u64 + 1, sizes);
        asking.spawn(async move {
            sleep_until(due).await;
            Ok::<_, Fault>((page, once(address, &secrets[n as usize % secrets.len()], &path).await?))
        });
    }
    while let Some(done) = asking.join_next().await {
        let (page, took) = done??;
        seen[page].crowded.push(took);
    }
    Ok(seen)
}

/// What the server took for a page. One that is not there is no fast page.
async fn once(address: SocketAddr, secret: &str, path: &str) -> Result<Duration, Fault> {
    let answer = get(address, secret, path).await?;
    if answer.status() != StatusCode::OK {
        return Err(format!("{path} answered {}", answer.status()).into());
    }
    taken(answer).await
}

/// The path of the `n`th time.
fn filled(path: &str, n: u64, sizes: &Sizes) -> String {
    let one = n * 7_919 % sizes.systems.min(sizes.risks) + 1;
    path.replace("{n}", &one.to_string()).replace("{step}", &(n % 5 + 1).to_string())
}

/// The time of the server until the answer began, by its own word, once the whole page has come.
async fn taken(answer: Response<Incoming>) -> Result<Duration, Fault> {
    let said = answer.headers().get("server-timing").and_then(|value| value.to_str().ok());
    let took: Option<f64> = said.and_then(|text| text.strip_prefix("app;dur=")?.parse().ok());
    let took = took.ok_or("an answer does not say how long it took")?;
    let body = answer.into_body().collect().await?.to_bytes();
    if body.len() < 500 {
        return Err(format!("a page of {} bytes", body.len()).into());
    }
    Ok(Duration::from_secs_f64(took / 1_000.0))
}
