//! An audit bundle of many pieces of evidence, each with its file.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::time::Instant;

use assay_app::dto::{DeliveredFile, IngestRequest};
use assay_app::log::BundleRequest;
use assay_domain::Via;

use crate::folder::Folder;
use crate::homes::Home;
use crate::ingest::candidate;
use crate::options::scratch;
use crate::table::{Amount, Row, note};
use crate::{Rows, Setup};

const REPORT: &str = include_str!("../../../evidence/fixtures/garak/constructed-0.10.report.jsonl");
/// The run's id in it.
const RUN: &str = "00000000-0000-4000-8000-000000000010";
/// Files of one delivery.
const DELIVERY: u64 = 50;

pub(crate) fn run(setup: &Setup) -> Rows {
    let items = setup.options.size(1_000);
    let rows: Vec<Vec<Row>> = setup.homes.iter().map(|home| on(*home, items)).collect::<Result<_, _>>()?;
    Ok(rows.into_iter().flatten().collect())
}

fn on(home: Home, items: u64) -> Rows {
    let folder = Folder::create(home)?;
    let (_installation, workspace) = folder.open()?;
    let owner = workspace.local_principal(Via::LocalCli)?;
    let subject = candidate(&workspace, &owner)?;
    note(&format!("  ingesting {items} reports …"));
    let started = Instant::now();
    let mut taken = 0;
    for first in (0..items).step_by(usize::try_from(DELIVERY)?) {
        let mut files = Vec::new();
        for n in first..items.min(first + DELIVERY) {
            let report = REPORT.replace(RUN, &format!("{n:08x}-0000-4000-8000-000000000010"));
            let stored = workspace.put_artifact(&owner, &mut report.as_bytes())?;
            files.push(DeliveredFile { name: format!("run-{n}.report.jsonl"), sha256: stored.sha256 });
        }
        let request = IngestRequest { files, subject: subject.clone(), pipeline: None, attempt: None };
        taken += workspace.ingest(&owner, &request)?.artifacts.len();
    }
    if taken as u64 != items {
        return Err(format!("{taken} of {items} reports were read").into());
    }
    let ingested = started.elapsed();
    let scratch = scratch()?;
    let path = scratch.path().join("bundle.tar");
    let mut out = BufWriter::new(File::create(&path)?);
    let started = Instant::now();
    workspace.bundle(&owner, &BundleRequest::default(), &mut out)?;
    out.flush()?;
    let written = started.elapsed();
    let started = Instant::now();
    let copied = std::fs::copy(&path, scratch.path().join("copy.tar"))?;
    let copy = started.elapsed();
    Ok(vec![
        Row::new(format!("audit bundle of {items} evidence items ({} MB)", copied / 1_000_000), Amount::time(written))
            .at_most(Amount::Seconds(10.0))
            .beside(Amount::time(copy), "copying the same file")
            .on(home),
        Row::new(
            format!("ingest of {items} small reports for one version, {DELIVERY} a delivery"),
            Amount::PerSecond(items as f64 / ingested.as_secs_f64(), "reports"),
        )
        .on(home),
    ])
}
