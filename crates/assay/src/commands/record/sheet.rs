//! `assay record export` and `assay record import`

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use assay_app::dto::{ImportReport, ImportRow};
use axum::body::Body;
use clap::ValueEnum;
use http::Method;

use crate::cli::{Format, Global};
use crate::client::{Client, encode};
use crate::commands::{Done, artifact};
use crate::failure::Failure;
use crate::output::{self, word};

/// Largest sheet that is sent, in bytes.
const MOST: u64 = 16 * 1024 * 1024;

/// The format of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetFormat {
    /// RFC 4180, UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
}

impl SheetFormat {
    fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }

    /// What is asked for, else what the file's name says.
    fn of(asked: Option<Self>, file: Option<&Path>) -> Self {
        let ending = file.and_then(Path::extension).is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
        asked.unwrap_or(if ending { Self::Xlsx } else { Self::Csv })
    }
}

/// Records of a kind as a sheet.
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// Kebab-case kind.
    kind: String,
    /// The format; by the name of the file when left out, else csv.
    #[arg(long, value_enum)]
    format: Option<SheetFormat>,
    /// Where to; standard output when left out.
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Only in these states, separated by commas.
    #[arg(long)]
    state: Option<String>,
    /// Only those that hold these words.
    #[arg(long, short = 'q', value_name = "WORDS")]
    search: Option<String>,
    /// Only those whose field points at a record, for example system:SYS-1.
    #[arg(long, value_name = "FIELD:KEY")]
    link: Option<String>,
    /// As they stood at a time or a position of the log.
    #[arg(long, value_name = "TIME|POSITION")]
    as_of: Option<String>,
}

/// Records of a kind from a sheet.
#[derive(Debug, clap::Args)]
pub(crate) struct Import {
    /// Kebab-case kind.
    kind: String,
    /// The file; `-` reads standard input.
    file: PathBuf,
    /// The format; by the name of the file when left out, else csv.
    #[arg(long, value_enum)]
    format: Option<SheetFormat>,
    /// Write; otherwise only what would become of each row is told.
    #[arg(long)]
    apply: bool,
    /// Write the rows that can be written although others are refused.
    #[arg(long, requires = "apply")]
    each: bool,
    /// Make a new record of every row, whatever its key and revision: for a sheet of another workspace.
    #[arg(long)]
    as_new: bool,
}

pub(super) async fn export(global: &Global, client: &Client, args: &Export) -> Result<(), Failure> {
    let target = args.file.as_deref().or(global.out.as_deref());
    let query = [
        ("format", Some(SheetFormat::of(args.format, target).name())),
        ("state", args.state.clone()),
        ("q", args.search.clone()),
        ("link", args.link.clone()),
        ("as_of", args.as_of.clone()),
    ];
    let path = client.path(&format!("kinds/{}/sheet", encode(&args.kind)));
    let response = client.call(Method::GET, &path, &query, Body::empty(), false).await?;
    artifact::save(target, response.into_body()).await
}

pub(super) async fn import(global: &Global, client: &Client, args: &Import) -> Done {
    let query = [
        ("format", Some(SheetFormat::of(args.format, Some(&args.file)).name())),
        ("apply", Some(args.apply.to_string())),
        ("mode", args.each.then(|| "each".to_owned())),
        ("as_new", Some(args.as_new.to_string())),
    ];
    let path = client.path(&format!("kinds/{}/sheet", encode(&args.kind)));
    let answer = client.call(Method::POST, &path, &query, Body::from(read(&args.file)?), false).await;
    let report: ImportReport = match answer {
        Ok(response) => crate::client::parse(response).await?,
        Err(failure) => {
            // Which rows are in the way is told beside the error, for people; programs find it among its details.
            if let (Some(report), Format::Text) = (refused(&failure), global.output) {
                output::emit(global, &report, text)?;
            }
            return Err(failure);
        }
    };
    output::emit(global, &report, text)?;
    Ok(if report.refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn refused(failure: &Failure) -> Option<ImportReport> {
    match failure {
        Failure::App(e) if e.code == "import.refused" => serde_json::from_value(e.details.get("report")?.clone()).ok(),
        _ => None,
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let fail = |e: std::io::Error| Failure::usage(format!("cannot read {}: {e}", path.display()));
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        std::io::stdin().take(MOST + 1).read_to_end(&mut bytes).map_err(fail)?;
    } else {
        std::fs::File::open(path).map_err(fail)?.take(MOST + 1).read_to_end(&mut bytes).map_err(fail)?;
    }
    if bytes.len() as u64 > MOST {
        return Err(Failure::usage(format!("{} is larger than {MOST} bytes; split it", path.display())));
    }
    Ok(bytes)
}

fn text(report: &ImportReport) -> String {
    let told = report.rows.iter().flat_map(|row| {
        let mut lines: Vec<Vec<String>> = row
            .problems
            .iter()
            .map(|p| {
                line(row, &format!("{}{}", p.column.as_ref().map(|c| format!("{c}: ")).unwrap_or_default(), p.text))
            })
            .collect();
        if lines.is_empty() {
            lines.push(line(row, &row.title));
        }
        lines
    });
    let table = output::table(&["row", "becomes", "key", "rev", "what"], told.collect());
    let done = if report.applied { "Written" } else { "Preview, nothing written" };
    format!(
        "{table}\n\n{done}: {} created, {} updated, {} unchanged, {} refused",
        report.created, report.updated, report.unchanged, report.refused
    )
}

fn line(row: &ImportRow, what: &str) -> Vec<String> {
    vec![
        row.row.to_string(),
        word(&row.fate),
        row.key.clone().unwrap_or_default(),
        row.revision.map(|r| r.to_string()).unwrap_or_default(),
        what.to_owned(),
    ]
}
