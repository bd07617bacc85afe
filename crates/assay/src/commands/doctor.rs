//! `assay doctor`

use std::process::ExitCode;

use assay_app::dto::{DoctorFinding, DoctorReport};

use super::Done;
use crate::cli::Global;
use crate::client::Client;
use crate::output;

pub(crate) async fn run(global: &Global) -> Done {
    let report: DoctorReport = Client::open(global)?.get("doctor", &[]).await?;
    let row = |f: &DoctorFinding| vec![if f.ok { "ok" } else { "FAILED" }.to_owned(), f.item.clone(), f.text.clone()];
    output::emit(global, &report, |r| output::table(&["", "item", "what"], r.findings.iter().map(row).collect()))?;
    Ok(if report.ok { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
